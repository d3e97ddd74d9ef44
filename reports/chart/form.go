package chart

// form is one of the two arrangements. Pixels throughout.
type form struct {
	id     string
	narrow bool
	width  float64 // that the server draws
	least  float64 // the narrowest a browser shows it at; texts are broken to fit there
	plot   float64 // height of the plot as the server draws it
	pad    float64
	title  script
	second script // subtitle, notice, key, names
	small  script // source
	axis   script
}

// script is a size of text with the distance from line to line.
type script struct {
	size, leading float64
	bold          bool
}

func (s script) face() *face {
	if s.bold {
		return bold()
	}
	return regular()
}

// narrowBelow is the width in pixels from which a chart is wide.
const narrowBelow = 680

var (
	wideForm = form{
		id: "wide", width: 800, least: narrowBelow, plot: 290, pad: 8,
		title: script{18, 24, true}, second: script{14, 19, false}, small: script{12, 16, false}, axis: script{13, 16, false},
	}
	narrowForm = form{
		id: "narrow", narrow: true, width: 343, least: 290, plot: 230, pad: 4,
		title: script{16, 21, true}, second: script{13, 18, false}, small: script{12, 16, false}, axis: script{12, 15, false},
	}
)

// inner is the width that texts may take.
func (f form) inner() float64 { return f.least - 2*f.pad }
