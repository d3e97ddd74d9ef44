package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

// clock is when tests load; each test that needs other times counts hours from it.
var clock = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)

func hours(n int) time.Time { return clock.Add(time.Duration(n) * time.Hour) }

// give is a return of a file, an edition and figures, one a line: "series area period value", where value is a number
// with marks, or [x], [c] or [z] alone. The n-th figure stands in cell Sn of sheet "Table". The hash is of the file's
// name, unless the name says "name#hash".
func give(file, edition string, figures ...string) kpi.Return {
	name, hash, given := strings.Cut(file, "#")
	if !given {
		sum := sha256.Sum256([]byte(name))
		hash = hex.EncodeToString(sum[:])
	}
	day, err := kpi.ParseDate(edition)
	if err != nil {
		panic(err)
	}
	r := kpi.Return{
		File: name, SHA256: hash, Layout: "monthly", LayoutSHA256: "layout-1", Edition: day, EditionFrom: "the test",
	}
	for i, f := range figures {
		o := figure(f)
		o.Place.Sheet, o.Place.Cell = "Table", "S"+strconv.Itoa(i+1)
		r.Observations = append(r.Observations, o)
	}
	return r
}

func figure(line string) kpi.Observation {
	word := strings.Fields(line)
	area, breakdown, _ := strings.Cut(word[1], "/")
	period, err := kpi.ParsePeriod(word[2])
	if err != nil {
		panic(err)
	}
	o := kpi.Observation{
		Key:     kpi.Key{Series: kpi.SeriesID(word[0]), Area: kpi.AreaCode(area), Breakdown: breakdown, Period: period},
		Outturn: true, Place: kpi.Place{Text: word[3]},
	}
	text := word[3]
	for mark, shorthand := range map[kpi.Mark]string{kpi.Provisional: "[p]", kpi.Revised: "[r]"} {
		if strings.Contains(text, shorthand) {
			o.Marks |= mark
			text = strings.ReplaceAll(text, shorthand, "")
		}
	}
	switch text {
	case "[x]":
		o.State = kpi.Missing
	case "[c]":
		o.State = kpi.Suppressed
	case "[z]":
		o.State = kpi.NotApplicable
	default:
		if o.Value, err = strconv.ParseFloat(text, 64); err != nil {
			panic(err)
		}
	}
	return o
}

// show writes observations as give reads them, each with the file it came from.
func show(list []kpi.Observation) string {
	var b strings.Builder
	for _, o := range list {
		area := string(o.Area)
		if o.Breakdown != "" {
			area += "/" + o.Breakdown
		}
		value := o.State.Shorthand()
		if o.State == kpi.Known {
			value = strconv.FormatFloat(o.Value, 'f', -1, 64)
		}
		fmt.Fprintf(&b, "%s %s %s %s%s <%s\n", o.Series, area, o.Period, value, o.Marks.Shorthand(), o.Place.File)
	}
	return b.String()
}

func lines(l ...string) string { return strings.Join(l, "\n") + "\n" }

// open opens a store in a folder of its own, and closes it at the end of the test.
func open(t testing.TB) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "store.duckdb"))
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// keep keeps returns in one call.
func keep(t testing.TB, s *Store, at time.Time, returns ...kpi.Return) []Kept {
	t.Helper()
	kept, err := s.Keep(context.Background(), returns, at)
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range kept {
		if len(k.Refused) > 0 {
			t.Fatalf("return %d was refused: %v", i, k.Refused)
		}
	}
	return kept
}

func holds(t testing.TB, s *Store, q Query) []kpi.Observation {
	t.Helper()
	list, err := s.Observations(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func wantHolds(t testing.TB, s *Store, q Query, want ...string) {
	t.Helper()
	w := lines(want...)
	if len(want) == 0 {
		w = ""
	}
	if got := show(holds(t, s, q)); got != w {
		t.Errorf("what holds with %+v:\n%s\nwant:\n%s", q, got, w)
	}
}
