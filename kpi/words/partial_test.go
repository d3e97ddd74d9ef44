package words

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestPartial loads an invented language that has little to say: the rest is said in English, and what is missing is
// known.
func TestPartial(t *testing.T) {
	c, err := load(fstest.MapFS{
		"cy/one.txt": {Data: []byte("# A few\nlanguage.tag = cy-GB\ntrend.improving = yn gwella\nnote.provisional.two = {n} ffigur\nnote.provisional.other = {n} o ffigurau\n")},
		"cy/two.txt": {Data: []byte("number.thousands = .\nnumber.decimal = ,\n")},
		"en/all.txt": {Data: []byte("trend.improving = not this\n")},
	}, "cy")
	if err != nil {
		t.Fatal(err)
	}
	for want, got := range map[string]string{
		"yn gwella":        c.Say("trend.improving"),
		"worsening":        c.Say("trend.worsening"),
		"2 ffigur":         c.Say("note.provisional", "n", 2),
		"1.234 o ffigurau": c.Say("note.provisional", "n", 1234),
		"-1.234.567,50":    c.Number("-1234567.50"),
		"1234.5":           c.Plain("1.234,5"),
		"cy-GB":            c.Tag(),
	} {
		if got != want {
			t.Errorf("want %q, found %q", want, got)
		}
	}
	missing := c.Missing()
	for key, want := range map[string]bool{"trend.improving": false, "note.provisional": false, "number.decimal": false, "trend.worsening": true, "note.missing": true} {
		if slices.Contains(missing, key) != want {
			t.Errorf("%s: want missing %v", key, want)
		}
	}
	if english.Missing() != nil {
		t.Errorf("English lacks %v", english.Missing())
	}
}

// TestNamesItsFile holds that a mistake in one of several files is found again.
func TestNamesItsFile(t *testing.T) {
	_, err := load(fstest.MapFS{"cy/a.txt": {Data: []byte("a = b")}, "cy/b.txt": {Data: []byte("# no\na = c")}}, "cy")
	if err == nil || !strings.Contains(err.Error(), "cy/b.txt:2:") {
		t.Errorf("want the file and line of the second key, found %v", err)
	}
}
