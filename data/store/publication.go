package store

import (
	"context"
	"database/sql"
	"fmt"

	"planwatch/kpi"
)

// publication is where a value was transcribed from. The same one stands at thousands of observations, which carry its
// number; number 0 is the empty one, of values that were read from their own file.
type publication struct{ publisher, release string }

// publications numbers them: the index in names is the number.
type publications struct {
	names   []publication
	numbers map[publication]int
	kept    int // how many of names the store has
}

func readPublications(ctx context.Context, tx *sql.Tx) (*publications, error) {
	p := &publications{names: []publication{{}}, numbers: map[publication]int{{}: 0}}
	rows, err := tx.QueryContext(ctx, statement("publications"))
	if err != nil {
		return nil, fmt.Errorf("read publications: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var number int
		var name publication
		if err := rows.Scan(&number, &name.publisher, &name.release); err != nil {
			return nil, fmt.Errorf("read publications: %w", err)
		}
		if got := p.number(name); got != number {
			return nil, fmt.Errorf("read publications: number %d is missing or named twice", got)
		}
	}
	p.kept = len(p.names)
	return p, rows.Err()
}

// number gives the number of a publication, a new one if need be.
func (p *publications) number(name publication) int {
	n, ok := p.numbers[name]
	if !ok {
		n = len(p.names)
		p.numbers[name] = n
		p.names = append(p.names, name)
	}
	return n
}

// of is the number of the publication that a place names.
func (p *publications) of(place *kpi.Place) int {
	return p.number(publication{place.Publisher, place.Release})
}

// keep writes the ones that the store does not have yet.
func (p *publications) keep(ctx context.Context, tx *sql.Tx) error {
	for ; p.kept < len(p.names); p.kept++ {
		name := p.names[p.kept]
		_, err := tx.ExecContext(ctx, statement("publication_add"), sql.Named("number", p.kept),
			sql.Named("publisher", name.publisher), sql.Named("release", name.release))
		if err != nil {
			return fmt.Errorf("keep a publication: %w", err)
		}
	}
	return nil
}
