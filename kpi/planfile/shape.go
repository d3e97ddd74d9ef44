package planfile

// The shapes of the files. A field's tag is its key; ",required" keys must be there and not empty. A type's noun is
// what complaints call it. New keys may be added here; a key is never given another meaning.

type planShape struct {
	place
	ID       word           `yaml:"id,required"`
	Title    text           `yaml:"title,required"`
	Short    text           `yaml:"short"`
	Body     text           `yaml:"body,required"`
	Force    text           `yaml:"force,required"`
	Area     word           `yaml:"area,required"`
	Notices  []text         `yaml:"notices"`
	Document citationShape  `yaml:"document"`
	Sections []sectionShape `yaml:"sections,required"`
}

type sectionShape struct {
	place
	ID         word             `yaml:"id,required"`
	Slug       word             `yaml:"slug,required"`
	Title      text             `yaml:"title,required"`
	Line       number           `yaml:"line"`
	Note       text             `yaml:"note"`
	Objectives []objectiveShape `yaml:"objectives"`
}

type objectiveShape struct {
	place
	ID   word   `yaml:"id,required"`
	Text text   `yaml:"text,required"`
	Line number `yaml:"line"`
}

type citationShape struct {
	place
	Title   text `yaml:"title,required"`
	Address text `yaml:"address"`
	Note    text `yaml:"note"`
}

type indicatorsShape struct {
	place
	Section    word             `yaml:"section,required"`
	Approval   text             `yaml:"approval"` // for every indicator of the file that has none of its own
	Indicators []indicatorShape `yaml:"indicators"`
}

type indicatorShape struct {
	place
	ID        word            `yaml:"id,required"`
	Slug      word            `yaml:"slug,required"`
	Question  text            `yaml:"question,required"`
	Name      text            `yaml:"name,required"`
	Objective word            `yaml:"objective"`
	Promise   text            `yaml:"promise"`
	Line      number          `yaml:"line"`
	Context   text            `yaml:"context"`
	Unit      text            `yaml:"unit,required"`
	Decimals  number          `yaml:"decimals"`
	Measure   word            `yaml:"measure,required"`
	Direction word            `yaml:"direction,required"`
	Inputs    []inputShape    `yaml:"inputs"`
	Awaits    text            `yaml:"awaits"`
	Rate      rateShape       `yaml:"rate"`
	Baselines []baselineShape `yaml:"baselines"`
	Targets   []targetShape   `yaml:"targets"`
	Terms     []word          `yaml:"terms"`
	Counts    text            `yaml:"counts,required"`
	Caveat    text            `yaml:"caveat"`
	Owner     word            `yaml:"owner,required"`
	Approval  text            `yaml:"approval"`
}

type inputShape struct {
	place
	Value       word `yaml:"value,required"`
	Denominator word `yaml:"denominator"`
}

type rateShape struct {
	place
	Population word   `yaml:"population,required"`
	Per        number `yaml:"per,required"`
	Unit       text   `yaml:"unit,required"`
}

type baselineShape struct {
	place
	Value       number `yaml:"value"`
	Numerator   number `yaml:"numerator"`
	Denominator number `yaml:"denominator"`
	Period      word   `yaml:"period"`
	Series      word   `yaml:"series"`
	Source      word   `yaml:"source"`
	Trust       word   `yaml:"trust,required"`
	Why         text   `yaml:"why,required"`
}

type targetShape struct {
	place
	Kind       word   `yaml:"kind,required"`
	Threshold  text   `yaml:"threshold"`
	Share      number `yaml:"share"`
	Change     number `yaml:"change"`
	BasePeriod word   `yaml:"base_period"`
	Base       number `yaml:"base"`
	Level      number `yaml:"level"`
	By         word   `yaml:"by"`
	Quote      text   `yaml:"quote,required"`
	Line       number `yaml:"line"`
	Judged     truth  `yaml:"judged,required"`
}

type glossaryShape struct {
	place
	Terms []termShape `yaml:"terms"`
}

type termShape struct {
	place
	ID         word          `yaml:"id,required"`
	Name       text          `yaml:"name,required"`
	Definition text          `yaml:"definition,required"`
	Formula    text          `yaml:"formula"`
	Source     citationShape `yaml:"source,required"`
	Checked    word          `yaml:"checked,required"`
}

type areasShape struct {
	place
	Areas []areaShape `yaml:"areas"`
}

type areaShape struct {
	place
	Code    word   `yaml:"code,required"`
	Name    text   `yaml:"name,required"`
	Aliases []text `yaml:"aliases"`
	Role    word   `yaml:"role,required"`
	Parent  word   `yaml:"parent"`
}

type groupsShape struct {
	place
	Groups []groupShape `yaml:"groups"`
}

type groupShape struct {
	place
	ID     word          `yaml:"id,required"`
	Name   text          `yaml:"name,required"`
	Areas  []word        `yaml:"areas,required"`
	Note   text          `yaml:"note,required"`
	Source citationShape `yaml:"source,required"`
}

type sourcesShape struct {
	place
	Sources []sourceShape `yaml:"sources"`
}

type sourceShape struct {
	place
	ID         word          `yaml:"id,required"`
	Name       text          `yaml:"name,required"`
	Publisher  text          `yaml:"publisher,required"`
	Provenance word          `yaml:"provenance,required"`
	Address    text          `yaml:"address"`
	Licence    text          `yaml:"licence"`
	Notice     text          `yaml:"notice"`
	Note       text          `yaml:"note"`
	Series     []seriesShape `yaml:"series"`
}

type seriesShape struct {
	place
	ID   word `yaml:"id,required"`
	Name text `yaml:"name,required"`
	Unit text `yaml:"unit,required"`
	Note text `yaml:"note"`
}

type breaksShape struct {
	place
	Breaks []breakShape `yaml:"breaks"`
}

type breakShape struct {
	place
	Series []word        `yaml:"series,required"`
	Areas  []word        `yaml:"areas"`
	At     word          `yaml:"at,required"`
	What   text          `yaml:"what,required"`
	Source citationShape `yaml:"source,required"`
}

type eventsShape struct {
	place
	Events []eventShape `yaml:"events"`
}

type eventShape struct {
	place
	First    word          `yaml:"first,required"`
	Last     word          `yaml:"last"`
	Name     text          `yaml:"name,required"`
	Sections []word        `yaml:"sections"`
	Source   citationShape `yaml:"source,required"`
}

func (planShape) noun() string       { return "plan" }
func (sectionShape) noun() string    { return "section" }
func (objectiveShape) noun() string  { return "objective" }
func (citationShape) noun() string   { return "source" }
func (indicatorsShape) noun() string { return "indicator file" }
func (indicatorShape) noun() string  { return "indicator" }
func (inputShape) noun() string      { return "input" }
func (rateShape) noun() string       { return "rate" }
func (baselineShape) noun() string   { return "baseline" }
func (targetShape) noun() string     { return "target" }
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
