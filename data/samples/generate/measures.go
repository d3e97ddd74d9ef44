package main

import "time"

// measure is one line of the return: a block of rows where it has areas, one row where it is kept for the force only.
type measure struct {
	slug  string // the series is "sample." + slug
	sheet string
	label string // as column A writes it
	unit  string
	means string // its definition on the Notes sheet

	of       string // the denominator's slug, for a numerator; its shape's level is then a share
	shape    shape
	areas    bool
	decimals int
	monthEnd bool // counted on the last day of the month, so never summed

	areaNoise   int64 // how far areas stray from their share of residents, in thousandths; 0 for posts
	hideSmall   bool
	missing     func(month int) bool // no figure at all
	moveWalsall func(month int) bool // one area did not report by area
}

func before(m int) func(int) bool { return func(month int) bool { return month < m } }
func from(m int) func(int) bool   { return func(month int) bool { return month >= m } }

// measures are in the order of the return: sheets together, a denominator before its numerators.
var measures = append(append(append(append(append(append(
	contact, crime...), roads...), searches...), victims...), workforce...), prevention...)

var contact = []measure{
	{
		slug: "calls-999-presented", sheet: "Contact", label: "Calls to 999 presented [note 1]", unit: "calls",
		means: "Emergency calls put through to the force by the operator.",
		shape: shape{level: 62_500, season: summer, days: true, yearly: 8, noise: 40},
	},
	{
		slug: "calls-999-within-10s", sheet: "Contact", label: "Calls to 999 answered within 10 seconds", unit: "calls",
		means: "Those of them that were answered within 10 seconds.",
		of:    "calls-999-presented",
		shape: shape{level: 71_500, noise: 45, steps: []step{{at(2023, time.January), 1250}}},
	},
	{
		slug: "calls-101-presented", sheet: "Contact", label: "Calls to 101 presented [note 1]", unit: "calls",
		means: "Calls to the non-emergency number that asked for an operator.",
		shape: shape{level: 64_000, season: summer, days: true, yearly: -55, noise: 50},
	},
	{
		slug: "calls-101-within-3min", sheet: "Contact", label: "Calls to 101 answered within 3 minutes", unit: "calls",
		means: "Those of them that were answered within 3 minutes of the choice to speak to an operator.",
		of:    "calls-101-presented",
		shape: shape{level: 79_000, noise: 50, steps: []step{{at(2025, time.May), 1090}}},
	},
	{
		slug: "live-chat-contacts", sheet: "Contact", label: "Live chat and online contacts", unit: "contacts",
		means: "Conversations by live chat and reports through the website. No service level is set for them.",
		shape: shape{level: 9_800, yearly: 130, noise: 70},
	},
	{
		slug: "emergency-attended", sheet: "Contact", label: "Emergency incidents attended", unit: "incidents",
		means: "Incidents graded as emergencies that an officer attended.",
		shape: shape{level: 13_900, season: summer, days: true, noise: 40}, areas: true, areaNoise: 60,
	},
	{
		slug: "emergency-within-15min", sheet: "Contact", label: "Emergency incidents attended within 15 minutes", unit: "incidents",
		means: "Those of them attended within 15 minutes of the call being answered.",
		of:    "emergency-attended",
		shape: shape{level: 71_000, noise: 40}, areas: true,
	},
	{
		slug: "priority-attended", sheet: "Contact", label: "Priority incidents attended [note 2]", unit: "incidents",
		means: "Incidents graded as priority that an officer attended.",
		shape: shape{level: 16_400, season: summer, days: true, yearly: -12, noise: 40}, areas: true, areaNoise: 60,
	},
	{
		slug: "priority-within-60min", sheet: "Contact", label: "Priority incidents attended within 60 minutes", unit: "incidents",
		means: "Those of them attended within 60 minutes of the call being answered.",
		of:    "priority-attended",
		shape: shape{level: 43_500, yearly: 75, noise: 50}, areas: true,
	},
}

var crime = []measure{
	{
		slug: "asb-incidents", sheet: "Crime and ASB", label: "Anti-social behaviour incidents", unit: "incidents",
		means: "Incidents closed as anti-social behaviour. Not crimes.",
		shape: shape{level: 3_900, season: bright, yearly: -50, noise: 90}, areas: true, areaNoise: 120,
	},
	{
		slug: "domestic-abuse-crimes", sheet: "Crime and ASB", label: "Domestic abuse flagged crimes [note 1]", unit: "crimes",
		means: "Recorded crimes with the domestic abuse flag.",
		shape: shape{level: 5_450, season: summer, days: true, yearly: -28, noise: 50}, areas: true, areaNoise: 60,
	},
	{
		slug: "firearm-discharges", sheet: "Crime and ASB", label: "Firearm discharges", unit: "discharges",
		means: "Confirmed discharges of a lethal barrelled weapon in public.",
		shape: shape{level: 11, yearly: -90, noise: 520}, areas: true, hideSmall: true,
	},
}

var roads = []measure{
	{
		slug: "op-snap-submissions", sheet: "Roads", label: "Operation Snap submissions", unit: "submissions",
		means: "Films of driving sent in by the public.",
		shape: shape{level: 780, season: summer, yearly: 260, noise: 110},
	},
	{
		slug: "op-snap-decided", sheet: "Roads", label: "Operation Snap submissions decided", unit: "submissions",
		means: "Submissions on which a decision was made in the month.",
		of:    "op-snap-submissions",
		shape: shape{level: 94_000, noise: 40},
	},
	{
		slug: "op-snap-positive", sheet: "Roads", label: "Operation Snap positive outcomes [note 1]", unit: "submissions",
		means: "Decisions for a warning letter, a course, a penalty notice or a prosecution.",
		of:    "op-snap-decided",
		shape: shape{level: 71_000, yearly: 18, noise: 70},
	},
	{
		slug: "vehicles-seized", sheet: "Roads", label: "Vehicles seized", unit: "vehicles",
		means: "Vehicles seized under sections 59 and 165A, e-scooters and off-road bikes among them.",
		shape: shape{level: 1_080, yearly: 35, noise: 130}, areas: true, areaNoise: 150,
	},
	{
		slug: "street-racing-incidents", sheet: "Roads", label: "Street racing incidents", unit: "incidents",
		means: "Incidents with the street racing qualifier.",
		shape: shape{level: 74, season: bright, yearly: -35, noise: 260, odd: []step{{at(2025, time.August), 2600}}},
		areas: true, hideSmall: true,
	},
	{
		slug: "ksi-casualties", sheet: "Roads", label: "People killed or seriously injured [note 2]", unit: "people",
		means: "Casualties killed within 30 days, or seriously injured, by the date of the collision.",
		shape: shape{level: 88, season: bright, noise: 190}, areas: true, hideSmall: true,
		missing: from(at(2026, time.March)),
	},
}

var searches = []measure{
	{
		slug: "stop-searches", sheet: "Stop and search", label: "Stop searches", unit: "searches",
		means: "Searches of people and vehicles under all powers.",
		shape: shape{level: 2_350, yearly: 20, noise: 130}, areas: true, areaNoise: 110,
	},
	{
		slug: "weapon-searches", sheet: "Stop and search", label: "Searches for weapons", unit: "searches",
		means: "Those made to find an offensive weapon, a blade or a firearm.",
		of:    "stop-searches",
		shape: shape{level: 31_000, noise: 90}, areas: true,
	},
	{
		slug: "weapons-found", sheet: "Stop and search", label: "Searches for weapons where a weapon was found", unit: "searches",
		means: "Those of them that found one.",
		of:    "weapon-searches",
		shape: shape{level: 11_200, yearly: 25, noise: 200}, areas: true, hideSmall: true,
	},
}

var victims = []measure{
	{
		slug: "vcop-cases", sheet: "Victims and outcomes", label: "Victims' Code cases where a right applied", unit: "cases",
		means: "Cases in the month's audit sample, counted once for each right that applied.",
		shape: shape{level: 640, noise: 120},
	},
	{
		slug: "vcop-delivered", sheet: "Victims and outcomes", label: "Victims' Code cases where it was delivered in time", unit: "cases",
		means: "Those of them in which the right was delivered in time.",
		of:    "vcop-cases",
		shape: shape{level: 57_000, yearly: 45, noise: 60},
	},
	{
		slug: "victims-surveyed", sheet: "Victims and outcomes", label: "Victims surveyed (valid answers)", unit: "people",
		means: "Victims who answered the question on the service as a whole.",
		shape: shape{level: 410, noise: 90},
	},
	{
		slug: "victims-satisfied", sheet: "Victims and outcomes", label: "Victims satisfied or very satisfied", unit: "people",
		means: "Those of them who were satisfied or very satisfied.",
		of:    "victims-surveyed",
		shape: shape{level: 68_500, noise: 65},
	},
	{
		slug: "crimes-recorded", sheet: "Victims and outcomes", label: "Crimes recorded (base for outcomes)", unit: "crimes",
		means: "All recorded crime but fraud, by the month of recording.",
		shape: shape{level: 29_400, season: summer, days: true, yearly: -40, noise: 35}, areas: true, areaNoise: 50,
	},
	{
		slug: "positive-outcomes", sheet: "Victims and outcomes", label: "Crimes with a positive outcome [note 1]", unit: "crimes",
		means: "Outcome types 1 to 4 and 6 to 8, by the month in which they were assigned.",
		of:    "crimes-recorded",
		shape: shape{level: 8_900, yearly: 62, noise: 65}, areas: true,
	},
	{
		slug: "outcome-15", sheet: "Victims and outcomes", label: "Crimes closed as outcome 15", unit: "crimes",
		means: "Evidential difficulties; suspect identified; the victim supports action.",
		of:    "crimes-recorded",
		shape: shape{level: 11_400, noise: 60}, areas: true,
	},
	{
		slug: "outcome-14-16", sheet: "Victims and outcomes", label: "Crimes closed as outcome 14 or 16", unit: "crimes",
		means: "Evidential difficulties; the victim does not support action.",
		of:    "crimes-recorded",
		shape: shape{level: 41_500, yearly: -14, noise: 45}, areas: true,
	},
	{
		slug: "case-files-assessed", sheet: "Victims and outcomes", label: "Case files assessed [note 2]", unit: "files",
		means:   "Files assessed against the national standard when first sent to the prosecutor.",
		shape:   shape{level: 540, noise: 110},
		missing: before(at(2023, time.April)),
	},
	{
		slug: "case-files-passed", sheet: "Victims and outcomes", label: "Case files that passed at first submission [note 2]", unit: "files",
		means: "Those of them that met it.",
		of:    "case-files-assessed",
		shape: shape{level: 61_000, yearly: 40, noise: 60}, missing: before(at(2023, time.April)),
	},
	{
		slug: "out-of-court", sheet: "Victims and outcomes", label: "Out-of-court resolutions", unit: "resolutions",
		means: "Cautions, conditional cautions, community resolutions and outcome 22.",
		shape: shape{level: 890, yearly: 30, noise: 90},
	},
	{
		slug: "out-of-court-condition", sheet: "Victims and outcomes", label: "Out-of-court resolutions with a rehabilitative condition", unit: "resolutions",
		means: "Those of them with a condition meant to stop reoffending.",
		of:    "out-of-court",
		shape: shape{level: 38_000, yearly: 60, noise: 80},
	},
}

var workforce = []measure{
	{
		slug: "neighbourhood-officers", sheet: "Workforce", label: "Neighbourhood police officers (FTE at month end)", unit: "FTE",
		means: "Constables and sergeants posted to neighbourhood teams, full-time equivalent.",
		shape: shape{level: 6_220, noise: 8, steps: []step{{at(2025, time.April), 1045}, {at(2025, time.October), 1060}}},
		areas: true, decimals: 1, monthEnd: true,
	},
	{
		slug: "pcsos", sheet: "Workforce", label: "Police community support officers (FTE at month end)", unit: "FTE",
		means: "Police community support officers, full-time equivalent.",
		shape: shape{level: 4_320, yearly: -24, noise: 10}, areas: true, decimals: 1, monthEnd: true,
	},
	{
		slug: "neighbourhood-hours-rostered", sheet: "Workforce", label: "Neighbourhood hours rostered [note 1]", unit: "hours",
		means: "Hours that neighbourhood officers were rostered for.",
		shape: shape{level: 912_000, days: true, noise: 20, steps: []step{{at(2025, time.April), 1045}, {at(2025, time.October), 1060}}},
		areas: true, decimals: 1, areaNoise: 10,
	},
	{
		slug: "neighbourhood-hours-abstracted", sheet: "Workforce", label: "Neighbourhood hours abstracted [note 1]", unit: "hours",
		means: "Those of them spent on duties outside the neighbourhood.",
		of:    "neighbourhood-hours-rostered",
		shape: shape{level: 9_400, season: bright, yearly: -45, noise: 110}, areas: true, decimals: 1,
	},
	{
		slug: "complaints-finalised", sheet: "Workforce", label: "Complaint allegations finalised", unit: "allegations",
		means: "Allegations finalised by investigation in the month.",
		shape: shape{level: 152, noise: 190},
	},
	{
		slug: "complaint-days", sheet: "Workforce", label: "Working days taken to finalise them", unit: "working days",
		means: "Working days from receipt to outcome, summed over those allegations.",
		of:    "complaints-finalised",
		shape: shape{level: 13_400_000, yearly: -60, noise: 90},
	},
}

var prevention = []measure{
	{
		slug: "treatment-presentations", sheet: "Prevention and trust", label: "New presentations to drug and alcohol treatment [note 1]", unit: "people",
		means: "People who came to structured treatment for the first time in six months.",
		shape: shape{level: 690, yearly: 28, noise: 90}, areas: true, areaNoise: 130,
		moveWalsall: before(at(2022, time.July)),
	},
	{
		slug: "civil-orders", sheet: "Prevention and trust", label: "Civil orders obtained", unit: "orders",
		means: "Protective and preventive orders granted on the force's application.",
		shape: shape{level: 58, yearly: 85, noise: 230}, areas: true, hideSmall: true,
	},
	{
		slug: "missing-episodes", sheet: "Prevention and trust", label: "Missing episodes", unit: "episodes",
		means: "Reports of a missing person, adults and children.",
		shape: shape{level: 1_260, season: school, yearly: -22, noise: 80}, areas: true, areaNoise: 130,
	},
	{
		slug: "confidence-valid", sheet: "Prevention and trust", label: "Survey answers on trust and confidence", unit: "answers",
		means: "Residents who answered the question; about equal numbers are asked each month.",
		shape: shape{level: 620, noise: 60}, areas: true, areaNoise: 60,
	},
	{
		slug: "confidence-agree", sheet: "Prevention and trust", label: "Survey answers that agree", unit: "answers",
		means: "Those of them who agree that the police do a good job in their area.",
		of:    "confidence-valid",
		shape: shape{level: 51_500, yearly: 12, noise: 60}, areas: true,
	},
}
