package sheet

import (
	"strconv"
	"time"
)

// appendTime shows a date and time of so many milliseconds since 1970, or, when
// dated is false, a length of time.
func (s *section) appendTime(buf []byte, millis int64, dated bool) []byte {
	millis = s.roundMillis(millis)
	t := time.UnixMilli(millis).UTC()
	since := millis // for [h] and its kind, from day 0
	if dated {
		since -= epoch1900 * dayMillis
	}
	for i := range s.pieces {
		p := &s.pieces[i]
		switch p.kind {
		case year, month, day:
			buf = appendDatePart(buf, p, t)
		case hour:
			h := t.Hour()
			if s.half {
				h = (h+11)%12 + 1
			}
			buf = appendPadded(buf, int64(h), min(p.n, 2))
		case minute:
			buf = appendPadded(buf, int64(t.Minute()), min(p.n, 2))
		case second:
			buf = appendPadded(buf, int64(t.Second()), min(p.n, 2))
		case fractions:
			buf = appendFractions(buf, millis, p.n)
		case halfDay:
			buf = append(buf, halfDayName(p.text, t.Hour())...)
		case elapsed:
			unit := map[string]int64{"h": 3600_000, "m": 60_000, "s": 1000}[p.text]
			buf = appendPadded(buf, since/unit, p.n)
		default:
			buf = append(buf, p.text...)
		}
	}
	return buf
}

// roundMillis rounds to what the format shows of a second. A format that shows
// no seconds shows the minute that has begun.
func (s *section) roundMillis(millis int64) int64 {
	shows := false
	for i := range s.pieces {
		p := &s.pieces[i]
		shows = shows || p.kind == second || p.kind == elapsed && p.text == "s"
	}
	if !shows {
		return millis
	}
	step := []int64{1000, 100, 10, 1}[s.decimals]
	millis += step / 2
	rest := millis % step
	if rest < 0 {
		rest += step
	}
	return millis - rest
}

func appendDatePart(buf []byte, p *piece, t time.Time) []byte {
	switch {
	case p.kind == year && p.n <= 2:
		return appendPadded(buf, int64(t.Year()%100), 2)
	case p.kind == year:
		return appendPadded(buf, int64(t.Year()), 4)
	case p.kind == month && p.n <= 2:
		return appendPadded(buf, int64(t.Month()), p.n)
	case p.kind == month && p.n == 3:
		return append(buf, t.Month().String()[:3]...)
	case p.kind == month && p.n == 5:
		return append(buf, t.Month().String()[:1]...)
	case p.kind == month:
		return append(buf, t.Month().String()...)
	case p.n <= 2:
		return appendPadded(buf, int64(t.Day()), p.n)
	case p.n == 3:
		return append(buf, t.Weekday().String()[:3]...)
	}
	return append(buf, t.Weekday().String()...)
}

// appendPadded appends a number of at least so many digits.
func appendPadded(buf []byte, v int64, digits int) []byte {
	limit := int64(1)
	for i := 1; i < digits && i < 10; i++ {
		limit *= 10
		if v < limit {
			buf = append(buf, '0')
		}
	}
	return strconv.AppendInt(buf, v, 10)
}

// appendFractions appends the point and the first digits of the milliseconds.
func appendFractions(buf []byte, millis int64, digits int) []byte {
	rest := millis % 1000
	if rest < 0 {
		rest += 1000
	}
	buf = append(buf, '.')
	for i := range digits {
		unit := []int64{100, 10, 1}[min(i, 2)]
		if i > 2 {
			buf = append(buf, '0')
			continue
		}
		buf = append(buf, byte('0'+rest/unit%10))
	}
	return buf
}

// halfDayName gives "AM" or "PM", or one letter where the format says A/P.
func halfDayName(written string, hour int) string {
	name := "AM"
	if hour >= 12 {
		name = "PM"
	}
	if len(written) == len("A/P") {
		return name[:1]
	}
	return name
}
