package kpi

import "fmt"

// Words is the period as a sentence writes it: "March 2026", "January to March 2026", "2025/26", "the year to March
// 2018", "30 September 2019".
func (p Period) Words() string {
	switch p.Kind {
	case Day, PointInTime:
		return p.First.Words()
	case Month:
		return p.First.Time().Format("January 2006")
	case Quarter, Half:
		return spanWords(p)
	case FinancialYear:
		return yearPair(p.First.Year())
	case CalendarYear:
		return fmt.Sprint(p.First.Year())
	case Rolling12:
		return "the year to " + p.Last.Time().Format("January 2006")
	default:
		return ""
	}
}

func spanWords(p Period) string {
	first := p.First.Time().Format("January")
	if p.First.Year() != p.Last.Year() {
		first = p.First.Time().Format("January 2006")
	}
	return first + " to " + p.Last.Time().Format("January 2006")
}

// Words is the date as a sentence writes it: "30 September 2019".
func (d Date) Words() string { return d.Time().Format("2 January 2006") }
