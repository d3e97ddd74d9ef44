package site

import (
	"encoding/xml"
	"slices"
	"strings"

	"planwatch/kpi"
	"planwatch/reports"
)

// feedFile is where the feed stands.
const feedFile = "feed.xml"

// atomFeed is what the figures say, for feed readers (Atom, RFC 4287). An entry is an indicator at its latest period:
// a new period makes a new entry.
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Language string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomAuthor  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feedEntries are the entries of the feed, the newest period first, then in the plan's order. There are none without a public
// address: ids and links of a feed must be absolute.
func (b *builder) feedEntries() []atomEntry {
	var out []atomEntry
	if b.options.BaseURL == "" {
		return nil
	}
	for _, s := range b.pack.Sections {
		for _, i := range s.Indicators() {
			if r, ok := latestRow(i); ok {
				out = append(out, b.feedEntry(i, r))
			}
		}
	}
	slices.SortStableFunc(out, func(x, y atomEntry) int { return strings.Compare(y.Updated, x.Updated) })
	return out
}

// feedEntry has for its id the page's address and the days of the period, and for its date the period's last day:
// the day of publishing is a clock's, and what the same figures give must be the same bytes.
func (b *builder) feedEntry(i *reports.Indicator, latest reports.Row) atomEntry {
	address := b.options.absolute(indicatorFile(i))
	return atomEntry{
		ID: address + "#" + latest.FirstDay + "/" + latest.LastDay, Title: i.Question, Updated: latest.LastDay + "T00:00:00Z",
		Link: atomLink{"alternate", "text/html", address}, Summary: noticed(i.Notice, i.Answer),
	}
}

// latestRow is the last figure that is known, the one that an indicator's answer is about.
func latestRow(i *reports.Indicator) (reports.Row, bool) {
	for _, r := range slices.Backward(i.Rows) {
		if r.State == kpi.Known.String() {
			return r, true
		}
	}
	return reports.Row{}, false
}

// feed adds the feed. Its author is the site, by its name: nothing in a Pack says that the body whose plan it is wrote
// a word of it. What stands on every page stands in its subtitle.
func (b *builder) feed() {
	if len(b.entries) == 0 {
		return // a feed must say when it was updated, and there is nothing to tell it from
	}
	own := b.options.absolute(feedFile)
	content, err := xmlFile(atomFeed{
		Language: b.pack.Words.Tag(), ID: own, Title: feedTitle(b.pack), Subtitle: strings.Join(b.pack.Notices, " · "),
		Updated: b.entries[0].Updated, Author: atomAuthor{b.pack.Short},
		Links:   []atomLink{{"self", "application/atom+xml", own}, {"alternate", "text/html", b.options.absolute(homeFile)}},
		Entries: b.entries,
	})
	b.add(feedFile, content, err)
}

func feedTitle(p *reports.Pack) string { return p.Words.Say("feed.title", "site", p.Short) }
