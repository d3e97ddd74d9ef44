package stats

import "math"

const (
	// fewestPeople is the smallest group, and the smallest reference, whose ratio is given.
	fewestPeople = 1000
	perThousand  = 1000
)

// Reason says why a disparity is not given. The zero value is that it is.
type Reason uint8

// The reasons. ReasonNoPopulation stands before all others: without a population there is no rate to compare.
const (
	ReasonNone           Reason = iota
	ReasonNoPopulation          // no population, or one that is not above 0
	ReasonNoEvents              // the number of events is missing
	ReasonFewEvents             // the group has fewer than 10 events
	ReasonFewPeople             // the group, or the reference, has fewer than 1,000 people
	ReasonSmallReference        // the reference has fewer than 10 events, so its rate is not known well enough to divide by
)

// String is "", "no population", "no events known", "fewer than 10 events", "fewer than 1,000 people" or "fewer than 10
// events in the reference".
func (r Reason) String() string {
	return [...]string{
		"", "no population", "no events known", "fewer than 10 events", "fewer than 1,000 people",
		"fewer than 10 events in the reference",
	}[r]
}

// Disparity says how many times as often something happens to a group as to a reference (White people, or everyone),
// and how much that amounts to. When Reason is set everything else is NaN, so that nothing small can be printed.
type Disparity struct {
	Reason Reason
	// RatePer1000 and ReferencePer1000 are events per 1,000 people, unrounded: ratios of rounded rates differ.
	RatePer1000, ReferencePer1000 float64
	Ratio                         float64
	Interval                      // of the ratio
	Method                        Method
	// DifferencePer1000 is the rate less the reference's. A ratio is never printed without it.
	DifferencePer1000 float64
	// Excess is the group's events less those it would have at the reference's rate.
	Excess float64
}

// NewDisparity compares a group with a reference: White people (Home Office, Race Disparity Unit), or everyone (Ashby),
// who include the group, so that the ratio lies nearer to 1 and its interval is a little too wide. It is withheld, with the reason, without a population, under 10
// events or 1,000 people in the group, and where the reference is as small. Events that repeat (one person searched
// five times) make the interval too narrow: say so beside it. Nothing here says whether a disparity is fair.
func NewDisparity(group, reference Area, level float64) Disparity {
	nan := math.NaN()
	d := Disparity{disparityReason(group, reference), nan, nan, nan, noInterval, NoMethod, nan, nan}
	if d.Reason != ReasonNone {
		return d
	}
	r := RateRatio(group, reference, level)
	d.RatePer1000, d.ReferencePer1000 = float64(perThousand*r.Rate), float64(perThousand*r.Reference)
	d.Ratio, d.Excess = r.Value, r.Excess
	d.DifferencePer1000 = d.RatePer1000 - d.ReferencePer1000
	d.Interval, d.Method = r.Interval(group, reference)
	return d
}

func disparityReason(group, reference Area) Reason {
	known := func(n float64) bool { return finite(n) && n >= 0 }
	switch {
	case !known(group.Population) || !known(reference.Population) || group.Population == 0 || reference.Population == 0:
		return ReasonNoPopulation
	case !known(group.Events) || !known(reference.Events):
		return ReasonNoEvents
	case group.Events < fewEvents:
		return ReasonFewEvents
	case group.Population < fewestPeople || reference.Population < fewestPeople:
		return ReasonFewPeople
	case reference.Events < fewEvents:
		return ReasonSmallReference
	}
	return ReasonNone
}

// NotStated is how much of a disparity hangs on events whose group is not recorded.
type NotStated struct {
	Share Estimate // of all events, per cent
	// AllReference and AllGroup are the ratio if every such event had been of the reference, and of the group. NaN
	// where NewDisparity would withhold it.
	AllReference, AllGroup float64
}

// NewNotStated takes all events, the ones of them without a group, and the two groups that are compared. An unknown or
// negative number of events not stated, or one above all: nothing is defined.
func NewNotStated(all, notStated float64, group, reference Area, level float64) NotStated {
	n := NotStated{Proportion(notStated, all, 100, level), math.NaN(), math.NaN()}
	if math.IsNaN(n.Share.Value) || NewDisparity(group, reference, level).Reason != ReasonNone {
		return n
	}
	more := func(a Area) Area { return Area{a.Events + notStated, a.Population} }
	n.AllReference = NewDisparity(group, more(reference), level).Ratio
	n.AllGroup = NewDisparity(more(group), reference, level).Ratio
	return n
}

// FindRate is the share of searches that found something, per cent, with Wilson's interval. It needs no population, and
// is withheld under 10 searches.
func FindRate(found, searches, level float64) Estimate {
	if !(searches >= fewEvents) {
		return noEstimate
	}
	return Proportion(found, searches, 100, level)
}
