package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"planwatch/reports"
)

// The size of a sparkline in pixels, and the room that its last point's shape needs at the edges.
const (
	sparkWidth  = 160.0
	sparkHeight = 40.0
	sparkEdge   = 7.0
)

// Spark draws the small trend line of a list, 160 by 40 pixels: the line with its gaps and the latest figure by the
// shape of its kind, without axes. It has no style, class or script and its ids start with the spark's.
//
// The height shows the figures from 0. Only where they all lie close together, so that from 0 nothing would be seen,
// it shows a third of the highest figure around them: a change of a few per cent never fills it.
func Spark(s reports.Spark) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g" role="img" aria-labelledby="%s-title">`,
		sparkWidth, sparkHeight, sparkWidth, sparkHeight, s.ID)
	fmt.Fprintf(&b, `<title id="%s-title">`, s.ID)
	_ = xml.EscapeText(&b, []byte(s.Alt)) // a bytes.Buffer takes everything
	b.WriteString(`</title>`)
	p := plotSpark(s.Points)
	if p.line == "" && p.dots == nil {
		fmt.Fprintf(&b, `<text x="0" y="25" font-family="%s" font-size="13" fill="%s">`, fontFamily, grey)
		_ = xml.EscapeText(&b, []byte(s.Words.Say("spark.none")))
		b.WriteString(`</text>`)
	}
	if p.line != "" {
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" stroke-width="1.5" stroke-linejoin="round"/>`, p.line, darkBlue)
	}
	for _, d := range p.dots {
		fmt.Fprintf(&b, `<circle cx="%s" cy="%s" r="1.5" fill="%s"/>`, short(d[0]), short(d[1]), darkBlue)
	}
	b.WriteString(p.last)
	b.WriteString(`</svg>`)
	return b.Bytes()
}

// sparkPlot is a sparkline's line, the points that have no neighbour to be joined with, and the last known point.
type sparkPlot struct {
	line string
	dots [][2]float64
	last string
}

func plotSpark(points []reports.Point) sparkPlot {
	var p sparkPlot
	var line strings.Builder
	low, high := sparkRange(points)
	step := (sparkWidth - 2*sparkEdge) / float64(max(1, len(points)-1))
	has := func(i int) bool { return i >= 0 && i < len(points) && points[i].Value != nil }
	for i, pt := range points {
		if pt.Value == nil {
			continue
		}
		x := sparkEdge + float64(i)*step
		y := sparkEdge + (sparkHeight-2*sparkEdge)*(high-*pt.Value)/(high-low)
		switch {
		case has(i - 1):
			line.WriteString("L" + short(x) + " " + short(y))
		case has(i + 1):
			line.WriteString("M" + short(x) + " " + short(y))
		default:
			p.dots = append(p.dots, [2]float64{x, y})
		}
		p.last = sparkSign(pt, x, y)
	}
	p.line = line.String()
	return p
}

// sparkRange is what the height shows; see [Spark].
func sparkRange(points []reports.Point) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range points {
		if p.Value != nil {
			low, high = min(low, *p.Value), max(high, *p.Value)
		}
	}
	switch {
	case low > high:
		return 0, 1
	case low >= 0 && low > high*2/3:
		middle := (low + high) / 2
		return middle - high/6, middle + high/6
	}
	low, high = min(low, 0), max(high, 0)
	if low == high {
		high = low + 1
	}
	return low, high
}

// sparkSign is the last point's shape: as in the charts, hollow when provisional.
func sparkSign(p reports.Point, x, y float64) string {
	fill, edge, width := darkBlue, darkBlue, 1.0
	s, special := signs[p.Kind]
	if special {
		fill, edge = s.colour, ink
	}
	if p.Provisional {
		fill, width = paper, 1.5
		if special {
			edge = s.colour
		}
	}
	paint := fmt.Sprintf(`fill="%s" stroke="%s" stroke-width="%s"/>`, fill, edge, short(width))
	at := func(dx, dy float64) string { return short(x+dx) + " " + short(y+dy) }
	switch s.symbol {
	case "triangle":
		return `<path d="M` + at(0, -5) + "L" + at(5, 4.5) + "L" + at(-5, 4.5) + `Z" ` + paint
	case "diamond":
		return `<path d="M` + at(0, -5.5) + "L" + at(5.5, 0) + "L" + at(0, 5.5) + "L" + at(-5.5, 0) + `Z" ` + paint
	case "rect":
		return `<path d="M` + at(-4, -4) + "L" + at(4, -4) + "L" + at(4, 4) + "L" + at(-4, 4) + `Z" ` + paint
	default:
		return fmt.Sprintf(`<circle cx="%s" cy="%s" r="3.5" %s`, short(x), short(y), paint)
	}
}

// short writes a length to a tenth of a pixel.
func short(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }
