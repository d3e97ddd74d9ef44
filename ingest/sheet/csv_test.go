package sheet

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

func utf16Of(text string, mark bool, high int) []byte {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	var out []byte
	for _, u := range units {
		pair := []byte{byte(u), byte(u >> 8)}
		out = append(out, pair[high^1], pair[high])
	}
	return out
}

// TestCSV reads whole files; the dump has one filled cell a line.
func TestCSV(t *testing.T) {
	plain := lines("A1 text Area", "B1 text Café £", "A2 text Dudley", "B2 text 12*")
	const table = "Area,Café £\nDudley,12*\n"
	for _, c := range []struct {
		name, content, want string
	}{
		{"commas and LF", table, plain},
		{"CRLF", strings.ReplaceAll(table, "\n", "\r\n"), plain},
		{"CR, as on old Macs", strings.ReplaceAll(table, "\n", "\r"), plain},
		{"no last line end", strings.TrimSuffix(table, "\n"), plain},
		{"semicolons", strings.ReplaceAll(table, ",", ";"), plain},
		{"tabs", strings.ReplaceAll(table, ",", "\t"), plain},
		{"pipes", strings.ReplaceAll(table, ",", "|"), plain},
		{"all in quotes", `"Area","Café £"` + "\r\n" + `"Dudley","12*"`, plain},
		{"UTF-8 with a mark", "\xEF\xBB\xBF" + table, plain},
		{"Windows-1252", "Area,Caf\xE9 \xA3\nDudley,12*\n", plain},
		{"UTF-16LE with a mark", string(utf16Of(table, true, 1)), plain},
		{"UTF-16BE with a mark", string(utf16Of(table, true, 0)), plain},
		{"UTF-16LE without a mark", string(utf16Of(table, false, 1)), plain},
		{"UTF-16BE without a mark", string(utf16Of(table, false, 0)), plain},
		{"sep= says what divides, and is no row", "sep=;\r\nArea;Café £\r\nDudley;12*", plain},
		{"Sep=, in another case", "SEP=,\n" + table, plain},

		{"Windows-1252's own characters", "a,\x80 \x93x\x94 \x96\n", lines("A1 text a", "B1 text € “x” –")},
		{"UTF-8 cut in the middle of a character", "naïve,Café\nx,Caf\xC3", lines("A1 text naïve", "B1 text Café", "A2 text x", "B2 text Caf\uFFFD")},
		{"decimal commas", "Area;Rate\nDudley;12,5\nWalsall;3,25\n", lines("A1 text Area", "B1 text Rate", "A2 text Dudley", "B2 text 12,5", "A3 text Walsall", "B3 text 3,25")},
		{"decimal commas without a header", "Dudley;12,5\nWalsall;3,25\n", lines("A1 text Dudley", "B1 text 12,5", "A2 text Walsall", "B2 text 3,25")},
		{"commas in prose above tabs", "Crime, by area, and month\nArea\tApr\tMay\nDudley\t1\t2\nWalsall\t3\t4\n", lines(
			"A1 text Crime, by area, and month", "A2 text Area", "B2 text Apr", "C2 text May",
			`A3 text Dudley`, `B3 text 1`, `C3 text 2`, `A4 text Walsall`, `B4 text 3`, `C4 text 4`)},
		{"line ends, commas and quotes in quotes", "\"Total recorded crime\n (excluding fraud)\",\"a \"\"b\"\", c\"\r\n\"170,002 \",x\n", lines(
			"A1 text Total recorded crime\n (excluding fraud)", `B1 text a "b", c`, "A2 text 170,002 ", "B2 text x")},
		{"quotes within and after a field", "5\" pipe,x\n\"a\"b,\"c\" d\n", lines(`A1 text 5" pipe`, "B1 text x", "A2 text ab", "B2 text c d")},
		{"ragged rows, blank lines, blank fields", "a,b,c\n\nd\n,,e,\n,\n\"\",f\n", lines("A1 text a", "B1 text b", "C1 text c", "A3 text d", "C4 text e", "B6 text f")},
		{"white space is kept as found", " a , b\n \tc,d\n", lines("A1 text  a ", "B1 text  b", "A2 text  \tc", "B2 text d")},
		{"one column", "Area\nBirmingham\nDudley\n", lines("A1 text Area", "A2 text Birmingham", "A3 text Dudley")},
		{"a formula is text", "=1+1,@x\n\"=HYPERLINK(\"\"http://x\"\")\",-\n", lines("A1 text =1+1", "B1 text @x", `A2 text =HYPERLINK("http://x")`, "B2 text -")},
		{"markers in brackets are no JSON", "[x],[c]\n[z],1]\n", lines("A1 text [x]", "B1 text [c]", "A2 text [z]", "B2 text 1]")},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantDump(t, mustGrid(t, []byte(c.content)), c.want)
		})
	}
}

// A field is text as found; where it is a plain number, its value is one.
func TestCSVNumbers(t *testing.T) {
	g := mustGrid(t, []byte("39375,-1.5,007,\"12\",1e5,170 002,\"170,002 \",£5,0,1234567890123456\n"))
	for i, want := range []any{39375.0, -1.5, "007", 12.0, "1e5", "170 002", "170,002 ", "£5", 0.0, "1234567890123456"} {
		c := g.At(1, i+1)
		if c.Kind != Text || c.Value() != want {
			t.Errorf("%s: %v %#v, want text %#v", CellName(1, i+1), c.Kind, c.Value(), want)
		}
	}
	if c := g.At(1, 1); c.Text != "39375" {
		t.Errorf("the text as found: %q", c.Text)
	}
}

func TestCSVBook(t *testing.T) {
	b := mustOpen(t, "whatever.xlsx", []byte("a,b\nc\n"))
	if i := b.Sheets(); b.Format != "csv" || len(i) != 1 || i[0] != (Info{Name: "csv", Rows: 2, Columns: 2}) {
		t.Errorf("%s %+v", b.Format, i)
	}
}

// Complaints about a text file name the line, counted as an editor does.
func TestCSVDamage(t *testing.T) {
	for content, want := range map[string]string{
		"a,b\nc,\"d\ne,f\n":         "returns.csv:2: a quote opened in this line is never closed",
		"\"x\r\ny\",b\r\n\"\r\nc,d": "returns.csv:3: a quote opened in this line is never closed",
		"sep=,\n\"a\",b\n\"c\",\"d": "returns.csv:3: a quote opened in this line is never closed",
		"a\rb\rc,\"d":               "returns.csv:3: a quote opened in this line is never closed",
		"\"a\n\n\"\"\n\",x\n\"b\n":  "returns.csv:5: a quote opened in this line is never closed",
	} {
		b := mustOpen(t, "returns.csv", []byte(content))
		_, err := b.Grid("csv")
		if !errors.Is(err, ErrDamaged) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v; want %s", content, err, want)
		}
		if i := b.Sheets()[0]; i.Err == nil {
			t.Errorf("%q: Sheets finds nothing wrong", content)
		}
	}
}
