package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"planwatch/kpi"
)

// TestEachSeries: what holds comes a series, area and breakdown at a time, of what was asked for, and an error ends it.
func TestEachSeries(t *testing.T) {
	s := open(t)
	keep(t, s, clock,
		give("a.csv", "2026-03-01", "a.n K 2026-02 5", "a.n K 2026-01 4", "a.n K/f 2026-01 1", "a.n L 2026-01 7", "b.n K 2026-01 9"),
		give("b.csv", "2026-04-01", "a.n K 2026-02 6"))
	runs := func(q Query) string {
		var out []string
		err := s.EachSeries(context.Background(), q, func(run []kpi.Observation) error {
			var values []string
			for _, o := range run {
				values = append(values, fmt.Sprint(o.Value))
			}
			out = append(out, fmt.Sprintf("%s %s/%s %s", run[0].Series, run[0].Area, run[0].Breakdown, strings.Join(values, " ")))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(out, ", ")
	}
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{}, "a.n K/ 4 6, a.n K/f 1, a.n L/ 7, b.n K/ 9"},
		{Query{Whole: true}, "a.n K/ 4 6, a.n L/ 7, b.n K/ 9"},
		{Query{Areas: []kpi.AreaCode{"L", "M"}}, "a.n L/ 7"},
		{Query{Areas: []kpi.AreaCode{"K"}, Series: []kpi.SeriesID{"b.n"}}, "b.n K/ 9"},
		{Query{Areas: []kpi.AreaCode{"M"}}, ""},
	} {
		if got := runs(c.q); got != c.want {
			t.Errorf("%+v: %s, want %s", c.q, got, c.want)
		}
	}
	enough, n := errors.New("enough"), 0
	err := s.EachSeries(context.Background(), Query{}, func([]kpi.Observation) error { n++; return enough })
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("%d runs and error %v; want one and the error", n, err)
	}
	var all []kpi.Observation
	if err := s.EachSeries(context.Background(), Query{}, func(run []kpi.Observation) error { all = append(all, run...); return nil }); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Observations(context.Background(), Query{}); err != nil || !slices.Equal(list, all) {
		t.Errorf("all at once gives something else than bit by bit, or fails: %v", err)
	}
}
