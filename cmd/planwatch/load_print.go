package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"planwatch/ingest/layout"
	"planwatch/kpi"
)

type loadDocument struct {
	Files []loadJSON `json:"files"`
}

type loadJSON struct {
	File         string        `json:"file"`
	SHA256       *string       `json:"sha256"` // null when the file can't be read
	Load         *int          `json:"load"`   // null when nothing was stored
	Layout       *string       `json:"layout"`
	Edition      *string       `json:"edition"`
	EditionFrom  *string       `json:"edition_from"`
	Observations int           `json:"observations"`
	New          int           `json:"new"`
	Changed      int           `json:"changed"`
	Unchanged    int           `json:"unchanged"`
	Missing      int           `json:"missing"`
	Problems     []problemJSON `json:"problems"`
	Drift        *layout.Drift `json:"drift"` // null when nothing moved since the last return of the kind

	Series  []seriesPreview `json:"series,omitempty"`  // of a dry run
	Figures []figurePreview `json:"figures,omitempty"` // of a dry run with --all
}

type problemJSON struct {
	Sheet    *string `json:"sheet"` // null: the whole file is meant
	Cell     *string `json:"cell"`  // null: the whole sheet is
	Code     string  `json:"code"`
	Message  string  `json:"message"`
	Severity string  `json:"severity"`
	Accepted *string `json:"accepted"` // the reason why a warning was accepted, with this command
}

// printLoads says what became of each file. One refused file makes the command refused.
func printLoads(cmd *cobra.Command, o loadOptions, results []loaded, shapes *shapeBook) error {
	doc := loadDocument{Files: []loadJSON{}}
	var errs kpi.Problems
	for _, l := range results {
		j := loadedJSON(l.ret)
		if l.kept != nil && len(l.kept.Refused) == 0 {
			j.Load, j.Observations = &l.kept.Load.Number, l.kept.Load.Observations
			j.New, j.Changed, j.Unchanged, j.Missing = l.kept.New, l.kept.Changed, l.kept.Unchanged, l.kept.Gone
		}
		if l.kept != nil {
			j.Problems = append(j.Problems, problemsJSON(append(l.kept.Warnings, l.kept.Refused...))...)
		}
		for i := range j.Problems {
			j.Problems[i].Accepted = text(l.reasons[j.Problems[i].Code])
		}
		j.Drift = shapes.drift(l.ret.SHA256)
		doc.Files = append(doc.Files, j)
		if !o.json {
			printLoaded(cmd, l)
			printDrift(cmd.OutOrStdout(), j.Drift)
		}
		errs = append(errs, l.errors()...)
	}
	return finishLoad(cmd, o, doc, errs, slices.ContainsFunc(results, func(l loaded) bool { return l.ret.Failed != nil }))
}

// finishLoad ends with what was wrong: as a failure where the machine failed, be it over one file only, else as a refusal.
func finishLoad(cmd *cobra.Command, o loadOptions, doc loadDocument, errs kpi.Problems, failed bool) error {
	if o.json {
		if err := printJSON(cmd.OutOrStdout(), doc); err != nil {
			return err
		}
	}
	switch {
	case failed:
		return errs
	case len(errs) > 0:
		return refused(errs)
	}
	return nil
}

func loadedJSON(r kpi.Return) loadJSON {
	j := loadJSON{File: r.File, SHA256: text(r.SHA256), Layout: text(r.Layout), EditionFrom: text(r.EditionFrom), Problems: problemsJSON(r.Problems)}
	if r.Edition != 0 {
		j.Edition = text(r.Edition.String())
	}
	return j
}

func problemsJSON(problems []kpi.Problem) []problemJSON {
	out := []problemJSON{}
	for _, p := range problems {
		out = append(out, problemJSON{text(p.Sheet), text(p.Cell), p.Code, p.Message, p.Severity.String(), nil})
	}
	return out
}

func printLoaded(cmd *cobra.Command, l loaded) {
	out := cmd.OutOrStdout()
	switch {
	case l.ret.Failed != nil:
		fmt.Fprintf(out, "%s: not read, as the machine failed; nothing of it is stored\n", l.ret.File)
	case len(l.errors()) > 0:
		fmt.Fprintf(out, "%s: refused, nothing of it is stored (%s)\n", l.ret.File, countOf(len(l.errors()), "error", "errors"))
	case l.kept.Already:
		fmt.Fprintf(out, "%s: already loaded as load %d, nothing changed\n", l.ret.File, l.kept.Load.Number)
	default:
		k := l.kept
		fmt.Fprintf(out, "%s: load %d, edition %s (%s), %s: %d new, %d changed, %d unchanged\n", l.ret.File, k.Load.Number, l.ret.Edition, l.ret.EditionFrom,
			countOf(k.Load.Observations, "figure", "figures"), k.New, k.Changed, k.Unchanged)
		if k.Gone > 0 {
			fmt.Fprintf(out, "  missing: %s of the edition before; what held stays\n", countOf(k.Gone, "figure", "figures"))
		}
	}
	for _, p := range l.warnings() {
		fmt.Fprintln(out, " ", p)
	}
	for _, code := range l.accepted {
		fmt.Fprintf(out, "  accepted [%s]: %s\n", code, l.reasons[code])
	}
}
