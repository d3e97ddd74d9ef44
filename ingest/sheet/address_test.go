package sheet

import "testing"

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{
		0: "", -3: "", 1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD",
	} {
		if got := ColumnName(n); got != want {
			t.Errorf("ColumnName(%d) = %q, want %q", n, got, want)
		}
	}
}

// Every column's name leads back to it, the first and the last included.
func TestParseCellInverse(t *testing.T) {
	for col := 1; col <= maxColumns; col++ {
		row := 1 + col*61%maxRows
		r, c, err := ParseCell(CellName(row, col))
		if err != nil || r != row || c != col {
			t.Fatalf("ParseCell(%s) = %d, %d, %v; want %d, %d", CellName(row, col), r, c, err, row, col)
		}
	}
}

func TestParseCell(t *testing.T) {
	for name, want := range map[string]string{
		"A1": "A1", "c34": "C34", "$C$34": "C34", "C$34": "C34", "xfd1048576": "XFD1048576",
	} {
		r, c, err := ParseCell(name)
		if err != nil || CellName(r, c) != want {
			t.Errorf("ParseCell(%q) = %s, %v; want %s", name, CellName(r, c), err, want)
		}
	}
	for _, name := range []string{"", "A", "1", "A0", "0", "XFE1", "A1B", "A-1", "1A", "A1.5", "$", "A$", "ZZZZ1", "A1234567890", " A1", "É1"} {
		if r, c, err := ParseCell(name); err == nil {
			t.Errorf("ParseCell(%q) = %d, %d; want an error", name, r, c)
		}
	}
}

func TestParseRange(t *testing.T) {
	for text, want := range map[string]string{
		"A1:C9": "A1:C9", "C9:A1": "A1:C9", "A9:C1": "A1:C9", "B7": "B7", "b7:b7": "B7", "$A$1:$B$2": "A1:B2",
	} {
		got, err := ParseRange(text)
		if err != nil || got.String() != want {
			t.Errorf("ParseRange(%q) = %v, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", ":", "A1:", ":B2", "A1:B2:C3", "A:C", "1:3", "A1-B2"} {
		if got, err := ParseRange(text); err == nil {
			t.Errorf("ParseRange(%q) = %v; want an error", text, got)
		}
	}
	r, _ := ParseRange("B2:D4")
	for cell, inside := range map[string]bool{"B2": true, "D4": true, "C3": true, "A2": false, "B1": false, "E4": false, "D5": false} {
		row, col, _ := ParseCell(cell)
		if r.Contains(row, col) != inside {
			t.Errorf("%v contains %s: %v", r, cell, !inside)
		}
	}
}
