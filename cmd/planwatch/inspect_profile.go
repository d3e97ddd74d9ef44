package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"planwatch/ingest/layout"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// profiled is what one sheet's columns seem to hold, or why that can't be said.
type profiled struct {
	sheet   string
	columns []sheet.ColumnProfile
	err     error
}

// profiles looks at the sheet that is named, at all, or at the first that is not hidden. A sheet that can't be held in
// memory is said and is no failure: its size is known all the same.
func profiles(book *sheet.Book, o inspectOptions) (out []profiled) {
	names := []string{o.sheet}
	switch {
	case o.all:
		names = book.Names()
	case o.sheet == "":
		names = []string{firstSheet(book)}
	}
	for _, name := range names {
		p := profiled{sheet: name}
		grid, err := book.Grid(name)
		if err != nil {
			p.err = err
		} else {
			p.columns = sheet.Profile(grid, layout.HeaderRow(grid), isPeriod)
		}
		out = append(out, p)
	}
	return out
}

func isPeriod(text string) bool {
	_, err := kpi.ParsePeriod(text)
	return err == nil
}

type columnJSON struct {
	Sheet     string       `json:"sheet"`
	HeaderRow *int         `json:"header_row"`
	Column    string       `json:"column"`
	Header    string       `json:"header"`
	Kind      string       `json:"kind"`
	Hidden    bool         `json:"hidden"`
	Filled    int          `json:"filled"`
	Blank     int          `json:"blank"`
	Smallest  any          `json:"smallest"`
	Largest   any          `json:"largest"`
	Markers   []markerJSON `json:"markers"`
	Example   any          `json:"example"`
}

type markerJSON struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

func profileJSON(list []profiled) []columnJSON {
	out := []columnJSON{}
	for _, p := range list {
		for _, c := range p.columns {
			j := columnJSON{
				Sheet: p.sheet, Column: sheet.ColumnName(c.Column), Header: c.Header, Kind: string(c.Kind), Hidden: c.Hidden,
				Filled: c.Filled, Blank: c.Blank, Smallest: c.Smallest.Value(), Largest: c.Largest.Value(), Markers: []markerJSON{}, Example: c.Example.Value(),
			}
			if c.HeaderRow > 0 {
				j.HeaderRow = &c.HeaderRow
			}
			for _, m := range c.Markers {
				j.Markers = append(j.Markers, markerJSON(m))
			}
			out = append(out, j)
		}
	}
	return out
}

// A terminal is taken to be so wide, and no more lines are printed for a sheet: the rest is in the JSON.
const (
	screen      = 100
	mostColumns = 60
)

var profileTitles = []string{"COLUMN", "HEADER", "HOLDS", "FILLED", "BLANK", "FROM – TO, OR EXAMPLE", "MARKERS"}

// How long a text of these columns may be; the header takes what is left of the screen.
const (
	longestRange   = 27
	longestMarkers = 18
	shortestHeader = 14
)

func printProfile(out io.Writer, p profiled) {
	switch {
	case p.err != nil:
		fmt.Fprintf(out, "\n%s: its columns can't be described: %v\n", p.sheet, problemsOf(p.err))
		return
	case len(p.columns) == 0:
		fmt.Fprintf(out, "\n%s holds nothing.\n", p.sheet)
		return
	case p.columns[0].HeaderRow > 0:
		fmt.Fprintf(out, "\n%s, below row %d, which looks like the header:\n\n", p.sheet, p.columns[0].HeaderRow)
	default:
		fmt.Fprintf(out, "\n%s, in which no row looks like a header:\n\n", p.sheet)
	}
	lines := [][]string{profileTitles}
	columns := p.columns
	for len(columns) > 0 && len(lines) <= mostColumns {
		n := alike(columns)
		line := profileLine(columns[0])
		if n > 1 {
			line[0] = sheet.ColumnName(columns[0].Column) + "–" + columnTitle(columns[n-1])
		}
		lines, columns = append(lines, line), columns[n:]
	}
	printLines(out, lines)
	if n := len(columns); n > 0 {
		fmt.Fprintf(out, "… and %s; --json has all\n", countOf(n, "more column", "more columns"))
	}
}

// alike is how many columns, from the first on, share a line: those without a header that hold nothing.
func alike(columns []sheet.ColumnProfile) int {
	n := 1
	for c := columns[0]; n < len(columns) && c.Kind == sheet.NothingColumn && c.Header == ""; n++ {
		if next := columns[n]; next.Kind != c.Kind || next.Header != "" || next.Hidden != c.Hidden {
			break
		}
	}
	return n
}

func columnTitle(c sheet.ColumnProfile) string {
	if c.Hidden {
		return sheet.ColumnName(c.Column) + " hidden"
	}
	return sheet.ColumnName(c.Column)
}

func profileLine(c sheet.ColumnProfile) []string {
	if c.Kind == sheet.NothingColumn {
		return []string{columnTitle(c), oneLine(c.Header), string(c.Kind), "0", "", "", ""}
	}
	holds := clip(oneLine(c.Example.Text), longestRange)
	if c.Smallest.Kind != sheet.Blank {
		half := (longestRange - len(" – ")) / 2
		if holds = clip(oneLine(c.Smallest.Text), half); c.Largest.Text != c.Smallest.Text {
			holds += " – " + clip(oneLine(c.Largest.Text), half)
		}
	}
	var markers []string
	for _, m := range c.Markers {
		markers = append(markers, fmt.Sprintf("%s × %d", m.Text, m.Count))
	}
	return []string{columnTitle(c), oneLine(c.Header), string(c.Kind), fmt.Sprint(c.Filled), fmt.Sprint(c.Blank), holds, clip(strings.Join(markers, ", "), longestMarkers)}
}

// printLines prints a table no wider than the screen: what the other columns leave is the header's.
func printLines(out io.Writer, lines [][]string) {
	widths := make([]int, len(profileTitles))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	left := screen - 2*(len(widths)-1)
	for i, w := range widths {
		if profileTitles[i] != "HEADER" {
			left -= w
		}
	}
	for _, line := range lines {
		var b strings.Builder
		for i, cell := range line {
			w := widths[i]
			if profileTitles[i] == "HEADER" {
				w = min(w, max(left, shortestHeader))
				cell = clip(cell, w)
			}
			pad := strings.Repeat(" ", w-utf8.RuneCountInString(cell))
			if profileTitles[i] == "FILLED" || profileTitles[i] == "BLANK" {
				b.WriteString(pad + cell + "  ")
			} else {
				b.WriteString(cell + pad + "  ")
			}
		}
		fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	}
}

// oneLine is a text without line breaks and runs of spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// clip shortens a text to a number of characters.
func clip(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return strings.TrimRight(string([]rune(text)[:most-1]), " ") + "…"
}
