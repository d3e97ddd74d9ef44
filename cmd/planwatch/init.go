package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/data"
	"planwatch/ingest/layout"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

type initOptions struct {
	plan    string
	samples bool
}

func newInit() *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a workspace",
		Long: `Init makes a folder with planwatch.yaml, the plan's files, the shipped layouts and an inbox. The
files are yours to edit. Layouts that are not for the plan go into layouts/examples, to write your own by. No figures are
loaded.`,
		Example: "  planwatch init my-office\n  planwatch init my-office --plan blank\n  planwatch init trial --samples",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInit(cmd, o, args[0])
		},
	}
	c.Flags().StringVar(&o.plan, "plan", "", "`NAME` of a shipped plan, or blank (default: "+data.DefaultPlan()+")")
	c.Flags().BoolVar(&o.samples, "samples", false, "also copy the sample returns into samples/ (not loaded)")
	return c
}

func runInit(cmd *cobra.Command, o initOptions, dir string) error {
	if o.plan == "" {
		o.plan = data.DefaultPlan()
	}
	if names := data.PlanNames(); !slices.Contains(names, o.plan) {
		return usage("there is no plan %q; there are: %s%s", o.plan, strings.Join(names, ", "), kpi.DidYouMean(o.plan, names))
	}
	if dir == "" {
		return usage("want the name of a folder to make, found none")
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return refused(fmt.Errorf("%s is not empty; give a new folder", dir))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refused(fmt.Errorf("%s can't be made a workspace: %s", dir, unwrapped(err)))
	}
	c := defaultConfig()
	copies, err := layoutsFor(o.plan, c.Layouts)
	if err != nil {
		return err
	}
	copies = append(copies, copied{path.Join("plans", o.plan), c.Plan})
	samples := data.Samples(o.plan)
	if o.samples && len(samples) == 0 {
		return usage("the plan %s has no samples; leave --samples out", o.plan)
	}
	for _, from := range samples {
		if o.samples {
			copies = append(copies, copied{from, from})
		}
	}
	for _, x := range copies {
		if err := copyOut(x.from, filepath.Join(dir, x.to)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, c.Inbox), 0o755); err != nil {
		return fmt.Errorf("make inbox: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, configName), []byte(configText()), 0o644); err != nil {
		return fmt.Errorf("write config: %w", err)
	}
	inbox := filepath.Join(dir, c.Inbox)
	fmt.Fprintf(cmd.OutOrStdout(), "Made %s with the plan %s.\n\nNext: put returns into %s, then\n  planwatch load -C %s %s/*.xlsx\n", dir, o.plan, inbox, shellWord(dir), shellWord(inbox))
	return nil
}

// copied is a shipped file or folder and where in a workspace it goes.
type copied struct{ from, to string }

// exampleLayouts is the folder, in that of the layouts, where layouts lie that are not read: examples to write others by.
const exampleLayouts = "examples"

// layoutsFor says where the shipped layouts go: those that name only what the plan has are used, the others are examples.
func layoutsFor(name, dir string) ([]copied, error) {
	plan, problems := planfile.Read(data.Files, path.Join("plans", name))
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, fmt.Errorf("read the shipped plan: %w", errs)
	}
	files, err := fs.Glob(data.Files, "layouts/*.yaml")
	if err != nil {
		return nil, err
	}
	var out []copied
	for _, file := range files {
		content, err := data.Files.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read shipped files: %w", err)
		}
		l, problems := layout.Read(file, content)
		if len(problems) > 0 {
			return nil, fmt.Errorf("read the shipped layouts: %w", problems)
		}
		to := path.Join(dir, path.Base(file))
		if len(l.Check(plan)) > 0 {
			to = path.Join(dir, exampleLayouts, path.Base(file))
		}
		out = append(out, copied{file, to})
	}
	return out, nil
}

// plainWord is a name that a shell takes as it stands.
var plainWord = regexp.MustCompile(`^[\w./+,@%-]+$`)

// shellWord quotes a name where a shell would take it apart.
func shellWord(name string) string {
	if plainWord.MatchString(name) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

// copyOut copies an embedded folder or file to disk.
func copyOut(from, to string) error {
	return fs.WalkDir(data.Files, from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("read shipped files: %w", err)
		}
		target := filepath.Join(to, filepath.FromSlash(strings.TrimPrefix(strings.TrimPrefix(name, from), "/")))
		if name == from && !entry.IsDir() { // a file by itself
			if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
		}
		if entry.IsDir() {
			if err := os.MkdirAll(target, 0o755); err != nil {
				return fmt.Errorf("make folder: %w", err)
			}
			return nil
		}
		content, err := data.Files.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read shipped files: %w", err)
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", target, err)
		}
		return nil
	})
}
