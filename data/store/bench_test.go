package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

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

// BenchmarkOpen opens a store of about the demo's size, reads its loads and closes it again; MB grown is what the process
// has more of at the end, which says whether opening leaks.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "store.duckdb")
	s := openAt(b, path)
	for i := range 20 {
		r := many(fmt.Sprint("return-", i), 2000, i)
		r.Edition += kpi.Date(i)
		keep(b, s, clock, r)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for _, o := range []struct {
		name string
		Options
	}{{"to write", Options{}}, {"to read", Options{ReadOnly: true}}} {
		b.Run(o.name, func(b *testing.B) {
			before := resident(b)
			for range b.N {
				s, err := Open(context.Background(), path, o.Options)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.Loads(context.Background(), time.Time{}); err != nil {
					b.Fatal(err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(resident(b)-before, "MB-grown")
		})
	}
}

// resident is the megabytes that the process has in memory; 0 where Linux does not tell.
func resident(b *testing.B) float64 {
	b.Helper()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, err := strconv.Atoi(strings.Fields(string(data))[1])
	if err != nil {
		b.Fatal(err)
	}
	return float64(pages*os.Getpagesize()) / 1e6
}
