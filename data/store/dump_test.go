package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

// dump writes everything that the reads of a store give: its loads with withdrawals and problems, every edition of every
// figure that holds, with its place, and what was published.
func dump(t testing.TB, s *Store) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	loads, err := s.Loads(ctx, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range loads {
		fmt.Fprintf(&b, "load %d of %s (%s)\n  layout %s (%s)\n  edition %s, %s\n  loaded at %s, %d observations\n", l.Number,
			l.File, l.SHA256, l.Layout, l.LayoutSHA256, l.Edition, l.EditionFrom, l.LoadedAt.Format(time.RFC3339Nano), l.Observations)
		if w := l.Withdrawn; w != nil {
			fmt.Fprintf(&b, "  withdrawn at %s because %s\n", w.At.Format(time.RFC3339Nano), w.Because)
		}
		problems, err := s.Problems(ctx, l.Number)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			fmt.Fprintf(&b, "  %s\n", p)
		}
		fmt.Fprintf(&b, "  known when it was loaded: %d figures\n", len(holds(t, s, Query{KnownAt: l.LoadedAt})))
	}
	b.WriteString("figures that hold, after those that they superseded\n")
	for _, h := range holds(t, s, Query{}) {
		editions, err := s.Editions(ctx, h.Key, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range editions {
			b.WriteString(dumpFigure(e.Observation))
			if e.Observation == h {
				b.WriteString(" holds")
			}
			b.WriteString("\n")
		}
	}
	made, err := s.PublicationsMade(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range made {
		fmt.Fprintf(&b, "publication %d at %s: %s in %s (%s) as at %s, resting on %v, by %s\n", p.Number,
			p.At.Format(time.RFC3339Nano), p.What, p.Place, p.SHA256, p.AsAt, p.Loads, p.Edition)
	}
	return b.String()
}

func dumpFigure(o kpi.Observation) string {
	value := o.State.Shorthand()
	if o.State == kpi.Known {
		value = strconv.FormatFloat(o.Value, 'f', -1, 64)
	}
	p := o.Place
	return fmt.Sprintf("  %s (%s) %s%s outturn=%t <load %d %s!%s %q; %s; %s; %s>", keyText(o.Key), o.Period.Kind, value,
		o.Marks.Shorthand(), o.Outturn, p.Load, p.Sheet, p.Cell, p.Text, p.Publisher, p.Release, p.Where)
}
