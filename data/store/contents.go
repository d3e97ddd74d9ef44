package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// Contents says what a store file has.
type Contents struct {
	Schema       int
	Loads        int // withdrawn ones too
	Withdrawals  int
	Observations int
	Problems     int
	Publications int       // that were made from it
	Accepted     int       // reasons why a warning was accepted
	Newest       time.Time // the newest recorded time; zero for none
	Size         int64     // of the file, in bytes
	SHA256       string    // of the file's bytes
}

// publishedSince is the first schema that has the table published.
const publishedSince = 2

// acceptedSince is the first schema that has the table accepted.
const acceptedSince = 4

// count fills in what the attached store has, whichever schema it is of. Path is for messages.
func (c *Contents) count(ctx context.Context, db *sql.DB, path string) error {
	var err error
	if c.Schema, err = readableSchema(ctx, db, path); err != nil {
		return err
	}
	var newest, published, accepted sql.NullTime
	err = db.QueryRowContext(ctx, statement("contents")).Scan(&c.Loads, &c.Withdrawals, &c.Observations, &c.Problems, &newest)
	if err != nil {
		return doing("count what is in", path, err)
	}
	if c.Schema >= publishedSince {
		if err := db.QueryRowContext(ctx, statement("contents_published")).Scan(&c.Publications, &published); err != nil {
			return doing("count what is in", path, err)
		}
	}
	if c.Schema >= acceptedSince {
		if err := db.QueryRowContext(ctx, statement("contents_accepted")).Scan(&c.Accepted, &accepted); err != nil {
			return doing("count what is in", path, err)
		}
	}
	for _, t := range []sql.NullTime{newest, published, accepted} {
		if t.Valid && t.Time.After(c.Newest) {
			c.Newest = t.Time.UTC()
		}
	}
	return nil
}

// readableSchema is the schema of the attached file, of those that this program knows.
func readableSchema(ctx context.Context, db *sql.DB, path string) (int, error) {
	steps, err := migrations(schema)
	if err != nil {
		return 0, err
	}
	number, err := schemaNumber(ctx, db, path)
	switch {
	case err != nil:
		return 0, err
	case number == 0:
		return 0, fmt.Errorf("%s is %w: a DuckDB file without tables", path, ErrNotStore)
	case number > len(steps):
		return 0, newerError(path, number, len(steps))
	}
	return number, nil
}

// Verify reads a store file through, every observation of it, and says what it has. It changes nothing and takes an
// older schema as it is. Nobody else may have the file open for writing.
//
// errors.Is tells [ErrBusy], [ErrNewer], [ErrNotStore], [ErrDamaged], and fs.ErrNotExist.
func Verify(ctx context.Context, path string) (Contents, error) {
	path, err := realPath(path)
	if err != nil {
		return Contents{}, err
	}
	var c Contents
	err = whenFree(ctx, Options{Wait: -1}, func() (err error) {
		c, err = verify(ctx, path)
		return err
	})
	return c, err
}

func verify(ctx context.Context, path string) (c Contents, err error) {
	giveBack, err := hold(path)
	if err != nil {
		return c, err
	}
	defer giveBack()
	a, err := openAlone(ctx, path, true)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := c.count(ctx, a.db, path); err != nil {
		return c, err
	}
	if err := whole(ctx, a.db, path); err != nil {
		return c, err
	}
	c.Size, c.SHA256, err = a.copyTo(ctx, nil)
	return c, err
}

// whole wants everything readable, and of every load as many observations as were kept.
func whole(ctx context.Context, db *sql.DB, path string) error {
	if _, err := db.ExecContext(ctx, statement("read_through")); err != nil {
		return doing("read through", path, err)
	}
	var load, want, got int
	var hash sql.NullString
	err := db.QueryRowContext(ctx, statement("torn")).Scan(&load, &want, &got, &hash)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return doing("read through", path, err)
	}
	return fmt.Errorf("%w: %s: want %d observations of load %d, found %d", ErrDamaged, path, want, load, got)
}

// alone is a store file that nobody else has open: as bytes, and through DuckDB. The descriptor is opened before DuckDB
// takes the lock and closed after DuckDB has let go of it, because to close one before would take the lock away.
type alone struct {
	bytes *os.File
	db    *sql.DB
}

// openAlone opens a file that the caller holds (see hold). A busyError says that another process has it.
func openAlone(ctx context.Context, path string, readOnly bool) (*alone, error) {
	if err := recoverFold(path); err != nil {
		return nil, err
	}
	bytes, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, noStore(path)
	case err != nil:
		return nil, fmt.Errorf("the store can't be read: %w", err)
	}
	db, err := connectHere(ctx, path, readOnly)
	if err != nil {
		return nil, errors.Join(err, bytes.Close())
	}
	a := &alone{bytes, db}
	// As in connectHere: the descriptor, too, must be of the file that DuckDB has locked.
	here, err := bytes.Stat()
	if now, statErr := os.Stat(path); err != nil || statErr != nil || !os.SameFile(here, now) {
		return nil, errors.Join(busyError{path, anotherProcess}, a.close())
	}
	return a, nil
}

func (a *alone) close() error {
	return errors.Join(a.db.Close(), a.bytes.Close())
}
