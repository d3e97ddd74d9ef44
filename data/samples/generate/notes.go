package main

// notice stands in every sheet's title and on the Notes sheet.
const notice = "Illustrative figures, not West Midlands Police data"

const notesSheet = "Notes"

// source is the last line of every sheet.
const source = notice + ". Source: made by a program for demonstration (data/samples/generate)"

// footnotes by sheet, numbered from 1 as the labels cite them.
var footnotes = map[string][]string{
	"Contact": {
		"Calls presented include those given up before they were answered.",
		"Priority incidents put on a diary appointment at the caller's wish are left out.",
	},
	"Crime and ASB": {
		"The flag is set by the officer in the case and can be set or taken off after the month has ended.",
	},
	"Roads": {
		"Counted in the month of the decision, not of the submission.",
		"By the month of the collision. March 2026 is not available yet.",
	},

	"Victims and outcomes": {
		"Assigned in the month, whenever the crime was recorded. Outcome 22 is not counted.",
		"The assessment began in April 2023.",
	},
	"Workforce": {
		"Hours of officers only; those of community support officers are not kept in this form.",
	},
	"Prevention and trust": {
		"From April to June 2022 Walsall is counted under Unassigned.",
	},
}

// markers and marks, as the Notes sheet explains them.
var markerMeanings = [][]string{
	{"Mark", "Meaning"},
	{suppressed, "A number from 1 to 4, or one withheld so that such a number cannot be worked out from the total."},
	{notAvailable, "Not available: not collected, or not supplied yet."},
	{"0", "None. A nought is a count, never a gap."},
	{"p", "Provisional: figures of a month whose name ends in p may still change."},
	{"[note 1]", "See the note of that number below the table."},
}

var aboutReturn = []string{
	notice + " - Notes - monthly performance return",
	"Position as at " + asAt,
	"Months from April 2022 to March 2026. The last two are provisional.",
	"Each sheet has one block of rows for each measure: the force, the seven council areas, what belongs to no area (Unassigned) and the total.",
	"Measures kept for the force only have one row. Total is the sum of the areas and Unassigned, and equals the force.",
}
