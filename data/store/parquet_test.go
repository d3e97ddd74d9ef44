package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
)

// parquetOf writes what a query gives as a Parquet file and gives its bytes.
func parquetOf(t *testing.T, query string) []byte {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	path := filepath.Join(t.TempDir(), "a.parquet")
	if _, err := db.Exec("COPY (" + query + ") TO '" + path + "' (FORMAT parquet)"); err != nil {
		t.Fatal(err)
	}
	return []byte(bytesOf(t, path))
}

func TestParquet(t *testing.T) {
	ctx := context.Background()
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	p, err := OpenParquet(ctx, parquetOf(t, "SELECT i AS n, 'area ' || i AS \"Area's name\", DATE '2026-01-31' AS day, NULL AS nothing FROM range(3) t(i)"))
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(p.Columns) != "[n Area's name day nothing]" {
		t.Errorf("columns are %q", p.Columns)
	}
	for range 2 { // as often as it is asked
		n := 0
		err := p.Rows(ctx, func(v []any) error {
			if v[0] != int64(n) || v[1] != fmt.Sprint("area ", n) || v[3] != nil {
				t.Errorf("row %d is %v", n, v)
			}
			n++
			return nil
		})
		if err != nil || n != 3 {
			t.Errorf("%d rows, %v", n, err)
		}
	}
	stop := errors.New("stop")
	if err := p.Rows(ctx, func([]any) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	good := parquetOf(t, "SELECT * FROM range(1000)")
	for name, content := range map[string][]byte{
		"only its mark": []byte("PAR1"), "two marks": []byte("PAR1xxxxPAR1"), "cut short": good[:len(good)/2],
		"damaged": append(append([]byte{}, good[:len(good)-40]...), good[len(good)-20:]...),
	} {
		p, err := OpenParquet(ctx, content)
		if err == nil {
			err = errors.Join(p.Rows(ctx, func([]any) error { return nil }), p.Close())
		}
		if !errors.Is(err, ErrNotParquet) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, err := filepath.Glob(filepath.Join(temp, "planwatch-*.parquet")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
