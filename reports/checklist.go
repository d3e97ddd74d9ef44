package reports

import (
	"strings"

	"planwatch/kpi"
)

// answer is one of the answers of the checklist, by its key in the catalogue.
type answer string

const (
	answerYes     answer = "checklist.yes"
	answerNo      answer = "checklist.no"
	answerPartly  answer = "checklist.partly"
	answerForThem answer = "checklist.for-them"
)

// checked is a question of the checklist, by its key, with its answer and why.
type checked struct {
	question string
	answer   answer
	why      string
}

// checklist answers the review's questions by rule where a rule can.
func (b *builder) checklist(x assessed) []checked {
	return []checked{
		b.isClear(x.ind), b.isMeaningful(x.ind), b.isMeasurable(x), isPerverse(x.ind), b.hasCounter(x.ind),
		{"checklist.owner", answerYes, kpi.OwnerIn(b.w, x.ind.Owner)},
		b.isSound(x),
	}
}

// row is a row of the checklist's table: question, answer and why.
func (b *builder) row(c checked) []Figure {
	return texts(b.say(c.question), b.say(string(c.answer)), c.why)
}

func (b *builder) isClear(ind kpi.Indicator) checked {
	const q = "checklist.clear"
	age, _ := kpi.ReadingAge(ind.Counts+" "+ind.Excludes, b.Plan.TermNames())
	open := b.openTerms(ind)
	switch {
	case len(open) > 0:
		return checked{q, answerNo, b.say("checklist.clear-open", "list", strings.Join(open, ", "))}
	case age > kpi.Readable:
		return checked{q, answerPartly, b.say("checklist.clear-hard", "age", b.format(age, 0), "limit", kpi.Readable)}
	default:
		return checked{q, answerYes, b.say("checklist.clear-yes", "age", b.format(age, 0))}
	}
}

func (b *builder) isMeaningful(ind kpi.Indicator) checked {
	age, _ := kpi.ReadingAge(ind.Question, b.Plan.TermNames())
	return checked{"checklist.meaningful", answerForThem, b.say("checklist.meaningful-age", "question", ind.Question, "age", b.format(age, 0))}
}

// isMeasurable holds the newest figure against how often one is promised.
func (b *builder) isMeasurable(x assessed) checked {
	const q = "checklist.measurable"
	promised := b.say("checklist.promised", "frequency", x.ind.Frequency.In(b.w), "n", x.ind.Lag)
	switch {
	case x.a.Latest == nil:
		return checked{q, answerNo, b.say("checklist.no-return", "promised", promised)}
	case x.a.Provenance == kpi.IllustrativeFigures:
		return checked{q, answerNo, b.say("checklist.illustrative", "promised", promised)}
	case x.ind.Frequency.Days() == 0:
		return checked{q, answerForThem, b.say("checklist.newest-of", "period", x.a.Latest.Period.In(b.w), "promised", promised)}
	}
	behind := int(b.AsAt - x.a.Latest.Period.Last)
	answer := answerYes
	if behind > x.ind.Frequency.Days()+x.ind.Lag {
		answer = answerNo
	}
	return checked{q, answer, b.say("checklist.newest-ends", "n", behind, "promised", promised)}
}

func isPerverse(ind kpi.Indicator) checked {
	return checked{"checklist.perverse", answerForThem, ind.Perverse}
}

func (b *builder) hasCounter(ind kpi.Indicator) checked {
	const q = "checklist.counter"
	if words := b.counterWords(ind); words != "" {
		return checked{q, answerYes, words}
	}
	return checked{q, answerNo, b.say("checklist.counter-none")}
}

func (b *builder) isSound(x assessed) checked {
	const q = "checklist.sound"
	base := x.a.Baseline
	switch {
	case base == nil || base.Trust == kpi.NotSet:
		return checked{q, answerNo, b.baselineFact(x.ind, x.a).Note}
	case base.Trust == kpi.Agreed:
		return checked{q, answerYes, b.closed(base.In(b.w))}
	case base.Trust == kpi.Published:
		return checked{q, answerPartly, b.say("checklist.sound-published")}
	default:
		return checked{q, answerNo, b.say("checklist.sound-trust", "trust", base.Trust.In(b.w))}
	}
}
