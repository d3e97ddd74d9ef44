package words

import (
	"strconv"
	"time"
)

// Date is a day as a sentence writes it: "30 September 2019".
func (c *Catalogue) Date(t time.Time) string {
	return c.Say("date.day", "day", strconv.Itoa(t.Day()), "month", c.month(t), "year", strconv.Itoa(t.Year()))
}

// Month is a month of a year: "March 2026".
func (c *Catalogue) Month(t time.Time) string {
	return c.Say("date.month", "month", c.month(t), "year", strconv.Itoa(t.Year()))
}

// MonthAlone is a month whose year is said elsewhere: "January".
func (c *Catalogue) MonthAlone(t time.Time) string { return c.month(t) }

func (c *Catalogue) month(t time.Time) string {
	return c.Say("date.month-" + strconv.Itoa(int(t.Month())))
}
