package workbook

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A chart's file can hold a copy of the cells that it draws. Spreadsheets read the cells themselves; previews in mail
// programs and on telephones, which work nothing out, show the copy. Excelize leaves it empty.

// held is what the cells of Chart_data hold, by name; blank ones are missing.
type held map[string]string

func (h held) keep(cell string, value any) {
	if x, ok := value.(float64); ok {
		h[cell] = strconv.FormatFloat(x, 'f', -1, 64)
		return
	}
	h[cell] = fmt.Sprint(value)
}

var (
	wordCells   = regexp.MustCompile(`<strRef><f>([^<]*)</f></strRef>`)
	numberCells = regexp.MustCompile(`<numRef><f>([^<]*)</f><numCache>.*?</numCache></numRef>`)
	escape      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// fill puts the copies into a chart's file.
func (h held) fill(chart string) string {
	chart = wordCells.ReplaceAllStringFunc(chart, func(s string) string {
		ref := wordCells.FindStringSubmatch(s)[1]
		return "<strRef><f>" + ref + "</f><strCache>" + h.points(ref) + "</strCache></strRef>"
	})
	return numberCells.ReplaceAllStringFunc(chart, func(s string) string {
		ref := numberCells.FindStringSubmatch(s)[1]
		return "<numRef><f>" + ref + "</f><numCache><formatCode>General</formatCode>" + h.points(ref) + "</numCache></numRef>"
	})
}

// points lists the cells of "Chart_data!$C$9:$C$28" or of one cell; a blank one is left out, which is a gap.
func (h held) points(ref string) string {
	_, area, _ := strings.Cut(strings.ReplaceAll(ref, "$", ""), "!")
	from, to, many := strings.Cut(area, ":")
	if !many {
		to = from
	}
	column, first, err1 := excelize.CellNameToCoordinates(from)
	_, last, err2 := excelize.CellNameToCoordinates(to)
	if err1 != nil || err2 != nil {
		return `<ptCount val="0"></ptCount>`
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<ptCount val="%d"></ptCount>`, last-first+1)
	for row := first; row <= last; row++ {
		if v, ok := h[cellName(column, row)]; ok {
			fmt.Fprintf(&b, `<pt idx="%d"><v>%s</v></pt>`, row-first, escape.Replace(v))
		}
	}
	return b.String()
}
