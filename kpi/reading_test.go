package kpi

import (
	"math"
	"slices"
	"testing"
)

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"police": 2, "crime": 1, "offences": 3, "table": 2, "recorded": 3, "stopped": 1, "boxes": 2, "the": 1, "area": 2, "1,234": 1, "people": 2,
		"Commissioner's": 4, "houses": 2, "burglary": 3, "27": 1, "used": 1, "needed": 2, "queue": 1,
	} {
		if got := syllablesOf(word); got != want {
			t.Errorf("%s has %d syllables, counted %d", word, want, got)
		}
	}
}

// The formula by hand: two sentences of 4 words and 4 and 5 syllables.
func TestReadingAge(t *testing.T) {
	age, long := ReadingAge("The dog ran home. The cat sat under.", nil)
	want := 0.39*4 + 11.8*9/8 - 15.59 + 5
	if math.Abs(age-max(want, 0)) > 1e-9 || len(long) > 0 {
		t.Errorf("age %v, long words %v; want %v and none", age, long, want)
	}
	hard, long := ReadingAge("Disproportionality characterises investigatory authorisations throughout metropolitan jurisdictions.", nil)
	if hard <= 14 || !slices.Contains(long, "Disproportionality") {
		t.Errorf("a hard sentence has age %v, long words %v", hard, long)
	}
	with, _ := ReadingAge("We count residential burglary here.", nil)
	without, long := ReadingAge("We count residential burglary here.", []string{"burglary", "Residential burglary"})
	if without >= with || len(long) > 0 {
		t.Errorf("with its term left out the age is %v, before it was %v; long words %v", without, with, long)
	}
	if age, _ := ReadingAge("", nil); age != 0 {
		t.Errorf("no words have age %v", age)
	}
}
