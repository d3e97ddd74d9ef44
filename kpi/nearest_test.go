package kpi

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"title", "direction", "Coventry", "Walsall", "residential burglary"}
	for word, want := range map[string]string{
		"titel": "title", "direktion": "direction", "COVENTRY ": "Coventry", "Convetry": "Coventry",
		"Residential  burglery": "residential burglary", "zebra": "", "": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
