package kpi

import (
	"fmt"
	"time"
)

// PeriodKind is what sort of span a period is. A change of kind inside a series is a break.
type PeriodKind uint8

// The kinds of period. Quarters and halves are of the financial year, which starts on 1 April.
const (
	Day PeriodKind = iota + 1
	Month
	Quarter
	Half
	FinancialYear
	CalendarYear
	Rolling12
	PointInTime
)

var periodKindNames = [...]string{
	Day: "day", Month: "month", Quarter: "quarter", Half: "half", FinancialYear: "financial year",
	CalendarYear: "calendar year", Rolling12: "rolling 12 months", PointInTime: "point in time",
}

// String is the kind in words, as JSON and pages write it.
func (k PeriodKind) String() string {
	if int(k) < len(periodKindNames) {
		return periodKindNames[k]
	}
	return ""
}

// ParsePeriodKind reads a kind from its words; "" and false when there is none such.
func ParsePeriodKind(s string) (PeriodKind, bool) {
	for k, name := range periodKindNames {
		if name != "" && name == s {
			return PeriodKind(k), true
		}
	}
	return 0, false
}

// PeriodKindNames lists the words of all kinds, for messages.
func PeriodKindNames() []string { return periodKindNames[1:] }

// Months is how many months a period of the kind spans; 0 for a day and a point in time.
func (k PeriodKind) Months() int {
	switch k {
	case Month:
		return 1
	case Quarter:
		return 3
	case Half:
		return 6
	case FinancialYear, CalendarYear, Rolling12:
		return 12
	default:
		return 0
	}
}

// Period is a span of days of one kind, both ends included. The zero Period is no period.
type Period struct {
	Kind        PeriodKind
	First, Last Date
}

// PeriodFrom gives the period of a kind that starts on first (for a day and a point in time: that is first). It
// does not check that a quarter starts in April, July, October or January; Valid does.
func PeriodFrom(kind PeriodKind, first Date) Period {
	if n := kind.Months(); n > 0 {
		return Period{kind, first, first.AddMonths(n) - 1}
	}
	return Period{kind, first, first}
}

// PeriodEnding gives the period of a kind whose last day is in last's month (for a day and a point in time: on it).
func PeriodEnding(kind PeriodKind, last Date) Period {
	if n := kind.Months(); n > 0 {
		return Period{kind, last.AddMonths(1 - n), last.monthEnd()}
	}
	return Period{kind, last, last}
}

// Valid says whether first and last day fit the kind.
func (p Period) Valid() bool {
	switch p.Kind {
	case Day, PointInTime:
		return p.First == p.Last
	case Month, Rolling12:
		return p.First.isMonthStart() && p == PeriodFrom(p.Kind, p.First)
	case Quarter:
		return (p.First.Month()-1)%3 == 0 && p == PeriodFrom(Quarter, p.First)
	case Half:
		return (p.First.Month() == time.April || p.First.Month() == time.October) && p == PeriodFrom(Half, p.First)
	case FinancialYear:
		return p.First.Month() == time.April && p == PeriodFrom(FinancialYear, p.First)
	case CalendarYear:
		return p.First.Month() == time.January && p == PeriodFrom(CalendarYear, p.First)
	default:
		return false
	}
}

// Next is the period of the same kind that follows without a gap. A point in time has none and returns itself.
func (p Period) Next() Period {
	switch p.Kind {
	case PointInTime:
		return p
	case Day:
		return Period{Day, p.Last + 1, p.Last + 1}
	case Rolling12: // rolling years step by a month; releases may step by three
		return PeriodEnding(Rolling12, p.Last.AddMonths(1))
	default:
		return PeriodFrom(p.Kind, p.Last+1)
	}
}

// YearBefore is the same span one year earlier.
func (p Period) YearBefore() Period {
	if n := p.Kind.Months(); n > 0 {
		return PeriodFrom(p.Kind, p.First.AddMonths(-12))
	}
	d := DateOf(p.First.Year()-1, p.First.Month(), p.First.Day())
	return Period{p.Kind, d, d}
}

// Days is the number of days in the period.
func (p Period) Days() int { return int(p.Last-p.First) + 1 }

// Within says whether p lies wholly inside q.
func (p Period) Within(q Period) bool { return p.First >= q.First && p.Last <= q.Last }

// financialYear is the year in which d's financial year began.
func financialYear(d Date) int {
	if d.Month() < time.April {
		return d.Year() - 1
	}
	return d.Year()
}

func yearPair(first int) string { return fmt.Sprintf("%d/%02d", first, (first+1)%100) }

// String is the period as it is written everywhere: 2026-03, 2025/26 Q4, 2025/26 H2, 2025/26, 2025, YE 2018-03,
// 2019-09-30.
func (p Period) String() string {
	switch p.Kind {
	case Day, PointInTime:
		return p.First.String()
	case Month:
		return p.First.Time().Format("2006-01")
	case Quarter:
		return fmt.Sprintf("%s Q%d", yearPair(financialYear(p.First)), quarterOf(p.First))
	case Half:
		return fmt.Sprintf("%s H%d", yearPair(financialYear(p.First)), (quarterOf(p.First)+1)/2)
	case FinancialYear:
		return yearPair(p.First.Year())
	case CalendarYear:
		return fmt.Sprint(p.First.Year())
	case Rolling12:
		return "YE " + p.Last.Time().Format("2006-01")
	default:
		return ""
	}
}

// quarterOf is the financial quarter, 1 to 4, that a day lies in.
func quarterOf(d Date) int { return (int(d.Month())+8)%12/3 + 1 }

// Less orders periods by their last day, then first day, then kind.
func (p Period) Less(q Period) bool {
	if p.Last != q.Last {
		return p.Last < q.Last
	}
	if p.First != q.First {
		return p.First < q.First
	}
	return p.Kind < q.Kind
}
