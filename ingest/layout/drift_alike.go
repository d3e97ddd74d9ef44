package layout

import "strings"

// alike is how like two names are, from 0 to 1: by their letters, or by their words, whichever says more.
func alike(a, b string) float64 {
	x, y := unglued(fold(a)), unglued(fold(b))
	if x == "" || y == "" {
		return 0
	}
	if len(x) > 300 || len(y) > 300 {
		return overlap(tokens(x), tokens(y))
	}
	letters := 1 - float64(slips(x, y))/float64(max(len([]rune(x)), len([]rune(y))))
	return max(letters, likeness(stems(x), stems(y)))
}

// stems are tokens in which an abbreviation counts as the word: "misc." and "miscellaneous" share their first letters.
func stems(s string) map[string]bool {
	out := map[string]bool{}
	for w := range tokens(s) {
		if r := []rune(w); len(r) > 4 && !turning[w] {
			w = string(r[:4])
		}
		out[w] = true
	}
	return out
}

// slips counts the letters that must change to make one word of another (Levenshtein's distance).
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		before := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			before, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, before+cost)
		}
	}
	return row[len(y)]
}

// unifiedDiff writes what changed between two texts, in the form that patch reads.
func unifiedDiff(name, before, after string) string {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	ops := lineOps(a, b)
	var out strings.Builder
	out.WriteString("--- " + name + "\n+++ " + name + " (changed)\n")
	const context = 3
	for i := 0; i < len(ops); {
		if ops[i].sign == ' ' {
			i++
			continue
		}
		from, to := max(i-context, 0), i
		for j := i; j < len(ops) && j-to <= 2*context; j++ {
			if ops[j].sign != ' ' {
				to = j
			}
		}
		end := min(to+context+1, len(ops))
		writeHunk(&out, ops[from:end])
		i = end
	}
	return out.String()
}
