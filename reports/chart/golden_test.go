package chart

import (
	command "flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"planwatch/reports"
)

var update = command.Bool("update", false, "write the golden drawings anew")

// The golden drawings show, in review, what a change does to every chart: one with names at its lines, the same for
// a phone, one with a single point, and sparklines.
func TestGolden(t *testing.T) {
	dr := drawer(t)
	officers, one := yearly(), single()
	for _, c := range []*reports.Chart{&officers, &one} {
		if err := dr.Draw(c); err != nil {
			t.Fatal(err)
		}
	}
	var sparks []string
	for _, c := range cases() {
		sparks = append(sparks, string(Spark(reports.Spark{ID: "spark-" + c.ID, Alt: c.Title, Points: c.Points})))
	}
	for file, got := range map[string]string{
		"officers.svg": string(officers.SVG), "officers-narrow.svg": string(officers.Narrow), "single.svg": string(one.SVG),
		"single.json": string(one.Option), "sparks.txt": strings.Join(sparks, "\n"),
	} {
		golden(t, file, strings.ReplaceAll(got, "><", ">\n<")+"\n")
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is not what is drawn now; look at it (-look) and run with -update if it should be:\n%s", path, firstDifference(string(want), got))
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "want " + w[i] + "\nfound " + g[i]
		}
	}
	return "one is longer"
}

// Sparklines keep gaps, and the last point has the shape of its kind.
func TestSpark(t *testing.T) {
	c := gaps()
	svg := string(Spark(reports.Spark{ID: "s", Alt: "a & b", Points: c.Points}))
	if n := strings.Count(svg, "M"); n != 3 {
		t.Errorf("want three pieces of line between gaps, found %d: %s", n, svg)
	}
	if n := strings.Count(svg, `r="1.5"`); n != 1 {
		t.Errorf("want one lone point, found %d", n)
	}
	if !strings.Contains(svg, "a &amp; b") {
		t.Error("want the words escaped")
	}
	for kind, want := range map[reports.PointKind]string{
		reports.PointCommon: "<circle", reports.PointConcern: `L158 38.5L148 38.5Z`, reports.PointImprovement: "L153 38.5L147.5 33Z",
	} {
		v, low := 1.0, 0.0
		pts := []reports.Point{{Value: &v, Kind: reports.PointCommon}, {Value: &low, Kind: kind}}
		if kind == reports.PointConcern {
			want = "L158 37.5L148 37.5Z"
		}
		if svg := string(Spark(reports.Spark{Points: pts})); !strings.Contains(svg, want) {
			t.Errorf("%s: want %s in %s", kind, want, svg)
		}
	}
}
