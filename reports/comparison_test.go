package reports

import (
	"strings"
	"testing"

	"planwatch/kpi"
	"planwatch/kpi/stats"
)

// TestCompareWords holds every sentence about where an area stands: first against each position of a funnel.
func TestCompareWords(t *testing.T) {
	plan := &kpi.Plan{Areas: []kpi.Area{{Code: "N", Name: "Northbridge"}, {Code: "E", Name: "Eastbridge"}, {Code: "S", Name: "Southbridge"}, {Code: "W", Name: "Westbridge"}}}
	rate := kpi.Indicator{Measure: kpi.Count, Unit: "offences", Rate: &kpi.Rate{Per: 1000, Unit: "offences per 1,000 people"}}
	share := kpi.Indicator{Measure: kpi.Percentage, Unit: "%", Decimals: 1}
	minutes := kpi.Indicator{Measure: kpi.Given, Unit: "minutes", Decimals: 1}
	quarter := kpi.PeriodFrom(kpi.Quarter, kpi.DateOf(2025, 10, 1))
	causes := " Areas differ in their people, in their places and in how things are recorded, so this does not say that one does better than another."
	group := func(by kpi.Ranking, f kpi.FunnelVerdict) kpi.Comparison {
		return kpi.Comparison{
			Group: "g", Name: "Forces alike", By: by, Others: 3, Lowest: 1.04, Highest: 3.02, Median: 2, Funnel: f,
			Standing: kpi.Standing{Of: 4, Higher: 1, Lower: 2},
		}
	}
	late := group(kpi.ByValue, kpi.FunnelVerdict{})
	late.Figures = []kpi.Comparator{{Area: "E", Period: quarter}, {Area: "S", Period: kpi.PeriodFrom(kpi.Quarter, kpi.DateOf(2025, 7, 1))}}
	late.Without = []kpi.AreaCode{"E", "S", "W"}
	for _, c := range []struct {
		name string
		ind  kpi.Indicator
		of   kpi.Comparison
		want string
	}{
		{
			"far above, large and not alone", rate, group(kpi.ByRate, kpi.FunnelVerdict{Position: stats.FarAbove, Pooled: 0.0019, Spread: 0.0071, Outside: 2, Of: 3}),
			"Forces alike: with 2.5 offences per 1,000 people in October to December 2025, Northbridge is the second highest of four. The 3 others lie between 1.0 and 3.0, with 2.0 in the middle. Taken together, the others have 1.9. Northbridge is further above that than chance explains: it would put an area of its size so high less than once in 1,000 times. In an area so large, chance moves the figure by only about 0.7%, so that nearly any difference is more than chance. 2 of the 3 others are off by more than chance as well." + causes,
		},
		{
			"above, small, all off", share, group(kpi.ByValue, kpi.FunnelVerdict{Position: stats.Above, Pooled: 0.019, Spread: 0.2, Outside: 3, Of: 3}),
			"Forces alike: with 7.5% in October to December 2025, Northbridge is the second highest of four. The 3 others lie between 1.0% and 3.0%, with 2.0% in the middle. Taken together, the others have 1.9%. Northbridge is further above that than chance explains: it would put an area of its size so high less than once in 40 times. All the others are off by more than chance as well." + causes,
		},
		{
			"alike, and nothing to warn of", share, group(kpi.ByValue, kpi.FunnelVerdict{Position: stats.Alike, Pooled: 0.019, Spread: 0.01, Outside: 3, Of: 3}),
			"Forces alike: with 7.5% in October to December 2025, Northbridge is the second highest of four. The 3 others lie between 1.0% and 3.0%, with 2.0% in the middle. Taken together, the others have 1.9%. Northbridge is no further from that than chance explains in an area of its size.",
		},
		{
			"below", share, group(kpi.ByValue, kpi.FunnelVerdict{Position: stats.Below, Pooled: 0.019, Spread: 0.2, Outside: 1, Of: 3}),
			"Forces alike: with 7.5% in October to December 2025, Northbridge is the second highest of four. The 3 others lie between 1.0% and 3.0%, with 2.0% in the middle. Taken together, the others have 1.9%. Northbridge is further below that than chance explains: it would put an area of its size so low less than once in 40 times. 1 of the 3 others is off by more than chance as well." + causes,
		},
		{
			"far below, alone", share, group(kpi.ByValue, kpi.FunnelVerdict{Position: stats.FarBelow, Pooled: 0.019, Spread: 0.2, Of: 3}),
			"Forces alike: with 7.5% in October to December 2025, Northbridge is the second highest of four. The 3 others lie between 1.0% and 3.0%, with 2.0% in the middle. Taken together, the others have 1.9%. Northbridge is further below that than chance explains: it would put an area of its size so low less than once in 1,000 times." + causes,
		},
		{
			"no funnel, another period, some without", minutes, late,
			"Forces alike: with 7.5 minutes in October to December 2025, Northbridge is the second highest of four. The 3 others lie between 1.0 and 3.0, with 2.0 in the middle. The figure for Southbridge is for July to September 2025. There is no figure that may be compared for Eastbridge, Southbridge and Westbridge.",
		},
		{"not ranked", rate, kpi.Comparison{Group: "g", Name: "Forces alike", Reason: "illustrative figures are not ranked"}, "Forces alike: not ranked, because illustrative figures are not ranked."},
		{"a country", rate, kpi.Comparison{Name: "Named", Reason: "it is not an area of the same kind"}, ""},
	} {
		a := kpi.Assessment{Area: "N", Latest: &kpi.Point{Period: quarter, Value: 7.5}, Rate: number0(2.5), Comparisons: []kpi.Comparison{c.of}}
		if got := strings.Join(CompareWords(plan, c.ind, a), " "); got != c.want {
			t.Errorf("%s:\nwant  %s\nfound %s", c.name, c.want, got)
		}
	}
}

// TestAreaWords holds what is said of council areas beside each other.
func TestAreaWords(t *testing.T) {
	share := kpi.Indicator{Measure: kpi.Percentage, Unit: "%", Decimals: 1}
	for want, c := range map[string]kpi.AreaComparison{
		"": {},
		"Taken together, the 7 areas have 12.5%. None of them is further from that than chance explains in an area of its size.":                                                                                                                                                                                                                              {By: kpi.ByValue, Of: 7, Pooled: 0.125, Narrow: true},
		"Taken together, the 7 areas have 12.5%. 1 of them is further from that than chance explains in an area of its size. Areas differ in their people, in their places and in how things are recorded, so this does not say that one does better than another.":                                                                                           {By: kpi.ByValue, Of: 7, Outside: 1, Pooled: 0.125},
		"Taken together, the 7 areas have 12.5%. 2 of them are further from that than chance explains in areas of their size. Areas so large hardly vary by chance, so that nearly any difference is more than chance. Areas differ in their people, in their places and in how things are recorded, so this does not say that one does better than another.": {By: kpi.ByValue, Of: 7, Outside: 2, Pooled: 0.125, Narrow: true},
		"Taken together, the 7 areas have 12.5%. Every one of them is further from that than chance explains in an area of its size. Areas differ in their people, in their places and in how things are recorded, so this does not say that one does better than another.":                                                                                   {By: kpi.ByValue, Of: 7, Outside: 7, Pooled: 0.125},
	} {
		if got := strings.Join((voice{}).areaWords(share, c), " "); got != want {
			t.Errorf("want  %s\nfound %s", want, got)
		}
	}
}
