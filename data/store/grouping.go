package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
	"planwatch/kpi"
)

// Grouping counts the records of a record-level return: a DuckDB in memory that is no store, is in nobody's way, and of
// which nothing is kept. Records that come to the same go together batch by batch, so that it holds what they come to and
// not the records. Where even that is more than its memory, DuckDB puts it into a temporary folder.
//
// The result depends on the records only, not on their order or on how DuckDB shares its work out. It is for one goroutine.
type Grouping struct {
	ctx       context.Context // of OpenGrouping: a Grouping is one piece of work, as a command is
	series    int
	folder    string // DuckDB's own, for what does not fit into memory
	connector *duckdb.Connector
	conn      driver.Conn
	appender  *duckdb.Appender
	db        *sql.DB
	row       []driver.Value
	batch     int               // bytes that were not counted yet
	passes    map[string]string // texts of what records pass, so that each is made once
	key       []byte
}

// groupingMemory is what DuckDB may hold of what records come to; a return of a force comes to a few MB.
const groupingMemory = "250MB"

// OpenGrouping makes a place to count records in, for a number of series. All of its work ends with ctx. Close it.
func OpenGrouping(ctx context.Context, series int) (*Grouping, error) {
	return openGrouping(ctx, series, groupingMemory, 2)
}

func openGrouping(ctx context.Context, series int, memory string, threads int) (*Grouping, error) {
	folder, err := os.MkdirTemp("", "planwatch-records-*")
	if err != nil {
		return nil, fmt.Errorf("count records: %w", err)
	}
	g := &Grouping{ctx: ctx, series: series, folder: folder, passes: map[string]string{}, row: make([]driver.Value, len(recordColumns))}
	if err := g.open(memory, threads); err != nil {
		return nil, errors.Join(g.explain(err), g.Close())
	}
	return g, nil
}

func (g *Grouping) open(memory string, threads int) (err error) {
	g.connector, err = duckdb.NewConnector(":memory:?"+url.Values{
		"threads":                      {fmt.Sprint(threads)},
		"memory_limit":                 {memory},
		"temp_directory":               {g.folder},
		"preserve_insertion_order":     {"false"}, // the query says the order
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"allow_community_extensions":   {"false"},
	}.Encode(), nil)
	if err != nil {
		return err
	}
	g.db = sql.OpenDB(g.connector)
	if _, err := g.db.ExecContext(g.ctx, statement("grouping_begin")); err != nil {
		return err
	}
	if g.conn, err = g.connector.Connect(g.ctx); err != nil {
		return err
	}
	var names []string
	var types []duckdb.TypeInfo
	for _, c := range recordColumns {
		t, err := duckdb.NewTypeInfo(c.is)
		if err != nil {
			return err
		}
		names, types = append(names, c.name), append(types, t)
	}
	g.appender, err = duckdb.NewQueryAppender(g.conn, statement("grouping_add"), "records", types, names)
	return err
}

// recordColumns are the columns of a batch of records, in the order of fill.
var recordColumns = []struct {
	name string
	is   duckdb.Type
}{
	{"area", duckdb.TYPE_VARCHAR}, {"breakdown", duckdb.TYPE_VARCHAR},
	{"kind", duckdb.TYPE_UTINYINT}, {"first_day", duckdb.TYPE_INTEGER}, {"last_day", duckdb.TYPE_INTEGER},
	{"passes", duckdb.TYPE_VARCHAR}, {"scale", duckdb.TYPE_SMALLINT}, {"mantissa", duckdb.TYPE_BIGINT},
	{"row_number", duckdb.TYPE_INTEGER}, {"state", duckdb.TYPE_UTINYINT}, {"marks", duckdb.TYPE_UTINYINT},
}

// Add takes a record in. It keeps nothing of r.
func (g *Grouping) Add(r *kpi.Record) error {
	var scale int16
	var mantissa int64
	if r.State == kpi.Known {
		scale, mantissa = wholes(r.Value)
	}
	g.row = append(g.row[:0], string(r.Area), r.Breakdown,
		uint8(r.Period.Kind), int32(r.Period.First), int32(r.Period.Last),
		g.passed(r.Counts), scale, mantissa,
		int32(r.Row), uint8(r.State), uint8(r.Marks))
	if err := g.appender.AppendRow(g.row...); err != nil {
		return g.explain(err)
	}
	if g.batch += recordBytes + len(r.Area) + len(r.Breakdown); g.batch < mostBatch {
		return nil
	}
	g.batch = 0
	return g.explain(g.appender.Flush())
}

// A batch of records lies beside what earlier ones come to until it is counted; it has some 150,000 of the usual kind.
const (
	mostBatch   = 16 << 20 // bytes
	recordBytes = 80       // of a record without its texts
)

// passed writes which series count a record: "101" for the first and the third of three.
func (g *Grouping) passed(counts []bool) string {
	g.key = g.key[:0]
	for _, yes := range counts {
		if yes {
			g.key = append(g.key, '1')
		} else {
			g.key = append(g.key, '0')
		}
	}
	text, known := g.passes[string(g.key)]
	if !known {
		text = string(g.key)
		g.passes[text] = text
	}
	return text
}

// finish takes the last batch in.
func (g *Grouping) finish() error {
	if g.appender == nil {
		return nil
	}
	a := g.appender
	g.appender = nil
	return a.CloseWithCancel(g.ctx)
}

// Size ends the adding and says how many groups there are, each of which is given once for every series.
func (g *Grouping) Size() (n int, err error) {
	if err := g.finish(); err != nil {
		return 0, g.explain(err)
	}
	err = g.db.QueryRowContext(g.ctx, statement("grouping_size")).Scan(&n)
	return n, g.explain(err)
}

// Tallies ends the adding and gives what the records come to: series by series, areas and periods in the order of their
// first records, and the whole before its first breakdown. It holds all of it in memory while it goes: ask Size before. An
// error of give ends it and is given back.
func (g *Grouping) Tallies(give func(kpi.Tally) error) error {
	if err := g.finish(); err != nil {
		return g.explain(err)
	}
	rows, err := g.db.QueryContext(g.ctx, statement("grouping"), sql.Named("series", int64(g.series)))
	if err != nil {
		return g.explain(err)
	}
	defer rows.Close()
	var of kpi.Tally
	var sum wholeSum
	begun := false
	for rows.Next() {
		next, part, err := scanGroup(rows)
		if err != nil {
			return g.explain(err)
		}
		if begun && sameGroup(&of, &next) {
			join(&of, &next)
			sum.add(part)
			continue
		}
		if begun {
			of.Sum = sum.total()
			if err := give(of); err != nil {
				return err
			}
		}
		of, begun = next, true
		sum.begin(part)
	}
	if err := rows.Err(); err != nil {
		return g.explain(err)
	}
	if !begun {
		return nil
	}
	of.Sum = sum.total()
	return give(of)
}

// scanGroup reads what the records of a group whose values have one scale come to.
func scanGroup(rows *sql.Rows) (o kpi.Tally, part scaled, err error) {
	err = rows.Scan(&o.Series, &o.Area, &o.Breakdown, &o.Period.Kind, &o.Period.First, &o.Period.Last, &o.Of,
		&o.Records, &o.First, &o.Last, &part.scale, &part.total, &o.State, &o.Marks)
	return o, part, err
}

func sameGroup(a, b *kpi.Tally) bool {
	return a.Series == b.Series && a.Period == b.Period && a.Breakdown == b.Breakdown && a.Area == b.Area
}

// join adds what another scale's records of a group come to.
func join(o, more *kpi.Tally) {
	o.Records += more.Records
	o.First, o.Last = min(o.First, more.First), max(o.Last, more.Last)
	o.State, o.Marks = max(o.State, more.State), o.Marks|more.Marks
}

// Close forgets the records.
func (g *Grouping) Close() error {
	var errs []error
	if g.appender != nil {
		// What was not counted yet is of no matter any more: clearing it keeps Close from counting it.
		errs = append(errs, g.appender.Clear(), g.finish())
	}
	if g.conn != nil {
		errs = append(errs, g.conn.Close())
	}
	if g.db != nil {
		errs = append(errs, g.db.Close())
	}
	if g.connector != nil {
		errs = append(errs, g.connector.Close())
	}
	return errors.Join(append(errs, os.RemoveAll(g.folder))...)
}

// ErrNoRoomToCount says that there are more records than memory and the temporary folder hold.
var ErrNoRoomToCount = errors.New("there is no room to count the records")

var outOfMemory = regexp.MustCompile(`Out of Memory Error|could not allocate block|failed to offload`)

// explain puts a complaint of DuckDB into one sentence.
func (g *Grouping) explain(err error) error {
	if err == nil || errors.Is(err, ErrNoRoomToCount) {
		return err
	}
	where := "the temporary folder " + os.TempDir()
	if said := noRoom.FindString(err.Error()); said != "" {
		return fmt.Errorf("%w: %s can't be written: the disk is full or a size limit is reached (%s)", ErrNoRoomToCount, where, strings.ToLower(said))
	}
	if outOfMemory.MatchString(err.Error()) {
		return fmt.Errorf("%w: they come to more than memory and %s hold", ErrNoRoomToCount, where)
	}
	return fmt.Errorf("count records: %w", err)
}
