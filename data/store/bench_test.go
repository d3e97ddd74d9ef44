package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"planwatch/kpi"
)

// size is how many observations the benchmarks keep and read: about 85 indicators, 8 areas and 120 months.
const size = 100_000

func BenchmarkKeep(b *testing.B) {
	r := many("bench", size, 0)
	dir := b.TempDir()
	for i := range b.N {
		b.StopTimer()
		s := openAt(b, filepath.Join(dir, fmt.Sprint(i, ".duckdb")))
		b.StartTimer()
		keep(b, s, clock, r)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(size*float64(b.N)/b.Elapsed().Seconds(), "observations/s")
}

// BenchmarkKeepAgain keeps a second edition over the first, so that every figure is compared.
func BenchmarkKeepAgain(b *testing.B) {
	dir := b.TempDir()
	next := many("next", size, 1)
	next.Edition++
	for i := range b.N {
		b.StopTimer()
		s := openAt(b, filepath.Join(dir, fmt.Sprint(i, ".duckdb")))
		keep(b, s, clock, many("bench", size, 0))
		b.StartTimer()
		keep(b, s, clock, next)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(size*float64(b.N)/b.Elapsed().Seconds(), "observations/s")
}

func BenchmarkObservations(b *testing.B) {
	s := open(b)
	next := many("next", size, 1)
	next.Edition++
	keep(b, s, clock, many("bench", size, 0), next)
	for _, q := range []struct {
		name string
		Query
		want int
	}{
		{"all", Query{}, size},
		{"one series", Query{Series: []kpi.SeriesID{"m.series-c"}}, 4800},
	} {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for range b.N {
				list, err := s.Observations(context.Background(), q.Query)
				if err != nil {
					b.Fatal(err)
				}
				n = len(list)
			}
			if n != q.want {
				b.Fatalf("%d observations, want %d", n, q.want)
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "observations/s")
		})
	}
}
