package chart

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"planwatch/kpi/words"
	"planwatch/reports"
)

// tick is how a period is written below the axis. A good place for a label is one where something starts: the first
// quarter of a financial year, a January.
type tick struct {
	text   string // one or two lines
	year   int    // how many periods of its kind make a year, 0 when it does not matter
	starts bool
}

var (
	partOfYear  = regexp.MustCompile(`^(\d{4}/\d{2}) ([QH])(\d)$`)
	rollingYear = regexp.MustCompile(`^YE (\d{4}-\d{2})$`)
)

// tickOf reads a period as kpi writes it: "2025/26 Q3" becomes "Q3" above "2025/26", "2026-03" "Mar" above "2026".
// Anything else stands as it is.
func tickOf(w *words.Catalogue, short string) tick {
	if m := partOfYear.FindStringSubmatch(short); m != nil {
		year, part := 4, w.Say("chart.tick.quarter", "n", m[3])
		if m[2] == "H" {
			year, part = 2, w.Say("chart.tick.half", "n", m[3])
		}
		return tick{part + "\n" + m[1], year, m[3] == "1"}
	}
	if m := rollingYear.FindStringSubmatch(short); m != nil {
		if t, err := time.Parse("2006-01", m[1]); err == nil {
			return tick{w.Say("chart.tick.year-to") + "\n" + monthShort(w, t) + " " + t.Format("2006"), 0, false}
		}
	}
	for _, form := range []string{"2006-01", "Jan 2006", "January 2006"} {
		if t, err := time.Parse(form, short); err == nil {
			return tick{monthShort(w, t) + t.Format("\n2006"), 12, t.Month() == time.January}
		}
	}
	if t, err := time.Parse(time.DateOnly, short); err == nil {
		return tick{w.Say("chart.tick.day", "day", t.Format("2"), "month", monthShort(w, t)) + t.Format("\n2006"), 0, false}
	}
	return tick{text: short}
}

// monthShort is a month where there is little room: "Mar".
func monthShort(w *words.Catalogue, t time.Time) string {
	return w.Say("date.short-" + strconv.Itoa(int(t.Month())))
}

// ticksOf are the ticks of all points.
func ticksOf(c reports.Chart) []tick {
	out := make([]tick, len(c.Points))
	for i, p := range c.Points {
		out[i] = tickOf(c.Words, p.Short)
	}
	return out
}

// strides are the steps from label to label that a reader can follow, by how many periods make a year.
var strides = map[int][]int{
	12: {1, 2, 3, 6, 12, 24, 36, 48, 60, 120},
	4:  {1, 2, 4, 8, 12, 16, 20, 40},
	2:  {1, 2, 4, 6, 8, 10, 20},
	0:  {1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 100, 200, 400, 800},
}

// labelled picks the points that get a label: as many as fit beside each other when a period is step pixels wide.
func labelled(ticks []tick, step, size float64) []int {
	if len(ticks) == 0 {
		return nil
	}
	var widest float64
	year, first := ticks[0].year, -1
	for i, t := range ticks {
		widest = max(widest, regular().widest(strings.Split(t.text, "\n"), size))
		if t.year != year {
			year = 0 // kinds of period are mixed
		}
		if t.starts && first < 0 {
			first = i
		}
	}
	stride := len(ticks)
	for _, s := range strides[year] {
		if float64(s)*step >= widest+12 {
			stride = s
			break
		}
	}
	start := 0
	if first > 0 && year > 0 {
		start = first % min(stride, len(ticks))
	}
	var out []int
	for i := start; i < len(ticks); i += stride {
		out = append(out, i)
	}
	return out
}
