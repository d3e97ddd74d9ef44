package layout

import (
	"fmt"
	"math"
	"strings"

	"planwatch/kpi"
)

// sums checks the totals of one sheet against the rows that they are made of.
type sums struct {
	parts  map[sumKey]*parts
	totals []totalCell
}

// sumKey is a figure without its area.
type sumKey struct {
	series kpi.SeriesID
	period kpi.Period
}

// parts adds up, by role, what the rows of areas say; "" is what is not assigned to an area.
type parts struct {
	sum     map[string]float64
	rows    map[string]int
	unknown map[string]bool // a value of the role is not known, so nothing can be checked
}

type totalCell struct {
	sumKey
	row, col int
	value    float64
	count    bool
	rule     totalRule
}

func newSums() sums { return sums{parts: map[sumKey]*parts{}} }

func (s *sums) note(t *table, f figures, col int, key kpi.Key, kind rowKind, rule totalRule, v value) {
	if len(t.rows.totals) == 0 {
		return
	}
	k := sumKey{key.Series, key.Period}
	if kind == totalRow {
		if v.state == kpi.Known {
			s.totals = append(s.totals, totalCell{k, f.row, col, v.number, f.m.count, rule})
		}
		return
	}
	p := s.parts[k]
	if p == nil {
		p = &parts{sum: map[string]float64{}, rows: map[string]int{}, unknown: map[string]bool{}}
		s.parts[k] = p
	}
	p.rows[f.area.Role]++
	if v.state != kpi.Known {
		p.unknown[f.area.Role] = true
	}
	p.sum[f.area.Role] += v.number
}

// check complains about every total that does not agree, in the order of the sheet.
func (s *sums) check(w *walk) {
	for _, t := range s.totals {
		p := s.parts[t.sumKey]
		if p == nil {
			continue
		}
		what := fmt.Sprintf("%s for %s", t.series, t.period)
		if sum, n, ok := p.of(append([]string{""}, t.rule.sumOf...)); ok && len(t.rule.sumOf) > 0 && !t.agrees(sum, n) {
			t.differs(w, "want %s, what the %d rows above (%s) add up to in %s, found %s",
				plain(sum), n, strings.Join(append(t.rule.sumOf, "unassigned"), ", "), what, plain(t.value))
		}
		if same, n, ok := p.of([]string{t.rule.sameAs}); ok && t.rule.sameAs != "" && n == 1 && !t.agrees(same, 1) {
			t.differs(w, "want %s, what the row of the %s says in %s, found %s", plain(same), t.rule.sameAs, what, plain(t.value))
		}
	}
}

// differs complains about a total: published areas seldom add up to their force, so it is an error only where the
// layout says that they must.
func (t totalCell) differs(w *walk, format string, args ...any) {
	if t.rule.exact {
		w.x.at(w.p, t.row, t.col, "total-differs", format, args...)
		return
	}
	w.x.warn(w.p, t.row, t.col, "total-differs", format, args...)
}

// of adds up the roles; false when a value is not known or there is no row.
func (p *parts) of(roles []string) (sum float64, n int, ok bool) {
	for _, role := range roles {
		if p.unknown[role] {
			return 0, 0, false
		}
		sum, n = sum+p.sum[role], n+p.rows[role]
	}
	return sum, n, n > 0
}

// agrees compares a total with n added values: counts exactly, other figures as if each had been rounded to a decimal.
func (t totalCell) agrees(sum float64, n int) bool {
	tolerance := 1e-6
	if !t.count {
		tolerance = 0.05*float64(n) + 1e-6
	}
	return math.Abs(t.value-sum) <= tolerance
}

// plain writes a number for a message.
func plain(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), ".")
}
