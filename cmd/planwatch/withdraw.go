package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/data/store"
)

func newWithdraw(space *workspaceFlag) *cobra.Command {
	var because string
	c := &cobra.Command{
		Use:   "withdraw LOAD",
		Short: "Take a load out of what holds",
		Long: `Withdraw takes a load out of what holds from now on. Nothing is deleted: the load stays in the store with
the reason, and what was known before still is, with --known-at. Loads are listed by planwatch status.`,
		Example: "  planwatch withdraw 12 --because \"the force sent a corrected return\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runWithdraw(cmd, space, args[0], because)
		},
	}
	c.Flags().StringVar(&because, "because", "", "the `reason`, kept with the load (required)")
	return c
}

func runWithdraw(cmd *cobra.Command, f *workspaceFlag, load, because string) error {
	n, err := strconv.Atoi(load)
	if err != nil || n < 1 {
		return usage("want the number of a load, found %q; planwatch status lists them", load)
	}
	if strings.TrimSpace(because) == "" {
		return usage("a withdrawal needs a reason: --because \"…\"")
	}
	space, err := f.open()
	if err != nil {
		return err
	}
	s, err := space.openStore(cmd.Context())
	if err != nil {
		return err
	}
	err = s.Withdraw(cmd.Context(), n, because, now())
	if closed := s.Close(); err == nil {
		err = closed
	}
	if errors.Is(err, store.ErrNoLoad) {
		return refused(fmt.Errorf("%w; planwatch status lists the loads", err))
	} else if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Load %d is withdrawn: %s\n", n, because)
	return nil
}
