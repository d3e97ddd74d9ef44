package layout

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"planwatch/data/store"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// countInDuckDB counts records as the program does.
func countInDuckDB(series int) (Grouping, error) {
	return store.OpenGrouping(context.Background(), series)
}

// TestDuckDBCountsAlike reads every case of records with DuckDB: it gives what the plain count gives.
func TestDuckDBCountsAlike(t *testing.T) {
	n := 0
	for _, file := range append(cases(t, "good"), cases(t, "bad")...) {
		a, err := txtar.ParseFile(file)
		must(t, err)
		if !strings.Contains(string(section(a, "layout.yaml")), "records:") {
			continue
		}
		n++
		if got, want := caseCounted(t, a, countInDuckDB), string(section(a, "want")); got != want {
			t.Errorf("%s: DuckDB gives\n%swant\n%s", filepath.Base(file), got, want)
		}
	}
	if n < 6 {
		t.Errorf("only %d cases are of records: the test no longer finds them", n)
	}
}

// grantsLayout adds up records with and without breakdown: amounts that are owed, that are not known, that are marked.
const grantsLayout = `
layout: grants
fits: [{sheet: csv}]
edition: none
tables:
  - sheet: csv
    records: {sum: amount, only: {kind: {not: test}}, by: {ethnicity: group, paid: paid}}
    area: {code: area, outside: error}
    period: {column: day, kind: month}
    markers: {"*": suppressed, "..": missing}
    marks: {p: provisional, r: revised}
    series:
      may be negative: true
      where:
        test.funding: all
        test.burglary: {kind: [grant, fee]}
        test.robbery: {kind: {not: fee}, paid: "yes"}
        test.homicide: {kind: nothing is called so}
`

// countsLayout counts the same records.
var countsLayout = strings.Replace(grantsLayout, "sum: amount", "count: true", 1)

// grants are records of an invented year: the fields of each.
func grants(rows int) [][]string {
	random := rand.New(rand.NewPCG(6, 17))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	var out [][]string
	for range rows {
		amount := strconv.FormatFloat(float64(random.IntN(200_000)-40_000)/100, 'f', 2, 64)
		switch random.IntN(40) {
		case 0:
			amount = pick("*", "..", "")
		case 1:
			amount += pick("p", "r")
		case 2:
			amount = pick("1e17", "-1e17", "0.1", "1e-9", "123456789012345678")
		}
		out = append(out, []string{
			fmt.Sprintf("2024-%02d-%02d", 1+random.IntN(12), 1+random.IntN(28)), pick("E23000014", "E08000025", "E08000026"),
			pick("Black", "White", "Asian", "Other", ""), pick("yes", "no", " yes "), pick("grant", "fee", "loan", "test"), amount,
		})
	}
	return out
}

func grantsFile(t *testing.T, records [][]string) []byte {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	must(t, w.WriteAll(append([][]string{{"day", "area", "group", "paid", "kind", "amount"}}, records...)))
	return []byte(b.String())
}

func extractGrants(t *testing.T, l *Layout, records [][]string, open OpenGrouping) Result {
	t.Helper()
	book, err := sheet.Open("grants.csv", grantsFile(t, records), sheet.Limits{})
	must(t, err)
	pages := NewPages(book)
	pages.CountWith(open)
	r := l.Extract(pages, testPlan())
	if len(r.Problems.Errors()) > 0 {
		t.Fatal(r.Problems)
	}
	return r
}

// TestYearAlike counts and adds up an invented year with DuckDB and plainly: figure by figure, cell by cell the same. In
// another order of rows the same figures come out, to the bit, from other cells.
func TestYearAlike(t *testing.T) {
	records := grants(3000)
	shuffled := append([][]string(nil), records...)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for name, text := range map[string]string{"sums": grantsLayout, "counts": countsLayout} {
		l := mustRead(t, text)
		plain, duck := extractGrants(t, l, records, countInMemory), extractGrants(t, l, records, countInDuckDB)
		if !reflect.DeepEqual(plain, duck) {
			t.Errorf("%s: DuckDB counts otherwise: %s", name, firstDifference(plain, duck))
		}
		if len(duck.Observations) < 900 || name == "sums" && !unknownAndMarked(duck) {
			t.Errorf("%s: %d figures try too little", name, len(duck.Observations))
		}
		before, after := figuresOf(duck), figuresOf(extractGrants(t, l, shuffled, countInDuckDB))
		if !reflect.DeepEqual(before, after) {
			t.Errorf("%s: another order of rows gives other figures", name)
		}
	}
}

// firstDifference names the first figure of two results that is not the same.
func firstDifference(a, b Result) string {
	for i := range min(len(a.Observations), len(b.Observations)) {
		if a.Observations[i] != b.Observations[i] {
			return fmt.Sprintf("%+v, not %+v", b.Observations[i], a.Observations[i])
		}
	}
	return fmt.Sprintf("%d figures, not %d", len(b.Observations), len(a.Observations))
}

func unknownAndMarked(r Result) bool {
	states, marks := map[kpi.State]bool{}, map[kpi.Mark]bool{}
	for _, o := range r.Observations {
		states[o.State], marks[o.Marks] = true, true
	}
	return len(states) == 3 && len(marks) == 4
}

// figuresOf are the figures without their cells.
func figuresOf(r Result) map[kpi.Key]kpi.Observation {
	out := map[kpi.Key]kpi.Observation{}
	for _, o := range r.Observations {
		o.Place.Cell = ""
		out[o.Key] = o
	}
	return out
}
