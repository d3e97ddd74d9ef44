package store

import (
	"embed"
	"fmt"
)

//go:embed query/*.sql
var queries embed.FS

// statement is the text of query/<name>.sql. A name without a file is a slip in this package: it panics, and the test
// that reads every name from the source finds it first.
func statement(name string) string {
	text, err := queries.ReadFile("query/" + name + ".sql")
	if err != nil {
		panic(fmt.Sprintf("store: no query %q: %v", name, err))
	}
	return string(text)
}
