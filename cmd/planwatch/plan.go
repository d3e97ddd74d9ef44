package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

func newPlan() *cobra.Command {
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
	diff := newPlanDiff()
	finish(diff)
	c.AddCommand(diff)
	return c
}

func newPlanDiff() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say in words what changed from one edition of a plan to another",
		Long: `Diff compares two folders of plan files and prints a register of changes: indicators that are new, withdrawn,
reworded, redefined, rebaselined or retargeted. The reason is the one in the newer edition's changes.yaml; a change of
a definition, baseline or target without one is marked.`,
		Example: "  planwatch plan diff old/plan plan\n  planwatch plan diff old/plan plan --json",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runPlanDiff(cmd, asJSON, args[0], args[1])
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

func runPlanDiff(cmd *cobra.Command, asJSON bool, oldDir, newDir string) error {
	old, err := planIn(oldDir)
	if err != nil {
		return err
	}
	plan, err := planIn(newDir)
	if err != nil {
		return err
	}
	changes := kpi.DiffPlans(old, plan)
	if !asJSON {
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
	kpi.ChangedBaseline: "rebaselined", kpi.ChangedTarget: "retargeted",
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
