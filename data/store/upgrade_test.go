package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// oldStore unpacks the store of an earlier schema that testdata has, as the program of that time wrote it. With every
// new schema a store of the one before belongs there, and beside it what dump says of it.
func oldStore(t *testing.T, schema int) (path, golden string) {
	t.Helper()
	name := filepath.Join("testdata", fmt.Sprintf("schema-%04d", schema))
	packed, err := os.ReadFile(name + ".duckdb.gz")
	if err != nil {
		t.Fatalf("want a store of schema %d, to hold the upgrade against: %v", schema, err)
	}
	in, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "store.duckdb")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, string(text)
}

func newestSchema(t *testing.T) int {
	t.Helper()
	steps, err := migrations(schema)
	if err != nil {
		t.Fatal(err)
	}
	return len(steps)
}

// TestUpgrade opens a store of every earlier schema and wants everything in it as it was.
func TestUpgrade(t *testing.T) {
	ctx := context.Background()
	newest := newestSchema(t)
	for old := 1; old < newest; old++ {
		t.Run(fmt.Sprint("from schema ", old), func(t *testing.T) {
			path, golden := oldStore(t, old)
			before, err := Verify(ctx, path)
			if err != nil || before.Schema != old {
				t.Fatalf("before the upgrade: %+v, %v", before, err)
			}
			_, err = Open(ctx, path, Options{ReadOnly: true})
			want := fmt.Sprintf("the store %s is from an older planwatch (schema %d, want %d): run planwatch status once as a user who may write it, which brings it up to date", path, old, newest)
			if errorText(err) != want {
				t.Errorf("open for reading only: %v\nwant: %s", err, want)
			}
			copied := filepath.Join(t.TempDir(), "copy.duckdb")
			if c, err := Copy(ctx, path, copied, Options{}); err != nil || c != before {
				t.Errorf("a copy of the old store is %+v, %v; want %+v", c, err, before)
			}
			for range 2 { // the second time there is nothing to migrate
				s, err := Open(ctx, path, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if got := dump(t, s); got != golden {
					t.Errorf("after the upgrade:\n%s\nwant:\n%s", got, golden)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			after, err := Verify(ctx, path)
			if err != nil || after.Schema != newest || after.Observations != before.Observations {
				t.Errorf("after the upgrade: %+v, %v; before: %+v", after, err, before)
			}
			goOn(t, path, before)
		})
	}
}

// goOn loads into an upgraded store and publishes from it.
func goOn(t *testing.T, path string, before Contents) {
	t.Helper()
	ctx := context.Background()
	s := openAt(t, path)
	later := before.Newest.Add(time.Hour)
	k := keep(t, s, later, give("next.csv", "2026-03-01", "a.n K 2026-01 5"))[0]
	if k.Load.Number != before.Loads+1 || len(k.Warnings) > 0 {
		t.Errorf("kept as %+v", k)
	}
	in := inUse(t, s, time.Time{})
	if len(in) == 0 {
		t.Fatal("no load is in use")
	}
	recorded, err := s.RecordPublication(ctx, Publication{At: later, What: "site", Place: "public", SHA256: "ab", Edition: "0.2.0"}, in, nil)
	if !recorded || err != nil {
		t.Errorf("recorded: %t, %v", recorded, err)
	}
	if made, err := s.PublicationsMade(ctx); err != nil || len(made) != before.Publications+1 {
		t.Errorf("published: %v, %v", made, err)
	}
}

func TestVerifyAndCopyOfANewerStore(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.file.db.Exec("INSERT INTO migrations VALUES (99, '0099_of_tomorrow.sql')"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, verifyErr := Verify(ctx, path)
	to := filepath.Join(t.TempDir(), "copy.duckdb")
	_, copyErr := Copy(ctx, path, to, Options{})
	for _, err := range []error{verifyErr, copyErr} {
		if !errors.Is(err, ErrNewer) || !strings.HasSuffix(err.Error(), ": update planwatch") {
			t.Errorf("a newer store: %v", err)
		}
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("the copy of a store that is refused is there")
	}
}
