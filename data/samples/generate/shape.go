package main

// shape is how a measure moves. Everything is a whole number: levels in the measure's smallest unit (a tenth where it
// has a decimal), factors in thousandths, so that every machine computes the same figures.
type shape struct {
	level  int64  // a month's level at the start; for a share, in hundred-thousandths of the denominator
	season season // factors for April to March; nil is none
	yearly int64  // straight drift, in thousandths of the level a year
	noise  int64  // about two standard deviations, in thousandths
	steps  []step // the level from a month on
	odd    []step // one month only
	days   bool   // follows the number of days in the month
}

// step multiplies the level by a factor in thousandths.
type step struct {
	month  int
	factor int64
}

type season *[12]int64

// April first.
var (
	summer = season(&[12]int64{1000, 1060, 1080, 1110, 1070, 1020, 1030, 960, 930, 890, 880, 970})
	bright = season(&[12]int64{1030, 1080, 1110, 1130, 1120, 1050, 1000, 930, 880, 850, 880, 940})
	school = season(&[12]int64{960, 1050, 1080, 1040, 880, 1050, 1060, 1040, 930, 960, 940, 1010})
)

var daysIn = [12]int64{30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31}

const shareUnit = 100_000 // a share of 1

// value is a month of a shape, with chance from the measure's own dice.
func (s shape) value(m int, d *dice) int64 {
	v := s.level * 1000 // three more digits, dropped at the end
	if s.season != nil {
		v = v * s.season[m%12] / 1000
	}
	if s.days {
		v = v * daysIn[m%12] * 12 / 365
	}
	v = v * (12_000 + s.yearly*int64(m)) / 12_000
	for _, st := range s.steps {
		if m >= st.month {
			v = v * st.factor / 1000
		}
	}
	for _, o := range s.odd {
		if m == o.month {
			v = v * o.factor / 1000
		}
	}
	v = v * (1_000_000 + d.bell(s.noise*1000)) / 1_000_000
	return (v + 500) / 1000
}
