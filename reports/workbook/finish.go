package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strings"
	"time"
)

// What excelize writes and the guide or a reader doesn't want.
var (
	autoFilter = regexp.MustCompile(`(?s)<autoFilter[^>]*/>|<autoFilter.*?</autoFilter>`)
	anchored   = regexp.MustCompile(`(?s)<xdr:twoCellAnchor[^>]*>(.*?</xdr:from>)<xdr:to>.*?</xdr:to>(.*?)</xdr:twoCellAnchor>`)
	imageTypes = regexp.MustCompile(`<Default Extension="[a-z]+" ContentType="image/[^"]*"></Default>`)
	upright    = regexp.MustCompile(`(?s)(<catAx>.*?) rot="0"`)
	american   = regexp.MustCompile(`((?:lang|altLang)=|<lang val=)"en-US"`)
)

// epoch stands for the time of every file in the archive: the oldest that the format can hold.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// finished rewrites a workbook without the filters that excelize puts on every table, with its charts in its
// language, of fixed size and with a copy of what they draw, and as an archive whose bytes depend on nothing but its content.
func finished(book []byte, charts []size, cells held, lang string) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil, fmt.Errorf("reopen: %w", err)
	}
	sort.Slice(in.File, func(a, b int) bool { return rank(in.File[a].Name) < rank(in.File[b].Name) })
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		content, err := part(f)
		if err != nil {
			return nil, fmt.Errorf("reopen %s: %w", f.Name, err)
		}
		w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(mended(f.Name, content, charts, cells, lang)); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// rank orders the parts: the list of types first, as readers expect, then the relations, then by name.
func rank(name string) string {
	switch {
	case name == "[Content_Types].xml":
		return "0"
	case strings.HasPrefix(name, "_rels/"):
		return "1" + name
	default:
		return "2" + name
	}
}

// mended takes out or mends one part. The labels of an axis are turned by a thousandth of a degree, which nobody sees:
// LibreOffice breaks labels that are not turned into single letters instead of leaving some out.
func mended(name string, content []byte, charts []size, cells held, lang string) []byte {
	var drawing int
	if n, err := fmt.Sscanf(name, "xl/drawings/drawing%d.xml", &drawing); n == 1 && err == nil && drawing >= 1 && drawing <= len(charts) {
		return fixed(content, charts[drawing-1])
	}
	switch {
	case name == "[Content_Types].xml": // in the order of a Go map, and there are no pictures
		return imageTypes.ReplaceAll(content, nil)
	case strings.HasPrefix(name, "xl/tables/"):
		return autoFilter.ReplaceAll(content, nil)
	case strings.HasPrefix(name, "xl/charts/"):
		content = american.ReplaceAll(content, []byte(`$1"`+lang+`"`))
		content = upright.ReplaceAll(content, []byte(`$1 rot="60"`))
		return []byte(cells.fill(string(content)))
	default:
		return content
	}
}

// fixed hangs a drawing by its upper left corner and gives it its size. Excelize hangs it between two cells that it
// works out for another default font, and a spreadsheet would stretch it to them.
func fixed(drawing []byte, s size) []byte {
	const emu = 9525 // to a pixel
	ext := fmt.Sprintf(`<xdr:oneCellAnchor>${1}<xdr:ext cx="%d" cy="%d"></xdr:ext>${2}</xdr:oneCellAnchor>`, s.width*emu, s.height*emu)
	return anchored.ReplaceAll(drawing, []byte(ext))
}

func part(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
