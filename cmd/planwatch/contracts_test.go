package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shapes are the documents that --json prints: every key that others may rely on, with the kinds of value that it may
// have. "a[].b" is the key b of every element of the list a. Keys may be added; none may go or change its kind.
var shapes = []struct {
	name string
	args func(dir string) []string
	keys map[string]string
}{
	{"check", func(string) []string { return []string{"check"} }, map[string]string{
		"objectives": "number", "indicators": "number", "errors": "list", "warnings": "list",
		"warnings[].file": "text", "warnings[].line": "number null", "warnings[].column": "number null",
		"warnings[].code": "text", "warnings[].message": "text",
	}},
	{"inspect", func(dir string) []string {
		return []string{"inspect", filepath.Join(dir, "samples", "illustrative", "force-monthly-return.xlsx"), "--sheet", "Workforce", "--range", "A1:F12"}
	}, map[string]string{
		"file": "text", "format": "text", "sheets[].name": "text", "sheets[].hidden": "boolean", "sheets[].rows": "number", "sheets[].columns": "number",
		"cells[].sheet": "text", "cells[].cell": "text", "cells[].kind": "text", "cells[].value": "number text null", "cells[].text": "text", "cells[].hidden": "boolean",
	}},
	{"load", func(dir string) []string {
		return []string{"load", filepath.Join(dir, "again.csv"), filepath.Join(dir, "samples", "published", "precept-band-d.csv")}
	}, map[string]string{
		"files[].file": "text", "files[].sha256": "text", "files[].load": "number", "files[].edition": "text", "files[].observations": "number",
		"files[].new": "number", "files[].changed": "number", "files[].unchanged": "number", "files[].problems": "list",
		"files[].problems[].sheet": "text null", "files[].problems[].cell": "text null", "files[].problems[].code": "text",
		"files[].problems[].message": "text", "files[].problems[].severity": "text",
	}},
	{"status", func(string) []string { return []string{"status"} }, map[string]string{
		"plan": "text", "as_at": "text", "indicators": "number", "with_data": "number", "loads[].load": "number", "loads[].file": "text",
		"loads[].sha256": "text", "loads[].edition": "text", "loads[].loaded_at": "text", "loads[].observations": "number", "loads[].withdrawn": "text null",
	}},
	{"run", func(string) []string { return []string{"run", "assess"} }, map[string]string{
		"runs[].job": "text", "runs[].due": "text", "runs[].started": "text", "runs[].ended": "text", "runs[].why": "text", "runs[].result": "text", "runs[].words": "text",
	}},
	{"status after a run", func(string) []string { return []string{"status"} }, map[string]string{
		"runs[].job": "text", "runs[].result": "text", "runs[].ended": "text", "notices": "list",
	}},
	{"doctor", func(string) []string { return []string{"doctor"} }, map[string]string{
		"findings[].check": "text", "findings[].state": "text", "findings[].text": "text", "findings[].do": "text",
	}},
	{"backup", func(dir string) []string { return []string{"backup", filepath.Join(dir, "b.zip")} }, map[string]string{
		"file": "text", "sha256": "text", "bytes": "number", "loads": "number", "observations": "number",
	}},
	{"assess", func(string) []string { return []string{"assess"} }, map[string]string{
		"as_at": "text", "known_at": "null", "assessments[].indicator": "text", "assessments[].area": "text",
		"assessments[].period": "text null", "assessments[].kind": "text null", "assessments[].value": "number null", "assessments[].rate": "number null",
		"assessments[].numerator": "number null", "assessments[].denominator": "number null", "assessments[].unit": "text",
		"assessments[].provenance": "text null", "assessments[].baseline": "object null", "assessments[].baseline.value": "number null",
		"assessments[].baseline.trust": "text", "assessments[].change": "object null", "assessments[].change.value": "number",
		"assessments[].change.difference": "number", "assessments[].change.percent": "number null",
		"assessments[].trend": "text", "assessments[].target": "text null", "assessments[].words": "text", "assessments[].notes": "list", "assessments[].notes[]": "text",
	}},
	{"assess known at", func(string) []string { return []string{"assess", "--known-at", "2020-01-01"} }, map[string]string{
		"as_at": "null", "known_at": "text", "assessments[].value": "null", "assessments[].trend": "text",
	}},
	{"trace", func(string) []string { return []string{"trace", "recorded-crime", "--period", "2024/25"} }, map[string]string{
		"indicator": "text", "area": "text", "period": "text", "value": "number", "cells[].file": "text", "cells[].sha256": "text", "cells[].load": "number",
		"cells[].sheet": "text", "cells[].cell": "text", "cells[].value": "number", "cells[].series": "text", "cells[].read": "text", "cells[].release": "text null",
	}},
	{"spc", func(dir string) []string { return []string{"spc", filepath.Join(dir, "series.csv")} }, map[string]string{
		"points[].period": "text", "points[].value": "number null", "points[].group": "number", "points[].mean": "number null", "points[].lower": "number null",
		"points[].upper": "number null", "points[].near_lower": "number null", "points[].near_upper": "number null", "points[].rule": "text",
		"points[].direction": "text", "points[].kind": "text", "variation": "text null", "assurance": "text null", "trial": "boolean", "notes": "list", "notes[]": "text",
	}},
}

// TestJSONContracts prints each document for the demo's figures and holds it to its shape.
func TestJSONContracts(t *testing.T) {
	dir := demo(t)
	for name, content := range map[string]string{
		"series.csv": "period,value\n2025-01,4\n2025-02,\n2025-04,6\n",
		"again.csv": "series,area_code,area,period,first_day,last_day,value,status,publisher,release,place\n" +
			"opcc-precept.band-d,E23000014,West Midlands,2024/25,2024-04-01,2025-03-31,1,final,Nobody,None,Nowhere\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			text := output(t, append(s.args(dir), "--json", "-C", dir)...)
			var doc any
			if err := json.Unmarshal(text, &doc); err != nil {
				t.Fatalf("%v:\n%s", err, text)
			}
			for path, kinds := range s.keys {
				for _, wrong := range misfits(doc, path, strings.Fields(kinds)) {
					t.Errorf("%s: want %s, found %s", path, kinds, wrong)
				}
			}
		})
	}
}

// TestMisfits shows that the check above can fail.
func TestMisfits(t *testing.T) {
	var doc any
	if err := json.Unmarshal([]byte(`{"a":[{"b":1},{"b":"1"},{"b":null}],"c":null}`), &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, kinds, want string }{
		{"a[].b", "number text null", ""},
		{"a[].b", "number", "text, null"},
		{"a[].d", "number", "no key d, no key d, no key d"},
		{"c", "number null", ""},
		{"c.d", "number", "nothing there"},
		{"c", "number", "null"},
		{"d", "null", "no key d"},
	} {
		if got := strings.Join(misfits(doc, c.path, strings.Fields(c.kinds)), ", "); got != c.want {
			t.Errorf("%s as %s: %q, want %q", c.path, c.kinds, got, c.want)
		}
	}
}

// misfits follows a path through a document and says which of the values there are of no wanted kind. A path that leads
// to no value at all is a misfit too: nothing would be checked.
func misfits(doc any, path string, kinds []string) []string {
	values, missing := []any{doc}, []string(nil)
	for _, step := range strings.Split(path, ".") {
		key, list := strings.CutSuffix(step, "[]")
		var next []any
		for _, v := range values {
			object, _ := v.(map[string]any)
			found, ok := object[key]
			elements, _ := found.([]any)
			switch {
			case object == nil: // null above it
			case !ok:
				missing = append(missing, "no key "+key)
			case list:
				next = append(next, elements...)
			default:
				next = append(next, found)
			}
		}
		values = next
	}
	if len(values)+len(missing) == 0 {
		return []string{"nothing there"}
	}
	for _, v := range values {
		if k := kindOf(v); !slices.Contains(kinds, k) {
			missing = append(missing, k)
		}
	}
	return missing
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case float64:
		return "number"
	case string:
		return "text"
	case bool:
		return "boolean"
	case []any:
		return "list"
	default:
		return "object"
	}
}
