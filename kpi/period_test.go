package kpi

import "testing"

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]string{
		"2026-03": "2026-03", "Mar 2026": "2026-03", "March 2026": "2026-03", "Mar-26": "2026-03", "Sept 2019": "2019-09",
		"2025/26 Q4": "2025/26 Q4", "Q1 2024/25": "2024/25 Q1", "May 2019/20": "2019-05", "mid-2019": "2019-06-30", "Mid 2020": "2020-06-30", "Mar 2019-20": "2020-03", "January 2019/2020": "2020-01", "Q3 2012-13": "2012/13 Q3", "Jan-Mar 2019": "2018/19 Q4",
		"Oct 2018 to Dec 2018": "2018/19 Q3", "2025/26 H2": "2025/26 H2", "H1 2025/26": "2025/26 H1", "Apr to Sep 2024": "2024/25 H1",
		"2025/26": "2025/26", "2012-13": "2012/13", "2017-18 \n": "2017/18", "04/05": "2004/05", "99/00": "1999/00", "2024/2025": "2024/25",
		"Apr 2010 to\n Mar 2011": "2010/11", "FY2024/25": "2024/25", "2025": "2025", "Jan 2018 to Dec 2018": "2018",
		"YE 2018-03": "YE 2018-03", "year ending March 2018": "YE 2018-03", "YE Mar 2018": "YE 2018-03", "Year ending 31 March 2018": "YE 2018-03",
		"12 months to June 2025": "YE 2025-06", "YE Jun 2025": "YE 2025-06", "Jul 2017 to Jun 2018": "YE 2018-06",
		"2019-09-30": "2019-09-30", "As at 31 March 2019": "2019-03-31", "30/09/2019": "2019-09-30", "30th September 2019": "2019-09-30",
		"2010-11": "2010-11", "2010-08-01T00:00:00": "2010-08-01", "Apr 2010 to Mar 2011 [note 3]": "2010/11", "Year to March 2018": "YE 2018-03",
	} {
		p, err := ParsePeriod(in)
		if err != nil || p.String() != want {
			t.Errorf("ParsePeriod(%q) = %v, %v; want %s", in, p, err, want)
		}
	}
	for _, in := range []string{"", "2012/14", "2019-13-01", "31/02/2019", "Q5 2024/25", "total", "2024/25 H3", "Feb 2019 to Apr 2019", "12*"} {
		if p, err := ParsePeriod(in); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", in, p)
		}
	}
}

func TestParsePeriodAs(t *testing.T) {
	for _, c := range []struct {
		kind     PeriodKind
		in, want string
	}{
		{FinancialYear, "2010-11", "2010/11"},
		{Rolling12, "March 2018", "YE 2018-03"},
		{Rolling12, "2017/18", "YE 2018-03"},
		{Day, "2019-09-30", "2019-09-30"},
		{Month, "2010-08-01T00:00:00", "2010-08"},
		{Quarter, "2019-01-01", "2018/19 Q4"},
		{PointInTime, "March 2019", "2019-03-31"},
		{Half, "30/09/2019", "2019/20 H1"},
	} {
		p, err := ParsePeriodAs(c.kind, c.in)
		if err != nil || p.String() != c.want || p.Kind != c.kind {
			t.Errorf("ParsePeriodAs(%v, %q) = %v %v, %v; want %s", c.kind, c.in, p.Kind, p, err, c.want)
		}
	}
	if p, err := ParsePeriodAs(Quarter, "March 2018"); err == nil {
		t.Errorf("a month is no quarter, got %v", p)
	}
}

// Every period that String writes reads back as itself (a day comes back as a point in time: they are written alike).
func TestPeriodRoundTrip(t *testing.T) {
	for _, kind := range []PeriodKind{Month, Quarter, Half, FinancialYear, CalendarYear, Rolling12, PointInTime} {
		for d := DateOf(1999, 1, 31); d < DateOf(2051, 1, 1); d += 29 {
			p := PeriodContaining(kind, d)
			if !p.Valid() {
				t.Fatalf("%v containing %v is not valid: %v", kind, d, p)
			}
			if q, err := ParsePeriod(p.String()); err != nil || q != p {
				t.Fatalf("%v reads back as %v, %v", p, q, err)
			}
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2026-03", "YE Mar 2018", "04/05", "Q1 2024/25", "As at 31 March 2019"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s)
		if err != nil {
			return
		}
		if q, err := ParsePeriod(p.String()); err != nil || q != p {
			t.Errorf("%q is read as %v, which reads back as %v, %v", s, p, q, err)
		}
	})
}
