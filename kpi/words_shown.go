package kpi

import (
	"strings"

	"planwatch/kpi/words"
)

// The words of the plan files and of contracts stay English, so that files and programs can rely on them. What a reader
// sees in their place is in the catalogue, under a family of keys for each kind of word.

// shown is a word as a reader sees it; "" for no word.
func shown(w *words.Catalogue, family, word string) string {
	if word == "" {
		return ""
	}
	return w.Say(family + strings.ReplaceAll(word, " ", "-"))
}

// In is where the figures come from, as readers see it.
func (p Provenance) In(w *words.Catalogue) string { return shown(w, "provenance.", p.String()) }

// In is the grade of trust as readers see it.
func (t Trust) In(w *words.Catalogue) string { return shown(w, "trust.", t.String()) }

// In is the direction as readers see it.
func (d Direction) In(w *words.Catalogue) string { return shown(w, "direction.", d.String()) }

// In is the measure as readers see it.
func (m Measure) In(w *words.Catalogue) string { return shown(w, "measure-word.", m.String()) }

// In is the frequency as readers see it.
func (f Frequency) In(w *words.Catalogue) string { return shown(w, "frequency.", f.String()) }

// In is where an indicator is in its life, as readers see it.
func (l Life) In(w *words.Catalogue) string { return shown(w, "life.", l.String()) }

// In is how far an ask was met, as readers see it.
func (a AskState) In(w *words.Catalogue) string { return shown(w, "ask.", a.String()) }

// In is what changed of an indicator, as readers see it.
func (c ChangeKind) In(w *words.Catalogue) string { return shown(w, "change.", c.String()) }

// In is the state of a value as readers see it.
func (s State) In(w *words.Catalogue) string { return shown(w, "state.", s.String()) }

// OwnerIn and CheckedIn are words of a plan file that have no type of their own, as readers see them.
func OwnerIn(w *words.Catalogue, owner string) string { return shown(w, "owner.", owner) }

// CheckedIn is how far a definition was checked against its source.
func CheckedIn(w *words.Catalogue, checked string) string { return shown(w, "checked.", checked) }

// Full is the trend in the words of a language, with the reason when it can't be judged.
func (t Trend) Full(w *words.Catalogue) string {
	if t.Kind == TrendCannotJudge {
		return w.Say("verdict.why", "verdict", t.In(w), "why", t.Reason)
	}
	return t.In(w)
}

// targetKeys are the states of a target in the catalogue.
var targetKeys = [...]string{
	NoTarget: "none", TargetCannotJudge: "cannot-judge", TargetMet: "met", TargetNotMet: "not-met", TargetOnPath: "on-path",
	TargetOffPath: "off-path",
}

// In is the state of a target in the words of a language, without the reason.
func (s TargetState) In(w *words.Catalogue) string { return w.Say("target." + targetKeys[s]) }

// Full is the verdict in the words of a language, with the reason when it can't be judged.
func (v TargetVerdict) Full(w *words.Catalogue) string {
	if v.State == TargetCannotJudge {
		return w.Say("verdict.why", "verdict", v.State.In(w), "why", v.Reason)
	}
	return v.State.In(w)
}
