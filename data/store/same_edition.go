package store

import (
	"context"
	"fmt"

	"planwatch/kpi"
)

// sameEditionShown is how many warnings [same-edition] a return gets before the rest is only counted: a file that was
// sent again with everything changed would bury what else there is to say.
const sameEditionShown = 20

// sameEdition warns of every figure that another return of the same edition gives differently. Which of the two holds
// follows load numbers; loads after before were made by the same call, where numbers follow the files' SHA-256.
func (in *intake) sameEdition(ctx context.Context, loads loadBook, before int) (kpi.Problems, error) {
	rows, err := in.tx.QueryContext(ctx, statement("same_edition"))
	if err != nil {
		return nil, fmt.Errorf("compare with the same edition: %w", err)
	}
	defer rows.Close()
	var warnings kpi.Problems
	scan := newScanner(loads, in.origins)
	more := 0
	for rows.Next() {
		if len(warnings) == sameEditionShown {
			more++
			continue
		}
		var position int
		other, err := scan.observation(rows, &position)
		if err != nil {
			return nil, fmt.Errorf("compare with the same edition: %w", err)
		}
		warnings = append(warnings, in.disagreement(&in.ret.Observations[position], &other, other.Place.Load > before))
	}
	if more > 0 {
		warnings = append(warnings, kpi.Problem{
			File: in.ret.File, Code: "same-edition", Severity: kpi.Warning,
			Message: fmt.Sprintf("%d more figures differ from other returns of the edition %s", more, in.ret.Edition),
		})
	}
	return warnings, rows.Err()
}

func (in *intake) disagreement(here, there *kpi.Observation, sameCall bool) kpi.Problem {
	why := "it was loaded later"
	if sameCall {
		why = "of files loaded together the one whose SHA-256 sorts last does"
	}
	return kpi.Problem{
		File: in.ret.File, Sheet: here.Place.Sheet, Cell: here.Place.Cell, Code: "same-edition", Severity: kpi.Warning,
		Message: fmt.Sprintf("want %s for %s as in %s of the same edition %s (load %d), found %s; this one holds: %s",
			figureText(there), keyText(here.Key), there.Place.Address(), in.ret.Edition, there.Place.Load,
			figureText(here), why),
	}
}
