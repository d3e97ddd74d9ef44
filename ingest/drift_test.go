package ingest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"planwatch/ingest"
	"planwatch/ingest/layout"
)

func TestDriftTry(t *testing.T) {
	plan := shippedPlan(t)
	for _, c := range []struct{ layout, before, after string }{
		{"../data/layouts/ons-police-force-area-tables.yaml", "ons-pfa-tables-ye-mar2018-v2.xlsx", "ons-pfa-tables-ye-mar2019.xlsx"},
	} {
		_ = c
	}
	for _, c := range [][2]string{
		{"ons-pfa-tables-ye-mar2018-v2.xlsx", "ons-pfa-tables-ye-mar2019.xlsx"},
		{"ho-workforce-30sep2015.ods", "ho-workforce-sep2018.ods"},
		{"ho-use-of-force-2017-18.ods", "ho-use-of-force-2018-19.ods"},
	} {
		before := read(t, filepath.Join(corpus, "real", c[0]))
		after := read(t, filepath.Join(corpus, "real", c[1]))
		d, err := draftOf(t, c[0], before, plan)
		if err != nil {
			t.Fatal(err)
		}
		p := pasted(t, d.YAML)
		os.WriteFile("/tmp/h7/drafts/b-"+c[0]+".yaml", []byte(d.YAML), 0o644)
		l, _ := layout.Read("draft.yaml", []byte(d.YAML))
		_, s := ingest.ReadShape(c[0], before, []*layout.Layout{l}, p, ingest.Options{})
		r, s2 := ingest.ReadShape(c[1], after, []*layout.Layout{l}, p, ingest.Options{Shapes: map[string]*layout.Shape{l.Name: s.Is}})
		fmt.Println(c, len(r.Problems))
		for i, pr := range r.Problems {
			if i < 5 {
				fmt.Println("  ", pr)
			}
		}
		if s2.Drift != nil {
			fmt.Println(s2.Drift.Met)
			for _, m := range s2.Drift.Moved {
				fmt.Println("  *", m)
			}
			fmt.Println(s2.Drift.Diff, s2.Drift.Then)
		}
	}
}
