package site

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
)

// sitemap is a list of pages for search engines, as sitemaps.org has it. It gives no dates: a page's figures have
// days, but nothing says when its text last changed.
type sitemap struct {
	XMLName xml.Name       `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Pages   []sitemapEntry `xml:"url"`
}

type sitemapEntry struct {
	Address string `xml:"loc"`
}

// forSearch adds the site map, and the file that tells search engines where it is. That one counts only at the top of a
// host; a site that stands deeper has to be named in the host's own.
func (b *builder) forSearch() {
	base := b.options.BaseURL
	if base == "" {
		return
	}
	slices.Sort(b.pages)
	var s sitemap
	for _, name := range b.pages {
		if name != missingFile {
			s.Pages = append(s.Pages, sitemapEntry{b.options.absolute(name)})
		}
	}
	content, err := xmlFile(s)
	b.add("sitemap.xml", content, err)
	if u, err := url.Parse(base); err == nil && u.Path == "/" {
		b.add("robots.txt", []byte("User-agent: *\nDisallow:\n\nSitemap: "+b.options.absolute("sitemap.xml")+"\n"), nil)
	}
}

// xmlFile writes a value as an XML file. Characters that XML can't hold become U+FFFD, as encoding/xml has it.
func xmlFile(v any) ([]byte, error) {
	content, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write XML: %w", err)
	}
	return slices.Concat([]byte(xml.Header), content, []byte("\n")), nil
}
