// Command generate writes the illustrative samples: a monthly return in the shape in which police forces send theirs,
// and illustrative baselines taken from the same figures. Run from the root of the project by "make samples":
//
//	go run ./data/samples/generate
//
// Every figure is invented. The levels are plausible for a force area of three million people and say nothing about
// any force. The same bytes come out of every run: the generator has its own seed, and all its arithmetic is done in
// whole numbers (floating-point results may differ between kinds of processor).
//
// The words:
//
//   - a measure is one line of the return (measures.go lists them all, and is where to add one);
//   - a shape is how a measure moves over the months: level, season, drift, steps, odd months (shape.go);
//   - figures are a measure's numbers for the force, the seven council areas and "Unassigned", true to the last unit
//     (figures.go); only the workbook hides the small ones (suppress.go);
//   - the workbook is what a force would send (workbook.go, notes.go, style.go); the baselines are sums over 2024/25 of
//     the figures before anything was hidden (baselines.go).
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

const (
	outDir        = "data/samples/illustrative"
	workbookName  = "force-monthly-return.xlsx"
	baselinesName = "baselines.csv"
)

func main() {
	if err := run(outDir); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run writes both files into a folder that exists.
func run(dir string) error {
	all := computeAll(measures)
	book, err := workbook(all)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, workbookName), book, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, baselinesName), baselines(all), 0o644)
}
