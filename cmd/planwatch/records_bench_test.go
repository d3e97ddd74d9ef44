package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkLoadRecords has the program read invented searches of a year through the shipped layout, which counts them by
// month, ethnicity and outcome in DuckDB, and says what the process took: peak-MB grows with the file, which is held whole,
// and not with what is counted.
func BenchmarkLoadRecords(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "workspace")
	program(b, "init", dir)
	config := filepath.Join(dir, "planwatch.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		b.Fatal(err)
	}
	raised := bytes.Replace(text, []byte("content: 64MiB"), []byte("content: 512MiB"), 1)
	if bytes.Equal(raised, text) {
		b.Fatal("the config has no limit on the size of a file to raise")
	}
	if err := os.WriteFile(config, raised, 0o600); err != nil {
		b.Fatal(err)
	}
	for _, rows := range []int{200_000, 2_000_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "searches.csv")
			content := manySearches(rows)
			size := float64(len(content)) / 1e6
			if err := os.WriteFile(file, content, 0o600); err != nil {
				b.Fatal(err)
			}
			peak := 0.0
			for b.Loop() {
				peak = max(peak, program(b, "load", "-C", dir, "--dry-run", file))
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(size, "file-MB")
			b.ReportMetric(peak, "peak-MB")
		})
	}
}

// manySearches writes records of a year, invented, in the columns of data.police.uk.
func manySearches(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing\n")
	ethnicities := []string{"White", "Black", "Asian", "Other", ""}
	outcomes := []string{"Arrest", "A no further action disposal", "Community resolution", "Suspect arrested"}
	for i := range rows {
		fmt.Fprintf(&b, "Person search,2024-%02d-%02dT%02d:%02d:%02d+00:00,False,,52.%06d,-1.%06d,Male,18-24,,%s,,Controlled drugs,%s,,\n",
			1+i*12/rows, 1+i%28, i%24, i%60, i*7%60, i%999_983, i%999_979, ethnicities[i*31%5], outcomes[i*17%4])
	}
	return b.Bytes()
}
