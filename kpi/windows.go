package kpi

import (
	"strings"
	"time"

	"planwatch/kpi/stats"
	"planwatch/kpi/words"
)

// WindowName is which span of an indicator's figures a window takes together.
type WindowName uint8

// The windows. The financial year to date ends with the latest figure; the last financial year is the last whole one.
const (
	LatestPeriod WindowName = iota + 1
	LatestQuarter
	YearToDate
	RollingYear
	LastYear
)

var windowNames = [...]string{
	LatestPeriod: "latest", LatestQuarter: "latest quarter", YearToDate: "financial year to date", RollingYear: "12 months", LastYear: "last financial year",
}

// String is the window's name in words.
func (n WindowName) String() string { return windowNames[n] }

// Window is a span of figures taken together, with the same span a year earlier.
type Window struct {
	Name        WindowName
	First, Last Date
	Known       bool     // no figure of the span is missing: a span with a hole is no total
	Value       float64  // 0 unless Known; of what is divided the one sum over the other
	Numerator   *float64 // of what is divided
	Denominator *float64
	Missing     []Period // the periods without a known figure
	Marks       Mark
	Before      *Window // the same span a year earlier; nil when no figure reaches back so far
	Wall        *Break  // a break between the two or inside one of them: then they are not compared
}

// Key is the window's name in the catalogue of words.
func (n WindowName) Key() string { return strings.ReplaceAll(windowNames[n], " ", "-") }

// Words is the span as an English sentence writes it.
func (w Window) Words() string { return w.In(words.English()) }

// In is the span as a sentence of a language writes it.
func (w Window) In(c *words.Catalogue) string {
	for _, kind := range []PeriodKind{Month, Quarter, Half, FinancialYear} {
		if p := PeriodFrom(kind, w.First); p.Valid() && p.Last == w.Last {
			return p.In(c)
		}
	}
	if w.First == w.Last {
		return w.First.In(c)
	}
	return spanIn(c, w.First, w.Last)
}

// MissingIn says which periods of the span have no known figure, neighbours taken together: "May 2024", "August to
// October 2024".
func (w Window) MissingIn(c *words.Catalogue) []string {
	var out []string
	for i := 0; i < len(w.Missing); {
		last := i
		for last+1 < len(w.Missing) && w.Missing[last].Next() == w.Missing[last+1] {
			last++
		}
		said := w.Missing[i].In(c)
		if last > i {
			said = spanIn(c, w.Missing[i].First, w.Missing[last].Last)
		}
		out, i = append(out, said), last+1
	}
	return out
}

// Windows takes an indicator's figures together over the spans that readers ask for: the latest figure, the latest whole
// quarter, the financial year to date, the 12 months that end with the latest figure, and the last whole financial year,
// each beside the same span a year earlier. Counts are added up; of percentages, ratios and counts per day both numbers
// are, and divided once. Values as given by their source (medians, grades, milestones, points in time, rolling totals) are never
// added up: of these there is the latest alone. Nothing known gives no windows.
func Windows(ind Indicator, a Assessment) []Window {
	if a.Latest == nil {
		return nil
	}
	s := spans{ind: ind, breaks: a.Breaks, kind: a.Latest.Period.Kind, points: map[Period]Point{}}
	for _, p := range a.Points {
		s.points[p.Period] = p
		if s.first == 0 || p.Period.First < s.first {
			s.first = p.Period.First
		}
	}
	last := a.Latest.Period
	out := []Window{s.window(LatestPeriod, last.First, last.Last)}
	months := s.kind.Months()
	if !ind.AddsUp() || months == 0 || months >= 12 || s.kind == Rolling12 {
		return out
	}
	if months < Quarter.Months() {
		q := PeriodContaining(Quarter, last.Last)
		if q.Last > last.Last {
			q = PeriodContaining(Quarter, q.First-1)
		}
		out = append(out, s.window(LatestQuarter, q.First, q.Last))
	}
	year := PeriodContaining(FinancialYear, last.Last)
	if year.Last > last.Last { // a whole year is the last financial year, and said once
		out = append(out, s.window(YearToDate, year.First, last.Last))
		year = PeriodContaining(FinancialYear, year.First-1)
		out = append(out, s.window(RollingYear, last.Last.AddMonths(-11), last.Last))
	}
	return append(out, s.window(LastYear, year.First, year.Last))
}

// spans adds figures up.
type spans struct {
	ind    Indicator
	breaks []Break
	kind   PeriodKind
	points map[Period]Point
	first  Date // of the first figure
}

// window is a span with the one a year earlier, and what stands between them.
func (s spans) window(name WindowName, first, last Date) Window {
	w := s.span(name, first, last)
	earlier := func(d Date) Date { return DateOf(d.Year()-1, d.Month(), d.Day()) }
	from, to := earlier(first), earlier(last+1)-1 // the last day of February is not always the 28th
	if last.Month() == time.February && s.kind.Months() == 0 {
		to = earlier(last)
	}
	if to < s.first {
		return w
	}
	before := s.span(name, from, to)
	w.Before = &before
	for i := range s.breaks {
		if b := &s.breaks[i]; from < b.At && b.At <= last {
			w.Wall = b
		}
	}
	return w
}

// span takes the figures of one span together. Every period of the figures' kind in it must be known.
func (s spans) span(name WindowName, first, last Date) Window {
	w := Window{Name: name, First: first, Last: last, Known: true}
	var value, num, den Sum
	for p := PeriodFrom(s.kind, first); p.Last <= last; p = p.Next() {
		pt, ok := s.points[p]
		if !ok || pt.State != Known {
			w.Known, w.Missing = false, append(w.Missing, p)
		} else {
			w.Marks |= pt.Marks
			value.Add(pt.Value)
			if pt.Numerator != nil {
				num.Add(*pt.Numerator)
				den.Add(*pt.Denominator)
			}
		}
		if p.Kind == PointInTime {
			break
		}
	}
	if !w.Known {
		return w
	}
	w.Value = value.Total()
	if s.ind.Divided() {
		n, d := num.Total(), den.Total()
		w.Numerator, w.Denominator = &n, &d
		if w.Known = d != 0; w.Known {
			w.Value = s.ind.Over(n, d)
		}
	}
	return w
}

// Sum adds figures up without losing what rounding drops. It is the one way to add figures, for those who read returns
// as for those who compare them.
type Sum = stats.Sum
