package kpi

import (
	"cmp"
	"strings"

	"planwatch/kpi/words"
)

// Words is the baseline in short, in English: "308491 (2024/25, published)". Numbers are as the plan's files have them.
func (b Baseline) Words() string { return b.In(words.English()) }

// In is the baseline in short, in a language.
func (b Baseline) In(w *words.Catalogue) string {
	figure := w.Say("trust.not-set")
	switch {
	case b.Trust == NotSet:
		return figure
	case b.Numerator != nil && b.Denominator != nil:
		figure = w.Say("baseline.of", "numerator", plainNumber(*b.Numerator), "denominator", plainNumber(*b.Denominator))
	case b.Value != nil:
		figure = plainNumber(*b.Value)
	}
	if b.Period.Kind == 0 {
		return w.Say("baseline.short", "figure", figure, "trust", b.Trust.In(w))
	}
	return w.Say("baseline.short-dated", "figure", figure, "period", b.Period.String(), "trust", b.Trust.In(w))
}

// Words is the target in short, in English, with what the plan leaves out: "at least 90% within 10 seconds", "down 50%
// from a base year that is not set, by 2030".
func (t Target) Words(unit string) string { return t.In(words.English(), unit) }

// In is the target in short, in a language.
func (t Target) In(w *words.Catalogue, unit string) string {
	s := t.aim(w, unit)
	switch {
	case t.By != nil:
		s = w.Say("target.of.by", "target", s, "date", t.By.In(w))
	case t.Kind == TargetMilestone:
		s = w.Say("target.of.undated", "target", s)
	}
	if t.National {
		s = w.Say("target.of.national", "target", s)
	}
	return s
}

// aim is what is to be reached, without the date.
func (t Target) aim(w *words.Catalogue, unit string) string {
	switch t.Kind {
	case TargetShare:
		if t.Share == nil {
			return strings.TrimSpace(w.Say("target.of.share-unset", "threshold", t.Threshold))
		}
		return strings.TrimSpace(w.Say("target.of.share", "share", plainNumber(*t.Share), "threshold", t.Threshold))
	case TargetChange:
		return t.change(w)
	case TargetGrade:
		return w.Say("target.of.least", "level", cmp.Or(t.Grade, w.Say("target.of.grade-unset")))
	case TargetMilestone:
		return w.Say("target.of.milestone")
	case TargetFloor:
		s := w.Say("target.of.floor-unset")
		if t.Level != nil {
			s = w.Say("target.of.least", "level", inUnit(w, *t.Level, unit))
		}
		if t.Each != nil {
			s = w.Say("target.of.each", "floor", s, "each", plainNumber(*t.Each))
		}
		return s
	default:
		if t.Level == nil {
			return w.Say("target.of.level-unset")
		}
		return inUnit(w, *t.Level, unit)
	}
}

func (t Target) change(w *words.Catalogue) string {
	base := w.Say("target.of.base-unset")
	if t.BasePeriod != nil {
		base = t.BasePeriod.In(w)
	}
	if t.Change == nil {
		return w.Say("target.of.change-unset", "base", base)
	}
	size := strings.TrimPrefix(plainNumber(*t.Change), "-")
	if *t.Change < 0 {
		return w.Say("target.of.fall", "percent", size, "base", base)
	}
	return w.Say("target.of.rise", "percent", size, "base", base)
}

// inUnit is a number with its unit behind it.
func inUnit(w *words.Catalogue, v float64, unit string) string {
	if unit == "%" {
		return w.Say("unit.percent", "n", plainNumber(v))
	}
	return w.Say("unit.of", "n", plainNumber(v), "unit", unit)
}
