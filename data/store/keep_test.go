package store

import (
	"context"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

func TestWhatIsKeptComesBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	r := give("return.xlsx", "2026-05-10")
	r.Problems = []kpi.Problem{{File: "return.xlsx", Sheet: "T", Cell: "B2", Code: "gap", Message: "no June", Severity: kpi.Warning}}
	values := []float64{
		math.Copysign(0, -1), 0, 0.1, 1.0 / 3, math.MaxFloat64, math.SmallestNonzeroFloat64, -233393, 1 << 53, 1<<53 + 2,
	}
	for i, v := range values {
		r.Observations = append(r.Observations, kpi.Observation{
			Key: kpi.Key{
				Series: "ho-prc.total", Area: "E23000014", Breakdown: "Ünïcode, 'quoted'",
				Period: kpi.PeriodFrom(kpi.Month, kpi.DateOf(1969, time.Month(10+i), 1)),
			},
			Value: v, Marks: kpi.Mark(i % 4), Outturn: i%2 == 0,
			Place: kpi.Place{
				Sheet: "Table P1", Cell: "C34", Text: "233,393 [p]", Publisher: "Home Office", Release: "July 2018", Where: "row 3",
			},
		})
	}
	for i, kind := range []kpi.PeriodKind{kpi.Day, kpi.Quarter, kpi.Half, kpi.FinancialYear, kpi.CalendarYear, kpi.Rolling12, kpi.PointInTime} {
		first := kpi.DateOf(2024, 4, 1)
		if kind == kpi.CalendarYear {
			first = kpi.DateOf(2024, 1, 1)
		}
		r.Observations = append(r.Observations, kpi.Observation{
			Key:   kpi.Key{Series: "z", Area: "K", Period: kpi.PeriodFrom(kind, first)},
			State: kpi.State(1 + i%3), Place: kpi.Place{Sheet: "T", Cell: "A1"},
		})
	}
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(t, s, clock.Add(123456789*time.Nanosecond), r)[0]
	if err := s.Close(); err != nil { // and again from the file
		t.Fatal(err)
	}
	s = openAt(t, path)
	got := holds(t, s, Query{})
	if len(got) != len(r.Observations) {
		t.Fatalf("%d observations came back, want %d", len(got), len(r.Observations))
	}
	for _, g := range got {
		w := find(r.Observations, g.Key)
		w.Value += 0 // see observationRow
		w.Place.File, w.Place.SHA256, w.Place.Load = r.File, r.SHA256, 1
		if math.Float64bits(g.Value) != math.Float64bits(w.Value) || !reflect.DeepEqual(g, w) {
			t.Errorf("came back as\n%+v, want\n%+v", g, w)
		}
	}
	loads, err := s.Loads(context.Background(), time.Time{})
	want := kpi.Load{
		Number: 1, File: r.File, SHA256: r.SHA256, Layout: "monthly", LayoutSHA256: "layout-1", Edition: r.Edition,
		EditionFrom: "the test", LoadedAt: clock.Add(123456 * time.Microsecond), Observations: len(got),
	}
	if err != nil || len(loads) != 1 || !reflect.DeepEqual(loads[0], want) || !reflect.DeepEqual(kept.Load, want) {
		t.Errorf("loads are %+v, kept %+v, %v; want %+v", loads, kept.Load, err, want)
	}
	if problems, err := s.Problems(context.Background(), 1); err != nil || !reflect.DeepEqual([]kpi.Problem(problems), r.Problems) {
		t.Errorf("problems are %v, %v; want %v", problems, err, r.Problems)
	}
}

func find(list []kpi.Observation, key kpi.Key) kpi.Observation {
	for _, o := range list {
		if o.Key == key {
			return o
		}
	}
	return kpi.Observation{}
}

func TestObservationsSelects(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("f", "2026-05-01",
		"b.two K1 2026-02 4", "a.one K2 2026-01 3", "a.one K1/f 2026-01 2", "a.one K1 2026-02 1", "a.one K1 2026-01 0", "a.one K1 2025/26 9"))
	all := []string{
		"a.one K1 2026-01 0 <f", "a.one K1 2026-02 1 <f", "a.one K1 2025/26 9 <f", "a.one K1/f 2026-01 2 <f",
		"a.one K2 2026-01 3 <f", "b.two K1 2026-02 4 <f",
	}
	wantHolds(t, s, Query{}, all...)
	wantHolds(t, s, Query{Series: []kpi.SeriesID{"a.one", "not.there"}}, all[:5]...)
	wantHolds(t, s, Query{Areas: []kpi.AreaCode{"K2"}}, all[4])
	wantHolds(t, s, Query{Series: []kpi.SeriesID{"b.two", "a.one"}, Areas: []kpi.AreaCode{"K1"}, AsAt: kpi.DateOf(2026, 1, 31)}, all[0], all[3])
	wantHolds(t, s, Query{AsAt: kpi.DateOf(2026, 1, 30)})
	wantHolds(t, s, Query{Series: []kpi.SeriesID{"A.ONE"}})
}

func TestBlankSupersedesAndLeftOutStays(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("jan", "2026-02-01", "a.n K 2026-01 5[p]", "a.n K 2025-12 4", "a.n K 2025-11 3", "a.n K 2025-10 2", "a.n K 2025-09 1"))
	got := keep(t, s, clock, give("feb", "2026-03-01", "a.n K 2026-02 7", "a.n K 2026-01 5", "a.n K 2025-12 [c]", "a.n K 2025-10 [x]"))[0]
	wantHolds(t, s, Query{}, "a.n K 2025-09 1 <jan", "a.n K 2025-10 [x] <feb", "a.n K 2025-11 3 <jan", "a.n K 2025-12 [c] <feb", "a.n K 2026-01 5 <feb", "a.n K 2026-02 7 <feb")
	if got.New != 1 || got.Changed != 2 || got.Unchanged != 1 || got.Gone != 2 || len(got.Warnings) > 0 {
		t.Errorf("kept as %+v, want 1 new, 2 changed, 1 unchanged, 2 gone", got)
	}
	// A cell that is filled again supersedes the blank.
	keep(t, s, clock, give("mar", "2026-04-01", "a.n K 2025-12 6"))
	wantHolds(t, s, Query{AsAt: kpi.DateOf(2025, 12, 31)}, "a.n K 2025-09 1 <jan", "a.n K 2025-10 [x] <feb", "a.n K 2025-11 3 <jan", "a.n K 2025-12 6 <mar")
}

func TestOlderEditionChangesNothing(t *testing.T) {
	s := open(t)
	keep(t, s, clock, give("new", "2026-03-01", "a.n K 2026-01 5", "a.n K 2026-02 6"))
	got := keep(t, s, clock, give("old", "2026-02-01", "a.n K 2026-01 4", "a.n K 2026-02 6", "a.n K 2025-12 1"))[0]
	wantHolds(t, s, Query{}, "a.n K 2025-12 1 <old", "a.n K 2026-01 5 <new", "a.n K 2026-02 6 <new")
	if got.New != 1 || got.Changed != 0 || got.Unchanged != 2 || got.Superseded != 1 {
		t.Errorf("kept as %+v, want 1 new, 2 unchanged of which 1 superseded", got)
	}
}

func TestSameFileAgain(t *testing.T) {
	s := open(t)
	file := give("f", "2026-03-01", "a.n K 2026-01 5")
	keep(t, s, clock, file)
	again := keep(t, s, hours(1), file, file)
	for _, k := range again {
		if !k.Already || k.Load.Number != 1 || k.Unchanged != 1 || !k.Load.LoadedAt.Equal(clock) {
			t.Errorf("the same file again is %+v, want Already with load 1", k)
		}
	}
	both := keep(t, s, clock, give("twice", "2026-03-01", "a.n L 2026-01 5"), give("twice", "2026-03-01", "a.n L 2026-01 5"))
	if both[0].Already || !both[1].Already || both[0].Load.Number != 2 || both[1].Load.Number != 2 {
		t.Errorf("one new file twice in one call is %+v", both)
	}
	other := give("f", "2026-04-01", "a.n K 2026-01 5") // under another edition it is another load
	relaid := give("f", "2026-03-01", "a.n K 2026-01 5")
	relaid.LayoutSHA256 = "layout-2" // and read with another layout
	for i, r := range []kpi.Return{other, relaid} {
		if k := keep(t, s, clock, r)[0]; k.Already || k.Load.Number != 3+i || k.Unchanged != 1 {
			t.Errorf("the same file otherwise is %+v, want load %d", k, 3+i)
		}
	}
	if err := s.Withdraw(context.Background(), 1, "wrong file", hours(2)); err != nil {
		t.Fatal(err)
	}
	if k := keep(t, s, hours(3), file)[0]; k.Already || k.Load.Number != 5 {
		t.Errorf("the same file after its withdrawal is %+v, want load 5", k)
	}
}

func TestSameEdition(t *testing.T) {
	first := give("first.xlsx", "2026-03-01", "a.n K 2026-01 5", "a.n K 2026-02 6", "a.n K/f 2026-02 1")
	second := give("second.xlsx", "2026-03-01", "a.n K 2026-02 6", "a.n K 2026-01 7.5", "a.n K/f 2026-02 [c]")
	t.Run("across calls the later one holds", func(t *testing.T) {
		s := open(t)
		keep(t, s, clock, first)
		got := keep(t, s, clock, second)[0].Warnings
		want := "second.xlsx:Table!S2: warning: want 5 for a.n K 2026-01 as in first.xlsx!Table!S1 of the same edition 2026-03-01 (load 1), found 7.5; this one holds: it was loaded later [same-edition]\n" +
			"second.xlsx:Table!S3: warning: want 1 for a.n K f 2026-02 as in first.xlsx!Table!S3 of the same edition 2026-03-01 (load 1), found [c] (suppressed); this one holds: it was loaded later [same-edition]"
		if got.Error() != want {
			t.Errorf("warnings:\n%v\nwant:\n%s", got, want)
		}
		wantHolds(t, s, Query{}, "a.n K 2026-01 7.5 <second.xlsx", "a.n K 2026-02 6 <second.xlsx", "a.n K/f 2026-02 [c] <second.xlsx")
		if kept, err := s.Problems(context.Background(), 2); err != nil || kept.Error() != want {
			t.Errorf("kept warnings:\n%v (%v)", kept, err)
		}
		s = open(t)
		keep(t, s, clock, second)
		keep(t, s, clock, first)
		wantHolds(t, s, Query{}, "a.n K 2026-01 5 <first.xlsx", "a.n K 2026-02 6 <first.xlsx", "a.n K/f 2026-02 1 <first.xlsx")
	})
	t.Run("within a call the hash decides", func(t *testing.T) {
		first.SHA256, second.SHA256 = "bb", "aa"
		for _, order := range [][]kpi.Return{{first, second}, {second, first}} {
			s := open(t)
			var warnings kpi.Problems
			for i, k := range keep(t, s, clock, order...) {
				warnings = append(warnings, k.Warnings...)
				if k.Load.File != order[i].File {
					t.Errorf("result %d is of %s, want %s", i, k.Load.File, order[i].File)
				}
			}
			wantHolds(t, s, Query{}, "a.n K 2026-01 5 <first.xlsx", "a.n K 2026-02 6 <first.xlsx", "a.n K/f 2026-02 1 <first.xlsx")
			if len(warnings) != 2 || !strings.Contains(warnings[0].Message, "found 5; this one holds: of files loaded together the one whose SHA-256 sorts last does") {
				t.Errorf("warnings:\n%v", warnings)
			}
		}
	})
	t.Run("many are counted", func(t *testing.T) {
		s := open(t)
		keep(t, s, clock, many("one", 100, 0))
		got := keep(t, s, clock, many("two", 100, 1))[0].Warnings
		if len(got) != sameEditionShown+1 || got[sameEditionShown].String() != "two: warning: 80 more figures differ from other returns of the edition 2026-03-01 [same-edition]" {
			t.Errorf("%d warnings, the last %v", len(got), got[len(got)-1])
		}
	})
	t.Run("a withdrawn one does not count", func(t *testing.T) {
		s := open(t)
		keep(t, s, clock, first)
		if err := s.Withdraw(context.Background(), 1, "test", clock); err != nil {
			t.Fatal(err)
		}
		if got := keep(t, s, clock, second)[0]; len(got.Warnings) > 0 || got.New != 3 {
			t.Errorf("kept as %+v", got)
		}
	})
}

// many is a return of n figures of one series, area after area, with value i+add.
func many(file string, n, add int) kpi.Return {
	r := give(file, "2026-03-01")
	for i := range n {
		r.Observations = append(r.Observations, kpi.Observation{
			Key: kpi.Key{
				Series: kpi.SeriesID("m.series-" + string(rune('a'+i/1200%26))), Area: kpi.AreaCode("E0000000" + string(rune('0'+i/120%10))),
				Breakdown: []string{"", "f", "m", "x"}[i/31200%4], Period: kpi.PeriodFrom(kpi.Month, kpi.DateOf(2016, time.Month(1+i%120), 1)),
			},
			Value: float64(i+add) / 8, Outturn: true, Place: kpi.Place{Sheet: "Table", Cell: "B2", Text: "1,234.5"},
		})
	}
	return r
}

func TestRefused(t *testing.T) {
	bad := give("bad.csv", "2026-03-01", "a.n K 2026-01 5")
	bad.Problems = []kpi.Problem{{File: "bad.csv", Code: "not-a-number", Message: "no"}, {Code: "gap", Severity: kpi.Warning}}
	twice := give("twice.csv", "2026-03-01", "a.n K 2026-01 5", "a.n K 2026-02 5", "a.n K 2026-01 6", "a.n K 2026-01 [x]")
	unfit := give("unfit.csv", "2026-03-01", "a.n K 2026-01 5", "a.n K 2026-02 NaN", "a.n K 2026-03 1", "a.n K 2026-04 1")
	unfit.Observations[0].Period.Last++
	unfit.Observations[2].Place.Text = "\xff"
	unfit.Observations[3].Series = ""
	good := give("good.csv", "2026-03-01", "a.n K 2026-01 5", "a.n K 2026-02 6", "a.n K 2026-01 5")
	s := open(t)
	kept, err := s.Keep(context.Background(), []kpi.Return{bad, twice, unfit, good}, clock)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"bad.csv: no [not-a-number]",
		"twice.csv:Table!S3: want one value for a.n K 2026-01, found 6 here and 5 in Table!S1 [period-twice]\n" +
			"twice.csv:Table!S4: want one value for a.n K 2026-01, found [x] (not available) here and 5 in Table!S1 [period-twice]",
		"unfit.csv:Table!S1: want a period of its kind (month), found 2026-01-01 to 2026-02-01 [not-storable]\n" +
			"unfit.csv:Table!S2: want a finite number, found NaN [not-storable]\n" +
			"unfit.csv:Table!S3: want text in UTF-8, found \"\\xff\" [not-storable]\n" +
			"unfit.csv:Table!S4: want a series and an area, found \"\" and \"K\" [not-storable]",
		"",
	}
	for i, k := range kept {
		if k.Refused.Error() != want[i] {
			t.Errorf("refused:\n%v\nwant:\n%s", k.Refused, want[i])
		}
	}
	wantHolds(t, s, Query{}, "a.n K 2026-01 5 <good.csv", "a.n K 2026-02 6 <good.csv")
	if got := kept[3]; got.Load.Number != 1 || got.Load.Observations != 2 || got.New != 2 {
		t.Errorf("the good one was kept as %+v", got)
	}
	for _, r := range []kpi.Return{bad, twice, unfit} {
		if d, err := s.Preview(context.Background(), r); err != nil || len(d.Refused) == 0 {
			t.Errorf("preview of %s is %+v, %v", r.File, d, err)
		}
	}
	if _, err := s.Keep(context.Background(), []kpi.Return{good}, time.Time{}); err == nil {
		t.Error("a load without a time was kept")
	}
}

func TestKeepStopsWithItsContext(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Keep(ctx, []kpi.Return{many("f", 100, 0)}, clock); err == nil {
		t.Error("kept under a cancelled context")
	}
	wantHolds(t, s, Query{})
	if k := keep(t, s, clock, many("f", 100, 0))[0]; k.Load.Number != 1 {
		t.Errorf("after a failed one the load is %d, want 1", k.Load.Number)
	}
}
