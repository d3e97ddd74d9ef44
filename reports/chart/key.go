package chart

import (
	"strconv"
	"strings"

	"planwatch/reports"
)

// sample is a small piece of line or a shape in the key, with its words as a text beside it.
type sample struct {
	id     string
	line   *lineStyle
	symbol string
	size   int
	fill   string
	edge   string
	gap    bool // a line with a gap in it
	x, y   float64
	words  string
}

const (
	sampleWidth = 22
	sampleGap   = 6
	sampleRow   = 22
	sampleApart = 15
)

// samplesOf lists what needs to be told: lines whose name does not stand beside them, and the shapes that occur.
func (l *layout) samplesOf(c reports.Chart) []sample {
	out := l.lineSamples(c)
	n := len(c.Points)
	provisional, gap := false, false
	seen := map[reports.PointKind]bool{}
	for i, p := range c.Points {
		seen[p.Kind] = seen[p.Kind] || p.Value != nil
		provisional = provisional || p.Provisional && p.Value != nil
		gap = gap || p.Value == nil && i > 0 && i < n-1
	}
	for _, kind := range signOrder {
		if s := signs[kind]; seen[kind] {
			out = append(out, sample{id: "key-" + string(kind), symbol: s.symbol, size: specialSize(s.symbol, n), fill: s.colour, edge: ink, words: c.Words.Say(s.key)})
		}
	}
	if provisional {
		out = append(out, sample{id: "key-provisional", symbol: "circle", size: 8, fill: paper, edge: darkBlue, words: c.Words.Say("chart.key.provisional")})
	}
	if gap && !l.scale.empty {
		out = append(out, sample{id: "key-gap", line: &lineStyle{Color: darkBlue, Width: 2}, gap: true, words: c.Words.Say("chart.key.gap")})
	}
	return out
}

// A lower line and its upper one are told together, under one name.
var (
	upperOf = map[reports.LineKind]reports.LineKind{
		reports.LineLower: reports.LineUpper, reports.LineNearLower: reports.LineNearUpper,
	}
	pairKey = map[reports.LineKind]string{reports.LineLower: "chart.key.limits", reports.LineNearLower: "chart.key.near-limits"}
)

// lineSamples are the level lines, the two limits as one, and on a phone the line itself with its latest figure.
func (l *layout) lineSamples(c reports.Chart) []sample {
	var out []sample
	if n := len(c.Points); l.narrow && n > 0 && c.Points[n-1].Value != nil {
		p := c.Points[n-1]
		out = append(out, sample{id: "key-latest", line: &lineStyle{Color: darkBlue, Width: 2, Type: "solid"}, words: c.Words.Say("chart.key.value", "name", p.Label, "value", withUnit(c, p.Text))})
	}
	lines := named(l.lines)
	for i, line := range lines {
		if l.has(line) {
			continue
		}
		s := sample{id: "key-" + strings.ReplaceAll(string(line.Kind), " ", "-"), line: lineStyleOf(line.Kind), words: lineName(c, line)}
		if n, key := len(out), pairKey[line.Kind]; i > 0 && key != "" && lines[i-1].Kind == upperOf[line.Kind] {
			name := which(c, c.Words.Say(key), line)
			out[n-1].words = c.Words.Say("chart.key.range", "name", name, "lower", withUnit(c, line.Text), "upper", withUnit(c, lines[i-1].Text))
			continue
		}
		out = append(out, s)
	}
	return out
}

// placeKey sets the samples in rows and returns where they end.
func (l *layout) placeKey(c reports.Chart, y float64) float64 {
	l.samples, l.keyTop = l.samplesOf(c), y
	var x, row float64
	for i := range l.samples {
		s := &l.samples[i]
		words := text{
			id: "key-text-" + strconv.Itoa(i), below: true, script: l.second, colour: ink,
			lines: regular().wrap(s.words, l.second.size, l.inner()-sampleWidth-sampleGap),
		}
		w := sampleWidth + sampleGap + regular().widest(words.lines, l.second.size)
		if x > 0 && x+w > l.inner() {
			x, row = 0, row+sampleRow
		}
		s.x, s.y = x, row+sampleRow/2
		words.x, words.y = l.pad+x+sampleWidth+sampleGap, y+row+(sampleRow-l.second.leading)/2
		l.add(words)
		x += w + sampleApart
		row += float64(len(words.lines)-1) * l.second.leading
	}
	if len(l.samples) > 0 {
		l.keyHeight = row + sampleRow
		y += l.keyHeight + 4
	}
	return y
}

// placeFlagKey lists what the letters above the plot stand for, and returns where it ends.
func (l *layout) placeFlagKey(y float64) float64 {
	for i, f := range l.flags {
		if f.letter == "" {
			continue
		}
		badge := text{
			id: "flag-" + strconv.Itoa(i), lines: []string{f.letter}, x: l.pad, y: y, below: true,
			script: script{12, 14, true}, colour: ink, fill: paper, edge: eventInk, inset: 2, round: 8,
		}
		if f.wall {
			badge.colour, badge.fill, badge.edge = paper, ink, ink
		}
		words := text{
			id: "flag-text-" + strconv.Itoa(i), x: l.pad + sampleWidth, y: y, below: true, script: l.second, colour: ink,
			lines: regular().wrap(f.text, l.second.size, l.inner()-sampleWidth),
		}
		l.add(badge)
		l.add(words)
		y += max(words.height(), badge.height()) + 4
	}
	return y + 2
}

// data is where the sample lies in the key's grid, in pixels from its top left.
func (s sample) data() [][]float64 {
	x, y := rounded(s.x), rounded(s.y)
	if s.line == nil {
		return [][]float64{{x + sampleWidth/2, y}}
	}
	if s.gap {
		return [][]float64{{x, y}, {x + 9, y}, nil, {x + 17, y}, {x + sampleWidth, y}}
	}
	return [][]float64{{x, y}, {x + sampleWidth, y}}
}
