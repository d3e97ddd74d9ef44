package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
)

// spc runs the verb with input on standard input.
func spc(input string, args ...string) (string, error) {
	c := newSpc()
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetErr(&out)
	c.SetIn(strings.NewReader(input))
	c.SilenceUsage, c.SilenceErrors = true, true
	c.SetArgs(args)
	err := c.Execute()
	return out.String(), err
}

// spcDoc runs the verb on input and reads its JSON.
func spcDoc(t *testing.T, input string, args ...string) spcDocument {
	t.Helper()
	out, err := spc(input, append([]string{"-", "--json"}, args...)...)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	var doc spcDocument
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// monthly is a CSV of values, one a month from April 2021.
func monthly(values ...string) string {
	p := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2021, 4, 1))
	b := "period,value\n"
	for _, v := range values {
		b += p.String() + "," + v + "\n"
		p = p.Next()
	}
	return b
}

// steady is common cause; its mean is 50.375 and its limits are 38.0 and 62.7.
var steady = strings.Fields("52 47 55 49 51 46 54 50 48 53 51 47 52 49 54 46 50 53 48 51 55 47 52 49")

func TestSpcTable(t *testing.T) {
	input := "value,period,comment\n47,2021-05,\n52,Apr 2021,\n,2021-08,lost\n55.5,2021-07,\n51,2021-09,\n"
	out, err := spc(input, "-", "--direction", "reduce", "--rebase", "2020")
	want := `Cannot judge: 5 points from April 2021 on, 13 are needed.

PERIOD   VALUE   MEAN  LOWER  UPPER  WHAT IT SHOWS
2021-04   52.0  51.38  33.42  69.33
2021-05   47.0  51.38  33.42  69.33
2021-07   55.5  51.38  33.42  69.33
2021-08    [x]  51.38  33.42  69.33
2021-09   51.0  51.38  33.42  69.33

Variation:  not judged
Assurance:  not judged
Note:       nothing between 2021-05 and 2021-07: charted as neighbours
Note:       no row is of 2020: rebase ignored
Note:       trial limits: 5 points from 2021-04 on, fewer than 13
`
	if err != nil || out != want {
		t.Errorf("error %v, table\n%s\nwant\n%s", err, out, want)
	}
}

func TestSpcJSON(t *testing.T) {
	out, err := spc("\ufeff"+monthly("52.5", ""), "-", "--json")
	want := `{
  "points": [
    {
      "period": "2021-04",
      "value": 52.5,
      "group": 0,
      "mean": 52.5,
      "lower": null,
      "upper": null,
      "near_lower": null,
      "near_upper": null,
      "rule": "",
      "direction": "",
      "kind": "common",
      "fired": []
    },
    {
      "period": "2021-05",
      "value": null,
      "group": 0,
      "mean": 52.5,
      "lower": null,
      "upper": null,
      "near_lower": null,
      "near_upper": null,
      "rule": "",
      "direction": "",
      "kind": "common",
      "fired": []
    }
  ],
  "variation": null,
  "assurance": null,
  "trial": true,
  "notes": [
    "the latest value is missing: judged on 2021-04",
    "not enough data: one value from 2021-04 on"
  ]
}
`
	if err != nil || out != want {
		t.Errorf("error %v, JSON\n%s\nwant\n%s", err, out, want)
	}
	if doc := spcDoc(t, monthly(steady...)); len(doc.Notes) != 0 || doc.Notes == nil {
		t.Errorf("notes %v, want an empty list", doc.Notes)
	}
}

func TestSpcFlags(t *testing.T) {
	judged := func(values []string, args ...string) string {
		doc := spcDoc(t, monthly(values...), args...)
		s := "null"
		if doc.Variation != nil {
			s = *doc.Variation
		}
		if doc.Assurance != nil {
			s += " " + *doc.Assurance
		}
		return s
	}
	high, low := append(slices.Clone(steady), "80"), append(slices.Clone(steady), "20")
	for _, c := range []struct {
		values []string
		args   string
		want   string
	}{
		{steady, "", "common"},
		{steady, "--target 50", "common"},
		{steady, "--direction increase --target 50", "common hit-and-miss"},
		{steady, "--direction increase --target 70", "common fail"},
		{steady, "--direction decrease --target 70", "common pass"},
		{steady, "--direction increase --target 0", "common pass"},
		{steady, "--direction contextual --target 70", "common"},
		{steady, "--direction maintain --target 50", "common"},
		{high, "--direction maintain", "concern-high"},
		{low, "--direction maintain", "concern-low"},
		{high, "", "neutral-high"},
		{high, "--direction increase", "improvement-high"},
		{high, "--direction reduce", "concern-high"},
		{high, "--rebase 2023-04", "null"},
		{high, "--rebase 2021-10,2022-02-01", "neutral-high"},
	} {
		if got := judged(c.values, strings.Fields(c.args)...); got != c.want {
			t.Errorf("%d values, %s: %s, want %s", len(c.values), c.args, got, c.want)
		}
	}
	lower := func(args ...string) float64 { return *spcDoc(t, monthly(high...), args...).Points[0].Lower }
	if a, b := lower("--baseline-until", "2022-03"), lower("--fix", "12"); a != b || a == lower() {
		t.Errorf("lower limits %v, %v and %v; want the first two the same", a, b, lower())
	}
	if lower("--no-screen") == lower() {
		t.Error("screening makes no difference")
	}
	if lower("--no-screening") != lower("--no-screen") || lower("--fix-after", "12") != lower("--fix", "12") {
		t.Error("the former names of --no-screen and --fix give something else")
	}
	doc := spcDoc(t, monthly(high...), "--rebase", "2021-10", "--rebase", "2022/23")
	if p := doc.Points; p[5].Group != 0 || p[6].Group != 1 || p[11].Group != 1 || p[12].Group != 2 {
		t.Errorf("rebased twice, groups are %v", p)
	}
}

func TestSpcRules(t *testing.T) {
	doc := spcDoc(t, monthly(append(slices.Clone(steady), "50", "51", "52", "53", "54", "55", "70")...), "--direction", "increase")
	p := doc.Points[30]
	if p.Rule != "outside" || p.Direction != "high" || p.Kind != "improvement" || !slices.Equal(p.Fired, []string{"outside high", "trend high"}) {
		t.Errorf("last point %+v", p)
	}
	if p := doc.Points[29]; p.Rule != "trend" || p.Direction != "high" {
		t.Errorf("point before it %+v", p)
	}
}

func TestSpcPeriods(t *testing.T) {
	for _, c := range []struct {
		name, input string
		periods     string
		notes       []string
	}{
		{"years that look like months", "2010-11,1\n2011-12,2\n2012-13,3\n", "2010/11 2011/12 2012/13", nil},
		{
			"a change of kind", "2019/20,1\n2020/21 Q1,2\n2020/21 Q2,3\n", "2019/20 2020/21 Q1 2020/21 Q2",
			[]string{"2019/20 (financial year) is followed by 2020/21 Q1 (quarter): a change of kind is a break, limits start again"},
		},
		{
			"month ends", "2021-01-31,1\n2021-02-28,2\n2021-04-30,3\n2021-05-31,2\n2021-06-30,2\n", "2021-01-31 2021-02-28 2021-04-30 2021-05-31 2021-06-30",
			[]string{"nothing between 2021-02-28 and 2021-04-30: charted as neighbours"},
		},
		{"quarters out of order", "period,value\n2020/21 Q2,3\n2020/21 Q1,2\n", "2020/21 Q1 2020/21 Q2", nil},
		{"rolling years a year apart", "YE Mar 2018,1\nYE Mar 2019,2\n", "YE 2018-03 YE 2019-03", nil},
		{"CR LF, a BOM and capitals", "\ufeffPERIOD,Value\r\n2021-05,1\r\n2021-04,2\r\n", "2021-04 2021-05", nil},
		{"blank lines and spaces", "\n , \n Period , VALUE\n\n 2021-04 , 5 \n,\n", "2021-04", nil},
	} {
		doc := spcDoc(t, c.input)
		var periods []string
		for _, p := range doc.Points {
			periods = append(periods, p.Period)
		}
		if got := strings.Join(periods, " "); got != c.periods {
			t.Errorf("%s: periods %s, want %s", c.name, got, c.periods)
		}
		doc.Notes = slices.DeleteFunc(doc.Notes, func(n string) bool {
			return strings.Contains(n, "trial limits") || strings.Contains(n, "not enough data")
		})
		if !slices.Equal(doc.Notes, c.notes) {
			t.Errorf("%s: notes %q, want %q", c.name, doc.Notes, c.notes)
		}
	}
}

// TestSpcRebase: which rows new limits begin at, and what is said of dates that are no row's.
func TestSpcRebase(t *testing.T) {
	doc := spcDoc(t, monthly(steady...), "--rebase", "2021-04-01,2021-07-15,2030-01-01", "--rebase", "2022-04")
	var groups []string
	for i, p := range doc.Points {
		if i == 0 || p.Group != doc.Points[i-1].Group {
			groups = append(groups, p.Period)
		}
	}
	if got, want := strings.Join(groups, " "), "2021-04 2021-07 2022-04"; got != want {
		t.Errorf("limits begin at %s, want %s", got, want)
	}
	for _, want := range []string{
		"2021-04-01 is where the series begins: there are no limits before it",
		"2021-07-15 begins within 2021-07: the new limits hold from there on",
		"no row is of 2030-01-01: rebase ignored",
	} {
		if !slices.Contains(doc.Notes, want) {
			t.Errorf("notes %q lack %q", doc.Notes, want)
		}
	}
}

// TestSpcEdges: the cases of statistics 1.7 through the verb, in words and in JSON.
func TestSpcEdges(t *testing.T) {
	same := strings.Fields(strings.Repeat("5 ", 24))
	for _, c := range []struct {
		name                 string
		values               []string
		words                string
		variation, assurance string
		special              string // rules that label points, without shifts
		note                 string
	}{
		{"one value", []string{"5"}, "Cannot judge: 1 point from April 2021 on, 13 are needed.", "", "", "", "not enough data: one value from 2021-04 on"},
		{"no value", []string{"", ""}, "Cannot judge: there is no value.", "", "", "", "no values"},
		{"constant", same, "No clear change: the latest figure, 5 (March 2023), is like those before it, and figures that do not vary have no limits.", "common", "", "", "no limits: the values from 2021-04 on do not vary"},
		{"23 fives and a six", append(slices.Clone(same[1:]), "6"), "Improving: the latest figure, 6 (March 2023), is above the upper limit of 5.2.", "improvement-high", "pass", "outside", "moving ranges from 2021-04 on are not screened: screening would leave only zeros"},
		{"missing last", append(slices.Clone(steady), ""), "No clear change: the latest figure, 49 (March 2023), is within the limits of 38.0 to 62.7.", "common", "pass", "", "the latest value is missing: judged on 2023-03"},
		{"missing in a rising run", strings.Fields("50 51 52 x 53 54 55 56 50 51 50 51 50 51"), "No clear change: the latest figure, 51 (May 2022), is within the limits of 49.2 to 54.5.", "common", "pass", "outside outside two-of-three two-of-three two-of-three", ""},
	} {
		for i := range c.values {
			c.values[i] = strings.TrimPrefix(c.values[i], "x")
		}
		doc := spcDoc(t, monthly(c.values...), "--direction", "increase", "--target", "4")
		var special []string
		for _, p := range doc.Points {
			if p.Rule != "" && p.Rule != "shift" {
				special = append(special, p.Rule)
			}
		}
		variation, assurance := "", ""
		if doc.Variation != nil {
			variation = *doc.Variation
		}
		if doc.Assurance != nil {
			assurance = *doc.Assurance
		}
		if variation != c.variation || assurance != c.assurance || strings.Join(special, " ") != c.special || c.note != "" && !slices.Contains(doc.Notes, c.note) {
			t.Errorf("%s: %q, %q, rules %q, notes %q", c.name, variation, assurance, special, doc.Notes)
		}
		out, err := spc(monthly(c.values...), "-", "--direction", "increase", "--target", "4")
		first, _, _ := strings.Cut(out, "\nTarget")
		if words := strings.Join(strings.Fields(first), " "); err != nil || words != c.words {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, words, c.words)
		}
	}
}

// TestSpcTarget: why a target is not judged, and what it means where it is.
func TestSpcTarget(t *testing.T) {
	for args, want := range map[string]string{
		"--direction increase --target 70": "Target 70: no figure within the limits meets it, so it will be missed unless something changes.",
		"--direction increase --target 20": "Target 20: every figure within the limits meets it, so it will be met unless something changes.",
		"--direction reduce --target 50.5": "Target 50.5: it lies within the limits, so it will be met at times and missed at times, by chance alone.",
		"--direction maintain --target 50": "Target 50: not judged, because of a level that is to be held neither side is better.",
		"--target 50":                      "Target 50: not judged, because it is not said which way is better (--direction).",
	} {
		out, err := spc(monthly(steady...), append([]string{"-"}, strings.Fields(args)...)...)
		if words := strings.Join(strings.Fields(out), " "); err != nil || !strings.Contains(words, want) {
			t.Errorf("%s: %v\n%s\nwant\n%s", args, err, out, want)
		}
	}
	doc := spcDoc(t, monthly(steady...), "--direction", "maintain", "--target", "50")
	if want := []string{"no assurance: of a level that is to be held neither side is better"}; !slices.Equal(doc.Notes, want) {
		t.Errorf("notes %q, want %q", doc.Notes, want)
	}
}

// TestSpcDrawing: the drawing says what it shows, and draws the lines that were asked for.
func TestSpcDrawing(t *testing.T) {
	dir := t.TempDir()
	file, out := filepath.Join(dir, "Calls a month.csv"), filepath.Join(dir, "chart.svg")
	values := append(slices.Clone(steady), "50", "61", "61", "80")
	if err := os.WriteFile(file, []byte(monthly(values...)), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{file, "--direction", "maintain", "--target", "55"}
	said, err := spc("", append(args, "--svg", out)...)
	if err != nil || !strings.HasSuffix(said, "Chart:      "+out+"\n") {
		t.Fatalf("error %v\n%s", err, said)
	}
	svg, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		">Calls a month: worsening</title>", "Line chart of Calls a month, April 2021 to July 2023. Lowest 46 (September 2021), highest 80 (July 2023). Worsening: the latest figure, 80 (July 2023), is above the upper limit of ",
		">Upper limit: ", ">Lower limit: ", ">Average: ", ">Target: 55<", ">Near limits: ", ">Worse than usual<", ">Source: Calls a month.csv<",
	} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("the drawing lacks %q", want)
		}
	}
	if printed, err := spc("", append(args, "--svg", "-")...); err != nil || printed != string(svg)+"\n" {
		t.Errorf("--svg - prints another drawing, or fails: %v", err)
	}
	if doc := spcDoc(t, monthly(values...), "--svg", out); len(doc.Points) != len(values) {
		t.Error("--svg and --json do not go together")
	}
	if _, err := spc(monthly("1"), "-", "--svg", filepath.Join(dir, "none", "x.svg")); err == nil || exitCode(err) != exitFailed {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// TestSpcLong: ten thousand rows, unsorted, one by one.
func TestSpcLong(t *testing.T) {
	var b strings.Builder
	day := kpi.DateOf(1990, 1, 1)
	for i := range 10_000 {
		fmt.Fprintf(&b, "%s,%d\n", day+kpi.Date(i*7919%10_000), i%17)
	}
	doc := spcDoc(t, b.String())
	if p := doc.Points; len(p) != 10_000 || p[0].Period != "1990-01-01" || p[9999].Period != "2017-05-18" || len(doc.Notes) != 0 {
		t.Errorf("%d points from %s to %s, notes %q", len(p), p[0].Period, p[len(p)-1].Period, doc.Notes)
	}
}

func TestSpcRefuses(t *testing.T) {
	for _, c := range []struct{ name, input, want string }{
		{
			"all mistakes at once", "period,value\n2021-04,1\n2021-05,12*\n2021-13,1\nApr 2021,2\n2021-06,-\n2021-07,\"1,234\"\n",
			`stdin:3:2: want a number, found "12*" [not-a-number]
stdin:4:1: want a period such as 2026-03, 2025/26 Q4, 2025/26, YE 2018-03 or 2019-09-30, found "2021-13" [not-a-period]
stdin:5:1: want each period once, found 2021-04 again after line 2 [duplicate-period]
stdin:6:2: want a number, found "-" [not-a-number]
stdin:7:2: want a number, found "1,234"; write numbers with a decimal point and without commas, such as 1234.5 [not-a-number]`,
		},
		{"the first cell", "x,5\n", `stdin:1:1: want a period such as 2026-03, 2025/26 Q4, 2025/26, YE 2018-03 or 2019-09-30, found "x" [not-a-period]`},
		{"other columns first", "note,value,period\n,5x,2021-04\n", `stdin:2:2: want a number, found "5x" [not-a-number]`},
		{"words for numbers", "2021-04,NaN\n2021-05,0x10\n2021-06,1e999\n", `stdin:1:2: want a number, found "NaN" [not-a-number]
stdin:2:2: want a number, found "0x10" [not-a-number]
stdin:3:2: want a number, found "1e999" [not-a-number]`},
		{"a separator too many", "period,value\n2021-04,1,234\n2021-05\n", `stdin:2:3: want 2 cells, found one more: "234"; write numbers with a decimal point and without commas, such as 1234.5 [extra-cell]
stdin:3:2: want 2 cells, found 1 [short-row]`},
		{"a header of other words", "month,count\n2021-04,1\n", `stdin:1:1: want the columns period and value, found "month,count" [bad-header]`},
		{"semicolons and decimal commas", "Period;Value\r\n2021-04;12,5\r\n", `stdin:1:1: want the columns period and value with a comma between them, found "Period;Value" [bad-header]`},
		{"half a header", "period,count\n2021-04,1\n", `stdin:1:1: want the columns period and value, found "period,count" [bad-header]`},
		{"overlap", "2021-04,1\n2021/22 Q1,2\n", `stdin:2:1: want periods that do not overlap, found 2021/22 Q1 and, on line 1, 2021-04 [overlap]`},
		{"rolling totals", "YE 2018-03,1\nYE 2018-06,2\nYE 2018-09,2\n", `stdin:2:1: want periods that do not overlap, found YE 2018-06 and, on line 1, YE 2018-03: rolling totals are not tested [rolling]`},
		{"quotation marks", "2021-04,1\n2021-05,\"1\n", `stdin:2:1: want a row of cells, found quotation marks that do not match [bad-quotes]`},
		{"empty", "", `stdin:1:1: want the columns period and value with a row for each period, found no row [empty]`},
		{"header only", "period,value\n", `stdin:1:1: want the columns period and value with a row for each period, found no row [empty]`},
		{"a workbook", "PK\x03\x04\x00\x00", `stdin:1:1: want text in UTF-8, found a binary file; save it as CSV [not-text]`},
	} {
		_, err := spc(c.input, "-")
		if err == nil || err.Error() != c.want || exitCode(err) != exitRefused {
			t.Errorf("%s: exit %d\n%v\nwant\n%s", c.name, exitCode(err), err, c.want)
		}
	}
}

func TestSpcFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "series.csv")
	if err := os.WriteFile(file, []byte(monthly(steady...)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := spc("", file); err != nil || !strings.Contains(out, "Variation:  common\n") {
		t.Errorf("error %v, output\n%s", err, out)
	}
	for name, want := range map[string]string{
		filepath.Join(dir, "none.csv"): "want a CSV file, found none of this name [no-file]",
		dir:                            "want a CSV file, found one that cannot be read: is a directory [unreadable]",
	} {
		if _, err := spc("", name); err == nil || err.Error() != name+": "+want || exitCode(err) != exitRefused {
			t.Errorf("%s: %v, exit %d; want %s", name, err, exitCode(err), want)
		}
	}
}

func TestSpcUsage(t *testing.T) {
	for args, want := range map[string]string{
		"--direction up":                 `--direction: want increase, reduce, maintain or contextual, found "up"`,
		"--fix 11":                       `--fix: want 12 rows or more, found 11`,
		"--fix 12 --baseline-until 2022": `--fix and --baseline-until: want one of them, found both`,
		"--svg series.csv":               `--svg: want a file that ends in .svg, or - for standard output, found "series.csv"`,
		"--svg - --json":                 `--svg - and --json: want one of them on standard output, found both`,
		"--baseline-until 2022 --baseline-until 2023": `--baseline-until: want one period, found 2`,
		"--target NaN":  `--target: want a number, found NaN`,
		"--rebase soon": `--rebase: want a period such as 2026-03, 2025/26 Q4, 2025/26, YE 2018-03 or 2019-09-30, found "soon"`,
	} {
		_, err := spc(monthly("1", "2"), append([]string{"-"}, strings.Fields(args)...)...)
		if err == nil || err.Error() != want || exitCode(err) != exitUsage {
			t.Errorf("%s: %v, exit %d; want %s", args, err, exitCode(err), want)
		}
	}
}

// FuzzSpc holds the reader to its promises: no panic, and no complaint without an address and a code.
func FuzzSpc(f *testing.F) {
	for _, s := range []string{"", "period,value\n2021-04,1\n2021-05,\n", "2010-11,1\n2012-13,x\n", "a,\"b\n", "value,period\n1\n", "\ufeffYE Mar 2018,1e9\n2018,2"} {
		f.Add(s)
	}
	address := regexp.MustCompile(`^stdin:[1-9]\d*:[1-9]\d*: .+ \[[a-z-]+\]$`)
	f.Fuzz(func(t *testing.T, input string) {
		rows, err := readSpc(strings.NewReader(input), "-")
		if (err == nil) != (len(rows) > 0) {
			t.Fatalf("%d rows and error %v", len(rows), err)
		}
		var problems kpi.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Fatalf("error of another kind: %v", err)
		}
		for _, p := range problems {
			if !address.MatchString(strings.ReplaceAll(p.String(), "\n", " ")) {
				t.Errorf("complaint without address: %s", p)
			}
		}
		if err == nil {
			if _, err := spc(input, "-"); err != nil {
				t.Error(err)
			}
			if _, err := spc(input, "-", "--json"); err != nil {
				t.Error(err)
			}
		}
	})
}
