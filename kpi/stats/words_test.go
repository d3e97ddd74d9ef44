package stats

import (
	"fmt"
	"math"
	"testing"
)

// TestWords: every value of every list of words has its own.
func TestWords(t *testing.T) {
	add := func(list ...fmt.Stringer) {
		seen := map[string]bool{}
		for _, v := range list {
			if seen[v.String()] {
				t.Errorf("%T: %q twice", v, v)
			}
			seen[v.String()] = true
		}
	}
	add(Neutral, Increase, Decrease, Maintain)
	add(Low, NoSide, High)
	add(RuleNone, Outside, Trend, TwoOfThree, Shift)
	add(NotJudged, CommonCause, Improvement, Concern, SpecialCause)
	add(NoAssurance, Pass, Fail, HitAndMiss)
	add(NoMethod, MethodWilson, MethodByar, MethodExact, MethodLogNormal)
	add(NotPlaced, FarBelow, Below, Alike, Above, FarAbove)
	add(CannotBeCalculated, NoSignificantChange, Increasing, Decreasing)
	add(SameSeasonBasis, AsItIs, SeasonallyAdjusted)
	add(Amount, Count, Percentage, EventRate)
	add(ReasonNone, ReasonNoPopulation, ReasonNoEvents, ReasonFewEvents, ReasonFewPeople, ReasonSmallReference)
	add(ChartXmR, ChartP, ChartPPrime, ChartU, ChartUPrime, ChartC, ChartI, ChartIPrime, ChartG, ChartT, ChartRun)
}

func TestWhichIntervalIsPrinted(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want Method
	}{{10, 10, MethodLogNormal}, {9, 500, MethodExact}, {500, 9, MethodExact}, {math.NaN(), 9, NoMethod}} {
		group, reference := Area{c.a, 5000}, Area{c.b, 5000}
		if i, m := RateRatio(group, reference, Level95).Interval(group, reference); m != c.want || i.Defined() != (m != NoMethod) {
			t.Errorf("%v and %v events: %s %v, want %s", c.a, c.b, m, i, c.want)
		}
	}
}
