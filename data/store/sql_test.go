package store

import (
	"context"
	"database/sql"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
	"planwatch/kpi"
)

func queryNames(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(queries, "query/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no queries", err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(f, "query/"), ".sql"))
	}
	return names
}

// TestQueriesPrepare holds every query against the migrated schema.
func TestQueriesPrepare(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	conn, err := s.file.db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, statement("incoming")); err != nil {
		t.Fatal(err)
	}
	counting := groupingConn(t)
	for _, name := range queryNames(t) {
		if name == "incoming" || name == "incoming_drop" { // several statements: preparing the last runs the others
			continue
		}
		if !strings.HasPrefix(statement(name), "-- ") {
			t.Errorf("query/%s.sql does not begin with a comment that says what it answers", name)
		}
		on := conn
		if strings.HasPrefix(name, "grouping") {
			on = counting
		}
		stmt, err := on.PrepareContext(ctx, statement(name))
		if err != nil {
			t.Errorf("query/%s.sql: %v", name, err)
			continue
		}
		stmt.Close()
	}
	if _, err := conn.ExecContext(ctx, statement("incoming_drop")); err != nil {
		t.Error(err)
	}
	if _, err := conn.PrepareContext(ctx, "SELECT nothing FROM observations"); err == nil {
		t.Error("a query of a column that does not exist was prepared: this test cannot fail")
	}
}

// groupingConn is a connection where records are counted, with a batch of them.
func groupingConn(t *testing.T) *sql.Conn {
	t.Helper()
	ctx := context.Background()
	conn, err := grouping(t, 1, groupingMemory, 1).db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	names := map[duckdb.Type]string{
		duckdb.TYPE_VARCHAR: "VARCHAR", duckdb.TYPE_UTINYINT: "UTINYINT", duckdb.TYPE_SMALLINT: "SMALLINT",
		duckdb.TYPE_INTEGER: "INTEGER", duckdb.TYPE_BIGINT: "BIGINT",
	}
	var columns []string
	for _, c := range recordColumns {
		columns = append(columns, c.name+" "+names[c.is])
	}
	if _, err := conn.ExecContext(ctx, "CREATE TABLE records ("+strings.Join(columns, ", ")+"); DROP TABLE tallies"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(ctx, statement("grouping_begin")); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestQueriesAreUsed reads this package's source for statement("name") and wants every file used and every name there.
func TestQueriesAreUsed(t *testing.T) {
	used := map[string]bool{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		source, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		collectStatements(t, source, used)
	}
	for _, fault := range unmatched(queryNames(t), used) {
		t.Error(fault)
	}
	if got := unmatched([]string{"a", "b"}, map[string]bool{"b": true, "c": true}); len(got) != 2 {
		t.Errorf("one unused and one missing query give %q: this test cannot fail", got)
	}
}

func collectStatements(t *testing.T, source *ast.File, used map[string]bool) {
	ast.Inspect(source, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.Ident); !ok || f.Name != "statement" {
			return true
		}
		literal, ok := call.Args[0].(*ast.BasicLit)
		if !ok {
			t.Errorf("%s: statement wants the name itself, so that this test can see it", source.Name)
			return true
		}
		name, _ := strconv.Unquote(literal.Value)
		used[name] = true
		return true
	})
}

func unmatched(names []string, used map[string]bool) (faults []string) {
	for _, name := range names {
		if !used[name] {
			faults = append(faults, "query/"+name+".sql is used by no Go code")
		}
	}
	for name := range used {
		if !slices.Contains(names, name) {
			faults = append(faults, "there is no query/"+name+".sql")
		}
	}
	return faults
}

// TestCodes pins the numbers in the database to the words of kpi: were a kind or state put in between there, every
// store out there would be misread.
func TestCodes(t *testing.T) {
	s := open(t)
	check := func(query string, word func(code uint8) string, want int) {
		rows, err := s.file.db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		n := 0
		for rows.Next() {
			var code uint8
			var name string
			if err := rows.Scan(&code, &name); err != nil {
				t.Fatal(err)
			}
			if got := word(code); got != name {
				t.Errorf("%s: code %d is %q in the schema and %q in kpi", query, code, name, got)
			}
			n++
		}
		if n != want {
			t.Errorf("%s: %d codes, want %d as in kpi", query, n, want)
		}
	}
	check("SELECT code, name FROM period_kinds", func(c uint8) string { return kpi.PeriodKind(c).String() }, len(kpi.PeriodKindNames()))
	check("SELECT code, name FROM states", func(c uint8) string { return kpi.State(c).String() }, int(kpi.NotApplicable)+1)
}

// TestSettings reads back what settings pins.
func TestSettings(t *testing.T) {
	s := open(t)
	for name, want := range map[string]string{
		"threads": "2", "TimeZone": "UTC", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
		"allow_community_extensions": "false", "enable_external_access": "false",
	} {
		var got string
		if err := s.file.db.QueryRow("SELECT current_setting($1)::VARCHAR", name).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
	if _, err := s.file.db.Exec("COPY loads TO 'x.csv'"); err == nil {
		t.Error("a query wrote a file of its own")
	}
}
