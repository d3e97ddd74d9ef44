package kpi

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// windowText says windows as a test reads them.
func windowText(ws []Window) string {
	var b strings.Builder
	one := func(w Window) string {
		if !w.Known {
			var missing []string
			for _, p := range w.Missing {
				missing = append(missing, p.String())
			}
			return "no " + strings.Join(missing, ",")
		}
		return fmt.Sprint(w.Value)
	}
	for _, w := range ws {
		fmt.Fprintf(&b, "%s, %s: %s", w.Name, w.Words(), one(w))
		if w.Before != nil {
			fmt.Fprintf(&b, "; %s: %s", w.Before.Words(), one(*w.Before))
		}
		if w.Wall != nil {
			fmt.Fprintf(&b, "; wall %s", w.Wall.At)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func float(s string) *float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &x
}

// pointsFrom makes points of a kind from a period on; "x" is not known.
func pointsFrom(t *testing.T, first, values string) []Point {
	t.Helper()
	p, err := ParsePeriod(first)
	if err != nil {
		t.Fatal(err)
	}
	var out []Point
	for _, v := range strings.Fields(values) {
		pt := Point{Period: p, State: Missing}
		if v != "x" {
			num, den, pair := strings.Cut(v, "/")
			pt.State = Known
			if pt.Value = *float(num); pair {
				pt.Numerator, pt.Denominator = float(num), float(den)
				pt.Value = 100 * *float(num) / *float(den)
			}
		}
		out = append(out, pt)
		p = p.Next()
	}
	return out
}

func TestWindows(t *testing.T) {
	for _, c := range []struct {
		name    string
		measure Measure
		first   string
		values  string
		breaks  []Break
		want    string
	}{
		{"months to August", Count, "2024-04", "1 1 1 1 1 1 1 1 1 1 1 1 2 2 2 2 2", nil, `latest, August 2025: 2; August 2024: 1
latest quarter, April to June 2025: 6; April to June 2024: 3
financial year to date, April to August 2025: 10; April to August 2024: 5
12 months, September 2024 to August 2025: 17; September 2023 to August 2024: no 2023-09,2023-10,2023-11,2023-12,2024-01,2024-02,2024-03
last financial year, 2024/25: 12
`},
		{"a year that has ended is said once", Count, "2025-04", "1 2 3 4 5 6 7 8 9 10 11 12", nil, `latest, March 2026: 12
latest quarter, January to March 2026: 33
last financial year, 2025/26: 78
`},
		{"a hole is no total", Count, "2025-01", "5 x 7", nil, `latest, March 2025: 7
latest quarter, January to March 2025: no 2025-02
last financial year, 2024/25: no 2024-04,2024-05,2024-06,2024-07,2024-08,2024-09,2024-10,2024-11,2024-12,2025-02
`},
		{"numerators and denominators, divided once", Percentage, "2024/25 Q1", "1/10 1/30 1/10 1/50 1/2", nil, `latest, April to June 2025: 50; April to June 2024: 10
financial year to date, April to June 2025: 50; April to June 2024: 10
12 months, July 2024 to June 2025: 4.3478260869565215; July 2023 to June 2024: no 2023/24 Q2,2023/24 Q3,2023/24 Q4
last financial year, 2024/25: 4
`},
		{"a break between", Count, "2023/24", "5 6", []Break{{At: DateOf(2024, 4, 1)}}, "latest, 2024/25: 6; 2023/24: 5; wall 2024-04-01\n"},
		{"given values are never added up", Given, "2025-01", "5 6 7", nil, "latest, March 2025: 7\n"},
		{"rolling years neither", Count, "YE 2025-03", "5 6 7", nil, "latest, June 2024 to May 2025: 7; June 2023 to May 2024: no YE 2024-05\n"},
		{"leap years", Count, "2024-02", "29 1 1 1 1 1 1 1 1 1 1 1 28", nil, `latest, February 2025: 28; February 2024: 29
latest quarter, October to December 2024: 3
financial year to date, April 2024 to February 2025: 38; April 2023 to February 2024: no 2023-04,2023-05,2023-06,2023-07,2023-08,2023-09,2023-10,2023-11,2023-12,2024-01
12 months, March 2024 to February 2025: 39; March 2023 to February 2024: no 2023-03,2023-04,2023-05,2023-06,2023-07,2023-08,2023-09,2023-10,2023-11,2023-12,2024-01
last financial year, 2023/24: no 2023-04,2023-05,2023-06,2023-07,2023-08,2023-09,2023-10,2023-11,2023-12,2024-01
`},
		{"nothing known", Count, "2025-01", "x x", nil, ""},
	} {
		pts := pointsFrom(t, c.first, c.values)
		a := Assessment{Points: pts, Latest: latestKnown(pts), Breaks: c.breaks}
		if got := windowText(Windows(Indicator{Measure: c.measure}, a)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
