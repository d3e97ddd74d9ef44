package planfile

import "planwatch/kpi"

// rule is one thing that a plan file can get wrong. Its code is stable: scripts and offices' notes refer to it.
type rule struct {
	code     string
	severity kpi.Severity
	what     string // the rule in one sentence, as a list of rules would print it
}

// rules lists every rule, in the order of declaration below.
var rules []*rule

func mistake(code, what string) *rule { return declare(code, kpi.Error, what) }
func doubt(code, what string) *rule   { return declare(code, kpi.Warning, what) }

func declare(code string, s kpi.Severity, what string) *rule {
	r := &rule{code, s, what}
	rules = append(rules, r)
	return r
}

// Files and syntax.
var (
	missingFile     = mistake("missing-file", "a plan folder has a plan.yaml")
	unknownFile     = mistake("unknown-file", "a YAML file of a plan folder has a name that is read")
	notYAML         = mistake("not-yaml", "a file is well-formed YAML in UTF-8, of a reasonable size and depth")
	unsupportedYAML = mistake("unsupported-yaml", "anchors, aliases, tags, merge keys and second documents are not used")
	unknownKey      = mistake("unknown-key", "every key is a known one")
	duplicateKey    = mistake("duplicate-key", "a key stands once")
	missingKey      = mistake("missing-key", "a required key is there and not empty")
	wrongType       = mistake("wrong-type", "a value is of the kind that its key wants")
	unknownWord     = mistake("unknown-word", "a word is one of those that its key allows")
	badNumber       = mistake("bad-number", "a number lies where it can mean something")
	badDate         = mistake("bad-date", "a date exists, is written 2026-03-31, and ends do not precede beginnings")
	badPeriod       = mistake("bad-period", "a period is written in one of the usual ways")
	unknownLanguage = mistake("unknown-language", "the language of a plan is one that the program has words in")
	badAddress      = mistake("bad-address", "an address is a full web address")
)

// Names.
var (
	badID         = mistake("bad-id", "ids and slugs have the form that addresses and commands need")
	duplicateID   = mistake("duplicate-id", "an id is given once")
	duplicateSlug = mistake("duplicate-slug", "a slug is given once")
	duplicateName = mistake("duplicate-name", "two areas of one rank, and two terms, do not share a name")
	badAreaCode   = mistake("bad-area-code", "an area's code is an ONS code")
)

// References.
var (
	unknownSection   = mistake("unknown-section", "a section that is referred to is in plan.yaml")
	unknownObjective = mistake("unknown-objective", "an objective that is referred to is in the indicator's section")
	unknownSource    = mistake("unknown-source", "a source that is referred to is in sources.yaml")
	unknownSeries    = mistake("unknown-series", "a series that is referred to is in sources.yaml")
	unknownTerm      = mistake("unknown-term", "a term that an indicator uses is in glossary.yaml")
	unknownArea      = mistake("unknown-area", "an area that is referred to is in areas.yaml")
	unknownIndicator = mistake("unknown-indicator", "an indicator that is referred to, such as a successor, is in the plan")
	unknownGroup     = mistake("unknown-group", "what figures are compared with is a group of groups.yaml or an area of areas.yaml")
	unknownCode      = mistake("unknown-code", "a code, code set or selection that is referred to is in codes.yaml")
)

// What indicators, baselines and targets may say.
var (
	noPlace          = mistake("no-place", "an indicator without an objective quotes its promise or says why it is here")
	noContext        = mistake("no-context", "a contextual indicator says why it is here")
	noInput          = mistake("no-input", "an indicator has inputs, or says what return it awaits")
	badInput         = mistake("bad-input", "inputs fit the indicator's measure")
	mixedProvenance  = mistake("mixed-provenance", "illustrative figures never meet published or force figures")
	noNotice         = mistake("no-notice", "an illustrative source has a notice, which stands wherever its figures show")
	noBaseline       = mistake("no-baseline", "an indicator has a baseline record, if only one that says why none is set")
	badBaseline      = mistake("bad-baseline", "the parts of a baseline fit each other and the indicator")
	claimAsBaseline  = mistake("claim-as-baseline", "a claim is not the first baseline record, the one that is compared with")
	badShare         = mistake("bad-share", "a required share lies between 0 and 100")
	badTarget        = mistake("bad-target", "the parts of a target fit its kind and the indicator's measure")
	twoJudged        = mistake("two-judged", "one target at most is judged")
	contextualTarget = mistake("contextual-target", "a contextual indicator has no target")
	baselinePeriod   = mistake("baseline-period", "a baseline is of a period of the indicator's kind, or one that they add up to")
	badLife          = mistake("bad-life", "a withdrawn or declined indicator says why, and a live one has inputs")
	badMeasure       = mistake("bad-measure", "what an indicator says of its measure fits: a denominator, a scale, a direction")
	badSuppress      = mistake("bad-suppress", "small figures are hidden of counts and percentages that are not published already, between two bounds")
	badTie           = mistake("bad-tie", "a series divides another one by something, and neither divides nor tells itself")
	noComparator     = mistake("no-comparator", "an indicator names whom it is compared with, or says why there is nobody")
	noDefinition     = mistake("no-definition", "a term has a definition, or says from whom one is awaited")
	badRevision      = mistake("bad-revision", "a revised baseline says from what and when")
	idleObjective    = mistake("objective-without-indicator", "an objective has an indicator that shows whether it is met, or a reason why not")
	unusedTerm       = mistake("unused-term", "a term of the glossary is used by an indicator, another term or an ask")
	undefinedTerm    = mistake("undefined-term", "a term or an abbreviation that a definition uses is in the glossary")
	badPart          = mistake("bad-part", "a part has series or is another indicator, and a compound has two parts or more")
	badDisparity     = mistake("bad-disparity", "a disparity, and nothing else, says which two groups it compares")
	badCycle         = mistake("bad-cycle", "inspection cycles are of a scale of grades, in order of time")
	badOverride      = mistake("bad-override", "a person's judgement fits the indicator, is of figures that had come, and is the only one")
	badRebase        = mistake("bad-rebase", "a rebase says from which day, once, and is of an indicator that has limits")
	changedUnsaid    = mistake("change-without-reason", "a published definition, baseline or target changes only with a reason in changes.yaml")
)

// What is allowed but should be looked at.
var (
	sharedCaveat = doubt("shared-caveat", "what a figure does not tell is the indicator's own, not copied from another")
	hardToRead   = doubt("hard-to-read", "a question or definition can be read by a person of 14")
)
