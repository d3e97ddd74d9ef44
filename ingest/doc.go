// Package ingest turns a return, a spreadsheet that somebody sent, into a [kpi.Return]: its observations, each with the
// cell it came from, or its problems, each with its address.
//
// [Read] owns the sequence; the work is done in two rooms. Package sheet turns the file's bytes into grids of typed
// cells. Package layout knows where in a grid the figures are.
//
//	bytes ──sheet──▶ grids ──layout──▶ observations ──edition──▶ kpi.Return ──Checks──▶ what is kept
//
// [Checks] then hold a whole batch of returns against the plan and against what holds: figures that can be read and
// cannot be right are errors, figures that seldom are get warnings. Nothing of a return with an error is given back for storing.
package ingest
