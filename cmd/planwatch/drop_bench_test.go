package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkDropToPage times a return of the demo from its arrival in the inbox to its figure in the site's data, with
// the default rest: most of the time is spent on waiting until nobody writes to the file any more. The jobs' own times
// are from the record of runs.
func BenchmarkDropToPage(b *testing.B) {
	dir := publishedDemo(b, "log_level: info", fmt.Sprintf("inbox_rest: %s", defaultConfig().Rest))
	s := serveAt(b, dir, "")
	eventually(b, "it is ready", func() bool { code, _ := s.ask(b, s.site+"readyz"); return code == 200 })
	var total time.Duration
	n, began := 0, time.Now()
	for b.Loop() {
		name, content, tests := breathTests(n)
		dropped := time.Now()
		drop(b, dir, name, content)
		eventually(b, "the figure is on the site", func() bool {
			return strings.Contains(s.get(b, "data/breath-tests.csv"), fmt.Sprintf(",%d,", tests))
		})
		total += time.Since(dropped)
		n++
	}
	s.stop(b)
	took := map[string]time.Duration{}
	err := eachRun(filepath.Join(dir, stateName, journalName), func(r runRecord) {
		if r.Result == runDone && r.Started.After(began) {
			took[r.Job] += r.Ended.Sub(r.Started)
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	each := func(d time.Duration) float64 { return float64(d.Milliseconds()) / float64(n) }
	b.ReportMetric(0, "ns/op") // the same again
	b.ReportMetric(each(total), "ms")
	b.ReportMetric(float64(defaultConfig().Rest.Milliseconds()), "rest-ms")
	for _, job := range []string{"load", "assess", "publish"} {
		b.ReportMetric(each(took[job]), job+"-ms")
	}
}
