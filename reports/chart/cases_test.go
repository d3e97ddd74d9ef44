package chart

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"planwatch/reports"
)

// westMidlands is total recorded crime (excluding fraud) of West Midlands Police by financial quarter from April to
// June 2012 on: Home Office, Police recorded crime open data, Police Force Area tables, release with 2025/26 Q3.
var westMidlands = []float64{
	42605, 42211, 42710, 41244, 43865, 44602, 43509, 42548, 43285, 44865, 44720, 43410, 44855, 45468, 47773, 47538, 48360, 51204,
	53732, 53334, 57293, 57707, 59856, 58832, 61537, 64566, 68013, 65816, 64341, 64258, 65443, 66797, 56346, 71022, 76326, 77038,
	85891, 91370, 93353, 88825, 93458, 94542, 88814, 89069, 86763, 83379, 81533, 76427, 81754, 80960, 74404, 71373, 76495, 77058, 74365,
}

// homeOffice is quarterly recorded crime as a page shows it: a break, limits on both sides of it, the baseline year,
// provisional quarters, an event that lasts, and special causes.
func homeOffice() reports.Chart {
	c := reports.Chart{
		ID: "recorded-crime", Title: "Recorded crime: no clear change",
		Subtitle: "Offences each quarter, West Midlands Police, 2012/13 Q1 to 2025/26 Q3", Unit: "offences", FromZero: true,
		Alt:    "Line chart of recorded crime, April to June 2012 to October to December 2025. Lowest 41,244; highest 94,542; latest 74,365.",
		Source: "Source: Home Office, Police recorded crime open data: Police Force Area tables, March 2013 onwards",
		Breaks: []reports.Flag{{First: 36, Last: 36, Text: "Counting changed April 2021"}},
		Events: []reports.Flag{{First: 46, Last: 49, Text: "Force in the “Engage” phase"}},
	}
	for i, v := range westMidlands {
		p := at(2012, 3, i)
		p.Provisional = i >= 48
		c.Points = append(c.Points, known(p, v, 0))
	}
	judge(&c, 0, 24, 35)
	judge(&c, 36, 16, 54)
	c.Lines = append(c.Lines, flat(reports.LineBaseline, "Baseline 2024/25 (average quarter)", 77123, 36, 54))
	return c
}

// gaps has missing and suppressed months, at the ends too, and short spans between them.
func gaps() reports.Chart {
	c := reports.Chart{
		ID: "gaps", Title: "Modern slavery referrals, with months that nobody reported", Subtitle: "Referrals each month, Sandwell",
		Unit: "referrals", FromZero: true, Alt: "Line chart with gaps.", Source: "Source: invented for a test",
		Notice: "Illustrative figures, not West Midlands Police data",
	}
	none := map[int]string{0: "[x]", 6: "[c]", 7: "[c]", 9: "[c]", 17: "[x]", 23: "[x]"}
	for i := range 24 {
		p := at(2024, 1, i)
		if p.Text = none[i]; p.Text == "" {
			p = known(p, float64(12+i*7%9), 0)
		}
		c.Points = append(c.Points, p)
	}
	c.Lines = []reports.Line{flat(reports.LineBaseline, "Baseline 2024", 15, 0, 23)}
	return c
}

// percentage is near 100 with a target and crowded names.
func percentage() reports.Chart {
	c := reports.Chart{
		ID: "calls", Title: "999 calls answered within 10 seconds: improving", Subtitle: "Per cent each month, West Midlands Police",
		Unit: "%", Decimals: 1, FromZero: true, Percent: true, Alt: "Line chart of a share.", Source: "Source: invented for a test",
		Notice: "Illustrative figures, not West Midlands Police data",
		Events: []reports.Flag{{First: 12, Last: 12, Text: "New call system"}},
	}
	for i := range 36 {
		v := 84 + 3*math.Sin(float64(i)*1.7) + float64(i*i)/130
		c.Points = append(c.Points, known(at(2022, 1, i), v, 1))
	}
	judge(&c, 0, 24, 35)
	c.Lines = append(c.Lines, flat(reports.LineBaseline, "Baseline 2022", 84.3, 0, 35), flat(reports.LineTarget, "Target", 90, 0, 35))
	return c
}

// yearly has eleven points and names that all want one place.
func yearly() reports.Chart {
	c := reports.Chart{
		ID: "officers", Title: "Police officers", Subtitle: "Officers (full-time equivalent) at 31 March, West Midlands Police",
		Unit: "officers", Alt: "Line chart of officers.", Source: "Source: Home Office, Police workforce, England and Wales",
	}
	for i, v := range []float64{7166, 6850, 6755, 6611, 6495, 6846, 6998, 7423, 7917, 7937, 8019} {
		day := time.Date(2015+i, time.March, 31, 0, 0, 0, 0, time.UTC)
		p := reports.Point{Label: day.Format("2 January 2006"), Short: day.Format(time.DateOnly)}
		c.Points = append(c.Points, known(p, v, 0))
	}
	c.Lines = []reports.Line{
		flat(reports.LineBaseline, "Baseline 31 March 2025", 8019, 0, 10),
		flat(reports.LineTarget, "Target", 8000, 0, 10),
		flat(reports.LineMean, "Average", 7183, 0, 10),
	}
	return c
}

// single has one point.
func single() reports.Chart {
	return reports.Chart{
		ID: "single", Title: "Victims satisfied with what the police did", Subtitle: "Per cent, one survey so far", Unit: "%",
		Percent: true, FromZero: true, Alt: "One point.", Source: "Source: invented for a test",
		Points: []reports.Point{known(reports.Point{Label: "2024/25", Short: "2024/25"}, 63, 0)},
		Lines:  []reports.Line{flat(reports.LineTarget, "Target", 70, 0, 0)},
	}
}

// silent has no known point.
func silent() reports.Chart {
	c := reports.Chart{
		ID: "silent", Title: "Drug disruption activities: cannot judge", Subtitle: "Activities each quarter", Unit: "activities",
		FromZero: true, Alt: "No figure is known.", Source: "Source: nobody publishes this",
	}
	for i := range 8 {
		p := at(2024, 3, i)
		p.Text = "[x]"
		c.Points = append(c.Points, p)
	}
	return c
}

// monthly has 204 points.
func monthly() reports.Chart {
	c := reports.Chart{
		ID: "breath-tests", Title: "Breath tests", Subtitle: "Tests each month, January 2002 to December 2018", Unit: "tests",
		FromZero: true, Alt: "Line chart of 204 months.", Source: "Source: invented for a test",
		Breaks: []reports.Flag{{First: 60, Last: 60, Text: "Counting changed January 2007"}, {First: 132, Last: 132, Text: "Counting changed January 2013"}},
	}
	for i := range 204 {
		v := 900 + 260*math.Sin(float64(i)*math.Pi/6) + 120*math.Sin(float64(i*i)) + float64(i)
		c.Points = append(c.Points, known(at(2002, 1, i), math.Round(v), 0))
	}
	judge(&c, 0, 24, 59)
	judge(&c, 60, 24, 131)
	judge(&c, 132, 24, 203)
	return c
}

// eventful has more and longer texts than find room above the plot.
func eventful() reports.Chart {
	c := homeOffice()
	c.ID, c.Title = "eventful", "Recorded crime, with everything that happened and a title that is too long for one line of a phone"
	c.Events = []reports.Flag{
		{First: 9, Last: 9, Text: "Inspection of crime recording: “at least 1 in 5 crimes is not recorded”, published November 2014"},
		{First: 32, Last: 32, Text: "First national lockdown, March to July 2020, when people stayed at home and shops were shut"},
		{First: 33, Last: 33, Text: "Second"},
		{First: 46, Last: 49, Text: "Force in the “Engage” phase of monitoring by the inspectorate, November 2023 to September 2024"},
		{First: 49, Last: 49, Text: "Disorder of August 2024"},
	}
	return c
}

// stepped has limits that follow the days of each month, a month without them, and an upper limit that leaves the axis.
func stepped() reports.Chart {
	c := reports.Chart{
		ID: "stepped", Title: "999 calls answered within 10 seconds: no clear change", Subtitle: "Per cent each month, by how many calls there were",
		Unit: "%", Decimals: 1, FromZero: true, Percent: true, Alt: "Line chart of a share whose limits differ from month to month.", Source: "Source: invented for a test",
	}
	upper := reports.Line{Kind: reports.LineUpper, Name: "Upper limit", Which: "latest", To: 25}
	lower := reports.Line{Kind: reports.LineLower, Name: "Lower limit", Which: "latest", To: 25}
	for i := range 26 {
		p, width := at(2024, 1, i), 12/math.Sqrt(float64(1+i%4*i%7))
		if i == 9 {
			p.Text = "[x]"
			upper.Values, lower.Values = append(upper.Values, nil), append(lower.Values, nil)
			c.Points = append(c.Points, p)
			continue
		}
		c.Points = append(c.Points, known(p, 90+3*math.Sin(float64(i)*1.7), 1))
		high, low := math.Round(10*(90+width))/10, math.Round(10*(90-width))/10
		upper.Values, lower.Values = append(upper.Values, &high), append(lower.Values, &low)
		upper.Value, lower.Value = high, low
	}
	upper.Text, lower.Text = strconv.FormatFloat(upper.Value, 'f', 1, 64), strconv.FormatFloat(lower.Value, 'f', 1, 64)
	c.Lines = []reports.Line{flat(reports.LineMean, "Average", 90, 0, 25), upper, lower}
	return c
}

// counted has limits of a count that follow the length of each month, to the last point.
func counted() reports.Chart {
	c := reports.Chart{
		ID: "counted", Title: "Home burglary: no clear change", Subtitle: "Offences each month", Unit: "offences", FromZero: true,
		Alt: "Line chart of a count whose limits follow the length of each month.", Source: "Source: invented for a test",
		Breaks: []reports.Flag{{First: 18, Last: 18, Text: "Counting changed July 2024"}},
	}
	for i := range 48 {
		c.Points = append(c.Points, known(at(2023, 1, i), math.Round(760+60*math.Sin(float64(i)*2.3)), 0))
	}
	for _, s := range [][2]int{{0, 17}, {18, 47}} {
		lines := []reports.Line{{Kind: reports.LineMean, Name: "Average", Which: "latest"}, {Kind: reports.LineUpper, Name: "Upper limit", Which: "latest"}, {Kind: reports.LineLower, Name: "Lower limit", Which: "latest"}}
		for k, perDay := range []float64{25, 29, 21} {
			l := &lines[k]
			l.From, l.To = s[0], s[1]
			for i := s[0]; i <= s[1]; i++ {
				days := time.Date(2023, time.Month(i+2), 0, 0, 0, 0, 0, time.UTC).Day()
				l.Value = math.Round(perDay * float64(days))
				l.Values = append(l.Values, new(l.Value))
			}
			l.Text = grouped(strconv.FormatFloat(l.Value, 'f', 0, 64))
		}
		c.Lines = append(c.Lines, lines...)
	}
	return c
}

// cases are all of them, for tests that hold for any chart.
func cases() []reports.Chart {
	return []reports.Chart{homeOffice(), gaps(), percentage(), yearly(), single(), silent(), monthly(), eventful(), stepped(), counted()}
}

// at is the i-th period of so many months from January (or, for quarters, April) of a year.
func at(year, months, i int) reports.Point {
	start := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
	if months == 3 {
		start = start.AddDate(0, 3, 0)
	}
	first := start.AddDate(0, months*i, 0)
	if months == 1 {
		return reports.Point{Label: first.Format("January 2006"), Short: first.Format("2006-01"), Kind: reports.PointCommon}
	}
	last, financial := first.AddDate(0, months-1, 0), first.AddDate(0, -3, 0)
	return reports.Point{
		Label: first.Format("January") + " to " + last.Format("January 2006"), Kind: reports.PointCommon,
		Short: fmt.Sprintf("%d/%02d Q%d", financial.Year(), (financial.Year()+1)%100, (int(financial.Month())+2)/3),
	}
}

func known(p reports.Point, v float64, decimals int) reports.Point {
	p.Value, p.Text = &v, grouped(strconv.FormatFloat(v, 'f', decimals, 64))
	if p.Provisional {
		p.Text += " [p]"
	}
	return p
}

func flat(kind reports.LineKind, name string, v float64, from, to int) reports.Line {
	text := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	if v >= 100 {
		text = grouped(strconv.FormatFloat(v, 'f', 0, 64))
	}
	return reports.Line{Kind: kind, Name: name, Value: v, Text: text, From: from, To: to}
}

// judge adds average and limits of a stretch from its first n points, and marks points outside and runs of seven on
// one side: enough to look real. A rise is a concern for a count and an improvement for a share.
func judge(c *reports.Chart, from, n, to int) {
	var mean, moves float64
	for i := from; i < from+n; i++ {
		mean += *c.Points[i].Value / float64(n)
		if i > from {
			moves += math.Abs(*c.Points[i].Value-*c.Points[i-1].Value) / float64(n-1)
		}
	}
	low, high := mean-2.66*moves, mean+2.66*moves
	c.Lines = append(c.Lines, flat(reports.LineMean, "Average", mean, from, to),
		flat(reports.LineUpper, "Upper limit", high, from, to), flat(reports.LineLower, "Lower limit", low, from, to))
	run := 0
	for i := from; i <= to; i++ {
		v := *c.Points[i].Value
		switch {
		case v > mean && run > 0, v < mean && run < 0:
			run += int(math.Copysign(1, float64(run)))
		default:
			run = int(math.Copysign(1, v-mean))
		}
		mark := func(k int, why string) {
			c.Points[k].Kind, c.Points[k].Reason = reports.PointConcern, why
			if (v > mean) == c.Percent {
				c.Points[k].Kind = reports.PointImprovement
			}
		}
		if v > high || v < low {
			mark(i, "outside the limits")
		}
		if run <= -7 || run >= 7 {
			for k := i - 6; k <= i; k++ {
				mark(k, "seven or more on one side of the average")
			}
		}
	}
}
