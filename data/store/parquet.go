package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// Parquet is a Parquet file that DuckDB reads. It is no store: it is in nobody's way, and nothing of it is kept.
type Parquet struct {
	Columns []string
	db      *sql.DB
	path    string
}

// OpenParquet makes the rows of a Parquet file's content readable. The content lies in a temporary file until Close; the
// query is always the same, so that nothing else on the machine is read, and DuckDB takes about 250 MB at the most. What
// is no Parquet, or a damaged one, is an ErrNotParquet.
func OpenParquet(ctx context.Context, content []byte) (*Parquet, error) {
	path, err := temporary(content)
	if err != nil {
		return nil, err
	}
	p := &Parquet{path: path}
	if err := p.open(ctx); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// ParquetFiles is what the temporary files of Parquet returns are called, which a process that was killed leaves behind.
const ParquetFiles = "planwatch-*.parquet"

func temporary(content []byte) (string, error) {
	f, err := os.CreateTemp("", ParquetFiles)
	if err != nil {
		return "", fmt.Errorf("read a Parquet file: %w", err)
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("read a Parquet file: %w", err), os.Remove(f.Name()))
	}
	return f.Name(), nil
}

func (p *Parquet) open(ctx context.Context) error {
	connector, err := duckdb.NewConnector(":memory:?"+url.Values{
		"threads":                      {"1"}, // rows come in the file's order
		"memory_limit":                 {"250MB"},
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"allow_community_extensions":   {"false"},
	}.Encode(), nil)
	if err != nil {
		return fmt.Errorf("start DuckDB: %w", err)
	}
	p.db = sql.OpenDB(connector)
	rows, err := p.query(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	p.Columns, err = rows.Columns()
	return err
}

func (p *Parquet) query(ctx context.Context) (*sql.Rows, error) {
	rows, err := p.db.QueryContext(ctx, statement("parquet"), sql.Named("path", p.path))
	if err != nil {
		return nil, p.notParquet(err)
	}
	return rows, nil
}

// Rows gives the rows in the file's order; values are valid until row returns. An error of row ends it and is given back.
func (p *Parquet) Rows(ctx context.Context, row func(values []any) error) error {
	rows, err := p.query(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]any, len(p.Columns))
	to := make([]any, len(values))
	for i := range values {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return p.notParquet(err)
		}
		if err := row(values); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return p.notParquet(err)
	}
	return nil
}

// Close ends the reading and removes the temporary file.
func (p *Parquet) Close() error {
	var err error
	if p.db != nil {
		err = p.db.Close()
	}
	return errors.Join(err, os.Remove(p.path))
}

// ErrNotParquet is a file that can't be read as Parquet.
var ErrNotParquet = errors.New("it can't be read as Parquet")

// notParquet keeps the first line of what DuckDB says, without the name of the temporary file, which nobody knows.
func (p *Parquet) notParquet(err error) error {
	said, _, _ := strings.Cut(err.Error(), "\n")
	said = strings.ReplaceAll(strings.TrimPrefix(said, "Invalid Input Error: "), "file '"+p.path+"'", "the file")
	return fmt.Errorf("%w (%s)", ErrNotParquet, said)
}
