package kpi

import (
	"strconv"
	"strings"

	"planwatch/kpi/words"
)

// Words is the period as an English sentence writes it: "March 2026", "January to March 2026", "2025/26", "the year to
// March 2018", "30 September 2019".
func (p Period) Words() string { return p.In(words.English()) }

// In is the period as a sentence of a language writes it.
func (p Period) In(w *words.Catalogue) string {
	switch p.Kind {
	case Day, PointInTime:
		return p.First.In(w)
	case Month:
		return w.Month(p.First.Time())
	case Quarter, Half:
		return spanIn(w, p.First, p.Last)
	case FinancialYear:
		return yearPair(p.First.Year())
	case CalendarYear:
		return strconv.Itoa(p.First.Year())
	case Rolling12:
		return w.Say("period.year-to", "month", w.Month(p.Last.Time()))
	default:
		return ""
	}
}

// spanIn is a span of whole months: "January to March 2026", "November 2025 to March 2026".
func spanIn(w *words.Catalogue, from, to Date) string {
	first := w.MonthAlone(from.Time())
	if from.Year() != to.Year() {
		first = w.Month(from.Time())
	}
	return w.Say("period.span", "first", first, "last", w.Month(to.Time()))
}

// Words is the date as an English sentence writes it: "30 September 2019".
func (d Date) Words() string { return d.In(words.English()) }

// In is the date as a sentence of a language writes it.
func (d Date) In(w *words.Catalogue) string { return w.Date(d.Time()) }

// In is the kind of period as a sentence of a language writes it: "quarter", "financial year".
func (k PeriodKind) In(w *words.Catalogue) string {
	return w.Say("kind." + strings.ReplaceAll(k.String(), " ", "-"))
}
