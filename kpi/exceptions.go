package kpi

import (
	"cmp"
	"math"
	"slices"

	"planwatch/kpi/stats"
)

// ExceptionClass is why an indicator is an exception; the first class comes first.
type ExceptionClass uint8

// The classes: outside the limits; any other special cause (a run, points near a limit, five years one way, a grade); a
// target missed or a promise late without either; and a level that changed a while ago.
const (
	OutsideLimits ExceptionClass = iota + 1
	OtherCause
	MissedTarget
	NewLevel
)

// Exception is an indicator that stands out.
type Exception struct {
	At    int // which of the assessments
	Class ExceptionClass
	// Distance is how far the latest figure lies from its mean, where its limit is 1, to one decimal; 0 where the figures
	// have no limits of their own.
	Distance float64
	worse    int
}

// Exceptions ranks the assessments that stand out, always in the same way: by class, then the farthest from the mean, then
// what gets worse before what is neither and what gets better, then in the order given. Illustrative figures are no
// exceptions, and neither are old ones.
func Exceptions(all []Assessment) []Exception {
	var out []Exception
	for i := range all {
		if e, ok := exceptionOf(&all[i]); ok {
			e.At = i
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b Exception) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(b.Distance, a.Distance), cmp.Compare(a.worse, b.worse))
	})
	return out
}

func exceptionOf(a *Assessment) (Exception, bool) {
	if !news(a) {
		return Exception{}, false
	}
	missed := a.Trend.Kind == TrendLate ||
		(a.Target.State == TargetNotMet || a.Target.State == TargetOffPath) && (a.Baseline == nil || a.Baseline.Trust != IllustrativeTrust)
	switch k := a.Trend.Kind; {
	case k == TrendImproving, k == TrendWorsening, k == TrendHigher, k == TrendLower:
		e := Exception{Class: OtherCause, Distance: limitWidths(a), worse: worseFirst(k)}
		if slices.ContainsFunc(a.Trend.Signals, func(s stats.Signal) bool { return s.Rule == stats.Outside }) {
			e.Class = OutsideLimits
		}
		return e, true
	case missed:
		return Exception{Class: MissedTarget}, true
	case k == TrendChangedLevel:
		return Exception{Class: NewLevel}, true
	default:
		return Exception{}, false
	}
}

// news says whether figures may be called an exception at all: there are some, not invented and not old.
func news(a *Assessment) bool {
	return a.Provenance != IllustrativeFigures && !slices.ContainsFunc(a.Notes, func(n Note) bool { return n.Code == "illustrative" || n.Code == "old" })
}

func worseFirst(k TrendKind) int {
	switch k {
	case TrendWorsening:
		return 0
	case TrendImproving:
		return 2
	default:
		return 1
	}
}

// limitWidths is how far the latest figure lies from the mean, in widths from there to the limit on its side.
func limitWidths(a *Assessment) float64 {
	if a.Latest == nil {
		return 0
	}
	p := a.Latest
	limit := p.Upper
	if p.Value < p.Mean {
		limit = p.Lower
	}
	widths := (p.Value - p.Mean) / (limit - p.Mean)
	if math.IsNaN(widths) || math.IsInf(widths, 0) {
		return 0
	}
	return math.Round(10*widths) / 10
}

// Looks is how many series were looked at, how many stand out, and how many would by chance alone if nothing had changed
// in any of them.
type Looks struct {
	Looked   int
	Flagged  int
	ByChance float64
}

// LooksAt counts the assessments that a rule of chance was used on, illustrative and old figures left out.
func LooksAt(all []Assessment) Looks {
	var out Looks
	for i := range all {
		share, tested := falseAlarm(&all[i])
		if !tested {
			continue
		}
		out.Looked++
		out.ByChance += share
		if Signalled(all[i]) {
			out.Flagged++
		}
	}
	return out
}

// falseAlarm is the share of unchanging series that would be flagged by what an assessment was judged with; false where
// nothing was.
func falseAlarm(a *Assessment) (float64, bool) {
	t := a.Trend
	switch {
	case !news(a) || a.Latest == nil || t.Kind == TrendCannotJudge:
		return 0, false
	case t.Years != nil:
		return stats.FalseAlarmsOfYears(), true
	case t.Tested != nil:
		return stats.FalseAlarms(t.Tested.Chart, t.Tested.Adjusted, t.LimitsTo.Last < a.Latest.Period.Last), true
	default:
		return 0, false
	}
}

// Signalled says whether the latest figures of an assessment were flagged by a rule of chance. Illustrative and old ones
// never are.
func Signalled(a Assessment) bool {
	_, tested := falseAlarm(&a)
	return tested && (len(a.Trend.Signals) > 0 || a.Trend.Years != nil && a.Trend.Kind != TrendNoChange)
}
