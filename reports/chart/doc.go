// Package chart draws figures. A [reports.Chart] becomes one ECharts option ([Option]); a [Drawer] turns that option
// into SVG on the server, and the same option makes the chart interactive in a browser.
//
// An option holds two arrangements of one chart. Wide, from 680 pixels: what is at the right of the plot says the
// name of each line beside it. Narrow, for phones: the names stand in a key below. ECharts picks by its media
// queries. Everything that a reader must be able to read is placed here, in Go, with the widths of the embedded font
// (font.go), so that texts never run into each other; ECharts only draws.
//
// The parts of a chart, from top to bottom, each a file: title, subtitle, notice and source (stack.go), breaks and
// events (flag.go), the plot with its scale (scale.go), its points (point.go) and level lines (line.go) with their
// names (name.go), the periods (period.go) and the key (key.go).
//
// Sparklines ([Spark]) are too small for all that and are written as SVG by hand.
package chart
