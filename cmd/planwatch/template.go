package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"planwatch/data"
	"planwatch/kpi"
	"planwatch/reports"
	"planwatch/reports/workbook"
)

// fillInLayout reads the return to fill in; it ships with the program.
const fillInLayout = "return-to-fill-in.yaml"

func newTemplate(space *workspaceFlag) *cobra.Command {
	var period string
	c := &cobra.Command{
		Use:   "template FILE.xlsx",
		Short: "Write a return to fill in by hand",
		Long: `Template writes a spreadsheet to fill in for the figures that nobody sends: grades, milestones, survey values with
their sample sizes, finance. It has a row for each figure and period, instructions, and lists of the words that may be
entered. What is asked are the series of the plan's sources that say template: true.

A filled one is loaded like any other return. Rows that are left blank say nothing.`,
		Example: "  planwatch template to-fill-in.xlsx\n  planwatch template to-fill-in.xlsx --period \"2025/26 Q4\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTemplate(cmd, space, period, args[0])
		},
	}
	c.Flags().StringVar(&period, "period", "", "the `PERIOD` whose figures are asked for: each row's period ends in it (default: the financial year of the newest figure)")
	return c
}

func runTemplate(cmd *cobra.Command, f *workspaceFlag, period, out string) error {
	if !strings.EqualFold(filepath.Ext(out), ".xlsx") {
		return usage("want a file that ends in .xlsx, found %q", out)
	}
	space, err := f.open()
	if err != nil {
		return err
	}
	plan, err := space.plan()
	if err != nil {
		return err
	}
	span, err := space.fillInSpan(cmd.Context(), period)
	if err != nil {
		return err
	}
	fillIn := reports.BuildFillIn(plan, span)
	if len(fillIn.Rows) == 0 {
		return refused(errors.New("nothing of the plan is filled in by hand: no indicator uses a series of a source that says template: true"))
	}
	if _, err := os.Lstat(out); err == nil {
		return refused(fmt.Errorf("%s is there already, and may be filled in: give another name, or move it away", out))
	}
	content, err := workbook.WriteFillIn(fillIn)
	if err != nil {
		return err
	}
	if err := writeWhole(out, content); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Return to fill in: %s (%s, %s)\n", out, countOf(len(fillIn.Rows), "row", "rows"), span.Words())
	return space.provideLayout(cmd, fillInLayout)
}

// fillInSpan is the period that is asked for.
func (w *workspace) fillInSpan(ctx context.Context, period string) (kpi.Period, error) {
	if period != "" {
		span, err := kpi.ParsePeriod(period)
		if err != nil {
			return kpi.Period{}, usage("--period: %w", err)
		}
		return span, nil
	}
	s, err := w.openToRead(ctx)
	if err != nil {
		return kpi.Period{}, err
	}
	if s != nil {
		defer s.Close()
		end, ok, err := s.NewestPeriodEnd(ctx, time.Time{})
		if err != nil || ok {
			return kpi.PeriodContaining(kpi.FinancialYear, end), err
		}
	}
	return kpi.Period{}, usage("nothing is loaded, so say which period is to be filled in, such as --period 2025/26")
}

// provideLayout puts a shipped layout into the workspace where it is missing: one that was made with an earlier edition
// of the program. The office's own is left as it is.
func (w *workspace) provideLayout(cmd *cobra.Command, name string) error {
	at := filepath.Join(w.path(w.config.Layouts), name)
	if _, err := os.Stat(at); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	content, err := data.Files.ReadFile(path.Join("layouts", name))
	if err != nil {
		return fmt.Errorf("read shipped files: %w", err)
	}
	if err := writeWhole(at, content); err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Layout that reads it: %s\n", at)
	return nil
}
