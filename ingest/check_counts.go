package ingest

import (
	"math"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// negativeCounts: nothing that is counted is below 0, however its layout read it. A correction of an earlier period is
// sometimes booked as a negative count; it belongs into that period's own figure.
func (k *check) negativeCounts() {
	for i := range k.ret.Observations {
		o := &k.ret.Observations[i]
		if k.use(o.Series).Counted && o.State == kpi.Known && o.Value < 0 {
			k.say(kpi.Error, o.Place, "negative-count", "want a count of 0 or more for %s, found %s", k.name(o.Key), number(o.Value))
		}
	}
	k.saidAll(kpi.Error, "negative-count", "count below 0", "counts below 0")
}

// shares holds every percentage of the plan against the two counts that it is made of: a part is never more than the
// whole, and a percentage that the return states itself must be that of its counts.
func (k *check) shares() {
	done := map[kpi.Input]bool{}
	for _, ind := range k.Plan.Computed() {
		for _, in := range ind.ShareInputs() {
			if in.Denominator == "" || done[in] {
				continue
			}
			done[in] = true
			for i := range k.ret.Observations {
				if o := &k.ret.Observations[i]; o.Series == in.Value && o.State == kpi.Known {
					k.share(in, *o)
				}
			}
		}
	}
	k.saidAll(kpi.Error, "part-above-whole", "part above its whole", "parts above their wholes")
	k.saidAll(kpi.Error, "percentage-differs", "percentage that differs", "percentages that differ")
}

func (k *check) share(in kpi.Input, part kpi.Observation) {
	key := part.Key
	key.Series = in.Denominator
	whole, ok := k.figure(key)
	if !ok {
		return
	}
	if part.Value > whole.Value {
		k.say(kpi.Error, part.Place, "part-above-whole", "want %s at most as large as %s (%s in %s), found %s",
			k.name(part.Key), in.Denominator, number(whole.Value), whole.Place.Cell, number(part.Value))
		return
	}
	key.Series = in.Stated
	stated, ok := k.figure(key)
	if !ok || in.Stated == "" || whole.Value == 0 {
		return
	}
	is := 100 * part.Value / whole.Value
	if !rounds(stated, is) {
		k.say(kpi.Error, stated.Place, "percentage-differs", "want %s%% for %s, what %s (%s) of %s (%s) is, found %s%%",
			number(is), k.name(stated.Key), number(part.Value), part.Place.Cell, number(whole.Value), whole.Place.Cell, number(stated.Value))
	}
}

// rounds says whether a stated percentage is the right one, rounded to as many decimals as its cell shows. Half a unit
// of the last one is allowed for, and a tenth of a unit more: sheets round halves in more than one way.
func rounds(stated kpi.Observation, is float64) bool {
	return math.Abs(stated.Value-is) <= 0.6*math.Pow10(-decimals(stated))
}

// decimals is how many digits a figure shows after the point; a value that is kept in full shows none where its cell's
// format hides them.
func decimals(o kpi.Observation) int {
	text := strings.TrimRight(strings.TrimSpace(o.Place.Text), "% ")
	if _, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64); err != nil {
		text = strconv.FormatFloat(o.Value, 'f', -1, 64)
	}
	_, rest, _ := strings.Cut(text, ".")
	return min(len(rest), 6)
}
