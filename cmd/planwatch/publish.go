package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

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
	pack := r.pack(reports.Site)
	if err := draw(cmd, pack); err != nil {
		return err
	}
	files, err := site.Pages(pack, site.Options{})
	if err != nil {
		return err
	}
	if err := switchTo(o.out, files); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Site: %s (%s, figures to %s)\n", filepath.Join(o.out, "index.html"), countOf(len(files), "file", "files"), pack.AsAt)
	return nil
}

// siteMark is the file by which a folder is known to hold a site that may be replaced.
const siteMark = ".planwatch-site"

// switchTo writes the files into a new folder beside dir and puts it in dir's place. A folder that holds something
// else is never replaced.
func switchTo(dir string, files []site.File) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, siteMark)); err != nil {
			return refused(fmt.Errorf("%s holds something that planwatch did not write; give a new folder with --out", dir))
		}
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(dir)), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(filepath.Clean(dir)), ".planwatch-*")
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
