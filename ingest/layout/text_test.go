package layout

import (
	"testing"
	"time"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

func TestSameLabel(t *testing.T) {
	for _, c := range []struct {
		found, declared string
		same            bool
	}{
		{"Homicide", "homicide ", true},
		{"Death or serious injury\n - unlawful  driving4", "Death or serious injury – unlawful driving", true},
		{"Residential burglary5,6", "Residential burglary", true},
		{"Stalking and harassment 4", "Stalking and harassment", true},
		{"Total recorded crime (excluding fraud3)", "Total recorded crime (excluding fraud)", true},
		{"Total recorded crime\n (excluding fraud) \n[note 2]", "Total recorded crime (excluding fraud)", true},
		{"Robbery²", "Robbery", true},
		{"Robbery [notes 1, 2]", "Robbery", true},
		{"Robbery (note 3)", "Robbery [note 1]", true},
		{"Crimes closed as outcome 15", "Crimes closed as outcome 15", true},
		{"Crimes closed as outcome 15", "Crimes closed as outcome 1", false},
		{"Crimes closed as outcome 15", "Crimes closed as outcome 14", false},
		{"Answered within 10 seconds", "Answered within seconds", false},
		{"Burglary", "Burglaries", false},
		{"Theft (all)", "Theft", false},
		{"", "", false},
	} {
		if got := sameLabel(c.found, c.declared); got != c.same {
			t.Errorf("sameLabel(%q, %q) = %v", c.found, c.declared, got)
		}
	}
}

func TestLabelsTakeTheExactOneFirst(t *testing.T) {
	var l labels[string]
	l.add("Outcome", "all")
	l.add("Outcome 15", "15")
	for found, want := range map[string]string{"outcome": "all", "Outcome 15 [note 1]": "15", "Outcome 3": "all"} {
		if got, ok := l.find(found); !ok || got != want {
			t.Errorf("find(%q) = %q, %v; want %q", found, got, ok, want)
		}
	}
	if l.add("OUTCOME  15", "again") {
		t.Error("a label in another spelling was added twice")
	}
}

func TestPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, found, hole string
		fits                 bool
	}{
		{"Table P1", "Table P1 ", "", true},
		{"Table P1", "Table P10", "", false},
		{"Month *", "month 12", "", true},
		{"*", "anything", "", true},
		{"Lancashire", "Lancashire8", "", true},
		{"a.c", "abc", "", false},
		{"*year ending {period}", "Table 3: offences, year ending December 181,2", "december 181,2", true},
		{"{period}: *", "2025/26: burglary", "2025/26", true},
		{"year ending {period}", "offences, year ending 2018", "", false},
	} {
		p, wrong := newPattern(c.pattern, "period")
		if wrong != "" {
			t.Fatalf("%q: %s", c.pattern, wrong)
		}
		if hole, fits := p.capture(c.found); hole != c.hole || fits != c.fits {
			t.Errorf("%q on %q: %q, %v; want %q, %v", c.pattern, c.found, hole, fits, c.hole, c.fits)
		}
	}
}

func TestReadPeriod(t *testing.T) {
	for _, c := range []struct {
		text string
		kind kpi.PeriodKind
		want string // "" for none
	}{
		{"March 2018", kpi.Rolling12, "YE 2018-03"},
		{"december 181,2", kpi.Rolling12, "YE 2018-12"},
		{"june 20191,2", kpi.Rolling12, "YE 2019-06"},
		{"june 2019 1", kpi.Rolling12, "YE 2019-06"},
		{"june 1912", kpi.Rolling12, "YE 2019-06"}, // June 19 and note 12: no figure is from 1912
		{"2017-18 3", 0, "2017/18"},
		{"2017-18 \n", 0, "2017/18"},
		{"2010-11", kpi.FinancialYear, "2010/11"},
		{"2010-11", 0, "2010-11"}, // as Planwatch writes November 2010
		{"Mar-19", kpi.Month, "2019-03"},
		{"2019-09-30", kpi.Month, "2019-09"},
		{"Q1 2024/25", 0, "2024/25 Q1"},
		{"2024/25", kpi.Month, ""},
		{"April", kpi.Month, ""},
		{"1912-04", 0, ""},
		{"2218", 0, ""},
		{"", 0, ""},
	} {
		p, err := readPeriod(c.text, c.kind)
		if got := p.String(); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("readPeriod(%q, %s) = %q, %v; want %q", c.text, c.kind, got, err, c.want)
		}
	}
}

// A month that ends in the letter of a mark is a month.
func TestMarkedPeriod(t *testing.T) {
	tab := &table{marks: marks{{"p", kpi.Provisional}, {"r", kpi.Revised}}, period: periodFrom{kind: kpi.Month}}
	for text, want := range map[string]string{
		"Feb 2026p": "2026-02 [p]", "Feb 2026 (p)": "2026-02 [p]", "Feb 2026[P]": "2026-02 [p]",
		"Feb 2026 [r] [p]": "2026-02 [p][r]", "Feb 2026": "2026-02 ",
	} {
		p, m, err := tab.markedPeriod(text)
		if got := p.String() + " " + m.Shorthand(); err != nil || got != want {
			t.Errorf("markedPeriod(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for want, levels := range map[string][]string{
		"2026-09": {"2026/27", "Sep 2026"}, "2026-04": {"2026", "Apr"}, "2026-05": {"group", "2026", "May p"},
	} {
		if p, _, err := tab.headerPeriod(levels); err != nil || p.String() != want {
			t.Errorf("headerPeriod(%q) = %v, %v; want %s", levels, p, err, want)
		}
	}
	date := sheet.Cell{Kind: sheet.Date, Time: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC), Text: "31/03/2026"}
	if p, _, err := tab.cellPeriod(date); err != nil || p.String() != "2026-03" {
		t.Errorf("a date cell in a table of months: %v, %v", p, err)
	}
	date.Text = "Mar-26"
	if p, _, err := (&table{}).cellPeriod(date); err != nil || p.String() != "2026-03" {
		t.Errorf("a date cell that shows a month: %v, %v", p, err)
	}
}

func TestReadDate(t *testing.T) {
	for text, want := range map[string]string{
		"19 July 2018": "2018-07-19", "Thursday 19 July 2018": "2018-07-19", "thursday, 19th july 2018": "2018-07-19",
		"2018-07-19": "2018-07-19", "19/07/2018": "2018-07-19", "31 June 2018": "", "July 2018": "", "2018/19": "", "": "",
	} {
		d, err := readDate(text)
		if (err == nil) != (want != "") || err == nil && d.String() != want {
			t.Errorf("readDate(%q) = %s, %v; want %q", text, d, err, want)
		}
	}
}

func TestReadValue(t *testing.T) {
	tab := &table{
		markers: markers{{"-", kpi.Missing}, {"*", kpi.Suppressed}, {"[z]", kpi.NotApplicable}, {"-1", kpi.Missing}},
		marks:   marks{{"p", kpi.Provisional}, {"r", kpi.Revised}},
	}
	number := func(v float64, shown string) sheet.Cell {
		return sheet.Cell{Kind: sheet.Number, Number: v, Text: shown}
	}
	text := func(s string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: s} }
	any, count := &measure{negative: true}, &measure{count: true}
	for _, c := range []struct {
		cell  sheet.Cell
		m     *measure
		value float64
		state kpi.State
		marks kpi.Mark
		code  string
	}{
		{number(0, "-"), count, 0, kpi.Known, 0, ""}, // a format that shows nothing as a dash hides no figure
		{text("-"), count, 0, kpi.Missing, 0, ""},
		{text(" – "), count, 0, kpi.Missing, 0, ""},
		{text("[Z]"), count, 0, kpi.NotApplicable, 0, ""},
		{text("* p"), count, 0, kpi.Suppressed, kpi.Provisional, ""},
		{number(-1, "-1"), any, 0, kpi.Missing, 0, ""},
		{text("-1.0"), any, 0, kpi.Missing, 0, ""},
		{text("   "), count, 0, kpi.Missing, 0, ""},
		{sheet.Cell{}, count, 0, kpi.Missing, 0, ""},
		{text("303,343 "), count, 303343, kpi.Known, 0, ""},
		{text("303\u00a0343"), count, 303343, kpi.Known, 0, ""},
		{text("−2.5"), any, -2.5, kpi.Known, 0, ""},
		{text("1.2e3"), any, 1200, kpi.Known, 0, ""},
		{text("69 %"), any, 69, kpi.Known, 0, ""},
		{number(0.69, "69%"), any, 69, kpi.Known, 0, ""},
		{number(0.07, "7%"), any, 7, kpi.Known, 0, ""},
		{text("5r"), count, 5, kpi.Known, kpi.Revised, ""},
		{text("5 (p) [r]"), count, 5, kpi.Known, kpi.Provisional | kpi.Revised, ""},
		{number(2.0000000000000004, "2"), count, 2, kpi.Known, 0, ""},
		{text("3pp"), count, 0, 0, 0, "not-a-number"},
		{text("5 to 6"), count, 0, 0, 0, "not-a-number"},
		{text("1,2345"), count, 0, 0, 0, "not-a-number"},
		{text("£5"), any, 5, kpi.Known, 0, ""},
		{text("£5"), count, 0, 0, 0, "not-a-number"},
		{text("£1,2345m"), any, 0, 0, 0, "not-a-number"},
		{text("(5)"), any, 0, 0, 0, "not-a-number"},
		{text("(£5"), any, 0, 0, 0, "not-a-number"},
		{text("£5%"), any, 0, 0, 0, "not-a-number"},
		{text("5m"), any, 0, 0, 0, "not-a-number"},
		{text("£0.1m"), any, 100000, kpi.Known, 0, ""},
		{text("69%"), count, 0, 0, 0, "not-a-number"},
		{text("NaN"), any, 0, 0, 0, "not-a-number"},
		{text("1e999"), any, 0, 0, 0, "not-a-number"},
		{sheet.Cell{Kind: sheet.Date, Text: "1 May 2025"}, any, 0, 0, 0, "not-a-number"},
		{sheet.Cell{Kind: sheet.Boolean, Text: "TRUE"}, any, 0, 0, 0, "not-a-number"},
		{sheet.Cell{Kind: sheet.Error, Text: "#REF!"}, any, 0, 0, 0, "not-a-number"},
		{sheet.Cell{Uncalculated: true}, any, 0, 0, 0, "not-calculated"},
		{number(2.5, "3"), count, 0, 0, 0, "not-whole"},
		{number(-3, "-3"), count, 0, 0, 0, "negative-count"},
	} {
		v := tab.readValue(c.cell, c.m)
		if v.code != c.code || c.code == "" && (v.number != c.value || v.state != c.state || v.marks != c.marks) {
			t.Errorf("%s %q: %v %s %s [%s] %s; want %v %s %s [%s]", c.cell.Kind, c.cell.Text, v.number, v.state, v.marks.Shorthand(), v.code, v.message,
				c.value, c.state, c.marks.Shorthand(), c.code)
		}
	}
}
