package layout

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// inMemory is a Grouping that keeps every record and goes over all of them for each tally: slow, and plain to read. The
// program's is held against it in package ingest, where both are at hand.
type inMemory struct {
	series  int
	records []kpi.Record
}

func countInMemory(series int) (Grouping, error) { return &inMemory{series: series}, nil }

// countedPages gives pages whose records are counted in memory.
func countedPages(p *Pages) *Pages {
	p.CountWith(countInMemory)
	return p
}

func (g *inMemory) Add(r *kpi.Record) error {
	one := *r
	one.Counts = slices.Clone(r.Counts)
	g.records = append(g.records, one)
	return nil
}

func (g *inMemory) Close() error { return nil }

func (g *inMemory) Size() (int, error) { return len(g.groups()), nil }

// groups are the areas and periods, with and without breakdown, by the row of the first record.
func (g *inMemory) groups() (out []kpi.Key) {
	records := slices.SortedFunc(slices.Values(g.records), func(a, b kpi.Record) int { return cmp.Compare(a.Row, b.Row) })
	seen := map[kpi.Key]bool{}
	for _, r := range records {
		for _, breakdown := range []string{"", r.Breakdown} {
			if k := (kpi.Key{Area: r.Area, Breakdown: breakdown, Period: r.Period}); !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	return out
}

func (g *inMemory) Tallies(give func(kpi.Tally) error) error {
	for i := range g.series {
		for _, k := range g.groups() {
			if err := give(g.tally(i, k)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *inMemory) tally(series int, k kpi.Key) kpi.Tally {
	t := kpi.Tally{Series: series, Area: k.Area, Breakdown: k.Breakdown, Period: k.Period}
	var rows, counted []int
	sum := new(big.Rat)
	for _, r := range g.records {
		if r.Area != k.Area || r.Period != k.Period || k.Breakdown != "" && r.Breakdown != k.Breakdown {
			continue
		}
		rows = append(rows, r.Row)
		if !r.Counts[series] {
			continue
		}
		counted = append(counted, r.Row)
		t.State, t.Marks = max(t.State, r.State), t.Marks|r.Marks
		if r.State == kpi.Known {
			sum.Add(sum, new(big.Rat).SetFloat64(r.Value))
		}
	}
	t.Of, t.Records = len(rows), len(counted)
	if len(counted) > 0 {
		rows = counted
	}
	t.First, t.Last = slices.Min(rows), slices.Max(rows)
	t.Sum, _ = sum.Float64()
	return t
}

// searchPages are some invented searches, counted by open.
func searchPages(t *testing.T, rows int, open OpenGrouping) *Pages {
	t.Helper()
	book, err := sheet.Open("searches.csv", searches(rows), sheet.Limits{})
	must(t, err)
	pages := NewPages(book)
	pages.CountWith(open)
	return pages
}

// broken is a Grouping that fails in one of its steps.
type broken struct {
	inMemory
	in string
}

var errFull = errors.New("the disk is full")

func (b *broken) fails(step string) error {
	if b.in == step {
		return errFull
	}
	return nil
}

func (b *broken) Add(r *kpi.Record) error {
	if r.Row == 7 {
		return b.fails("add")
	}
	return b.inMemory.Add(r)
}

func (b *broken) Size() (int, error) { n, _ := b.inMemory.Size(); return n, b.fails("size") }

func (b *broken) Tallies(give func(kpi.Tally) error) error {
	return errors.Join(b.inMemory.Tallies(give), b.fails("tallies"))
}

func (b *broken) Close() error { return b.fails("close") }

// TestNotCounted: where the machine can't count, the return is refused with one sentence, whatever step it was.
func TestNotCounted(t *testing.T) {
	l := mustRead(t, searchLayout)
	for _, step := range []string{"open", "add", "size", "tallies", "close", ""} {
		r := l.Extract(searchPages(t, 20, func(series int) (Grouping, error) {
			b := &broken{inMemory{series: series}, step}
			return b, b.fails("open")
		}), testPlan())
		want := ":csv!B2: want to count the records from this row on, but the disk is full [not-counted]"
		if step == "" {
			want = ""
		}
		if got := problemText(r); got != want {
			t.Errorf("failing in %q gives %q, want %q", step, got, want)
		}
		if failed := r.Failed != nil; failed != (step != "") {
			t.Errorf("failing in %q: the machine failed: %t, %v", step, failed, r.Failed)
		}
	}
	r := l.Extract(searchPages(t, 20, nil), testPlan())
	if got := problemText(r); !strings.Contains(got, "[not-counted]") {
		t.Errorf("without anybody to count: %q", got)
	}
}

// TestTooManyFigures: a breakdown by what differs in every record is refused before it fills the memory.
func TestTooManyFigures(t *testing.T) {
	l := mustRead(t, strings.Replace(searchLayout, "ethnicity: Officer-defined ethnicity", "searched: Latitude", 1))
	for _, c := range []struct {
		most int
		want string
	}{
		{96, ""},
		{95, `:csv!B2: want records that come to 95 figures or fewer, found 96 (areas and periods with each "Latitude" and "Outcome", in 3 series): leave out of the layout what differs in nearly every record [too-large]`},
	} {
		pages := searchPages(t, 20, countInMemory)
		pages.figures = c.most
		if got := problemText(l.Extract(pages, testPlan())); got != c.want {
			t.Errorf("with a bound of %d: %q\nwant %q", c.most, got, c.want)
		}
	}
}

func problemText(r Result) string {
	var b bytes.Buffer
	for _, p := range r.Problems {
		fmt.Fprintln(&b, p)
	}
	return strings.TrimSpace(b.String())
}
