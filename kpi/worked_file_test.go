package kpi_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A worked case is an assessment that somebody worked by hand in a spreadsheet: testdata/worked/README.md says how the
// files are written. Formulas and values stand side by side in it, so that it can be read without a spreadsheet.
type workedCase struct {
	file     string
	lines    []string // as in the file, for writing values again
	head     map[string]string
	figures  [][2]string // series, column
	single   []singleFigure
	cells    []workedCell
	at       map[string]int // of a cell's name in cells
	labels   map[string]string
	agree    [][2]string // what an assessment gives, cell or column
	explain  [][2]string // title of the step, what it says with cells in braces
	inTables [][3]string // title of the step, its column, ours
	first    int         // first and last row of the periods
	last     int
}

// singleFigure is one typed figure beside the table: a population.
type singleFigure struct{ series, period, cell string }

// workedCell is one cell: typed when it has no formula.
type workedCell struct {
	name, formula, value string
	line, field          int // where its value stands in the file
}

// workedColumn is a column of a table, and its formula for a row.
type workedColumn struct{ letter, formula string }

// readWorked reads a case file.
func readWorked(t *testing.T, file string) *workedCase {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := &workedCase{file: file, head: map[string]string{}, at: map[string]int{}, labels: map[string]string{}}
	c.lines = strings.Split(string(content), "\n")
	var columns []workedColumn
	top := 0
	for n, line := range c.lines {
		fields := strings.Split(line, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		var err error
		switch {
		case fields[0] == "" || fields[0][0] == '#':
		case strings.HasPrefix(line, "table "):
			columns = nil
			_, err = fmt.Sscanf(line, "table of rows %d to %d", &top, new(int))
			if c.first == 0 {
				_, err = fmt.Sscanf(line, "table of rows %d to %d", &c.first, &c.last)
			}
		case len(fields) == 1:
			err = c.readHead(line)
		case isColumn.MatchString(fields[0]):
			columns = append(columns, workedColumn{fields[0], strings.Join(fields[2:], "")})
			c.labels[fields[0]+strconv.Itoa(top-1)] = fields[1]
		case isRow.MatchString(fields[0]):
			err = c.readRow(n, fields, columns)
		default:
			err = c.readCell(n, fields)
		}
		if err != nil {
			t.Fatalf("%s:%d: %v", file, n+1, err)
		}
	}
	return c
}

var (
	isColumn  = regexp.MustCompile(`^[A-Z]{1,2}$`)
	isRow     = regexp.MustCompile(`^[0-9]+$`)
	isCell    = regexp.MustCompile(`^[A-Z]{1,2}[0-9]+$`)
	rowOf     = regexp.MustCompile(`\[r([+-][0-9]+)?\]`)
	tableName = regexp.MustCompile(`^(.+), (.+) = ([A-Z]+)$`)
)

// readHead reads "key: value".
func (c *workedCase) readHead(line string) error {
	key, value, ok := strings.Cut(line, ": ")
	left, right, pair := strings.Cut(value, " = ")
	switch {
	case !ok:
		return fmt.Errorf("want “key: value”, a cell, a column or a row, found %q", line)
	case key == "figures" && pair:
		c.figures = append(c.figures, [2]string{left, right})
	case key == "figure" && pair:
		series, period, _ := strings.Cut(left, " ")
		c.single = append(c.single, singleFigure{series, period, right})
	case key == "agree" && pair:
		c.agree = append(c.agree, [2]string{left, right})
	case key == "explain":
		title, says, _ := strings.Cut(value, ": ")
		c.explain = append(c.explain, [2]string{title, says})
	case key == "explain table":
		m := tableName.FindStringSubmatch(value)
		if m == nil {
			return fmt.Errorf("want “step, column = letter”, found %q", value)
		}
		c.inTables = append(c.inTables, [3]string{m[1], m[2], m[3]})
	default:
		c.head[key] = value
	}
	return nil
}

// readCell reads "B3 | what it is | typed" or "B3 | what it is | formula | value".
func (c *workedCase) readCell(n int, fields []string) error {
	if !isCell.MatchString(fields[0]) || len(fields) < 3 || len(fields) > 4 {
		return fmt.Errorf("want a cell, what it is, its formula if it has one, and its value")
	}
	formula := ""
	if len(fields) == 4 {
		formula = fields[2]
	}
	c.labels["A"+strings.TrimLeft(fields[0], "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] = fields[1]
	c.add(workedCell{fields[0], formula, fields[len(fields)-1], n, len(fields) - 1})
	return nil
}

// readRow reads "30 | value | value …", one a column.
func (c *workedCase) readRow(n int, fields []string, columns []workedColumn) error {
	row, err := strconv.Atoi(fields[0])
	if err != nil || len(fields) != len(columns)+1 {
		return fmt.Errorf("a row of %d values for %d columns", len(fields)-1, len(columns))
	}
	for i, col := range columns {
		formula := rowOf.ReplaceAllStringFunc(col.formula, func(s string) string {
			step, _ := strconv.Atoi(strings.Trim(s, "[r]"))
			return strconv.Itoa(row + step)
		})
		c.add(workedCell{col.letter + fields[0], formula, fields[i+1], n, i + 1})
	}
	return nil
}

func (c *workedCase) add(cell workedCell) {
	c.at[cell.name] = len(c.cells)
	c.cells = append(c.cells, cell)
}

// value is what a cell holds, "" when it is empty.
func (c *workedCase) value(t *testing.T, name string) string {
	t.Helper()
	i, ok := c.at[name]
	if !ok {
		t.Fatalf("%s: no cell %s", c.file, name)
	}
	return c.cells[i].value
}

// column is what a column holds in the rows of the periods.
func (c *workedCase) column(t *testing.T, letter string) []string {
	t.Helper()
	var out []string
	for row := c.first; row <= c.last; row++ {
		out = append(out, c.value(t, letter+strconv.Itoa(row)))
	}
	return out
}

// write puts values that were computed again into the file.
func (c *workedCase) write(t *testing.T, computed map[string]string) {
	t.Helper()
	for _, cell := range c.cells {
		if cell.formula == "" {
			continue
		}
		fields := strings.Split(c.lines[cell.line], "|")
		fields[cell.field] = " " + computed[cell.name] + " "
		c.lines[cell.line] = strings.TrimRight(strings.Join(fields, "|"), " ")
	}
	if err := os.WriteFile(c.file, []byte(strings.Join(c.lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
}
