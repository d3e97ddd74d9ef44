package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"planwatch/kpi"
)

// killsEnv is how often TestKilledLoads kills; CI sets it to 200.
const killsEnv = "PLANWATCH_KILLS"

// sizes are how many figures the loads of loadWithoutEnd have, in turn: one, some, and enough for a few megabytes.
var sizes = []int{1, 3000, 300, 20000}

// numberedReturn is what loadWithoutEnd keeps as load n: every figure of it in a series of its own.
func numberedReturn(n int) kpi.Return {
	r := give(fmt.Sprintf("return-%d.xlsx", n), "2026-03-01")
	for i := range sizes[n%len(sizes)] {
		r.Observations = append(r.Observations, kpi.Observation{
			Key: kpi.Key{
				Series: kpi.SeriesID(fmt.Sprintf("load.%05d", n)), Area: kpi.AreaCode(fmt.Sprintf("E%08d", i)),
				Period: kpi.PeriodFrom(kpi.Month, kpi.DateOf(2026, 1, 1)),
			},
			Value: float64(n*i) / 7, Outturn: true,
			Place: kpi.Place{File: r.File, SHA256: r.SHA256, Load: n, Sheet: "T", Cell: "A" + strconv.Itoa(i), Text: "text"},
		})
	}
	return r
}

// loadWithoutEnd opens the store, keeps two returns and closes it, again and again, and prints the number of every load
// as soon as Keep has said that it is kept.
func loadWithoutEnd(ctx context.Context, path string) error {
	for {
		s, err := Open(ctx, path, Options{})
		if err != nil {
			return err
		}
		for range 2 {
			loads, err := s.Loads(ctx, time.Time{})
			if err != nil {
				return err
			}
			kept, err := s.Keep(ctx, []kpi.Return{numberedReturn(len(loads) + 1)}, clock)
			if err != nil {
				return err
			}
			fmt.Println(kept[0].Load.Number)
		}
		if err := s.Close(); err != nil {
			return err
		}
	}
}

// TestKilledLoads kills a process that loads, at random moments (making the store, writing, committing, folding the log
// into the file), and wants the store to open and to hold each load whole or not at all: every load that was said to be
// kept, and at most one more that was kept but not yet said.
func TestKilledLoads(t *testing.T) {
	kills := killsWanted(t, 5)
	random := rand.New(rand.NewPCG(2, 42))
	path, kept, unsaid, total := "", 0, 0, 0
	for kill := range kills {
		if kill%5 == 0 { // a store of its own for every five kills, so that looking through it stays quick
			path, kept = filepath.Join(t.TempDir(), "store.duckdb"), 0
		}
		said := max(killOnce(t, path, time.Duration(random.IntN(1000))*time.Millisecond), kept)
		now := wholeLoads(t, path)
		if now < said || now > said+1 {
			t.Fatalf("kill %d: the store has %d loads, and %d were said to be kept", kill+1, now, said)
		}
		total += now - kept
		unsaid += now - said
		kept = now
	}
	t.Logf("killed %d times: %d loads kept whole, %d of them kept but not yet said, none lost, none in part", kills, total, unsaid)
}

// killsWanted is how often to kill: what killsEnv says, else so often.
func killsWanted(t *testing.T, kills int) int {
	t.Helper()
	text := os.Getenv(killsEnv)
	if text == "" {
		return kills
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: want a number, found %q", killsEnv, text)
	}
	return n
}

// killOnce lets a child load for a while and kills it; it returns the last load that it said to have kept.
func killOnce(t *testing.T, path string, after time.Duration) (said int) {
	t.Helper()
	c, out, _ := start(t, "load", path)
	timer := time.AfterFunc(after, func() { c.Process.Kill() })
	defer timer.Stop()
	for out.Scan() {
		n, err := strconv.Atoi(out.Text())
		if err != nil {
			t.Fatal(err)
		}
		said = n
	}
	if err := c.Wait(); err == nil || c.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
	return said
}

// wholeLoads wants every load of the store whole, and nothing else in it; it returns how many there are.
func wholeLoads(t *testing.T, path string) int {
	t.Helper()
	return wholeLoadsOf(t, path, numberedReturn)
}

// wholeLoadsOf is wholeLoads of a store in which load n is of the return that given gives.
func wholeLoadsOf(t *testing.T, path string, given func(n int) kpi.Return) int {
	t.Helper()
	ctx := context.Background()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	loads, err := s.Loads(ctx, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	got := holds(t, s, Query{})
	var want []kpi.Observation
	for i, l := range loads {
		r := given(i + 1)
		if l.Number != i+1 || l.SHA256 != r.SHA256 || l.Observations != len(r.Observations) {
			t.Fatalf("load %d is %+v", i+1, l)
		}
		want = append(want, r.Observations...)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%d loads hold %d figures that are not the %d that they were given", len(loads), len(got), len(want))
	}
	return len(loads)
}
