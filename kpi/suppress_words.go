package kpi

import "slices"

// noteSuppressed says how many figures of an answer are hidden because they are small, and how many beside them.
func noteSuppressed(a *Assessment) {
	small, beside := 0, 0
	for _, p := range a.Points {
		switch {
		case p.State != Suppressed:
		case slices.ContainsFunc(p.Cells, isBeside) && !slices.ContainsFunc(p.Cells, isSmall):
			beside++
		default:
			small++
		}
	}
	if small > 0 {
		a.note("suppressed", a.say("note.suppressed", "n", small))
	}
	if beside > 0 {
		a.note("suppressed-beside", a.say("note.suppressed-beside", "n", beside))
	}
}

func isBeside(o Observation) bool { return o.State == Suppressed && o.Beside }
func isSmall(o Observation) bool  { return o.State == Suppressed && !o.Beside }
