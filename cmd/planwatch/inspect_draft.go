package main

import (
	"context"
	"io"
	"path"

	"planwatch/data"
	"planwatch/ingest/layout"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

// printDraft writes a first layout for the file. It needs no workspace: without one the areas and series are looked for
// in the plan that ships.
func printDraft(ctx context.Context, out io.Writer, f *workspaceFlag, book *sheet.Book, name string, o inspectOptions) error {
	plan, err := draftPlan(f)
	if err != nil {
		return err
	}
	pages := layout.NewPages(book)
	pages.CountWith(recordCounter(ctx))
	d := layout.NewDraft(pages, plan, layout.DraftOptions{File: name, Sheet: o.sheet})
	_, err = io.WriteString(out, d.YAML)
	return err
}

// draftPlan is the plan of the nearest workspace, else the shipped one.
func draftPlan(f *workspaceFlag) (*kpi.Plan, error) {
	if _, err := nearestWorkspace(); err == nil || f.dir != "" {
		space, err := f.open()
		if err != nil {
			return nil, err
		}
		return space.plan()
	}
	plan, problems := planfile.Read(data.Files, path.Join("plans", data.DefaultPlan()))
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, refused(errs)
	}
	return plan, nil
}
