package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/kpi/planfile"
)

func newSchema() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "schema [FILE]",
		Short: "Print the JSON Schema of a plan file, so that editors help to write it",
		Long: `Schema prints the JSON Schema of a kind of plan file: ` + strings.Join(planfile.SchemaNames(), ", ") + `.
With one, an editor completes keys, says what they mean and marks mistakes while you type. It is made from the same
types that the files are read with. With --out all of them are written into a folder, as plan.json, indicators.json
and so on. Put as the first line of an indicators file, for instance:

  # yaml-language-server: $schema=../../schema/indicators.json

What one value says of another no schema can check: planwatch check does.`,
		Example:   "  planwatch schema indicators\n  planwatch schema --out schema",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: planfile.SchemaNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSchema(cmd, out, args)
		},
	}
	c.Flags().StringVar(&out, "out", "", "write the schemas into `DIR`")
	return c
}

func runSchema(cmd *cobra.Command, out string, args []string) error {
	names := args
	switch {
	case len(names) == 0 && out == "":
		return usage("want the kind of plan file (%s), or --out DIR for all of them", strings.Join(planfile.SchemaNames(), ", "))
	case len(names) == 0:
		names = planfile.SchemaNames()
	}
	for _, name := range names {
		text, err := planfile.Schema(name)
		if err != nil {
			return usage("%w", err)
		}
		if out == "" {
			_, err := cmd.OutOrStdout().Write(text)
			return err
		}
		if err := os.MkdirAll(out, 0o755); err != nil {
			return fmt.Errorf("make the folder %s: %s", out, unwrapped(err))
		}
		path := filepath.Join(out, name+".json")
		if err := writeWhole(path, text); err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "Schema: %s\n", path)
	}
	return nil
}
