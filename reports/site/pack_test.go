package site

import (
	"fmt"
	"strings"

	"planwatch/reports"
)

// smallPack is a Pack of two sections and three indicators: one published and judged, one illustrative with gaps, one
// without any figure. Its texts are written as reports.Build writes them.
func smallPack() *reports.Pack {
	burglary, answer, cases := burglaryIndicator(), answerIndicator(), casesIndicator()
	p := &reports.Pack{
		Kind: reports.Site, Title: "Is the plan being delivered?", Plan: "Example Police and Crime Plan 2025-29", PlanID: "example",
		Short: "Example plan", Body: "Example Police and Crime Commissioner",
		Notices: []string{"Wording from the consultation draft of January 2025.", "Not an official publication of the Commissioner."},
		AsAt:    "31 December 2025", KnownAt: "everything loaded", Edition: "test",
		Facts:   []reports.Fact{{Label: "Figures to", Text: "31 December 2025", Note: "Periods that ended by this day."}},
		Summary: []string{"The plan makes 2 promises. 3 indicators are set against them here."},
		Counts: reports.Table{
			ID: "counts", Caption: "What the indicators say, by section",
			Columns: []reports.Column{{Name: "Section"}, {Name: "Improving", Numeric: true}, {Name: "All", Numeric: true}},
			Rows:    [][]reports.Figure{{{Text: "P4 Neighbourhood crime"}, {Text: "1"}, {Text: "2"}}, {{Text: "P11 Partnerships"}, {Text: "0"}, {Text: "1"}}},
		},
		Notable: []reports.Notable{{Indicator: burglary, Text: burglary.Answer}},
		Ranking: []string{"Ranked by a fixed rule.", "2 trends were judged, and 1 of them stands out.", "By chance alone, fewer than one of these 2 would be expected to stand out."},
		InAreas: reports.AreaSignals{
			Words:   []string{"The trends of 14 figures of council areas were judged (2 indicators), and 1 of them stands out.", "By chance alone, fewer than one of these 14 would be expected to stand out."},
			Signals: []reports.AreaSignal{{Indicator: burglary, Area: "Anytown", Trend: burglary.Trend, Text: "The figure was 912 in October to December 2025."}},
		},
		Missing: []reports.Notable{{Indicator: cases, Text: "No return has been received."}},
		Sections: []reports.Section{
			{ID: "P4", Slug: "neighbourhood-crime", Title: "Neighbourhood crime", Objectives: []reports.Objective{
				{ID: "P4.1", Text: "Reduce home burglary", Place: "line 640 of the source", Indicators: []*reports.Indicator{burglary, answer}},
				{ID: "P4.2", Text: "Reduce personal robbery", Place: "line 641 of the source"},
			}},
			{ID: "P11", Slug: "partnerships", Title: "Partnerships", Note: "This section of the plan has no boxed promises.", Loose: []*reports.Indicator{cases}},
		},
		Glossary: []reports.Term{
			{ID: "residential-burglary", Name: "Residential burglary", Definition: "Breaking into a building where someone lives.", Source: "College of Policing", Address: "https://www.college.police.uk/guidance", Checked: "yes"},
			{ID: "baseline", Name: "Baseline", Definition: "The figure that later ones are compared with.", Source: "The plan", Checked: "partly"},
		},
		Sources: []reports.Source{{
			ID: "ho-prc", Name: "Police recorded crime open data", Publisher: "Home Office", Provenance: "published", Licence: "Open Government Licence v3.0",
			Address: "https://www.gov.uk/prc", Files: []reports.File{{Name: "recorded.csv", SHA256: strings.Repeat("a1", 32), Edition: "31 December 2025", Read: "transcribed"}},
		}},
		Methods: []reports.Method{{Heading: "Limits", Text: []string{"Limits come from the first 24 points."}}},
	}
	return p
}

// burglaryIndicator is judged on published figures and has all parts.
func burglaryIndicator() *reports.Indicator {
	values := []string{"2,310", "2,204", "2,150", "1,804"}
	i := &reports.Indicator{
		ID: "P4.1a", Slug: "home-burglary", Question: "Are there fewer home burglaries?", Name: "Residential burglary", Unit: "offences",
		Section: "Neighbourhood crime", SectionSlug: "neighbourhood-crime", ObjectiveID: "P4.1", Objective: "I will: Reduce home burglary",
		Place: "line 640 of the source", Approval: "proposed by this project",
		Answer: "1,804 offences in October to December 2025 (provisional). Improving: the figure is below the lower limit.",
		Trend:  reports.Verdict{Word: "improving", Reason: "the figure is below the lower limit", Tone: reports.Improvement},
		Target: reports.Verdict{Word: "cannot judge", Reason: "base year not set", Tone: reports.Unjudged},
		Latest: "1,804 [p], 2025/26 Q3",
		Facts: []reports.Fact{
			{Label: "Baseline", Text: "9,100 offences", Note: "2024/25. Trust: published. Source: Police recorded crime open data."},
			{Label: "Latest figure", Text: "1,804 [p] offences", Note: "October to December 2025"},
		},
		Chart: smallChart("home-burglary", values, ""),
		Spark: &reports.Spark{ID: "spark-home-burglary", Alt: "Trend line", SVG: drawing("spark-home-burglary", 4)},
		Data:  smallData("home-burglary", values),
		Areas: &reports.Table{
			ID: "areas-home-burglary", Caption: "Residential burglary by council area", Columns: []reports.Column{{Name: "Area"}, {Name: "Offences", Numeric: true}},
			Rows: [][]reports.Figure{{{Text: "Anytown"}, {Text: "912", Marks: "[p]"}}, {{Text: "Otherton"}, {Text: "[c]"}}},
		},
		AreaWords:    []string{"Taken together, the 3 areas have 2.9 offences per 1,000 homes.", "1 of them is further from that than chance explains in an area of its size."},
		CompareWords: []string{"Forces alike: with 3.0 offences per 1,000 homes, Example is the highest of four.", "The 3 others lie between 1.0 and 2.0, with 1.5 in the middle."},
		Comparison: &reports.Table{
			ID: "comparison-home-burglary", Caption: "Residential burglary in October to December 2025", Columns: []reports.Column{{Name: "Area"}, {Name: "Offences", Numeric: true}},
			Rows: [][]reports.Figure{{{Text: "Example"}, {Text: "1,804"}}, {{Text: "Nextshire"}, {Text: "1,420"}}},
		},
		Context:    []reports.Fact{{Label: "Year ending March 2018", Text: "14,797 offences", Note: "Police force area tables (ONS)"}},
		Notes:      []string{"The latest figures are provisional."},
		Definition: []reports.Fact{{Label: "What it counts", Text: "Every residential burglary that the police record. A residential burglary of a shed counts too."}, {Label: "Owner", Text: "force"}},
		Terms:      []reports.Term{{ID: "residential-burglary", Name: "Residential burglary", Definition: "Breaking into a building where someone lives."}},
		Caveat:     "Burglaries that nobody reports are not counted.",
		SourceLines: []string{
			"Home Office: Police recorded crime open data. Open Government Licence v3.0",
			`Latest figure: recorded.csv!recorded!G5. Follow any figure with: planwatch trace P4.1a --period "2025/26 Q3"`,
		},
	}
	for n, v := range values {
		i.Rows = append(i.Rows, reports.Row{
			Indicator: "P4.1a", Name: i.Name, Area: "E23000014", AreaName: "Example", Period: period(n), FirstDay: "2025-01-01", LastDay: "2025-03-31", PeriodKind: "quarter",
			Value: strings.ReplaceAll(v, ",", ""), Unit: "offences", State: "known", Provenance: "published", Series: "ho-prc.burglary",
			Mean: "2117", Lower: "1850", Upper: "2384", File: "recorded.csv", SHA256: strings.Repeat("a1", 32), Sheet: "recorded", Cell: fmt.Sprintf("G%d", n+2), Read: "transcribed", Release: "December 2025",
		})
	}
	return i
}

const invented = "Illustrative figures, not any police force's data"

// answerIndicator shows invented figures with a missing and a suppressed one.
func answerIndicator() *reports.Indicator {
	values := []string{"91.0", "[x]", "[c]", "93.5"}
	i := &reports.Indicator{
		ID: "P4.1b", Slug: "calls-answered", Question: "Are calls answered in time?", Name: "Calls answered in time", Unit: "%",
		Section: "Neighbourhood crime", SectionSlug: "neighbourhood-crime", ObjectiveID: "P4.1", Objective: "I will: Reduce home burglary",
		Place: "line 640 of the source", Approval: "proposed by this project",
		Answer: "93.5% in October to December 2025. Trend: cannot judge: fewer than 13 points.",
		Trend:  reports.Verdict{Word: "cannot judge", Reason: "fewer than 13 points", Tone: reports.Unjudged},
		Target: reports.Verdict{None: true, Word: "no target", Tone: reports.Unjudged},
		Latest: "93.5%, 2025/26 Q3", Notice: invented,
		Facts: []reports.Fact{{Label: "Baseline", Text: "Not set", Note: "There is no baseline record for this indicator."}},
		Chart: smallChart("calls-answered", values, invented),
		Spark: &reports.Spark{ID: "spark-calls-answered", Alt: "Trend line", SVG: drawing("spark-calls-answered", 4)},
		Data:  smallData("calls-answered", values),
	}
	for n, v := range values {
		r := reports.Row{
			Indicator: "P4.1b", Name: i.Name, Area: "E23000014", AreaName: "Example", Period: period(n), Unit: "%", State: "known",
			Provenance: "illustrative", Series: "sample.calls", Notice: invented, Value: v,
		}
		if strings.HasPrefix(v, "[") {
			r.Value, r.State = "", map[string]string{"[x]": "not available", "[c]": "suppressed"}[v]
		}
		i.Rows = append(i.Rows, r)
	}
	return i
}

// casesIndicator has no figure at all.
func casesIndicator() *reports.Indicator {
	return &reports.Indicator{
		ID: "P11.1a", Slug: "joint-cases", Question: "Do partners share cases?", Name: "Joint cases", Section: "Partnerships", SectionSlug: "partnerships",
		Place: "line 1000 of the source", Answer: "Trend: cannot judge: no return received.",
		Trend:  reports.Verdict{Word: "cannot judge", Reason: "no return received", Tone: reports.Unjudged},
		Target: reports.Verdict{None: true, Word: "no target", Tone: reports.Unjudged},
		Facts:  []reports.Fact{{Label: "Latest figure", Text: "None", Note: "No return received."}},
	}
}

func period(n int) string {
	return [...]string{"2024/25 Q4", "2025/26 Q1", "2025/26 Q2", "2025/26 Q3"}[n]
}

func smallChart(id string, values []string, notice string) *reports.Chart {
	return &reports.Chart{
		ID: id, Title: "Fewer than before", Subtitle: "A quarter, Example, 2024/25 Q4 to 2025/26 Q3", Alt: "Line chart. Latest " + values[len(values)-1] + ".",
		Source: "Source: Home Office", Notice: notice, Option: []byte(`{"title":{"text":"Fewer than before"}}`),
		SVG: drawing(id+"-desk", 4), Narrow: drawing(id+"-narrow", 4),
	}
}

func smallData(slug string, values []string) reports.Table {
	t := reports.Table{ID: "data-" + slug, Caption: "Figures of the chart", Columns: []reports.Column{{Name: "Period"}, {Name: "Figure", Numeric: true}}}
	for n, v := range values {
		t.Rows = append(t.Rows, []reports.Figure{{Text: period(n)}, {Text: v}})
	}
	return t
}

// drawing is a line of n points in the few elements that charts are drawn with.
func drawing(id string, n int) []byte {
	var points []string
	for i := range n {
		points = append(points, fmt.Sprintf("%d,%d", 10+i*20, 40-(i*17)%30))
	}
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><clipPath id="` + id + `-clip"><rect width="100" height="50"/></clipPath><polyline clip-path="url(#` + id + `-clip)" points="` + strings.Join(points, " ") + `" fill="none" stroke="#12436d"/></svg>`)
}
