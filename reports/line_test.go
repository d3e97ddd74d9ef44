package reports

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"planwatch/kpi"
)

// TestLimitLines holds when limits are drawn level and when by steps: only what differs as it is shown makes a step.
func TestLimitLines(t *testing.T) {
	none := math.NaN()
	count, share, given := kpi.Indicator{Measure: kpi.Count}, kpi.Indicator{Measure: kpi.Percentage, Decimals: 1}, kpi.Indicator{Measure: kpi.Given}
	for _, c := range []struct {
		name   string
		ind    kpi.Indicator
		limits [][3]float64 // mean, lower, upper of each point
		want   []string
		alt    string
	}{
		{"level", count, [][3]float64{{200, 100, 300}, {200, 100, 300}}, []string{"Average 200", "Upper limit 300", "Lower limit 100"}, ""},
		{"level as shown", count, [][3]float64{{200.1, 100, 300}, {199.9, 100.4, 299.6}}, []string{"Average 200", "Upper limit 300", "Lower limit 100"}, ""},
		{
			"by months of different length", count,
			[][3]float64{{310, 210, 410}, {280, 190, 370}},
			[]string{"Average, latest 280: 310 280", "Upper limit, latest 370: 410 370", "Lower limit, latest 190: 210 190"},
			"Each period has its own limits: the latest are 190 and 370.",
		},
		{
			"by denominators, below 0 in one", share,
			[][3]float64{{4, 1, 7}, {4, -2, 10}, {4, 1.5, 6.5}},
			[]string{"Average 4.0", "Upper limit, latest 6.5: 7 10 6.5", "Lower limit, latest 1.5: 1 - 1.5"},
			"Each period has its own limits: the latest are 1.5 and 6.5.",
		},
		{"below 0 in all", share, [][3]float64{{4, -1, 7}, {4, -2, 10}}, []string{"Average 4.0", "Upper limit, latest 10.0: 7 10"}, "Each period has its own upper limit: the latest is 10.0."},
		{"a given value may be below 0", given, [][3]float64{{400, -100, 700}, {400, -100, 700}}, []string{"Average 400", "Upper limit 700", "Lower limit -100"}, ""},
		{"a gap in level limits", count, [][3]float64{{200, 100, 300}, {none, none, none}, {200, 100, 300}}, []string{"Average 200: 200 - 200", "Upper limit 300: 300 - 300", "Lower limit 100: 100 - 100"}, ""},
		{"the latest has none", count, [][3]float64{{310, 210, 410}, {280, 190, 370}, {none, none, none}}, []string{"Average, last in 2024-02 280: 310 280", "Upper limit, last in 2024-02 370: 410 370", "Lower limit, last in 2024-02 190: 210 190"}, "Each period has its own limits."},
		{"none", count, [][3]float64{{none, none, none}, {none, none, none}}, nil, ""},
	} {
		a := kpi.Assessment{}
		p := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2024, 1, 1))
		for _, l := range c.limits {
			a.Points = append(a.Points, kpi.Point{Period: p, Mean: l[0], Lower: l[1], Upper: l[2]})
			p = p.Next()
		}
		var got []string
		lines := voice{}.limitLines(c.ind, a)
		for _, l := range lines {
			s := l.Name
			if l.Which != "" {
				s += ", " + l.Which
			}
			s += " " + l.Text
			for i, v := range l.Values {
				if i == 0 {
					s += ":"
				}
				if v == nil {
					s += " -"
				} else {
					s += fmt.Sprintf(" %v", *v)
				}
			}
			got = append(got, s)
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%s: want %q, found %q", c.name, c.want, got)
		}
		if alt := strings.TrimSpace((voice{}).limitsAlt(a, lines)); alt != c.alt {
			t.Errorf("%s: want the alternative text %q, found %q", c.name, c.alt, alt)
		}
	}
}
