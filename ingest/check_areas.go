package ingest

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"planwatch/kpi"
)

// areas adds up the council areas of each count and holds them against the force. They seldom agree: an offence whose
// place is not known, or lies outside, is the force's and no area's. What is left over is kept as a figure of its own,
// kpi.NotAssigned, so that nobody has to wonder where it went; that it is there is a warning, once for each series.
//
// Where the return has rows for what belongs to no area, those say it, and only what is left besides is doubted.
func (k *check) areas() {
	councils := k.councils()
	if len(councils) == 0 {
		return
	}
	var found []residual
	for i := range k.ret.Observations {
		force := &k.ret.Observations[i]
		if force.Area != k.Plan.Area || force.State != kpi.Known || !k.use(force.Series).Counted {
			continue
		}
		if r, ok := k.residual(force, councils); ok {
			found = append(found, r)
		}
	}
	for _, r := range found {
		k.keepResidual(r)
	}
	k.sayResiduals(found)
}

func (k *check) councils() []kpi.AreaCode {
	var out []kpi.AreaCode
	for _, a := range k.Plan.Areas {
		if a.Role == "council" {
			out = append(out, a.Code)
		}
	}
	return out
}

// residual is what the areas of one figure leave over.
type residual struct {
	force *kpi.Observation
	sum   float64
	parts int              // how many figures were added up
	whole bool             // all of them are whole numbers, as counts of offences are; officers and hours are not
	own   *kpi.Observation // the return's own row of no area; nil when it has none
	news  bool             // one of the figures is new or has changed
}

// left is what the areas leave over. Figures that are no whole numbers were rounded each for itself, to a decimal at
// the coarsest, so that as much as that leaves is nothing.
func (r residual) left() float64 {
	left := r.force.Value - r.sum
	if r.own != nil {
		left -= r.own.Value
	}
	if !r.whole && math.Abs(left) <= 0.05*float64(r.parts+1) {
		return 0
	}
	return math.Round(left*1e6) / 1e6 // adding decimals up leaves dust behind
}

func isWhole(v float64) bool { return v == math.Trunc(v) }

// residual adds up the areas of a figure; false when one of them is not known, so that nothing can be said.
func (k *check) residual(force *kpi.Observation, councils []kpi.AreaCode) (residual, bool) {
	r := residual{force: force, news: k.news(force), parts: len(councils), whole: isWhole(force.Value)}
	key := force.Key
	for _, key.Area = range councils {
		o, ok := k.figure(key)
		if !ok {
			return r, false
		}
		r.sum += o.Value
		r.whole = r.whole && isWhole(o.Value)
		r.news = r.news || k.news(&o)
	}
	key.Area = kpi.NotAssigned
	if i, ok := k.byKey[key]; ok {
		r.own = &k.ret.Observations[i]
		if r.own.State != kpi.Known {
			return r, false
		}
	}
	return r, true
}

// keepResidual adds what is left over to the figures. Nothing left is not worth a figure, unless an earlier edition had
// one, which would otherwise go on holding; and areas that add up to more than the force leave nothing that is known.
func (k *check) keepResidual(r residual) {
	if r.own != nil {
		return
	}
	o := *r.force
	o.Area, o.Value = kpi.NotAssigned, r.left()
	o.Place.Text = fmt.Sprintf("worked out: %s less %s", number(r.force.Value), number(r.sum))
	_, before := k.before.figure(o.Key)
	switch {
	case o.Value == 0 && !before, o.Value < 0 && !before:
		return
	case o.Value < 0:
		o.State, o.Value = kpi.Missing, 0
	}
	k.unassigned = append(k.unassigned, o)
}

// sayResiduals warns once for each series and kind of period, of its newest period, and counts the others.
func (k *check) sayResiduals(found []residual) {
	slices.SortStableFunc(found, func(a, b residual) int {
		return cmp.Or(cmp.Compare(a.force.Series, b.force.Series), byPeriod(b.force.Period, a.force.Period))
	})
	type group struct {
		series kpi.SeriesID
		kind   kpi.PeriodKind
	}
	more := map[group]int{}
	var first []residual
	for _, r := range found {
		g := group{r.force.Series, r.force.Period.Kind}
		if !r.news || r.left() == 0 {
			continue
		}
		if more[g]++; more[g] == 1 {
			first = append(first, r)
		}
	}
	for _, r := range first {
		n := more[group{r.force.Series, r.force.Period.Kind}] - 1
		k.say(kpi.Warning, r.force.Place, "areas-differ", "%s%s", k.residualWords(r), besides(n, "period", "periods"))
	}
	k.saidAll(kpi.Warning, "areas-differ", "series whose areas differ", "series whose areas differ")
}

func (k *check) residualWords(r residual) string {
	what := "council areas add up to " + number(r.sum)
	if r.own != nil {
		what += " and " + number(r.own.Value) + " are said to be of no area"
	}
	left := r.left()
	words := fmt.Sprintf("%s, %s has %s", what, k.name(r.force.Key), number(r.force.Value))
	switch {
	case left < 0:
		return words + ": " + number(-left) + " too many in the areas"
	case left == 1:
		return words + ": 1 is not assigned to an area"
	default:
		return words + ": " + number(left) + " are not assigned to an area"
	}
}

// besides says that there are more of a kind: " (and in 3 periods besides)".
func besides(n int, one, many string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (and in %s besides)", countOf(n, one, many))
}
