package reports

import "planwatch/kpi"

// What analysts read of figures, in English.

func format(x float64, decimals int) string { return voice{}.format(x, decimals) }

func full(ind kpi.Indicator, p kpi.Point, unit string) string { return voice{}.full(ind, p, unit) }

// countOf is "1 figure" or "1,234 figures".
func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return format(float64(n), 0) + " " + many
}
