package layout

import (
	"strings"

	"planwatch/ingest/sheet"
)

// Shape says where things stood in a file that a layout read: enough to say, when a later file of the kind does not fit,
// what has moved. It holds no figures.
type Shape struct {
	Layout string       `json:"layout"`
	Sheets []SheetShape `json:"sheets"`
}

// SheetShape is one table on one sheet.
type SheetShape struct {
	Table     int               `json:"table"` // of the layout, from 0
	Sheet     string            `json:"sheet"`
	HeaderRow int               `json:"header_row"`
	Headers   []string          `json:"headers"` // by column, from A; of several header rows joined with " / "
	Labels    map[string]string `json:"labels,omitempty"`
}

// mostHeaders is how many columns a shape remembers.
const mostHeaders = 400

// shapeOf notes where the header of a table stands.
func shapeOf(table int, t *table, p *page, c columns) *SheetShape {
	s := &SheetShape{Table: table, Sheet: p.grid.Name, HeaderRow: c.headerRow, Labels: map[string]string{}}
	levels := headerLevels(t, p, c.headerRow)
	for _, l := range levels[1:min(len(levels), mostHeaders+1)] {
		s.Headers = append(s.Headers, strings.Join(l, " / "))
	}
	return s
}

// headerLevels gives the header texts of every column, by column from 1.
func headerLevels(t *table, p *page, row int) [][]string {
	top, bottom := max(row-t.header.above, 1), min(row+t.header.below, p.rows)
	levels := make([][]string, p.columns+1)
	for col := 1; col <= p.columns; col++ {
		levels[col] = p.levels(top, bottom, col)
	}
	return levels
}

// column is where a header stood: 0 when it was not there once.
func (s *SheetShape) column(name string) int {
	if s == nil {
		return 0
	}
	levels := make([][]string, len(s.Headers)+1)
	for i, h := range s.Headers {
		if h != "" {
			levels[i+1] = strings.Split(h, " / ")
		}
	}
	if found := columnsNamed(name, levels); len(found) == 1 {
		return found[0]
	}
	return 0
}

// has says whether a header of the earlier file was the same.
func (s *SheetShape) has(header string) bool {
	for _, h := range s.Headers {
		if sameLabel(h, header) || sameLabel(header, h) {
			return true
		}
	}
	return false
}

// of finds a table of a sheet in a shape; where the sheet has another name now, the table's only one.
func (s *Shape) of(table int, name string) *SheetShape {
	if s == nil {
		return nil
	}
	var only *SheetShape
	n := 0
	for i := range s.Sheets {
		if s.Sheets[i].Table != table {
			continue
		}
		if fold(s.Sheets[i].Sheet) == fold(name) {
			return &s.Sheets[i]
		}
		only = &s.Sheets[i]
		n++
	}
	if n == 1 {
		return only
	}
	return nil
}

// cellOf is a header's cell as a person says it.
func cellOf(row, col int) string { return sheet.CellName(max(row, 1), col) }
