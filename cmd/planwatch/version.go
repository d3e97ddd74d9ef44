package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"planwatch/reports/site"
)

// version is the program's; it stands on every publication, so it changes with a release and not with a build.
const version = "0.1.0"

func newVersion() *cobra.Command {
	var notices, asJSON bool
	c := &cobra.Command{
		Use:     "version",
		Short:   "Show the version and third-party notices",
		Long:    "Version prints the program's version and, with --notices, the licences of what is built into it.",
		Example: "  planwatch version --notices",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runVersion(cmd, notices, asJSON)
		},
	}
	c.Flags().BoolVar(&notices, "notices", false, "print the notices of third-party software, styles and fonts in the program")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func runVersion(cmd *cobra.Command, notices, asJSON bool) error {
	if asJSON {
		return printJSON(cmd.OutOrStdout(), map[string]string{"version": version})
	}
	fmt.Fprintln(cmd.OutOrStdout(), "planwatch", version)
	if !notices {
		return nil
	}
	text, err := site.Notices()
	if err != nil {
		return err
	}
	fmt.Fprint(cmd.OutOrStdout(), "\n", text)
	return nil
}
