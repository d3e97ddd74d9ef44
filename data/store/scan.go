package store

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"planwatch/kpi"
)

// scanner makes observations of rows. Every query that gives observations has the same first seventeen columns.
type scanner struct {
	loads   loadBook
	origins *origins
	row     row
	targets []any // pointers into row, for Scan
	last    kpi.Observation
}

// row is the seventeen columns, read into the same place again and again.
type row struct {
	series, area, breakdown, sheet, cell, text, place string
	kind, state                                       uint8
	first, last                                       time.Time
	value                                             sql.NullFloat64
	provisional, revised, outturn                     bool
	load, publication                                 int
}

func newScanner(loads loadBook, origins *origins) *scanner {
	s := &scanner{loads: loads, origins: origins}
	r := &s.row
	s.targets = []any{
		&r.series, &r.area, &r.breakdown, &r.kind, &r.first, &r.last, &r.value, &r.state,
		&r.provisional, &r.revised, &r.outturn, &r.load, &r.sheet, &r.cell, &r.text, &r.publication, &r.place,
	}
	return s
}

// observation reads the row that rows stands on; extra takes the columns after the seventeen.
//
// Texts that are the same as in the row before (rows come ordered by series and area) share its memory.
func (s *scanner) observation(rows *sql.Rows, extra ...any) (kpi.Observation, error) {
	if err := rows.Scan(append(slices.Clip(s.targets), extra...)...); err != nil {
		return kpi.Observation{}, err
	}
	r, last := &s.row, &s.last
	load, ok := s.loads.byNumber[r.load]
	if !ok || r.publication >= len(s.origins.names) {
		return kpi.Observation{}, fmt.Errorf("load %d or publication %d is not in the store", r.load, r.publication)
	}
	from := s.origins.names[r.publication]
	*last = kpi.Observation{
		Key: kpi.Key{
			Series: shared(last.Series, r.series), Area: shared(last.Area, r.area), Breakdown: shared(last.Breakdown, r.breakdown),
			Period: kpi.Period{Kind: kpi.PeriodKind(r.kind), First: date(r.first), Last: date(r.last)},
		},
		Value: r.value.Float64, State: kpi.State(r.state), Outturn: r.outturn,
		Place: kpi.Place{
			File: load.File, SHA256: load.SHA256, Load: load.Number,
			Sheet: shared(last.Place.Sheet, r.sheet), Cell: r.cell, Text: r.text,
			Publisher: from.publisher, Release: from.release, Where: shared(last.Place.Where, r.place),
		},
	}
	if r.provisional {
		last.Marks |= kpi.Provisional
	}
	if r.revised {
		last.Marks |= kpi.Revised
	}
	return *last, nil
}

// all reads every row of a query.
func (s *scanner) all(rows *sql.Rows, err error) ([]kpi.Observation, error) {
	var list []kpi.Observation
	err = s.runs(rows, err, func(run []kpi.Observation) error {
		list = append(list, run...)
		return nil
	})
	return list, err
}

// runs reads every row of a query and gives those that are neighbours and of one series, area and breakdown together.
func (s *scanner) runs(rows *sql.Rows, err error, give func([]kpi.Observation) error) error {
	if err != nil {
		return fmt.Errorf("read observations: %w", err)
	}
	defer rows.Close()
	var run []kpi.Observation // read into again and again
	for rows.Next() {
		o, err := s.observation(rows)
		if err != nil {
			return fmt.Errorf("read observations: %w", err)
		}
		if len(run) > 0 && (run[0].Series != o.Series || run[0].Area != o.Area || run[0].Breakdown != o.Breakdown) {
			if err := give(slices.Clone(run)); err != nil {
				return err
			}
			run = run[:0]
		}
		run = append(run, o)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read observations: %w", err)
	}
	if len(run) == 0 {
		return nil
	}
	return give(slices.Clone(run))
}

// shared gives before when now is the same text, so that now's memory can go.
func shared[T ~string](before T, now string) T {
	if string(before) == now {
		return before
	}
	return T(now)
}

// date is the day of a DATE, which the driver gives as midnight UTC.
func date(t time.Time) kpi.Date { return kpi.Date(t.Unix() / 86400) }

// instant is a time as the store keeps it: UTC, to the microsecond.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// knownAt is the parameter of the same name: null for the zero time, which means everything.
func knownAt(t time.Time) sql.NamedArg {
	if t.IsZero() {
		return sql.Named("known_at", nil)
	}
	return sql.Named("known_at", instant(t))
}
