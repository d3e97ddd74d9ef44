package chart

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"

	"planwatch/reports"
)

// read is the part of an option that tests look at.
type read struct {
	Tooltip struct{ RenderMode string } `json:"tooltip"`
	Aria    struct {
		Enabled bool
		Label   struct{ Description string }
	} `json:"aria"`
	Animation bool `json:"animation"`
	Series    []struct {
		ID            string `json:"id"`
		Type          string
		ShowAllSymbol bool
		Data          []json.RawMessage
		LineStyle     struct{ Type any }
		Color         string
	} `json:"series"`
	Media []struct {
		Query  map[string]int
		Option map[string][]struct{ ID string }
	} `json:"media"`
}

func optionOf(t *testing.T, c reports.Chart) (read, string) {
	t.Helper()
	raw, err := Option(c)
	if err != nil {
		t.Fatal(err)
	}
	var o read
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	return o, string(raw)
}

func TestOptionIsFitForAStrictPage(t *testing.T) {
	for _, c := range cases() {
		o, raw := optionOf(t, c)
		if o.Tooltip.RenderMode != "richText" {
			t.Errorf("%s: want a tooltip that is drawn, found %q", c.ID, o.Tooltip.RenderMode)
		}
		if o.Animation || !o.Aria.Enabled || o.Aria.Label.Description != c.Alt {
			t.Errorf("%s: animation %v, aria %+v", c.ID, o.Animation, o.Aria)
		}
		for _, bad := range []string{"function", "<", "http://", "https://", "__f__"} {
			if strings.Contains(raw, bad) {
				t.Errorf("%s: found %q in the option", c.ID, bad)
			}
		}
	}
}

// Every point of the model is an item of the option, known or not, and none is thinned out.
func TestOptionHasEveryPoint(t *testing.T) {
	for _, c := range cases() {
		o, _ := optionOf(t, c)
		items := 0
		for _, s := range o.Series {
			if strings.HasPrefix(s.ID, "points-") {
				items += len(s.Data)
				if !s.ShowAllSymbol {
					t.Errorf("%s: series %s hides symbols where it is crowded", c.ID, s.ID)
				}
			}
		}
		if items != len(c.Points) {
			t.Errorf("%s: want %d items, found %d", c.ID, len(c.Points), items)
		}
	}
}

// Both arrangements name the same parts, or a browser that changes from one to the other would keep what is not its.
func TestArrangementsNameTheSameParts(t *testing.T) {
	for _, c := range cases() {
		o, _ := optionOf(t, c)
		if len(o.Media) != 2 || o.Media[0].Query["maxWidth"] != narrowBelow-1 || o.Media[1].Query != nil {
			t.Fatalf("%s: want the narrow form up to %d and the wide one for the rest, found %+v", c.ID, narrowBelow-1, o.Media)
		}
		for part := range o.Media[0].Option {
			names := [2]map[string]bool{{}, {}}
			for i := range names {
				for _, e := range o.Media[i].Option[part] {
					names[i][e.ID] = true
				}
			}
			for i := range names {
				for id := range names[i] {
					if !names[1-i][id] {
						t.Errorf("%s: %s %q is in one arrangement only", c.ID, part, id)
					}
				}
			}
		}
	}
}

// A limit is drawn for its own points, not beyond: from the left edge of the first to the right edge of the last.
func TestLimitsHoldWhereTheyHold(t *testing.T) {
	o, _ := optionOf(t, homeOffice())
	var got []string
	for _, s := range o.Series {
		if strings.HasPrefix(s.ID, "line-") {
			got = append(got, string(s.Data[0])+" "+string(s.Data[1]))
		}
	}
	want := regexp.MustCompile(`^(\[0,[\d.]+\] \[36,[\d.]+\] ?){3}(\[36,[\d.]+\] \[55,[\d.]+\] ?){4}$`)
	if all := strings.Join(got, " "); !want.MatchString(all) {
		t.Errorf("want three lines from 0 to 36 and four from 36 to 55, found %s", all)
	}
}

// A line that is not level lies flat over each of its periods, with a gap where it has no value and beyond the axis.
func TestSteps(t *testing.T) {
	value := func(v float64) *float64 { return &v }
	for _, tt := range []struct {
		name string
		line reports.Line
		want string
	}{
		{"level", reports.Line{From: 2, To: 4, Value: 7}, "[[2,7],[5,7]]"},
		{"level by steps", reports.Line{From: 2, To: 4, Values: []*float64{value(7), value(7), value(7)}}, "[[2,7],[5,7]]"},
		{"up and down", reports.Line{From: 1, To: 3, Values: []*float64{value(7), value(9), value(8)}}, "[[1,7],[2,7],[2,9],[3,9],[3,8],[4,8]]"},
		{"gap", reports.Line{From: 0, To: 3, Values: []*float64{value(7), nil, nil, value(7)}}, "[[0,7],[1,7],null,[3,7],[4,7]]"},
		{"above the axis at both ends", reports.Line{From: 0, To: 4, Values: []*float64{value(11), value(7), value(11), value(7), value(11)}}, "[[1,7],[2,7],null,[3,7],[4,7]]"},
	} {
		l, _ := tt.line.Where(func(v float64) bool { return v <= 10 })
		got, err := json.Marshal(steps(l))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: want %s, found %s %v", tt.name, tt.want, got, err)
		}
	}
	if _, ok := (reports.Line{Values: []*float64{nil, value(11)}, To: 1}).Where(func(v float64) bool { return v <= 10 }); ok {
		t.Error("want no line where no part of it can be shown")
	}
}

// A line that has no place on the axis is left out, not drawn at its edge.
func TestLineBelowZero(t *testing.T) {
	c := yearly()
	c.FromZero = true
	c.Lines = append(c.Lines, flat(reports.LineLower, "Lower limit", -5, 0, 10))
	o, _ := optionOf(t, c)
	for _, s := range o.Series {
		if s.ID == "line-3" {
			t.Error("want no line below 0 on an axis that starts there")
		}
	}
}

func TestScale(t *testing.T) {
	one := func(v float64, c reports.Chart) reports.Chart {
		c.Points = append(c.Points, reports.Point{Value: &v})
		return c
	}
	for _, tt := range []struct {
		name            string
		chart           reports.Chart
		low, high, step float64
	}{
		{"count", one(94542, one(41244, reports.Chart{FromZero: true})), 0, 100000, 20000},
		{"count that is zero", one(0, reports.Chart{FromZero: true}), 0, 2, 1},
		{"small counts are whole", one(3, one(1, reports.Chart{FromZero: true})), 0, 4, 1},
		{"share", one(94.4, one(81, reports.Chart{FromZero: true, Percent: true, Decimals: 1})), 0, 100, 20},
		{"whole share", one(100, reports.Chart{FromZero: true, Percent: true, Decimals: 1}), 0, 100, 20},
		{"small share", one(0.4, reports.Chart{FromZero: true, Percent: true, Decimals: 1}), 0, 0.5, 0.1},
		{"not from zero", one(8019, one(6495, reports.Chart{})), 6000, 8500, 500},
		{"all the same", one(5, one(5, reports.Chart{})), 4, 7, 1},
		{"below zero", one(-3, one(4, reports.Chart{FromZero: true})), -4, 6, 2},
		{"nothing", reports.Chart{}, 0, 1, 1},
	} {
		s := scaleOf(tt.chart)
		if s.low != tt.low || s.high != tt.high || s.step != tt.step {
			t.Errorf("%s: want %v to %v by %v, found %v to %v by %v", tt.name, tt.low, tt.high, tt.step, s.low, s.high, s.step)
		}
	}
}

func TestTickOf(t *testing.T) {
	for short, want := range map[string]tick{
		"2025/26 Q3": {"Q3\n2025/26", 4, false},
		"2025/26 Q1": {"Q1\n2025/26", 4, true},
		"2025/26 H1": {"H1\n2025/26", 2, true},
		"2026-03":    {"Mar\n2026", 12, false},
		"Jan 2026":   {"Jan\n2026", 12, true},
		"YE 2018-03": {"Year to\nMar 2018", 0, false},
		"2019-09-30": {"30 Sep\n2019", 0, false},
		"2025/26":    {"2025/26", 0, false},
		"2025":       {"2025", 0, false},
	} {
		if got := tickOf(nil, short); got != want {
			t.Errorf("%s: want %+v, found %+v", short, want, got)
		}
	}
}

// The colours that carry anything have the contrast that WCAG 2.2 asks of graphics, 3:1; those of text 4.5:1.
func TestContrast(t *testing.T) {
	for colour, want := range map[string]float64{
		darkBlue: 4.5, ink: 4.5, grey: 4.5, green: 4.5, eventInk: 3, caution: 3, turquoise: 3, darkPink: 3, orange: 3,
	} {
		if got := contrast(colour, paper); got < want {
			t.Errorf("%s: want a contrast of %g:1 on white, found %.2f:1", colour, want, got)
		}
	}
	if got := contrast(ink, noticeFill); got < 4.5 {
		t.Errorf("notice: found %.2f:1", got)
	}
}

// contrast is the ratio of WCAG 2.2.
func contrast(a, b string) float64 {
	l := [2]float64{luminance(a), luminance(b)}
	return (max(l[0], l[1]) + 0.05) / (min(l[0], l[1]) + 0.05)
}

func luminance(colour string) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		var v int
		for _, d := range strings.ToLower(colour[1+2*i : 3+2*i]) {
			v = v*16 + strings.IndexRune("0123456789abcdef", d)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestWrap(t *testing.T) {
	f := regular()
	for _, tt := range []struct {
		text  string
		limit float64
		want  string
	}{
		{"", 100, ""},
		{"one", 100, "one"},
		{"one two three", 50, "one two|three"},
		{"unbreakableword", 40, "unbre|akable|word"},
		{"i W", 1, "i|W"},
	} {
		if got := strings.Join(f.wrap(tt.text, 13, tt.limit), "|"); got != tt.want {
			t.Errorf("%q in %g: want %q, found %q", tt.text, tt.limit, tt.want, got)
		}
	}
	if w := f.width("Ω", 10); w < 5 || w > 10 {
		t.Errorf("want the width of a letter beyond Latin, found %g", w)
	}
}

// Names that want one place stand below each other, in the order of their lines, inside the plot.
func TestSpread(t *testing.T) {
	names := []name{
		{lines: []string{"a"}, script: script{13, 15, false}, at: 100},
		{lines: []string{"b", "b"}, script: script{13, 15, false}, at: 100},
		{lines: []string{"c"}, script: script{13, 15, false}, at: 99},
		{lines: []string{"d"}, script: script{13, 15, false}, at: 289},
		{lines: []string{"e"}, script: script{13, 15, false}, at: 10},
	}
	spread(names, 0, 290)
	order := []int{4, 2, 0, 1, 3}
	end := 0.0
	for _, i := range order {
		h := float64(len(names[i].lines))*15 + 3
		if top := names[i].centre - h/2; top < end-1e-9 {
			t.Errorf("name %d starts at %g, before %g", i, top, end)
		}
		end = names[i].centre + h/2
	}
	if end > 290 {
		t.Errorf("want the last name to end at 290, found %g", end)
	}
	if names[4].centre != 10 {
		t.Errorf("want a name that is alone beside its line at 10, found %g", names[4].centre)
	}
}
