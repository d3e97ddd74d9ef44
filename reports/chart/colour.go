package chart

import "planwatch/reports"

// The colours of the Government Analysis Function's palette, in its order, and greys for what stands in the
// background. Every one has a contrast of 3:1 or more on white (a test computes it), and none carries meaning alone:
// points differ by shape, lines by dashes, all have words.
const (
	darkBlue  = "#12436D"
	turquoise = "#28A197"
	darkPink  = "#801650"
	orange    = "#F46A25"

	ink      = "#0b0c0c" // text, edges of special points, breaks
	grey     = "#505a5f" // second text, baseline, limits, average
	green    = "#00703c" // target
	paper    = "#ffffff"
	eventInk = "#6f777b" // events
	caution  = "#8a5a00" // edge of the notice

	// Decoration that nobody has to see.
	gridInk    = "#dfe1e2"
	spanFill   = "#eef0f2"
	noticeFill = "#fff4d6"
)

// sign is how a special point looks, shape first, colour second, and the key of its words.
type sign struct {
	symbol, colour, key string
}

// signs are those of the kinds of point that stand out; an ordinary point is a small dark blue circle.
var signs = map[reports.PointKind]sign{
	reports.PointImprovement: {"diamond", turquoise, "chart.key.better"},
	reports.PointConcern:     {"triangle", orange, "chart.key.worse"},
	reports.PointNeutral:     {"rect", darkPink, "chart.key.unusual"},
}

// signOrder is the order of the key.
var signOrder = []reports.PointKind{reports.PointConcern, reports.PointImprovement, reports.PointNeutral}
