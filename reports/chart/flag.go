package chart

import (
	"sort"
	"strings"

	"planwatch/reports"
)

// flag is a break or an event in the picture: an upright line, and for an event that lasts a shade behind the plot.
type flag struct {
	wall    bool    // a break
	x       float64 // in periods from the left edge of the plot
	text    string
	lines   []string
	letter  string  // when the text stands in the key
	leftOf  bool    // the text stands left of the line
	lane    int     // 0 is next to the plot
	base    float64 // of the lane, pixels above the plot
	tall    float64 // of the lane
	spanned [2]int  // periods from, to (not included) that an event lasts
}

const (
	flagLimit = 190 // pixels; longer texts are broken
	flagLanes = 2   // more than these, or longer texts, and letters stand for the texts
	badgeLane = 19
)

var flagScript = script{13, 15, false}

// flagsOf are a chart's breaks and events from left to right; breaks at one place are one flag.
func flagsOf(c reports.Chart) []flag {
	n := len(c.Points)
	var out []flag
	for _, b := range c.Breaks {
		if b.First < 0 || b.First >= n {
			continue
		}
		out = append(out, flag{wall: true, x: float64(b.First), text: b.Text})
	}
	for _, e := range c.Events {
		first, last := max(e.First, 0), min(e.Last, n-1)
		if first > last {
			continue
		}
		f := flag{x: float64(first) + 0.5, text: e.Text}
		if last > first {
			f.x, f.spanned = float64(first), [2]int{first, last + 1}
		}
		out = append(out, f)
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].x < out[b].x })
	return joined(out)
}

// joined makes one flag of breaks that stand at one place.
func joined(flags []flag) []flag {
	var out []flag
	for _, f := range flags {
		if n := len(out); n > 0 && f.wall && out[n-1].wall && out[n-1].x == f.x {
			out[n-1].text += "; " + f.text
			continue
		}
		out = append(out, f)
	}
	return out
}

// placeFlags writes the texts of breaks and events above the plot where they are short and few; otherwise, and on a
// phone, letters stand there and the key has the texts.
func (l *layout) placeFlags(c reports.Chart) {
	l.flags = flagsOf(c)
	if len(l.flags) == 0 {
		return
	}
	if l.narrow || !l.placeTexts() {
		l.placeLetters()
	}
	l.band += 4
}

// placeTexts finds a lane for each text, false when there is none. A text lies beside its line at the top of it, so
// the line of any flag that would cross the text has to end in a lane below.
func (l *layout) placeTexts() bool {
	edge := l.least - l.pad - l.left
	from, to := make([]float64, len(l.flags)), make([]float64, len(l.flags))
	at := make([]float64, len(l.flags))
	for i := range l.flags {
		f := &l.flags[i]
		f.lines = regular().wrap(f.text, flagScript.size, flagLimit)
		if len(f.lines) > 2 {
			return false
		}
		w := regular().widest(f.lines, flagScript.size) + 12
		at[i] = f.x * l.step()
		from[i], to[i] = at[i], at[i]+w
		if f.leftOf = to[i] > edge; f.leftOf {
			from[i], to[i] = at[i]-w, at[i]
		}
		if from[i] < -l.left {
			return false
		}
	}
	for round := 0; round <= len(l.flags); round++ {
		moved := false
		for i := range l.flags {
			for j := range l.flags {
				crossed := at[j] > from[i]-4 && at[j] < to[i]+4 && at[i] != at[j]
				meets := from[j] < to[i] && from[i] < to[j]
				if i != j && (crossed || meets && j > i) && l.flags[i].lane <= l.flags[j].lane {
					l.flags[i].lane, moved = l.flags[j].lane+1, true
				}
			}
		}
		if !moved {
			return l.stackLanes(flagScript.leading)
		}
	}
	return false
}

// placeLetters gives each flag a letter, those too near to each other in lanes above each other.
func (l *layout) placeLetters() {
	var ends []float64 // of each lane's last badge
	for i := range l.flags {
		f := &l.flags[i]
		f.letter, f.lines, f.leftOf, f.lane = letter(i), []string{letter(i)}, false, 0
		x := f.x * l.step()
		for f.lane < len(ends) && ends[f.lane] > x-11 {
			f.lane++
		}
		if f.lane == len(ends) {
			ends = append(ends, 0)
		}
		ends[f.lane] = x + 11
	}
	l.stackLanes(badgeLane)
}

// stackLanes sets how high each lane is and stands, and says whether there are few enough.
func (l *layout) stackLanes(leading float64) bool {
	var tall []float64
	for _, f := range l.flags {
		for len(tall) <= f.lane {
			tall = append(tall, 0)
		}
		tall[f.lane] = max(tall[f.lane], float64(len(f.lines))*leading)
	}
	if l.flags[0].letter == "" && len(tall) > flagLanes {
		return false
	}
	for i := range l.flags {
		f := &l.flags[i]
		f.base, f.tall = 8, tall[f.lane]
		for _, t := range tall[:f.lane] {
			f.base += t + 2
		}
		l.band = max(l.band, f.base+f.tall)
	}
	return true
}

// letter is A, B, … Z, AA, AB, …
func letter(i int) string {
	s := string(rune('A' + i%26))
	if i >= 26 {
		return letter(i/26-1) + s
	}
	return s
}

// mark is a flag's line with its text or letter, in the grid that covers plot and band: y in pixels above the plot's
// bottom.
func (l *layout) mark(f flag) [2]lineItem {
	style := &lineStyle{Color: eventInk, Width: 1, Type: []int{3, 3}}
	if f.wall {
		style = &lineStyle{Color: ink, Width: 1.5, Type: "solid"}
	}
	text := &label{
		Show: true, Position: "end", Distance: new(0.0), Formatter: strings.Join(f.lines, "\n"), Color: ink,
		FontSize: flagScript.size, LineHeight: flagScript.leading, TextBorderWidth: new(0.0),
	}
	top := l.plot + f.base
	if f.letter != "" {
		text.Align, text.VerticalAlign = "center", "bottom"
		text.FontSize, text.LineHeight, text.FontWeight = 12, 13, "bold"
		text.Padding, text.BackgroundColor, text.BorderRadius = []float64{2, 5}, ink, 8
		text.Color = paper
		if !f.wall {
			text.Color, text.BackgroundColor, text.BorderColor, text.BorderWidth = ink, paper, eventInk, 1
		}
	} else {
		top += f.tall
		text.VerticalAlign, text.Align, text.Padding = "top", "left", []float64{0, 0, 0, 5}
		if f.leftOf {
			text.Align, text.Padding = "right", []float64{0, 5, 0, 0}
		}
	}
	return [2]lineItem{
		{Name: f.text, Coord: []float64{f.x, 0}, LineStyle: style, Label: text},
		{Coord: []float64{f.x, rounded(top)}},
	}
}
