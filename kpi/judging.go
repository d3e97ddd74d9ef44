package kpi

import (
	"errors"
	"math"
	"sort"
	"strings"

	"planwatch/kpi/stats"
)

// Tested is how an indicator's figures were made ready to be judged, and by which chart.
type Tested struct {
	Choice stats.Choice    // what the measure asks for
	Chart  stats.ChartKind // the one that was used
	PerDay bool            // counts of the latest stretch were divided by the days of their periods
	// Seasons is what was found of a season in each stretch; nil where none was looked for.
	Seasons []stats.Adjustment
	// Adjusted says that the latest stretch was judged seasonally adjusted.
	Adjusted bool
	// Values are what was judged, one a row: figures or counts per day, divided by their season's factor where that was
	// taken out; the numerators of shares; waits between events, in periods. NaN where there is none.
	Values       []float64
	Denominators []float64 // of shares, otherwise nil
	Rows         []int     // which point each row is of
	Scale        []float64 // a point's: what a judged value or limit is multiplied by to be in the figures' unit
	XmR          stats.XmR // the chart of the rows
}

// LimitsSums are the numerators and denominators that the centre of the latest stretch's shares comes from, added up.
func (a *Assessment) LimitsSums() (numerator, denominator float64) {
	var x, n Sum
	for _, p := range a.Points {
		if p.State == Known && p.Numerator != nil && !p.Period.Less(a.Trend.LimitsFrom) && !a.Trend.LimitsTo.Less(p.Period) {
			x.Add(*p.Numerator)
			n.Add(*p.Denominator)
		}
	}
	return x.Total(), n.Total()
}

// judging is a Tested at work.
type judging struct {
	Tested
	pts        []Point
	numerators []float64 // of shares and counts
}

// makeReady chooses a chart for the points and makes them ready for it: counts by day, without their season where there
// is a clear one; shares with their denominators; waits where events are rare.
func makeReady(ind Indicator, a *Assessment) *judging {
	t := &judging{pts: a.Points, Tested: Tested{Scale: make([]float64, len(a.Points)), Rows: make([]int, len(a.Points))}}
	for i := range t.Rows {
		t.Rows[i], t.Scale[i] = i, 1
	}
	t.Values = values(a.Points)
	measure := stats.Amount
	switch {
	case ind.PerDay: // shown per day, and so made ready already
	case ind.Measure == Count:
		measure, t.numerators = stats.Count, t.Values
	case ind.Measure == Percentage:
		measure = stats.Percentage
		t.numerators, t.Denominators = pairs(a.Points)
	}
	s := stretches(a.Points)
	t.Choice = t.choose(measure, s[len(s)-1])
	t.Chart = t.Choice.Chart
	switch {
	case t.Chart == stats.ChartG:
		t.waits()
		return t
	case t.Chart == stats.ChartC:
		return t
	}
	t.perDay(ind)
	t.deseason(a)
	if t.Chart != stats.ChartXmR && !t.Adjusted { // shares without a season
		t.Values, t.Seasons = t.numerators, nil
		for i := range t.Scale {
			t.Scale[i] = 100
		}
		return t
	}
	t.Chart, t.Denominators = stats.ChartXmR, nil
	return t
}

// pairs are the numerators and denominators of percentages; NaN where the point is not known.
func pairs(pts []Point) (numerators, denominators []float64) {
	for _, p := range pts {
		x, n := math.NaN(), math.NaN()
		if p.State == Known && p.Numerator != nil {
			x, n = *p.Numerator, *p.Denominator
		}
		numerators, denominators = append(numerators, x), append(denominators, n)
	}
	return numerators, denominators
}

func values(pts []Point) []float64 {
	ys := make([]float64, len(pts))
	for i, p := range pts {
		ys[i] = p.Value
		if p.State != Known {
			ys[i] = math.NaN()
		}
	}
	return ys
}

// choose picks the chart by the latest stretch.
func (t *judging) choose(m stats.Measure, s stats.Window) stats.Choice {
	if m == stats.Amount {
		return stats.Choose(m, t.Values[s.From:s.To], nil)
	}
	if t.Denominators == nil {
		return stats.Choose(m, t.numerators[s.From:s.To], nil)
	}
	return stats.Choose(m, t.numerators[s.From:s.To], t.Denominators[s.From:s.To])
}

// perDay divides counts of months and quarters by their days, so that February is not lower for being short. Years are
// left as they are, also where a series has both: a change of the kind of period begins a stretch of its own.
func (t *judging) perDay(ind Indicator) {
	if ind.Measure != Count || ind.PerDay {
		return
	}
	days := make([]int, len(t.pts))
	for i, p := range t.pts {
		days[i] = 1
		if m := p.Period.Kind.Months(); m > 0 && m < 12 {
			days[i] = p.Period.Days()
		}
		t.Scale[i] = float64(days[i])
	}
	t.PerDay, t.Values = days[len(days)-1] > 1, stats.PerDay(t.Values, days)
}

// perYear is how many periods make a year in which a season can show: 12 for months, 4 for quarters, 0 for others.
func perYear(k PeriodKind) int {
	switch k {
	case Month, Quarter:
		return 12 / k.Months()
	default:
		return 0
	}
}

// deseason takes the season out of each stretch that has a clear one. Factors come from the figures up to the end of the
// last complete financial year, so that they move once a year and nothing is kept.
func (t *judging) deseason(a *Assessment) {
	lastYear := lastYearEnd(a.Latest.Period.Last)
	all := stretches(t.pts)
	adjusted := make([]float64, 0, len(t.Values))
	for n, s := range all {
		fitted := 0
		for s.From+fitted < s.To && t.pts[s.From+fitted].Period.Last <= lastYear {
			fitted++
		}
		series := stats.Series{Values: t.Values[s.From:s.To], PerYear: perYear(t.pts[s.From].Period.Kind)}
		found := series.Deseason(fitted)
		adjusted = append(adjusted, found.Values...)
		t.Seasons = append(t.Seasons, found)
		if found.Basis != stats.SeasonallyAdjusted {
			continue
		}
		t.Adjusted = n == len(all)-1
		for i := s.From; i < s.To; i++ {
			t.Scale[i] = float64(t.Scale[i] * found.Factors[(i-s.From)%len(found.Factors)])
		}
	}
	t.Values = adjusted
}

// waits makes a row of each wait between periods with an event. No wait reaches over a break or a missing figure.
func (t *judging) waits() {
	counts := t.numerators
	t.Values, t.Denominators, t.Rows = nil, nil, nil
	for _, s := range stretches(t.pts) {
		waiting, wait := false, 0.0
		for i := s.From; i < s.To; i++ {
			switch {
			case math.IsNaN(counts[i]):
				waiting = false
			case counts[i] > 0:
				if waiting {
					t.Values, t.Rows = append(t.Values, wait), append(t.Rows, i)
				}
				waiting, wait = true, 0
			default:
				wait++
			}
		}
	}
}

// row is the first row that is of a point or of one after it.
func (t *judging) row(point int) int { return sort.SearchInts(t.Rows, point) }

// known is how many judged values lie in a window of points.
func (t *judging) known(w stats.Window) int {
	n := 0
	for row := t.row(w.From); row < t.row(w.To); row++ {
		if !math.IsNaN(t.Values[row]) {
			n++
		}
	}
	return n
}

// inStretch is how many judged values a stretch between breaks has.
func (t *judging) inStretch(group int) int {
	n := 0
	for row, i := range t.Rows {
		if t.pts[i].Group == group && !math.IsNaN(t.Values[row]) {
			n++
		}
	}
	return n
}

// chart puts the limits of the windows around the rows.
func (t *judging) chart(d Direction, windows []stats.Window) stats.XmR {
	o := stats.Options{Direction: chartDirection(d, t.Chart)}
	for _, i := range groupStarts(t.pts) {
		o.Rebase = append(o.Rebase, t.row(i))
	}
	for _, w := range windows {
		o.Baseline = append(o.Baseline, stats.Window{From: t.row(w.From), To: t.row(w.To)})
	}
	return t.run(stats.Window{To: len(t.Values)}, o)
}

// run charts some of the rows.
func (t *judging) run(w stats.Window, o stats.Options) stats.XmR {
	ys := t.Values[w.From:w.To]
	if t.Chart == stats.ChartXmR {
		return stats.NewXmR(ys, o)
	}
	var of []float64
	if t.Denominators != nil {
		of = t.Denominators[w.From:w.To]
	}
	x, err := stats.NewRuled(t.Chart, ys, of, o)
	if err != nil { // a kind that has no rules, or columns of different lengths: neither is made here
		return stats.NewXmR(ys, o)
	}
	return x
}

// levelFrom is the row at which a new level begins. A shift's own first row is too early by the points that lay on that
// side by chance before; the beginning is where cutting the stretch in two leaves the least variation about the two
// means, with 12 points behind it. The second result is how much it leaves.
func (t *judging) levelFrom(r stats.Run) (row int, left float64) {
	begin := r.First
	for begin > 0 && t.pts[t.Rows[begin-1]].Group == t.pts[t.Rows[r.First]].Group {
		begin--
	}
	best, least := r.First, math.Inf(1)
	for cut := r.First; cut <= r.Last+1-lastingShift; cut++ {
		if left := t.variation(begin, cut) + t.variation(cut, r.Last+1); left < least {
			best, least = cut, left
		}
	}
	return best, least
}

// variation is the sum of squares of some rows about their mean.
func (t *judging) variation(from, to int) float64 {
	var sum, squares Sum
	n := 0.0
	for row := from; row < to; row++ {
		if y := t.level(row); !math.IsNaN(y) {
			sum.Add(y)
			n++
		}
	}
	mean := sum.Total() / n
	for row := from; row < to; row++ {
		if d := t.level(row) - mean; !math.IsNaN(d) {
			squares.Add(float64(d * d))
		}
	}
	return squares.Total()
}

// level is what a row is drawn at: its judged value, or share.
func (t *judging) level(row int) float64 {
	if t.Denominators != nil {
		return t.Values[row] / t.Denominators[row]
	}
	return t.Values[row]
}

// steady says whether the rows of a shift are steady about a level of their own, by the chart of these rows alone.
func (t *judging) steady(r stats.Run) (alone stats.XmR, steady bool) {
	alone = t.run(stats.Window{From: r.First, To: r.Last + 1}, stats.Options{})
	last := alone.Points[alone.Last]
	if len(last.Fired) > 0 {
		return alone, false
	}
	for _, n := range alone.Notes {
		if n.Code == stats.NoVariation {
			return alone, true
		}
	}
	return alone, last.Defined()
}

// openWait is how many periods without an event have passed since the last one, in the latest stretch. That wait is not
// over, and so not judged, however long it is; 0 where a figure is missing in it.
func (t *judging) openWait() int {
	n := 0
	for i := len(t.pts) - 1 - trailingMissing(t.pts); i >= 0; i-- {
		switch p := t.pts[i]; {
		case p.State != Known, p.Group != t.pts[len(t.pts)-1].Group:
			return 0
		case p.Value > 0:
			return n
		}
		n++
	}
	return 0
}

// whyNoSeason is what is said where a season could not be looked for.
func whyNoSeason(err error) string {
	switch {
	case errors.Is(err, stats.ErrMissing):
		return "note.may-be-seasonal-gap"
	case errors.Is(err, stats.ErrNotPositive):
		return "note.may-be-seasonal-zero"
	default:
		return "note.may-be-seasonal"
	}
}

// oldLimits is how long before the latest figure the figures may lie that its limits come from, before that is said.
const oldLimits = 5 * 366 // days

// doubts notes what a reader should know of the figures that were judged.
func (t *judging) doubts(a *Assessment) {
	if a.Latest.Period.Last-a.Trend.LimitsTo.Last > oldLimits {
		a.note("old-limits", a.say("note.old-limits", "from", a.Trend.LimitsFrom.In(a.words), "to", a.Trend.LimitsTo.In(a.words)))
	}
	if n := t.openWait(); t.Chart == stats.ChartG && float64(n) > t.XmR.Points[t.XmR.Last].Upper {
		run := a.say("run."+strings.ReplaceAll(a.Latest.Period.Kind.String(), " ", "-"), "n", n)
		a.note("long-wait", a.say("note.long-wait", "run", run))
	}
	if len(t.Seasons) == 0 {
		return
	}
	found := t.Seasons[len(t.Seasons)-1]
	s := stretches(t.pts)
	first := s[len(s)-1].From
	switch {
	case t.Adjusted:
		a.note("seasonally-adjusted", a.say("note.seasonally-adjusted", "from", t.pts[first+found.From].Period.In(a.words), "to", t.pts[first+found.To-1].Period.In(a.words)))
	case found.Basis == stats.SameSeasonBasis && perYear(a.Latest.Period.Kind) > 0 && len(a.Trend.Signals) > 0:
		a.note("may-be-seasonal", a.say(whyNoSeason(found.Err)))
	}
}
