package kpi

// Record is one record of a record-level return (a crime, a search, a line of an extract), read and checked, on its way to
// the figures that count it.
type Record struct {
	Row       int // of its sheet, from 1: no two records have the same
	Area      AreaCode
	Breakdown string // "" where figures are not broken down
	Period    Period
	Counts    []bool // by series of the layout, whether the series counts it
	Value     float64
	State     State // why there is no value to add up
	Marks     Mark
}

// Tally is what the records of one area, breakdown and period come to in one series. The whole (no breakdown) is of all
// records, each breakdown of those that have it.
type Tally struct {
	Series    int // position in Record.Counts
	Area      AreaCode
	Breakdown string
	Period    Period
	Of        int // records of the area, breakdown and period, counted by the series or not
	Records   int // those that the series counts; 0 is possible
	// First and Last are the rows of the first and the last of Records; where there are none, of Of.
	First, Last int
	// Sum is what the known values add up to, exact before it is rounded to a float64 once: no order of rows changes it.
	// It is not finite when the values are too large to add.
	Sum   float64
	State State // the gravest of the records' states: when it is not Known the sum is not that of all
	Marks Mark  // of all records
}
