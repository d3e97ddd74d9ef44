package sheet

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"time"
)

// Rows gives the rows of a table that another reader has, from the first on and
// as often as it is called. A value is nil, a bool, a number, a string, bytes, a
// time.Time, or something that can say itself (fmt). An error of row ends it and
// is given back.
type Rows func(row func(values []any) error) error

// FromTable makes a Book of one sheet out of a table with named columns, such as
// a Parquet file that a database reads: the names are row 1. The file's name is
// used in messages only.
func FromTable(file, format, name string, columns []string, rows Rows, limits Limits) *Book {
	t := &given{name: name, columns: columns, rows: rows, limits: limits.orDefault()}
	return &Book{Format: format, name: file, limits: t.limits, reader: t}
}

type given struct {
	name    string
	columns []string
	rows    Rows
	limits  Limits
}

func (t *given) sheets() []listed         { return []listed{{name: t.name}} }
func (t *given) formats() []*numberFormat { return onlyGeneral }

func (t *given) measure(index int) (extent, error) {
	e := extent{limit: t.limits.Cells}
	err := t.read(index, &e)
	return e, err
}

func (t *given) read(_ int, to sink) error {
	r := row{repeat: 1}
	give := func(values []any) error {
		r.number++
		r.cells, r.bytes = r.cells[:0], 0
		for i, v := range values {
			s, ok := storedValue(v)
			if !ok {
				continue
			}
			if len(s.text) > t.limits.Text {
				return refuse(ErrTooLarge, "the cell holds more than %s of text; shorten it, or %s", sizeText(t.limits.Text), raiseLimit("text")).at(r.number, i+1)
			}
			s.column = int32(i + 1)
			r.bytes += int64(len(s.text))
			r.cells = append(r.cells, s)
		}
		return to.row(&r)
	}
	names := make([]any, len(t.columns))
	for i, c := range t.columns {
		names[i] = c
	}
	if err := give(names); err != nil {
		return err
	}
	return t.rows(give)
}

// storedValue makes a cell of a value; false for one that holds nothing.
func storedValue(v any) (stored, bool) {
	switch v := v.(type) {
	case nil:
		return stored{}, false
	case bool:
		s := stored{kind: Boolean}
		if v {
			s.number = 1
		}
		return s, true
	case string:
		return stored{kind: Text, text: validText(v)}, v != ""
	case []byte:
		return stored{kind: Text, text: hex.EncodeToString(v)}, len(v) > 0
	case time.Time:
		return storedTime(v), true
	}
	if n, ok := numberOf(v); ok {
		return stored{kind: Number, number: n}, !math.IsNaN(n)
	}
	return stored{kind: Text, text: validText(fmt.Sprint(v))}, true
}

// storedTime is a date, or a date and a time of day, as ISO writes it.
func storedTime(t time.Time) stored {
	shown := t.Format("2006-01-02")
	if t.Hour() != 0 || t.Minute() != 0 || t.Second() != 0 {
		shown = t.Format("2006-01-02 15:04:05")
	}
	_, offset := t.Zone()
	return stored{kind: Date, number: float64(t.UnixMilli() + int64(offset)*1000), text: shown, flags: flagShown}
}

// numberOf gives the number that a value of any numeric type is.
func numberOf(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case float32:
		return float64(v), true
	case int8:
		return float64(v), true
	case int16:
		return float64(v), true
	case int32:
		return float64(v), true
	case int64:
		return float64(v), true
	case uint8:
		return float64(v), true
	case uint16:
		return float64(v), true
	case uint32:
		return float64(v), true
	case uint64:
		return float64(v), true
	case *big.Int:
		n, _ := new(big.Float).SetInt(v).Float64()
		return n, true
	case interface{ Float64() float64 }: // a decimal
		return v.Float64(), true
	}
	return 0, false
}
