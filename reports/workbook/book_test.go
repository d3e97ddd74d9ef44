package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// opened is a workbook as a reader sees it: its cells, and the parts of its archive.
type opened struct {
	*excelize.File
	parts map[string]string
}

func open(t *testing.T, book []byte) opened {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	o := opened{f, map[string]string{}}
	for _, p := range z.File {
		content, err := part(p)
		if err != nil {
			t.Fatal(err)
		}
		o.parts[p.Name] = string(content)
	}
	return o
}

// cell is what a cell shows; raw is the value that it holds.
func (o opened) cell(sheet, at string) string {
	s, _ := o.GetCellValue(sheet, at)
	return s
}

func (o opened) raw(sheet, at string) string {
	s, _ := o.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	return s
}

// isNumber says whether a cell holds a number, not text that looks like one.
func (o opened) isNumber(sheet, at string) bool {
	kind, _ := o.GetCellType(sheet, at)
	return o.raw(sheet, at) != "" && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber)
}

// chartPart is what a test needs of an xl/charts/chartN.xml.
type chartPart struct {
	Title []string `xml:"chart>title>tx>rich>p>r>t"`
	Gaps  struct {
		Val string `xml:"val,attr"`
	} `xml:"chart>dispBlanksAs"`
	Series []seriesPart `xml:"chart>plotArea>lineChart>ser"`
	Labels struct {
		Val int `xml:"val,attr"`
	} `xml:"chart>plotArea>catAx>tickLblSkip"`
	Ink []colourPart `xml:"chart>plotArea>valAx>txPr>p>pPr>defRPr>solidFill>srgbClr"`
	Low struct {
		Val string `xml:"val,attr"`
	} `xml:"chart>plotArea>valAx>scaling>min"`
	High struct {
		Val string `xml:"val,attr"`
	} `xml:"chart>plotArea>valAx>scaling>max"`
}

type colourPart struct {
	Val string `xml:"val,attr"`
}

type pointPart struct {
	At    int    `xml:"idx,attr"`
	Value string `xml:"v"`
}

type seriesPart struct {
	Name   string       `xml:"tx>strRef>f"`
	Labels string       `xml:"cat>strRef>f"`
	Values string       `xml:"val>numRef>f"`
	Copy   []pointPart  `xml:"val>numRef>numCache>pt"`
	Copied []pointPart  `xml:"cat>strRef>strCache>pt"`
	Called string       `xml:"tx>strRef>strCache>pt>v"`
	Colour []colourPart `xml:"spPr>ln>solidFill>srgbClr"`
	Dash   []colourPart `xml:"spPr>ln>prstDash"`
	NoLine []struct{}   `xml:"spPr>ln>noFill"`
	Shape  colourPart   `xml:"marker>symbol"`
}

func (o opened) chart(t *testing.T, name string) chartPart {
	t.Helper()
	var c chartPart
	if err := xml.Unmarshal([]byte(o.parts[name]), &c); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return c
}

// span splits "Chart_data!$C$9:$C$12" or "Chart_data!$C$8" into worksheet, column and rows.
func cells(t *testing.T, ref string) (sheet string, column, first, last int) {
	t.Helper()
	sheet, area, ok := strings.Cut(ref, "!")
	from, to, many := strings.Cut(strings.ReplaceAll(area, "$", ""), ":")
	if !many {
		to = from
	}
	c1, r1, err1 := excelize.CellNameToCoordinates(from)
	c2, r2, err2 := excelize.CellNameToCoordinates(to)
	if !ok || err1 != nil || err2 != nil || c1 != c2 {
		t.Fatalf("want a reference to one column, found %q", ref)
	}
	return strings.Trim(sheet, "'"), c1, r1, r2
}

// tampered is a workbook with a text of one part replaced by another.
func tampered(t *testing.T, book []byte, name, old, with string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	found := false
	for _, p := range in.File {
		content, err := part(p)
		if err != nil {
			t.Fatal(err)
		}
		if p.Name == name {
			found = bytes.Contains(content, []byte(old))
			content = bytes.Replace(content, []byte(old), []byte(with), 1)
		}
		w, err := out.Create(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if !found {
		t.Fatalf("%s: %q is not there to be replaced", name, old)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
