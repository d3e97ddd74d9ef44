package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.file.db.Exec(statement("migration_add"), sql.Named("number", 7), sql.Named("name", "0007_of_tomorrow.sql")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {ReadOnly: true}} {
		_, err := Open(context.Background(), path, o)
		want := "the store is from a newer planwatch: " + path + " has schema 7 and this planwatch knows schemas up to 4: update planwatch"
		if errorText(err) != want || !errors.Is(err, ErrNewer) {
			t.Errorf("open with %+v: %v\nwant: %s", o, err, want)
		}
	}
}

func TestMigrations(t *testing.T) {
	ctx := context.Background()
	steps, err := migrations(schema)
	if err != nil {
		t.Fatal(err)
	}
	now := len(steps)
	more, bad := fmt.Sprintf("%04d_more.sql", now+1), fmt.Sprintf("%04d_bad.sql", now+2)
	folder := fstest.MapFS{
		more: {Data: []byte("CREATE TABLE more (a INTEGER); INSERT INTO more VALUES (1);")},
		bad:  {Data: []byte("CREATE TABLE yet_more (a INTEGER); INSERT INTO nowhere VALUES (1);")},
	}
	for _, step := range steps {
		folder[step.name] = &fstest.MapFile{Data: []byte(step.text)}
	}
	s := open(t)
	keep(t, s, clock, threeEditions()...)
	err = migrate(ctx, s.file.db, "x", folder, false)
	if err == nil || !strings.Contains(err.Error(), "migrate the store with "+bad) {
		t.Errorf("a bad migration: %v", err)
	}
	if n, err := schemaNumber(ctx, s.file.db, "x"); n != now || err != nil {
		t.Errorf("after a migration that failed the schema is %d, %v; want %d", n, err, now)
	}
	delete(folder, bad)
	want := fmt.Sprintf("the store x is from an older planwatch (schema %d, want %d): run planwatch status once as a user who may write it, which brings it up to date", now, now+1)
	if err := migrate(ctx, s.file.db, "x", folder, true); errorText(err) != want {
		t.Errorf("migrating for reading only: %v\nwant: %s", err, want)
	}
	for range 2 {
		if err := migrate(ctx, s.file.db, "x", folder, false); err != nil {
			t.Error(err)
		}
	}
	var n int
	if err := s.file.db.QueryRow("SELECT count(*) FROM more").Scan(&n); err != nil || n != 1 {
		t.Errorf("the new migration was applied %d times, %v", n, err)
	}
	wantHolds(t, s, Query{}, threeHold...)
	if err := migrate(ctx, s.file.db, "x", fstest.MapFS{"0002_gap.sql": {}}, false); errorText(err) != "schema/0002_gap.sql: want number 0001" {
		t.Errorf("a gap in the numbers: %v", err)
	}
}

func TestNotAStore(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.duckdb")
	db, err := connect(context.Background(), foreign, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE theirs (a INTEGER)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"empty": "", "short": "hello", "sqlite": "SQLite format 3\x00", "zeros": strings.Repeat("\x00", 1<<16)}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"foreign.duckdb": "PATH is not a planwatch store: a DuckDB file with other tables",
		"empty":          "PATH is not a planwatch store: want a DuckDB file, found something else",
		"short":          "PATH is not a planwatch store: want a DuckDB file, found something else",
		"sqlite":         "PATH is not a planwatch store: want a DuckDB file, found something else",
		"zeros":          "PATH is not a planwatch store: want a DuckDB file, found something else",
		".":              "PATH is not a planwatch store: want a file, found a folder",
	} {
		path := filepath.Join(dir, name)
		_, err := Open(context.Background(), path, Options{})
		if got := strings.ReplaceAll(errorText(err), path, "PATH"); got != want || !errors.Is(err, ErrNotStore) {
			t.Errorf("%s: %s\nwant: %s", name, got, want)
		}
		if text, ok := files[name]; ok {
			if now, err := os.ReadFile(path); err != nil || string(now) != text {
				t.Errorf("%s was changed (%v)", name, err)
			}
		}
	}
}

func TestNoPlaceForAStore(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(context.Background(), filepath.Join(dir, "none", "s.duckdb"), Options{})
	if want := "there is no folder " + filepath.Join(dir, "none") + " to keep the store in: file does not exist"; errorText(err) != want || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want %s", err, want)
	}
	path := filepath.Join(dir, "s.duckdb")
	_, err = Open(context.Background(), path, Options{ReadOnly: true})
	if want := "there is no store at " + path + ": file does not exist"; errorText(err) != want || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err := Open(context.Background(), filepath.Join(dir, "what?.duckdb"), Options{}); err == nil {
		t.Error("a path with a question mark, which DuckDB misreads, was opened")
	}
	if err := os.WriteFile(path+".wal", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), path, Options{})
	if want := path + ".wal is there without its store s.duckdb: put the store back, or move that file away"; errorText(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestUnwritableFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "closed")
	if err := os.Mkdir(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "linux" && os.Geteuid() == 0 {
		dir = "/proc/self" // where not even root can make a file
	}
	_, err := Open(context.Background(), filepath.Join(dir, "s.duckdb"), Options{})
	if err == nil || !strings.HasPrefix(err.Error(), "make a store in ") {
		t.Errorf("made a store in a folder that cannot be written: %v", err)
	}
}

func TestPathsThatTripDuckDB(t *testing.T) {
	for _, name := range []string{"Panel #3", "50% cut %zz", "O'Brien", "a;b--c", "pläne 計画", "x:y", "{a}=b&c"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name+".duckdb")
		s, err := Open(context.Background(), path, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		keep(t, s, clock, threeEditions()...)
		wantHolds(t, s, Query{}, threeHold...)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		var left []string
		entries, err := os.ReadDir(dir)
		for _, e := range entries {
			left = append(left, e.Name())
		}
		if err != nil || !reflect.DeepEqual(left, []string{name + ".duckdb"}) {
			t.Errorf("%s: the folder has %q after Close, %v", name, left, err)
		}
	}
}

func TestOneProcessSharesTheFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "s.duckdb")
	a := openAt(t, path)
	if err := os.Symlink(path, filepath.Join(dir, "link")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	b := openAt(t, filepath.Join(dir, "link"))
	c, err := Open(context.Background(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for _, s := range []*Store{a, b} {
		for i := range 3 {
			go func() {
				_, err := s.Keep(context.Background(), threeEditions()[i:i+1], clock)
				done <- err
			}()
		}
	}
	for range 6 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	wantHolds(t, c, Query{}, threeHold...)
	if len(numbers(t, c)) != len("feb.xlsx mar.xlsx apr.xlsx") {
		t.Errorf("loads are %s, want each once", numbers(t, c))
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error("closed twice:", err)
	}
	wantHolds(t, a, Query{}, threeHold...)
}

// After a kill the log lies beside the file. A reader takes it into account and leaves it alone.
func TestReadOnlyAfterAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.duckdb")
	s := openAt(t, path)
	keep(t, s, clock, threeEditions()...)
	killed := filepath.Join(t.TempDir(), "s.duckdb")
	for _, end := range []string{"", ".wal"} { // as the files are now, before Close
		data, err := os.ReadFile(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(killed+end, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Open(context.Background(), killed, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	wantHolds(t, r, Query{}, threeHold...)
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(killed + ".wal"); err != nil {
		t.Error("the reader removed the log:", err)
	}
	wantHolds(t, openAt(t, killed), Query{}, threeHold...)
}
