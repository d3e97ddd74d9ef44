package site

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"planwatch/kpi"
)

// smallReports are two kinds of pack: a final and two drafts of the panel's, and a final one of another.
func smallReports() []Report {
	report := func(kind, title, format, file, asAt, knownAt string, final bool, size int) Report {
		content := []byte(strings.Repeat("x", size))
		sum := sha256.Sum256(content)
		return dated(Report{
			Kind: kind, Title: title, Format: format, File: "reports/" + file, Size: int64(size), AsAt: asAt, KnownAt: knownAt,
			Final: final, SHA256: hex.EncodeToString(sum[:]), Content: content,
		})
	}
	const panel, precept = "Panel performance pack", "Precept scrutiny pack"
	return []Report{
		report("panel", panel, "html", "panel-2025-12-31-draft.html", "31 December 2025", "everything loaded", false, 865_280),
		report("panel", panel, "xlsx", "panel-2025-12-31-draft.xlsx", "31 December 2025", "everything loaded", false, 1_258_291),
		report("panel", panel, "pdf", "panel-2025-09-30.pdf", "30 September 2025", "14 November 2025 09:00 UTC", true, 734_003),
		report("panel", panel, "xlsx", "panel-2025-09-30.xlsx", "30 September 2025", "14 November 2025 09:00 UTC", true, 512),
		report("panel", panel, "csv", "panel-2026-03-31-draft.csv", "31 March 2026", "everything loaded", false, 40_000),
		report("precept", precept, "docx", "precept-2025-12-31.docx", "31 December 2025", "20 January 2026 17:30 UTC", true, 20_480),
	}
}

// dated gives a report the days that its words are about.
func dated(r Report) Report {
	if day, err := time.Parse("2 January 2006", r.AsAt); err == nil {
		r.Day = kpi.DateOf(day.Date())
	}
	r.Known, _ = time.Parse("2 January 2006 15:04 MST", r.KnownAt)
	return r
}

func TestReportsPage(t *testing.T) {
	all := publicPages(t, smallPack(), Options{Contact: "office@example.org", Reports: smallReports()})
	page := parsePage(t, reportsFile, all[reportsFile])
	golden(t, "reports.txt", page.dump())
	faults := structureFaults(page)
	if fault := tagFault(all[reportsFile]); fault != "" {
		faults = append(faults, fault)
	}
	faults = append(faults, brokenLinks(page, all, map[string]map[string]bool{reportsFile: idsOf(page)})...)
	for _, fault := range faults {
		t.Error(fault)
	}
	for _, r := range smallReports() {
		if string(all[r.File]) != string(r.Content) {
			t.Errorf("%s is not what it was given as", r.File)
		}
	}
	links := map[string]bool{}
	for _, a := range page.all("a") {
		if href, _ := attr(a, "href"); strings.HasPrefix(href, "reports/") {
			if links[wordsOf(a)] {
				t.Errorf("two files have the link %q", wordsOf(a))
			}
			links[wordsOf(a)] = true
		}
	}
}

// TestReportsInNavigation leads to the reports from every page, before the glossary, where there are any.
func TestReportsInNavigation(t *testing.T) {
	for name, content := range publicPages(t, smallPack(), Options{Reports: smallReports()}) {
		if !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "reports/") {
			continue
		}
		var steps []string
		parsePage(t, name, content).each(func(n *html.Node) {
			if class, _ := attr(n, "class"); class == "pw-header__item" {
				steps = append(steps, wordsOf(n))
			}
		})
		if want := []string{"Indicators", "Reports", "Glossary", "Sources", "Methods"}; !slices.Equal(steps, want) {
			t.Errorf("%s: want %v, found %v", name, want, steps)
		}
	}
	for name, content := range publicPages(t, smallPack(), Options{}) {
		if strings.HasPrefix(name, "reports") || strings.Contains(string(content), reportsFile) {
			t.Errorf("%s: there are no reports", name)
		}
	}
}

// TestReportOrder puts final ones first, then the newest, and takes a moment for older than everything loaded.
func TestReportOrder(t *testing.T) {
	all := []Report{
		{AsAt: "nothing loaded", Format: "a"},
		{AsAt: "9 March 2026", KnownAt: "1 April 2026 10:00 UTC", Format: "b"},
		{AsAt: "31 December 2025", Final: true, Format: "c"},
		{AsAt: "9 March 2026", KnownAt: "everything loaded", Format: "d"},
		{AsAt: "10 March 2026", Format: "e"},
		{AsAt: "31 March 2025", Final: true, Format: "f"},
		{AsAt: "10 March 2026", Format: "g"},
		{AsAt: "9 March 2026", KnownAt: "20 March 2026 10:00 UTC", Format: "h"},
	}
	for i := range all {
		all[i] = dated(all[i])
	}
	kinds := reportKinds(all)
	var got []string
	for _, e := range kinds[0].Editions {
		for _, f := range e.Files {
			got = append(got, f.Format)
		}
	}
	if want := "c f e g d b h a"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// TestOptionsRefused shows each reason why nothing is published beside a Pack that is right itself.
func TestOptionsRefused(t *testing.T) {
	change := func(f func(*Report)) Options {
		r := smallReports()
		f(&r[0])
		return Options{Reports: r}
	}
	cases := []struct {
		code    string
		options Options
	}{
		{"bad-file", change(func(r *Report) { r.File = "panel.html" })},
		{"bad-file", change(func(r *Report) { r.File = "reports/../index.html" })},
		{"bad-file", change(func(r *Report) { r.File = "reports/deep/panel.html" })},
		{"bad-file", change(func(r *Report) { r.File = "reports/.panel.html" })},
		{"bad-file", change(func(r *Report) { r.File = `reports/a\b.html` })},
		{"bad-file", change(func(r *Report) { r.File = "/reports/panel.html" })},
		{"bad-file", change(func(r *Report) { r.File = "reports/panel" })},
		{"bad-file", change(func(r *Report) { r.File = "reports/pa nel.html" })},
		{"bad-file", change(func(r *Report) { r.File = "" })},
		{"same-file", change(func(r *Report) { r.File = "reports/panel-2025-09-30.xlsx" })},
		{"same-file", change(func(r *Report) { r.File = "reports/Panel-2025-09-30.xlsx" })},
		{"other-size", change(func(r *Report) { r.Size++ })},
		{"other-sha256", change(func(r *Report) { r.SHA256 = strings.Repeat("0", 64) })},
		{"bad-address", Options{BaseURL: "plan.example.org/"}},
		{"bad-address", Options{BaseURL: "ftp://plan.example.org/"}},
		{"bad-address", Options{BaseURL: "https:///wm/"}},
		{"bad-address", Options{BaseURL: "https://plan.example.org"}},
		{"bad-address", Options{BaseURL: "https://plan.example.org/wm"}},
		{"bad-address", Options{BaseURL: "https://plan.example.org/?x=/"}},
		{"bad-address", Options{BaseURL: "https://plan.example.org/#/"}},
		{"bad-address", Options{BaseURL: "https://me:secret@plan.example.org/"}},
		{"bad-address", Options{BaseURL: "https://plan.example.org/my plan/"}},
		{"bad-address", Options{BaseURL: "https://plan.example.org/%zz/"}},
		{"bad-day", Options{BaseURL: deepAddress}}, // the small Pack has indicators without days
	}
	for _, c := range cases {
		if _, err := Pages(smallPack(), c.options); err == nil || !strings.Contains(err.Error(), "["+c.code+"]") {
			t.Errorf("want [%s], found %v", c.code, err)
		}
	}
	both := change(func(r *Report) { r.Size++; r.SHA256 = "" })
	if _, err := Pages(smallPack(), both); err == nil || strings.Count(err.Error(), "site: ") != 2 {
		t.Errorf("want both reasons at once, found %v", err)
	}
}
