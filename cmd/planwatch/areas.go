package main

import (
	"context"

	"planwatch/kpi"
)

// assessArea assesses indicators for an area, side by side on all processors: an assessment only reads. The answers are
// in the order of the indicators, whichever is done first.
func assessArea(ctx context.Context, plan *kpi.Plan, indicators []kpi.Indicator, area kpi.AreaCode, data *kpi.Data, asAt kpi.Date) ([]kpi.Assessment, error) {
	out := make([]kpi.Assessment, len(indicators))
	places := make([]int, len(indicators))
	for i := range places {
		places[i] = i
	}
	err := each(ctx, places, func(i int) error {
		out[i] = kpi.Assess(plan, indicators[i], area, data, asAt)
		return nil
	})
	return out, err
}
