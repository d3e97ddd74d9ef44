package kpi

import (
	"fmt"
	"strings"
	"testing"

	"planwatch/kpi/stats"
)

// TestCompareAreas holds which council areas are placed against all of them together, and which can't be.
func TestCompareAreas(t *testing.T) {
	share := Indicator{Measure: Percentage}
	count := Indicator{Measure: Count, Rate: &Rate{Per: 1000}}
	for _, c := range []struct {
		name string
		ind  Indicator
		data string // area period numerator/denominator, or count of population
		want string
	}{
		{"shares", share, "A 2025/26 Q3 500/1000; B 2025/26 Q3 510/1000; C 2025/26 Q3 400/1000", "A alike, B above, C far below; 2 of 3 outside of 0.47"},
		{"the same shares of few", share, "A 2025/26 Q3 5/10; B 2025/26 Q3 51/100; C 2025/26 Q3 4/10", "A alike, B alike, C alike; 0 of 3 outside of 0.5"},
		{"rates", count, "A 2025/26 Q3 50 of 10000; B 2025/26 Q3 60 of 10000; C 2025/26 Q3 200 of 10000", "A far below, B far below, C far above; 3 of 3 outside of 0.01033"},
		{"an older figure is not placed", share, "A 2025/26 Q3 5/10; B 2025/26 Q3 51/100; C 2025/26 Q3 4/10; D 2025/26 Q2 90/100", "A alike, B alike, C alike; 0 of 3 outside of 0.5"},
		{"two are too few", share, "A 2025/26 Q3 5/10; B 2025/26 Q3 51/100; C 2025/26 Q2 4/10", "; 0 of 0 outside of 0"},
		{"counts without a population", count, "A 2025/26 Q3 50; B 2025/26 Q3 60; C 2025/26 Q3 200", "; 0 of 0 outside of 0"},
		{"values as given", Indicator{Measure: Given}, "A 2025/26 Q3 50; B 2025/26 Q3 60; C 2025/26 Q3 200", "; 0 of 0 outside of 0"},
	} {
		got := CompareAreas(c.ind, areasOf(t, c.data))
		var placed []string
		for _, area := range []AreaCode{"A", "B", "C", "D"} {
			if p := got.Positions[area]; p != stats.NotPlaced {
				placed = append(placed, string(area)+" "+p.String())
			}
		}
		if said := fmt.Sprintf("%s; %d of %d outside of %.4g", strings.Join(placed, ", "), got.Outside, got.Of, got.Pooled); said != c.want {
			t.Errorf("%s: want %q, found %q", c.name, c.want, said)
		}
	}
}

// areasOf reads assessments of areas, each with its latest figure.
func areasOf(t *testing.T, data string) []Assessment {
	var out []Assessment
	for one := range strings.SplitSeq(data, "; ") {
		f := strings.Fields(one)
		p, err := ParsePeriod(f[1] + " " + f[2])
		if err != nil {
			t.Fatal(err)
		}
		a := Assessment{Area: AreaCode(f[0]), Provenance: PublishedFigures, Latest: &Point{Period: p}}
		num, den, pair := strings.Cut(f[3], "/")
		a.Latest.Value = *float(num)
		if pair {
			a.Latest.Numerator, a.Latest.Denominator = float(num), float(den)
		}
		if len(f) > 4 {
			a.Population = *float(f[5])
			a.Rate = new(1000 * a.Latest.Value / a.Population)
		}
		out = append(out, a)
	}
	return out
}

// TestNarrow holds when limits are called narrow: where chance moves an area by less than a twentieth.
func TestNarrow(t *testing.T) {
	for _, c := range []struct {
		events, population float64
		want               bool
	}{{100, 10000, false}, {1000, 100000, false}, {3000, 300000, true}, {74000, 3000000, true}} {
		own := Comparator{sized: stats.Area{Events: c.events, Population: c.population}, Rate: new(1.0)}
		other := Comparator{sized: stats.Area{Events: 1000, Population: 100000}, Rate: new(1.0)}
		if v := funnelAgainst(ByRate, own, []Comparator{other, other, other}); v.Narrow() != c.want {
			t.Errorf("%g of %g: want narrow %v, found a spread of %.3f", c.events, c.population, c.want, v.Spread)
		}
	}
}
