package kpi

import "strings"

// Nearest gives the known name that is closest to word by edit distance (case and spaces folded), or "" when none is
// near enough to be a likely slip: more than a third of the longer word would have to change.
func Nearest(word string, known []string) string {
	best, bestDistance := "", -1
	w := foldName(word)
	for _, k := range known {
		d := editDistance(w, foldName(k))
		if d*3 > max(len(w), len(k)) {
			continue
		}
		if bestDistance < 0 || d < bestDistance || d == bestDistance && k < best {
			best, bestDistance = k, d
		}
	}
	return best
}

// DidYouMean is `, nearest "x"` for a message, or "" when nothing is near.
func DidYouMean(word string, known []string) string {
	if n := Nearest(word, known); n != "" {
		return `; nearest is "` + n + `"`
	}
	return ""
}

func foldName(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// editDistance counts the slips between two words: a letter too many, one too few, one wrong, or two neighbours
// swapped, each 1 (optimal string alignment).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}

// OneOf lists words to choose from: "Inadequate, Adequate or Good".
func OneOf(words []string) string {
	if n := len(words) - 1; n > 0 {
		return strings.Join(words[:n], ", ") + " or " + words[n]
	}
	return strings.Join(words, "")
}
