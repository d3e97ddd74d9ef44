package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestIllustrativeNeverMixes replaces every illustrative value by a sentinel: no published figure, page or download may
// change, and every illustrative one does.
func TestIllustrativeNeverMixes(t *testing.T) {
	plain, changed := demo(t), sentinel(t)
	before, after := byIndicator(t, plain), byIndicator(t, changed)
	illustrative := 0
	for id, a := range before {
		b := after[id]
		if a.Provenance == nil || *a.Provenance == "illustrative" {
			illustrative++
			if a.Value != nil && b.Value != nil && *a.Value == *b.Value && a.Measure() != "percentage" {
				t.Errorf("%s is illustrative and did not change: the test can't fail", id)
			}
			continue
		}
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		if string(x) != string(y) {
			t.Errorf("%s changed with an illustrative figure:\n%s\n%s", id, x, y)
		}
	}
	if illustrative == 0 || illustrative == len(before) {
		t.Fatalf("%d of %d indicators are illustrative", illustrative, len(before))
	}
	samePages(t, plain, changed, before)
}

// Measure is the kind of measure that an assessment shows itself to be.
func (j assessmentJSON) Measure() string {
	if j.Numerator != nil {
		return "percentage"
	}
	return "count"
}

// sentinel makes a demo workspace whose illustrative return holds one number everywhere.
func sentinel(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "workspace")
	output(t, "init", dir, "--samples")
	path := filepath.Join(dir, "samples", "illustrative", "force-monthly-return.xlsx")
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if kind, _ := book.GetCellType(name, cell); kind == excelize.CellTypeUnset && row[c] != "" && !strings.ContainsAny(row[c], "-/") && c > 1 {
					if err := book.SetCellValue(name, cell, 777); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "samples", "published", "*.csv"))
	output(t, append([]string{"load", "-C", dir, path}, files...)...)
	return dir
}

func byIndicator(t *testing.T, dir string) map[string]assessmentJSON {
	t.Helper()
	var doc assessDocument
	if err := json.Unmarshal(output(t, "assess", "-C", dir, "--json"), &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string]assessmentJSON{}
	for _, a := range doc.Assessments {
		out[string(a.Indicator)] = a
	}
	return out
}

// samePages publishes both and compares the pages and downloads of every indicator that is not illustrative.
func samePages(t *testing.T, plain, changed string, indicators map[string]assessmentJSON) {
	t.Helper()
	for _, dir := range []string{plain, changed} {
		output(t, "publish", "-C", dir, "--out", filepath.Join(dir, "site"))
	}
	compared := 0
	for _, a := range indicators {
		if a.Provenance == nil || *a.Provenance == "illustrative" {
			continue
		}
		for _, name := range []string{"indicators/" + a.Slug + ".html", "data/" + a.Slug + ".csv"} {
			x, err := os.ReadFile(filepath.Join(plain, "site", name))
			if err != nil {
				t.Error(err)
				continue
			}
			y, _ := os.ReadFile(filepath.Join(changed, "site", name))
			if string(x) != string(y) {
				t.Errorf("%s changed with an illustrative figure", name)
			}
			compared++
		}
	}
	t.Logf("%d pages and downloads compared", compared)
}
