package kpi

import (
	"slices"
	"strings"
	"unicode"
)

// Readable is the age at which a question or a definition should be readable.
const Readable = 14

// ReadingAge is the age at which a person reads a text with ease: the grade of Flesch and Kincaid (Kincaid and others,
// Derivation of New Readability Formulas, Research Branch Report 8-75, 1975), 0.39 × words per sentence + 11.8 ×
// syllables per word − 15.59, plus 5 for the age at which school begins. Numbers count as one syllable, and the terms
// that are defined elsewhere are left out: a reader can look them up. Long lists the words of three or more syllables,
// each once, in order. A text of no words has age 0.
//
// Syllables are counted from spelling, so that the age is good for comparing texts and no better than a year or so.
func ReadingAge(text string, defined []string) (age float64, long []string) {
	words, sentences, syllables := 0, 0, 0
	for _, sentence := range sentencesOf(leaveOut(text, defined)) {
		n := 0
		for _, w := range strings.FieldsFunc(sentence, notInWord) {
			s := syllablesOf(w)
			if s == 0 {
				continue
			}
			n++
			syllables += s
			if s >= 3 && !slices.Contains(long, w) {
				long = append(long, w)
			}
		}
		if n > 0 {
			words, sentences = words+n, sentences+1
		}
	}
	if words == 0 {
		return 0, nil
	}
	grade := 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
	return max(grade+5, 0), long
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' && r != '.' && r != ','
}

// sentencesOf cuts a text after each full stop, question mark, exclamation mark, colon or semicolon that a space
// follows: a list after a colon reads as sentences of its own.
func sentencesOf(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		next := i + len(string(r))
		if strings.ContainsRune(".?!:;", r) && (next == len(text) || text[next] == ' ') {
			out = append(out, text[start:next])
			start = next
		}
	}
	return append(out, text[start:])
}

// leaveOut takes the defined terms out of a text, the longest first, where they stand as whole words.
func leaveOut(text string, defined []string) string {
	terms := slices.Clone(defined)
	slices.SortStableFunc(terms, func(a, b string) int { return len(b) - len(a) })
	for _, t := range terms {
		text = cutWhole(text, t)
	}
	return text
}

func cutWhole(text, term string) string {
	if term == "" {
		return text
	}
	var b strings.Builder
	for {
		i := indexFold(text, term)
		if i < 0 {
			return b.String() + text
		}
		end := i + len(term)
		whole := (i == 0 || !isLetter(text[:i], true)) && (end == len(text) || !isLetter(text[end:], false))
		b.WriteString(text[:i])
		if !whole {
			b.WriteString(text[i:end])
		}
		text = text[end:]
	}
}

// indexFold is where a term begins in a text, whatever its case; -1 when it does not. Only texts whose small letters
// take as many bytes as their capitals are compared: English ones do.
func indexFold(text, term string) int {
	low := strings.ToLower(text)
	if len(low) != len(text) {
		return strings.Index(text, term)
	}
	return strings.Index(low, strings.ToLower(term))
}

// isLetter says whether a text ends (last) or begins with a letter or digit.
func isLetter(text string, last bool) bool {
	var r rune
	for _, x := range text {
		r = x
		if !last {
			break
		}
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// syllablesOf counts a word's syllables by its spelling: runs of vowels, without a silent e at the end or in -es and
// -ed. A number has one.
func syllablesOf(word string) int {
	w := strings.ToLower(strings.Trim(word, "'’.,"))
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	letters := []rune(w)
	if len(letters) == 0 {
		return 0
	}
	if slices.ContainsFunc(letters, unicode.IsDigit) {
		return 1
	}
	n, was := 0, false
	for _, r := range letters {
		is := strings.ContainsRune("aeiouyàâéèêîôûŵŷ", r)
		if is && !was {
			n++
		}
		was = is
	}
	return max(n-silent(w), 1)
}

// silent says whether a word ends in an e that is not spoken, 1 or 0.
func silent(w string) int {
	end := func(suffix, but string) bool {
		stem, ok := strings.CutSuffix(w, suffix)
		return ok && stem != "" && !strings.ContainsRune(but, rune(stem[len(stem)-1]))
	}
	switch {
	case strings.HasSuffix(w, "le") && len(w) > 2 && !strings.ContainsRune("aeiouy", rune(w[len(w)-3])): // ta-ble
		return 0
	case end("e", "aeiouy"), end("es", "aeiouycgsxz"), end("ed", "aeiouytd"):
		return 1
	default:
		return 0
	}
}
