package ingest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"planwatch/data/store"
	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
)

// parquet reads Parquet through DuckDB, as the program does.
func parquet(content []byte) (ingest.ParquetTable, error) {
	p, err := store.OpenParquet(context.Background(), content)
	if err != nil {
		return ingest.ParquetTable{}, err
	}
	return ingest.ParquetTable{Columns: p.Columns, Close: p.Close, Rows: func(row func([]any) error) error { return p.Rows(context.Background(), row) }}, nil
}

// count has DuckDB count records, as the program does.
func count(series int) (layout.Grouping, error) {
	return store.OpenGrouping(context.Background(), series)
}

// withLayout reads a file of the corpus with a layout of testdata, or one that ships. Parquet goes through DuckDB.
func withLayout(t *testing.T, file, layoutFile string) kpi.Return {
	t.Helper()
	l, problems := layout.Read(layoutFile, read(t, layoutFile))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	plan := shippedPlan(t)
	r := ingest.Read(file, read(t, filepath.Join(corpus, "real", file)), []*layout.Layout{l}, plan, ingest.Options{Parquet: parquet, Count: count})
	if len(r.Problems) > 0 {
		t.Fatalf("%s: %v", file, kpi.Problems(r.Problems))
	}
	return r
}

// TestRealRecords loads the record-level files and the Parquet tables of the corpus: their sums and counts are what its
// index says other readers found.
func TestRealRecords(t *testing.T) {
	if _, err := os.Stat(filepath.Join(corpus, "real.tsv")); err != nil {
		t.Skip("the real files are not here (../shared/corpus/real)")
	}
	const wm = "E23000014"
	for _, c := range []struct {
		file, layout string
		want         map[string]float64 // by series, area and the start of the period: the sum
	}{
		{"ho-prc-pfa-quarterly-2012-2025-long.parquet", "testdata/layouts/prc-parquet.yaml", map[string]float64{"ho-prc.total " + wm + " 2024/25": 308491}},
		{"ho-prc-west-midlands-quarterly-2012-2025.csv", "testdata/layouts/prc-csv.yaml", map[string]float64{"ho-prc.total " + wm + " 2024/25": 308491}},
		{"ho-outcomes-pfa-2024-25.parquet", "testdata/layouts/outcomes-parquet.yaml", map[string]float64{
			"ho-outcomes.recorded " + wm + " 2024/25 Q1": 81754, "ho-outcomes.recorded " + wm + " 2024/25 Q2": 80960,
			"ho-outcomes.recorded " + wm + " 2024/25 Q3": 74404, "ho-outcomes.recorded " + wm + " 2024/25 Q4": 71373,
			"ho-outcomes.charged " + wm + " 2024/25": 24560,
		}},
		{"ho-outcomes-west-midlands-2024-25.csv", "testdata/layouts/outcomes-csv.yaml", map[string]float64{"ho-outcomes.charged " + wm + " 2024/25": 24560}},
		{"lad-crime-population-2024-25.csv", "testdata/layouts/crime-population.yaml", map[string]float64{
			"ho-prc-csp.total E08000025 2024/25": 136261, "ons-population.persons E08000025 2022-06-30": 1154221,
		}},
		{"pfa-population-mid2024.csv", "testdata/layouts/population.yaml", map[string]float64{"ons-population.persons " + wm + " 2024-06-30": 3036605}},
		{"2017-09-west-midlands-stop-and-search.csv", "../data/layouts/police-uk-stop-and-search.yaml", map[string]float64{
			"police-uk.stop-searches " + wm + " 2017-09": 1005, "police-uk.stop-searches-arrest " + wm + " 2017-09": 215,
			"police-uk.stop-searches-no-further-action " + wm + " 2017-09": 676,
		}},
		{"wmp-stop-and-search-jun16-jun17.csv", "../data/layouts/police-uk-stop-and-search.yaml", map[string]float64{
			"police-uk.stop-searches " + wm + " 2016-06": 1307, "police-uk.stop-searches-arrest " + wm + " 2016-06": 270,
			"police-uk.stop-searches " + wm + " 2017-04": 822, "police-uk.stop-searches-no-further-action " + wm + " 2017-04": 542,
		}},
	} {
		r := withLayout(t, c.file, c.layout)
		got := map[string]float64{}
		for _, o := range r.Observations {
			if o.Breakdown != "" {
				continue
			}
			for key := range c.want {
				id := fmt.Sprintf("%s %s %s", o.Series, o.Area, o.Period)
				if len(id) >= len(key) && id[:len(key)] == key {
					got[key] += o.Value
				}
			}
		}
		for key, want := range c.want {
			if got[key] != want {
				t.Errorf("%s: %s is %v, want %v", c.file, key, got[key], want)
			}
		}
	}
}
