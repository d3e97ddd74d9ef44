package sheet

import (
	"encoding/json"
	"testing"
	"time"
)

// The value of a cell, as `inspect --json` prints it.
func TestValueAsJSON(t *testing.T) {
	day := time.Date(2010, 8, 1, 0, 0, 0, 0, time.UTC)
	for want, c := range map[string]Cell{
		`null`:                      {},
		`233393`:                    {Kind: Number, Number: 233393, Numeric: true, Text: "233,393"},
		`0`:                         {Kind: Number, Numeric: true, Text: "-"},
		`"12*"`:                     {Kind: Text, Text: "12*"},
		`39375`:                     {Kind: Text, Text: "39375", Numeric: true, Number: 39375},
		`"39375"`:                   {Kind: Text, Text: "39375"},
		`"2010-08-01T00:00:00"`:     {Kind: Date, Time: day, Text: "Aug-10"},
		`"2010-08-01T09:30:00"`:     {Kind: Date, Time: day.Add(9*time.Hour + 30*time.Minute)},
		`"2010-08-01T00:00:00.25"`:  {Kind: Date, Time: day.Add(250 * time.Millisecond)},
		`true`:                      {Kind: Boolean, Bool: true, Text: "TRUE"},
		`false`:                     {Kind: Boolean, Text: "FALSE"},
		`"#REF!"`:                   {Kind: Error, Text: "#REF!"},
		`null `:                     {Kind: Blank, Uncalculated: true},
		`"0001-01-01T00:00:00"`:     {Kind: Date},
		`"no kind at all, so null"`: {Kind: 99},
	} {
		got, err := json.Marshal(c.Value())
		if c.Kind == 99 || c.Uncalculated {
			want = `null`
		}
		if err != nil || string(got) != want {
			t.Errorf("%v: got %s, %v; want %s", c, got, err, want)
		}
	}
}

func TestKindNames(t *testing.T) {
	for k, want := range []string{"blank", "number", "text", "date", "boolean", "error", "unknown"} {
		if got := Kind(k).String(); got != want {
			t.Errorf("kind %d is %q, want %q", k, got, want)
		}
	}
}
