package stats

import "math"

// ShareDifference is the difference of two shares x/n - y/m with Newcombe's interval (1998, method 10), which puts the two
// Wilson intervals together: sensible for small numbers, and for none or all. Whether two intervals overlap is no test of
// a difference; whether this one holds 0 is. It is not defined where one of the shares is not.
func ShareDifference(x, n, y, m, level float64) Estimate {
	a, b := Wilson(x, n, level), Wilson(y, m, level)
	if !a.Defined() || !b.Defined() {
		return noEstimate
	}
	p, q := x/n, y/m
	d := p - q
	return Estimate{d, Interval{
		max(-1, d-math.Hypot(p-a.Lower, b.Upper-q)),
		min(1, d+math.Hypot(a.Upper-p, q-b.Lower)),
	}, MethodNewcombe}
}
