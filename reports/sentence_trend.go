package reports

import (
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// trendSentences say what the latest figures show, and what that means.
func (v voice) trendSentences(a kpi.Assessment) []string {
	t := a.Trend
	switch {
	case t.Because != "":
		return []string{v.trendSentence(a)}
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone:
		return nil // the figure itself says so
	case t.Kind == kpi.TrendLate:
		return []string{v.say("sentence.late", "by", a.Target.Target.By.In(v.w))}
	case t.Kind == kpi.TrendCannotJudge:
		return []string{v.say("sentence.cannot-judge", "why", t.Reason)}
	case t.Kind == kpi.TrendChangedLevel && ofWaits(a):
		return []string{v.say("sentence.wait.changed-level."+sideKey(t.Signals), "since", t.Since.In(v.w)), v.say("sentence.wait.steady")}
	case t.Kind == kpi.TrendChangedLevel:
		return []string{v.say("sentence.changed-level."+sideKey(t.Signals), "since", t.Since.In(v.w)), v.say("sentence.steady", "run", v.runWords(a, t.Run))}
	}
	out := []string{v.shown(a)}
	if t.Tested != nil && t.Tested.Adjusted {
		out = append(out, v.say("sentence.adjusted"))
	}
	if t.Kind == kpi.TrendNoChange {
		return append(out, v.say("sentence.no-change"))
	}
	return append(out, v.say("sentence.unlikely", "verdict", t.In(v.w)))
}

// shown says what was seen: a run, a figure outside its limits, or nothing out of the ordinary.
func (v voice) shown(a kpi.Assessment) string {
	t := a.Trend
	figure := v.figureName(a)
	switch {
	case t.Years != nil:
		return v.say("sentence.years."+yearsKey(a), "n", recentSteps)
	case len(t.Signals) == 0 && ofWaits(a):
		return v.say("sentence.wait.ordinary")
	case len(t.Signals) == 0 && justSaid(a):
		return v.say("sentence.that.ordinary")
	case len(t.Signals) == 0:
		return v.say("sentence.ordinary", "figure", figure)
	}
	s := t.Signals[0]
	fired := s.Rule.String() + "." + s.Side.String()
	key := "sentence." + fired
	switch {
	case ofWaits(a):
		key = "sentence.wait." + fired
	case s.Rule == stats.Trend && t.Tested != nil && t.Tested.PerDay: // the counts themselves may fall in a February
		key = "sentence.per-day." + fired
	case s.Rule == stats.Outside && justSaid(a):
		key = "sentence.that." + fired
	}
	switch s.Rule {
	case stats.Trend:
		return v.say(key, "figure", figure, "n", t.Run-1) // of seven figures six are higher than the one before
	case stats.Shift:
		return v.say(key, "figure", figure, "run", v.runWords(a, t.Run))
	default:
		return v.say(key, "figure", figure)
	}
}

// justSaid says whether the latest figure was said in the sentence before, and so need not be named again.
func justSaid(a kpi.Assessment) bool { return a.Change == nil || a.Change.Window != a.Latest.Period }

// ofWaits says whether the times between events were judged, not the counts.
func ofWaits(a kpi.Assessment) bool {
	return a.Trend.Tested != nil && a.Trend.Tested.Chart == stats.ChartG
}

// recentSteps is how many times in a row a figure goes one way in five years.
const recentSteps = 4

// yearsKey names what five years show: all steps up or down, by more than chance or not, or not all one way.
func yearsKey(a kpi.Assessment) string {
	var up, down int
	for i := len(a.Points) - recentSteps; i < len(a.Points); i++ {
		switch d := a.Points[i].Value - a.Points[i-1].Value; {
		case d > 0:
			up++
		case d < 0:
			down++
		}
	}
	chance := either(a.Trend.Kind == kpi.TrendNoChange, "chance.", "")
	switch {
	case up == recentSteps:
		return chance + "high"
	case down == recentSteps:
		return chance + "low"
	default:
		return "none"
	}
}

// sideKey is the side of the first signal.
func sideKey(signals []stats.Signal) string {
	if len(signals) > 0 && signals[0].Side == stats.High {
		return stats.High.String()
	}
	return stats.Low.String()
}

// figureName is what a figure of the series is called: "monthly figure", "figure per day".
func (v voice) figureName(a kpi.Assessment) string {
	return v.say("figure." + strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-"))
}

// runWords is how long a run has lasted: "9 months".
func (v voice) runWords(a kpi.Assessment, n int) string {
	key := "run." + strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-")
	if ofWaits(a) {
		key = "run.wait"
	}
	return v.say(key, "n", n)
}

// trendReason says why in a few words, from what fired on the latest point.
func (v voice) trendReason(a kpi.Assessment) string {
	t := a.Trend
	switch {
	case t.Because != "":
		return t.Because
	case t.Kind == kpi.TrendDone, t.Kind == kpi.TrendNotDone, t.Kind == kpi.TrendLate:
		return v.say("reason.returned", "as", t.In(v.w))
	case t.Kind == kpi.TrendChangedLevel:
		return v.say("reason.changed-level")
	case t.Years != nil:
		return v.say("reason.years."+yearsKey(a), "n", recentSteps)
	case len(t.Signals) == 0:
		return v.say("reason.ordinary")
	case ofWaits(a):
		return v.say("reason.wait." + t.Signals[0].Rule.String() + "." + t.Signals[0].Side.String())
	}
	return v.signalWords(t.Signals[0])
}

// signalWords says what a rule that fired means for the point it fired on.
func (v voice) signalWords(s stats.Signal) string {
	return v.say("signal." + s.Rule.String() + "." + s.Side.String())
}

// trendSentence is what the trend says in one sentence, for a chart's description.
func (v voice) trendSentence(a kpi.Assessment) string {
	if a.Trend.Kind == kpi.TrendCannotJudge {
		return v.say("sentence.cannot-judge", "why", a.Trend.Reason)
	}
	return v.say("sentence.verdict", "verdict", upperFirst(a.Trend.In(v.w)), "why", v.trendReason(a))
}

// partsSentence says what the parts of an indicator come to, so that a good figure of the whole hides none of them.
func (v voice) partsSentence(a kpi.Assessment) string {
	if a.Whole == "" || a.Trend.Because == a.Whole || a.Trend.Reason == a.Whole {
		return ""
	}
	return v.say("note.parts", "parts", a.Whole)
}
