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

// A file whose name alone says the period: the draft reads the next one as of its own.
func TestPeriodOfTheFile(t *testing.T) {
	content := []byte("Area,Robbery\nBirmingham,5\nWest Midlands,9\n")
	d := drafted(t, "crimes-2010-11.csv", content)
	l, problems := Read("draft.yaml", []byte(d.YAML))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, want := range map[string]string{"crimes-2010-11.csv": "2010/11", "crimes-2011-12.csv": "2011/12", "Crimes-2012-13.csv": "2012/13"} {
		book, err := sheet.Open(name, content, sheet.Limits{})
		must(t, err)
		r := l.Extract(NewPages(book), testPlan())
		if len(r.Problems) > 0 || len(r.Observations) != 2 || r.Observations[0].Period.String() != want {
			t.Errorf("%s: want two figures of %s, found %v, %v", name, want, r.Observations, r.Problems)
		}
	}
}
