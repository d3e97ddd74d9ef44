package layout

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the clock in London, also on a machine without time zones

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// Returns speak of these years; a year outside them is a slip, or a short year with a note's number glued on: a title
// that shows "June 19" with the superscript 12 reads "June 1912".
const firstYear, lastYear = 1950, 2049

var (
	errNotAPeriod = errors.New("not a period")
	errNotADate   = errors.New("not a date")
	// yearAndNotes is a year with note numbers glued on: "June 20191,2", "December 181,2", "2017-18 3". Notes are numbered from
	// 1 to 30: "June 2109" is a slip and not June 2021 with a note 09.
	yearAndNotes = [...]*regexp.Regexp{
		regexp.MustCompile(`^(.*?\d{4})\s?` + noteNumbers + `$`),
		regexp.MustCompile(`^(.*?\D\d{2})\s?` + noteNumbers + `$`),
	}
	// digitsOnly is no year with a note: "201819" is a financial year, "202404" a month, "20181" perhaps a quarter.
	digitsOnly = regexp.MustCompile(`^[\d\s]+$`)
)

const noteNumbers = `(?:30|[12]\d|[1-9])(?:\s?,\s?(?:30|[12]\d|[1-9]))*`

// readPeriod reads a period as it stands in a sheet; kind 0 takes it as it is written. Note numbers are dropped only
// from a text that is no period as it stands.
func readPeriod(s string, kind kpi.PeriodKind) (kpi.Period, error) {
	if p, ok := parsePeriod(s, kind); ok {
		return p, nil
	}
	for _, re := range yearAndNotes {
		if digitsOnly.MatchString(s) {
			break
		}
		if m := re.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
			if p, ok := parsePeriod(m[1], kind); ok {
				return p, nil
			}
		}
	}
	if kind != 0 {
		return kpi.Period{}, fmt.Errorf("want a %s, found %q", kind, s)
	}
	return kpi.Period{}, fmt.Errorf("want a period such as 2026-03, 2025/26 Q4, 2025/26, YE 2018-03 or 2019-09-30, found %q", s)
}

func parsePeriod(s string, kind kpi.PeriodKind) (kpi.Period, bool) {
	s = punctuation.Replace(s)
	p, err := kpi.ParsePeriod(s)
	if kind != 0 {
		p, err = kpi.ParsePeriodAs(kind, s)
	}
	return p, err == nil && p.First.Year() >= firstYear && p.Last.Year() <= lastYear
}

// markedPeriod reads a period that may carry a mark: "Feb 2026p", "2025/26 Q3 [p]".
func (t *table) markedPeriod(s string) (kpi.Period, kpi.Mark, error) { return t.markedPeriodOf(s, "") }

// markedPeriodOf is markedPeriod for a text that needs what stands above it: "May p" and "2026".
func (t *table) markedPeriodOf(s, above string) (kpi.Period, kpi.Mark, error) {
	bare, m := t.marks.bracketed(s)
	bare = t.day(bare)
	if t.period.as != nil {
		bare = strings.Replace(t.period.as.text, "{period}", bare, 1)
	}
	p, err := readPeriod(strings.TrimSpace(bare+" "+above), t.period.kind)
	if err == nil {
		return p, m, nil
	}
	if shorter, more := t.marks.glued(bare); more != 0 {
		if p, e := readPeriod(strings.TrimSpace(shorter+" "+above), t.period.kind); e == nil {
			return p, m | more, nil
		}
	}
	return p, 0, err
}

// cellPeriod reads a cell that holds a period: a date cell by its day when the kind is known or the day is what it shows,
// else by the month or year that it shows.
func (t *table) cellPeriod(c sheet.Cell) (kpi.Period, kpi.Mark, error) {
	text := strings.TrimSpace(c.Text)
	if c.Kind != sheet.Date {
		return t.markedPeriod(text)
	}
	on := kpi.DateOf(c.Time.Date())
	if t.period.kind == 0 {
		// What a format makes of a date may read as something else: March 2004 shown as "03/04", 4 March 2019 as "03/04/2019".
		p, m, err := t.markedPeriod(text)
		if shownAsYear := slashed.MatchString(text); err == nil && !shownAsYear && p.Kind != kpi.PointInTime && p.First <= on && on <= p.Last {
			return p, m, nil
		} else if shownAsYear {
			return kpi.PeriodContaining(kpi.Month, on), 0, nil
		}
	}
	return t.markedPeriod(c.Time.Format("2006-01-02"))
}

// slashed is how a date cell shows its month in figures: "03/04".
var slashed = regexp.MustCompile(`^\d{1,2}[/-]\d{2}(?:\d{2})?$`)

// timestamps are the spellings of a day with a time.
var timestamps = [...]string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "02/01/2006 15:04:05", "02/01/2006 15:04"}

var london = sync.OnceValues(func() (*time.Location, error) { return time.LoadLocation("Europe/London") })

// day gives the day of a timestamp, by the clock in London unless the layout says as written; any other text as it is. A
// timestamp without a zone has no other day than the one that is written.
func (t *table) day(text string) string {
	if len(text) < len("2006-01-02 15:04") || strings.IndexByte(text, ':') < 0 {
		return text
	}
	for _, layout := range timestamps {
		at, err := time.Parse(layout, strings.ToUpper(text)) // a title's text is in small letters here
		if err != nil {
			continue
		}
		if zone, err := london(); err == nil && strings.HasSuffix(layout, "Z07:00") && !t.period.asWritten {
			at = at.In(zone)
		}
		return at.Format("2006-01-02")
	}
	return text
}

// headerPeriod reads a period from header texts, top to bottom: the lowest by itself ("Apr 2022" under "2022/23"), or
// together with the nearest one above it that makes a period of it ("Q1" under "2024/25", "Apr" under "Q1" under "2024/25").
func (t *table) headerPeriod(levels []string) (kpi.Period, kpi.Mark, error) {
	n := len(levels)
	if n == 0 {
		return kpi.Period{}, 0, errNotAPeriod
	}
	p, m, err := t.markedPeriod(levels[n-1])
	for i := n - 2; err != nil && i >= 0; i-- {
		if p, m, e := t.markedPeriodOf(levels[n-1], levels[i]); e == nil {
			return p, m, nil
		}
	}
	return p, m, err
}

// readDate reads a day, such as "19 July 2018", "Thursday 19 July 2018", "2018-07-19" or "19/07/2018".
func readDate(s string) (kpi.Date, error) {
	text := strings.TrimSpace(s)
	if first, rest, ok := strings.Cut(text, " "); ok && strings.HasSuffix(strings.TrimSuffix(strings.ToLower(first), ","), "day") {
		text = rest
	}
	p, err := readPeriod(text, 0)
	if err != nil || p.Kind != kpi.PointInTime {
		return 0, errNotADate
	}
	return p.Last, nil
}
