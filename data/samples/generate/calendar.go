package main

import (
	"fmt"
	"time"
)

const (
	firstYear = 2022 // the return starts in April of this year
	months    = 48
	// asAt is the day on which the return says that it was drawn up: its edition.
	asAt = "17 April 2026"
	// provisional is how many of the last months may still change.
	provisional = 2
)

// at is the number of a month in the return: 0 is April 2022, 47 is March 2026.
func at(year int, month time.Month) int {
	return (year-firstYear)*12 + int(month) - int(time.April)
}

// monthName is a month as the header writes it: "Apr 2022", "Mar 2026p".
func monthName(m int) string {
	day := time.Date(firstYear, time.April+time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	name := day.Format("Jan 2006")
	if m >= months-provisional {
		name += "p"
	}
	return name
}

// yearName is the financial year of a month: "2022/23".
func yearName(m int) string {
	year := firstYear + m/12
	return fmt.Sprintf("%d/%02d", year, (year+1)%100)
}
