package store

import (
	"context"
	"testing"

	"planwatch/kpi"
)

// BenchmarkGrouping counts records that come to 12 months, five ethnicities and four outcomes in three series.
func BenchmarkGrouping(b *testing.B) {
	const records = 500_000
	var kinds []string
	for _, e := range []string{"White", "Black", "Asian", "Other", "not stated"} {
		for _, o := range []string{"Arrest", "A no further action disposal", "Community resolution", "Suspect arrested"} {
			kinds = append(kinds, "ethnicity="+e+"; outcome="+o)
		}
	}
	for b.Loop() {
		g, err := OpenGrouping(context.Background(), 3)
		if err != nil {
			b.Fatal(err)
		}
		r := kpi.Record{Area: "E23000014", Counts: make([]bool, 3)}
		for i := range records {
			r.Row, r.Breakdown = i+2, kinds[i*31%len(kinds)]
			r.Period = kpi.PeriodFrom(kpi.Month, kpi.DateOf(2024, 1, 1).AddMonths(i*12/records))
			r.Counts[0], r.Counts[1], r.Counts[2] = true, i%4 == 0, i%2 == 0
			if err := g.Add(&r); err != nil {
				b.Fatal(err)
			}
		}
		n := 0
		if err := g.Tallies(func(kpi.Tally) error { n++; return nil }); err != nil || n != 12*21*3 {
			b.Fatal(n, err)
		}
		if err := g.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(records*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkGroupingOpen is what a return of few records pays for being counted by DuckDB.
func BenchmarkGroupingOpen(b *testing.B) {
	for b.Loop() {
		g, err := OpenGrouping(context.Background(), 3)
		if err != nil {
			b.Fatal(err)
		}
		if err := g.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
