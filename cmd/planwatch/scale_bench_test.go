package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// BenchmarkAreas assesses 85 indicators for 8 areas from 120 months in a store, as a process of its own: from its start
// to its end, with its peak memory.
func BenchmarkAreas(b *testing.B) {
	run := scaleRun{Do: "fill", Path: filepath.Join(b.TempDir(), "store.duckdb"), Scale: scale{Forces: 1, Areas: 8, Indicators: 85, Months: 120}}
	run.inProcess(b)
	run.Do = "assess"
	peak := 0.0
	var did scaleRun
	for b.Loop() {
		did = run.inProcess(b)
		peak = max(peak, did.PeakMB)
	}
	b.ReportMetric(peak, "peak-MB")
	b.ReportMetric(did.Busy, "processor-s")
	b.ReportMetric(float64(did.Rows), "observations")
	b.ReportMetric(float64(did.Assessments), "assessments")
}

// TestScaleRun: the invented store holds what it should, and every area is assessed.
func TestScaleRun(t *testing.T) {
	run := scaleRun{Do: "fill", Path: filepath.Join(t.TempDir(), "store.duckdb"), Scale: scale{Forces: 3, Areas: 8, Indicators: 5, Months: 36, Parts: 2}}
	if r := run.inProcess(t); r.Rows != 8*5*36*3 {
		t.Errorf("%d rows were kept, want %d", r.Rows, 8*5*36*3)
	}
	run.Do = "assess"
	if r := run.inProcess(t); r.Rows != 8*5*36 || r.Assessments != 40 || r.Judged < 35 {
		t.Errorf("%d rows were read, %d assessments made and %d judged; want %d, 40 and nearly all", r.Rows, r.Assessments, r.Judged, 8*5*36)
	}
}

// Set by `make bench-scale`.
const (
	scaleEnv      = "PLANWATCH_SCALE"       // the largest number of forces
	scalePartsEnv = "PLANWATCH_SCALE_PARTS" // figures by breakdown beside each of the whole
)

// TestScale loads and assesses what all forces of England and Wales might have, at three sizes: 43 forces, 340 areas, 85
// indicators and 120 months are 3.5 million figures, with six parts beside each of the whole 24 million. It prints rows,
// seconds, peak memory and disk, and how time grows with rows.
func TestScale(t *testing.T) {
	forces, err := strconv.Atoi(os.Getenv(scaleEnv))
	if err != nil {
		t.Skipf("takes minutes: make bench-scale sets %s", scaleEnv)
	}
	parts, _ := strconv.Atoi(os.Getenv(scalePartsEnv)) // none unless it is set
	var rows, fill, assess []float64
	for _, share := range []int{4, 2, 1} {
		s := scale{Forces: (forces + share - 1) / share, Indicators: 85, Months: 120, Parts: parts}
		s.Areas = (s.Forces*340 + 42) / 43
		run := scaleRun{Do: "fill", Path: filepath.Join(t.TempDir(), "store.duckdb"), Scale: s}
		filled := run.inProcess(t)
		disk, err := os.Stat(run.Path)
		if err != nil {
			t.Fatal(err)
		}
		run.Do = "assess"
		did := run.inProcess(t)
		fmt.Printf("scale: %d forces, %d areas: %d rows; loaded in %.1f s (%.1f of processors), peak %.0f MB, %.0f MB on disk; %d assessments in %.1f s (%.1f), peak %.0f MB\n",
			s.Forces, s.Areas, filled.Rows, filled.Seconds, filled.Busy, filled.PeakMB, float64(disk.Size())/1e6, did.Assessments, did.Seconds, did.Busy, did.PeakMB)
		rows, fill, assess = append(rows, float64(filled.Rows)), append(fill, filled.Busy), append(assess, did.Busy)
	}
	fmt.Printf("scale: time of processors grows with rows to the power of %.2f (loading) and %.2f (assessing); 1 is linear\n", exponent(rows, fill), exponent(rows, assess))
}

// exponent fits seconds = constant × rows^exponent, by least squares of logarithms.
func exponent(rows, seconds []float64) float64 {
	var sx, sy, sxx, sxy float64
	for i := range rows {
		x, y := math.Log(rows[i]), math.Log(seconds[i])
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(rows))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

func TestExponent(t *testing.T) {
	if got := exponent([]float64{10, 100, 1000}, []float64{5, 50, 500}); math.Abs(got-1) > 1e-12 {
		t.Errorf("of a straight line %v, want 1", got)
	}
	if got := exponent([]float64{10, 100, 1000}, []float64{1, 100, 10000}); math.Abs(got-2) > 1e-12 {
		t.Errorf("of a square %v, want 2", got)
	}
}
