package reports

import (
	"fmt"
	"strings"

	"planwatch/kpi"
)

// Answers of the checklist.
const (
	answerYes     = "Yes"
	answerNo      = "No"
	answerPartly  = "Partly"
	answerForThem = "For the subgroup"
)

// checklist answers the review's questions by rule where a rule can; each row is question, answer and why.
func (b *builder) checklist(x assessed) [][3]string {
	return [][3]string{b.isClear(x.ind), b.isMeaningful(x.ind), b.isMeasurable(x), isPerverse(x.ind), b.hasCounter(x.ind), {"Has it an owner?", answerYes, x.ind.Owner}, b.isSound(x)}
}

func (b *builder) isClear(ind kpi.Indicator) [3]string {
	const q = "Is it clear?"
	age, _ := kpi.ReadingAge(ind.Counts+" "+ind.Excludes, b.Plan.TermNames())
	open := b.openTerms(ind)
	switch {
	case len(open) > 0:
		return [3]string{q, answerNo, "Nobody has defined: " + strings.Join(open, ", ") + "."}
	case age > kpi.Readable:
		return [3]string{q, answerPartly, fmt.Sprintf("The definition reads at age %s, above %d.", format(age, 0), kpi.Readable)}
	default:
		return [3]string{q, answerYes, fmt.Sprintf("What counts and what does not is written down; it reads at age %s.", format(age, 0))}
	}
}

func (b *builder) isMeaningful(ind kpi.Indicator) [3]string {
	age, _ := kpi.ReadingAge(ind.Question, b.Plan.TermNames())
	return [3]string{"Is it meaningful to the public?", answerForThem, fmt.Sprintf("The question “%s” reads at age %s.", ind.Question, format(age, 0))}
}

// isMeasurable holds the newest figure against how often one is promised.
func (b *builder) isMeasurable(x assessed) [3]string {
	const q = "Is it measurable as often as promised?"
	promised := fmt.Sprintf("promised %s, %s after the period", x.ind.Frequency, countOf(x.ind.Lag, "day", "days"))
	switch {
	case x.a.Latest == nil:
		return [3]string{q, answerNo, "No return received: " + promised + "."}
	case x.a.Provenance == kpi.IllustrativeFigures:
		return [3]string{q, answerNo, "Only illustrative figures are there: " + promised + "."}
	case x.ind.Frequency.Days() == 0:
		return [3]string{q, answerForThem, "The newest figure is of " + x.a.Latest.Period.Words() + ": " + promised + "."}
	}
	behind := int(b.AsAt - x.a.Latest.Period.Last)
	answer := answerYes
	if behind > x.ind.Frequency.Days()+x.ind.Lag {
		answer = answerNo
	}
	return [3]string{q, answer, fmt.Sprintf("The newest figure ends %s before the reporting date: %s.", countOf(behind, "day", "days"), promised)}
}

func isPerverse(ind kpi.Indicator) [3]string {
	return [3]string{"Could it reward the wrong thing?", answerForThem, ind.Perverse}
}

func (b *builder) hasCounter(ind kpi.Indicator) [3]string {
	const q = "Is there a counter-measure?"
	if words := b.counterWords(ind); words != "" {
		return [3]string{q, answerYes, words}
	}
	return [3]string{q, answerNo, "No indicator is named that would show the wrong way to improve this one."}
}

func (b *builder) isSound(x assessed) [3]string {
	const q = "Is its baseline sound?"
	base := x.a.Baseline
	switch {
	case base == nil || base.Trust == kpi.NotSet:
		return [3]string{q, answerNo, b.baselineFact(x.ind, x.a).Note}
	case base.Trust == kpi.Agreed:
		return [3]string{q, answerYes, base.Words() + "."}
	case base.Trust == kpi.Published:
		return [3]string{q, answerPartly, "The figure is published; that it is the baseline is proposed and not agreed."}
	default:
		return [3]string{q, answerNo, "It is " + base.Trust.String() + "."}
	}
}
