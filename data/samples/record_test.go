// Package samples_test holds the committed samples to what published/README.md says of them: their form, their sums,
// and, where the corpus is beside the project, the figures that they were transcribed from.
package samples_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

const header = "series,area_code,area,period,first_day,last_day,value,status,publisher,release,place"

// record is one row of a published sample; fields as header names them, file and line for complaints.
type record struct {
	file                                  string
	line                                  int
	series, areaCode, area, period        string
	firstDay, lastDay, value, status      string
	publisher, release, place, periodKind string
}

func (r record) at() string  { return fmt.Sprintf("%s:%d", r.file, r.line) }
func (r record) key() string { return strings.Join([]string{r.series, r.areaCode, r.period}, " ") }

// number is the value; a missing one is not asked for by any check of sums.
func (r record) number() float64 {
	v, err := strconv.ParseFloat(r.value, 64)
	if err != nil {
		panic(r.at() + ": " + err.Error())
	}
	return v
}

var (
	seriesID  = regexp.MustCompile(`^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$`)
	plain     = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)
	areaCode  = regexp.MustCompile(`^E[0-9]{8}$`)
	statuses  = map[string]bool{"final": true, "provisional": true, "revised": true}
	badInText = regexp.MustCompile(`(^|[ '"])/[a-z]+/|\n|\r`)
)

// readRecords reads a sample file and says everything that is wrong with its form.
func readRecords(file string, content []byte) (records []record, complaints []string) {
	complain := func(line int, format string, args ...any) {
		complaints = append(complaints, fmt.Sprintf("%s:%d: ", file, line)+fmt.Sprintf(format, args...))
	}
	if bytes.Contains(content, []byte("\r")) || !bytes.HasSuffix(content, []byte("\n")) || !bytes.HasPrefix(content, []byte(header+"\n")) {
		complain(1, "want lines that end in LF, the first of them %s", header)
		return nil, complaints
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		complain(1, "%v", err)
		return nil, complaints
	}
	seen := map[string]int{}
	for i, f := range rows[1:] {
		r := record{
			file: file, line: i + 2, series: f[0], areaCode: f[1], area: f[2], period: f[3], firstDay: f[4], lastDay: f[5],
			value: f[6], status: f[7], publisher: f[8], release: f[9], place: f[10],
		}
		for _, text := range formOf(&r) {
			complain(r.line, "%s", text)
		}
		if before, twice := seen[r.key()]; twice {
			complain(r.line, "%s is already on line %d", r.key(), before)
		}
		seen[r.key()] = r.line
		if n := len(records); n > 0 && !ordered(records[n-1], r) {
			complain(r.line, "not sorted by series, area and first day")
		}
		records = append(records, r)
	}
	return records, complaints
}

// formOf says what is wrong with the fields of one row, and sets its kind of period.
func formOf(r *record) (complaints []string) {
	wrong := func(ok bool, name, found string) {
		if !ok {
			complaints = append(complaints, fmt.Sprintf("%s: found %q", name, found))
		}
	}
	wrong(seriesID.MatchString(r.series), "want a series such as ho-prc.total", r.series)
	wrong(areaCode.MatchString(r.areaCode), "want an area code such as E23000014", r.areaCode)
	wrong(r.value == "" || plain.MatchString(r.value), "want a plain number or nothing", r.value)
	wrong(statuses[r.status], "want final, provisional or revised", r.status)
	for _, text := range []string{r.area, r.publisher, r.release, r.place} {
		wrong(text != "" && !badInText.MatchString(text), "want words on one line and no path of a machine", text)
	}
	kind, first, last := daysOf(r.period)
	r.periodKind = kind
	wrong(kind != "" && first == r.firstDay && last == r.lastDay,
		fmt.Sprintf("want the days of %s, %s to %s", r.period, first, last), r.firstDay+" to "+r.lastDay)
	return complaints
}

func ordered(a, b record) bool {
	if a.series != b.series {
		return a.series < b.series
	}
	if a.areaCode != b.areaCode {
		return a.areaCode < b.areaCode
	}
	return a.firstDay < b.firstDay
}

var (
	rePoint   = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	reMonth   = regexp.MustCompile(`^(YE )?(\d{4}-\d{2})$`)
	reYear    = regexp.MustCompile(`^(\d{4})/(\d{2})( Q([1-4]))?$`)
	isoFormat = "2006-01-02"
)

// daysOf reads a period as the samples write it. It knows nothing of package kpi: the samples are checked on their own.
func daysOf(period string) (kind, first, last string) {
	span := func(from time.Time, months int) (string, string) {
		return from.Format(isoFormat), from.AddDate(0, months, -1).Format(isoFormat)
	}
	if rePoint.MatchString(period) {
		return "point in time", period, period
	}
	if m := reMonth.FindStringSubmatch(period); m != nil {
		start, err := time.Parse("2006-01", m[2])
		if err != nil {
			return "", "", ""
		}
		if m[1] != "" {
			first, last = span(start.AddDate(0, -11, 0), 12)
			return "rolling year", first, last
		}
		first, last = span(start, 1)
		return "month", first, last
	}
	m := reYear.FindStringSubmatch(period)
	if m == nil {
		return "", "", ""
	}
	year, _ := strconv.Atoi(m[1])
	if fmt.Sprintf("%02d", (year+1)%100) != m[2] {
		return "", "", ""
	}
	start := time.Date(year, time.April, 1, 0, 0, 0, 0, time.UTC)
	if m[4] == "" {
		first, last = span(start, 12)
		return "financial year", first, last
	}
	quarter, _ := strconv.Atoi(m[4])
	first, last = span(start.AddDate(0, 3*(quarter-1), 0), 3)
	return "quarter", first, last
}

// published reads every sample file; what is wrong with their form is TestForm's to say.
func published(t *testing.T) map[string][]record {
	t.Helper()
	files, err := filepath.Glob("published/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples in published: %v", err)
	}
	all := map[string][]record{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)], _ = readRecords(file, content)
	}
	return all
}
