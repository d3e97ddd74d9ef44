package store

import (
	"github.com/duckdb/duckdb-go/v2"
	"planwatch/kpi"
)

// recordColumns are the columns of a batch of records, in the order in which Add gives them.
var recordColumns = []struct {
	name string
	is   duckdb.Type
}{
	{"area", duckdb.TYPE_VARCHAR},
	{"breakdown", duckdb.TYPE_VARCHAR},
	{"kind", duckdb.TYPE_UTINYINT},
	{"first_day", duckdb.TYPE_INTEGER},
	{"last_day", duckdb.TYPE_INTEGER},
	{"passes", duckdb.TYPE_VARCHAR},
	{"scale", duckdb.TYPE_SMALLINT},
	{"mantissa", duckdb.TYPE_BIGINT},
	{"row_number", duckdb.TYPE_INTEGER},
	{"state", duckdb.TYPE_UTINYINT},
	{"marks", duckdb.TYPE_UTINYINT},
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
		if len(g.passes) >= 1000 {
			clear(g.passes)
		}
		text = string(g.key)
		g.passes[text] = text
	}
	return text
}
