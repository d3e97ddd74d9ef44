package site

import (
	"bytes"
	"encoding/csv"
	"strings"

	"planwatch/reports"
)

// column is a column of the downloads. Figures are numbers or empty; everything else is text.
type column struct {
	name   string
	figure bool
	of     func(reports.Row) string
}

// columns are the same in every download, so that files can be put under one another.
var columns = []column{
	{"indicator", false, func(r reports.Row) string { return r.Indicator }},
	{"name", false, func(r reports.Row) string { return r.Name }},
	{"area", false, func(r reports.Row) string { return r.Area }},
	{"area_name", false, func(r reports.Row) string { return r.AreaName }},
	{"period", false, func(r reports.Row) string { return r.Period }},
	{"first_day", false, func(r reports.Row) string { return r.FirstDay }},
	{"last_day", false, func(r reports.Row) string { return r.LastDay }},
	{"period_kind", false, func(r reports.Row) string { return r.PeriodKind }},
	{"value", true, func(r reports.Row) string { return r.Value }},
	{"numerator", true, func(r reports.Row) string { return r.Numerator }},
	{"denominator", true, func(r reports.Row) string { return r.Denominator }},
	{"unit", false, func(r reports.Row) string { return r.Unit }},
	{"marks", false, func(r reports.Row) string { return r.Marks }},
	{"state", false, func(r reports.Row) string { return r.State }},
	{"provenance", false, func(r reports.Row) string { return r.Provenance }},
	{"series", false, func(r reports.Row) string { return r.Series }},
	{"mean", true, func(r reports.Row) string { return r.Mean }},
	{"lower_limit", true, func(r reports.Row) string { return r.Lower }},
	{"upper_limit", true, func(r reports.Row) string { return r.Upper }},
	{"rule", false, func(r reports.Row) string { return r.Rule }},
	{"file", false, func(r reports.Row) string { return r.File }},
	{"sha256", false, func(r reports.Row) string { return r.SHA256 }},
	{"sheet", false, func(r reports.Row) string { return r.Sheet }},
	{"cell", false, func(r reports.Row) string { return r.Cell }},
	{"read", false, func(r reports.Row) string { return r.Read }},
	{"release", false, func(r reports.Row) string { return r.Release }},
	{"notice", false, func(r reports.Row) string { return r.Notice }},
}

// downloads adds a CSV for each indicator and one with all of them.
func (b *builder) downloads() {
	var all []reports.Row
	for _, s := range b.pack.Sections {
		for _, i := range s.Indicators() {
			all = append(all, i.Rows...)
			content, err := rowsCSV(i.Rows)
			b.add("data/"+i.Slug+".csv", content, err)
			if i.Chart != nil && i.Chart.SVG != nil {
				b.add(chartFile(i), i.Chart.SVG, nil)
			}
		}
	}
	content, err := rowsCSV(all)
	b.add("data/all.csv", content, err)
}

// rowsCSV writes rows as RFC 4180 has it: UTF-8, lines ended by CR LF, one header row.
func rowsCSV(rows []reports.Row) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.name
	}
	records := [][]string{header}
	for _, r := range rows {
		record := make([]string, len(columns))
		for i, c := range columns {
			record[i] = safe(c.of(r), c.figure)
		}
		records = append(records, record)
	}
	if err := w.WriteAll(records); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// safe keeps a spreadsheet from taking a text for a formula: one that starts like a formula gets an apostrophe before
// it. A figure may start with a minus sign, and is left as it is when it is nothing but a number.
func safe(s string, figure bool) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return s
	}
	if figure && strings.Trim(s[1:], "0123456789.") == "" && s[0] == '-' && len(s) > 1 {
		return s
	}
	return "'" + s
}
