package words

import (
	"strings"
	"testing"
	"time"
)

func TestSay(t *testing.T) {
	c, err := Parse("en", "a = A day\nb.one = {n} figure of {what}\nb.other = {n} figures\n  of {what}\n# no words\n\nc = {x} and {x}\n")
	if err != nil {
		t.Fatal(err)
	}
	for want, got := range map[string]string{
		"A day":                   c.Say("a"),
		"1 figure of harm":        c.Say("b", "n", 1, "what", "harm"),
		"12,345 figures of harm":  c.Say("b", "what", "harm", "n", 12345),
		"-3 figures of {n}":       c.Say("b", "n", -3, "what", "{n}"),
		"1 and 1":                 c.Say("c", "x", 1),
		"⟨d⟩":                     c.Say("d"),
		"30 September 2019":       c.Date(time.Date(2019, 9, 30, 0, 0, 0, 0, time.UTC)),
		"March 2026":              (*Catalogue)(nil).Month(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)),
		"⟨float64⟩ and ⟨float64⟩": c.Say("c", "x", 1.5),
	} {
		if got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

// TestPlural holds that the forms are the language's own: Welsh has six.
func TestPlural(t *testing.T) {
	c, err := Parse("cy", "ci.zero = dim\nci.one = un\nci.two = dau\nci.few = tri\nci.many = chwech\nci.other = {n} o rai")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for n := range 8 {
		got = append(got, c.Say("ci", "n", n))
	}
	if want := "dim un dau tri 4 o rai 5 o rai chwech 7 o rai"; strings.Join(got, " ") != want {
		t.Errorf("said %q, want %q", got, want)
	}
	if c.Say("date.month-3") != "March" {
		t.Error("what Welsh leaves out is not said in English")
	}
}

func TestParseSaysWhichLine(t *testing.T) {
	for text, want := range map[string]string{
		"a = b\nno words":      "cy.txt:2",
		"a = b\n\na = c":       "cy.txt:3",
		"a key = with a blank": "cy.txt:1",
		" = nothing":           "cy.txt:1",
	} {
		if _, err := Parse("cy", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestIn(t *testing.T) {
	if c, err := In(Default); err != nil || !c.Has("date.month") {
		t.Errorf("no English: %v", err)
	}
	if _, err := In("xx"); err == nil || !strings.Contains(err.Error(), "en") {
		t.Errorf("an unknown language gives %v", err)
	}
}
