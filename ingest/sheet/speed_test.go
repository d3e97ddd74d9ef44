package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// table12 is a table of 12 columns as a return has them: a date, three texts
// that repeat, counts and rates. write gives each row; the first is row 1.
type table12 struct{ rows int }

var tableWords = []string{"Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton", "Violence with injury", "Burglary – home", "Vehicle offences"}

// xlsx writes the workbook as Excel does, with shared strings and styles.
func (n table12) xlsx(tb testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	var words strings.Builder
	for _, w := range tableWords {
		words.WriteString("<si><t>" + w + "</t></si>")
	}
	parts := madeBook{strings: words.String(), styles: formatsOf("General", "dd/mm/yyyy", "#,##0", "0.0%")}.parts()
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			tb.Fatal(err)
		}
		switch p.name {
		case "xl/worksheets/sheet1.xml":
			n.sheetXML(w)
		case "[Content_Types].xml": // other readers look for the strings and styles here
			io.WriteString(w, strings.Replace(p.text, "</Types>", contentTypes+"</Types>", 1))
		default:
			io.WriteString(w, p.text)
		}
	}
	z.Close()
	return b.Bytes()
}

const contentTypes = `<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
	`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`

func (n table12) sheetXML(w io.Writer) {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<worksheet ` + mainSpace + ` xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><sheetData>`)
	for r := 1; r <= n.rows; r++ {
		fmt.Fprintf(&b, `<row r="%d" spans="1:12" x14ac:dyDescent="0.25"><c r="A%d" s="1"><v>%d</v></c>`, r, r, 42000+r%2000)
		for c := range 3 {
			fmt.Fprintf(&b, `<c r="%s" t="s"><v>%d</v></c>`, CellName(r, c+2), (r+c*3)%len(tableWords))
		}
		for c := range 8 {
			style, value := 2, fmt.Sprint((r*7919+c*104729)%100000)
			if c%4 == 3 {
				style, value = 3, fmt.Sprintf("0.%d", (r*7919+c*31)%100000)
			}
			fmt.Fprintf(&b, `<c r="%s" s="%d"><v>%s</v></c>`, CellName(r, c+5), style, value)
		}
		b.WriteString(`</row>`)
		if b.Len() > 1<<20 {
			w.Write(b.Bytes())
			b.Reset()
		}
	}
	b.WriteString(`</sheetData></worksheet>`)
	w.Write(b.Bytes())
}

func (n table12) ods(tb testing.TB) []byte {
	var b strings.Builder
	b.WriteString(`<table:table table:name="Table P1">`)
	for r := 1; r <= n.rows; r++ {
		day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r%2000)
		fmt.Fprintf(&b, `<table:table-row table:style-name="ro1"><table:table-cell office:value-type="date" office:date-value="%s" table:style-name="ce1"><text:p>%s</text:p></table:table-cell>`, day.Format("2006-01-02"), day.Format("02/01/2006"))
		for c := range 3 {
			fmt.Fprintf(&b, `<table:table-cell office:value-type="string" table:style-name="ce2"><text:p>%s</text:p></table:table-cell>`, tableWords[(r+c*3)%len(tableWords)])
		}
		for c := range 8 {
			v := (r*7919 + c*104729) % 100000
			fmt.Fprintf(&b, `<table:table-cell office:value-type="float" office:value="%d" table:style-name="ce3"><text:p>%d</text:p></table:table-cell>`, v, v)
		}
		b.WriteString(`</table:table-row>`)
	}
	b.WriteString(`</table:table>`)
	return odsOf(tb, "", b.String())
}

func (n table12) csv(testing.TB) []byte {
	var b bytes.Buffer
	for r := 1; r <= n.rows; r++ {
		fmt.Fprintf(&b, "%d-%02d-01", 2015+r%10, 1+r%12)
		for c := range 3 {
			fmt.Fprintf(&b, ",%s", tableWords[(r+c*3)%len(tableWords)])
		}
		for c := range 8 {
			fmt.Fprintf(&b, ",%d", (r*7919+c*104729)%100000)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// xls writes the workbook as Excel 97-2003 does: numbers side by side share a
// record, rates are written in full.
func (n table12) xls(testing.TB) []byte {
	var words, cells []byte
	for _, w := range tableWords {
		words = append(words, wide(w)...)
	}
	for r := range n.rows {
		row := uint16(r)
		cells = append(cells, biff(recordRK, row, uint16(0), uint16(1), uint32(42000+(r+1)%2000)<<2|2)...)
		for c := range 3 {
			cells = append(cells, biff(recordLabelSST, row, uint16(c+1), uint16(0), uint32((r+c*3)%len(tableWords)))...)
		}
		for c := 4; c < 12; c += 4 {
			var counts []byte
			for i := range 3 {
				counts = appendPart(appendPart(counts, uint16(2)), uint32((r*7919+(c+i)*104729)%100000)<<2|2)
			}
			cells = append(cells, biff(recordMulRK, row, uint16(c), counts, uint16(c+2))...)
			cells = append(cells, biff(recordNumber, row, uint16(c+3), uint16(3), float64((r*7919+c*31)%100000)/100003)...)
		}
	}
	return oneSheet(slices.Concat(styled("General", "dd/mm/yyyy", "#,##0", "0.0%"), sst(10, words)), cells).bytes()
}

// speedFormats are the formats that are measured; a new one is a line here.
var speedFormats = []struct {
	name string
	made func(table12, testing.TB) []byte
	most int // rows that a sheet of the format has
}{{"xlsx", table12.xlsx, maxRows}, {"xls", table12.xls, xlsRows}, {"ods", table12.ods, maxRows}, {"csv", table12.csv, maxRows}}

// BenchmarkScan reports how many cells a second are read, texts as shown
// included, at three sizes; the peak memory of a process of its own that does
// nothing else (the file and Go's runtime included); and how time grows.
func BenchmarkScan(b *testing.B) {
	for _, f := range speedFormats {
		var cells, seconds []float64
		for _, rows := range []int{2_000, 20_000, 200_000} {
			rows = min(rows, f.most)
			b.Run(fmt.Sprintf("%s/rows=%d", f.name, rows), func(b *testing.B) {
				content := f.made(table12{rows}, b)
				read := func() int { return scanAll(b, content) }
				measured(b, read)
				b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s")
				p := readProcess(wayScan, inFile(b, content, f.name), time.Hour)
				if p.err != nil || p.Message != "" {
					b.Fatal(p.err, p.Message)
				}
				b.ReportMetric(p.PeakMB, "process-MB")
				n, least := fastest(read)
				cells, seconds = append(cells, float64(n)), append(seconds, least.Seconds())
			})
		}
		reported(b, f.name+"/growth", map[string]float64{"exponent": exponent(cells, seconds)})
	}
}

func inFile(tb testing.TB, content []byte, format string) string {
	tb.Helper()
	file := filepath.Join(tb.TempDir(), "table."+format)
	if err := os.WriteFile(file, content, 0o644); err != nil {
		tb.Fatal(err)
	}
	return file
}

// fastest is the shortest of three or more readings: other work on the machine
// only ever adds to a time.
func fastest(read func() int) (cells int, least time.Duration) {
	for n, total := 0, time.Duration(0); n < 3 || total < 300*time.Millisecond; n++ {
		start := time.Now()
		cells = read()
		took := time.Since(start)
		total += took
		if n == 0 || took < least {
			least = took
		}
	}
	return cells, least
}

// exponent fits time = a * cells^e: the slope of log time over log cells by
// least squares. 1 is linear, 2 quadratic; below 1 is what a start costs once.
func exponent(cells, seconds []float64) float64 {
	var meanX, meanY, xy, xx float64
	for i := range cells {
		meanX += math.Log(cells[i]) / float64(len(cells))
		meanY += math.Log(seconds[i]) / float64(len(cells))
	}
	for i := range cells {
		dx := math.Log(cells[i]) - meanX
		xy += dx * (math.Log(seconds[i]) - meanY)
		xx += dx * dx
	}
	return xy / xx
}

// reported prints figures that were measured elsewhere as a benchmark's line.
func reported(b *testing.B, name string, metrics map[string]float64) {
	b.Run(name, func(b *testing.B) {
		for b.Loop() {
		}
		b.ReportMetric(0, "ns/op") // 0 hides it
		for unit, value := range metrics {
			b.ReportMetric(value, unit)
		}
	})
}

func TestExponent(t *testing.T) {
	for want, seconds := range map[float64][]float64{1: {2, 20, 200}, 2: {1, 100, 10_000}, 0: {3, 3, 3}} {
		if got := exponent([]float64{10, 100, 1000}, seconds); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v: %v, want %v", seconds, got, want)
		}
	}
}

// BenchmarkGrid is the same with the sheet kept in memory.
func BenchmarkGrid(b *testing.B) {
	for _, f := range speedFormats {
		b.Run(f.name+"/rows=20000", func(b *testing.B) {
			content := f.made(table12{20_000}, b)
			measured(b, func() int {
				g := mustGrid(b, content)
				return g.Rows * g.Columns
			})
		})
	}
}

// BenchmarkExcelize reads the same workbook by excelize's row reader, for
// comparison.
func BenchmarkExcelize(b *testing.B) {
	for _, rows := range []int{20_000, 200_000} {
		b.Run(fmt.Sprintf("xlsx/rows=%d", rows), func(b *testing.B) {
			content := table12{rows}.xlsx(b)
			measured(b, func() int { return scanExcelize(b, content) })
		})
	}
}

func scanAll(b *testing.B, content []byte) (cells int) {
	book := mustOpen(b, "made", content)
	err := book.Scan(book.Names()[0], func(_ int, row []Cell) error {
		cells += len(row)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return cells
}

func scanExcelize(b *testing.B, content []byte) (cells int) {
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("Table P1")
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		cells += len(row)
	}
	return cells
}

// measured runs a reading b.N times and reports cells a second and the most
// memory in use on the way, the file itself not counted.
func measured(b *testing.B, read func() (cells int)) {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, peak := make(chan bool), make(chan uint64)
	go watchHeap(stop, peak)
	b.ReportAllocs()
	cells := 0
	for b.Loop() {
		cells += read()
	}
	b.ReportMetric(float64(cells)/b.Elapsed().Seconds(), "cells/s")
	close(stop)
	b.ReportMetric(float64(<-peak-before.HeapInuse)/(1<<20), "peak-MB")
}

func watchHeap(stop chan bool, peak chan uint64) {
	var most uint64
	for tick := time.NewTicker(10 * time.Millisecond); ; {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapInuse)
		select {
		case <-stop:
			peak <- most
			return
		case <-tick.C:
		}
	}
}
