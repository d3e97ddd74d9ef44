package main

import (
	"errors"
	"fmt"
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
takes the place of the old one at once, or not at all.`,
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
		o.out = r.space.path("site")
	}
	dir, err := replaceable(o.out)
	if err != nil {
		return err
	}
	pack := r.pack(reports.Site)
	if err := draw(cmd, r.space, pack); err != nil {
		return err
	}
	files, err := site.Pages(pack, site.Options{})
	if err != nil {
		return err
	}
	if err := switchTo(dir, files); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Site: %s (%s, %s)\n", filepath.Join(o.out, "index.html"), countOf(len(files), "file", "files"), figuresTo(r.asAt))
	return nil
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

// switchTo writes the files into a new folder beside dir and puts it in dir's place.
func switchTo(dir string, files []site.File) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(dir), ".planwatch-*")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := writeSite(fresh, files); err != nil {
		return err
	}
	old := fresh + ".old"
	if err := os.Rename(dir, old); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("move the old site away: %w", err)
	}
	defer os.RemoveAll(old)
	if err := os.Rename(fresh, dir); err != nil {
		_ = os.Rename(old, dir) // put the old site back; the error below says what went wrong
		return fmt.Errorf("put the new site in place: %w", err)
	}
	return nil
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
			return fmt.Errorf("write site: %w", err)
		}
	}
	return nil
}
