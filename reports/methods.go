package reports

// methods explains in plain words how the figures are worked out and judged.
func methods() []Method {
	return []Method{
		{"When a change is called a change", []string{
			"Figures go up and down for no particular reason. To tell news from noise, each series is put on an XmR chart: an average line, and an upper and a lower limit worked out from how much neighbouring figures usually differ.",
			"A movement is called improving or worsening only when the latest figure lies outside the limits, or is one of seven in a row on one side of the average, or one of seven in a row that rise or fall, or when two of three in a row lie close to a limit. Otherwise the words are “no clear change”. These are the rules of the NHS programme Making Data Count.",
			"Fewer than 13 points since the last change of counting are never judged. Rolling 12-month totals are shown but never tested, because neighbouring totals share eleven months of twelve.",
			"The figures are not adjusted for the time of year.",
		}},
		{"Limits", []string{
			"Limits come from the points between the last change of counting and the end of the baseline period when there are 13 or more, otherwise from the first 24 points since that change. Each page says which.",
		}},
		{"Baselines", []string{
			"A baseline is a record: a value, its period, its source, and how far it can be trusted. Agreed means that the Commissioner and the panel have agreed it; published means that the figure is an official one but its use as a baseline is this project's proposal; claimed means that somebody said it and no series stands behind it.",
			"The latest figures are compared with the baseline like with like: over a span of the same length, with no change of counting in between. No percentage change is given on a base under 20.",
		}},
		{"Unknown is never zero", []string{
			"A figure that is missing [x], suppressed [c] or not applicable [z] is a gap in the line and a mark in the table. [p] marks a provisional figure, [r] a revised one.",
		}},
		{"Where a figure comes from", []string{
			"“Read here” means that Planwatch read the figure from the publisher's or the force's own file. “Transcribed” means that it was copied from its publication into a file of this project first; the publication and the place in it are kept with it.",
			"Illustrative figures are invented, are marked wherever they show, and are never combined with real ones.",
		}},
	}
}
