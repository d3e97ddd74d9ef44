package main

import (
	"bytes"
	"encoding/csv"
	"time"
)

// Baselines are taken over 2024/25: the year before the plan began.
var (
	baselineFrom = at(2024, time.April)
	baselineTo   = at(2025, time.March)
)

// baselines is a CSV of what each measure was in 2024/25, from the figures before any was hidden: sums of twelve months
// for counts, the last month for what is counted at a month's end. A numerator stands beside its denominator.
func baselines(all []figures) []byte {
	byName := map[string]figures{}
	for _, f := range all {
		byName[f.slug] = f
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write([]string{"series", "area_code", "area", "period", "value", "denominator_series", "denominator"})
	for _, f := range all {
		of, paired := byName[f.of]
		for row, a := range f.rows() {
			record := []string{seriesID(f.slug), a.code, a.name, f.baselinePeriod(), f.baseline(row).text(), "", ""}
			if paired {
				record[5], record[6] = seriesID(of.slug), of.baseline(row).text()
			}
			w.Write(record)
		}
	}
	w.Flush() // writing to memory cannot fail
	return out.Bytes()
}

func seriesID(slug string) string { return "sample." + slug }

// rows are the areas that a measure has a baseline for: the force, then the councils.
func (f figures) rows() []area {
	if f.parts == nil {
		return []area{force}
	}
	return append([]area{force}, councils[:unassigned]...)
}

func (f figures) baselinePeriod() string {
	if f.monthEnd {
		return "2025-03"
	}
	return "2024/25"
}

// baseline is the figure for a row of rows: 0 is the force.
func (f figures) baseline(row int) cell {
	line := f.force
	if row > 0 {
		line = f.parts[row-1]
	}
	if f.monthEnd {
		return f.cell(line[baselineTo])
	}
	sum := int64(0)
	for m := baselineFrom; m <= baselineTo; m++ {
		sum += line[m]
	}
	return f.cell(sum)
}
