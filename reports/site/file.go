package site

import (
	"errors"

	"planwatch/reports"
)

// File is one file of the site: its path from the site's top, with forward slashes, and its bytes.
type File struct {
	Name    string
	Content []byte
}

// Options are the few things that the site says and the Pack does not know.
type Options struct {
	// Contact is where readers can write: an e-mail address, or "" when the office has given none.
	Contact string
	// Base is the path that the site is served under, such as "/" or "/plan/". Only 404.html needs it, because a
	// server shows that page at any depth; with "" its links are relative like all others.
	Base string
	// BaseURL is the public address of the site, absolute with a slash at its end, such as
	// "https://plan.example.org/wm/". With it come a site map, a feed, and what search engines and other sites want to
	// know of each page; with "" the site has none of them and works under any address.
	BaseURL string
	// Reports are packs that readers can take away, listed on a page of their own.
	Reports []Report
}

// Pages writes the whole site of a Pack, sorted by name. A Pack that must not be published (two pages of one name, a
// chart that would run a script, an illustrative figure without its notice) is refused with every reason at once, and so
// are Options that would lead readers astray.
func Pages(p *reports.Pack, o Options) ([]File, error) {
	if err := errors.Join(check(p), checkOptions(p, o)); err != nil {
		return nil, err
	}
	b := &builder{pack: p, options: o, layout: newLayouter(p.Words)}
	b.entries = b.feedEntries()
	b.homePage()
	for _, s := range p.Sections {
		b.sectionPage(s)
		for _, i := range s.Indicators() {
			b.indicatorPage(s, i)
		}
	}
	b.plainPages()
	b.reportsPage()
	b.downloads()
	b.assets()
	b.feed()
	b.forSearch()
	return b.sorted()
}
