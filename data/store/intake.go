package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
	"planwatch/kpi"
)

// intake is a return that lies beside what the store has, inside one transaction and before anything of it is kept.
type intake struct {
	conn    *sql.Conn
	tx      *sql.Tx
	ret     kpi.Return
	rows    []int // positions in ret.Observations
	origins *origins
}

// begin starts the transaction. The caller ends it with end, whatever happens.
func (s *Store) begin(ctx context.Context, r kpi.Return, rows []int) (*intake, error) {
	conn, err := s.file.db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("reach the store: %w", err)
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin: %w", err), conn.Close())
	}
	return &intake{conn: conn, tx: tx, ret: r, rows: rows}, nil
}

// end forgets everything that was not committed.
func (in *intake) end() {
	in.tx.Rollback()
	in.conn.Close()
}

// already finds the load that has kept the same file under the same edition and layout and is not withdrawn; 0 if none.
func (in *intake) already(ctx context.Context) (int, error) {
	var number int
	err := in.tx.QueryRowContext(ctx, statement("load_same"), sql.Named("sha256", in.ret.SHA256),
		sql.Named("edition", in.ret.Edition.Time()), sql.Named("layout_sha256", in.ret.LayoutSHA256)).Scan(&number)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("look for the file: %w", err)
	}
	return number, nil
}

// lay puts the return into the temporary table incoming and finds what the store has for it.
func (in *intake) lay(ctx context.Context) error {
	var err error
	if in.origins, err = readOrigins(ctx, in.tx); err != nil {
		return err
	}
	if _, err := in.tx.ExecContext(ctx, statement("incoming")); err != nil {
		return fmt.Errorf("make room for the return: %w", err)
	}
	if err := in.appendTo("temp", "incoming", len(in.rows), in.observationRow); err != nil {
		return err
	}
	edition := sql.Named("edition", in.ret.Edition.Time())
	if _, err := in.tx.ExecContext(ctx, statement("held"), edition); err != nil {
		return fmt.Errorf("compare the return: %w", err)
	}
	if _, err := in.tx.ExecContext(ctx, statement("gone_find"), edition, sql.Named("layout", in.ret.Layout)); err != nil {
		return fmt.Errorf("compare the return: %w", err)
	}
	return nil
}

// appendTo writes n rows to a table with DuckDB's appender, inside the transaction.
func (in *intake) appendTo(catalogue, table string, n int, row func(i int) []driver.Value) error {
	err := in.conn.Raw(func(raw any) error {
		appender, err := duckdb.NewAppender(raw.(driver.Conn), catalogue, "main", table)
		if err != nil {
			return err
		}
		for i := range n {
			if err := appender.AppendRow(row(i)...); err != nil {
				return errors.Join(err, appender.Close())
			}
		}
		return appender.Close()
	})
	if err != nil {
		return fmt.Errorf("write to %s: %w", table, err)
	}
	return nil
}

// observationRow is the i-th observation to keep, in the order of incoming's columns.
func (in *intake) observationRow(i int) []driver.Value {
	position := in.rows[i]
	o := &in.ret.Observations[position]
	var value driver.Value // null unless known: unknown is never zero
	if o.State == kpi.Known {
		// Adding 0 makes -0 a plain 0: DuckDB's run-length encoding keeps either as the other, as its neighbour was. Every
		// other value comes back bit for bit.
		value = o.Value + 0
	}
	return []driver.Value{
		int32(position), string(o.Series), string(o.Area), o.Breakdown,
		int8(o.Period.Kind), o.Period.First.Time(), o.Period.Last.Time(),
		value, int8(o.State), o.Marks&kpi.Provisional != 0, o.Marks&kpi.Revised != 0, o.Outturn,
		o.Place.Sheet, o.Place.Cell, o.Place.Text, int32(in.origins.of(&o.Place)), o.Place.Where,
	}
}

// counts are numbers of figures of a return, against what the store has.
type counts struct{ fresh, changed, superseded, gone int }

func (in *intake) counts(ctx context.Context) (c counts, err error) {
	row := in.tx.QueryRowContext(ctx, statement("counts"), sql.Named("edition", in.ret.Edition.Time()))
	if err := row.Scan(&c.fresh, &c.changed, &c.superseded, &c.gone); err != nil {
		return c, fmt.Errorf("compare the return: %w", err)
	}
	return c, nil
}
