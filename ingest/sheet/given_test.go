package sheet

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
)

type exactly float64

func (d exactly) Float64() float64 { return float64(d) }

func TestFromTable(t *testing.T) {
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	rows := [][]any{
		{int64(7), "Dudley", true, day, exactly(0.25)},
		{nil, "", false, day.Add(90 * time.Minute), big.NewInt(1 << 40)},
		{math.NaN(), []byte{1, 255}, nil, []int{1, 2}, uint8(3)},
	}
	source := func(row func([]any) error) error {
		for _, r := range rows {
			if err := row(r); err != nil {
				return err
			}
		}
		return nil
	}
	b := FromTable("a.parquet", "parquet", "parquet", []string{"n", "area", "yes", "day", "share"}, source, Limits{})
	if s := b.Sheets(); len(s) != 1 || s[0].Rows != 4 || s[0].Columns != 5 || b.Format != "parquet" {
		t.Errorf("sheets are %+v", s)
	}
	g, err := b.Grid("parquet")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row := 1; row <= g.Rows; row++ {
		for col := 1; col <= g.Columns; col++ {
			c := g.At(row, col)
			got = append(got, fmt.Sprintf("%s %s %v", c.Kind, c.Text, c.Value()))
		}
	}
	want := []string{
		"text n n", "text area area", "text yes yes", "text day day", "text share share",
		"number 7 7", "text Dudley Dudley", "boolean TRUE true", "date 2026-01-31 2026-01-31T00:00:00", "number 0.25 0.25",
		"blank  <nil>", "blank  <nil>", "boolean FALSE false", "date 2026-01-31 01:30:00 2026-01-31T01:30:00", "number 1.09951E+12 1.099511627776e+12",
		"blank  <nil>", "text 01ff 01ff", "blank  <nil>", "text [1 2] [1 2]", "number 3 3",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	long := FromTable("a.parquet", "parquet", "parquet", []string{"n"}, func(row func([]any) error) error {
		return row([]any{strings.Repeat("x", 3<<20)})
	}, Limits{})
	if _, err := long.Grid("parquet"); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "parquet!A2") {
		t.Errorf("a long text: %v", err)
	}
	broken := errors.New("broken")
	failing := FromTable("a.parquet", "parquet", "parquet", nil, func(func([]any) error) error { return broken }, Limits{})
	if _, err := failing.Grid("parquet"); !errors.Is(err, broken) {
		t.Errorf("a source that fails: %v", err)
	}
}

// TestHead reads the first rows only, in every format.
func TestHead(t *testing.T) {
	var text, xml, ods strings.Builder
	for i := 1; i <= 50; i++ {
		fmt.Fprintf(&text, "%d,x\n", i)
		fmt.Fprintf(&xml, `<row r="%d"><c r="A%d"><v>%d</v></c></row>`, i, i, i)
	}
	ods.WriteString(`<table:table table:name="T"><table:table-row table:number-rows-repeated="50"><table:table-cell office:value-type="float" office:value="5"/></table:table-row></table:table>`)
	for name, content := range map[string][]byte{
		"a.csv": []byte(text.String()), "a.xlsx": madeBook{sheet: rowsOf(xml.String())}.bytes(t), "a.ods": odsOf(t, "", ods.String()),
	} {
		b, err := Open(name, content, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		g, err := b.Head(b.Names()[0], 20)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := b.Grid(b.Names()[0])
		if err != nil {
			t.Fatal(err)
		}
		if g.Rows != 20 || whole.Rows != 50 || g.At(20, 1).Text != whole.At(20, 1).Text || g.At(21, 1).Kind != Blank {
			t.Errorf("%s: the head ends at row %d of %d", name, g.Rows, whole.Rows)
		}
	}
	b, err := Open("a.csv", []byte("a,b\n1,2\n"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Head("none", 5); !errors.Is(err, ErrNoSheet) {
		t.Errorf("no such sheet: %v", err)
	}
	if g, err := b.Head("csv", 5); err != nil || g.Rows != 2 {
		t.Errorf("a short sheet: %v", err)
	}
}
