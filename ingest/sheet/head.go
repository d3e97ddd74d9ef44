package sheet

import "errors"

// errEnough ends a reading that has seen what it wanted.
var errEnough = errors.New("enough rows")

// Head reads a sheet's first rows into memory: those with a number of at most
// rows. It costs what they cost, however long the sheet is. Merged ranges may be
// missing: some formats tell them at a sheet's end only.
func (b *Book) Head(name string, rows int) (*Grid, error) {
	i, err := b.find(name)
	if err != nil {
		return nil, err
	}
	g := &Grid{Name: name, Hidden: b.reader.sheets()[i].hidden}
	h := head{collector: collector{grid: g, limits: b.limits}, last: rows}
	if err := b.reader.read(i, &h); err != nil && !errors.Is(err, errEnough) {
		return nil, addressed(err, b.name, name)
	}
	g.formats = b.reader.formats()
	return h.finish(), nil
}

// head is a collector that stops after a row.
type head struct {
	collector
	last int
}

func (h *head) row(r *row) error {
	if r.number > h.last {
		return errEnough
	}
	if r.number+r.repeat-1 > h.last {
		cut := *r
		cut.repeat = h.last - r.number + 1
		r = &cut
	}
	return h.collector.row(r)
}
