package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/ingest"
	"planwatch/ingest/layout"
	"planwatch/kpi"
)

type loadOptions struct {
	edition, layout string
	password        passwordFile
	accept, because []string
	dryRun, json    bool
	all             bool // name every figure of a dry run
}

func newLoad(space *workspaceFlag) *cobra.Command {
	var o loadOptions
	c := &cobra.Command{
		Use:   "load FILE…",
		Short: "Load returns",
		Long: `Load reads returns (.xlsx, .xls, .ods, .csv, Parquet), checks them and keeps every figure with its cell. Each file is
a transaction of its own: one with errors changes nothing. The same file again changes nothing and says so.
Returns that are protected by a password open with --password-file; the password is not kept.

What can't be right is an error; what seldom is gets a warning. A warning that was looked at can be accepted with
a reason, also when the file is loaded already; the reason is kept and printed with the figure.`,
		Example: "  planwatch load inbox/*.xlsx\n  planwatch load return.xlsx --edition 2026-04-15\n  planwatch load return.xlsx --dry-run\n" +
			"  planwatch load return.xlsx --accept far-outside --because \"a festival of three days\"",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runLoad(cmd, space, o, args)
		},
	}
	c.Flags().StringVar(&o.edition, "edition", "", "edition `date` of the returns (default: the date found in the file, else the end of its newest period)")
	c.Flags().StringVar(&o.layout, "layout", "", "`name` of the layout to read with (default: the one that fits)")
	o.password.add(c)
	c.Flags().StringArrayVar(&o.accept, "accept", nil, "accept the warnings of this `code`, with --because (repeatable)")
	c.Flags().StringArrayVar(&o.because, "because", nil, "the `reason` why they are accepted: one for all, or one for each --accept")
	c.Flags().BoolVar(&o.dryRun, "dry-run", false, "show what would be new, changed and missing, by series, with some figures; keep nothing")
	c.Flags().BoolVar(&o.all, "all", false, "with --dry-run: name every figure")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func runLoad(cmd *cobra.Command, f *workspaceFlag, o loadOptions, paths []string) error {
	var edition *kpi.Date
	if o.edition != "" {
		d, err := kpi.ParseDate(o.edition)
		if err != nil {
			return usage("--edition: %w", err)
		}
		edition = &d
	}
	password, err := o.password.read()
	if err != nil {
		return err
	}
	reasons, err := acceptReasons(o.accept, o.because)
	if err != nil {
		return err
	}
	if o.dryRun && reasons != nil {
		return usage("--dry-run keeps nothing, so that --accept has nothing to accept: load the file with --accept")
	}
	if o.all && !o.dryRun {
		return usage("--all names the figures of --dry-run: give both")
	}
	space, err := f.open()
	if err != nil {
		return err
	}
	plan, err := space.plan()
	if err != nil {
		return err
	}
	layouts, problems := space.layouts()
	if errs := problems.Errors(); len(errs) > 0 {
		return refused(errs)
	}
	if err := knownLayout(layouts, o.layout); err != nil {
		return err
	}
	bar := newProgress(cmd.ErrOrStderr(), len(paths), "Reading")
	shapes := space.shapes()
	returns, err := readReturns(cmd.Context(), paths, func(name string, content []byte) kpi.Return {
		r, shape := ingest.ReadShape(name, content, layouts, plan, ingest.Options{
			Edition: edition, Layout: o.layout, Password: password, Limits: space.config.Limits, Shapes: shapes.was,
			Parquet: parquetReader(cmd.Context()), Count: recordCounter(cmd.Context()),
		})
		shapes.note(r.SHA256, shape)
		return r
	}, bar.step)
	bar.done()
	if err != nil {
		return err
	}
	if o.dryRun {
		return previewReturns(cmd, space, plan, o, returns, shapes)
	}
	results, err := keepReturns(cmd.Context(), space, plan, returns, reasons)
	if err != nil {
		return err
	}
	if err := nothingAccepted(results, reasons); err != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), err)
	}
	if err := shapes.remember(results); err != nil {
		return err
	}
	return printLoads(cmd, o, results, shapes)
}

// knownLayout refuses a --layout that the workspace has not.
func knownLayout(layouts []*layout.Layout, name string) error {
	var names []string
	for _, l := range layouts {
		names = append(names, l.Name)
	}
	if name == "" || slices.Contains(names, name) {
		return nil
	}
	return usage("--layout: there is no layout %q; there are: %s%s", name, strings.Join(names, ", "), kpi.DidYouMean(name, names))
}

// readReturns reads the files side by side; results keep the order given.
func readReturns(ctx context.Context, paths []string, read func(name string, content []byte) kpi.Return, step func()) ([]kpi.Return, error) {
	out := make([]kpi.Return, len(paths))
	places := make([]int, len(paths))
	for i := range places {
		places[i] = i
	}
	err := each(ctx, places, func(i int) error {
		out[i] = readReturn(paths[i], read)
		step()
		return nil
	})
	return out, err
}

func readReturn(path string, read func(name string, content []byte) kpi.Return) kpi.Return {
	name := filepath.Base(path)
	content, err := os.ReadFile(path)
	if err != nil {
		return kpi.Return{File: name, Problems: []kpi.Problem{unreadable(path, err)}}
	}
	return read(name, content)
}

// unwrapped is the innermost reason, without the path that the message has already.
func unwrapped(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// loaded is what became of one return.
type loaded struct {
	ret  kpi.Return
	kept *store.Kept // nil when it was refused

	reasons  map[string]string // why warnings are accepted, by code
	accepted []string          // codes that were accepted now
}

// warnings are what was doubted, by its reading, by the checks or by the store.
func (l loaded) warnings() kpi.Problems {
	warnings := kpi.Problems(l.ret.Problems).Warnings()
	if l.kept != nil {
		warnings = append(warnings, l.kept.Warnings...)
	}
	return warnings
}

// errors are what the return was refused for, by its reading or by the store.
func (l loaded) errors() kpi.Problems {
	errs := kpi.Problems(l.ret.Problems).Errors()
	if l.kept != nil {
		errs = append(errs, l.kept.Refused...)
	}
	return errs
}

// keepReturns checks the returns, stores those that have no errors, and has the store open just for that.
func keepReturns(ctx context.Context, space *workspace, plan *kpi.Plan, returns []kpi.Return, reasons map[string]string) ([]loaded, error) {
	if !slices.ContainsFunc(returns, func(r kpi.Return) bool { return !r.Refused() }) {
		return keepIn(ctx, nil, returns)
	}
	s, err := space.openStore(ctx)
	if err != nil {
		return nil, err
	}
	var out []loaded
	if returns, err = space.checkReturns(ctx, s, plan, returns, today()); err == nil {
		if out, err = keepIn(ctx, s, returns); err == nil {
			err = acceptIn(ctx, s, out, reasons)
		}
	}
	return out, errors.Join(err, s.Close())
}

// keepIn stores the returns that have no errors in a store, which is not needed when all have.
func keepIn(ctx context.Context, s *store.Store, returns []kpi.Return) ([]loaded, error) {
	out := make([]loaded, len(returns))
	var good []kpi.Return
	var at []int
	for i, r := range returns {
		out[i].ret = r
		if !r.Refused() {
			good, at = append(good, r), append(at, i)
		}
	}
	if len(good) == 0 {
		return out, nil
	}
	kept, err := s.Keep(ctx, good, now())
	if err != nil {
		return nil, err
	}
	for i := range kept {
		out[at[i]].kept = &kept[i]
	}
	return out, nil
}
