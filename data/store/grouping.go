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
	passes    map[string]string // texts of what records pass, so that each need not be made anew
	key       []byte
}

// groupingMemory is what DuckDB may hold of what records come to; a return of a force comes to a few MB.
const groupingMemory = "250MB"

// GroupingFolders is what the temporary folders of Groupings are called, which a process that was killed leaves behind.
const GroupingFolders = "planwatch-records-*"

// OpenGrouping makes a place to count records in, for a number of series. All of its work ends with ctx. Close it.
func OpenGrouping(ctx context.Context, series int) (*Grouping, error) {
	return openGrouping(ctx, series, groupingMemory, 2)
}

func openGrouping(ctx context.Context, series int, memory string, threads int) (*Grouping, error) {
	folder, err := os.MkdirTemp("", GroupingFolders)
	if err != nil {
		return nil, fmt.Errorf("there is no temporary folder: %w", err)
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
	return fmt.Errorf("DuckDB says: %w", err)
}
