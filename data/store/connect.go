package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/duckdb/duckdb-go/v2"
)

// settings pins what DuckDB would otherwise take from the machine: threads and memory (so that time and room do not
// depend on the size of the server), that it never folds by itself (see fold), and that it never fetches or loads an extension. The DuckDB itself is in memory
// and the store is attached to it, because in a data source name a path with % or # in it would be misread.
func settings(path string) string {
	return ":memory:?" + url.Values{
		"threads":                      {"2"},
		"memory_limit":                 {"1GB"},
		"temp_directory":               {path + ".tmp"},
		"checkpoint_threshold":         {"1TB"}, // only fold folds
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"allow_community_extensions":   {"false"},
	}.Encode()
}

// attachment is the one statement that is put together in Go: ATTACH takes no parameter.
func attachment(path string, readOnly bool) string {
	mode := "READ_WRITE"
	if readOnly {
		mode = "READ_ONLY"
	}
	return "ATTACH '" + strings.ReplaceAll(path, "'", "''") + "' AS planwatch (TYPE duckdb, " + mode + ")"
}

// connect opens DuckDB with the file at path attached and everything else shut off.
func connect(ctx context.Context, path string, readOnly bool) (*sql.DB, error) {
	var attached atomic.Bool
	connector, err := duckdb.NewConnector(settings(path), func(c driver.ExecerContext) error {
		if !attached.Load() {
			return nil // the first connection: it attaches the store below
		}
		_, err := c.ExecContext(context.Background(), statement("session"), nil)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("start DuckDB: %w", err)
	}
	db := sql.OpenDB(connector)
	if err := attach(ctx, db, path, readOnly); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	attached.Store(true)
	return db, nil
}

func attach(ctx context.Context, db *sql.DB, path string, readOnly bool) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("start DuckDB: %w", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, attachment(path, readOnly)); err != nil {
		return attachError(path, err)
	}
	for _, name := range []string{statement("session"), statement("shut")} {
		if _, err := conn.ExecContext(ctx, name); err != nil {
			return fmt.Errorf("set DuckDB up: %w", err)
		}
	}
	return nil
}
