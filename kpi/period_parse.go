package kpi

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParsePeriod reads a period in every usual spelling: the ones that String writes, and such as "year ending March
// 2018", "YE Mar 2018", "12 months to June 2025", "Apr 2010 to\n Mar 2011", "2012-13", "04/05", "Q1 2024/25", "Mar-19",
// "As at 31 March 2019", "30/09/2019", "202404". Where a spelling has two meanings the written form holds: "2010-11" is
// November 2010; ParsePeriodAs settles it otherwise.
func ParsePeriod(s string) (Period, error) {
	text := normalPeriod(s)
	for _, sp := range spellings {
		m := sp.re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if p, ok := sp.read(m); ok && p.Valid() && p.likely() {
			return p, nil
		}
	}
	return Period{}, fmt.Errorf("want a period such as 2026-03, 2025/26 Q4, 2025/26, YE 2018-03 or 2019-09-30, found %q", s)
}

// ParsePeriodAs reads a period that is known to be of one kind: "2010-11" as a financial year, "March 2018" as a
// rolling year that ends then, "2019-09-30" as a day, a date as the month, quarter or year that it lies in or ends.
func ParsePeriodAs(kind PeriodKind, s string) (Period, error) {
	text := normalPeriod(s)
	if m := reSix.FindStringSubmatch(text); m != nil && kind == Month {
		text = m[1] + "-" + m[2] // "201112" is December 2011 here
	} else if m != nil && kind == FinancialYear {
		text = m[1] + "/" + m[2]
	}
	if kind == FinancialYear {
		if m := rePair.FindStringSubmatch(text); m != nil {
			if p, ok := readPair(m); ok && p.likely() {
				return p, nil
			}
		}
	}
	p, err := ParsePeriod(text)
	if err != nil {
		return Period{}, fmt.Errorf("want a %s, found %q", kind, s)
	}
	if p.Kind == kind {
		return p, nil
	}
	var q Period
	switch {
	case p.Kind == PointInTime && kind == Day:
		return Period{Day, p.First, p.Last}, nil
	case kind == PointInTime && p.Kind.Months() == 12: // "2019" names no day
	case kind == PointInTime:
		return Period{PointInTime, p.Last, p.Last}, nil
	case kind == Rolling12 && p.Kind == Month, p.Kind.Months() == 12 && kind == Rolling12:
		q = PeriodEnding(Rolling12, p.Last)
	case p.Kind == PointInTime && kind.Months() > 0:
		q = PeriodContaining(kind, p.Last)
	case p.Kind == Rolling12 && kind.Months() == 12:
		q = PeriodFrom(kind, p.First)
	}
	if !q.Valid() {
		return Period{}, fmt.Errorf("want a %s, found %q, a %s", kind, s, p.Kind)
	}
	return q, nil
}

// PeriodContaining is the period of a kind that a day lies in; a rolling year ends with the day's month.
func PeriodContaining(kind PeriodKind, d Date) Period {
	first := d.AddMonths(0)
	switch kind {
	case Quarter:
		first = d.AddMonths(-((int(d.Month()) - 1) % 3))
	case Half:
		first = d.AddMonths(-((int(d.Month()) + 8) % 12 % 6))
	case FinancialYear:
		first = DateOf(financialYear(d), time.April, 1)
	case CalendarYear:
		first = DateOf(d.Year(), time.January, 1)
	case Rolling12:
		return PeriodEnding(Rolling12, d)
	case Day, PointInTime:
		first = d
	}
	return PeriodFrom(kind, first)
}

// normalPeriod folds case, line breaks, dashes and repeated spaces, and drops a trailing footnote such as "[note 3]"
// and commas.
func normalPeriod(s string) string {
	s = reFootnote.ReplaceAllString(strings.ToLower(s), "")
	s = strings.NewReplacer("–", "-", "—", "-", "‑", "-", "\u00a0", " ", ",", " ", "’", "'").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

const (
	monthRe = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	yearRe  = `'?(\d{4}|\d{2})`
)

var (
	reFootnote = regexp.MustCompile(`\s*(\[[^\]]*\])+\s*$`)
	reSix      = regexp.MustCompile(`^(\d{4})(\d{2})$`)
	rePair     = regexp.MustCompile(`^(?:fy ?)?(\d{4}|\d{2}) ?[/-] ?(\d{4}|\d{2})$`)
)

// spelling is one way to write a period. The first that matches and gives a valid period holds.
type spelling struct {
	re   *regexp.Regexp
	read func(m []string) (Period, bool)
}

var spellings = []spelling{
	{regexp.MustCompile(`^(\d{4})-(\d{2})$`), func(m []string) (Period, bool) {
		n := number(m[2])
		return PeriodFrom(Month, DateOf(number(m[1]), time.Month(n), 1)), n >= 1 && n <= 12
	}},
	{regexp.MustCompile(`^(?:as at |as of |at )?(\d{4})-(\d{2})-(\d{2})(?:[t ]00:00(?::00)?(?:\.0+)?)?$`), func(m []string) (Period, bool) {
		return day(m[1], number(m[2]), m[3])
	}},
	{regexp.MustCompile(`^(?:as at |as of |at )?(\d{1,2})/(\d{1,2})/(\d{4})$`), func(m []string) (Period, bool) {
		return day(m[3], number(m[2]), m[1])
	}},
	{regexp.MustCompile(`^(?:as at |as of |at )?(\d{1,2})(?:st|nd|rd|th)? ` + monthRe + ` (\d{4})$`), func(m []string) (Period, bool) {
		return day(m[3], month(m[2]), m[1])
	}},
	{regexp.MustCompile(`^(?:(?:the )?(?:year|12 months|twelve months) (?:ending|ended|to|end)|y/?e) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?` + monthRe + `[ -]` + yearRe + `$`), func(m []string) (Period, bool) {
		return PeriodEnding(Rolling12, DateOf(year(m[2]), time.Month(month(m[1])), 1)), true
	}},
	{regexp.MustCompile(`^(?:the )?(?:year|12 months) (?:from|beginning|starting) (?:1(?:st)? )?` + monthRe + `[ -]` + yearRe + `$`), func(m []string) (Period, bool) {
		first := DateOf(year(m[2]), time.Month(month(m[1])), 1)
		switch first.Month() {
		case time.April:
			return PeriodFrom(FinancialYear, first), true
		case time.January:
			return PeriodFrom(CalendarYear, first), true
		}
		return PeriodFrom(Rolling12, first), true
	}},
	{regexp.MustCompile(`^(?:(?:the )?(?:year|12 months) (?:ending|ended|to)|y/?e) (\d{4})-(\d{2})(?:-\d{2})?$`), func(m []string) (Period, bool) {
		n := number(m[2])
		return PeriodEnding(Rolling12, DateOf(number(m[1]), time.Month(n), 1)), n >= 1 && n <= 12
	}},
	{reSix, readSix},
	{regexp.MustCompile(`^mid[ -]?(?:year )?(\d{4})$`), func(m []string) (Period, bool) {
		return day(m[1], 6, "30") // as population estimates are dated
	}},
	{regexp.MustCompile(`^` + monthRe + `[ -]?` + yearRe + `$`), func(m []string) (Period, bool) {
		return PeriodFrom(Month, DateOf(year(m[2]), time.Month(month(m[1])), 1)), true
	}},
	{regexp.MustCompile(`^(\d{4})[ -]` + monthRe + `$`), func(m []string) (Period, bool) {
		return PeriodFrom(Month, DateOf(number(m[1]), time.Month(month(m[2])), 1)), true
	}},
	{regexp.MustCompile(`^(?:as at |as of |at )?(\d{1,2})(?:st|nd|rd|th)? ` + monthRe + ` (\d{4}) ?[/-] ?(\d{4}|\d{2})$`), func(m []string) (Period, bool) {
		fy, ok := readPair([]string{"", m[3], m[4]})
		d, valid := day(strconv.Itoa(fy.First.AddMonths((month(m[2])+8)%12).Year()), month(m[2]), m[1])
		return d, ok && valid // "As at 31 March 2018/19" is of 2019
	}},
	{regexp.MustCompile(`^` + monthRe + ` (\d{4}) ?[/-] ?(\d{4}|\d{2})$`), func(m []string) (Period, bool) {
		fy, ok := readPair([]string{"", m[2], m[3]})
		return PeriodFrom(Month, fy.First.AddMonths((month(m[1])+8)%12)), ok // "May 2019/20" is May 2019, "March 2019/20" March 2020
	}},
	{regexp.MustCompile(`^` + monthRe + ` ?(?:` + yearRe + `)? ?(?:to|-) ?` + monthRe + ` ?` + yearRe + `$`), readSpan},
	{regexp.MustCompile(`^(1)(?:st)? ` + monthRe + ` ?(?:` + yearRe + `)? ?(?:to|-) ?(\d{2})(?:st|th)? ` + monthRe + ` ` + yearRe + `$`), func(m []string) (Period, bool) {
		p, ok := readSpan([]string{"", m[2], m[3], m[5], m[6]})
		return p, ok && p.Last.Day() == number(m[4]) // "1 April 2017 to 31 March 2018": whole months only
	}},
	{rePair, readPair},
	{regexp.MustCompile(`^(?:fy ?)?(\d{4}|\d{2}) ?[/-] ?(\d{4}|\d{2}) ?(q|h|quarter |half )([1-4])$`), func(m []string) (Period, bool) {
		return readPart(m[1], m[2], m[3], m[4])
	}},
	{regexp.MustCompile(`^(q|h|quarter |half )([1-4]) ?(?:of |in )?(?:fy ?)?(\d{4}|\d{2}) ?[/-] ?(\d{4}|\d{2})$`), func(m []string) (Period, bool) {
		return readPart(m[3], m[4], m[1], m[2])
	}},
	{regexp.MustCompile(`^(\d{4})$`), func(m []string) (Period, bool) {
		return PeriodFrom(CalendarYear, DateOf(number(m[1]), time.January, 1)), true
	}},
}

// likely says whether a period is of a year that figures can be of: "0000/01" is a code, and four digits alone mostly are.
func (p Period) likely() bool { return p.First.Year() >= 1800 && p.Last.Year() < 2200 }

func number(s string) int { n, _ := strconv.Atoi(s); return n }

// year reads a year of two or four digits; two digits are of 1950 to 2049.
func year(s string) int {
	n := number(s)
	switch {
	case len(s) == 4:
		return n
	case n < 50:
		return 2000 + n
	default:
		return 1900 + n
	}
}

// month gives 1 to 12 for a month name's first three letters.
func month(s string) int {
	return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", s[:3])/3 + 1
}

func day(y string, m int, d string) (Period, bool) {
	date := DateOf(number(y), time.Month(m), number(d))
	return Period{PointInTime, date, date}, int(date.Month()) == m && date.Day() == number(d)
}

// readSix reads "202404", a month, and "201213", a financial year. "201112" may be either: ParsePeriodAs settles it.
func readSix(m []string) (Period, bool) {
	n := number(m[2])
	fy, isYear := readPair(m)
	switch isMonth := n >= 1 && n <= 12; {
	case isYear == isMonth:
		return Period{}, false
	case isYear:
		return fy, true
	default:
		return PeriodFrom(Month, DateOf(number(m[1]), time.Month(n), 1)), true
	}
}

// readPair reads "2012-13", "04/05" or "2024/2025"; the years must follow each other.
func readPair(m []string) (Period, bool) {
	first := year(m[1])
	return PeriodFrom(FinancialYear, DateOf(first, time.April, 1)), year(m[2])%100 == (first+1)%100
}

// readPart reads a quarter or half of a financial year.
func readPart(y1, y2, unit, n string) (Period, bool) {
	fy, ok := readPair([]string{"", y1, y2})
	k := number(n)
	if unit[0] == 'q' {
		return PeriodFrom(Quarter, fy.First.AddMonths(3*(k-1))), ok
	}
	return PeriodFrom(Half, fy.First.AddMonths(6*(k-1))), ok && k <= 2
}

// readSpan reads "Apr 2010 to Mar 2011" or "Jan-Mar 2019": a span of a month, quarter, half or year.
func readSpan(m []string) (Period, bool) {
	last := DateOf(year(m[4]), time.Month(month(m[3])), 1)
	firstYear := last.Year()
	if m[2] != "" {
		firstYear = year(m[2])
	} else if month(m[1]) > month(m[3]) {
		firstYear--
	}
	first := DateOf(firstYear, time.Month(month(m[1])), 1)
	for _, kind := range []PeriodKind{Month, Quarter, Half, FinancialYear, CalendarYear, Rolling12} {
		if p := PeriodFrom(kind, first); p.Valid() && p.Last == last.monthEnd() {
			return p, true
		}
	}
	return Period{}, false
}
