package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// scriptFiles writes the files that a script can't hold as text into its folder "returns".
func scriptFiles(e *testscript.Env) error {
	files, err := monthlyReturns()
	if err != nil {
		return err
	}
	dir := filepath.Join(e.WorkDir, "returns")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	example, err := os.ReadFile(filepath.Join("..", "..", "data", "samples", "example", "example-return.csv"))
	if err != nil {
		return err
	}
	protected, err := os.ReadFile(filepath.Join("..", "..", "ingest", "sheet", "testdata", "protected", "aes.ods"))
	if err != nil {
		return err
	}
	files = maps.Clone(files)
	files["example-return.csv"], files["protected.ods"] = example, protected
	if err := writeParquet(filepath.Join(dir, "crime.parquet")); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// exits is a command of the scripts, "exits 3 planwatch load x.csv": it runs a program that must end with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if got != want {
		ts.Fatalf("%q ends with %d, want %d", args[1:], got, want)
	}
}

// monthlyReturns are an invented monthly return for the blank plan, and what can be wrong with one.
var monthlyReturns = sync.OnceValues(func() (map[string][]byte, error) {
	out := map[string][]byte{"empty.xlsx": nil}
	for name, change := range map[string]func(book *excelize.File) error{
		"return.xlsx": func(*excelize.File) error { return nil },
		"corrected.xlsx": func(book *excelize.File) error {
			return errors.Join(book.SetCellValue("Cover", "A2", "Position as at 15 May 2026"), book.SetCellValue("Burglary", "F3", 31))
		},
		"text.xlsx":     func(book *excelize.File) error { return book.SetCellValue("Burglary", "E3", "about 40") },
		"negative.xlsx": func(book *excelize.File) error { return book.SetCellValue("Burglary", "E3", -38) },
		"fraction.xlsx": func(book *excelize.File) error { return book.SetCellValue("Burglary", "E3", 38.5) },
		"offence.xlsx":  func(book *excelize.File) error { return book.SetCellValue("Burglary", "A3", "Home burglry") },
		"area.xlsx": func(book *excelize.File) error {
			return errors.Join(book.SetCellValue("Burglary", "B3", nil), book.SetCellValue("Burglary", "C3", "My Police Aera"))
		},
		"twice.xlsx":  func(book *excelize.File) error { return book.SetCellValue("Burglary", "F2", "Feb 2026") },
		"future.xlsx": func(book *excelize.File) error { return book.SetCellValue("Burglary", "F2", "Jun 2026") },
		"header.xlsx": func(book *excelize.File) error { return book.SetCellValue("Burglary", "B2", "Code") },
		"hidden.xlsx": hiddenThings,
		"sheet.xlsx":  func(book *excelize.File) error { return book.SetSheetName("Burglary", "Burglaries") },
	} {
		content, err := monthlyReturn(change)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = content
	}
	whole := out["return.xlsx"]
	out["truncated.xlsx"] = whole[:len(whole)/2]
	for name, password := range map[string]string{"encrypted.xlsx": "secret", "structure.xlsx": "VelvetSweatshop"} {
		content, err := monthlyReturn(func(*excelize.File) error { return nil }, excelize.Options{Password: password})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = content
	}
	return out, nil
})

// monthlyReturn is the return with one change.
func monthlyReturn(change func(book *excelize.File) error, options ...excelize.Options) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	sheets := []struct {
		name string
		rows [][]any
	}{
		{"Cover", [][]any{{"Monthly return of My Police (invented figures)"}, {"Position as at 15 April 2026"}}},
		{"Burglary", [][]any{
			{"Offences recorded"},
			{"Measure", "Area code", "Area", "Jan 2026", "Feb 2026", "Mar 2026"},
			{"Home burglary", "E23000000", "My Police Area", 41, 38, 36},
		}},
	}
	if err := book.SetSheetName("Sheet1", sheets[0].name); err != nil {
		return nil, err
	}
	for _, s := range sheets {
		if _, err := book.NewSheet(s.name); err != nil {
			return nil, err
		}
		for i, row := range s.rows {
			if err := book.SetSheetRow(s.name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				return nil, err
			}
		}
	}
	if err := change(book); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err := book.WriteTo(&b, options...)
	return b.Bytes(), err
}

// writeParquet writes invented records of a force as a Parquet file.
func writeParquet(path string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(`COPY (SELECT * FROM (VALUES
		('2024/25', 1, 'West Midlands', 'Theft', 4), ('2024/25', 1, 'West Midlands', 'Robbery', 3),
		('2024/25', 2, 'West Midlands', 'Theft', 5), ('2024/25', 1, 'Nowhere', 'Theft', 9)
	) t(FY, q, Force, "Group", n)) TO '` + path + `' (FORMAT parquet)`)
	return err
}

// hiddenThings adds two sheets to a return: one with a hidden row and column, and a hidden one.
func hiddenThings(book *excelize.File) error {
	var errs []error
	for _, s := range []struct {
		name string
		rows [][]any
	}{
		{"Codes", [][]any{{"Code", "Meaning"}, {"[x]", "not available"}}},
		{"Figures", [][]any{{"Police use of force"}, {"Area", "Month", "Count"}, {"Coventry", "Jan 2026", 41}, {"Coventry", "Feb 2026", "[x]"}, {"Coventry", "Mar 2026", 7}}},
	} {
		_, err := book.NewSheet(s.name)
		errs = append(errs, err)
		for i, row := range s.rows {
			errs = append(errs, book.SetSheetRow(s.name, fmt.Sprintf("A%d", i+1), &row))
		}
	}
	return errors.Join(append(errs, book.SetRowVisible("Figures", 4, false), book.SetColVisible("Figures", "C", false), book.SetSheetVisible("Codes", false))...)
}
