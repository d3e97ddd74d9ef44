package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"planwatch/kpi"
)

// someRecords are records of two areas, 12 months, five breakdowns and three series, with values of very different sizes.
func someRecords(n int) []kpi.Record {
	random := rand.New(rand.NewPCG(3, uint64(n)))
	sizes := []float64{0.01, 1, 1e9, 1e300, 5e-324, 0.1}
	out := make([]kpi.Record, n)
	for i := range out {
		out[i] = kpi.Record{
			Row: i + 2, Area: kpi.AreaCode(fmt.Sprint("E0800002", random.IntN(2))), Breakdown: fmt.Sprint("b=", random.IntN(5)),
			Period: kpi.PeriodFrom(kpi.Month, kpi.DateOf(2024, 1, 1).AddMonths(random.IntN(12))),
			Counts: []bool{true, random.IntN(2) == 0, random.IntN(200) == 0},
			Value:  math.Round((random.Float64()-0.4)*1000) * sizes[random.IntN(len(sizes))],
		}
		if random.IntN(100) == 0 {
			out[i].Value, out[i].State, out[i].Marks = 0, kpi.State(random.IntN(4)), kpi.Mark(random.IntN(4))
		}
	}
	return out
}

// tallied counts records.
func tallied(t *testing.T, g *Grouping, records []kpi.Record) (out []kpi.Tally) {
	t.Helper()
	for i := range records {
		if err := g.Add(&records[i]); err != nil {
			t.Fatal(err)
		}
	}
	size, err := g.Size()
	if err == nil {
		err = g.Tallies(func(one kpi.Tally) error { out = append(out, one); return nil })
	}
	if err != nil || len(out) != size*g.series {
		t.Fatalf("%d tallies of %d groups in %d series: %v", len(out), size, g.series, err)
	}
	return out
}

func grouping(t *testing.T, series int, memory string, threads int) *Grouping {
	t.Helper()
	g, err := openGrouping(context.Background(), series, memory, threads)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

// TestGroupingOrder: whatever the order of the records, the number of threads and the memory, the tallies are the same to
// the bit. 500,000 records are several batches.
func TestGroupingOrder(t *testing.T) {
	records := someRecords(500_000)
	want := tallied(t, grouping(t, 3, groupingMemory, 1), records)
	if len(want) != 2*12*(1+5)*3 {
		t.Fatalf("%d tallies", len(want))
	}
	random := rand.New(rand.NewPCG(4, 4))
	for _, c := range []struct {
		memory  string
		threads int
	}{{groupingMemory, 2}, {"50MB", 4}} {
		random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
		if got := tallied(t, grouping(t, 3, c.memory, c.threads), records); !reflect.DeepEqual(got, want) {
			t.Errorf("in another order, with %d threads and %s: other tallies", c.threads, c.memory)
		}
	}
}

// TestGroupingSums holds sums and counts against those of exact fractions.
func TestGroupingSums(t *testing.T) {
	records := someRecords(20_000)
	for _, got := range tallied(t, grouping(t, 3, groupingMemory, 2), records) {
		want := kpi.Tally{Series: got.Series, Area: got.Area, Breakdown: got.Breakdown, Period: got.Period, First: math.MaxInt}
		sum := new(big.Rat)
		for _, r := range records {
			if r.Area != got.Area || r.Period != got.Period || got.Breakdown != "" && r.Breakdown != got.Breakdown {
				continue
			}
			want.Of++
			if !r.Counts[got.Series] {
				continue
			}
			want.Records++
			want.First, want.Last = min(want.First, r.Row), max(want.Last, r.Row)
			want.State, want.Marks = max(want.State, r.State), want.Marks|r.Marks
			sum.Add(sum, new(big.Rat).SetFloat64(r.Value))
		}
		if want.Sum, _ = sum.Float64(); want.Records == 0 {
			want.First, want.Last = got.First, got.Last
		}
		if got != want {
			t.Fatalf("%+v\nwant %+v", got, want)
		}
	}
}

// TestGroupingSpills counts 400,000 records that are all in groups of their own, in less memory than they take:
// DuckDB puts what is too much on the disk, and nothing of it is there afterwards.
func TestGroupingSpills(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	g, err := openGrouping(context.Background(), 1, "80MB", 2)
	if err != nil {
		t.Fatal(err)
	}
	if err := countApart(g, 400_000); err != nil {
		t.Error(err)
	}
	spilled, err := filepath.Glob(filepath.Join(temp, "planwatch-records-*", "*"))
	if err != nil || len(spilled) == 0 {
		t.Errorf("nothing was put on the disk (%v): the test tries too little", err)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if got := files(t, temp); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

// countApart counts records of which no two come together.
func countApart(g *Grouping, n int) error {
	r := kpi.Record{Area: "E23000014", Counts: []bool{true}, Value: 0.1, Period: kpi.PeriodFrom(kpi.Month, kpi.DateOf(2024, 1, 1))}
	for i := range n {
		r.Row, r.Breakdown = i+2, fmt.Sprintf("record=%08d, of a column that says something else each time", i)
		if err := g.Add(&r); err != nil {
			return err
		}
	}
	if size, err := g.Size(); err != nil || size != n+1 {
		return fmt.Errorf("size: %d, %w", size, err)
	}
	return nil
}

// TestGroupingEnds: one that is given up, or has no records, closes without a word; one whose work is over says so.
func TestGroupingEnds(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	records := someRecords(3000)
	g, err := OpenGrouping(context.Background(), 3)
	if err != nil {
		t.Fatal(err)
	}
	for i := range records {
		if err := g.Add(&records[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Close(); err != nil {
		t.Errorf("given up: %v", err)
	}
	if got := tallied(t, grouping(t, 3, groupingMemory, 2), nil); len(got) != 0 {
		t.Errorf("no records come to %v", got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if g, err = OpenGrouping(ctx, 3); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := g.Tallies(func(kpi.Tally) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context ended: %v", err)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(temp); len(left) > 1 { // the one that Cleanup closes
		t.Errorf("left behind: %v", left)
	}
}

// TestGroupingTexts: whatever a text holds, it comes back as it was and is another one's equal only when it is.
func TestGroupingTexts(t *testing.T) {
	texts := []string{"a", "A", "a ", "á", "a\u0301", "a\x00b", "a\x00c", "'; DROP TABLE tallies", "1", "01", "NULL", strings.Repeat("long", 250), "\U0001F694"}
	var records []kpi.Record
	for i := range 2 * len(texts) {
		records = append(records, kpi.Record{Row: i + 2, Area: "A", Breakdown: texts[i%len(texts)], Counts: []bool{true}, Period: kpi.PeriodFrom(kpi.Day, 0)})
	}
	for i, got := range tallied(t, grouping(t, 1, groupingMemory, 2), records)[1:] {
		if got.Breakdown != texts[i] || got.Records != 2 {
			t.Errorf("%q twice comes back as %q, %d times", texts[i], got.Breakdown, got.Records)
		}
	}
}

// TestWholes takes numbers apart and puts them together again.
func TestWholes(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	values := []float64{
		0, math.Copysign(0, -1), 1, -1, 0.1, 1 << 53, 1<<53 - 1, -(1 << 53), 1e17, math.MaxFloat64, -math.MaxFloat64,
		math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 0x1p-1022, 0x1p-1023,
	}
	for range 10_000 {
		if v := math.Float64frombits(random.Uint64()); !math.IsNaN(v) && !math.IsInf(v, 0) {
			values = append(values, v)
		}
	}
	for _, v := range values {
		scale, mantissa := wholes(v)
		var s wholeSum
		s.begin(scaled{scale, big.NewInt(mantissa)})
		if got := s.total(); got != v || scale%scaleStep != 0 {
			t.Fatalf("%g is %d × 2^%d, which is %g", v, mantissa, scale, got)
		}
	}
	var s wholeSum
	_, m := wholes(math.MaxFloat64)
	scale, _ := wholes(math.MaxFloat64)
	s.begin(scaled{scale, big.NewInt(m)})
	s.add(scaled{scale, big.NewInt(m)})
	if got := s.total(); !math.IsInf(got, 1) {
		t.Errorf("twice the largest number is %g", got)
	}
}

// TestGroupingErrors: what DuckDB complains of is one sentence.
func TestGroupingErrors(t *testing.T) {
	g := &Grouping{}
	for said, want := range map[string]string{
		`IO Error: Could not write file "/tmp/x/duckdb_temp_storage-0.tmp": No space left on device`:                                "there is no room to count the records: the temporary folder " + os.TempDir() + " can't be written: the disk is full or a size limit is reached (no space left on device)",
		"Out of Memory Error: could not allocate block of size 256.0 KiB (23.8 MiB/23.8 MiB used)\n\nPossible solutions:\n* Reduce": "there is no room to count the records: they come to more than memory and the temporary folder " + os.TempDir() + " hold",
		"Binder Error: no such column\nLINE 1": "DuckDB says: Binder Error: no such column\nLINE 1",
	} {
		err := g.explain(errors.New(said))
		if errorText(err) != want {
			t.Errorf("%q\nbecomes %q\nwant    %q", said, errorText(err), want)
		}
		if again := g.explain(fmt.Errorf("x: %w", err)); errors.Is(err, ErrNoRoomToCount) && !strings.HasPrefix(again.Error(), "x: there") {
			t.Errorf("said twice: %v", again)
		}
	}
}
