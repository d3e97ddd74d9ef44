package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"planwatch/kpi"
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
	Day           kpi.Date  // that its figures go to; 0 when nothing was loaded
	Known         time.Time // zero: everything loaded
	Final         bool      // kept as it was given to the panel; a draft otherwise
	SHA256        string    // of the content, in hexadecimal
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

// download is a file to take away.
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
	return cmp.Or(cmp.Compare(y.Day, x.Day), y.until().Compare(x.until()))
}

// until is the moment up to which the pack knows: everything is after all moments.
func (r Report) until() time.Time {
	if r.Known.IsZero() {
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return r.Known
}

// Type is the file's type as a link names it.
func (d download) Type() string { return strings.ToUpper(d.Format) }

// Saved says whether a browser shall keep the file rather than show it: all but what it shows well by itself.
func (d download) Saved() bool { return d.Format != "html" && d.Format != "pdf" }

// reportsPage adds the page of reports and the files that it leads to.
func (b *builder) reportsPage() {
	if len(b.options.Reports) == 0 {
		return
	}
	b.page("reports", page{
		Name: reportsFile, Title: b.say("reports.title"), Description: b.say("reports.description"),
		Crumbs: []crumb{b.home("")}, Body: reportKinds(b.options.Reports),
	})
	for _, r := range b.options.Reports {
		b.add(r.File, r.Content, nil)
	}
}

// reportsFile is the page of reports.
const reportsFile = "reports.html"
