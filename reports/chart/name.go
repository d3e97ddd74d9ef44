package chart

import (
	"math"
	"sort"
	"strings"

	"planwatch/reports"
)

// name is what stands at the right of the plot beside a line, or the latest figure beside the last point.
type name struct {
	series string // whose end it names
	lines  []string
	colour string
	script script
	at     float64 // of the line's end, pixels below the top of the plot
	centre float64 // where the name stands, so that names don't run into each other
}

// latestID is the series of the leader from the last point to the edge, which has the latest figure as its name.
const latestID = "latest"

const (
	nameLimit = 138 // pixels; longer names are broken
	nameGap   = 8   // between the plot and a name
)

// placeNames names the lines that reach the right edge and the last point, and makes room for them.
func (l *layout) placeNames(c reports.Chart) {
	l.names = []name{}
	last := len(c.Points) - 1
	if last < 0 {
		return
	}
	s := script{13, 15, false}
	var w float64
	add := func(id, text, colour string, s script, value float64) {
		n := name{series: id, lines: s.face().wrap(text, s.size, nameLimit), colour: colour, script: s, at: l.plot * (1 - l.scale.up(value))}
		w = max(w, s.face().widest(n.lines, s.size))
		l.names = append(l.names, n)
	}
	for _, line := range named(l.lines) {
		if line.To == last && !nearLimit(line.Kind) { // the key tells those: beside the limits they would be lost
			add(lineID(indexOf(l.lines, line)), lineName(c, line), nameColour(line.Kind), s, line.Value)
		}
	}
	if p := c.Points[last]; p.Value != nil {
		add(latestID, withUnit(c, p.Text), darkBlue, script{14, 16, true}, *p.Value)
	}
	if len(l.names) > 0 {
		l.right = nameGap + w + l.pad
		spread(l.names, -6, l.plot+6)
	}
}

func nameColour(kind reports.LineKind) string {
	return lineStyleOf(kind).Color
}

// has says whether the name of a line stands beside it.
func (l *layout) has(line reports.Line) bool {
	id := lineID(indexOf(l.lines, line))
	for _, n := range l.names {
		if n.series == id {
			return true
		}
	}
	return false
}

// spread moves names apart just as far as they need: those that would overlap form a group, which stands as near to
// its lines as it can; groups that then meet are joined.
func spread(names []name, top, bottom float64) {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return names[order[a]].at < names[order[b]].at })
	type group struct {
		first, last int // in order
		want, tall  float64
	}
	height := func(n name) float64 { return float64(len(n.lines))*n.script.leading + 3 }
	var groups []group
	for k, i := range order {
		h := height(names[i])
		groups = append(groups, group{k, k, names[i].at - h/2, h})
		for n := len(groups); n > 1; n-- {
			a, b := groups[n-2], groups[n-1]
			start := clamp(a.want, top, bottom-a.tall)
			if start+a.tall <= clamp(b.want, top, bottom-b.tall) {
				break
			}
			// The joined group stands where its members want to be on average.
			na, nb := float64(a.last-a.first+1), float64(b.last-b.first+1)
			groups = append(groups[:n-2], group{a.first, b.last, (a.want*na + (b.want-a.tall)*nb) / (na + nb), a.tall + b.tall})
		}
	}
	for _, g := range groups {
		y := clamp(g.want, top, bottom-g.tall)
		for k := g.first; k <= g.last; k++ {
			n := &names[order[k]]
			n.centre = y + height(*n)/2
			y += height(*n)
		}
	}
}

func clamp(v, low, high float64) float64 { return math.Max(low, math.Min(v, high)) }

// endLabel is a name as ECharts wants it.
func (n name) endLabel() *label {
	weight := "normal"
	if n.script.bold {
		weight = "bold"
	}
	return &label{
		Show: true, Formatter: strings.Join(n.lines, "\n"), Color: n.colour, Distance: new(float64(nameGap)),
		Offset: []float64{0, rounded(n.centre - n.at)}, FontSize: n.script.size, LineHeight: n.script.leading,
		FontWeight: weight, TextBorderWidth: new(0.0),
	}
}
