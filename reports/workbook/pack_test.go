package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"planwatch/kpi"
	"planwatch/reports"
)

const invention1 = "Illustrative figures, not any police force's data"

var asAt = kpi.DateOf(2025, 12, 31)

// smallPack is a Pack of two sections and three indicators, with texts as reports.Build writes them: burglaries are
// published and judged, with a break, an event, limits, baseline and special causes; calls are invented, with a missing
// and a suppressed figure; cases have no figure at all.
func smallPack() *reports.Pack {
	burglary, calls, cases := burglaries(), callsAnswered(), jointCases()
	return &reports.Pack{
		Kind: reports.Panel, Title: "Panel performance pack", Plan: "Example Police and Crime Plan 2025-29", PlanID: "example", Short: "Example plan",
		Body: "Example Police and Crime Commissioner", AsAt: "31 December 2025", KnownAt: "everything loaded", Edition: "test",
		Notices: []string{"Wording from the consultation draft of January 2025", "Not an official publication of the Commissioner"},
		Facts: []reports.Fact{
			{Label: "Figures to", Text: "31 December 2025", Note: "Periods that ended by this day."},
			{Label: "Area", Text: "Example", Note: "E23000014"},
		},
		Summary: []string{"The plan makes 2 promises. 3 indicators are set against them here; 1 rests on real figures, of which 1 can be judged.", "A change is called a change only when it is more than ordinary variation."},
		Counts: reports.Table{
			ID: "counts", Caption: "What the indicators say, by section", Columns: []reports.Column{{Name: "Section"}, {Name: "Improving", Numeric: true}, {Name: "Illustrative only", Numeric: true}, {Name: "All", Numeric: true}},
			Rows: [][]reports.Figure{{{Text: "P4 Neighbourhood crime"}, num("1"), num("1"), num("2")}, {{Text: "P11 Partnerships"}, num("0"), num("0"), num("1")}},
		},
		Notable: []reports.Notable{{Indicator: burglary, Text: burglary.Answer}},
		Ranking: []string{"Ranked by a fixed rule.", "2 trends were judged, and 1 of them stands out.", "By chance alone, fewer than one of these 2 would be expected to stand out."},
		InAreas: reports.AreaSignals{
			Words:   []string{"The trends of 14 figures of council areas were judged (2 indicators), and 1 of them stands out.", "By chance alone, fewer than one of these 14 would be expected to stand out."},
			Signals: []reports.AreaSignal{{Indicator: burglary, Area: "Anytown", Trend: burglary.Trend, Text: "The figure was 912 in October to December 2025."}},
		},
		Missing: []reports.Notable{{Indicator: cases, Text: "No return has been received."}},
		Sections: []reports.Section{
			{ID: "P4", Slug: "neighbourhood-crime", Title: "Neighbourhood crime", Objectives: []reports.Objective{{ID: "P4.1", Text: "Reduce home burglary", Indicators: []*reports.Indicator{burglary, calls}}}},
			{ID: "P11", Slug: "partnerships", Title: "Partnerships", Loose: []*reports.Indicator{cases}},
		},
		Glossary: []reports.Term{{ID: "baseline", Name: "Baseline", Definition: "The figure that later ones are compared with.", Source: "The plan", Checked: "partly"}},
		Sources: []reports.Source{{
			ID: "prc", Name: "Police recorded crime open data", Publisher: "Home Office", Provenance: "published", Licence: "Open Government Licence v3.0", Address: "https://www.gov.uk/prc",
			Files: []reports.File{{Name: "recorded.csv", SHA256: strings.Repeat("a1", 32), Edition: "31 December 2025", Read: "transcribed"}},
		}},
		Methods: []reports.Method{{Heading: "Limits", Text: []string{"Limits come from the first 24 points.", "The figures are not adjusted for the time of year."}}},
	}
}

// num is a number as the reports write it: "2,310".
func num(s string) reports.Figure {
	x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil {
		panic(err)
	}
	return reports.Figure{Text: s, Number: &x}
}

// quarter names the quarter n quarters after April 2021.
func quarter(n int) string {
	return fmt.Sprintf("%d/%02d Q%d", 2021+n/4, 22+n/4, n%4+1)
}

// quarterly are the values of a line in 11 quarters, over and over; none for 0.
func quarterly(values ...float64) []*float64 {
	out := make([]*float64, 11)
	for i := range out {
		if v := values[i%len(values)]; v != 0 {
			out[i] = &v
		}
	}
	return out
}

var burglaryCounts = []int{2810, 2790, 2905, 2850, 2780, 2760, 2830, 2300, 2310, 2290, 2350, 2330, 2280, 2315, 2295, 2340, 2240, 2150, 1804}

// burglaries has a break before its ninth point and is judged after it.
func burglaries() *reports.Indicator {
	c := &reports.Chart{
		ID: "home-burglary", Title: "Residential burglary: improving", Subtitle: "Offences each quarter, Example, 2021/22 Q1 to 2025/26 Q3",
		Alt:  "Line chart of residential burglary. Lowest 1,804 offences in October to December 2025. Improving: the figure is below the lower limit.",
		Unit: "offences", FromZero: true, Origin: "Home Office, Police recorded crime open data",
		Breaks: []reports.Flag{{First: 8, Last: 8, Text: "Counting changed April 2023"}},
		Events: []reports.Flag{{First: 13, Last: 14, Text: "National disorder and its policing"}},
		Lines: []reports.Line{
			{Kind: reports.LineBaseline, Name: "Baseline 2024/25 (average quarter)", Value: 2308, Text: "2,308", From: 8, To: 18},
			{Kind: reports.LineTarget, Name: "Target", Value: 2000, Text: "2,000", From: 0, To: 18},
			{Kind: reports.LineMean, Name: "Average", Value: 2753, Text: "2,753", From: 0, To: 7},
			{Kind: reports.LineMean, Name: "Average", Value: 2313, Text: "2,313", From: 8, To: 18},
			{Kind: reports.LineUpper, Name: "Upper limit", Which: "latest", Value: 2401, Text: "2,401", From: 8, To: 18, Values: quarterly(2395, 2401, 0, 2401)},
			{Kind: reports.LineLower, Name: "Lower limit", Value: 2225, Text: "2,225", From: 8, To: 18},
		},
	}
	t := reports.Table{ID: "data-home-burglary", Caption: "Residential burglary", Columns: []reports.Column{
		{Name: "Period"}, {Name: "Offences", Numeric: true}, {Name: "Average", Numeric: true}, {Name: "Lower limit", Numeric: true}, {Name: "Upper limit", Numeric: true}, {Name: "Marks"}, {Name: "What it shows"},
	}}
	i := &reports.Indicator{
		ID: "P4.1a", Slug: "home-burglary", Question: "Are there fewer home burglaries?", Name: "Residential burglary", Unit: "offences", Section: "Neighbourhood crime",
		ObjectiveID: "P4.1", Objective: "I will: Reduce home burglary", Place: "line 640 of the source", Approval: "proposed by this project",
		Answer: "1,804 offences in October to December 2025 (provisional). 8,534 offences in the year to December 2025: 696 (7.5%) fewer than the baseline of 9,230 offences in 2024/25. Improving: the figure is below the lower limit.",
		Trend:  reports.Verdict{Word: "improving", Reason: "the figure is below the lower limit", Tone: reports.Improvement},
		Target: reports.Verdict{Word: "cannot judge", Reason: "base year not set", Tone: reports.Unjudged}, Latest: "1,804 [p], 2025/26 Q3",
		Facts: []reports.Fact{
			{Label: "Baseline", Text: "9,230 offences", Note: "2024/25. Trust: published. Source: Police recorded crime open data. Proposed by this project: the Commissioner has agreed no baseline."},
			{Label: "Latest figure", Text: "1,804 [p] offences", Note: "October to December 2025"},
			{Label: "Direction wanted", Text: "Down"},
			{Label: "Target", Text: "Cannot judge: base year not set", Note: "“Reduce home burglary by a fifth.” (line 640 of the source)"},
		},
		Definition:  []reports.Fact{{Label: "What it counts", Text: "Every residential burglary that the police record."}, {Label: "Owner", Text: "force"}},
		Caveat:      "Burglaries that nobody reports are not counted.",
		Notes:       []string{"The figures change in April 2023 and are not compared across it.", "1 figure is provisional and may be revised."},
		Context:     []reports.Fact{{Label: "Year ending March 2018", Text: "14,797 offences", Note: "Police force area tables (ONS)"}},
		SourceLines: []string{"Home Office: Police recorded crime open data. Open Government Licence v3.0"},
		Areas: &reports.Table{
			ID: "areas-home-burglary", Caption: "Residential burglary by council area",
			Columns: []reports.Column{{Name: "Area"}, {Name: "Period"}, {Name: "Offences", Numeric: true}, {Name: "Offences per 1,000 homes", Numeric: true, Decimals: 1}, {Name: "Trend"}},
			Rows:    [][]reports.Figure{{{Text: "Anytown"}, {Text: "2025/26 Q3"}, marked(num("912"), "[p]"), num("3.1"), {Text: "improving"}}, {{Text: "Otherton"}, {Text: "2025/26 Q3"}, {Text: "[c]"}, {Text: "[z]"}, {Text: "cannot judge"}}},
		},
		AreaWords:    []string{"Taken together, the 3 areas have 2.9 offences per 1,000 homes.", "1 of them is further from that than chance explains in an area of its size."},
		CompareWords: []string{"Forces alike: with 3.0 offences per 1,000 homes, Example is the highest of four.", "The 3 others lie between 1.0 and 2.0, with 1.5 in the middle."},
		Comparison: &reports.Table{
			ID: "comparison-home-burglary", Caption: "Residential burglary in October to December 2025, with similar forces", Columns: []reports.Column{{Name: "Area"}, {Name: "Offences", Numeric: true}},
			Rows: [][]reports.Figure{{{Text: "Example"}, num("1,804")}, {{Text: "Nextshire"}, num("1,420")}},
		},
	}
	for n, count := range burglaryCounts {
		f := num(commas(count))
		p := reports.Point{Label: quarter(n), Short: quarter(n), Value: f.Number, Text: f.Text, Kind: reports.PointCommon}
		average, lower, upper, shows, marks := num("2,753"), reports.Figure{Text: "[z]"}, reports.Figure{Text: "[z]"}, "ordinary variation", "none"
		if n >= 8 {
			average, lower, upper = num("2,313"), num("2,225"), num("2,401")
		}
		switch n {
		case 2:
			p.Kind, shows = reports.PointConcern, "the figure is above the upper limit"
		case 17:
			p.Kind, shows = reports.PointImprovement, "the figure is below the lower limit"
		case 18:
			p.Kind, shows, marks = reports.PointImprovement, "the figure is below the lower limit", "[p]"
		}
		c.Points = append(c.Points, p)
		t.Rows = append(t.Rows, []reports.Figure{{Text: p.Short}, f, average, lower, upper, {Text: marks}, {Text: shows}})
		i.Rows = append(i.Rows, reports.Row{Indicator: i.ID, Period: p.Short, Provenance: "published"})
	}
	i.Chart, i.Data = c, t
	return i
}

func commas(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }

func marked(f reports.Figure, marks string) reports.Figure {
	f.Marks = marks
	return f
}

// callsAnswered are invented percentages with gaps.
func callsAnswered() *reports.Indicator {
	values := []string{"91.0", "[x]", "[c]", "93.5", "96.2"}
	c := &reports.Chart{
		ID: "calls-answered", Title: "Calls answered in time: cannot judge", Subtitle: "Per cent each month, Example, 2025-08 to 2025-12", Alt: "Line chart of calls answered in time.",
		Unit: "%", Decimals: 1, FromZero: true, Percent: true, Origin: "Planwatch, Monthly performance return, made up", Notice: invention1,
		Lines: []reports.Line{{Kind: reports.LineTarget, Name: "Target", Value: 90, Text: "90.0", From: 0, To: 4}},
	}
	t := reports.Table{ID: "data-calls-answered", Caption: "Calls answered in time", Columns: []reports.Column{
		{Name: "Period"}, {Name: "Per cent", Numeric: true, Decimals: 1}, {Name: "Numerator", Numeric: true}, {Name: "Denominator", Numeric: true}, {Name: "Marks"}, {Name: "What it shows"},
	}}
	i := &reports.Indicator{
		ID: "P4.1b", Slug: "calls-answered", Question: "Are calls answered in time?", Name: "Calls answered in time", Unit: "%", Section: "Neighbourhood crime", ObjectiveID: "P4.1",
		Answer: "96.2% in December 2025. Trend: cannot judge: fewer than 13 points.", Trend: reports.Verdict{Word: "cannot judge", Reason: "fewer than 13 points", Tone: reports.Unjudged},
		Target: reports.Verdict{Word: "met", Tone: reports.Improvement}, Latest: "96.2%, 2025-12", Notice: invention1,
		Facts: []reports.Fact{{Label: "Baseline", Text: "Not set", Note: "There is no baseline record for this indicator."}},
		Notes: []string{"2 figures are not known."}, Chart: c,
		Areas: &reports.Table{ID: "areas-calls-answered", Caption: "Calls answered in time by council area", Columns: []reports.Column{{Name: "Area"}, {Name: "Period"}, {Name: "Per cent", Numeric: true, Decimals: 1}, {Name: "Trend"}}, Rows: [][]reports.Figure{{{Text: "Anytown"}, {Text: "2025-12"}, num("88.0"), {Text: "cannot judge"}}}},
	}
	for n, v := range values {
		p := reports.Point{Label: fmt.Sprintf("month %d", n), Short: fmt.Sprintf("2025-%02d", 8+n), Text: v, Kind: reports.PointCommon}
		f, shows := reports.Figure{Text: v}, map[string]string{"[x]": "not available", "[c]": "suppressed"}[v]
		row := []reports.Figure{{Text: p.Short}, f, {Text: "[z]"}, {Text: "[z]"}, {Text: "none"}, {Text: shows}}
		if shows == "" {
			row = []reports.Figure{{Text: p.Short}, num(v), num("10,000"), num("11,000"), {Text: "none"}, {Text: "not judged: too few points"}}
			p.Value = row[1].Number
		}
		c.Points = append(c.Points, p)
		t.Rows = append(t.Rows, row)
		i.Rows = append(i.Rows, reports.Row{Indicator: i.ID, Period: p.Short, Provenance: "illustrative", Notice: invention1})
	}
	i.Data = t
	return i
}

// jointCases has no figure.
func jointCases() *reports.Indicator {
	return &reports.Indicator{
		ID: "P11.1a", Slug: "joint-cases", Question: "Do partners bring cases together?", Name: "Joint cases", Unit: "cases", Section: "Partnerships",
		Answer: "Trend: cannot judge: no return has been received.", Trend: reports.Verdict{Word: "cannot judge", Reason: "no return has been received", Tone: reports.Unjudged},
		Target: reports.Verdict{Word: "no target", Tone: reports.Unjudged}, Facts: []reports.Fact{{Label: "Baseline", Text: "Not set", Note: "No source."}},
	}
}

// written is the small Pack as a workbook.
func written(t *testing.T) []byte {
	t.Helper()
	book, err := Write(smallPack(), asAt)
	if err != nil {
		t.Fatal(err)
	}
	return book
}
