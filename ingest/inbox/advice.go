package inbox

import (
	"maps"
	"slices"
)

// advice says what to do about a problem, by its code: to whoever sends the return where that is who can put it right,
// else to the office that keeps the plan and the layouts. A test holds that every code that a return can get is here.
var advice = map[string]string{
	// The file.
	"empty-file":        "Save the spreadsheet again, check that the file is larger than 0 bytes, and send that.",
	"not-a-spreadsheet": "Send the spreadsheet itself as .xlsx, .ods or .csv; giving a file another ending does not convert it.",
	"encrypted":         "Open the file with its password, take the password off (File, Info, Protect Workbook, Encrypt with Password, in Excel), and save it; or load it by hand with its password (planwatch load FILE --password-file FILE).",
	"damaged":           "Open the file in a spreadsheet program, let it repair what it finds, save it as a new .xlsx, and send that; if it does not open, ask for it again.",
	"too-large":         "Leave out sheets, pictures and rows that are not needed, or split the return; if it must be this large, the administrator can raise the limit.",
	"not-counted":       "Nothing is wrong with the return: make room on the disk of the machine's temporary folder. In the inbox it is tried again by itself.",
	"unsupported":       "Open the file in Excel or LibreOffice, save it as .xlsx, and send that.",
	"no-sheet":          "Give the sheet back the name that is wanted; spaces at its end count.",
	"no-file":           "Put the file into the inbox again.",
	"unreadable":        "Give the user that planwatch runs as the right to read the file, or save it anew.",

	// The layout that it is read with.
	"no-layout":        "Compare the file with the last one that was loaded: a sheet, a title or a header has another name. If the new shape is meant, describe it in a layout in the workspace's layouts folder.",
	"ambiguous-layout": "Load the file by hand and name the layout (planwatch load FILE --layout NAME), or make the layouts' fits stricter.",
	"missing-sheet":    "Give the sheet back its name, or add the sheet; if it was renamed for good, change the name in the layout.",
	"missing-header":   "Give the column back the header that is wanted, in the header row; if it was renamed for good, change the name in the layout.",
	"ambiguous-header": "Give the columns different headers, or name the one that is meant in the layout with the heading above it.",
	"missing-series":   "Check whether the row was left out by mistake or renamed; if it is not reported any more, nothing needs doing.",
	"unread-column":    "Check the header for a slip; if the column is not wanted, name it under \"ignore columns\" in the layout.",
	"unknown-series":   "Check the name for a slip; if the measure is new, declare it in the layout and in the plan's sources.",
	"read-twice":       "Say in the layout, with \"after\", what stands above the header of each table, so that each finds its own.",
	"no-figures":       "Check that the sheets hold figures where last month's did; if they were moved, change the layout.",

	// Areas.
	"no-area":       "Write the area's code or name into the row, or delete the row.",
	"unknown-area":  "Check the code or name for a slip; if the area is new or goes by another name too, add it to the plan's areas.",
	"outside-area":  "Delete the row if the area is not the force's; otherwise say under \"outside\" in the layout what is to become of such rows.",
	"shared-name":   "Say in the layout which area is meant by a name that two have, with \"roles\" or by its code.",
	"area-mismatch": "Find out which of the two is meant, the code or the name, and correct the other: a row may have slipped.",

	// Dates and periods.
	"not-a-date":      "Write the date in full, such as 19 July 2018.",
	"no-edition":      "Write the date of the return where it stood last time; without one the end of the newest period is taken.",
	"edition-differs": "Write the same date on every sheet.",
	"no-period":       "Write the period where it stood last time.",
	"not-a-period":    "Write the period as in 2026-03, 2025/26 Q4, 2025/26, year ending March 2018 or 30 September 2019.",
	"period-mismatch": "Correct the first day, the last day or the period, so that they agree.",
	"other-period":    "Check which period the figures are of. If it is that of the file's name or title, withdraw the load, write that period under \"period: fixed\" in the layout, and load the file again; if the layout is right, accept the warning with the reason.",
	"period-twice":    "Find out which of the two values is right and delete the other: a row or column was copied, or has the wrong area or period.",
	"future-period":   "Delete the figures of periods that had not ended, or correct the period, or the date of the return. If they are a plan or a forecast, declare the series so in the layout.",
	"gap":             "Ask for the return of the periods in between; until it comes they are shown as not available.",
	"late-return":     "Nothing is wrong with the figures; agree on a day that can be kept, or change it under expect in planwatch.yaml.",
	"early-return":    "Ask for the return again once the period has ended, and withdraw this one if its newest figures are not whole.",
	"same-edition":    "Find out which of the two returns is right; if it is the earlier one, withdraw the load of the other (planwatch withdraw).",

	// Figures.
	"not-a-number":       "Write a plain number. If the cell holds a mark such as * or [x], use one that the layout declares, or declare it there under \"markers\".",
	"not-whole":          "Write a whole number: a count has no fraction. If it is a rate or an average, it is in the wrong column.",
	"negative-count":     "Write a number of 0 or more. If it is a correction of an earlier period, correct that period's own figure.",
	"part-above-whole":   "Find out which of the two counts is wrong: a row or column may have slipped, or the part counts something that the whole does not.",
	"percentage-differs": "Work the percentage out anew from the two counts, or correct the count that it was not worked out from.",
	"unit-suspect":       "Check the unit that the figures are in: minutes or hours, pounds or thousands. If they are right, load the return with --accept unit-suspect and the reason.",
	"far-outside":        "Check the figure against the system that it comes from. If it is right, load the return with --accept far-outside and the reason.",
	"areas-differ":       "Nothing needs doing where some of the force's figure has no known place; what is left is kept as not assigned. Otherwise a row of an area is wrong.",
	"not-calculated":     "Open the file in a spreadsheet program, let it calculate, and save it; or paste the values in place of the formulas.",
	"merged-value":       "Undo the merge and write a value into each cell.",
	"repeated-figure":    "Delete the copy; both say the same, so nothing is wrong with the figure.",
	"rows-after-end":     "Delete the blank or closing row above these rows, or move them up into the table.",
	"total-differs":      "Check the total and the rows that it is made of; one of them was changed without the other.",
	"unknown-status":     "Write one of the words that are wanted, or declare the new one in the layout under \"status\".",
	"not-on-scale":       "Write one of the words that are wanted, as they stand there.",
	"not-filled-in":      "Fill in the number that is wanted beside the figure, or say in its row why there is none.",
	"reason-given":       "Nothing needs doing; whoever reads the figure should know the reason.",
	"no-source":          "Write down where the value was copied from: the publisher, the release and the place in it.",
	"clock-went-back":    "Set the clock of the machine that planwatch runs on; nothing is wrong with the return.",
	"not-storable":       "Correct the cell as the message says; if it looks right, send the file to whoever looks after planwatch.",
	"unit-changed":       "Check the unit: if the return is in another one for good, say in the layout under \"unit\" by how much its figures are to be multiplied.",
}

// Codes lists every code that a return can get, sorted.
func Codes() []string { return slices.Sorted(maps.Keys(advice)) }

// Advice says what to do about a problem, by its code.
func Advice(code string) string { return adviceOn(code) }

// adviceOn never leaves a reader without a word.
func adviceOn(code string) string {
	if a, ok := advice[code]; ok {
		return a
	}
	return "Put right what the message says; if that is not clear, ask whoever looks after planwatch."
}
