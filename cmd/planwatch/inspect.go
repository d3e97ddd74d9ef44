package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"planwatch/ingest"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

type inspectOptions struct {
	sheet, cells     string
	password         passwordFile
	json, all, draft bool
}

func newInspect(space *workspaceFlag) *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what a spreadsheet holds",
		Long: `Inspect lists the sheets of a spreadsheet and says what each column of one seems to hold, or with --range prints its
cells, as Planwatch reads them. It needs no workspace; in one, the limits of its config hold. A spreadsheet that is
protected by a password opens with --password-file.

With --draft it prints a first layout for the file, each guess with its reason: put it into the layouts folder, put right
what says CHECK, and load the file.`,
		Example: "  planwatch inspect return.xlsx\n  planwatch inspect return.xlsx --sheet Burglary --range A1:H12\n  planwatch inspect return.xlsx --draft > layouts/return.yaml",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInspect(cmd, space, o, args[0])
		},
	}
	c.Flags().StringVar(&o.sheet, "sheet", "", "`name` of the sheet (default: the first that is not hidden)")
	c.Flags().StringVar(&o.cells, "range", "", "`cells` to print, such as A1:C9")
	o.password.add(c)
	c.Flags().BoolVar(&o.all, "all", false, "describe the columns of all sheets, hidden ones too")
	c.Flags().BoolVar(&o.draft, "draft", false, "print a layout for the file, as a draft to put right")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

type inspectDocument struct {
	File    string       `json:"file"`
	Format  string       `json:"format"`
	Sheets  []sheetJSON  `json:"sheets"`
	Cells   []gridCell   `json:"cells,omitempty"`   // with --range only
	Profile []columnJSON `json:"profile,omitempty"` // without --range only

	profiles []profiled
	window   *window
}

type sheetJSON struct {
	Name    string `json:"name"`
	Hidden  bool   `json:"hidden"`
	Rows    int    `json:"rows"`
	Columns int    `json:"columns"`

	HiddenRows    int    `json:"hidden_rows"`
	HiddenColumns int    `json:"hidden_columns"`
	Error         string `json:"error,omitempty"` // why this one sheet can't be read
}

type gridCell struct {
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Kind   string `json:"kind"`
	Value  any    `json:"value"`
	Text   string `json:"text"`
	Hidden bool   `json:"hidden"`
}

func runInspect(cmd *cobra.Command, f *workspaceFlag, o inspectOptions, path string) error {
	if o.draft && (o.json || o.cells != "") {
		return usage("--draft prints a layout in YAML: it goes neither with --json nor with --range")
	}
	password, err := o.password.read()
	if err != nil {
		return err
	}
	limits, err := f.limits()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return refused(kpi.Problems{unreadable(path, err)})
	}
	name := filepath.Base(path)
	book, done, err := ingest.Open(name, content, ingest.Options{Password: password, Limits: limits, Parquet: parquetReader(cmd.Context())})
	if err != nil {
		return refused(problemsOf(err))
	}
	defer done()
	if err := knownSheet(book, o.sheet); err != nil {
		return err
	}
	if o.draft {
		return printDraft(cmd.Context(), cmd.OutOrStdout(), f, book, name, o)
	}
	doc := inspectDocument{File: name, Format: book.Format}
	for _, s := range book.Sheets() {
		doc.Sheets = append(doc.Sheets, sheetJSON{s.Name, s.Hidden, s.Rows, s.Columns, s.HiddenRows, s.HiddenColumns, sheetError(s.Err)})
	}
	if o.cells != "" {
		if doc.window, err = newWindow(book, o); err != nil {
			return err
		}
		doc.Cells = doc.window.cells()
	} else {
		doc.profiles = profiles(book, o)
		doc.Profile = profileJSON(doc.profiles)
	}
	if o.json {
		return printJSON(cmd.OutOrStdout(), doc)
	}
	return printInspect(cmd, doc)
}

func sheetError(err error) string {
	var r *sheet.Refusal
	if errors.As(err, &r) {
		return fmt.Sprintf("%s [%s]", r.Message, r.Code)
	}
	return ""
}

// knownSheet refuses a --sheet that the file has not.
func knownSheet(book *sheet.Book, name string) error {
	var names []string
	for _, s := range book.Sheets() {
		names = append(names, s.Name)
	}
	if name == "" || slices.Contains(names, name) {
		return nil
	}
	return usage("--sheet: there is no sheet %q; there are: %s%s", name, strings.Join(names, ", "), kpi.DidYouMean(name, names))
}

// problemsOf gives a refusal of the reader the form of all other problems.
func problemsOf(err error) error {
	var r *sheet.Refusal
	if !errors.As(err, &r) {
		return err
	}
	p := kpi.Problem{File: r.File, Sheet: r.Sheet, Cell: r.Cell, Line: r.Line, Code: r.Code, Message: r.Message}
	if p.Line > 0 {
		p.Column = 1
	}
	return kpi.Problems{p}
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
	fmt.Fprintln(w, "SHEET\tROWS\tCOLUMNS\tHIDDEN")
	for _, s := range doc.Sheets {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\n", s.Name, s.Rows, s.Columns, hiddenWords(s))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, s := range doc.Sheets {
		if s.Error != "" {
			fmt.Fprintf(out, "\n%s can't be read: %s\n", s.Name, s.Error)
		}
	}
	for _, p := range doc.profiles {
		printProfile(out, p)
	}
	if doc.window != nil {
		doc.window.print(out)
	}
	return nil
}

// hiddenWords say whether a sheet is hidden, and how many of the rows and columns that it uses.
func hiddenWords(s sheetJSON) string {
	var parts []string
	if s.Hidden {
		parts = append(parts, "yes")
	}
	if s.HiddenRows > 0 {
		parts = append(parts, countOf(s.HiddenRows, "row", "rows"))
	}
	if s.HiddenColumns > 0 {
		parts = append(parts, countOf(s.HiddenColumns, "column", "columns"))
	}
	if len(parts) == 0 {
		return "no"
	}
	return strings.Join(parts, ", ")
}
