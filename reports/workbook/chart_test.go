package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"planwatch/reports"
)

// chartFaults are the ways in which the charts of a workbook don't show a Pack.
func chartFaults(t *testing.T, book []byte, p *reports.Pack) []string {
	t.Helper()
	o := open(t, book)
	var out []string
	complain := func(code, format string, args ...any) {
		out = append(out, fmt.Sprintf(format, args...)+" ["+code+"]")
	}
	count := 0
	for name := range o.parts {
		if strings.HasPrefix(name, "xl/charts/chart") {
			count++
		}
	}
	if count != len(charted(p)) {
		complain("count", "want %d charts, found %d", len(charted(p)), count)
		return out
	}
	for n, i := range charted(p) {
		name := fmt.Sprintf("xl/charts/chart%d.xml", n+1)
		c := o.chart(t, name)
		if c.Gaps.Val != "gap" {
			complain("gaps", "%s: want gaps shown as gaps, found %q", name, c.Gaps.Val)
		}
		if title := strings.Join(c.Title, "\n"); !strings.Contains(title, i.Chart.Title) || !strings.Contains(title, i.Notice) {
			complain("title", "%s: want title and notice, found %q", name, title)
		}
		if len(c.Ink) == 0 || c.Ink[0].Val != ink {
			complain("ink", "%s: want the axis in %s, found %v", name, ink, c.Ink)
		}
		if drawing := o.parts[fmt.Sprintf("xl/drawings/drawing%d.xml", n+1)]; !strings.Contains(drawing, `descr="`+i.Chart.Alt) || !strings.Contains(drawing, "<xdr:oneCellAnchor>") {
			complain("alt", "%s: want a text alternative and a fixed size", name)
		}
		o.seriesFaults(t, name, c, i, complain)
	}
	return out
}

// seriesFaults looks up every cell that a chart draws and holds it against the Pack.
func (o opened) seriesFaults(t *testing.T, name string, c chartPart, i *reports.Indicator, complain complain) {
	t.Helper()
	want := wantSeries(i.Chart)
	for _, s := range c.Series {
		sheet, column, row, _ := cells(t, s.Name)
		head := o.cell(sheet, cellName(column, row))
		numbers, ok := want[head]
		if !ok {
			complain("series", "%s: a series %q that the chart doesn't have", name, head)
			continue
		}
		delete(want, head)
		sheet, column, first, last := cells(t, s.Values)
		if last-first+1 != len(numbers) {
			complain("range", "%s: %s: want %d cells, found %s", name, head, len(numbers), s.Values)
			continue
		}
		_, labels, l1, l2 := cells(t, s.Labels)
		if l1 != first || l2 != last {
			complain("labels", "%s: %s: labels %s are not beside %s", name, head, s.Labels, s.Values)
		}
		copied := make([]string, len(numbers))
		for _, p := range s.Copy {
			copied[p.At] = p.Value
		}
		if !slices.Equal(copied, numbers) || len(s.Copied) != len(numbers) || s.Called != head {
			complain("copy", "%s: %s: the copy in the file is not what the cells hold", name, head)
		}
		for k, number := range numbers {
			at := cellName(column, first+k)
			raw := o.raw(sheet, at)
			switch {
			case raw != "" && !o.isNumber(sheet, at):
				complain("text", "%s!%s: text in a charted range: %q", sheet, at, raw)
			case raw != number:
				complain("number", "%s!%s: %s: want %q, found %q", sheet, at, head, number, raw)
			}
			if o.cell(sheet, cellName(labels, first+k)) == "" || o.cell(sheet, cellName(1, first+k)) != i.ID {
				complain("labels", "%s!%s: want a row of %s with its period", sheet, cellName(1, first+k), i.ID)
			}
		}
	}
	for head := range want {
		complain("series", "%s: no series %q", name, head)
	}
}

// wantSeries gives, by name, what each series has in each row, "" for nothing, worked out from the chart anew.
func wantSeries(c *reports.Chart) map[string][]string {
	out := map[string][]string{}
	set := func(name string, row, rows int, v float64) {
		if out[name] == nil {
			out[name] = make([]string, rows)
		}
		out[name][row] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	rows := len(c.Points) + len(c.Breaks)
	at := func(point int) int { // its row: one more for each break before it
		for _, b := range c.Breaks {
			if point >= b.First {
				return point + 1
			}
		}
		return point
	}
	out["Figure"] = make([]string, rows)
	for n, p := range c.Points {
		if p.Value == nil {
			continue
		}
		set("Figure", at(n), rows, *p.Value)
		if name := map[reports.PointKind]string{reports.PointImprovement: "Unusual: improvement", reports.PointConcern: "Unusual: concern", reports.PointNeutral: "Unusual: neither better nor worse"}[p.Kind]; name != "" {
			set(name, at(n), rows, *p.Value)
		}
	}
	for _, l := range c.Lines {
		name := map[reports.LineKind]string{reports.LineBaseline: "Baseline", reports.LineTarget: "Target", reports.LineMean: "Average", reports.LineUpper: "Upper limit", reports.LineLower: "Lower limit"}[l.Kind]
		for n := l.From; n <= l.To; n++ {
			switch {
			case l.Values == nil:
				set(name, at(n), rows, l.Value)
			case l.Values[n-l.From] != nil:
				set(name, at(n), rows, *l.Values[n-l.From])
			}
		}
		if l.Kind == reports.LineTarget && len(c.Breaks) > 0 { // goes on through the gap
			set(name, c.Breaks[0].First, rows, l.Value)
		}
	}
	return out
}

func TestCharts(t *testing.T) {
	for _, f := range chartFaults(t, written(t), smallPack()) {
		t.Error(f)
	}
}

// TestChartsCanFail breaks good charts in every way that chartFaults looks for.
func TestChartsCanFail(t *testing.T) {
	const first, second, data = "xl/charts/chart1.xml", "xl/charts/chart2.xml", "xl/worksheets/sheet14.xml"
	axis := from(t, first, "<valAx>", ink)
	cases := []struct{ code, part, old, with string }{
		{"gaps", first, `dispBlanksAs val="gap"`, `dispBlanksAs val="zero"`},
		{"title", second, invention1[:12], "Figures"},
		{"ink", first, axis, strings.Replace(axis, ink, "D9D9D9", 1)},
		{"alt", "xl/drawings/drawing1.xml", "descr=", "title="},
		{"alt", "xl/drawings/drawing1.xml", "<xdr:oneCellAnchor>", "<xdr:twoCellAnchor>"},
		{"series", first, "Chart_data!$C$8<", "Chart_data!$F$8<"},
		{"range", first, "Chart_data!$C$9:$C$28", "Chart_data!$C$9:$C$27"},
		{"labels", first, "Chart_data!$B$9:$B$28", "Chart_data!$B$10:$B$29"},
		{"labels", data, `<c r="B9"`, `<c r="XFD9"`},
		{"number", data, "<v>2810</v>", "<v>2811</v>"},
		{"number", data, from(t, data, `<c r="C30"`, "</c>"), `<c r="C30"><v>0</v></c>`}, // the gap of a missing figure
		{"copy", first, `<pt idx="2"><v>2905</v>`, `<pt idx="2"><v>2900</v>`},
		{"copy", first, `<v>Figure</v>`, `<v>Offences</v>`},
		{"text", data, from(t, data, `<c r="C31"`, "</c>"), `<c r="C31" t="str"><v>[c]</v></c>`},
	}
	for _, c := range cases {
		found := chartFaults(t, tampered(t, written(t), c.part, c.old, c.with), smallPack())
		if !slices.ContainsFunc(found, func(f string) bool { return strings.HasSuffix(f, "["+c.code+"]") }) {
			t.Errorf("%s: %q for %q: want a complaint [%s], found %q", c.part, c.with, c.old, c.code, found)
		}
	}
}

// from is the text of a part from one string to the next place of another, both included.
func from(t *testing.T, name, first, last string) string {
	t.Helper()
	content := open(t, written(t)).parts[name]
	a := strings.Index(content, first)
	if a < 0 {
		t.Fatalf("%s: %q is not there", name, first)
	}
	b := strings.Index(content[a:], last)
	if b < 0 {
		t.Fatalf("%s: no %q after %q", name, last, first)
	}
	return content[a : a+b+len(last)]
}

// TestLooks holds how the series are told apart: shape and dash, colour after them.
func TestLooks(t *testing.T) {
	o := open(t, written(t))
	want := []string{
		"Figure 12436D solid circle", "Unusual: concern no line triangle", "Unusual: improvement no line diamond", "Baseline 505A5F solid none",
		"Target 00703C dash none", "Average 505A5F lgDashDot none", "Upper limit 505A5F sysDot none", "Lower limit 505A5F sysDot none",
	}
	var got []string
	for _, s := range o.chart(t, "xl/charts/chart1.xml").Series {
		sheet, column, row, _ := cells(t, s.Name)
		words := []string{o.cell(sheet, cellName(column, row))}
		if len(s.NoLine) > 0 {
			words = append(words, "no line")
		} else {
			words = append(words, s.Colour[0].Val, s.Dash[0].Val)
		}
		got = append(got, strings.Join(append(words, s.Shape.Val), " "))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("want\n%s\nfound\n%s", strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
}

// TestAxis holds that counts begin at 0 and percentages near 100 end there.
func TestAxis(t *testing.T) {
	o := open(t, written(t))
	for n, want := range []string{"0 to ", "0 to 100"} {
		c := o.chart(t, fmt.Sprintf("xl/charts/chart%d.xml", n+1))
		if got := c.Low.Val + " to " + c.High.Val; got != want {
			t.Errorf("chart %d: want the axis from %s, found %s", n+1, want, got)
		}
	}
}

func TestSkip(t *testing.T) {
	cases := []struct {
		points int
		label  string
		want   int
	}{{5, "2025-01", 1}, {16, "2025-01", 2}, {48, "2025-01", 6}, {90, "2025-01", 12}, {55, "2025/26 Q1", 8}, {20, "2025/26 Q1", 4}, {2000, "2025-01", 251}}
	for _, c := range cases {
		chart := &reports.Chart{Points: make([]reports.Point, c.points)}
		chart.Points[0].Short = c.label
		if got := skip(chart); got != c.want {
			t.Errorf("%d points from %s: want a label every %d, found %d", c.points, c.label, c.want, got)
		}
	}
}
