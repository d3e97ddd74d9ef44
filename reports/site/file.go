package site

import "planwatch/reports"

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
}

// Pages writes the whole site of a Pack, sorted by name. A Pack that must not be published (two pages of one name, a
// chart that would run a script, an illustrative figure without its notice) is refused with every reason at once.
func Pages(p *reports.Pack, o Options) ([]File, error) {
	if err := check(p); err != nil {
		return nil, err
	}
	b := &builder{pack: p, options: o}
	b.homePage()
	for _, s := range p.Sections {
		b.sectionPage(s)
		for _, i := range s.Indicators() {
			b.indicatorPage(s, i)
		}
	}
	b.plainPages()
	b.downloads()
	b.assets()
	return b.sorted()
}
