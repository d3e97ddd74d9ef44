package stats

import "slices"

// runLength is how many points make a trend or a shift. Making Data Count uses 7; some charts use 6 or 8.
const runLength = 7

// Run is a stretch of rows that makes a trend or a shift: First to Last, both included, counted from 0 in the whole
// series, always 7 rows or more.
type Run struct {
	Rule        Rule
	Side        Side
	First, Last int
}

// Len is the number of points in the run.
func (r Run) Len() int { return r.Last - r.First + 1 }

// trends finds the runs of strictly rising or falling values. A tie and a missing value end a run; a peak belongs to
// the rise before it and to the fall after it.
func trends(ys []float64) []Run {
	steps := make([]Side, len(ys))
	for i := 1; i < len(ys); i++ {
		steps[i] = step(ys, i)
	}
	runs := sameSide(steps, runLength-1)
	for i := range runs {
		runs[i].Rule = Trend
		runs[i].First-- // the first step leads out of the row before it
	}
	return runs
}

// step is which way the series goes into row i: NoSide for a tie or a missing value.
func step(ys []float64, i int) Side {
	switch {
	case ys[i] > ys[i-1]:
		return High
	case ys[i] < ys[i-1]:
		return Low
	default:
		return NoSide
	}
}

// shifts finds the runs of points on one side of the mean. A point on the mean and a missing value end a run.
func shifts(sides []Side) []Run {
	runs := sameSide(sides, runLength)
	for i := range runs {
		runs[i].Rule = Shift
	}
	return runs
}

// sameSide finds the longest stretches of one side, at least so many rows long.
func sameSide(sides []Side, atLeast int) []Run {
	var runs []Run
	for first := 0; first < len(sides); {
		last := first
		for last+1 < len(sides) && sides[last+1] == sides[first] {
			last++
		}
		if sides[first] != NoSide && last-first+1 >= atLeast {
			runs = append(runs, Run{Side: sides[first], First: first, Last: last})
		}
		first = last + 1
	}
	return runs
}

// twoOfThree marks the near points of every window of 3 neighbours that are all on one side of the mean and of which at
// least 2 are near its limit. A point outside the limits counts for the side but is not near; the third point of a
// window is never marked unless it is near itself.
func twoOfThree(sides []Side, near []bool) []bool {
	marked := make([]bool, len(sides))
	for i := 0; i+3 <= len(sides); i++ {
		if sides[i] == NoSide || sides[i+1] != sides[i] || sides[i+2] != sides[i] {
			continue
		}
		var count int
		for _, n := range near[i : i+3] {
			if n {
				count++
			}
		}
		for j := i; count >= 2 && j < i+3; j++ {
			marked[j] = marked[j] || near[j]
		}
	}
	return marked
}

// fire applies every rule to the rows of one group and gives each row's signals, by precedence, and the runs. Trends are
// those of the values; where scores lie against the limits decides the rest.
func fire(ys, scores []float64, l Limits) ([][]Signal, []Run) {
	sides, near := make([]Side, len(ys)), make([]bool, len(ys))
	fired := make([][]Signal, len(ys))
	for i, score := range scores {
		sides[i] = l.side(score)
		near[i] = l.near(score, sides[i])
		if l.outside(score, sides[i]) {
			fired[i] = append(fired[i], Signal{Outside, sides[i]})
		}
	}
	slopes := trends(ys)
	markTrends(fired, ys, slopes)
	for i, marked := range twoOfThree(sides, near) {
		if marked {
			fired[i] = append(fired[i], Signal{TwoOfThree, sides[i]})
		}
	}
	level := shifts(sides)
	for _, r := range level {
		mark(fired, r)
	}
	return fired, append(slopes, level...)
}

// markTrends adds the signals of trends, the one that labels the row first: on a shared peak that is the later trend's,
// and where one trend follows another at once it is the step between them, as in the reference.
func markTrends(fired [][]Signal, ys []float64, slopes []Run) {
	for i, r := range slices.Backward(slopes) {
		if next := r.Last + 1; i+1 < len(slopes) && slopes[i+1].First == next {
			if s := step(ys, next); s != NoSide {
				fired[r.Last] = append(fired[r.Last], Signal{Trend, s})
			}
		}
		mark(fired, r)
	}
}

// mark adds a run's signal to its rows.
func mark(fired [][]Signal, r Run) {
	for i := r.First; i <= r.Last; i++ {
		fired[i] = append(fired[i], Signal{r.Rule, r.Side})
	}
}
