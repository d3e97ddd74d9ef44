package kpi_test

import (
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	xlsx "github.com/xuri/excelize/v2"
)

var updateWorked = flag.Bool("update-worked", false, "let LibreOffice compute the worked spreadsheets, and write their values into the case files")

// TestWorkedInLibreOffice makes each worked spreadsheet again from its typed figures and formulas, lets LibreOffice
// compute it, and holds every committed value against what it says: formulas and values can't drift apart.
func TestWorkedInLibreOffice(t *testing.T) {
	office, err := exec.LookPath("libreoffice")
	if err != nil || testing.Short() {
		t.Skip("libreoffice is not on this machine, or -short was asked for: the values of the worked spreadsheets are not computed again")
	}
	in, out := t.TempDir(), t.TempDir()
	files := workedFiles(t)
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out}
	for _, file := range files {
		name := filepath.Join(in, strings.TrimSuffix(filepath.Base(file), ".case")+".xlsx")
		writeSheet(t, readWorked(t, file), name)
		args = append(args, name)
	}
	if said, err := exec.Command(office, args...).CombinedOutput(); err != nil {
		t.Fatalf("libreoffice: %v: %s", err, said)
	}
	for _, file := range files {
		c := readWorked(t, file)
		computed := readSheet(t, c, filepath.Join(out, strings.TrimSuffix(filepath.Base(file), ".case")+".xlsx"))
		if *updateWorked {
			c.write(t, computed)
			continue
		}
		for _, cell := range c.cells {
			if got := computed[cell.name]; !sameCell(got, cell.value, 1e-12) {
				t.Errorf("%s:%d: %s =%s is %s in LibreOffice, the case says %s", file, cell.line+1, cell.name, cell.formula, got, cell.value)
			}
		}
	}
}

func workedFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/worked/*.case")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d worked cases: %v", len(files), err)
	}
	return files
}

// writeSheet makes a spreadsheet of labels, typed figures and formulas, without values.
func writeSheet(t *testing.T, c *workedCase, name string) {
	t.Helper()
	f := xlsx.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Fatalf("%s: %v", c.file, err)
		}
	}
	for at, label := range c.labels {
		must(f.SetCellValue("Sheet1", at, label))
	}
	for _, cell := range c.cells {
		number, err := strconv.ParseFloat(cell.value, 64)
		switch {
		case cell.formula != "":
			must(f.SetCellFormula("Sheet1", cell.name, cell.formula))
		case err == nil:
			must(f.SetCellValue("Sheet1", cell.name, number))
		default:
			must(f.SetCellValue("Sheet1", cell.name, cell.value))
		}
	}
	must(f.SaveAs(name))
}

// readSheet reads what LibreOffice computed, each number with 15 digits.
func readSheet(t *testing.T, c *workedCase, name string) map[string]string {
	t.Helper()
	if _, err := os.Stat(name); err != nil {
		t.Fatalf("libreoffice computed nothing: %v", err)
	}
	f, err := xlsx.OpenFile(name, xlsx.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]string{}
	for _, cell := range c.cells {
		v, err := f.GetCellValue("Sheet1", cell.name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(v, "#") || strings.HasPrefix(v, "Err:") {
			t.Errorf("%s:%d: %s =%s is %s", c.file, cell.line+1, cell.name, cell.formula, v)
		}
		if x, err := strconv.ParseFloat(v, 64); err == nil && cell.formula != "" {
			v = strconv.FormatFloat(x, 'g', 15, 64)
		}
		out[cell.name] = v
	}
	return out
}

// sameCell compares two cells: texts to the letter, numbers relative to their size, those near 0 by themselves.
func sameCell(a, b string, tolerance float64) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return sameNumber(x, y, tolerance)
}

func sameNumber(x, y, tolerance float64) bool {
	return math.Abs(x-y) <= tolerance*max(math.Abs(x), math.Abs(y)) || math.Abs(x-y) <= 1e-18
}
