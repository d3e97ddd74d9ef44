package ingest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"planwatch/data/store"
	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
)

// search is an invented stop and search.
type search struct {
	at                 time.Time
	ethnicity, outcome string
}

// yearOfSearches invents the searches of 2025, at random times, the first and the last minute of each month among them.
func yearOfSearches(n int, seed uint64) (out []search) {
	random := rand.New(rand.NewPCG(seed, 2025))
	ethnicities := []string{"White", "Black", "Asian", "Other", "Mixed", "", ""}
	outcomes := []string{
		"A no further action disposal", "A no further action disposal", "A no further action disposal", "Arrest", "Suspect arrested",
		"Community resolution", "Penalty Notice for Disorder", "Nothing found - no further action", "",
	}
	one := func(at time.Time) {
		out = append(out, search{at, ethnicities[random.IntN(len(ethnicities))], outcomes[random.IntN(len(outcomes))]})
	}
	for month := time.January; month <= time.December; month++ {
		first := time.Date(2025, month, 1, 0, 0, 0, 0, time.UTC)
		one(first)
		one(first.AddDate(0, 1, 0).Add(-time.Minute))
	}
	for len(out) < n {
		one(time.Date(2025, 1, 1, 0, random.IntN(365*24*60), 0, 0, time.UTC))
	}
	return out
}

// publishedSearches writes searches as data.police.uk publishes them. Files of a month that somebody put together have their header
// rows inside.
func publishedSearches(searches []search) []byte {
	const head = "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing\n"
	var b strings.Builder
	for i, s := range searches {
		if i%500 == 0 {
			b.WriteString(head)
		}
		fmt.Fprintf(&b, "%s,%s,False,,52.%06d,-1.%06d,Male,18-24,White - Irish,%s,\"Police and Criminal Evidence Act 1984 (section 1)\",Controlled drugs,%s,,False\n",
			[]string{"Person search", "Vehicle search", "Person and Vehicle search"}[i%3], s.at.Format("2006-01-02T15:04:05+00:00"), i%1_000_000, i%999_983, s.ethnicity, s.outcome)
	}
	return []byte(b.String())
}

// counted counts searches as the shipped layout says, by hand.
func counted(area kpi.AreaCode, searches []search) map[kpi.Key]float64 {
	out := map[kpi.Key]float64{}
	for _, s := range searches {
		period := kpi.PeriodFrom(kpi.Month, kpi.DateOf(s.at.Year(), s.at.Month(), 1))
		breakdown := "ethnicity=" + s.ethnicity + "; outcome=" + s.outcome
		breakdown = strings.ReplaceAll(breakdown, "ethnicity=;", "ethnicity=not stated;")
		if s.outcome == "" {
			breakdown += "not stated"
		}
		out[kpi.Key{Series: "police-uk.stop-searches", Area: area, Period: period}]++
		out[kpi.Key{Series: "police-uk.stop-searches", Area: area, Breakdown: breakdown, Period: period}]++
		switch s.outcome {
		case "Arrest", "Suspect arrested":
			out[kpi.Key{Series: "police-uk.stop-searches-arrest", Area: area, Period: period}]++
		case "A no further action disposal", "Nothing found - no further action":
			out[kpi.Key{Series: "police-uk.stop-searches-no-further-action", Area: area, Period: period}]++
		}
	}
	return out
}

// TestYearOfSearches loads a year of invented searches of two forces through the shipped layout into a store. What holds
// are monthly counts by area, ethnicity and outcome, as counted by hand. The rows are in no order.
func TestYearOfSearches(t *testing.T) {
	const shipped = "../data/layouts/police-uk-stop-and-search.yaml"
	ctx, plan := context.Background(), shippedPlan(t)
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "store.duckdb"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := map[kpi.Key]float64{}
	var returns []kpi.Return
	for i, area := range []kpi.AreaCode{"E23000014", "E23000005"} {
		// "The file does not say which force it is of; its name does. Change the code for another force."
		text := strings.ReplaceAll(string(read(t, shipped)), "E23000014", string(area))
		l, problems := layout.Read(filepath.Base(shipped), []byte(text))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		searches := yearOfSearches(4000+i*1000, uint64(i))
		for key, n := range counted(area, searches) {
			want[key] = n
		}
		r := ingest.Read("searches-"+string(area)+".csv", publishedSearches(searches), []*layout.Layout{l}, plan, ingest.Options{Count: count})
		if len(r.Problems) > 0 {
			t.Fatal(kpi.Problems(r.Problems))
		}
		returns = append(returns, r)
	}
	if _, err := s.Keep(ctx, returns, time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	holds, err := s.Observations(ctx, store.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if len(holds) != len(want) || len(want) < 2*12*(3+25) {
		t.Errorf("%d figures hold, want %d", len(holds), len(want))
	}
	for _, o := range holds {
		if o.State != kpi.Known || o.Value != want[o.Key] {
			t.Errorf("%v is %v, want %v", o.Key, o.Value, want[o.Key])
		}
	}
}
