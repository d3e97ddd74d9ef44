package kpi

import (
	"math"
	"strconv"

	"planwatch/kpi/words"
)

// NoteRevised is the code of a note that a figure was revised beyond the bound, NoteAccepted of one that a doubt about
// it was accepted.
const (
	NoteRevised  = "revised"
	NoteAccepted = "accepted"
)

// saidOfFigures notes what was said of the figures that an answer rests on: of those of the latest point all, of those
// in the baseline's period that they were revised, since a baseline is only as firm as what it was taken from.
func saidOfFigures(a *Assessment, data *Data) {
	if a.Latest == nil {
		return
	}
	for _, c := range a.Latest.Cells {
		for _, n := range data.NotesOn(c.Key) {
			a.note(n.Code, n.Text)
		}
	}
	if a.Baseline == nil || a.Baseline.Period.Kind == 0 {
		return
	}
	var said []Note
	for _, p := range a.Points {
		if !p.Period.Within(a.Baseline.Period) || p.Period == a.Latest.Period {
			continue
		}
		for _, c := range p.Cells {
			for _, n := range data.NotesOn(c.Key) {
				if n.Code == NoteRevised {
					said = append(said, n)
				}
			}
		}
	}
	for i, n := range said {
		if i == baselineRevisions {
			a.note(NoteRevised, a.say("note.revised-more", "n", len(said)-i))
			return
		}
		a.note(n.Code, n.Text)
	}
}

// baselineRevisions is how many revised figures of a baseline's period are named; the others are counted.
const baselineRevisions = 3

// Revision is one figure that a later edition gave differently.
type Revision struct {
	Old, New Observation
	// The editions that gave them, which is when they became known wherever they were loaded in time. A note names
	// these and never a time of loading, so that two offices print the same.
	OldEdition, NewEdition Date
}

// Percent is how far the figure moved, in per cent of what it was; false where one of the two is not known or it was 0.
func (r Revision) Percent() (float64, bool) {
	if r.Old.State != Known || r.New.State != Known || r.Old.Value == 0 {
		return 0, false
	}
	return 100 * (r.New.Value - r.Old.Value) / math.Abs(r.Old.Value), true
}

// Beyond says whether the figure moved by more than so many per cent of what it was. Any change of a 0 does.
func (r Revision) Beyond(bound float64) bool {
	if r.Old.State != Known || r.New.State != Known {
		return false
	}
	return math.Abs(r.New.Value-r.Old.Value) > math.Abs(r.Old.Value)*bound/100
}

// Note is what an assessment says of the revision.
func (r Revision) Note(w *words.Catalogue, bound float64) Note {
	return Note{NoteRevised, w.Say("note.revised", "period", r.New.Period.In(w), "was", amount(w, r.Old), "edition", r.OldEdition.In(w),
		"is", amount(w, r.New), "date", r.NewEdition.In(w), "bound", w.Number(strconv.FormatFloat(bound, 'f', -1, 64)))}
}

// amount is a figure as its return gave it, with the language's signs.
func amount(w *words.Catalogue, o Observation) string {
	if o.State != Known {
		return o.State.In(w)
	}
	return w.Number(strconv.FormatFloat(o.Value, 'f', -1, 64))
}
