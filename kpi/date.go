package kpi

import (
	"fmt"
	"time"
)

// Date is a civil day without a time or a zone, counted in days since 1 January 1970. Dates compare with < and ==.
type Date int32

// DateOf gives the Date of a year, month and day; out-of-range parts roll over as in time.Date.
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDate reads "2006-01-02".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("want a date such as 2026-03-31, found %q", s)
	}
	return DateOf(t.Date()), nil
}

// Time is midnight UTC at the start of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year is the calendar year.
func (d Date) Year() int { return d.Time().Year() }

// Month is the calendar month.
func (d Date) Month() time.Month { return d.Time().Month() }

// Day is the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// String is the date as 2006-01-02.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// AddMonths moves the first of d's month by n months and returns that first.
func (d Date) AddMonths(n int) Date { return DateOf(d.Year(), d.Month()+time.Month(n), 1) }

// monthEnd is the last day of d's month.
func (d Date) monthEnd() Date { return d.AddMonths(1) - 1 }

// isMonthStart says whether d is the first of a month.
func (d Date) isMonthStart() bool { return d.Day() == 1 }
