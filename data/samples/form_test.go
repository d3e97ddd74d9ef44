package samples_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestForm(t *testing.T) {
	files, _ := filepath.Glob("published/*.csv")
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		records, complaints := readRecords(file, content)
		for _, c := range complaints {
			t.Error(c)
		}
		if len(records) == 0 {
			t.Errorf("%s: no rows", file)
		}
	}
}

// A figure is in one file only, and a series never changes its kind of period: that would be a break inside a line.
func TestOneKindASeries(t *testing.T) {
	places, kinds := map[string]string{}, map[string]string{}
	for _, records := range published(t) {
		for _, r := range records {
			if other, twice := places[r.key()]; twice {
				t.Errorf("%s: %s is also at %s", r.at(), r.key(), other)
			}
			places[r.key()] = r.at()
			if kind, ok := kinds[r.series]; ok && kind != r.periodKind {
				t.Errorf("%s: %s is a %s, elsewhere a %s", r.at(), r.series, r.periodKind, kind)
			}
			kinds[r.series] = r.periodKind
		}
	}
}

// Each sample has the query that took it from its source beside it, and nothing else has.
func TestQueries(t *testing.T) {
	csvs, _ := filepath.Glob("published/*.csv")
	queries, _ := filepath.Glob("published/*.sql")
	if len(csvs) != len(queries) {
		t.Errorf("%d samples and %d queries", len(csvs), len(queries))
	}
	readme, err := os.ReadFile("published/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range csvs {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		query, err := os.ReadFile("published/" + name + ".sql")
		if err != nil {
			t.Error(err)
			continue
		}
		for _, c := range aboutQuery(name, string(query)) {
			t.Error(c)
		}
		if !strings.Contains(string(readme), "`"+name+".csv`") {
			t.Errorf("published/README.md does not name %s.csv", name)
		}
	}
}

var quotedPath = regexp.MustCompile(`'([^'\n]*/[^'\n]*\.(?:csv|parquet))'`)

func aboutQuery(name, query string) (complaints []string) {
	question, _, _ := strings.Cut(query, "\n--\n")
	if !strings.HasPrefix(question, "-- ") || !strings.HasSuffix(question, "?") {
		complaints = append(complaints, name+".sql: want a first comment that asks what the query answers")
	}
	if !strings.Contains(query, "to 'data/samples/published/"+name+".csv'") {
		complaints = append(complaints, name+".sql: want it to write "+name+".csv")
	}
	for _, path := range quotedPath.FindAllStringSubmatch(query, -1) {
		if !strings.HasPrefix(path[1], "../shared/corpus/") && !strings.HasPrefix(path[1], "data/samples/published/") {
			complaints = append(complaints, name+".sql: want paths from the root of the project, found "+path[1])
		}
	}
	return complaints
}

// Every check of form, once on a row that breaks it.
func TestFormCanFail(t *testing.T) {
	good := "ho-prc.total,E23000014,West Midlands,2012/13 Q1,2012-04-01,2012-06-30,42605,final,Home Office,Open data,Force\n"
	next := strings.NewReplacer("2012/13 Q1", "2012/13 Q2", "2012-04-01", "2012-07-01", "2012-06-30", "2012-09-30")
	if _, complaints := readRecords("x.csv", []byte(header+"\n"+good+next.Replace(good))); len(complaints) > 0 {
		t.Fatalf("good rows: %v", complaints)
	}
	for want, content := range map[string]string{
		"want lines that end in LF":   strings.ReplaceAll(header+"\n"+good, "\n", "\r\n"),
		"the first of them":           good,
		"already on line 2":           header + "\n" + good + good,
		"not sorted":                  header + "\n" + next.Replace(good) + good,
		"want a series":               header + "\n" + strings.Replace(good, "ho-prc.total", "Total crime", 1),
		"want an area code":           header + "\n" + strings.Replace(good, "E23000014", "WMP", 1),
		"want a plain number":         header + "\n" + strings.Replace(good, "42605", "-1", 1),
		"want final, provisional":     header + "\n" + strings.Replace(good, "final", "p", 1),
		"want words on one line":      header + "\n" + strings.Replace(good, "Open data", "/home/me/x.csv", 1),
		"want the days of 2012/13 Q1": header + "\n" + strings.Replace(good, "2012-06-30", "2012-07-01", 1),
		"want the days of 2012/14":    header + "\n" + strings.Replace(good, "2012/13 Q1", "2012/14", 1),
	} {
		_, complaints := readRecords("x.csv", []byte(content))
		if !strings.Contains(strings.Join(complaints, "\n"), want) {
			t.Errorf("want %q, found %q", want, complaints)
		}
	}
	for want, query := range map[string]string{
		"asks what the query answers": "copy (select 1) to 'data/samples/published/x.csv'",
		"want it to write x.csv":      "-- How many?\n--\ncopy (select 1) to 'data/samples/published/y.csv'",
		"want paths from the root":    "-- How many?\n--\ncopy (from '/home/me/a.parquet') to 'data/samples/published/x.csv'",
	} {
		if found := strings.Join(aboutQuery("x", query), "\n"); !strings.Contains(found, want) {
			t.Errorf("want %q, found %q", want, found)
		}
	}
}
