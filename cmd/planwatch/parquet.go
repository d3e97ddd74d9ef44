package main

import (
	"context"
	"errors"

	"planwatch/data/store"
	"planwatch/ingest"
	"planwatch/ingest/sheet"
)

// parquetReader reads Parquet files through DuckDB.
func parquetReader(ctx context.Context) func(content []byte) (ingest.ParquetTable, error) {
	return func(content []byte) (ingest.ParquetTable, error) {
		p, err := store.OpenParquet(ctx, content)
		if errors.Is(err, store.ErrNotParquet) {
			return ingest.ParquetTable{}, sheet.Damaged("the file begins as a Parquet table, but %v; ask for it to be sent again", err)
		} else if err != nil {
			return ingest.ParquetTable{}, err
		}
		return ingest.ParquetTable{Columns: p.Columns, Close: p.Close, Rows: func(row func([]any) error) error { return p.Rows(ctx, row) }}, nil
	}
}
