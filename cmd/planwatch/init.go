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
	"planwatch/kpi"
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
files are yours to edit. No figures are loaded.`,
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
	copies := []struct{ from, to string }{{path.Join("plans", o.plan), c.Plan}, {"layouts", c.Layouts}}
	samples := data.Samples(o.plan)
	if o.samples && len(samples) == 0 {
		return usage("the plan %s has no samples; leave --samples out", o.plan)
	}
	for _, from := range samples {
		if o.samples {
			copies = append(copies, struct{ from, to string }{from, from})
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

// plainWord is a name that a shell takes as it stands.
var plainWord = regexp.MustCompile(`^[\w./+,@%-]+$`)

// shellWord quotes a name where a shell would take it apart.
func shellWord(name string) string {
	if plainWord.MatchString(name) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

// copyOut copies an embedded folder to disk.
func copyOut(from, to string) error {
	return fs.WalkDir(data.Files, from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("read shipped files: %w", err)
		}
		target := filepath.Join(to, filepath.FromSlash(strings.TrimPrefix(strings.TrimPrefix(name, from), "/")))
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
