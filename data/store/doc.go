// Package store keeps what was read from returns, in one DuckDB file, and says what holds.
//
// A return that is kept becomes a load, with a number. A figure (series, area, breakdown and period: a [kpi.Key]) may be
// in many loads; what holds for it is what the newest edition says, then the newest load number, among the loads that
// are not withdrawn. A cell that became blank or marked holds as such; a period that a newer edition leaves out goes on
// holding from the older one. Nothing is ever updated or deleted: a withdrawal is one more row, and counts from its own
// time on. So is a publication, what this program has put out itself: it names the loads that it rests on, and the
// edition of the plan that it was made with, whose files are kept. So is the reason why a warning was accepted.
//
// Every read takes a "known at": with it, only loads made by then whose edition is dated by then exist, and only
// withdrawals made by then. Without it (the zero time) everything does. "As at" is another thing: it leaves out periods
// that end later. What was known at a moment stays what it was: nothing is recorded with a time before the newest that
// is there, whatever the clock says.
//
// The tables are in schema/*.sql, numbered and applied in order; the queries are in query/*.sql, one a file, with named
// parameters. No SQL is put together in Go, but for the file name in ATTACH, where DuckDB takes no parameter. A store of
// every earlier schema is in testdata, as the program of that time wrote it.
//
// One process at a time holds the file. Inside a process, every [Store] of one file shares one DuckDB. The lock is the
// operating system's and belongs to the process: code that opens and closes the file by itself, even to read it, while
// a Store is open in the same process, takes the lock away. So a store is copied with [Copy], looked through with
// [Verify] and put back with [Replace]. These have the file for themselves alone: they wait for every other process and
// for every Store of this one, and keep both waiting until they are done.
//
// Two things here are no store, and keep nothing: [Parquet] reads a file, and [Grouping] counts the records of a return.
// Each has a DuckDB of its own, in memory, for as long as the reading of one return lasts.
//
// Where there is no room to write, what was kept before stays whole, in the file or in the log beside it. DuckDB may
// give such a file up; then it is shared with no new Store, and the last Close and the next Open begin afresh.
package store
