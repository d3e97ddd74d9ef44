package layout

import (
	"sort"
	"strings"

	"planwatch/ingest/sheet"
)

// Pages are the sheets of one return, each read when it is first asked for, so that trying many layouts on one file
// reads it once. They are for one goroutine.
type Pages struct {
	book  *sheet.Book
	pages map[string]*page
	heads map[string]*page // first rows only
	errs  map[string]error

	grouping OpenGrouping // how records are counted
	figures  int          // how many figures they may come to; 0 is mostFigures
}

// NewPages gives the pages of a book.
func NewPages(book *sheet.Book) *Pages {
	return &Pages{book: book, pages: map[string]*page{}, heads: map[string]*page{}, errs: map[string]error{}}
}

// names lists the sheets' names in the order of the file.
func (p *Pages) names() []string { return p.book.Names() }

// page reads a sheet by its exact name.
func (p *Pages) page(name string) (*page, error) {
	if found, ok := p.pages[name]; ok {
		return found, nil
	}
	if err, ok := p.errs[name]; ok {
		return nil, err
	}
	grid, err := p.book.Grid(name)
	if err != nil {
		p.errs[name] = err
		return nil, err
	}
	p.pages[name] = newPage(grid)
	return p.pages[name], nil
}

// headRows is how much of a sheet a head has: all rows in which headers are looked for, and those around them.
const headRows = depth + 20

// head reads a sheet's first rows, or takes the whole sheet where that has been read. Its merges may be missing.
func (p *Pages) head(name string) (*page, error) {
	if found, ok := p.pages[name]; ok {
		return found, nil
	}
	if found, ok := p.heads[name]; ok {
		return found, nil
	}
	if err, ok := p.errs[name]; ok {
		return nil, err
	}
	grid, err := p.book.Head(name, headRows)
	if err != nil {
		p.errs[name] = err
		return nil, err
	}
	p.heads[name] = newPage(grid)
	return p.heads[name], nil
}

func newPage(grid *sheet.Grid) *page {
	return &page{grid: grid, rows: grid.Rows, columns: grid.Columns, merged: map[int][]sheet.Range{}}
}

// matching gives the names of the sheets that a pattern means.
func (p *Pages) matching(want sheetPattern) []string {
	var out []string
	for _, name := range p.names() {
		if want.fits(name) {
			out = append(out, name)
		}
	}
	return out
}

// page is one sheet. A cell under a merge can be asked for as the sheet shows it: the merge's first cell.
type page struct {
	grid          *sheet.Grid
	rows, columns int
	merged        map[int][]sheet.Range // by column, top to bottom; filled when asked

	// Of a sheet that is read row by row, the row that is read just now.
	line  int
	cells []sheet.Cell
}

// cell is a cell as it is stored: under a merge, blank.
func (p *page) cell(row, col int) sheet.Cell {
	switch {
	case row != p.line || row == 0:
		return p.grid.At(row, col)
	case col >= 1 && col <= len(p.cells):
		return p.cells[col-1]
	default:
		return sheet.Cell{}
	}
}

// anchor gives the cell that shows at a place: itself, or the first cell of the merge that covers it.
func (p *page) anchor(row, col int) (r, c int) {
	list, ok := p.merged[col]
	if !ok {
		for _, m := range p.grid.Merged {
			if m.Left <= col && col <= m.Right {
				list = append(list, m)
			}
		}
		p.merged[col] = list
	}
	i := sort.Search(len(list), func(i int) bool { return list[i].Bottom >= row })
	if i < len(list) && list[i].Contains(row, col) {
		return list[i].Top, list[i].Left
	}
	return row, col
}

// text is what shows at a place, trimmed.
func (p *page) text(row, col int) string {
	r, c := p.anchor(row, col)
	return strings.TrimSpace(p.cell(r, c).Text)
}

// textAt is text, "" for no column.
func (p *page) textAt(row, col int) string {
	if col == 0 {
		return ""
	}
	return p.text(row, col)
}

// blank says whether the cell shows nothing and hides no formula without a result.
func blank(c sheet.Cell) bool {
	return !c.Uncalculated && (c.Kind == sheet.Blank || c.Kind == sheet.Text && strings.TrimSpace(c.Text) == "")
}

// first gives the text of a row's first filled cell among the columns from..to, as stored.
func (p *page) first(row, from, to int) string {
	for col := from; col <= to; col++ {
		if c := p.cell(row, col); !blank(c) {
			return strings.TrimSpace(c.Text)
		}
	}
	return ""
}
