package reports

import (
	"cmp"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/words"
)

// voice writes figures and sentences in a plan's language. The zero voice speaks English.
type voice struct{ w *words.Catalogue }

// say is what stands in the catalogue under a key, as [words.Catalogue.Say] has it.
func (v voice) say(key string, pairs ...any) string { return v.w.Say(key, pairs...) }

// when puts a period behind a figure: "in October to December 2025", "at 31 March 2022".
func (v voice) when(p kpi.Period) string {
	return v.say("when."+either(p.Kind == kpi.PointInTime || p.Kind == kpi.Day, "at", "in"), "period", p.In(v.w))
}

// quoted is the plan's or somebody else's own words.
func (v voice) quoted(s string) string { return v.say("quote.words", "words", s) }

// cited is a quotation with its line in the source, where that is known.
func (v voice) cited(s string, line int) string {
	if line == 0 {
		return v.quoted(s)
	}
	return v.say("quote.cited", "words", s, "line", itoa(line))
}

// or joins a list as a sentence does: "Inadequate, Adequate or Good".
func (v voice) or(list []string) string {
	if n := len(list) - 1; n > 0 {
		return v.say("list.or", "first", strings.Join(list[:n], ", "), "last", list[n])
	}
	return strings.Join(list, "")
}

// sentence is a saying with something at its end that may close with a full stop of its own; "" when there is nothing.
func (v voice) sentence(key, name, rest string) string {
	if rest == "" {
		return ""
	}
	return v.say(key, name, strings.TrimSuffix(rest, "."))
}

// words is a column of words, figures one of numbers.
func (v voice) words(key string) Column { return Column{Name: v.say(key)} }

func (v voice) figures(key string, decimals int) Column {
	return Column{Name: v.say(key), Numeric: true, Decimals: decimals}
}

// columns are columns of words.
func (v voice) columns(keys ...string) []Column {
	var out []Column
	for _, key := range keys {
		out = append(out, v.words(key))
	}
	return out
}

// fact is a label with what stands beside it.
func (v voice) fact(key, text, note string) Fact { return Fact{v.say(key), text, note} }

// noneOr is a text, or the mark that says that there is none such here.
func noneOr(s string) string { return cmp.Or(s, kpi.NotApplicable.Shorthand()) }

// unknownOr is a text, or the mark that says that it is not known.
func unknownOr(s string) string { return cmp.Or(s, kpi.Missing.Shorthand()) }
