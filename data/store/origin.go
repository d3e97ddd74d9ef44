package store

import (
	"context"
	"database/sql"
	"fmt"

	"planwatch/kpi"
)

// origin is the publication that a value was transcribed from, a row of the table publications. It has nothing to do with
// a [Publication], which is what this program published. The same origin stands at thousands of observations, which carry its
// number; number 0 is the empty one, of values that were read from their own file.
type origin struct{ publisher, release string }

// origins numbers them: the index in names is the number.
type origins struct {
	names   []origin
	numbers map[origin]int
	kept    int // how many of names the store has
}

func readOrigins(ctx context.Context, tx *sql.Tx) (*origins, error) {
	p := &origins{names: []origin{{}}, numbers: map[origin]int{{}: 0}}
	rows, err := tx.QueryContext(ctx, statement("publications"))
	if err != nil {
		return nil, fmt.Errorf("read origins: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var number int
		var name origin
		if err := rows.Scan(&number, &name.publisher, &name.release); err != nil {
			return nil, fmt.Errorf("read origins: %w", err)
		}
		if got := p.number(name); got != number {
			return nil, fmt.Errorf("read origins: number %d is missing or named twice", got)
		}
	}
	p.kept = len(p.names)
	return p, rows.Err()
}

// number gives the number of an origin, a new one if need be.
func (p *origins) number(name origin) int {
	n, ok := p.numbers[name]
	if !ok {
		n = len(p.names)
		p.numbers[name] = n
		p.names = append(p.names, name)
	}
	return n
}

// of is the number of the origin that a place names.
func (p *origins) of(place *kpi.Place) int {
	return p.number(origin{place.Publisher, place.Release})
}

// keep writes the ones that the store does not have yet.
func (p *origins) keep(ctx context.Context, tx *sql.Tx) error {
	for ; p.kept < len(p.names); p.kept++ {
		name := p.names[p.kept]
		_, err := tx.ExecContext(ctx, statement("publication_add"), sql.Named("number", p.kept),
			sql.Named("publisher", name.publisher), sql.Named("release", name.release))
		if err != nil {
			return fmt.Errorf("keep an origin: %w", err)
		}
	}
	return nil
}
