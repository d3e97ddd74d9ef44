package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"planwatch/reports"
)

// drawing is an SVG taken apart: what stands where.
type drawing struct {
	width, height float64
	shapes        []shape
	texts         []box
	lines         []stroke
	attrs         map[string]int // how often each attribute occurs
	elements      map[string]int
	ids           []string
}

// shape is a symbol: circle, triangle, diamond or rect.
type shape struct {
	name, fill string
	x, y       float64
}

// box is a line of text with the room it takes.
type box struct {
	text                     string
	left, top, right, bottom float64
}

// stroke is a path drawn in a colour.
type stroke struct {
	colour, dashes string
	runs           [][][2]float64 // each from a move to the next
}

// take reads a drawing; anything that is not well-formed fails the test.
func take(t *testing.T, svg []byte) drawing {
	t.Helper()
	out := drawing{attrs: map[string]int{}, elements: map[string]int{}}
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	var open xml.StartElement
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = token.Copy()
			out.see(open)
		case xml.CharData:
			if open.Name.Local == "text" && strings.TrimSpace(string(token)) != "" {
				out.texts = append(out.texts, boxOf(attributes(open), string(token)))
			}
		}
	}
}

func attributes(e xml.StartElement) map[string]string {
	out := map[string]string{}
	for _, a := range e.Attr {
		out[a.Name.Local] = a.Value
	}
	return out
}

func (d *drawing) see(e xml.StartElement) {
	a := attributes(e)
	d.elements[e.Name.Local]++
	for k := range a {
		d.attrs[k]++
	}
	if id := a["id"]; id != "" {
		d.ids = append(d.ids, id)
	}
	switch e.Name.Local {
	case "svg":
		d.width, d.height = number(a["width"]), number(a["height"])
	case "path":
		if name := symbolName(a["d"]); name != "" && a["transform"] != "" {
			at := numbers(a["transform"])
			d.shapes = append(d.shapes, shape{name, a["fill"], at[len(at)-2], at[len(at)-1]})
		} else if a["fill"] == "none" {
			d.lines = append(d.lines, stroke{a["stroke"], a["stroke-dasharray"], runsOf(a["d"])})
		}
	}
}

// symbolName tells a symbol by its path, which ECharts draws in a square from -1 to 1.
func symbolName(path string) string {
	for name, start := range map[string]string{"circle": "M1 0A1 1 0", "triangle": "M0 -1L1 1L-1 1Z", "diamond": "M0 -1L1 0L0 1L-1 0Z", "rect": "M-1 -1L1 -1"} {
		if strings.HasPrefix(path, start) {
			return name
		}
	}
	return ""
}

var numberPattern = regexp.MustCompile(`-?\d+(?:\.\d+)?(?:e-?\d+)?`)

func number(s string) float64 {
	v, _ := strconv.ParseFloat(numberPattern.FindString(s), 64)
	return v
}

func numbers(s string) []float64 {
	var out []float64
	for _, m := range numberPattern.FindAllString(s, -1) {
		out = append(out, number(m))
	}
	return out
}

func runsOf(path string) [][][2]float64 {
	var out [][][2]float64
	for run := range strings.SplitSeq(path, "M") {
		n := numbers(run)
		var pts [][2]float64
		for i := 0; i+1 < len(n); i += 2 {
			pts = append(pts, [2]float64{n[i], n[i+1]})
		}
		if len(pts) > 0 {
			out = append(out, pts)
		}
	}
	return out
}

// boxOf measures a text as it will be drawn; letters take about four fifths of their size in height.
func boxOf(a map[string]string, text string) box {
	size := number(a["font-size"])
	f := regular()
	if a["font-weight"] == "bold" {
		f = bold()
	}
	at := numbers(a["transform"])
	x, y := number(a["x"]), number(a["y"])
	if len(at) >= 2 {
		x, y = x+at[len(at)-2], y+at[len(at)-1]
	}
	w := f.width(text, size)
	switch a["text-anchor"] {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	return box{text, x, y - size*0.4, x + w, y + size*0.4}
}

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

// at is where the middle of a point belongs.
func (l *layout) at(i int, v, width float64) (x, y float64) {
	plot := width - l.left - l.right
	return l.left + (float64(i)+0.5)*plot/float64(len(l.ticks)), l.top + l.plot*(1-l.scale.up(v))
}

// shapeOf is the shape that a point must have.
func shapeOf(p reports.Point) string {
	if s, ok := signs[p.Kind]; ok {
		return s.symbol
	}
	return "circle"
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.6 }
