package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/ingest/layout"
	"planwatch/kpi"
)

// newRoot makes the command line. Cobra's own complaints about it (an unknown verb or flag, a missing argument) are
// wrong command lines: exit code 2.
func newRoot() *cobra.Command {
	var space workspaceFlag
	root := &cobra.Command{
		Use:   "planwatch",
		Short: "Is the Police and Crime Plan being delivered?",
		Long: `Planwatch loads a police force's performance spreadsheets, computes the indicators of a
Police and Crime Plan against clear baselines, and publishes trend lines and report packs.

Start with:
  planwatch init my-office           make a workspace
  cd my-office
  planwatch load inbox/*.xlsx        load returns
  planwatch assess                   see what the figures mean
  planwatch publish                  write the public site
  planwatch pack panel               write the panel's pack
  planwatch pack review              write the review of the indicators

Or let it run by itself:
  planwatch serve                    load, assess and publish what arrives, and serve it`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownVerb(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().StringVarP(&space.dir, "workspace", "C", "", "workspace `DIR` (default: the folder you are in, or the nearest above it that holds planwatch.yaml)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		said, _, _ := strings.Cut(err.Error(), ": strconv.") // what a Go function calls itself helps nobody
		return usage("%s; see %s --help", said, cmd.CommandPath())
	})
	root.AddCommand(newInit(), newCheck(&space), newInspect(&space), newLoad(&space), newWithdraw(&space), newStatus(&space),
		newAssess(&space), newTrace(&space), newRevisions(&space), newPublish(&space), newPack(&space), newTemplate(&space), newSpc(), newServe(&space), newRun(&space),
		newNotices(&space), newBackup(&space), newRestore(&space), newDoctor(&space), newPlan(&space), newSchema(), newVersion())
	addCompletion(root)
	addHelp(root)
	for _, c := range root.Commands() {
		finish(c)
	}
	root.AddCommand(&cobra.Command{Use: "layouts", Short: "How a layout is written", Long: "How a layout is written: the file that says where the figures are in a kind of return.\n\n" + layout.Language()})
	root.SetHelpTemplate(root.HelpTemplate() + "\n" + exitCodes + "\n")
	return root
}

func verbs(root *cobra.Command) []string {
	var out []string
	for _, c := range root.Commands() {
		out = append(out, c.Name())
	}
	return out
}

func unknownVerb(under *cobra.Command, name string) error {
	return usage("unknown verb %q%s; see %s --help", name, kpi.DidYouMean(name, verbs(under)), under.CommandPath())
}

// addCompletion adds cobra's own verb, which prints its help for a shell that it does not know, as if all were well.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Args = cobra.ArbitraryArgs
		c.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage("want a shell (%s), found %q%s", strings.Join(verbs(cmd), ", "), args[0], kpi.DidYouMean(args[0], verbs(cmd)))
		}
		for _, shell := range c.Commands() {
			finish(shell)
		}
	}
}

// addHelp adds cobra's own verb, which prints the help of planwatch for a verb that it does not know.
func addHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() != "help" {
			continue
		}
		c.Args = func(_ *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 && found.HasSubCommands() {
				return unknownVerb(found, rest[0])
			}
			return nil
		}
	}
}

// finish gives every verb what all share: a wrong number of arguments is a wrong command line.
func finish(c *cobra.Command) {
	args := c.Args
	if args == nil {
		return
	}
	c.Args = func(cmd *cobra.Command, given []string) error {
		err := args(cmd, given)
		var coded codedError
		switch {
		case err == nil:
			return nil
		case errors.As(err, &coded):
			return err
		}
		return usage("want %s, found %s; see %s --help", strings.TrimSuffix(cmd.UseLine(), " [flags]"),
			countOf(len(given), "argument", "arguments"), cmd.CommandPath())
	}
}
