package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/reports"
	"planwatch/reports/site"
	"planwatch/reports/workbook"
)

// printers says how each format of a pack is printed.
var printers = map[string]func(p *reports.Pack, asAt kpi.Date) ([]byte, error){
	"html": func(p *reports.Pack, _ kpi.Date) ([]byte, error) { return site.Document(p) },
	"xlsx": workbook.Write,
}

// formats lists the formats in order.
func formats() []string {
	var out []string
	for f := range printers {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

var packKinds = []string{reports.Panel, reports.Review}

type packOptions struct {
	timeFlags
	area, out string
	formats   []string
	final     bool
}

func newPack(space *workspaceFlag) *cobra.Command {
	var o packOptions
	c := &cobra.Command{
		Use:   "pack KIND",
		Short: "Write a report pack",
		Long: `Pack writes a report pack as documents, one for each format. Kinds: panel (the panel's performance pack)
and review (the indicator review pack: is each indicator clear, defined, with an honest baseline?).
HTML is one file that needs nothing else; XLSX has a native chart for each chart.

A pack is a draft that the next one replaces. With --final it is kept as it was given to the panel, in a folder with
its reporting date, and is never replaced.`,
		Example:   "  planwatch pack panel --out packs\n  planwatch pack panel --format xlsx --as-at 2025-12-31\n  planwatch pack panel --final",
		Args:      cobra.ExactArgs(1),
		ValidArgs: packKinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runPack(cmd, space, o, args[0])
		},
	}
	o.register(c)
	c.Flags().StringVar(&o.area, "area", "", "ONS `code` or name of the area (default: the force)")
	c.Flags().StringVar(&o.out, "out", "", "`DIR` to write to (default: packs, in the workspace)")
	c.Flags().StringArrayVar(&o.formats, "format", nil, "`format`: "+strings.Join(formats(), " or ")+"; repeatable (default: all)")
	c.Flags().BoolVar(&o.final, "final", false, "keep it as final, in DIR/final/DATE; it is never replaced")
	return c
}

func runPack(cmd *cobra.Command, f *workspaceFlag, o packOptions, kind string) error {
	if !slices.Contains(packKinds, kind) {
		return usage("there is no pack %q; there are: %s%s", kind, strings.Join(packKinds, ", "), kpi.DidYouMean(kind, packKinds))
	}
	if len(o.formats) == 0 {
		o.formats = formats()
	}
	for _, name := range o.formats {
		if printers[name] == nil {
			return usage("there is no format %q; there are: %s", name, strings.Join(formats(), ", "))
		}
	}
	r, err := read(cmd.Context(), f, o.area, o.timeFlags)
	if err != nil {
		return err
	}
	if o.out == "" {
		o.out = r.space.path(r.space.config.Packs)
	}
	written, err := r.writePacks(cmd.Context(), kind, o, cmd.ErrOrStderr())
	for _, path := range written {
		fmt.Fprintf(cmd.OutOrStdout(), "Pack: %s (%s)\n", path, figuresTo(r.asAt))
	}
	return err
}

// writePacks writes a pack in each format and gives the paths.
func (r *reading) writePacks(ctx context.Context, kind string, o packOptions, bar io.Writer) (written []string, err error) {
	if err := r.saysWhy(ctx); err != nil {
		return nil, err
	}
	pack := r.pack(kind)
	if slices.Contains(o.formats, "html") && len(pack.Chapters) == 0 { // a workbook draws its own charts, a review has none
		if err := draw(ctx, r.space, pack, bar); err != nil {
			return nil, err
		}
	}
	for _, name := range o.formats {
		content, err := printers[name](pack, r.asAt)
		if err != nil {
			return written, err
		}
		p := keptPack{Kind: kind, Title: pack.Title, Format: name, KnownAt: pack.KnownAt, Known: r.knownAt, Final: o.final}
		if r.asAt != 0 {
			p.AsAt = r.asAt.String()
		}
		if r.area != r.plan.Area {
			p.Area, p.Title = string(r.area), p.Title+", "+areaName(r.plan, r.area)
		}
		if err := p.keep(o.out, content); err != nil {
			return written, err
		}
		written = append(written, filepath.Join(o.out, filepath.FromSlash(p.file())))
		if err := r.recordPublication(ctx, kind+"."+name, o.out, []site.File{{Name: p.file(), Content: content}}); err != nil {
			return written, err
		}
	}
	return written, nil
}

// writeWhole writes a file beside its place and renames it, so that nobody reads half of one.
func writeWhole(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".planwatch-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, inner(err))
	}
	defer os.Remove(f.Name())
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, inner(err))
	}
	return nil
}

// inner is the system's reason, without the name of the file beside the place, which nobody knows.
func inner(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
