package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"

	"planwatch/ingest/layout"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// Options are what the sender of a return may say about it.
type Options struct {
	Edition *kpi.Date // nil: the date that the layout finds, else the end of the newest period
	Layout  string    // name of the layout; "": the one that fits
	Limits  sheet.Limits
	Shapes  map[string]*layout.Shape                   // by layout, where things stood the last time it fitted
	Parquet func(content []byte) (ParquetTable, error) // reads a Parquet file; nil: such a file is refused
	Count   layout.OpenGrouping                        // counts records; nil: a return of records is refused

	// Password opens a protected return; "" only what needs none (see sheet.OpenProtected). No result holds it.
	Password string
}

// ParquetTable is what another package reads out of a Parquet file: its one table.
type ParquetTable struct {
	Columns []string
	Rows    sheet.Rows
	Close   func() error
}

// Open opens a file as a spreadsheet, whatever it is: its content says. A Parquet file is a sheet called "parquet" with the
// names of its columns in row 1. The error is a *sheet.Refusal or the machine's. Close when the Book is not used any more.
func Open(name string, content []byte, o Options) (book *sheet.Book, done func() error, err error) {
	if o.Parquet == nil || !bytes.HasPrefix(content, []byte("PAR1")) {
		book, err = sheet.OpenProtected(name, content, o.Password, o.Limits)
		return book, func() error { return nil }, err
	}
	var table ParquetTable
	if err = o.Limits.Admit(content); err == nil {
		table, err = o.Parquet(content)
	}
	if err != nil {
		var r *sheet.Refusal
		if errors.As(err, &r) {
			r.File = name
		}
		return nil, nil, err
	}
	return sheet.FromTable(name, "parquet", "parquet", table.Columns, table.Rows, o.Limits), table.Close, nil
}

// Read reads one return. The result depends on the arguments only. When it is refused (kpi.Return.Refused) it holds
// problems and no observations.
func Read(name string, content []byte, layouts []*layout.Layout, plan *kpi.Plan, o Options) kpi.Return {
	r, _ := ReadShape(name, content, layouts, plan, o)
	return r
}

// Shape is what a reading tells besides the figures: where things stood in a file that was read, or what moved in one
// that does not fit any more.
type Shape struct {
	Is    *layout.Shape // nil when the file was refused
	Drift *layout.Drift // nil when nothing moved, or nobody can say
}

// ReadShape is Read that also tells the file's shape.
func ReadShape(name string, content []byte, layouts []*layout.Layout, plan *kpi.Plan, o Options) (kpi.Return, Shape) {
	sum := sha256.Sum256(content)
	r := kpi.Return{File: filepath.Base(name), SHA256: hex.EncodeToString(sum[:])}
	shape := read(&r, content, layouts, plan, o)
	for i := range r.Problems {
		if r.Problems[i].File == "" {
			r.Problems[i].File = r.File
		}
	}
	if r.Refused() {
		r.Observations = nil
	}
	for i := range r.Observations {
		r.Observations[i].Place.File, r.Observations[i].Place.SHA256 = r.File, r.SHA256
	}
	if r.Refused() {
		shape.Is = nil
	}
	return r, shape
}

func read(r *kpi.Return, content []byte, layouts []*layout.Layout, plan *kpi.Plan, o Options) (shape Shape) {
	book, done, err := Open(r.File, content, o)
	if err != nil {
		r.Problems, r.Failed = []kpi.Problem{refusal(err)}, ofMachine(err)
		return shape
	}
	defer func() {
		if err := done(); err != nil {
			r.Problems, r.Failed = append(r.Problems, refusal(err)), errors.Join(r.Failed, ofMachine(err))
		}
	}()
	pages := layout.NewPages(book)
	pages.CountWith(o.Count)
	l, problems := choose(pages, layouts, o.Layout)
	if l == nil {
		r.Problems = problems
		if layout.Structural(problems) && o.Layout == "" {
			shape.Drift = layout.FindDrift(pages, nil, layouts, o.Shapes, plan)
		}
		return shape
	}
	r.Layout, r.LayoutSHA256 = l.Name, l.SHA256
	found := l.Extract(pages, plan)
	r.Observations, r.Problems = append(found.Observations, ofNoArea(found.Unassigned)...), found.Problems
	r.Failed = found.Failed
	edition(r, found, o.Edition)
	r.Problems = append(r.Problems, futurePeriods(r.Observations, r.Edition)...)
	shape.Is = &found.Shape
	// What a return that loads leaves unread is news only beside an earlier one.
	if layout.Structural(found.Problems.Errors()) || layout.Structural(found.Problems) && o.Shapes[l.Name] != nil {
		shape.Drift = layout.FindDrift(pages, l, layouts, o.Shapes, plan)
	}
	return shape
}

// ofNoArea makes one figure of the rows that belong to none of the force's areas: a sheet may have one for "not known"
// and one for "outside the force". The figure stands in the first of them; it is known when all are.
func ofNoArea(rows []kpi.Observation) []kpi.Observation {
	at := map[kpi.Key]int{}
	var out []kpi.Observation
	for _, o := range rows {
		i, more := at[o.Key]
		if !more {
			at[o.Key] = len(out)
			out = append(out, o)
			continue
		}
		sum := &out[i]
		sum.Value, sum.Marks = sum.Value+o.Value, sum.Marks|o.Marks
		sum.Place.Text += " + " + o.Place.Text
		if sum.State == kpi.Known {
			sum.State = o.State
		}
		if sum.State != kpi.Known {
			sum.Value = 0
		}
	}
	return out
}

// choose gives the layout that is named, or the one that fits.
func choose(pages *layout.Pages, layouts []*layout.Layout, name string) (*layout.Layout, kpi.Problems) {
	if name == "" {
		return layout.Find(pages, layouts)
	}
	var names []string
	for _, l := range layouts {
		if l.Name == name {
			return l, nil
		}
		names = append(names, l.Name)
	}
	return nil, kpi.Problems{{Code: "no-layout", Message: fmt.Sprintf("want a layout by its name, found none called %q%s", name, kpi.DidYouMean(name, names))}}
}

// refusal makes the reason why a file is not read a problem.
func refusal(err error) kpi.Problem {
	p := kpi.Problem{Code: "unreadable", Message: "it can't be read: " + err.Error()} // by the machine
	var r *sheet.Refusal
	if errors.As(err, &r) {
		p.Sheet, p.Cell, p.Line, p.Code, p.Message = r.Sheet, r.Cell, r.Line, r.Code, r.Message
		if p.Line > 0 {
			p.Column = 1
		}
	}
	return p
}

// ofMachine is an error of the machine, nil for a refusal of the file.
func ofMachine(err error) error {
	var r *sheet.Refusal
	if errors.As(err, &r) {
		return nil
	}
	return err
}

// edition says which edition the return is. A file's time, its properties and the clock are never asked: they change
// when a file is copied, and the same file must give the same edition everywhere.
func edition(r *kpi.Return, found layout.Result, given *kpi.Date) {
	switch {
	case given != nil:
		r.Edition, r.EditionFrom = *given, "given with the load"
	case found.Edition != nil:
		r.Edition, r.EditionFrom = *found.Edition, found.EditionFrom
	default:
		newest, ok := newestPeriod(r.Observations)
		if !ok {
			return
		}
		r.Edition = newest.Last
		r.EditionFrom = fmt.Sprintf("the last day of the newest period it reports, %s: it gives no edition date", newest)
	}
}

// newestPeriod is the newest period of outturn; of a return that has none (a budget), the newest of all.
func newestPeriod(observations []kpi.Observation) (newest kpi.Period, ok bool) {
	outturn := false
	for _, o := range observations {
		if o.Outturn && !outturn {
			newest, outturn, ok = o.Period, true, true
		}
		if o.Outturn == outturn && (!ok || newest.Less(o.Period)) {
			newest, ok = o.Period, true
		}
	}
	return newest, ok
}

// futurePeriods complains about outturn that had not ended by the edition date, once for each sheet and period.
func futurePeriods(observations []kpi.Observation, edition kpi.Date) kpi.Problems {
	type where struct {
		sheet  string
		period kpi.Period
	}
	var out kpi.Problems
	index, cells := map[where]int{}, map[int]int{}
	for _, o := range observations {
		if !o.Outturn || o.Period.Last <= edition {
			continue
		}
		at := where{o.Place.Sheet, o.Period}
		i, seen := index[at]
		if !seen {
			i = len(out)
			index[at] = i
			out = append(out, kpi.Problem{
				Sheet: o.Place.Sheet, Cell: o.Place.Cell, Code: "future-period",
				Message: fmt.Sprintf("want periods that ended by the edition date %s, found %s, which ends on %s", edition, o.Period, o.Period.Last),
			})
		}
		cells[i]++
	}
	for i := range out {
		if n := cells[i] - 1; n > 0 {
			out[i].Message += fmt.Sprintf(" (and %d more)", n)
		}
	}
	return out
}
