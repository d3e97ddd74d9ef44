package reports

import (
	"strconv"
	"strings"

	"planwatch/kpi/stats"
)

// Table is a header and a row for each period: what was given, the limits, and what the point shows. Which columns hold
// numbers is the second answer. New limits are numbered where there are any.
func (c Control) Table() (rows [][]string, numbers []bool) {
	header := []string{"PERIOD", "VALUE", "MEAN", "LOWER", "UPPER"}
	numbers = []bool{false, true, true, true, true}
	grouped := len(c.XmR.Groups) > 1
	if grouped {
		header, numbers = append(header, "LIMITS"), append(numbers, true)
	}
	rows = append(rows, append(header, "WHAT IT SHOWS"))
	digits := c.Decimals
	for i, p := range c.XmR.Points {
		row := []string{c.Periods[i].String(), c.value(i), voice{}.number(p.Mean, digits+1).Text, voice{}.number(p.Lower, digits+1).Text, voice{}.number(p.Upper, digits+1).Text}
		if grouped {
			row = append(row, strconv.Itoa(p.Group+1))
		}
		rows = append(rows, append(row, shows(p)))
	}
	return rows, append(numbers, false)
}

// kindWords is what a point shows, in a table.
var kindWords = map[stats.Kind]string{stats.Improvement: "better", stats.Concern: "worse", stats.SpecialCause: "unusual"}

// shows is "worse: above limit, rising": every rule that fired, by precedence.
func shows(p stats.Point) string {
	if len(p.Fired) == 0 {
		return ""
	}
	words := make([]string, len(p.Fired))
	for i, s := range p.Fired {
		words[i] = ruleWords[s]
	}
	return kindWords[p.Kind] + ": " + strings.Join(words, ", ")
}

var ruleWords = map[stats.Signal]string{
	{Rule: stats.Outside, Side: stats.High}:    "above limit",
	{Rule: stats.Outside, Side: stats.Low}:     "below limit",
	{Rule: stats.Trend, Side: stats.High}:      "rising",
	{Rule: stats.Trend, Side: stats.Low}:       "falling",
	{Rule: stats.TwoOfThree, Side: stats.High}: "2 of 3 high",
	{Rule: stats.TwoOfThree, Side: stats.Low}:  "2 of 3 low",
	{Rule: stats.Shift, Side: stats.High}:      "run above",
	{Rule: stats.Shift, Side: stats.Low}:       "run below",
}

// ruleKey explains the words of the table, in the rules' order.
var ruleKey = []struct {
	rule  stats.Rule
	words string
}{
	{stats.Outside, "above or below limit: outside the limits"},
	{stats.Trend, "rising or falling: one of 7 or more points in a row, each higher (or each lower) than the one before"},
	{stats.TwoOfThree, "2 of 3 high or low: of 3 points in a row on one side of the mean, at least 2 are near the limit"},
	{stats.Shift, "run above or below: one of 7 or more points in a row on one side of the mean"},
}

// Key explains the words that occur in the table's last column, one a line.
func (c Control) Key() []string {
	seen := map[stats.Rule]bool{}
	for _, p := range c.XmR.Points {
		for _, s := range p.Fired {
			seen[s.Rule] = true
		}
	}
	var out []string
	for _, k := range ruleKey {
		if seen[k.rule] {
			out = append(out, k.words)
		}
	}
	return out
}
