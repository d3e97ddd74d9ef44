package chart

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"planwatch/reports"
)

// sheet is a test chart drawn at one width.
type sheet struct {
	chart  reports.Chart
	layout layout
	width  float64
	svg    []byte
}

// sheets are all test charts in both forms, at the width that the server draws and at the narrowest that the form is
// used for; drawn once for all tests.
var sheets = sync.OnceValues(func() ([]sheet, error) {
	dr, err := NewDrawer()
	if err != nil {
		return nil, err
	}
	var out []sheet
	for _, c := range cases() {
		option, err := Option(c)
		if err != nil {
			return nil, err
		}
		for _, f := range []form{wideForm, narrowForm} {
			l := lay(c, f)
			for _, width := range []float64{f.width, f.least} {
				svg, err := dr.SVG(option, int(width), l.height(), c.Title, c.Alt, c.ID, "en-GB")
				if err != nil {
					return nil, err
				}
				out = append(out, sheet{c, l, width, svg})
			}
		}
	}
	return out, nil
})

// each looks at every sheet.
func each(t *testing.T, check func(t *testing.T, c reports.Chart, l layout, d drawing)) {
	t.Helper()
	all, err := sheets()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		t.Run(fmt.Sprintf("%s %g", s.chart.ID, s.width), func(t *testing.T) {
			check(t, s.chart, s.layout, take(t, s.svg))
		})
	}
}

// Every known point has one symbol, of the shape of its kind, where it belongs; and there is none for a gap.
func TestEveryPointIsDrawn(t *testing.T) {
	each(t, func(t *testing.T, c reports.Chart, l layout, d drawing) {
		known := 0
		for i, p := range c.Points {
			if p.Value == nil {
				continue
			}
			known++
			x, y := l.at(i, *p.Value, d.width)
			found := 0
			for _, s := range d.shapes {
				if near(s.x, x) && near(s.y, y) {
					found++
					if want := shapeOf(p); s.name != want {
						t.Errorf("%s: want a %s, found a %s", p.Label, want, s.name)
					}
					if hollow := s.fill == paper; hollow != p.Provisional {
						t.Errorf("%s: want hollow %v, found fill %s", p.Label, p.Provisional, s.fill)
					}
				}
			}
			if found != 1 {
				t.Errorf("%s: want one symbol at %.1f %.1f, found %d", p.Label, x, y, found)
			}
		}
		inPlot := 0
		for _, s := range d.shapes {
			if s.y < l.top+l.plot+1 {
				inPlot++
			}
		}
		if inPlot != known {
			t.Errorf("want %d symbols in the plot, found %d", known, inPlot)
		}
	})
}

// The line joins neighbours only: never across a period without a figure, never across a break.
func TestLineStopsAtGapsAndBreaks(t *testing.T) {
	each(t, func(t *testing.T, c reports.Chart, l layout, d drawing) {
		step := (d.width - l.left - l.right) / float64(max(1, len(c.Points)))
		joins := 0
		for _, line := range d.lines {
			if line.colour != darkBlue || line.dashes != "" || line.runs[0][0][1] > l.top+l.plot {
				continue
			}
			for _, run := range line.runs {
				for i := 1; i < len(run); i++ {
					joins++
					if dx := run[i][0] - run[i-1][0]; !near(dx, step) {
						t.Errorf("want a step of %.1f, found %.1f", step, dx)
					}
				}
			}
		}
		want := 0
		for i := 1; i < len(c.Points); i++ {
			wall := false
			for _, b := range c.Breaks {
				wall = wall || b.First == i
			}
			if c.Points[i].Value != nil && c.Points[i-1].Value != nil && !wall {
				want++
			}
		}
		if joins != want {
			t.Errorf("want %d pairs of neighbours joined, found %d", want, joins)
		}
	})
}

// A reference line has, over every one of its periods, the value that the model gives it there.
func TestReferenceLinesAreDrawn(t *testing.T) {
	each(t, func(t *testing.T, c reports.Chart, l layout, d drawing) {
		for _, line := range l.lines {
			for i := line.From; i <= line.To; i++ {
				v := line.At(i)
				if v == nil {
					continue
				}
				x, y := l.at(i, *v, d.width)
				if !slices.ContainsFunc(d.lines, func(s stroke) bool { return s.colour == nameColour(line.Kind) && s.passes(x, y) }) {
					t.Errorf("%s: want the %s of %g at %.1f %.1f", c.Points[i].Label, line.Kind, *v, x, y)
				}
			}
		}
	})
}

// passes says whether a level part of the stroke goes through a place.
func (s stroke) passes(x, y float64) bool {
	for _, run := range s.runs {
		for i := 1; i < len(run); i++ {
			a, b := run[i-1], run[i]
			if near(a[1], y) && near(b[1], y) && a[0] < x && x < b[0] {
				return true
			}
		}
	}
	return false
}

// What is told of a line that is not level is its latest value, beside it on a desk and in the key on a phone.
func TestLatestOfSteppedLinesIsTold(t *testing.T) {
	for f, want := range map[*form][]string{
		&wideForm:   {"Upper limit, latest: 899", "Average, latest: 775", "Lower limit, latest: 651"},
		&narrowForm: {"Limits, latest: 651 to 899", "Average, latest: 775"},
	} {
		l := lay(counted(), *f)
		var told []string
		for _, n := range l.names {
			told = append(told, strings.Join(n.lines, " "))
		}
		for _, s := range l.samples {
			told = append(told, s.words)
		}
		for _, w := range want {
			if !slices.Contains(told, w) {
				t.Errorf("%s: want %q, found %q", f.id, w, told)
			}
		}
	}
}

// No text runs into another or out of the picture, and all can be read.
func TestTextsStandApart(t *testing.T) {
	each(t, func(t *testing.T, _ reports.Chart, _ layout, d drawing) {
		for i, a := range d.texts {
			if a.left < 0 || a.right > d.width || a.top < 0 || a.bottom > d.height {
				t.Errorf("%q stands outside of the picture: %+v", a.text, a)
			}
			for _, b := range d.texts[i+1:] {
				if a.meets(b) {
					t.Errorf("%q and %q overlap: %+v %+v", a.text, b.text, a, b)
				}
			}
		}
	})
}

// The words that the model brings are in the picture, whole.
func TestWordsAreInThePicture(t *testing.T) {
	each(t, func(t *testing.T, c reports.Chart, _ layout, d drawing) {
		var all []string
		for _, b := range d.texts {
			all = append(all, b.text)
		}
		got := strings.Join(strings.Fields(strings.Join(all, " ")), " ")
		want := []string{c.Title, c.Subtitle, c.Notice, c.Source}
		for _, f := range append(c.Breaks, c.Events...) {
			want = append(want, f.Text)
		}
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("want %q in the picture, found %q", w, got)
			}
		}
	})
}

// A drawing can stand in a page beside others under a policy that forbids inline style.
func TestDrawingsFitInAPage(t *testing.T) {
	dr := drawer(t)
	seen := map[string]bool{}
	for _, c := range []reports.Chart{homeOffice(), gaps(), silent()} {
		if err := dr.Draw(&c); err != nil {
			t.Fatal(err)
		}
		for _, raw := range [][]byte{c.SVG, c.Narrow, Spark(reports.Spark{ID: "spark-" + c.ID, Alt: c.Alt, Points: c.Points})} {
			d := take(t, raw)
			for _, bad := range []string{"style", "class", "href", "clip-path"} {
				if d.attrs[bad] > 0 {
					t.Errorf("%s: found the attribute %s", c.ID, bad)
				}
			}
			for name := range d.elements {
				if !strings.Contains(" svg title desc rect path polygon text circle ", " "+name+" ") {
					t.Errorf("%s: found the element %s", c.ID, name)
				}
			}
			for _, id := range d.ids {
				if seen[id] {
					t.Errorf("%s: the id %s occurs twice", c.ID, id)
				}
				seen[id] = true
				if !strings.Contains(id, c.ID) {
					t.Errorf("want ids with %s, found %s", c.ID, id)
				}
			}
			if d.elements["title"] != 1 || d.attrs["role"] != 1 || d.attrs["aria-labelledby"] != 1 {
				t.Errorf("%s: want one title, role and name, found %v %v", c.ID, d.elements, d.attrs)
			}
		}
	}
}

// The same chart gives the same bytes: with another drawer, after other charts, and from several goroutines.
func TestSameBytes(t *testing.T) {
	first, second := drawer(t), drawer(t)
	all := []reports.Chart{gaps(), percentage(), yearly()}
	want := make([]reports.Chart, len(all))
	for i, c := range all {
		if err := first.Draw(&c); err != nil {
			t.Fatal(err)
		}
		want[i] = c
	}
	var wg sync.WaitGroup
	for k := range 2 {
		wg.Go(func() {
			for i := range all {
				i = (i + k) % len(all)
				c := all[i]
				if err := second.Draw(&c); err != nil {
					t.Error(err)
				}
				if !bytes.Equal(c.SVG, want[i].SVG) || !bytes.Equal(c.Narrow, want[i].Narrow) || !bytes.Equal(c.Option, want[i].Option) {
					t.Errorf("%s: other bytes", c.ID)
				}
			}
		})
	}
	wg.Wait()
}

// A fault of one chart is told and leaves the drawer usable.
func TestFaultyOption(t *testing.T) {
	dr := drawer(t)
	for range 2 * cap(dr.engines) {
		if _, err := dr.SVG([]byte(`{"series":`), 800, 400, "t", "d", "faulty", "en-GB"); err == nil || !strings.Contains(err.Error(), "chart faulty") {
			t.Fatalf("want an error that names the chart, found %v", err)
		}
	}
	c := single()
	if err := dr.Draw(&c); err != nil {
		t.Fatal(err)
	}
}

func TestEmptyChart(t *testing.T) {
	c := reports.Chart{ID: "empty", Title: "Nothing"}
	if err := drawer(t).Draw(&c); err != nil {
		t.Fatal(err)
	}
	take(t, c.SVG)
}

func BenchmarkOption(b *testing.B) {
	c := homeOffice()
	for b.Loop() {
		if _, err := Option(c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDraw is a chart of 55 points in both widths.
func BenchmarkDraw(b *testing.B) {
	dr := drawer(b)
	for b.Loop() {
		c := homeOffice()
		if err := dr.Draw(&c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewDrawer(b *testing.B) {
	for b.Loop() {
		drawer(b)
	}
}
