package stats

// falseAlarms is how many of 100 unchanging series look changed at their latest point, by chart, as calibration_test.go
// measures it (1,500 runs each) and holds it to.
var falseAlarms = map[ChartKind]float64{ChartXmR: 2, ChartC: 2, ChartG: 0.5, ChartP: 1.5, ChartPPrime: 1.5}

// fixedAlarms is the same of limits that were fixed before the latest point came, mostly from 24 points: the average that
// it is judged about is itself uncertain. It is measured in kpi/calibration_test.go.
var fixedAlarms = map[ChartKind]float64{ChartXmR: 4, ChartC: 4.5, ChartG: 2, ChartP: 2.5, ChartPPrime: 3.5}

// adjustedAlarms is the same of XmR on a seasonally adjusted series: 3 when its factors are new, 5 when they are eleven
// months old.
const adjustedAlarms, fixedAdjustedAlarms = 4, 5.5

// yearsAlarms is the same of five annual figures that must all go one way: of the 120 orders of five values, two do.
const yearsAlarms = 100 * 2.0 / 120

// FalseAlarms is the share of unchanging series, 0 to 1, whose latest point a chart would flag by chance. A chart that is
// not in the table counts as XmR. Fixed says that its limits come from points before the latest. Series in which high
// months follow high ones are flagged more often (package doc).
func FalseAlarms(chart ChartKind, adjusted, fixed bool) float64 {
	shares, ofAdjusted := falseAlarms, float64(adjustedAlarms)
	if fixed {
		shares, ofAdjusted = fixedAlarms, fixedAdjustedAlarms
	}
	share, ok := shares[chart]
	switch {
	case adjusted:
		share = ofAdjusted
	case !ok:
		share = shares[ChartXmR]
	}
	return share / 100
}

// FalseAlarmsOfYears is the same of annual figures that are judged by their recent trend and by all going one way.
func FalseAlarmsOfYears() float64 { return yearsAlarms / 100 }
