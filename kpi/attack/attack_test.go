package attack

import (
	"slices"
	"testing"
)

// A total beside all but one of its areas tells that one.
func TestTotalBesideAllButOne(t *testing.T) {
	x := New()
	x.Shown("force", 60)
	x.Shown("A", 40)
	x.Shown("B", 17)
	x.Range("C", 1, 4)
	x.Adds("force", "A", "B", "C")
	told(t, x, []string{"C"}, "C = 3")
}

// A rate that is printed with enough digits tells its count.
func TestThroughARate(t *testing.T) {
	x := New()
	x.Shown("people", 12000)
	x.Range("deaths", 1, 4)
	x.Ratio("deaths", "people", 1000, 0.245, 0.255) // printed as 0.25
	told(t, x, []string{"deaths"}, "deaths = 3")
}

// Two sums that share a hidden figure tell it though each has two: only elimination finds that.
func TestThroughTwoSums(t *testing.T) {
	x := New()
	for _, name := range []string{"a", "b", "c"} {
		x.Range(name, 0, 1000)
	}
	x.Shown("ab", 105)
	x.Shown("bc", 203)
	x.Shown("ac", 202)
	x.Adds("ab", "a", "b")
	x.Adds("bc", "b", "c")
	x.Adds("ac", "a", "c")
	told(t, x, []string{"a", "b"}, "a = 52", "b = 53")
}

// The mean of points of which one is hidden tells it.
func TestThroughAMean(t *testing.T) {
	x := New()
	x.Shown("jan", 10)
	x.Shown("feb", 12)
	x.Range("mar", 1, 4)
	x.Between(3*8.3, 3*8.4, nil, []string{"jan", "feb", "mar"}) // printed as 8.3
	told(t, x, []string{"mar"}, "mar = 3")
}

// Two hidden figures of a sum stay hidden, unless only their smallest values fit.
func TestTwoHidden(t *testing.T) {
	x := New()
	x.Shown("force", 66)
	x.Shown("A", 50)
	x.Range("B", 5, 1000)
	x.Range("C", 1, 4)
	x.Adds("force", "A", "B", "C")
	told(t, x, []string{"B", "C"})

	x.Shown("force2", 2)
	x.Range("D", 1, 4)
	x.Range("E", 1, 4)
	x.Adds("force2", "D", "E")
	told(t, x, []string{"B", "C", "D", "E"}, "D = 1", "E = 1")
}

func TestNothingFits(t *testing.T) {
	x := New()
	x.Shown("force", 2)
	x.Shown("A", 3)
	x.Adds("force", "A")
	if err := x.Solve(); err == nil {
		t.Error("a force of 2 with an area of 3 fits")
	}
}

func told(t *testing.T, x *Table, names []string, want ...string) {
	t.Helper()
	if err := x.Solve(); err != nil {
		t.Fatal(err)
	}
	if got := x.Told(names); !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}
