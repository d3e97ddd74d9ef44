package sheet

import (
	"math"
	"strings"
	"time"
)

const (
	dayMillis = 86_400_000
	// The days from 1 January 1970 back to the days 0 of the two systems that
	// Excel counts in. The 1900 system's day 0 is really 31 December 1899, but
	// it takes 1900 for a leap year, so from 1 March 1900 (day 61) on it is one
	// day ahead, as if day 0 were 30 December.
	epoch1900 = -25569
	epoch1904 = -24107
	lastDay   = 2958465 // 31 December 9999 in the 1900 system
	leapDay   = 60      // 29 February 1900, which never was
)

// serialMillis turns Excel's count of days into milliseconds since 1970. Times
// are rounded to a millisecond: a fraction of a day in a float64 is good to
// about a microsecond, and writers leave 11:29:59.9999998 for 11:30. ok is
// false where the count names no day of the calendar.
func serialMillis(serial float64, from1904 bool) (millis int64, ok bool) {
	if !(serial >= 0 && serial < lastDay+1) { // also when it is no number at all
		return 0, false
	}
	days := math.Floor(serial)
	rest := int64(math.Round((serial - days) * dayMillis))
	day := int64(days)
	if rest == dayMillis {
		day, rest = day+1, 0
	}
	switch {
	case from1904:
		if day > lastDay-(epoch1904-epoch1900) {
			return 0, false
		}
		day += epoch1904
	case day == 0 || day == leapDay || day > lastDay:
		return 0, false
	case day < leapDay:
		day += epoch1900 + 1
	default:
		day += epoch1900
	}
	return day*dayMillis + rest, true
}

// impossibleDate is what Excel shows for a count that serialMillis refuses,
// where it shows a date at all: day 0 and the false leap day of 1900.
func impossibleDate(serial float64) string {
	switch math.Floor(serial) {
	case 0:
		return "00/01/1900"
	case leapDay:
		return "29/02/1900"
	}
	return "########"
}

// dateLayouts are the ways in which files write dates as text. A zone is read
// over: sheets know none, the wall clock holds.
var dateLayouts = [...]string{
	"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05",
	"2006-01-02T15:04:05Z07:00",
}

// parseDate reads a date of an xlsx (t="d") or ods cell as milliseconds since
// 1970.
func parseDate(raw []byte) (millis int64, ok bool) {
	if len(raw) < len("2006-01-02") {
		return 0, false
	}
	if day, ok := plainDay(raw); ok {
		return day, true
	}
	for _, layout := range dateLayouts {
		t, err := time.Parse(layout, string(raw))
		if err == nil {
			_, offset := t.Zone()
			return t.Round(time.Millisecond).UnixMilli() + int64(offset)*1000, true
		}
	}
	return 0, false
}

// parseClock reads a time of day, "15:04:05", as a fraction of a day.
func parseClock(text string) (days float64, ok bool) {
	t, err := time.Parse("15:04:05", strings.TrimPrefix(text, "T"))
	if err != nil {
		return 0, false
	}
	since := t.Sub(t.Truncate(24 * time.Hour))
	return since.Seconds() / 86400, true
}

// plainDay reads "2006-01-02", as most dates are written, without more ado.
func plainDay(raw []byte) (millis int64, ok bool) {
	if len(raw) != len("2006-01-02") || raw[4] != '-' || raw[7] != '-' {
		return 0, false
	}
	year, ok1 := parseCount(raw[:4])
	month, ok2 := parseCount(raw[5:7])
	day, ok3 := parseCount(raw[8:])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	exists := int(t.Month()) == month && t.Day() == day
	return t.UnixMilli(), ok1 && ok2 && ok3 && exists
}

// firstTimestamp parts times of day from points in time where a format shows
// hours only. Counts of days below it lie before March 1900, where Excel's
// calendar is wrong anyway: nobody means a date.
const firstTimestamp = 61

// dateByFormat makes a date of a number that its format shows as one.
func (s *stored) dateByFormat(f *numberFormat, from1904 bool) {
	shows, _ := f.pick(s.number)
	if shows.kind < showsTime || shows.kind == showsElapsed ||
		shows.kind == showsTime && s.number < firstTimestamp {
		return
	}
	millis, ok := serialMillis(s.number, from1904)
	if ok {
		s.kind, s.number = Date, float64(millis)
		return
	}
	if shows.kind != showsTime {
		s.kind, s.text = Error, impossibleDate(s.number)
	}
}
