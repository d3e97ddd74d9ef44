package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/reports"
	"planwatch/reports/site"
)

type publishOptions struct {
	timeFlags
	area, out string
}

func newPublish(space *workspaceFlag) *cobra.Command {
	var o publishOptions
	c := &cobra.Command{
		Use:   "publish",
		Short: "Write the public site",
		Long: `Publish writes the public site as plain files: a home page by section, a page for each indicator, glossary,
sources and downloads. It works from a folder, a file share or any web server, without JavaScript. The new site
takes the place of the old one at once, or not at all. Packs of the workspace get a page of reports.`,
		Example: "  planwatch publish --out public\n  planwatch publish --out public --as-at 2025-12-31",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runPublish(cmd, space, o)
		},
	}
	o.register(c)
	c.Flags().StringVar(&o.area, "area", "", "ONS `code` or name of the area (default: the force)")
	c.Flags().StringVar(&o.out, "out", "", "`DIR` to write to (default: site, in the workspace)")
	return c
}

func runPublish(cmd *cobra.Command, f *workspaceFlag, o publishOptions) error {
	r, err := read(cmd.Context(), f, o.area, o.timeFlags)
	if err != nil {
		return err
	}
	if o.out == "" {
		o.out = r.space.path(r.space.config.Site)
	}
	files, err := r.publish(cmd.Context(), o.out, cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Site: %s (%s, %s)\n", filepath.Join(o.out, "index.html"), countOf(files, "file", "files"), figuresTo(r.asAt))
	return nil
}

// publish writes the site, puts it on record and switches to it; it gives the number of files. The record comes first:
// what a reader has seen is on record even when the machine goes down at the wrong moment.
func (r *reading) publish(ctx context.Context, out string, bar io.Writer) (files int, err error) {
	dir, err := replaceable(out)
	if err != nil {
		return 0, err
	}
	if err := r.saysWhy(ctx); err != nil {
		return 0, err
	}
	r.warnExposed(bar)
	content, err := r.site(ctx, bar)
	if err != nil {
		return 0, err
	}
	return len(content), switchTo(dir, content, func() error { return r.recordPublication(ctx, reports.Site, out, content) })
}

// site is the site's files.
func (r *reading) site(ctx context.Context, bar io.Writer) ([]site.File, error) {
	pack := r.pack(reports.Site)
	if err := draw(ctx, r.space, pack, bar); err != nil {
		return nil, err
	}
	packs, err := keptPacks(r.space.path(r.space.config.Packs), r.plan.Words)
	if err != nil {
		return nil, err
	}
	c := r.space.config
	return site.Pages(pack, site.Options{Base: c.basePath(), BaseURL: c.BaseURL, Reports: packs})
}

// figuresTo says how far figures go.
func figuresTo(asAt kpi.Date) string {
	if asAt == 0 {
		return "nothing is loaded"
	}
	return "figures to " + asAt.Words()
}

// siteMark is the file by which a folder is known to hold a site that may be replaced.
const siteMark = ".planwatch-site"

// replaceable gives the absolute path of a folder for the site, links followed. What holds something else, a file, and
// the folder that the user is in are never replaced.
func replaceable(out string) (string, error) {
	dir, err := filepath.Abs(out)
	if err != nil {
		return "", fmt.Errorf("find the folder: %w", err)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return dir, nil
	case errors.Is(err, syscall.ENOTDIR):
		return "", refused(fmt.Errorf("%s is a file, or lies in one; give a new folder with --out", out))
	case err != nil:
		return "", fmt.Errorf("look into the folder: %w", err)
	}
	if _, err := os.Stat(filepath.Join(dir, siteMark)); err != nil && len(entries) > 0 {
		return "", refused(fmt.Errorf("%s holds something that planwatch did not write; give a new folder with --out", out))
	}
	if here, err := os.Getwd(); err == nil {
		if inside, err := filepath.Rel(dir, here); err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
			return "", usage("you are in %s, which would be replaced as a whole; go to another folder, or give another one with --out", out)
		}
	}
	return dir, nil
}

// switchTo writes the files into a new folder beside dir, calls ready, and puts the folder in dir's place.
func switchTo(dir string, files []site.File, ready func() error) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	recoverSite(dir)
	fresh, err := os.MkdirTemp(filepath.Dir(dir), asideSite+"*")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := writeSite(fresh, files); err != nil {
		return err
	}
	if err := ready(); err != nil {
		return err
	}
	if err := os.Rename(fresh, dir); err == nil {
		return nil // there was no site, or an empty folder
	}
	if err := exchange(fresh, dir); err == nil {
		return nil // fresh is the old one now
	}
	// The system can't exchange two folders: for a moment there is none.
	old := fresh + asideOld
	if err := os.Rename(dir, old); err != nil {
		return fmt.Errorf("move the old site away: %w", err)
	}
	defer os.RemoveAll(old)
	if err := os.Rename(fresh, dir); err != nil {
		_ = os.Rename(old, dir) // put the old site back; the error below says what went wrong
		return fmt.Errorf("put the new site in place: %w", err)
	}
	return nil
}

// What stands beside a site while it is replaced; what a crash left of it is recovered or removed later.
const (
	asideSite = ".planwatch-site-"
	asideOld  = ".old"
)

// recoverSite puts a site back that was moved away when the machine went down before its successor was in place.
func recoverSite(dir string) {
	if _, err := os.Lstat(dir); err == nil {
		return
	}
	old, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), asideSite+"*"+asideOld))
	if len(old) == 1 {
		_ = os.Rename(old[0], dir)
	}
}

func writeSite(dir string, files []site.File) error {
	if err := os.Chmod(dir, 0o755); err != nil { // a temporary folder is private; a site is not
		return fmt.Errorf("open folder: %w", err)
	}
	for _, f := range append(files, site.File{Name: siteMark, Content: []byte("This folder is written by planwatch publish and replaced each time.\n")}) {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := os.WriteFile(path, f.Content, 0o644); err != nil {
			return fmt.Errorf("write the site: %s: %w", f.Name, inner(err))
		}
	}
	return flushed(dir)
}
