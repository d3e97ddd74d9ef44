package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// fill enters values into a return to fill in: by series and the place of its row among those of the series (from 0), the
// columns' values.
func fill(t *testing.T, path, date string, entries ...fillEntry) {
	t.Helper()
	x, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	rows, err := x.GetRows("Figures")
	if err != nil {
		t.Fatal(err)
	}
	at, series := map[string][]int{}, 10
	for r := 4; r < len(rows); r++ {
		if len(rows[r]) > series {
			at[rows[r][series]] = append(at[rows[r][series]], r+1)
		}
	}
	set := func(sheet, cell string, v any) {
		if v == nil {
			return
		}
		if err := x.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if date != "" {
		set("Instructions", "B3", date)
	}
	for _, e := range entries {
		if e.nth >= len(at[e.series]) {
			t.Fatalf("no row %d for %s", e.nth, e.series)
		}
		row := at[e.series][e.nth]
		for column, v := range map[int]any{6: e.period, 7: e.value, 8: e.outOf, 9: e.why, 10: e.status} {
			name, _ := excelize.CoordinatesToCellName(column, row)
			set("Figures", name, v)
		}
	}
	if err := x.Save(); err != nil {
		t.Fatal(err)
	}
}

type fillEntry struct {
	series                            string
	nth                               int
	period, value, outOf, why, status any
}

// TestTemplate fills in the return to fill in of the West Midlands plan and loads it: grades and milestones as words, a
// survey value with its sample, a percentage, money.
func TestTemplate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "office")
	output(t, "init", dir)
	form := filepath.Join(dir, "form.xlsx")
	if got := string(output(t, "template", form, "-C", dir, "--period", "2025/26")); !strings.Contains(got, "form.xlsx (402 rows, 2025/26)") {
		t.Errorf("template says %q", got)
	}
	blank, err := os.ReadFile(form)
	if err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(dir, "again.xlsx")
	output(t, "template", again, "-C", dir, "--period", "2025/26")
	if b, err := os.ReadFile(again); err != nil || string(b) != string(blank) {
		t.Error("the same return to fill in has other bytes the second time")
	}
	fill(t, form, "30 April 2026",
		fillEntry{series: "office.inspection-grade-investigations", period: "2025-10-20", value: "Good"},
		fillEntry{series: "office.victims-advocate", period: "1 June 2025", value: "done"},
		fillEntry{series: "office.stolen-car-index", value: "Not done"},
		fillEntry{series: "office.foot-patrols-seen", value: 41.5, outOf: 1203},
		fillEntry{series: "office.anti-social-behaviour-experienced", value: 30, why: "the report does not say"},
		fillEntry{series: "office.named-officers", nth: 3, value: 171, outOf: 180, status: "provisional"},
		fillEntry{series: "office.gender-pay-gap", value: -1.5},
		fillEntry{series: "office.funding-formula-gap", value: "x"},
		fillEntry{series: "office.public-contact-offices", nth: 0, value: 10},
	)
	said := string(output(t, "load", form, "-C", dir))
	for _, want := range []string{"edition 2026-04-30", `want "Out of" beside the figure, found why there is none: "the report does not say"`} {
		if !strings.Contains(said, want) {
			t.Errorf("load says %q, want %q", said, want)
		}
	}
	var doc struct{ Assessments []json.RawMessage }
	if err := json.Unmarshal(output(t, "assess", "P6.4a", "P5.2a", "P4.4b", "P1.1b", "P1.4c", "P1.3a", "P10.5a", "P10.3a", "-C", dir, "--json"), &doc); err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, raw := range doc.Assessments {
		var a struct {
			Indicator string
		}
		if err := json.Unmarshal(raw, &a); err != nil {
			t.Fatal(err)
		}
		text[a.Indicator] = string(raw)
	}
	for id, wants := range map[string][]string{
		"P6.4a":  {`"value": 4`, `"period": "2025-10-20"`, `"target": "met"`},
		"P5.2a":  {`"value": 1`, `done`},
		"P4.4b":  {`"value": 0`, `not done`},
		"P1.1b":  {`"value": 41.5`, "rests on 1,203 answers"},
		"P1.4c":  {`"value": 30`, "is not known"},
		"P1.3a":  {`"value": 95`, `"numerator": 171`, `"denominator": 180`},
		"P10.5a": {`"value": -1.5`},
		"P10.3a": {`"value": null`},
	} {
		for _, want := range wants {
			if !strings.Contains(text[id], want) {
				t.Errorf("%s is assessed as %s, want %s", id, text[id], want)
			}
		}
	}
	if got := string(output(t, "trace", "P6.4a", "--period", "2025-10-20", "-C", dir)); !strings.Contains(got, "form.xlsx!Figures!G") {
		t.Errorf("trace says %q", got)
	}
}
