package kpi_test

import (
	"strings"
	"testing"

	"planwatch/kpi"
)

// notesOf is an assessment's notes of a code, one a line.
func notesOf(a kpi.Assessment, code string) string {
	var out []string
	for _, n := range a.Notes {
		if n.Code == code {
			out = append(out, n.Text)
		}
	}
	return strings.Join(out, "\n")
}

// TestSaidOfFigures wants what was said of the latest figure on the assessment, of the baseline's figures that they were
// revised, and of others nothing.
func TestSaidOfFigures(t *testing.T) {
	plan := &kpi.Plan{Area: "K", Sources: []kpi.Source{{ID: "t", Provenance: kpi.ForceFigures, Series: []kpi.SeriesInfo{{ID: "t.n"}}}}}
	year := kpi.PeriodFrom(kpi.FinancialYear, kpi.DateOf(2023, 4, 1))
	value := 120.0
	ind := kpi.Indicator{
		ID: "I", Measure: kpi.Count, Direction: kpi.Reduce, Inputs: []kpi.Input{{Value: "t.n"}},
		Baselines: []kpi.Baseline{{Value: &value, Period: year, Series: "t.n", Trust: kpi.Agreed}},
	}
	var list []kpi.Observation
	for m := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2023, 4, 1)); m.First.Year() < 2025; m = m.Next() {
		list = append(list, kpi.Observation{Key: kpi.Key{Series: "t.n", Area: "K", Period: m}, Value: 10, Outturn: true})
	}
	last := list[len(list)-1].Key
	assess := func(say func(*kpi.Data)) kpi.Assessment {
		data := kpi.NewData(list)
		say(data)
		return kpi.Assess(plan, ind, "K", data, last.Period.Last)
	}

	a := assess(func(d *kpi.Data) {
		d.Note(last, kpi.Note{Code: kpi.NoteAccepted, Text: "why"})
		d.Note(list[15].Key, kpi.Note{Code: kpi.NoteRevised, Text: "neither latest nor baseline"})
		d.Note(list[0].Key, kpi.Note{Code: kpi.NoteAccepted, Text: "of the baseline"})
	})
	if notesOf(a, kpi.NoteAccepted) != "why" || notesOf(a, kpi.NoteRevised) != "" {
		t.Errorf("notes: %v", a.Notes)
	}
	a = assess(func(d *kpi.Data) {
		for i, text := range []string{"one", "two", "three", "four", "five"} {
			d.Note(list[i].Key, kpi.Note{Code: kpi.NoteRevised, Text: text})
		}
		d.Note(last, kpi.Note{Code: kpi.NoteRevised, Text: "the latest"})
	})
	if got, want := notesOf(a, kpi.NoteRevised), "the latest\none\ntwo\nthree\nSo were 2 figures more of the baseline's period."; got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}

func TestRevision(t *testing.T) {
	month := kpi.PeriodFrom(kpi.Month, kpi.DateOf(2026, 1, 1))
	of := func(v float64) kpi.Observation { return kpi.Observation{Key: kpi.Key{Period: month}, Value: v} }
	gone := kpi.Observation{State: kpi.Missing}
	for _, c := range []struct {
		old, new kpi.Observation
		percent  float64
		known    bool
		beyond   bool
	}{
		{of(100), of(110), 10, true, false}, // the bound itself is not beyond it
		{of(100), of(111), 11, true, true},
		{of(100), of(89), -11, true, true},
		{of(-100), of(-120), -20, true, true},
		{of(0), of(1), 0, false, true},
		{of(0), of(0), 0, false, false},
		{of(5), gone, 0, false, false},
		{gone, of(5), 0, false, false},
	} {
		r := kpi.Revision{Old: c.old, New: c.new}
		p, known := r.Percent()
		if p != c.percent || known != c.known || r.Beyond(10) != c.beyond {
			t.Errorf("%v → %v: %v %t, beyond %t", c.old.Value, c.new.Value, p, known, r.Beyond(10))
		}
	}
	r := kpi.Revision{Old: of(12345), New: of(9876.5), OldEdition: kpi.DateOf(2026, 2, 3), NewEdition: kpi.DateOf(2026, 3, 4)}
	want := "Revised: January 2026 was 12,345 in the edition of 3 February 2026 and became 9,876.5 on 4 March 2026, a change of more than 10%."
	if n := r.Note(nil, 10); n.Code != kpi.NoteRevised || n.Text != want {
		t.Errorf("found %v, want %s", n, want)
	}
}
