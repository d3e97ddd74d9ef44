package inbox

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"planwatch/kpi"
)

// at is when everything happens.
var at = time.Date(2026, 11, 25, 6, 30, 15, 0, london())

func london() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		return time.FixedZone("GMT", 0)
	}
	return zone
}

// drop puts a file into an inbox, as a look finds it.
func drop(t testing.TB, dir, name, content string) File {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return seen(t, path)
}

func seen(t testing.TB, path string) File {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return File{Path: path, Name: valid(filepath.Base(path)), Info: info}
}

func sumOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

func wantContent(t testing.TB, path, want string) {
	t.Helper()
	found, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	} else if string(found) != want {
		t.Errorf("%s: want %q, found %q", path, want, found)
	}
}

func wantNothing(t testing.TB, path string) {
	t.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("want nothing at %s, found something (%v)", path, err)
	}
}

// files lists every file below a folder, by its path from there, temporary ones too.
func files(t testing.TB, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		out[name] = string(content)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return out
}

// refusalOf is a refusal of a file with those bytes.
func refusalOf(content string, problems ...kpi.Problem) Refusal {
	return Refusal{Problems: problems, SHA256: sumOf(content), At: at}
}

func notANumber(cell string) kpi.Problem {
	return kpi.Problem{Sheet: "Burglary", Cell: cell, Code: "not-a-number", Message: `want a count of offences, found "12*"`}
}

// workbook makes an xlsx of one sheet from the XML of its rows.
func workbook(t testing.TB, sheet, rows string) string {
	t.Helper()
	const (
		main      = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
		kind      = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
		relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"_rels/.rels", relations + `<Relationship Id="r1" Type="` + kind + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + main + ` xmlns:r="` + kind + `"><sheets><sheet name="` + sheet + `" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relations + `<Relationship Id="r1" Type="` + kind + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + main + `><sheetData>` + rows + `</sheetData></worksheet>`},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// burglary is a sheet with an ordinary table and what is wrong with such tables.
func burglary(t testing.TB) string {
	t.Helper()
	text := func(cell, s string) string {
		return `<c r="` + cell + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
	}
	var rows strings.Builder
	for r, line := range [][]string{
		{"Area", "Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026"},
		{"Birmingham", "412", "398", "405", "377"},
		{"Coventry", "88", "12*", "91", "95"},
		{"Dudley", "61", "57", "70", "66"},
		{"&lt;script&gt;alert(1)&lt;/script&gt;", "5", "6", "7", "&quot; onload=&quot;x"},
	} {
		fmt.Fprintf(&rows, `<row r="%d">`, r+3)
		for c, s := range line {
			rows.WriteString(text(fmt.Sprintf("%c%d", 'A'+c, r+3), s))
		}
		rows.WriteString(`</row>`)
	}
	rows.WriteString(`<row r="8" hidden="1"><c r="A8"><v>0</v></c><c r="B8"><f>B7*2</f></c><c r="C8"><v>0.5</v></c></row>`)
	return workbook(t, "Burglary", rows.String())
}

// failing is a disk that fails from its n-th step on, counted from 1: once, or for good as a crash does. steps counts.
func failing(n int, forGood bool, steps *int) disk {
	broken := func() error {
		*steps++
		if *steps == n || forGood && *steps > n {
			return fmt.Errorf("step %d: %w", *steps, errBroken)
		}
		return nil
	}
	m := machine
	return disk{
		mkdir:      func(path string) error { return first(broken, func() error { return m.mkdir(path) }) },
		rename:     func(a, b string) error { return first(broken, func() error { return m.rename(a, b) }) },
		link:       func(a, b string) error { return first(broken, func() error { return m.link(a, b) }) },
		remove:     func(path string) error { return first(broken, func() error { return m.remove(path) }) },
		sync:       func(f *os.File) error { return first(broken, func() error { return m.sync(f) }) },
		syncFolder: func(path string) error { return first(broken, func() error { return m.syncFolder(path) }) },
		create: func(path string, perm fs.FileMode) (*os.File, error) {
			if err := broken(); err != nil {
				return nil, err
			}
			return m.create(path, perm)
		},
	}
}

var errBroken = errors.New("broken for a test")

func first(broken, step func() error) error {
	if err := broken(); err != nil {
		return err
	}
	return step()
}
