package main

import (
	"context"

	"planwatch/data/store"
	"planwatch/ingest/layout"
)

// recordCounter has DuckDB count the records of a return, until ctx ends.
func recordCounter(ctx context.Context) layout.OpenGrouping {
	return func(series int) (layout.Grouping, error) { return store.OpenGrouping(ctx, series) }
}
