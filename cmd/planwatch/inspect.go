package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

type inspectOptions struct {
	sheet, cells string
	json         bool
}

func newInspect() *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use:     "inspect FILE",
		Short:   "Show what a spreadsheet holds",
		Long:    "Inspect lists the sheets of a spreadsheet and, with --range, the cells of one, as Planwatch reads them. It needs no workspace.",
		Example: "  planwatch inspect return.xlsx\n  planwatch inspect return.xlsx --sheet Burglary --range A1:H12",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInspect(cmd, o, args[0])
		},
	}
	c.Flags().StringVar(&o.sheet, "sheet", "", "`name` of the sheet (default: the first that is not hidden)")
	c.Flags().StringVar(&o.cells, "range", "", "`cells` to print, such as A1:C9")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

type inspectDocument struct {
	File   string      `json:"file"`
	Format string      `json:"format"`
	Sheets []sheetJSON `json:"sheets"`
	Cells  []gridCell  `json:"cells,omitempty"`
}

type sheetJSON struct {
	Name    string `json:"name"`
	Hidden  bool   `json:"hidden"`
	Rows    int    `json:"rows"`
	Columns int    `json:"columns"`
}

type gridCell struct {
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Kind   string `json:"kind"`
	Value  any    `json:"value"`
	Text   string `json:"text"`
	Hidden bool   `json:"hidden"`
}

func runInspect(cmd *cobra.Command, o inspectOptions, path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return refused(fmt.Errorf("%s can't be read: %w", path, err))
	}
	name := filepath.Base(path)
	book, err := sheet.Open(name, content, sheet.DefaultLimits())
	if err != nil {
		return refused(err)
	}
	doc := inspectDocument{File: name, Format: book.Format}
	for _, s := range book.Sheets() {
		doc.Sheets = append(doc.Sheets, sheetJSON{s.Name, s.Hidden, s.Rows, s.Columns})
	}
	if o.cells != "" {
		if doc.Cells, err = gridCells(book, o); err != nil {
			return err
		}
	}
	if o.json {
		return printJSON(cmd.OutOrStdout(), doc)
	}
	return printInspect(cmd, doc)
}

// gridCells reads the cells of a range.
func gridCells(book *sheet.Book, o inspectOptions) ([]gridCell, error) {
	area, err := sheet.ParseRange(o.cells)
	if err != nil {
		return nil, usage("--range: %w", err)
	}
	name := o.sheet
	if name == "" {
		name = firstSheet(book)
	}
	grid, err := book.Grid(name)
	if err != nil {
		var names []string
		for _, s := range book.Sheets() {
			names = append(names, s.Name)
		}
		if !contains(names, name) {
			return nil, refused(fmt.Errorf("there is no sheet %q; there are: %s%s", name, strings.Join(names, ", "), kpi.DidYouMean(name, names)))
		}
		return nil, refused(err)
	}
	out := []gridCell{}
	for row := area.Top; row <= area.Bottom; row++ {
		for column := area.Left; column <= area.Right; column++ {
			c := grid.At(row, column)
			out = append(out, gridCell{name, sheet.CellName(row, column), c.Kind.String(), c.Value(), c.Text, c.Hidden})
		}
	}
	return out, nil
}

func firstSheet(book *sheet.Book) string {
	for _, s := range book.Sheets() {
		if !s.Hidden {
			return s.Name
		}
	}
	return book.Sheets()[0].Name
}

func printInspect(cmd *cobra.Command, doc inspectDocument) error {
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "%s: %s, %s\n\n", doc.File, doc.Format, countOf(len(doc.Sheets), "sheet", "sheets"))
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SHEET\tROWS\tCOLUMNS\tHIDDEN\t")
	for _, s := range doc.Sheets {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t\n", s.Name, s.Rows, s.Columns, yesNo(s.Hidden))
	}
	if len(doc.Cells) > 0 {
		fmt.Fprintln(w, "\nCELL\tKIND\tTEXT\tHIDDEN\t")
		for _, c := range doc.Cells {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", c.Cell, c.Kind, strings.Join(strings.Fields(c.Text), " "), yesNo(c.Hidden))
		}
	}
	return w.Flush()
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
