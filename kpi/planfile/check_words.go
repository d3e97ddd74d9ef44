package planfile

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"planwatch/kpi"
)

// longWords is how many long words a complaint names.
const longWords = 6

var (
	// bracketed is a term that a text refers to: [residential burglary].
	bracketed = regexp.MustCompile(`\[([^\[\]]+)\]`)
	// abbreviation is a word of two or more capital letters, which a reader may not know: CPS, PCSOs.
	abbreviation = regexp.MustCompile(`\b[A-Z][A-Z&]*[A-Z]s?\b`)
)

// checkWords looks at the texts that people read: terms that the glossary lacks, what two indicators have word for word,
// and what is hard to read.
func (f *folder) checkWords() {
	caveats := map[string]place{}
	for i := range f.indicators {
		for j := range f.indicators[i].Indicators {
			ind := &f.indicators[i].Indicators[j]
			for _, t := range []text{ind.Question, ind.Name, ind.Counts, ind.Excludes, ind.Caveat, ind.Perverse} {
				f.checkTermsOf(t, "")
			}
			f.easy(ind.Question, "question")
			f.easy(ind.Counts, "counts")
			f.easy(ind.Excludes, "excludes")
			f.unsharedCaveat(ind.Caveat, caveats)
		}
	}
	for _, t := range f.glossary.Terms {
		f.checkTermsOf(t.Definition, t.Name.Value)
		f.easy(t.Definition, "definition")
	}
}

// checkTermsOf wants every term and abbreviation of a text in the glossary. own is the term that the text defines.
func (f *folder) checkTermsOf(t text, own string) {
	if !t.known() || f.broken[glossaryYAML] {
		return
	}
	for _, m := range bracketed.FindAllStringSubmatch(t.Value, -1) {
		if !f.term(m[1]) {
			f.add(undefinedTerm, t.place, "want the name or an alias of a term of %s in brackets, found %q%s", glossaryYAML, m[1], kpi.DidYouMean(m[1], f.termNames()))
		}
	}
	var said []string
	for _, a := range abbreviation.FindAllString(bracketed.ReplaceAllString(t.Value, ""), -1) {
		if a = strings.TrimSuffix(a, "s"); f.term(a) || slices.Contains(said, a) || strings.Contains(own, a) {
			continue
		}
		said = append(said, a)
		f.add(undefinedTerm, t.place, "want abbreviations that %s has as a name or alias, found %q", glossaryYAML, a)
	}
}

// term says whether the glossary has a term of this name.
func (f *folder) term(name string) bool {
	return f.known.names[strings.ToLower(name)].given() || f.known.names[strings.ToLower(name)+"s"].given()
}

func (f *folder) termNames() []string {
	var out []string
	for _, t := range f.glossary.Terms {
		out = append(out, t.Name.Value)
		for _, a := range t.Aliases {
			out = append(out, a.Value)
		}
	}
	return out
}

// usedTerms are the ids of terms that an indicator, an ask or another term's definition uses.
func (f *folder) usedTerms() map[string]bool {
	used, named := map[string]bool{}, map[string]string{}
	for _, t := range f.glossary.Terms {
		for _, n := range append([]text{t.Name}, t.Aliases...) {
			named[strings.ToLower(n.Value)] = t.ID.Value
		}
	}
	refers := func(t text, own string) {
		for _, m := range bracketed.FindAllStringSubmatch(t.Value, -1) {
			if id := named[strings.ToLower(m[1])]; id != own {
				used[id] = true
			}
		}
		for _, a := range abbreviation.FindAllString(t.Value, -1) {
			if id := named[strings.ToLower(strings.TrimSuffix(a, "s"))]; id != own {
				used[id] = true
			}
		}
	}
	for _, file := range f.indicators {
		for _, ind := range file.Indicators {
			for _, t := range ind.Terms {
				used[t.Value] = true
				if !f.known.terms[t.Value].given() { // misspelt, which is said there: the term it means is used
					used[kpi.Nearest(t.Value, slices.Collect(maps.Keys(f.known.terms)))] = true
				}
			}
			for _, t := range []text{ind.Question, ind.Name, ind.Counts, ind.Excludes, ind.Caveat, ind.Perverse} {
				refers(t, "")
			}
		}
	}
	for _, t := range f.glossary.Terms {
		refers(t.Definition, t.ID.Value)
	}
	for _, a := range f.asks.Asks {
		for _, t := range a.Terms {
			used[t.Value] = true
		}
	}
	return used
}

// easy warns of a text that a person of 14 would find hard, with the figure and its long words.
func (f *folder) easy(t text, key string) {
	if !t.known() {
		return
	}
	if age, long := kpi.ReadingAge(unbracketed(t.Value), f.termNames()); age > kpi.Readable {
		words := "its sentences are long"
		if len(long) > 0 {
			words = "long words: " + strings.Join(long[:min(len(long), longWords)], ", ")
			if len(long) > longWords {
				words += fmt.Sprintf(" and %d more", len(long)-longWords)
			}
		}
		f.add(hardToRead, t.place, "%q reads at age %.1f, want %d at most; %s", key, age, kpi.Readable, words)
	}
}

// unbracketed is a text as readers see it.
func unbracketed(s string) string { return bracketed.ReplaceAllString(s, "$1") }

// unsharedCaveat warns of a sentence that another indicator has too: then it is not about either.
func (f *folder) unsharedCaveat(t text, seen map[string]place) {
	for _, sentence := range strings.SplitAfter(t.Value, ". ") {
		key := strings.ToLower(strings.TrimRight(strings.TrimSpace(sentence), "."))
		if key == "" {
			continue
		}
		if first := seen[key]; first.given() {
			f.add(sharedCaveat, t.place, "want a caveat of the indicator's own, found a sentence that stands at %s too: %q", first, shorten(strings.TrimSpace(sentence)))
			continue
		}
		seen[key] = t.place
	}
}
