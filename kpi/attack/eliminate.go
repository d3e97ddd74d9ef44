package attack

import (
	"maps"
	"math"
	"slices"
)

// reduced eliminates what is not known from the exact sums, all at once, and gives the rows that are left: one that has
// a single figure tells it.
func (t *Table) reduced() []sum {
	var open []string
	for _, name := range slices.Sorted(maps.Keys(t.low)) {
		if t.low[name] != t.high[name] {
			open = append(open, name)
		}
	}
	column := map[string]int{}
	for i, name := range open {
		column[name] = i
	}
	rows := t.rows(column, len(open))
	gaussJordan(rows, len(open))
	var out []sum
	for _, row := range rows {
		s := sum{map[string]float64{}, row[len(open)], row[len(open)]}
		for i, k := range row[:len(open)] {
			if math.Abs(k) > slack {
				s.times[open[i]] = k
			}
		}
		if len(s.times) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// rows are the exact sums with what is known moved to the right.
func (t *Table) rows(column map[string]int, n int) [][]float64 {
	var rows [][]float64
	for _, s := range t.sums {
		if s.low != s.high {
			continue
		}
		row := make([]float64, n+1)
		row[n] = s.low
		for name, k := range s.times {
			if i, ok := column[name]; ok {
				row[i] = k
			} else {
				row[n] -= k * t.low[name]
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func gaussJordan(rows [][]float64, n int) {
	at := 0
	for i := 0; i < n && at < len(rows); i++ {
		best := at
		for r := at; r < len(rows); r++ {
			if math.Abs(rows[r][i]) > math.Abs(rows[best][i]) {
				best = r
			}
		}
		if math.Abs(rows[best][i]) < slack {
			continue
		}
		rows[at], rows[best] = rows[best], rows[at]
		pivot := rows[at][i]
		for j := range rows[at] {
			rows[at][j] /= pivot
		}
		for r := range rows {
			if k := rows[r][i]; r != at && k != 0 {
				for j := range rows[r] {
					rows[r][j] -= k * rows[at][j]
				}
			}
		}
		at++
	}
}
