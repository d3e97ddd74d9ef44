package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// program runs planwatch as a process of its own and gives its peak memory in MB.
func program(tb testing.TB, args ...string) float64 {
	tb.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	if out, err := c.CombinedOutput(); err != nil {
		tb.Fatalf("planwatch %v: %v\n%s", args, err, out)
	}
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1024
}

// demo makes the demo's workspace.
func demo(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "workspace")
	program(tb, "init", dir, "--samples")
	var files []string
	for _, pattern := range []string{"samples/published/*.csv", "samples/illustrative/*.xlsx"} {
		found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			tb.Fatalf("no samples %s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	program(tb, append([]string{"load", "-C", dir}, files...)...)
	return dir
}

// BenchmarkDemo times the verbs over the demo's figures as whole processes, with their peak memory.
func BenchmarkDemo(b *testing.B) {
	dir := demo(b)
	for _, c := range []struct {
		name string
		args []string
	}{
		{"assess", []string{"assess", "-C", dir}},
		{"publish", []string{"publish", "-C", dir, "--out", filepath.Join(dir, "site")}},
		{"publish-again", []string{"publish", "-C", dir, "--out", filepath.Join(dir, "site")}},
		{"pack", []string{"pack", "panel", "-C", dir, "--out", filepath.Join(dir, "packs")}},
	} {
		b.Run(c.name, func(b *testing.B) {
			peak := 0.0
			for b.Loop() {
				if c.name != "publish-again" { // draw every chart anew
					if err := os.RemoveAll(filepath.Join(dir, drawingsName)); err != nil {
						b.Fatal(err)
					}
				}
				peak = max(peak, program(b, c.args...))
			}
			b.ReportMetric(peak, "peak-MB")
		})
	}
}
