package layout

import (
	"fmt"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// most is how many problems of one code are given for one sheet; the rest are counted, so that a layout that is wrong
// for a large file does not drown its reader.
const most = 500

// complaints are the problems of one file, in the order they were found.
type complaints struct {
	list kpi.Problems
	once map[kpi.Problem]int // index of a problem that is given once for all cells that have it
	kept map[sheetCode]count
	more map[int]int // how many further cells a problem stands for, by its index
}

type sheetCode struct{ sheet, code string }

type count struct{ problems, last int }

func newComplaints() complaints {
	return complaints{once: map[kpi.Problem]int{}, kept: map[sheetCode]count{}, more: map[int]int{}}
}

func problemAt(p *page, row, col int, code, format string, args ...any) kpi.Problem {
	return kpi.Problem{Sheet: p.grid.Name, Cell: sheet.CellName(row, col), Code: code, Message: fmt.Sprintf(format, args...)}
}

// at complains about one cell.
func (c *complaints) at(p *page, row, col int, code, format string, args ...any) {
	c.add(problemAt(p, row, col, code, format, args...))
}

// warn is at for a warning.
func (c *complaints) warn(p *page, row, col int, code, format string, args ...any) {
	problem := problemAt(p, row, col, code, format, args...)
	problem.Severity = kpi.Warning
	c.add(problem)
}

// onceWarned warns of what several tables may find, once.
func (c *complaints) onceWarned(problem kpi.Problem) {
	problem.Severity = kpi.Warning
	if _, said := c.once[problem]; !said {
		c.once[problem] = c.add(problem)
	}
}

// each is at for what many cells of a sheet may have in common, such as an area that is not known: the first cell
// stands for all.
func (c *complaints) each(p *page, row, col int, code, format string, args ...any) {
	problem := problemAt(p, row, col, code, format, args...)
	key := problem
	key.Cell = ""
	if i, ok := c.once[key]; ok {
		if c.list[i].Cell != problem.Cell {
			c.more[i]++
		}
		return
	}
	if i := c.add(problem); i >= 0 {
		c.once[key] = i
	}
}

// refused complains about a sheet that cannot be read, once however many tables want it.
func (c *complaints) refused(name string, err error) {
	p := refusal(name, err)
	if _, said := c.once[p]; !said {
		c.once[p] = c.add(p)
	}
}

// add keeps a problem and gives its index, or -1 when there are too many of its kind.
func (c *complaints) add(p kpi.Problem) int {
	key := sheetCode{p.Sheet, p.Code}
	n := c.kept[key]
	if n.problems >= most {
		c.more[n.last]++
		return -1
	}
	c.list = append(c.list, p)
	i := len(c.list) - 1
	c.kept[key] = count{n.problems + 1, i}
	return i
}

// errors counts those that stop the file.
func (c *complaints) errors() int { return len(c.list.Errors()) }

// done gives all, with the number of cells that each stands for.
func (c *complaints) done() kpi.Problems {
	out := append(kpi.Problems(nil), c.list...)
	for i := range out {
		switch n := c.more[i]; {
		case n == 1:
			out[i].Message += " (and in 1 more cell)"
		case n > 1:
			out[i].Message += fmt.Sprintf(" (and in %d more cells)", n)
		}
	}
	return out
}
