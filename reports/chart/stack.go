package chart

import (
	"math"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"

	"planwatch/reports"
)

// text is some lines at a place. Above the plot y counts down from the top of the picture; below it, down from the
// bottom edge of the plot.
type text struct {
	id         string
	lines      []string
	x, y       float64
	below      bool
	script     script
	colour     string
	fill, edge string  // of a box around it
	inset      float64 // between box and text
	round      float64 // of its corners
}

func (t text) height() float64 { return float64(len(t.lines))*t.script.leading + 2*t.inset }

// layout is where everything of a chart stands in one form.
type layout struct {
	form
	scale       scale
	lines       []reports.Line
	texts       []text
	left, right float64 // of the plot, from the edges of the picture
	top         float64 // of the plot
	band        float64 // for flags, above the plot
	foot        float64 // below the plot
	ticks       []tick
	labelled    []int
	names       []name
	flags       []flag
	samples     []sample
	keyTop      float64 // of the key, below the plot
	keyHeight   float64
}

// emptyPlot is the height of a plot without a figure in it.
const emptyPlot = 90

// lay arranges a chart in a form.
func lay(c reports.Chart, f form) layout {
	s := scaleOf(c)
	l := layout{form: f, scale: s, lines: shownLines(c, s), ticks: ticksOf(c)}
	l.left = l.pad + 6
	if s.empty {
		l.plot = emptyPlot
	} else {
		l.left += s.tickWidth(f.axis.size, c.Percent)
	}
	l.right = l.pad + 8
	if !f.narrow {
		l.placeNames(c)
	}
	l.placeTicks()
	l.placeHead(c)
	l.placeFlags(c)
	l.top += l.band
	l.placeFoot(c)
	if s.empty && len(c.Points) > 0 {
		l.add(text{id: "none", lines: []string{c.Words.Say("chart.no-figure")}, x: l.left + 12, y: l.top + l.plot/2 - 10, script: f.second, colour: ink})
	}
	return l
}

// height is that of the whole picture.
func (l *layout) height() int { return int(math.Ceil(l.top + l.plot + l.foot)) }

// step is the width of one period where the form is at its narrowest.
func (l *layout) step() float64 {
	return (l.least - l.left - l.right) / float64(max(1, len(l.ticks)))
}

func (l *layout) add(t text) { l.texts = append(l.texts, t) }

// placeTicks picks the periods that are named and makes room for a label that hangs over the right edge.
func (l *layout) placeTicks() {
	l.labelled = labelled(l.ticks, l.step(), l.axis.size)
	if n := len(l.labelled); n > 0 && l.names == nil {
		last := l.labelled[n-1]
		half := regular().widest(strings.Split(l.ticks[last].text, "\n"), l.axis.size) / 2
		room := (float64(len(l.ticks)-1-last) + 0.5) * l.step()
		l.right = max(l.right, half-room+l.pad)
	}
}

// placeHead stacks title, subtitle, notice and unit.
func (l *layout) placeHead(c reports.Chart) {
	y := l.pad
	put := func(t text, text string, limit, after float64) {
		if t.lines = t.script.face().wrap(text, t.script.size, limit); len(t.lines) == 0 {
			return
		}
		t.x, t.y = l.pad, y
		l.add(t)
		y += t.height() + after
	}
	put(text{id: "title", script: l.title, colour: ink}, c.Title, l.inner(), 2)
	put(text{id: "subtitle", script: l.second, colour: grey}, c.Subtitle, l.inner(), 6)
	notice := text{id: "notice", script: l.second, colour: ink, fill: noticeFill, edge: caution, inset: 4}
	notice.script.bold = true
	put(notice, c.Notice, l.inner()-2*notice.inset, 8)
	if !c.Percent { // its numbers say it
		put(text{id: "unit", script: l.axis, colour: grey}, upperFirst(c.Unit), l.inner(), 2)
	}
	l.top = y + 8 // half of the top tick's number stands above the plot
}

// placeFoot stacks the periods, the key and the source below the plot.
func (l *layout) placeFoot(c reports.Chart) {
	rows := 1
	for _, i := range l.labelled {
		rows = max(rows, 1+strings.Count(l.ticks[i].text, "\n"))
	}
	y := 8 + float64(rows)*l.axis.leading + 10
	y = l.placeKey(c, y)
	y = l.placeFlagKey(y)
	if lines := l.small.face().wrap(c.Source, l.small.size, l.inner()); len(lines) > 0 {
		t := text{id: "source", lines: lines, x: l.pad, y: y, below: true, script: l.small, colour: grey}
		l.add(t)
		y += t.height() + 2
	}
	l.foot = y + l.pad/2
}

// titleOf is a text as ECharts wants it.
func (l *layout) titleOf(t text) title {
	style := &opts.TextStyle{Color: t.colour, FontSize: int(t.script.size), LineHeight: int(t.script.leading), FontWeight: "normal", FontFamily: fontFamily}
	if t.script.bold {
		style.FontWeight = "bold"
	}
	out := title{ID: t.id, Show: true, Padding: []float64{t.inset, 2 * t.inset}, BorderRadius: t.round, Z: 6}
	out.Title = opts.Title{Title: strings.Join(t.lines, "\n"), TitleStyle: style, Left: pixels(t.x)}
	if t.below {
		out.Bottom = pixels(l.foot - t.y - t.height())
	} else {
		out.Top = pixels(t.y)
	}
	if t.fill != "" {
		out.TitleBackgroundColor, out.BorderColor, out.BorderWidth = t.fill, t.edge, 1
	}
	return out
}

// pixels writes a length for ECharts, to a hundredth.
func pixels(v float64) string { return strconv.FormatFloat(rounded(v), 'f', -1, 64) }

func rounded(v float64) float64 { return math.Round(v*100) / 100 }
