package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"
	"time"
)

// countedXLS is a workbook of so many rows, whose stream fills many sectors.
func countedXLS(rows int) (stream []byte, check func(t *testing.T, content []byte)) {
	var cells []byte
	for r := range rows {
		cells = append(cells, biff(recordRK, uint16(r), uint16(1), uint16(0), uint32(r)<<2|2)...)
	}
	return oneSheet(nil, cells).stream(), func(t *testing.T, content []byte) {
		t.Helper()
		g := mustGrid(t, content)
		for r := range rows {
			if c := g.At(r+1, 2); c.Kind != Number || c.Number != float64(r) {
				t.Fatalf("B%d is %v", r+1, c.Value())
			}
		}
	}
}

// A workbook is found in every kind of compound file: in the mini stream, in
// large sectors, in sectors that lie anywhere, in a table that the header has no
// room to list.
func TestOLELayouts(t *testing.T) {
	for _, rows := range []int{5, 250, 3_000, 65_536} {
		stream, check := countedXLS(rows)
		for _, sector := range []int{512, 4096} {
			for _, strewn := range []bool{false, true} {
				t.Run(fmt.Sprintf("%d rows, %d bytes, strewn %v", rows, sector, strewn), func(t *testing.T) {
					filler := bytes.Repeat([]byte("picture"), 1000*rows/10)
					check(t, madeOLE{sector: sector, strewn: strewn, streams: []madeStream{
						{"Pictures", filler}, {"WORKBOOK", stream}, {"\x05SummaryInformation", []byte("title")},
					}}.bytes())
				})
			}
		}
	}
}

// A workbook inside another file's storage is not that file's own.
func TestOLEStorages(t *testing.T) {
	own, check := countedXLS(5)
	other, _ := countedXLS(9)
	check(t, madeOLE{streams: []madeStream{{"MBD0001/Workbook", other}, {"Workbook", own}, {"Book", []byte("Excel 95")}}}.bytes())
	letter := madeOLE{streams: []madeStream{{"WordDocument", []byte("text")}, {"ObjectPool/Workbook", other}}}.bytes()
	if _, err := Open("letter.doc", letter, Limits{}); !errors.Is(err, ErrUnknownFormat) {
		t.Errorf("a letter with a workbook in it: %v", err)
	}
}

// A compound file that is cut short is refused, unless nothing is missing but
// what a reader does not need.
func TestOLECutAnywhere(t *testing.T) {
	for _, rows := range []int{5, 1000} {
		stream, check := countedXLS(rows)
		file := oleOf("Workbook", stream)
		for n := 0; n < len(file); n += 1 + rows/50 {
			b, err := Open("cut", file[:n], Limits{})
			if err == nil {
				check(t, file[:n])
			} else if !isRefusal(err) {
				t.Fatalf("cut at %d: %v, %v", n, b, err)
			}
		}
	}
}

// What a compound file says of itself is not believed: whatever number stands
// there, reading ends soon, in the same values or a refusal.
func TestOLELies(t *testing.T) {
	stream, _ := countedXLS(3000)
	for _, sector := range []int{512, 4096} {
		file := madeOLE{sector: sector, streams: []madeStream{{"Small", []byte("x")}, {"Workbook", stream}}}.bytes()
		honest := dump(mustGrid(t, file))
		directory := sector * (1 + int(binary.LittleEndian.Uint32(file[48:])))
		table := sector * (1 + int(binary.LittleEndian.Uint32(file[76:])))
		places := []int{30, 44, 48, 56, 60, 64, 68, 72, 76, 80}
		for e := range 3 {
			for _, field := range []int{64, 68, 72, 76, 116, 120} {
				places = append(places, directory+128*e+field)
			}
		}
		for i := 0; i < len(stream)/sector; i += 1 + 512/sector*8 {
			places = append(places, table+4*i)
		}
		start := time.Now()
		for _, place := range places {
			for _, lie := range []uint32{0, 1, 5, 0x7FFFFFFF, 0xFFFFFFFD, oleEndOfChain, oleNothing} {
				content := bytes.Clone(file)
				binary.LittleEndian.PutUint32(content[place:], lie)
				if checkBook(t, "lie", content, Limits{}) == nil {
					if g := mustGrid(t, content); dump(g) != honest {
						t.Errorf("%d at %d of a file with sectors of %d: read as something else", lie, place, sector)
					}
				}
			}
		}
		if since := time.Since(start); since > 20*time.Second {
			t.Errorf("sectors of %d bytes took %v", sector, since)
		}
	}
}
