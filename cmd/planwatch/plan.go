package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

func newPlan(space *workspaceFlag) *cobra.Command {
	c := &cobra.Command{
		Use:   "plan",
		Short: "Compare editions of a plan",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownVerb(cmd, args[0])
		}
		return nil
	}
	diff := newPlanDiff(space)
	finish(diff)
	c.AddCommand(diff)
	return c
}

func newPlanDiff(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say in words what changed from one edition of a plan to another",
		Long: `Diff compares two editions of a plan and prints a register of changes: indicators that are new, withdrawn, reworded,
redefined, rebaselined or retargeted. The reason is the one in the newer edition's changes.yaml; a change of a
definition, baseline or target without one is marked.

OLD and NEW are each a folder of plan files, a workspace, or a day (2026-03-31) or time (2026-03-31T12:00:00Z): that is
the plan of the newest publication of the workspace that was made by then.`,
		Example: "  planwatch plan diff old/plan plan\n  planwatch plan diff 2026-03-31 2026-06-30\n  planwatch plan diff 2026-03-31 plan --json",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runPlanDiff(cmd, space, asJSON, args[0], args[1])
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

type diffDocument struct {
	Changes []diffJSON `json:"changes"`
}

type diffJSON struct {
	Indicator string  `json:"indicator"`
	Name      string  `json:"name"`
	What      string  `json:"what"`
	Was       *string `json:"was"`
	Is        *string `json:"is"`
	Because   *string `json:"because"`
}

func runPlanDiff(cmd *cobra.Command, f *workspaceFlag, asJSON bool, oldArg, newArg string) error {
	old, from, err := planAt(cmd.Context(), f, oldArg)
	if err != nil {
		return err
	}
	plan, to, err := planAt(cmd.Context(), f, newArg)
	if err != nil {
		return err
	}
	changes := kpi.DiffPlans(old, plan)
	if !asJSON {
		if from+to != "" {
			fmt.Fprintf(cmd.OutOrStdout(), "From %s\nto %s\n\n", cmp.Or(from, oldArg), cmp.Or(to, newArg))
		}
		printPlanDiff(cmd.OutOrStdout(), changes)
		return nil
	}
	doc := diffDocument{Changes: []diffJSON{}}
	for _, c := range changes {
		doc.Changes = append(doc.Changes, diffJSON{string(c.Indicator), c.Name, c.What.String(), textOrNil(c.Was), textOrNil(c.Is), textOrNil(c.Because)})
	}
	return printJSON(cmd.OutOrStdout(), doc)
}

// textOrNil is a text, nil when there is none.
func textOrNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// planIn reads the plan of a folder, or of the folder plan in it, which a workspace has. Mistakes that can't be read
// past refuse it.
func planIn(dir string) (*kpi.Plan, error) {
	if !isFolder(dir) {
		return nil, refused(fmt.Errorf("%s: want a folder of plan files, a workspace, or the day or time of a publication such as 2026-03-31; there is no such folder", dir))
	}
	if _, err := os.Stat(filepath.Join(dir, configName)); err == nil {
		dir = filepath.Join(dir, defaultConfig().Plan)
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", dir, err)
	}
	plan, problems := planfile.Read(os.DirFS(filepath.Dir(full)), filepath.Base(full))
	for i := range problems {
		problems[i].File = filepath.Join(filepath.Dir(dir), filepath.FromSlash(problems[i].File))
	}
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, refused(errs)
	}
	return plan, nil
}

// planVerbs say what happened to an indicator.
var planVerbs = map[kpi.ChangeKind]string{
	kpi.ChangedNew: "new", kpi.ChangedWithdrawn: "withdrawn", kpi.ChangedWording: "reworded", kpi.ChangedDefinition: "redefined",
	kpi.ChangedBaseline: "rebaselined", kpi.ChangedTarget: "retargeted", kpi.ChangedRebase: "rebased",
}

func printPlanDiff(out io.Writer, changes []kpi.PlanChange) {
	if len(changes) == 0 {
		fmt.Fprintln(out, "No indicator changed.")
		return
	}
	unsaid := 0
	for _, c := range changes {
		fmt.Fprintf(out, "%s %s: %s\n", c.Indicator, c.Name, planVerbs[c.What])
		if c.Was != "" {
			fmt.Fprintln(out, "  "+wrap("was: "+c.Was, 94, "       "))
		}
		if c.Is != "" {
			fmt.Fprintln(out, "  "+wrap("is: "+c.Is, 94, "       "))
		}
		switch {
		case c.Because != "":
			fmt.Fprintln(out, "  "+wrap("why: "+c.Because, 94, "       "))
		case c.What.NeedsReason():
			unsaid++
			fmt.Fprintln(out, "  why: not said: enter it in changes.yaml")
		}
	}
	fmt.Fprintf(out, "\n%s", countOf(len(changes), "change", "changes"))
	if unsaid > 0 {
		fmt.Fprintf(out, ", %d without a reason", unsaid)
	}
	fmt.Fprintln(out)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
