package layout

import (
	"fmt"
	"strings"
)

// lineOp is one line of a diff.
type lineOp struct {
	sign byte // ' ', '-' or '+'
	text string
	a, b int // the numbers of the line, before and after, from 1
}

// lineOps is the shortest way from one list of lines to another, by their longest common subsequence.
func lineOps(a, b []string) (out []lineOp) {
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, lineOp{' ', a[i], i + 1, j + 1})
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]):
			out = append(out, lineOp{'-', a[i], i + 1, j + 1})
			i++
		default:
			out = append(out, lineOp{'+', b[j], i + 1, j + 1})
			j++
		}
	}
	if n := len(out); n > 0 && out[n-1].text == "" {
		out = out[:n-1] // what follows the last line's end
	}
	return out
}

// writeHunk writes neighbouring changes with the lines around them.
func writeHunk(out *strings.Builder, ops []lineOp) {
	if len(ops) == 0 {
		return
	}
	n, m := 0, 0
	for _, op := range ops {
		if op.sign != '+' {
			n++
		}
		if op.sign != '-' {
			m++
		}
	}
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", ops[0].a, n, ops[0].b, m)
	for _, op := range ops {
		out.WriteString(string(op.sign) + strings.TrimSuffix(op.text, "\n") + "\n")
	}
}
