package sheet_test

import (
	"errors"
	"fmt"

	"planwatch/ingest/sheet"
)

// A return arrives as bytes; its cells keep the value and what the sheet shows.
func Example() {
	content := []byte("Area;Burglaries;Rate\r\nDudley;412;4,1\r\nWalsall;*;\r\n")
	book, err := sheet.Open("return.csv", content, sheet.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, info := range book.Sheets() {
		grid, err := book.Grid(info.Name)
		if err != nil {
			fmt.Println(err)
			return
		}
		for row := 1; row <= grid.Rows; row++ {
			for col := 1; col <= grid.Columns; col++ {
				c := grid.At(row, col)
				fmt.Printf("%s %s %v\n", sheet.CellName(row, col), c.Kind, c.Value())
			}
		}
	}
	// Output:
	// A1 text Area
	// B1 text Burglaries
	// C1 text Rate
	// A2 text Dudley
	// B2 text 412
	// C2 text 4,1
	// A3 text Walsall
	// B3 text *
	// C3 blank <nil>
}

// What is not a spreadsheet is refused with one sentence that says what to do.
func ExampleOpen_refused() {
	_, err := sheet.Open("return.xlsx", []byte("%PDF-1.7"), sheet.DefaultLimits())
	fmt.Println(err)
	fmt.Println(errors.Is(err, sheet.ErrUnknownFormat))
	// Output:
	// return.xlsx: the file is a PDF document; ask for the spreadsheet that it was made from [not-a-spreadsheet]
	// true
}
