package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func newNotices(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	var seen []string
	c := &cobra.Command{
		Use:   "notices",
		Short: "Show what needs a person",
		Long: `Notices lists what needs a person: a return that was refused or is late, a job that failed, a figure that was
revised by more than the bound, a folder that is gone, a disk that is nearly full. Most go away by themselves when
things are right again. What has happened once, such as a revision, goes away when it is said to be seen.`,
		Example: "  planwatch notices\n  planwatch notices --seen 3f2a9c01b7d4\n  planwatch notices --seen all",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runNotices(cmd, space, seen, asJSON)
		},
	}
	c.Flags().StringArrayVar(&seen, "seen", nil, "`ID` of a notice that was seen to, or all; repeatable")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func runNotices(cmd *cobra.Command, f *workspaceFlag, seen []string, asJSON bool) error {
	space, err := f.open()
	if err != nil {
		return err
	}
	b := openBoard(space.path(stateName), newLog(cmd.ErrOrStderr(), space.config))
	if len(seen) > 0 {
		if unknown := b.see(seen); len(unknown) > 0 {
			return usage("there is no notice %s; planwatch notices lists them", strings.Join(unknown, ", "))
		}
	}
	list := b.list()
	if asJSON {
		return printJSON(cmd.OutOrStdout(), map[string][]notice{"notices": append([]notice{}, list...)})
	}
	if len(list) == 0 {
		fmt.Fprintln(cmd.OutOrStdout(), "Nothing needs a person.")
		return nil
	}
	fmt.Fprint(cmd.OutOrStdout(), printable(noticesText(list)))
	return nil
}
