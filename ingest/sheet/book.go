package sheet

import (
	"fmt"
	"strings"
	"sync"
)

// Book is one opened file. It may be used by several goroutines at once.
type Book struct {
	// Format is "xlsx", "xls", "ods" or "csv".
	Format string

	name   string
	limits Limits
	reader reader

	measure sync.Once
	infos   []Info
}

// Info describes a sheet without holding it.
type Info struct {
	Name   string
	Hidden bool
	// Rows and Columns are the used extent, as in Grid.
	Rows, Columns int
	// HiddenRows and HiddenColumns count those within the used extent, whether
	// the sheet itself is hidden or not.
	HiddenRows, HiddenColumns int
	// Err says why this one sheet cannot be read, or nil.
	Err error
}

// Name is the file's name, as it was opened.
func (b *Book) Name() string { return b.name }

// Names lists the sheets in the order of the file. It costs nothing: chart
// sheets and macro sheets are left out, hidden sheets are not.
func (b *Book) Names() []string {
	var names []string
	for _, s := range b.reader.sheets() {
		names = append(names, s.name)
	}
	return names
}

// Sheets describes the sheets in the order of the file. The first call reads
// every sheet once, without keeping it: what a file declares about its sizes is
// often wrong.
func (b *Book) Sheets() []Info {
	b.measure.Do(func() {
		for i, s := range b.reader.sheets() {
			e, err := b.reader.measure(i)
			b.infos = append(b.infos, Info{
				Name: s.name, Hidden: s.hidden, Rows: e.rows, Columns: e.columns,
				HiddenRows: countTo(e.rows, e.hiddenRows), HiddenColumns: countTo(e.columns, e.hiddenColumns),
				Err: addressed(err, b.name, s.name),
			})
		}
	})
	return append([]Info(nil), b.infos...)
}

// Grid reads a sheet into memory. The name is exact; trailing spaces count.
func (b *Book) Grid(name string) (*Grid, error) {
	i, err := b.find(name)
	if err != nil {
		return nil, err
	}
	g := &Grid{Name: name, Hidden: b.reader.sheets()[i].hidden}
	c := collector{grid: g, limits: b.limits}
	if err := b.reader.read(i, &c); err != nil {
		return nil, addressed(err, b.name, name)
	}
	g.formats = b.reader.formats()
	return c.finish(), nil
}

// Scan calls row for each row of a sheet that holds something, in the order of
// the file, with its number from 1; cells[0] is column A. The cells are valid
// until row returns; a blank one is not marked hidden. Memory does not grow with the rows. Merged ranges are
// known at a sheet's end only, so a cell under a merge that holds something
// (which no spreadsheet program shows) is given here and is Blank in a Grid. An
// error of row ends the scan and is given back as it is.
func (b *Book) Scan(name string, row func(n int, cells []Cell) error) error {
	i, err := b.find(name)
	if err != nil {
		return err
	}
	s := scan{
		visit: row, limit: b.limits.Cells,
		formats: b.reader.formats(), hidden: b.reader.sheets()[i].hidden,
	}
	return addressed(b.reader.read(i, &s), b.name, name)
}

func (b *Book) find(name string) (int, error) {
	sheets := b.reader.sheets()
	for i, s := range sheets {
		if s.name == name {
			return i, nil
		}
	}
	var known []string
	for _, s := range sheets {
		known = append(known, fmt.Sprintf("%q", s.name))
	}
	if len(known) > 20 {
		known = append(known[:20], "…")
	}
	r := refuse(ErrNoSheet, "want a sheet named %q; the file has %s", name, strings.Join(known, ", "))
	return 0, addressed(r, b.name, "")
}
