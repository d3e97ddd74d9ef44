package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"planwatch/reports"
)

// Report is one file of a pack that readers can take away.
type Report struct {
	Kind   string // of pack, "panel"
	Title  string // "Panel performance pack"
	Format string // "xlsx"
	File   string // path from the site's top, "reports/panel-2026-03-31.xlsx"
	Size   int64  // in bytes
	// AsAt and KnownAt are what the pack says of itself: "31 March 2026", "everything loaded".
	AsAt, KnownAt string
	Final         bool   // kept as it was given to the panel; a draft otherwise
	SHA256        string // of the content, in hexadecimal
	Content       []byte
}

// reportKind is a kind of pack with its editions.
type reportKind struct {
	Kind, Title string
	Editions    []edition
}

// edition is a pack of one date in all its formats.
type edition struct {
	ID string // of its heading
	Report
	Files []download
}

// download is a file with what its link says.
type download struct{ Report }

// reportKinds groups reports by kind, in the order given, and by date: what is final first, then the newest first.
// Files of one edition keep their order.
func reportKinds(all []Report) []reportKind {
	var out []reportKind
	for _, r := range all {
		at := slices.IndexFunc(out, func(k reportKind) bool { return k.Kind == r.Kind && k.Title == r.Title })
		if at < 0 {
			at, out = len(out), append(out, reportKind{Kind: r.Kind, Title: r.Title})
		}
		out[at].add(r)
	}
	for k := range out {
		slices.SortStableFunc(out[k].Editions, before)
		for e := range out[k].Editions {
			out[k].Editions[e].ID = fmt.Sprintf("report-%d-%d", k+1, e+1)
		}
	}
	return out
}

func (k *reportKind) add(r Report) {
	for e, have := range k.Editions {
		if have.Final == r.Final && have.AsAt == r.AsAt && have.KnownAt == r.KnownAt {
			k.Editions[e].Files = append(have.Files, download{r})
			return
		}
	}
	k.Editions = append(k.Editions, edition{Report: r, Files: []download{{r}}})
}

func before(x, y edition) int {
	if x.Final != y.Final {
		if x.Final {
			return -1
		}
		return 1
	}
	return cmp.Or(day(y.AsAt).Compare(day(x.AsAt)), moment(y.KnownAt).Compare(moment(x.KnownAt)))
}

// day reads the words of a reporting date back; what is none, as when nothing is loaded, is before all dates.
func day(words string) time.Time {
	t, _ := time.Parse("2 January 2006", words)
	return t
}

// moment reads the words of "known at" back; "everything loaded" is after all moments.
func moment(words string) time.Time {
	if t, err := time.Parse("2 January 2006 15:04 MST", words); err == nil {
		return t
	}
	return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
}

// Note is what the link says in brackets: the file's type and size.
func (d download) Note() string { return strings.ToUpper(d.Format) + ", " + reports.SizeWords(d.Size) }

// Saved says whether a browser shall keep the file rather than show it: all but what it shows well by itself.
func (d download) Saved() bool { return d.Format != "html" && d.Format != "pdf" }

// reportsPage adds the page of reports and the files that it leads to.
func (b *builder) reportsPage() {
	if len(b.options.Reports) == 0 {
		return
	}
	b.page("reports", page{
		Name: reportsFile, Title: "Reports", Description: "Packs of figures to read, print or work with, each with the day that its figures go to and whether it is final.",
		Crumbs: []crumb{{"Home", homeFile}}, Body: reportKinds(b.options.Reports),
	})
	for _, r := range b.options.Reports {
		b.add(r.File, r.Content, nil)
	}
}

// reportsFile is the page of reports.
const reportsFile = "reports.html"
