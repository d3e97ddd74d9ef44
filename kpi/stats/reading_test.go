package stats

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// readReference reads one file of testdata; every value there comes from the field's own tools.
func readReference(t *testing.T, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// equal compares a number with a reference, where null is not defined.
func equal(t *testing.T, name string, got float64, want *float64) {
	t.Helper()
	if !same(got, float(want)) {
		t.Errorf("%s is %v, want %v", name, got, float(want))
	}
}

func floats(ps []*float64) []float64 {
	out := make([]float64, len(ps))
	for i, p := range ps {
		out[i] = float(p)
	}
	return out
}

func equalAll(t *testing.T, name string, got []float64, want []*float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", name, len(got), len(want))
	}
	for i := range got {
		if !same(got[i], float(want[i])) {
			t.Errorf("%s: row %d is %v, want %v", name, i, got[i], float(want[i]))
			return
		}
	}
}

// within compares lists on the scale of the largest of them: a remainder near 0 is a difference of large numbers.
func within(t *testing.T, name string, got, want []float64, scale float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", name, len(got), len(want))
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= 1e-9*scale) {
			t.Errorf("%s: row %d is %v, want %v", name, i, got[i], want[i])
			return
		}
	}
}
