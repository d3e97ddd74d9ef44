package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

const (
	// unitHistory is how many values of its own an area needs before a change of unit is thought of.
	unitHistory = 6
	// unitTolerance is how near to ten, a hundred or a thousand times its median a value must be. A unit that has changed
	// moves every area of a series by the same factor, give or take what it moves by anyway.
	unitTolerance = 0.20
	// unitLeast is the larger of the two counts below which tenfold is nothing unusual: 3 burglaries and then 30.
	unitLeast = 100

	// rangeHistory is how many values make a usual range: a year of months, three of quarters.
	rangeHistory = 12
	// rangeLooksBack is how many values are looked at: what was usual longer ago is not any more.
	rangeLooksBack = 36
	// rangeRecent is how many of the last ones the range is put around, so that it follows a series that drifts.
	rangeRecent = 5
	// rangeLeast is the count below which nothing is far outside: small numbers jump.
	rangeLeast = 20
	// rangeSigmas is how many standard deviations the range reaches. Three is for charts, where a special cause is
	// news; here a person is to look whether the figure was typed wrongly, and five is so rare that they will.
	rangeSigmas = 5
	// rangeBeyond is how far beyond anything that it has been a value must lie besides, as a share of that. Crime counts
	// drift for years and fell by a third when people stayed at home; held against the shipped samples, figure after
	// figure, five deviations alone would doubt one in forty of them, and with this it is one in two hundred.
	rangeBeyond = 0.25
	// sigmaOfRanges makes a standard deviation of a mean moving range (Wheeler's d2 for two values).
	sigmaOfRanges = 1.128
)

// units finds the series that came in another unit. Layouts that declare units know; for the others it can only be
// guessed, by a jump of ten, a hundred or a thousand times (or a share of that) in every area at once. So it is a
// warning. Breakdowns are left out: they are of few records, and jump by themselves. It gives the figures that it has
// doubted, which are then not doubted once more.
func (k *check) units() map[kpi.Key]bool {
	type group struct {
		series kpi.SeriesID
		period kpi.Period
	}
	figures := map[group][]*kpi.Observation{}
	for i := range k.ret.Observations {
		if o := &k.ret.Observations[i]; o.Outturn && o.State == kpi.Known && o.Breakdown == "" && k.news(o) {
			g := group{o.Series, o.Period}
			figures[g] = append(figures[g], o)
		}
	}
	groups := slices.SortedFunc(maps.Keys(figures), func(a, b group) int {
		return cmp.Or(cmp.Compare(a.series, b.series), byPeriod(a.period, b.period))
	})
	odd := map[kpi.Key]bool{}
	for _, g := range groups {
		jump, ok := k.jumpOfAll(figures[g])
		if !ok {
			continue
		}
		k.say(kpi.Warning, jump.at, "unit-suspect", "want %s in the unit that it had, about %s in its last %d values, found %s, some %s%s: is it another unit?",
			k.name(figures[g][0].Key), number(jump.median), jump.values, number(jump.value), factorWords(jump.power), jump.alike())
		for _, o := range figures[g] {
			odd[o.Key] = true
		}
	}
	k.saidAll(kpi.Warning, "unit-suspect", "series and period", "series and periods")
	return odd
}

// jump is how the first area of a series has moved, and how many have.
type jump struct {
	at            kpi.Place
	median, value float64
	power         int // of ten
	values, areas int
}

func (j jump) alike() string {
	if j.areas == 1 {
		return ""
	}
	return fmt.Sprintf("; in all %d areas alike", j.areas)
}

// jumpOfAll says whether all areas with enough of a history moved by the same power of ten.
func (k *check) jumpOfAll(figures []*kpi.Observation) (jump, bool) {
	var first jump
	for _, o := range figures {
		past := k.before.since(k.Plan, o.Key, rangeHistory)
		if len(past) < unitHistory {
			continue
		}
		m := median(past)
		power, ok := powerOfTen(o.Value, m)
		if !ok || k.use(o.Series).Counted && max(o.Value, m) < unitLeast {
			return first, false
		}
		if first.areas == 0 {
			first = jump{at: o.Place, median: m, value: o.Value, power: power, values: len(past)}
		}
		if power != first.power {
			return first, false
		}
		first.areas++
	}
	return first, first.areas > 0
}

// powerOfTen finds n so that value is about 10^n of what is usual, for n from -3 to 3 but 0.
func powerOfTen(value, usual float64) (int, bool) {
	if value == 0 || usual == 0 {
		return 0, false
	}
	for _, n := range []int{1, 2, 3, -1, -2, -3} {
		if r := value / usual / math.Pow10(n); r >= 1-unitTolerance && r <= 1+unitTolerance {
			return n, true
		}
	}
	return 0, false
}

func factorWords(power int) string {
	if power < 0 {
		return "1/" + number(math.Pow10(-power)) + " of it"
	}
	return number(math.Pow10(power)) + " times it"
}

// farOutside finds values far outside what their own line has shown. Rolling years are left out: neighbours share most
// of their months, so that their moving ranges measure nothing.
func (k *check) farOutside(odd map[kpi.Key]bool) {
	for i := range k.ret.Observations {
		o := &k.ret.Observations[i]
		if !o.Outturn || o.State != kpi.Known || o.Period.Kind == kpi.Rolling12 || o.Area == kpi.NotAssigned || odd[o.Key] || !k.news(o) {
			continue
		}
		use := k.use(o.Series)
		low, high, ok := usualRange(k.before.since(k.Plan, o.Key, rangeLooksBack), use.Counted)
		if use.Words != nil || !ok || o.Value >= low && o.Value <= high {
			continue
		}
		k.say(kpi.Warning, o.Place, "far-outside", "want %s in its usual range, %s to %s, found %s", k.name(o.Key), number(low), number(high), number(o.Value))
	}
	k.saidAll(kpi.Warning, "far-outside", "figure far outside its usual range", "figures far outside their usual ranges")
}

// usualRange is where the next value of a line may lie: anywhere it has been and a quarter beyond, and within five
// standard deviations of the last few. The deviation is that of an XmR chart, from moving ranges without the very large ones, so that one bad
// value of the past does not widen it; that of a count is no smaller than chance alone makes it (its square root).
func usualRange(past []kpi.Observation, counted bool) (low, high float64, ok bool) {
	if len(past) < rangeHistory {
		return 0, 0, false
	}
	values := make([]float64, len(past))
	for i, o := range past {
		values[i] = o.Value
	}
	recent := median(past[len(past)-rangeRecent:])
	sigma := stats.NewXmR(values, stats.Options{}).Groups[0].MovingRange / sigmaOfRanges
	if math.IsNaN(sigma) {
		sigma = 0
	}
	if counted {
		if median(past) < rangeLeast {
			return 0, 0, false
		}
		sigma = max(sigma, math.Sqrt(recent))
	}
	if sigma == 0 {
		return 0, 0, false
	}
	least, most := slices.Min(values), slices.Max(values)
	low = min(least-rangeBeyond*math.Abs(least), recent-rangeSigmas*sigma)
	high = max(most+rangeBeyond*math.Abs(most), recent+rangeSigmas*sigma)
	if counted {
		low, high = max(math.Floor(low), 0), math.Ceil(high)
	}
	return low, high, true
}

func median(list []kpi.Observation) float64 {
	values := make([]float64, len(list))
	for i, o := range list {
		values[i] = o.Value
	}
	slices.Sort(values)
	if n := len(values); n%2 == 1 {
		return values[n/2]
	}
	return (values[len(values)/2-1] + values[len(values)/2]) / 2
}
