package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"planwatch/kpi"
)

// TestWhatIsHiddenReachesNothing publishes two forces that differ in hidden figures alone: as many deaths more in one area
// and month as there are less in another. Every byte that comes out must be the same, whatever it was computed from:
// means, limits, charts and their drawings, rates, trends, words.
func TestWhatIsHiddenReachesNothing(t *testing.T) {
	at := func(w *world, area kpi.AreaCode, month int) kpi.Key {
		return kpi.Key{Series: "force.deaths", Area: area, Period: w.months[month]}
	}
	one, other := newWorld(t, 15), newWorld(t, 15)
	one.edition(t, "2026-07-15", nil)
	other.edition(t, "2026-07-15", map[kpi.Key]float64{
		at(other, "X-BOG", 0): 2, at(other, "X-CLAY", 0): 3, at(other, "X-BOG", 2): 1, at(other, "X-CLAY", 2): 4,
	})
	if one.csv() == other.csv() {
		t.Fatal("the two forces are the same: the test can't fail")
	}
	compared := 0
	for _, args := range [][]string{
		{"publish"}, {"publish", "--area", "X-BOG"}, {"pack", "panel", "--area", "X-BOG", "--format", "html"},
	} {
		dirs := [2]string{}
		for i, w := range []*world{one, other} {
			dirs[i] = filepath.Join(t.TempDir(), "out")
			output(t, append(args, "-C", w.dir, "--out", dirs[i])...)
		}
		compared += sameFiles(t, dirs[0], dirs[1])
	}
	for _, area := range worldAreas {
		a := output(t, "assess", "-C", one.dir, "--area", string(area), "--json")
		b := output(t, "assess", "-C", other.dir, "--area", string(area), "--json")
		if string(a) != string(b) {
			t.Errorf("assess of %s differs:\n%s\n%s", area, a, b)
		}
	}
	t.Logf("%d files are the same", compared)
}

// hash is the SHA-256 of the returns, which do differ.
var hash = regexp.MustCompile(`[0-9a-f]{64}`)

func sameFiles(t *testing.T, one, other string) (compared int) {
	t.Helper()
	err := filepath.WalkDir(one, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(one, path)
		a, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(other, name))
		if string(hash.ReplaceAll(a, nil)) != string(hash.ReplaceAll(b, nil)) {
			t.Errorf("%s differs", name)
		}
		compared++
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return compared
}
