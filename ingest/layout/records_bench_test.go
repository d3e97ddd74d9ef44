package layout

import (
	"bytes"
	"fmt"
	"testing"

	"planwatch/ingest/sheet"
)

// searchLayout counts records by area, ethnicity and outcome, as data.police.uk has them.
const searchLayout = `
layout: searches
fits:
  - sheet: csv
    row: [Type, Date, Outcome]
edition: none
tables:
  - sheet: csv
    records: {count: true, by: {ethnicity: Officer-defined ethnicity, outcome: Outcome}}
    area: {fixed: E23000014}
    period: {column: Date, kind: month}
    series:
      where:
        test.burglary: all
        test.robbery: {Outcome: [Arrest, Suspect arrested]}
        test.homicide: {Type: {not: Person search}, Outcome: Arrest}
`

// searches writes records of a year, invented, in the publisher's columns.
func searches(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("Type,Date,Part of a policing operation,Latitude,Longitude,Gender,Age range,Officer-defined ethnicity,Object of search,Outcome\n")
	ethnicity := []string{"White", "Black", "Asian", "Other", ""}
	outcome := []string{"Arrest", "A no further action disposal", "Community resolution", "Suspect arrested"}
	for i := range rows {
		fmt.Fprintf(&b, "Person search,2024-%02d-%02dT%02d:%02d:%02d+00:00,False,52.%06d,-1.%06d,Male,18-24,%s,Controlled drugs,%s\n",
			1+i*12/rows, 1+i%28, i%24, i%60, i*7%60, i%999983, i%999979, ethnicity[i*31%5], outcome[i*17%4])
	}
	return b.Bytes()
}

// BenchmarkRecords reads record-level rows into monthly counts by ethnicity and outcome.
func BenchmarkRecords(b *testing.B) {
	const rows = 200_000
	content := searches(rows)
	l := mustRead(b, searchLayout)
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		book, err := sheet.Open("searches.csv", content, sheet.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		pages := NewPages(book)
		pages.CountWith(countInDuckDB)
		r := l.Extract(pages, testPlan())
		if len(r.Problems) > 0 || len(r.Observations) < 12*5*4*3 {
			b.Fatalf("%d figures, %v", len(r.Observations), r.Problems)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
