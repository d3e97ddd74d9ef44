package main

import "github.com/xuri/excelize/v2"

// styles are the looks of a return, as numbers in the workbook's own list.
type styles struct {
	title, plain, head, label int
	cells                     [3][4]int // by weight and kind
}

// weight is how a row stands out: an area, the force, the last row of a block.
type weight int

const (
	light weight = iota
	strong
	ruled // strong, with a line below
)

// kind is what a cell holds, and so how it is formatted.
type kind int

const (
	wholeKind kind = iota
	tenthKind
	markerKind
	nameKind // an area's code or name
)

const thousands = 3 // Excel's own number format #,##0

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	var failed error
	add := func(style excelize.Style) int {
		n, err := f.NewStyle(&style)
		if err != nil {
			failed = err
		}
		return n
	}
	font := func(bold bool, size float64) *excelize.Font {
		return &excelize.Font{Family: "Arial", Size: size, Bold: bold}
	}
	line := []excelize.Border{{Type: "bottom", Color: "808080", Style: 1}}
	s.title = add(excelize.Style{Font: font(true, 13)})
	s.plain = add(excelize.Style{Font: font(false, 10)})
	s.label = add(excelize.Style{Font: font(true, 10), Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}, Border: line})
	s.head = add(headStyle())
	oneDecimal := "#,##0.0"
	for w := light; w <= ruled; w++ {
		look := excelize.Style{Font: font(w != light, 10)}
		if w == ruled {
			look.Border = line
		}
		s.cells[w][nameKind] = add(look)
		look.Alignment = &excelize.Alignment{Horizontal: "right"}
		s.cells[w][markerKind] = add(look)
		look.NumFmt = thousands
		s.cells[w][wholeKind] = add(look)
		look.NumFmt, look.CustomNumFmt = 0, &oneDecimal
		s.cells[w][tenthKind] = add(look)
	}
	return s, failed
}

// headStyle is white on dark blue, boxed so that merged years stand apart.
func headStyle() excelize.Style {
	var box []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		box = append(box, excelize.Border{Type: side, Color: "FFFFFF", Style: 1})
	}
	return excelize.Style{
		Font:      &excelize.Font{Family: "Arial", Size: 10, Bold: true, Color: "FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3864"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"},
		Border:    box,
	}
}

func (c cell) kind() kind {
	switch {
	case c.marker != "":
		return markerKind
	case c.decimals == 1:
		return tenthKind
	default:
		return wholeKind
	}
}
