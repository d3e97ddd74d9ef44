package planfile

// The shapes of code sets and of the registers: what was asked, what changed, what persons judged.

type codesShape struct {
	place
	Sets []codeSetShape `yaml:"code_sets" doc:"Code sets that figures are made from, with version and date."`
}

type codeSetShape struct {
	place
	ID         word             `yaml:"id,required" doc:"Short id." form:"slug"`
	Name       text             `yaml:"name,required" doc:"As pages write it."`
	Version    text             `yaml:"version,required" doc:"Which version of the set it is."`
	From       word             `yaml:"from,required" doc:"The day from which this version holds." form:"date"`
	Ordered    truth            `yaml:"ordered" doc:"Whether the codes are a scale, the worst first."`
	Note       text             `yaml:"note" doc:"What to know about it."`
	Source     citationShape    `yaml:"source,required" doc:"Where it was read."`
	Codes      []codeShape      `yaml:"codes,required" doc:"The codes, in order."`
	Cycles     []cycleShape     `yaml:"cycles" doc:"Of the grades of inspections: the rounds, in order of time. Grades of two rounds are never compared."`
	Selections []selectionShape `yaml:"selections" doc:"Named parts of the set, such as the outcomes that count as positive."`
}

type codeShape struct {
	place
	Code    word `yaml:"code,required" doc:"The code, or the grade."`
	Name    text `yaml:"name" doc:"What it stands for."`
	Checked word `yaml:"checked" doc:"How far its wording was checked." words:"checked"`
}

type cycleShape struct {
	place
	Name text `yaml:"name,required" doc:"The round, as the inspectorate calls it."`
	From word `yaml:"from,required" doc:"Its first day; it ends where the next begins." form:"date"`
}

type selectionShape struct {
	place
	ID    word   `yaml:"id,required" doc:"Short id." form:"slug"`
	Name  text   `yaml:"name,required" doc:"As pages write it."`
	Codes []word `yaml:"codes,required" doc:"Codes of the set."`
	Note  text   `yaml:"note" doc:"Who chose them, and why."`
}

type asksShape struct {
	place
	Asks []askShape `yaml:"asks" doc:"What was asked of the indicators, and what was answered."`
}

type askShape struct {
	place
	ID           word   `yaml:"id,required" doc:"Short id." form:"slug"`
	By           text   `yaml:"by,required" doc:"Who asked."`
	Asked        text   `yaml:"asked,required" doc:"What was asked, word for word."`
	AskedLine    number `yaml:"asked_line" doc:"Line of the document." form:"line"`
	Answered     text   `yaml:"answered" doc:"The answer, word for word."`
	AnsweredLine number `yaml:"answered_line" doc:"Line of the document." form:"line"`
	Evidence     text   `yaml:"evidence,required" doc:"What shows how far it was done."`
	Indicators   []word `yaml:"indicators" doc:"Ids of the indicators that it is about."`
	Terms        []word `yaml:"terms" doc:"Ids of the glossary terms that it is about."`
	State        word   `yaml:"state,required" doc:"How far it was done." words:"ask"`
}

type changesShape struct {
	place
	Changes []changeShape `yaml:"changes" doc:"The register of changes to indicators, each with its reason."`
}

type changeShape struct {
	place
	Date      word `yaml:"date,required" doc:"The day from which the change holds." form:"date"`
	Indicator word `yaml:"indicator,required" doc:"Id of the indicator."`
	What      word `yaml:"what,required" doc:"What changed of it." words:"change"`
	From      word `yaml:"from" doc:"Of a rebase: the first day of the new limits." form:"date"`
	Was       text `yaml:"was" doc:"What it was, in short."`
	Is        text `yaml:"is" doc:"What it is now, in short."`
	Because   text `yaml:"because,required" doc:"Why."`
}

type overridesShape struct {
	place
	Overrides []overrideShape `yaml:"overrides" doc:"Judgements by persons, printed beside those of the rules, which they never replace."`
}

type overrideShape struct {
	place
	Indicator word `yaml:"indicator,required" doc:"Id of the indicator."`
	Area      word `yaml:"area" doc:"Code of the area that it is for; without it, the plan's own."`
	Date      word `yaml:"date,required" doc:"The day on which it was made." form:"date"`
	From      word `yaml:"from" doc:"The first reporting date or period that it is for; without it, the day on which it was made."`
	Until     word `yaml:"until,required" doc:"The last reporting date or period that it is for."`
	Trend     word `yaml:"trend" doc:"The trend, in the person's judgement." words:"override-trend"`
	Target    word `yaml:"target" doc:"Where it stands against the target, in the person's judgement." words:"override-target"`
	Author    text `yaml:"author,required" doc:"Who judges so: name and post."`
	Because   text `yaml:"because,required" doc:"Why, in a sentence or two."`
}
