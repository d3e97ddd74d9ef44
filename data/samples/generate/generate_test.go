package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The committed files are what the generator makes, twice.
func TestSameBytes(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := run(dir); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{workbookName, baselinesName} {
		first, err := os.ReadFile(filepath.Join(one, name))
		if err != nil {
			t.Fatal(err)
		}
		second, _ := os.ReadFile(filepath.Join(two, name))
		committed, err := os.ReadFile(filepath.Join("..", "illustrative", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two runs differ", name)
		}
		if !bytes.Equal(first, committed) {
			t.Errorf("%s: the committed file is not what the generator makes; run make samples", name)
		}
	}
}

// wrong says what is impossible about a measure's figures, before and after the small ones are hidden.
func wrong(f figures, denominator figures) (complaints []string) {
	complain := func(month int, format string, args ...any) {
		complaints = append(complaints, f.slug+" "+monthName(month)+": "+fmt.Sprintf(format, args...))
	}
	for month := range months {
		if f.force[month] < 0 {
			complain(month, "negative")
		}
		if f.of != "" && f.shape.level <= shareUnit && f.force[month] > denominator.force[month] {
			complain(month, "%d of %d", f.force[month], denominator.force[month])
		}
		if f.parts == nil {
			continue
		}
		sum := int64(0)
		for i := range f.parts {
			sum += f.parts[i][month]
		}
		if sum != f.force[month] {
			complain(month, "areas add up to %d, force %d", sum, f.force[month])
		}
		for _, text := range wrongColumn(f.show(month), f.hideSmall) {
			complain(month, "%s", text)
		}
	}
	return complaints
}

// wrongColumn says where a month shows what it should hide, or lets it be worked out.
func wrongColumn(c column, hide bool) (complaints []string) {
	hidden, sum := 0, int64(0)
	for _, p := range c.parts {
		switch {
		case p.marker == suppressed:
			hidden++
		case hide && p.marker == "" && p.value > 0 && p.value < smallest:
			complaints = append(complaints, fmt.Sprintf("shows %d", p.value))
			sum += p.value
		case p.marker == "":
			sum += p.value
		}
	}
	if hidden == 1 && sum > 0 {
		complaints = append(complaints, "one area alone is hidden")
	}
	if hidden == 0 && c.total.marker == "" && sum != c.total.value {
		complaints = append(complaints, fmt.Sprintf("shown areas add up to %d, total %d", sum, c.total.value))
	}
	return complaints
}

func TestFigures(t *testing.T) {
	byName := map[string]figures{}
	for _, f := range computeAll(measures) {
		if _, twice := byName[f.slug]; twice {
			t.Errorf("%s is there twice", f.slug)
		}
		if _, ok := byName[f.of]; f.of != "" && !ok {
			t.Errorf("%s: no measure %s before it", f.slug, f.of)
		}
		byName[f.slug] = f
		for _, c := range wrong(f, byName[f.of]) {
			t.Error(c)
		}
	}
}

func TestFiguresCanFail(t *testing.T) {
	f := computeAll(measures)[5]
	if f.parts == nil || len(wrong(f, figures{})) > 0 {
		t.Fatalf("want a sound measure with areas, found %s", f.slug)
	}
	f.parts[0][0]++
	if found := wrong(f, figures{}); len(found) != 2 {
		t.Errorf("one area changed: found %q", found)
	}
	show := column{total: cell{value: 12}, parts: []cell{{value: 2}, {value: 10}}}
	if found := wrongColumn(show, true); len(found) != 1 || found[0] != "shows 2" {
		t.Errorf("a small count shown: found %q", found)
	}
	show.parts[0].marker = suppressed
	if found := wrongColumn(show, true); len(found) != 1 || found[0] != "one area alone is hidden" {
		t.Errorf("one area hidden: found %q", found)
	}
	show.hide()
	if found := wrongColumn(show, true); len(found) != 0 || show.parts[1].marker != suppressed {
		t.Errorf("hidden with a second: found %q", found)
	}
}

// The shapes that illustrative/README.md promises are there.
func TestShapes(t *testing.T) {
	byName := map[string]figures{}
	for _, f := range computeAll(measures) {
		byName[f.slug] = f
	}
	per1000 := func(slug string, month int) int64 {
		f := byName[slug]
		return f.force[month] * 1000 / byName[f.of].force[month]
	}
	if a, b := per1000("calls-999-within-10s", 8), per1000("calls-999-within-10s", 9); b-a < 120 {
		t.Errorf("999: want a change of level from December 2022 to January 2023, found %d to %d in 1,000", a, b)
	}
	if a, b := per1000("priority-within-60min", 0), per1000("priority-within-60min", months-1); b-a < 80 {
		t.Errorf("priority attendance: want a steady rise, found %d to %d in 1,000", a, b)
	}
	racing, odd := byName["street-racing-incidents"].force, 40 // August 2025
	for month, v := range racing {
		if month != odd && 2*v > racing[odd]*3/2 {
			t.Errorf("street racing: %d in %s, %d in %s", racing[odd], monthName(odd), v, monthName(month))
		}
	}
}

var noteMark = regexp.MustCompile(` \[note (\d)\]$`)

// The workbook as a reader meets it: notice in every title, headers, blocks whose Total is the force, notes below.
func TestWorkbook(t *testing.T) {
	f, err := excelize.OpenFile(filepath.Join("..", "illustrative", workbookName))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(rows[0][0], notice) {
			t.Errorf("%s!A1: want the notice, found %q", sheet, rows[0][0])
		}
		if sheet == notesSheet {
			continue
		}
		if first, last := rows[monthRow-1][firstCol-1], rows[monthRow-1][firstCol+months-2]; first != "Apr 2022" || last != "Mar 2026p" {
			t.Errorf("%s: want months from Apr 2022 to Mar 2026p, found %q to %q", sheet, first, last)
		}
		checkBlocks(t, sheet, rows[firstRow-1:])
	}
}

func checkBlocks(t *testing.T, sheet string, rows [][]string) {
	t.Helper()
	notes := map[string]bool{}
	var forceRow []string
	for _, row := range rows {
		switch {
		case len(row) == 0:
		case len(row) == 1: // a footnote
			notes[strings.SplitN(row[0], ".", 2)[0]] = true
		case row[2] == force.name:
			forceRow = row[firstCol-1:]
		case row[2] == "Total" && strings.Join(row[firstCol-1:], " ") != strings.Join(forceRow, " "):
			t.Errorf("%s: the total of %q is not the force's", sheet, row[0])
		}
	}
	for _, row := range rows {
		if len(row) > 1 {
			if m := noteMark.FindStringSubmatch(row[0]); m != nil && !notes[m[1]] {
				t.Errorf("%s: no note %s below for %q", sheet, m[1], row[0])
			}
		}
	}
}

// Baselines are the sums of what the workbook would show if nothing were hidden, and pairs name their denominators.
func TestBaselines(t *testing.T) {
	all := computeAll(measures)
	rows, err := csv.NewReader(bytes.NewReader(baselines(all))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, f := range all {
		want += len(f.rows())
	}
	if len(rows) != want+1 {
		t.Errorf("want %d baselines, found %d", want, len(rows)-1)
	}
	calls := all[0]
	sum := int64(0)
	for month := 24; month < 36; month++ { // April 2024 to March 2025
		sum += calls.force[month]
	}
	if found := strings.Join(rows[1], ","); found != fmt.Sprintf("sample.calls-999-presented,E23000014,West Midlands,2024/25,%d,,", sum) {
		t.Errorf("first baseline: found %s, want the sum %d", found, sum)
	}
	if rows[2][5] != rows[1][0] || rows[2][6] != rows[1][4] {
		t.Errorf("a numerator: want its denominator %s %s beside it, found %q", rows[1][0], rows[1][4], rows[2])
	}
}
