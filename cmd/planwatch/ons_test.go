package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// output runs planwatch as a process of its own and gives its standard output.
func output(tb testing.TB, args ...string) []byte {
	tb.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil {
		tb.Fatalf("planwatch %v: %v\n%s%s", args, err, out.Bytes(), errs.Bytes())
	}
	return out.Bytes()
}

// onsWorkbooks are the real workbooks of 2018 and 2019, when the shared material is beside the project.
func onsWorkbooks(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../../shared/corpus/real/ons-pfa-tables-*.xlsx")
	if err != nil || len(files) != 7 {
		t.Skipf("the seven ONS workbooks are not beside the project (found %d)", len(files))
	}
	return files
}

// TestRealWorkbook follows the published figure from the assessment back to its cell.
func TestRealWorkbook(t *testing.T) {
	files := onsWorkbooks(t)
	dir := filepath.Join(t.TempDir(), "w")
	output(t, "init", dir)
	output(t, append([]string{"load", "-C", dir}, files...)...)

	var assessed assessDocument
	if err := json.Unmarshal(output(t, "assess", "P1.4a", "-C", dir, "--as-at", "2018-03-31", "--json"), &assessed); err != nil {
		t.Fatal(err)
	}
	a := assessed.Assessments[0]
	if *a.Value != 233393 || *a.Period != "YE 2018-03" || a.Trend != "cannot judge: rolling totals are not tested" {
		t.Errorf("value %v, period %v, trend %q", *a.Value, *a.Period, a.Trend)
	}
	got := strings.TrimSpace(string(output(t, "trace", "P1.4a", "-C", dir, "--period", "year ending March 2018")))
	if want := "ons-pfa-tables-ye-mar2018-v2.xlsx!Table P1!C34"; got != want {
		t.Errorf("trace says %q, want %q", got, want)
	}
}

// TestOrderOfLoading loads the workbooks in many orders, one command each and all in one, and side by side: what
// assess says is the same bytes.
func TestOrderOfLoading(t *testing.T) {
	files := onsWorkbooks(t)
	assess := func(dir string) string {
		return string(output(t, "assess", "-C", dir, "--json")) + string(output(t, "assess", "-C", dir, "--json", "--area", "Merseyside", "P1.4a"))
	}
	fresh := func() string {
		dir := filepath.Join(t.TempDir(), "w")
		output(t, "init", dir)
		return dir
	}
	once := fresh()
	output(t, append([]string{"load", "-C", once}, files...)...)
	want := assess(once)
	if !strings.Contains(want, "262188") {
		t.Fatalf("the newest figure, 262,188 in YE 2019-09, is not there:\n%.400s", want)
	}

	order := append([]string(nil), files...)
	random := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		dir := fresh()
		for _, f := range order {
			output(t, "load", "-C", dir, f)
		}
		if got := assess(dir); got != want {
			t.Errorf("in the order %v assess says something else", order)
		}
	}

	together := fresh()
	var wg sync.WaitGroup
	for _, f := range files {
		wg.Go(func() { output(t, "load", "-C", together, f) })
	}
	wg.Wait()
	if got := assess(together); got != want {
		t.Error("loaded side by side assess says something else")
	}
}
