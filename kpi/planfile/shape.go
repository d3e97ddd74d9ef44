package planfile

// The shapes of the files. A field's yaml tag is its key; ",required" keys must be there and not empty. Its doc tag says
// what the key means, to an editor through the schema; its words tag names the list of words that it allows, and its
// form tag what a word must look like. A type's noun is what complaints call it. New keys may be added here; a key is
// never given another meaning.

type planShape struct {
	place
	ID       word           `yaml:"id,required" doc:"Name of the plan in commands: small letters, digits and hyphens." form:"slug"`
	Title    text           `yaml:"title,required" doc:"Full title of the plan."`
	Short    text           `yaml:"short" doc:"Short title, for page headings."`
	Body     text           `yaml:"body,required" doc:"Whose plan it is."`
	Force    text           `yaml:"force,required" doc:"The police force that carries it out."`
	Language word           `yaml:"language" doc:"The language that pages and packs speak, such as en (the default): one that the program has words in. The plan's own texts are in it, too."`
	Area     word           `yaml:"area,required" doc:"Code of the force's area in areas.yaml: figures are for it unless an area is named."`
	Notices  []text         `yaml:"notices" doc:"Sentences that stand on every page and pack."`
	Document citationShape  `yaml:"document" doc:"Where the wording of the plan was taken from."`
	Review   reviewShape    `yaml:"review" doc:"Who reviews the indicators, and the questions they were given."`
	Sections []sectionShape `yaml:"sections,required" doc:"The plan's chapters, in its order."`
}

type reviewShape struct {
	place
	Group     text            `yaml:"group,required" doc:"Name of the group that reviews the indicators."`
	Purpose   text            `yaml:"purpose,required" doc:"What the group is for."`
	Questions []questionShape `yaml:"questions,required" doc:"The questions of its terms of reference, word for word."`
	Source    citationShape   `yaml:"source,required" doc:"Where they were read."`
}

type questionShape struct {
	place
	Text text   `yaml:"text,required" doc:"The question, word for word."`
	Line number `yaml:"line" doc:"Line of the document." form:"line"`
}

type sectionShape struct {
	place
	ID         word             `yaml:"id,required" doc:"Number of the chapter, such as P4." form:"number"`
	Slug       word             `yaml:"slug,required" doc:"Its name in addresses, never reused." form:"slug"`
	Title      text             `yaml:"title,required" doc:"Title of the chapter, word for word."`
	Line       number           `yaml:"line" doc:"Line of the document." form:"line"`
	Note       text             `yaml:"note" doc:"Why the chapter has no objectives, if it has none."`
	Objectives []objectiveShape `yaml:"objectives" doc:"The promises of the chapter."`
}

type objectiveShape struct {
	place
	ID     word   `yaml:"id,required" doc:"Number of the promise, such as P4.1." form:"number"`
	Text   text   `yaml:"text,required" doc:"The promise, word for word."`
	Line   number `yaml:"line" doc:"Line of the document." form:"line"`
	Reason text   `yaml:"reason" doc:"Why no indicator shows whether it is kept, if none does."`
}

type citationShape struct {
	place
	Title   text `yaml:"title,required" doc:"Who says so, and where."`
	Address text `yaml:"address" doc:"The publisher's own web address, if it is known; never that of a copy." form:"address"`
	Note    text `yaml:"note" doc:"What to know about it, such as that only a copy was read."`
}

type indicatorsShape struct {
	place
	Section    word             `yaml:"section,required" doc:"Id of the chapter in plan.yaml."`
	Approval   text             `yaml:"approval" doc:"State of approval of every indicator here that gives none of its own."`
	Indicators []indicatorShape `yaml:"indicators" doc:"The chapter's indicators."`
}

type indicatorShape struct {
	place
	ID           word            `yaml:"id,required" doc:"Number, after the objective: P4.1a." form:"number"`
	Slug         word            `yaml:"slug,required" doc:"Its name in addresses, never reused." form:"slug"`
	Question     text            `yaml:"question,required" doc:"What the public page asks, in plain words."`
	Name         text            `yaml:"name,required" doc:"A short plain name."`
	Technical    text            `yaml:"technical,required" doc:"The technical name, as the field uses it."`
	Objective    word            `yaml:"objective" doc:"Id of the promise that it serves."`
	Promise      text            `yaml:"promise" doc:"Words of the plan that it rests on, where they are not the objective's own."`
	Line         number          `yaml:"line" doc:"Line of the document." form:"line"`
	Context      text            `yaml:"context" doc:"Why it is here, when it is contextual or the plan does not promise it."`
	Unit         text            `yaml:"unit,required" doc:"What the figure is in: offences, %, full-time equivalent."`
	Decimals     number          `yaml:"decimals" doc:"How many digits are shown after the point." form:"decimals"`
	Measure      word            `yaml:"measure,required" doc:"How the value comes about: a count may be added up, a percentage is computed from two series, a ratio likewise but not per cent; a given value is never added up; a grade is a place on an ordered scale; a milestone is done or not; a disparity compares two groups; a compound is made of its parts." words:"measure"`
	Per          word            `yaml:"per" doc:"Shows a count per day of its period; its unit says so." words:"per"`
	Method       word            `yaml:"method" doc:"Of a share of outcomes: assigned in the period, or of the cohort of cases recorded in it, whose last two periods are not complete and never judged." words:"method"`
	Counted      text            `yaml:"numerator,required" doc:"What is counted, or what the value is, in words."`
	Over         text            `yaml:"denominator" doc:"What it is put over, in words, for a percentage or a rate."`
	Direction    word            `yaml:"direction,required" doc:"Which way it should go. A contextual one is never better or worse; none is for milestones." words:"direction"`
	Inputs       []inputShape    `yaml:"inputs" doc:"Series in order of preference; the first that has figures is judged."`
	Awaits       text            `yaml:"awaits" doc:"The return that would bring its figures, when none have come."`
	Rate         rateShape       `yaml:"rate" doc:"Puts a count over a population."`
	Suppress     suppressShape   `yaml:"suppress" doc:"Hides small figures, and as many others as it takes for nobody to work them out. Figures of published sources are never hidden."`
	Codes        word            `yaml:"codes" doc:"The code set or selection of codes.yaml that it counts, or the scale of a grade."`
	Answers      []word          `yaml:"answers" doc:"Of a survey value: ids of the series of the other answers to the same question, which should add up to 100%."`
	Disparity    disparityShape  `yaml:"disparity" doc:"Of a disparity: the two groups, and the series of what happened to them and of how many people they are."`
	Parts        []partShape     `yaml:"parts" doc:"The parts of an indicator that has several, each with the agency that answers for it."`
	Baselines    []baselineShape `yaml:"baselines" doc:"Records; figures are compared with the first."`
	Targets      []targetShape   `yaml:"targets" doc:"Its targets, one of them at most judged."`
	Terms        []word          `yaml:"terms" doc:"Ids of glossary.yaml that a reader needs."`
	Counts       text            `yaml:"counts,required" doc:"What counts, in plain words."`
	Excludes     text            `yaml:"excludes,required" doc:"What does not count, in plain words."`
	Caveat       text            `yaml:"caveat,required" doc:"What the figure does not tell you."`
	Breakdowns   []text          `yaml:"breakdowns,required" doc:"By what it can be broken down; or none, and why."`
	Comparators  []word          `yaml:"comparators" doc:"Groups of groups.yaml and areas of areas.yaml for which the same figure is published."`
	NoComparator text            `yaml:"no_comparator" doc:"Why there is none to compare with."`
	Counter      []word          `yaml:"counter" doc:"Ids of the indicators that guard against the wrong way to improve this one."`
	Perverse     text            `yaml:"perverse,required" doc:"What could make the figure look better without being better."`
	Owner        word            `yaml:"owner,required" doc:"Who can change the figure." words:"owner"`
	System       text            `yaml:"system,required" doc:"The system that the figure comes out of."`
	Publisher    text            `yaml:"publisher,required" doc:"Who publishes it, or who would return it."`
	Frequency    word            `yaml:"frequency,required" doc:"How often a figure comes." words:"frequency"`
	Lag          number          `yaml:"lag,required" doc:"Days from a period's end to its figure, as expected." form:"days"`
	Approval     text            `yaml:"approval" doc:"State of approval, when it differs from the file's."`
	Life         word            `yaml:"life,required" doc:"Where the indicator is in its life." words:"life"`
	Reason       text            `yaml:"reason" doc:"Why it was withdrawn or declined."`
	Successors   []word          `yaml:"successors" doc:"Ids of the indicators that took its place."`
	AskedBy      text            `yaml:"asked_by" doc:"Who asked for a declined one."`
	Answer       text            `yaml:"answer" doc:"What the answer was."`
}

type inputShape struct {
	place
	Value       word `yaml:"value,required" doc:"Id of the series of the value, or of a percentage's numerator."`
	Denominator word `yaml:"denominator" doc:"Id of the series of a percentage's denominator."`
	Sample      word `yaml:"sample" doc:"Id of the series of the sample size of a survey value."`
	Stated      word `yaml:"stated" doc:"Id of the series of the percentage as its source states it, only to check the counts by."`
}

type rateShape struct {
	place
	Population word   `yaml:"population,required" doc:"Id of a series of people or households, given for dates."`
	Per        number `yaml:"per,required" doc:"Per how many, such as 1000." form:"positive"`
	Unit       text   `yaml:"unit,required" doc:"Unit of the rate, such as offences per 1,000 people."`
}

type suppressShape struct {
	place
	From number `yaml:"from" doc:"The smallest figure that is hidden: 1, so that 0 is shown, when nothing is said." form:"small"`
	To   number `yaml:"to" doc:"The largest figure that is hidden: 4 when nothing is said." form:"small"`
	Why  text   `yaml:"why,required" doc:"Why small figures are not shown."`
}

type partShape struct {
	place
	ID          word            `yaml:"id,required" doc:"Short id of the part." form:"slug"`
	Name        text            `yaml:"name,required" doc:"What the part is."`
	Agency      text            `yaml:"agency,required" doc:"Who answers for it."`
	Line        number          `yaml:"line" doc:"Line of the document." form:"line"`
	Value       word            `yaml:"value" doc:"Id of the series of its value or numerator."`
	Denominator word            `yaml:"denominator" doc:"Id of the series of its denominator."`
	Indicator   word            `yaml:"indicator" doc:"Instead of series: id of the indicator that is this part."`
	Measure     word            `yaml:"measure" doc:"How its value comes about, where it differs from the whole's." words:"measure"`
	Direction   word            `yaml:"direction" doc:"Which way it should go, where it differs from the whole's." words:"direction"`
	Unit        text            `yaml:"unit" doc:"Its unit, where it differs."`
	Decimals    number          `yaml:"decimals" doc:"Its digits after the point, where they differ." form:"decimals"`
	Baselines   []baselineShape `yaml:"baselines" doc:"Its own baseline records."`
	Targets     []targetShape   `yaml:"targets" doc:"Its own targets."`
}

type disparityShape struct {
	place
	Events    text      `yaml:"events,required" doc:"What happens, in the plural: searches."`
	Group     sideShape `yaml:"group,required" doc:"The group that is looked at."`
	Reference sideShape `yaml:"reference,required" doc:"The group that it is compared with."`
	All       word      `yaml:"all" doc:"Id of the series of all events, with those whose group was not put down."`
	NotStated word      `yaml:"not_stated" doc:"Id of the series of events whose group was not put down."`
}

type sideShape struct {
	place
	Name   text `yaml:"name,required" doc:"The group, as a sentence writes it: Black people."`
	Events word `yaml:"events,required" doc:"Id of the series of the events that are of this group."`
	People word `yaml:"people,required" doc:"Id of the series of how many people the group has, at points in time such as a census."`
	Found  word `yaml:"found" doc:"Id of the series of its events that found something."`
}

type baselineShape struct {
	place
	Value       number `yaml:"value" doc:"The figure."`
	Numerator   number `yaml:"numerator" doc:"Of a percentage, instead of a value."`
	Denominator number `yaml:"denominator" doc:"Of a percentage, instead of a value."`
	Period      word   `yaml:"period" doc:"The period that the figure is of."`
	Series      word   `yaml:"series" doc:"The series that it belongs to."`
	Source      word   `yaml:"source" doc:"The source that it is from."`
	Trust       word   `yaml:"trust,required" doc:"How far it can be relied on. A claim is recorded and never compared with." words:"trust"`
	Extracted   word   `yaml:"extracted" doc:"The day on which it was taken from its source." form:"date"`
	RevisedFrom number `yaml:"revised_from" doc:"What it was before, when it has been revised."`
	RevisedOn   word   `yaml:"revised_on" doc:"The day on which it was revised." form:"date"`
	Why         text   `yaml:"why,required" doc:"Why this figure and period, or why none is set; and why it was revised."`
}

type targetShape struct {
	place
	Kind       word             `yaml:"kind,required" doc:"What sort of target it is." words:"target"`
	Scope      word             `yaml:"scope" doc:"Whose target it is; local when nothing is said." words:"scope"`
	Threshold  text             `yaml:"threshold" doc:"Of a share: within what, such as within 10 seconds."`
	Share      number           `yaml:"share" doc:"Of a share: the required share in %; null when the plan does not say."`
	Change     number           `yaml:"change" doc:"Of a change: how much, in %."`
	BasePeriod word             `yaml:"base_period" doc:"Of a change: from which period; null when the plan does not say. Of others: where the path begins."`
	Base       number           `yaml:"base" doc:"The value in the base period."`
	Path       word             `yaml:"path" doc:"How it is to be reached until it is due, as the plan states it: on a straight line, in a step each financial year, or by points. A straight line is assumed, and said, when the plan states none." words:"path"`
	Points     []pathPointShape `yaml:"points" doc:"Of a path by points: the levels that are due on the way."`
	Level      number           `yaml:"level" doc:"Of a level or floor: the figure to reach."`
	Each       number           `yaml:"each" doc:"Of a floor: what every council area must have besides."`
	Grade      text             `yaml:"grade" doc:"Of a grade: the lowest that will do."`
	By         word             `yaml:"by" doc:"The period or date by which it is due; null when the plan does not say."`
	Quote      text             `yaml:"quote,required" doc:"The words that set it, word for word."`
	Line       number           `yaml:"line" doc:"Line of the document." form:"line"`
	Judged     truth            `yaml:"judged,required" doc:"Whether the indicator is judged by this target; true for one at most."`
}

type pathPointShape struct {
	place
	By    word   `yaml:"by,required" doc:"The period or date by which the level is due." form:"period"`
	Level number `yaml:"level,required" doc:"The level, in the indicator's unit."`
}

type glossaryShape struct {
	place
	Terms []termShape `yaml:"terms" doc:"The terms that readers need."`
}

type termShape struct {
	place
	ID          word          `yaml:"id,required" doc:"Short id, which indicators list under terms." form:"slug"`
	Name        text          `yaml:"name,required" doc:"As pages write it."`
	Aliases     []text        `yaml:"aliases" doc:"Abbreviations and other names of the same thing."`
	Definition  text          `yaml:"definition" doc:"One or two plain sentences."`
	AwaitedFrom text          `yaml:"awaited_from" doc:"Instead of a definition: who would have to give it, when nobody has."`
	Formula     text          `yaml:"formula" doc:"How it is counted, or what is in and out."`
	Source      citationShape `yaml:"source,required" doc:"Where the definition was read."`
	Checked     word          `yaml:"checked,required" doc:"How far the definition was checked against that source." words:"checked"`
}

type areasShape struct {
	place
	Areas []areaShape `yaml:"areas" doc:"The places that figures are for."`
}

type areaShape struct {
	place
	Code    word   `yaml:"code,required" doc:"ONS code; for a body that has none, X- and a name." form:"area"`
	Name    text   `yaml:"name,required" doc:"As pages write it."`
	Aliases []text `yaml:"aliases" doc:"Other names and codes under which returns list it."`
	Role    word   `yaml:"role,required" doc:"What the area is to the plan." words:"role"`
	Parent  word   `yaml:"parent" doc:"Code of the area that it lies in."`
}

type groupsShape struct {
	place
	Groups []groupShape `yaml:"groups" doc:"Sets of areas whose figures stand beside the force's."`
}

type groupShape struct {
	place
	ID     word          `yaml:"id,required" doc:"Short id." form:"slug"`
	Name   text          `yaml:"name,required" doc:"As pages write it."`
	Areas  []word        `yaml:"areas,required" doc:"Codes of areas.yaml."`
	From   word          `yaml:"from,required" doc:"The day from which the set is as it is, or on which it was used so." form:"date"`
	To     word          `yaml:"to" doc:"The last day on which it was." form:"date"`
	Note   text          `yaml:"note,required" doc:"Who used the set, and when."`
	Source citationShape `yaml:"source,required" doc:"Where it was read."`
}

type sourcesShape struct {
	place
	Sources []sourceShape `yaml:"sources" doc:"Who publishes or returns figures, and their series."`
}

type sourceShape struct {
	place
	ID         word          `yaml:"id,required" doc:"Short id; the ids of its series begin with it and a dot." form:"slug"`
	Name       text          `yaml:"name,required" doc:"Name of the publication or return."`
	Publisher  text          `yaml:"publisher,required" doc:"Who publishes or returns it."`
	Provenance word          `yaml:"provenance,required" doc:"An official release, a force's own return, or invented." words:"provenance"`
	Template   truth         `yaml:"template" doc:"Whether its figures are entered by hand."`
	Address    text          `yaml:"address" doc:"The publisher's own web address." form:"address"`
	Licence    text          `yaml:"licence" doc:"That the figures are used under."`
	Notice     text          `yaml:"notice" doc:"A sentence that stands wherever a figure of it shows."`
	Note       text          `yaml:"note" doc:"What to know about the source as a whole."`
	Series     []seriesShape `yaml:"series" doc:"The series of the source."`
}

type seriesShape struct {
	place
	ID   word `yaml:"id,required" doc:"Id of the source, a dot, and a name." form:"series"`
	Name text `yaml:"name,required" doc:"As pages write it."`
	Unit text `yaml:"unit,required" doc:"What its figures are in."`
	Note text `yaml:"note" doc:"What to know about it."`

	PartOf word   `yaml:"part_of" doc:"Id of a series that this one and others divide, such as searches of which these are of Black people. Small figures of the parts are hidden where those of the whole are."`
	By     text   `yaml:"by" doc:"With part_of: what they divide it by, such as ethnicity."`
	Tells  []word `yaml:"tells" doc:"Ids of series whose figures could be worked out from this one, such as the count behind a rate; it is hidden where they are."`
}

type breaksShape struct {
	place
	Breaks []breakShape `yaml:"breaks" doc:"Dates on which series changed what they count."`
}

type breakShape struct {
	place
	Series []word        `yaml:"series,required" doc:"Ids of series; ho-prc.* stands for all of a source."`
	Areas  []word        `yaml:"areas" doc:"Codes of the areas whose figures change; without it, every area's."`
	At     word          `yaml:"at,required" doc:"First day of the new series." form:"date"`
	What   text          `yaml:"what,required" doc:"What changed, in a sentence."`
	Source citationShape `yaml:"source,required" doc:"Who says so."`
}

type eventsShape struct {
	place
	Events []eventShape `yaml:"events" doc:"Dated notes for charts."`
}

type eventShape struct {
	place
	First    word          `yaml:"first,required" doc:"First day." form:"date"`
	Last     word          `yaml:"last" doc:"Last day, if it lasted." form:"date"`
	Name     text          `yaml:"name,required" doc:"A few words that fit on a chart."`
	Sections []word        `yaml:"sections" doc:"Sections on whose charts it stands; without them, on all."`
	Source   citationShape `yaml:"source,required" doc:"Who says so."`
}

func (planShape) noun() string       { return "plan" }
func (reviewShape) noun() string     { return "review" }
func (questionShape) noun() string   { return "question" }
func (sectionShape) noun() string    { return "section" }
func (objectiveShape) noun() string  { return "objective" }
func (citationShape) noun() string   { return "source" }
func (indicatorsShape) noun() string { return "indicator file" }
func (indicatorShape) noun() string  { return "indicator" }
func (inputShape) noun() string      { return "input" }
func (rateShape) noun() string       { return "rate" }
func (suppressShape) noun() string   { return "suppression" }
func (partShape) noun() string       { return "part" }
func (disparityShape) noun() string  { return "disparity" }
func (sideShape) noun() string       { return "group" }
func (cycleShape) noun() string      { return "cycle" }
func (overridesShape) noun() string  { return "list of overrides" }
func (overrideShape) noun() string   { return "override" }
func (baselineShape) noun() string   { return "baseline" }
func (targetShape) noun() string     { return "target" }
func (pathPointShape) noun() string  { return "point" }
func (glossaryShape) noun() string   { return "glossary" }
func (termShape) noun() string       { return "term" }
func (areasShape) noun() string      { return "list of areas" }
func (areaShape) noun() string       { return "area" }
func (groupsShape) noun() string     { return "list of groups" }
func (groupShape) noun() string      { return "group" }
func (sourcesShape) noun() string    { return "list of sources" }
func (sourceShape) noun() string     { return "source" }
func (seriesShape) noun() string     { return "series" }
func (breaksShape) noun() string     { return "list of breaks" }
func (breakShape) noun() string      { return "break" }
func (eventsShape) noun() string     { return "list of events" }
func (eventShape) noun() string      { return "event" }
func (codesShape) noun() string      { return "list of code sets" }
func (codeSetShape) noun() string    { return "code set" }
func (codeShape) noun() string       { return "code" }
func (selectionShape) noun() string  { return "selection" }
func (asksShape) noun() string       { return "register of asks" }
func (askShape) noun() string        { return "ask" }
func (changesShape) noun() string    { return "register of changes" }
func (changeShape) noun() string     { return "change" }
