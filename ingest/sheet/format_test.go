package sheet

import (
	"testing"
	"time"
)

// What Excel shows for a number under a format, British settings.
func TestShownNumbers(t *testing.T) {
	for _, c := range []struct {
		code string
		v    float64
		want string
	}{
		// General: eleven characters, then an exponent.
		{"General", 0, "0"},
		{"General", 233393, "233393"},
		{"General", -12.5, "-12.5"},
		{"General", 72.21163012392755, "72.21163012"},
		{"General", 1.0 / 3, "0.333333333"},
		{"General", 2.0 / 3, "0.666666667"},
		{"General", -0.00527418346560432, "-0.005274183"},
		{"General", 0.000152338874340756, "0.000152339"},
		{"General", 0.0001, "0.0001"},
		{"General", 0.00001, "1E-05"},
		{"General", 0.0000123456789, "1.23457E-05"},
		{"General", 12345678901, "12345678901"},
		{"General", 2016400000000, "2.0164E+12"},
		{"General", 123456789012, "1.23457E+11"},
		{"General", 99999999999.9, "1E+11"},
		{"General", 9999999999.96, "10000000000"},
		{"General", 0.1 + 0.2, "0.3"},
		{"General", 1e100, "1E+100"},
		{"General", 1.23456e-101, "1.2346E-101"},
		{"General", 1.7976931348623157e308, "1.7977E+308"},
		{"General", 1e15, "1E+15"},
		{`General" FTE"`, 5.25, "5.25 FTE"},
		{"", 12, "12"},

		// Placeholders, rounded by the decimal digits: halves away from zero.
		{"0", 2.5, "3"},
		{"0", -2.5, "-3"},
		{"0", -0.4, "-0"},
		{"0.00", 1.005, "1.01"},
		{"0.0", 0.25, "0.3"},
		{"0.00", 99.995, "100.00"},
		{"000", 7, "007"},
		{"0000000", 1234567, "1234567"},
		{"#", 0, ""},
		{"#.##", 0.5, ".5"},
		{"#.##", 5, "5."},
		{"0.0#", 5.25, "5.25"},
		{"0.0#", 5.2, "5.2"},
		{"0.0#", 5, "5.0"},
		{"?0", 5, "5"},
		{"0.0??", 5.25, "5.25"},
		{"#,##0", 1234567.8, "1,234,568"},
		{"#,##0", 999, "999"},
		{"#,##0", 1000, "1,000"},
		{"#,##0.00", 1234.5, "1,234.50"},
		{"0,000", 5, "0,005"},
		{"#,###", 0, ""},
		{"000-0000", 5551234, "555-1234"},
		{"#,##0,", 1234567, "1,235"},
		{"0.0,,", 1234567, "1.2"},
		{`#,##0.0,"k"`, 1234567, "1,234.6k"},
		{"0", 1e20, "100000000000000000000"},
		{"#,##0", 1e18, "1,000,000,000,000,000,000"},

		// Percentages, exponents, fractions.
		{"0%", 0.125, "13%"},
		{"0.0%", 0.1255, "12.6%"},
		{"0.00%", -0.5, "-50.00%"},
		{"0%%", 0.5, "5000%%"},
		{"0.00E+00", 12345, "1.23E+04"},
		{"0.00E+00", 0.00012, "1.20E-04"},
		{"0.00E+00", 0, "0.00E+00"},
		{"0.00E+00", 9.999, "1.00E+01"},
		{"0.0E-0", 12345, "1.2E4"},
		{"##0.0E+0", 12345, "12.3E+3"},
		{"##0.0E+0", 0.00012, "120.0E-6"},
		{"# ?/?", 2.5, "2 1/2"},
		{"# ?/?", 0.333, "1/3"},
		{"# ?/?", 3, "3"},
		{"# ?/?", 0, "0"},
		{"# ??/??", 3.14159, "3 14/99"},
		{"?/?", 1.5, "3/2"},
		{"# ?/8", 1.25, "1 2/8"},

		// Sections.
		{`#,##0;-#,##0;"-"`, 0, "-"},
		{`#,##0;(#,##0)`, -1234, "(1,234)"},
		{"0;0", -5, "5"},
		{"0;;", -5, ""},
		{"0;;", 0, ""},
		{";;;", 5, ""},
		{`0;-0;"nil";@`, 0, "nil"},
		{`[Red]0;[Blue]-0`, -3, "-3"},
		{`[>=1000]#,##0,"k";0`, 12345, "12k"},
		{`[>=1000]#,##0,"k";0`, 12, "12"},
		{`[<5]"*";0`, 3, "*"},
		{`[<5]"*";0`, 12, "12"},
		{`[=0]"none";[=1]"one";0`, 1, "one"},
		{`[=0]"none";[=1]"one";0`, 7, "7"},
		{`[<>0]0.0;"zero"`, 0, "zero"},
		{"@", 5, "5"},

		// Literals, currencies, alignment.
		{`"£"#,##0.00`, 1495975, "£1,495,975.00"},
		{`[$£-809]#,##0`, 1500, "£1,500"},
		{`[$-409]0.0`, 1.25, "1.3"},
		{`#,##0\ "crimes"`, 1200, "1,200 crimes"},
		{`_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-`, 121807, "121,807"},
		{`_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-`, 0, "-"},
		{`_(* #,##0.0_);_(* (#,##0.0);_(* "-"_)`, -3.14, "(3.1)"},
		{`0.0"p"`, 5, "5.0p"},
		{`+0;-0`, 5, "+5"},
		{`0\%`, 12, "12%"},
		{`"unfinished`, 1, "unfinished"},
		{`[unfinished`, 1, ""},
		{`0\`, 1, "1"},

		// Times that are lengths, or of no day.
		{"[h]:mm", 1.5, "36:00"},
		{"[h]:mm:ss", 0.5 + 1.0/86400, "12:00:01"},
		{"[mm]:ss", 0.0521, "75:01"},
		{"[ss]", 0.001, "86"},
		{"[ss].00", 1.0 / 86400 / 8, "00.13"},
		{"hh:mm", 0.4, "09:36"},
		{"h:mm AM/PM", 0.75, "6:00 PM"},
		{"h:mm a/p", 0.0, "12:00 A"},
		{"mm:ss.0", 0.0041, "05:54.2"},
		{"hh:mm:ss", 0.999999, "00:00:00"},
		{"[h]:mm", -0.5, "-12:00"},
	} {
		if got := string(parseFormat(c.code).appendNumber(nil, c.v)); got != c.want {
			t.Errorf("%v as %q shows %q, want %q", c.v, c.code, got, c.want)
		}
	}
}

// What Excel shows for Saturday 3 March 2018, 16:05:09.4.
func TestShownDates(t *testing.T) {
	when := time.Date(2018, 3, 3, 16, 5, 9, 400e6, time.UTC).UnixMilli()
	for code, want := range map[string]string{
		"dd/mm/yyyy":                      "03/03/2018",
		"d/m/yy":                          "3/3/18",
		"mmm-yy":                          "Mar-18",
		"mmmm yyyy":                       "March 2018",
		"mmmmm":                           "M",
		"dddd d mmmm yyyy":                "Saturday 3 March 2018",
		"ddd":                             "Sat",
		`yyyy\-mm\-dd`:                    "2018-03-03",
		`yyyy-mm-dd"T"hh:mm:ss`:           "2018-03-03T16:05:09",
		"dd/mm/yyyy hh:mm":                "03/03/2018 16:05",
		"h:mm AM/PM":                      "4:05 PM",
		"hh:mm:ss.0":                      "16:05:09.4",
		"hh:mm:ss.000":                    "16:05:09.400",
		"mm:ss":                           "05:09",
		"h.mm":                            "16.05",
		"m/d/yyyy h:m":                    "3/3/2018 16:5",
		"[$-809]dd mmmm yyyy;@":           "03 March 2018",
		"[$-F800]dddd\\, mmmm\\ dd\\, yy": "03 March 2018",
		"[$-F400]h:mm:ss\\ AM/PM":         "16:05:09",
		`"YE "mmm yyyy`:                   "YE Mar 2018",
		"e":                               "2018",
		"General":                         "03/03/2018 16:05:09",
		"0.00":                            "03/03/2018 16:05:09",
		"":                                "03/03/2018 16:05:09",
		"[h]":                             "1035904",
	} {
		if got := string(parseFormat(code).appendDate(nil, when)); got != want {
			t.Errorf("as %q shows %q, want %q", code, got, want)
		}
	}
	if got := string(onlyGeneral[0].appendDate(nil, 0)); got != "01/01/1970" {
		t.Errorf("a day without a time shows %q", got)
	}
	late := time.Date(2018, 12, 31, 23, 59, 59, 999e6, time.UTC).UnixMilli()
	if got := string(parseFormat("dd/mm/yyyy hh:mm:ss").appendDate(nil, late)); got != "01/01/2019 00:00:00" {
		t.Errorf("a second that rounds up shows %q", got)
	}
}

// Which formats show dates, times of day and lengths of time.
func TestFormatKinds(t *testing.T) {
	for code, want := range map[string]sectionKind{
		"General": showsGeneral, "0.00": showsDigits, `"day"`: showsLiteral, "0.0E+0": showsExponent,
		"# ?/?": showsFraction, "dd/mm/yyyy": showsDate, "mmm": showsDate, "yyyy": showsDate, "m": showsDate,
		"hh:mm": showsTime, "mm:ss": showsTime, "AM/PM": showsTime, "[h]:mm": showsElapsed, "[mm]": showsElapsed,
		"[Red]0": showsDigits, "[$-409]d-mmm": showsDate, `0 "days"`: showsDigits, "h:mm d/m": showsDate,
		`\d0`: showsDigits, "[Magenta]0": showsDigits, "[$USD-409] 0": showsDigits, "_d0": showsDigits,
		`0"h"`: showsDigits,
	} {
		if got := parseFormat(code).sections[0].kind; got != want {
			t.Errorf("%q is of kind %d, want %d", code, got, want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, code := range []string{"#,##0.00;[Red](#,##0)", "[h]:mm:ss.000", `dd/mm/yyyy "at" hh:mm AM/PM;@`, "# ??/??", "##0.0E+0", "[<5]\"*\";0,,", "_-* \\x", "[$£-809]0%"} {
		f.Add(code, 1234.5678)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		if len(code) > 200 {
			t.Skip("no format is as long")
		}
		format := parseFormat(code)
		shown := string(format.appendNumber(nil, v)) + string(format.appendDate(nil, int64(v)))
		if len(shown) > 2000+8*len(code) {
			t.Errorf("%q shows %d bytes for %v", code, len(shown), v)
		}
	})
}

// TestCountsAreShownAlike holds the short way for whole numbers against the long one.
func TestCountsAreShownAlike(t *testing.T) {
	for _, code := range []string{"0", "#,##0", "#0", "##,##0"} {
		f := parseFormat(code)
		s := f.sections[0]
		if !s.counts {
			t.Errorf("%s is not shown the short way", code)
		}
		long := s
		long.counts = false
		for _, v := range []float64{0, 1, 9, 10, 99, 100, 999, 1000, 1234, 12345, 123456, 999999, 1e6, 1234567, 12345678, 1e9 - 1, 123456789012, 999999999999999} {
			if got, want := string(s.appendDigits([]byte("x"), v)), string(long.appendDigits([]byte("x"), v)); got != want {
				t.Errorf("%s of %v: %q, want %q", code, v, got, want)
			}
		}
	}
	for _, code := range []string{"00", "0.0", "#,##0,", "#", "0%", "0 \"x\""} {
		if f := parseFormat(code); f.sections[0].counts && f.sections[0].scale == 0 {
			t.Errorf("%s is shown the short way", code)
		}
	}
}
