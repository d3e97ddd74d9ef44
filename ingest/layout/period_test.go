package layout

import (
	"testing"
	"time"

	"planwatch/ingest/sheet"
)

// A date cell shows what its format makes of it, which may read as something else.
func TestPeriodOfADateCell(t *testing.T) {
	for _, c := range []struct {
		day, shown, want string
	}{
		{"2004-03-01", "03/04", "2004-03"},           // not the financial year 2003/04
		{"2004-05-01", "05/2004", "2004-05"},         //
		{"2019-03-04", "03/04/2019", "2019-03-04"},   // not 3 April
		{"2019-04-01", "Apr-19", "2019-04"},          //
		{"2019-04-01", "2019", "2019"},               // as it shows
		{"2019-04-15", "15-Apr", "2019-04-15"},       //
		{"2019-03-31", "YE Mar 2019", "YE 2019-03"},  //
		{"2019-06-30", "30 June 2019", "2019-06-30"}, //
	} {
		at, err := time.Parse("2006-01-02", c.day)
		must(t, err)
		p, _, err := (&table{}).cellPeriod(sheet.Cell{Kind: sheet.Date, Time: at, Text: c.shown})
		if err != nil || p.String() != c.want {
			t.Errorf("%s shown as %q: want %s, found %s, %v", c.day, c.shown, c.want, p, err)
		}
	}
}
