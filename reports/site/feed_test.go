package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"planwatch/reports"
)

const deepAddress = "https://plan.example.org/wm/"

// datedPack is the small Pack with the days of its periods.
func datedPack() *reports.Pack {
	p := smallPack()
	days := [...][2]string{{"2025-01-01", "2025-03-31"}, {"2025-04-01", "2025-06-30"}, {"2025-07-01", "2025-09-30"}, {"2025-10-01", "2025-12-31"}}
	for _, i := range p.Sections[0].Indicators() {
		for n := range i.Rows {
			i.Rows[n].FirstDay, i.Rows[n].LastDay = days[n][0], days[n][1]
		}
	}
	return p
}

func publicPages(t *testing.T, p *reports.Pack, o Options) map[string][]byte {
	t.Helper()
	files, err := Pages(p, o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		if out[f.Name] != nil {
			t.Errorf("%s stands twice", f.Name)
		}
		out[f.Name] = f.Content
	}
	return out
}

func parseXML[T any](t *testing.T, content []byte) T {
	t.Helper()
	var v T
	if err := xml.Unmarshal(content, &v); err != nil {
		t.Fatalf("%v in\n%s", err, content)
	}
	return v
}

func TestFeed(t *testing.T) {
	all := publicPages(t, datedPack(), Options{BaseURL: deepAddress})
	golden(t, "feed.xml", string(all[feedFile]))
	f := parseXML[atomFeed](t, all[feedFile])
	for _, fault := range feedFaults(f, all) {
		t.Error(fault)
	}
	if len(f.Entries) != 2 {
		t.Fatalf("want an entry for each of the 2 indicators that have figures, found %d", len(f.Entries))
	}
	if strings.Contains(f.Entries[0].Summary, invented) || !strings.HasPrefix(f.Entries[1].Summary, invented) {
		t.Errorf("want the notice with invented figures only, found %q and %q", f.Entries[0].Summary, f.Entries[1].Summary)
	}
}

// TestFeedOrder has the newest period first; a later one whose figure is not known yet counts for nothing.
func TestFeedOrder(t *testing.T) {
	p := datedPack()
	burglary := p.Sections[0].Indicators()[0]
	burglary.Rows[3].State = "not available"
	f := parseXML[atomFeed](t, publicPages(t, p, Options{BaseURL: deepAddress})[feedFile])
	for n, want := range []string{"2025-12-31", "2025-09-30"} {
		if e := f.Entries[n]; e.Updated != want+"T00:00:00Z" || !strings.HasSuffix(e.ID, "/"+want) {
			t.Errorf("entry %d: want the period that ends %s, found %s of %s", n+1, want, e.ID, e.Updated)
		}
	}
}

// feedFaults are the things that RFC 4287 asks of every feed and that this one lacks.
func feedFaults(f atomFeed, all map[string][]byte) []string {
	var out []string
	fault := func(s string) { out = append(out, s) }
	if f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.XMLName.Local != "feed" {
		fault("is no Atom feed")
	}
	if f.ID == "" || f.Title == "" || f.Author.Name == "" {
		fault("lacks its id, title or author")
	}
	if !slices.Contains(f.Links, atomLink{"self", "application/atom+xml", deepAddress + feedFile}) {
		fault("does not say where it stands itself")
	}
	ids, newest := map[string]bool{}, ""
	for _, e := range f.Entries {
		if e.Title == "" || e.Summary == "" || !strings.HasPrefix(e.ID, "https://") || ids[e.ID] {
			fault("an entry lacks a title, a summary or an id of its own: " + e.ID)
		}
		ids[e.ID], newest = true, max(newest, e.Updated)
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
			fault("an entry has no date: " + e.ID)
		}
		if name, ok := strings.CutPrefix(e.Link.Href, deepAddress); !ok || all[name] == nil {
			fault("an entry leads nowhere: " + e.Link.Href)
		}
	}
	if f.Updated != newest {
		fault("was not updated with its newest entry")
	}
	return out
}

func TestFeedFaultsAreFound(t *testing.T) {
	faults := strings.Join(feedFaults(atomFeed{Updated: "now", Entries: []atomEntry{{ID: "x", Updated: "today"}}}, nil), "\n")
	for _, want := range []string{"no Atom feed", "id, title or author", "stands itself", "id of its own", "no date", "leads nowhere", "newest entry"} {
		if !strings.Contains(faults, want) {
			t.Errorf("the checks did not find: %s", want)
		}
	}
}

// TestFeedWithoutFigures has none: there would be no day on which it was updated.
func TestFeedWithoutFigures(t *testing.T) {
	p := smallPack()
	p.Sections = p.Sections[1:]
	for name, content := range publicPages(t, p, Options{BaseURL: deepAddress}) {
		if name == feedFile || bytes.Contains(content, []byte(feedFile)) {
			t.Errorf("%s: there is nothing to feed", name)
		}
	}
}

// TestHostileXML puts control characters and markup into every text: feed and site map stay well-formed.
func TestHostileXML(t *testing.T) {
	p := datedPack()
	poison(reflect.ValueOf(p), "\x00\x01\x0b\x1f\ufffe]]><x a=\"&'>", map[uintptr]bool{})
	for _, s := range p.Sections {
		for _, i := range s.Indicators() {
			for n := range i.Rows {
				i.Rows[n].State, i.Rows[n].FirstDay, i.Rows[n].LastDay = "known", "2025-10-01", "2025-12-31"
			}
		}
	}
	all := publicPages(t, p, Options{BaseURL: deepAddress})
	for _, name := range []string{feedFile, "sitemap.xml"} {
		d := xml.NewDecoder(bytes.NewReader(all[name]))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "x" {
				t.Errorf("%s: a text became an element", name)
			}
		}
	}
	if f := parseXML[atomFeed](t, all[feedFile]); !strings.Contains(f.Title, "]]><x a=") {
		t.Error("the attack does not show as text: the test proves nothing")
	}
}

func TestSitemap(t *testing.T) {
	all := publicPages(t, datedPack(), Options{BaseURL: deepAddress, Reports: smallReports()})
	golden(t, "sitemap.xml", string(all["sitemap.xml"]))
	want := map[string]bool{}
	for name := range all {
		if strings.HasSuffix(name, ".html") && name != missingFile && !strings.HasPrefix(name, "reports/") {
			want[name] = true
		}
	}
	for _, e := range parseXML[sitemap](t, all["sitemap.xml"]).Pages {
		name, ok := strings.CutPrefix(e.Address, deepAddress)
		if name == "" {
			name = homeFile
		}
		if !ok || !want[name] {
			t.Errorf("%s is no page of the site, or stands twice", e.Address)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("the site map lacks %s", name)
	}
}

// TestRobots is written at the top of a host only, where it counts.
func TestRobots(t *testing.T) {
	if _, ok := publicPages(t, datedPack(), Options{BaseURL: deepAddress})["robots.txt"]; ok {
		t.Error("robots.txt stands where nobody looks for it")
	}
	got := string(publicPages(t, datedPack(), Options{BaseURL: "https://plan.example.org/"})["robots.txt"])
	if want := "User-agent: *\nDisallow:\n\nSitemap: https://plan.example.org/sitemap.xml\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCards holds what each page tells other sites of itself.
func TestCards(t *testing.T) {
	all := publicPages(t, datedPack(), Options{BaseURL: deepAddress, Base: "/wm/"})
	for name, content := range all {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		page := parsePage(t, name, content)
		want := deepAddress + strings.TrimPrefix(name, homeFile)
		if name == missingFile {
			want = ""
		}
		links, about := told(page)
		if links["canonical"] != want || about["og:url"] != want {
			t.Errorf("%s: want the address %q, found %q and %q", name, want, links["canonical"], about["og:url"])
		}
		if !strings.HasSuffix(links["alternate"], feedFile) || !strings.Contains(wordsOf(page.root), "Feed of changes (Atom)") {
			t.Errorf("%s does not lead to the feed", name)
		}
		if image := about["og:image"]; image != "" && all[strings.TrimPrefix(image, deepAddress)] == nil {
			t.Errorf("%s: there is no picture %s", name, image)
		}
	}
	_, about := told(parsePage(t, "x", all["indicators/calls-answered.html"]))
	for key, want := range map[string]string{
		"og:site_name": "Example plan", "og:locale": "en_GB", "og:type": "website", "og:title": "Are calls answered in time?",
		"og:description": invented + ". Calls answered in time: 93.5% in October to December 2025. Trend: cannot judge: fewer than 13 points.",
		"og:image":       deepAddress + "charts/calls-answered.svg", "og:image:type": "image/svg+xml", "og:image:alt": invented + ". Line chart. Latest 93.5.",
	} {
		if about[key] != want {
			t.Errorf("%s: want %q, found %q", key, want, about[key])
		}
	}
	if _, about := told(parsePage(t, "x", all["indicators/joint-cases.html"])); about["og:image"] != "" {
		t.Errorf("a page without a chart shows the picture %s", about["og:image"])
	}
}

// told are a page's links by their relation and its Open Graph tags.
func told(p parsed) (links, about map[string]string) {
	links, about = map[string]string{}, map[string]string{}
	p.each(func(n *html.Node) {
		if rel, ok := attr(n, "rel"); ok && n.Data == "link" {
			links[rel], _ = attr(n, "href")
		}
		if property, ok := attr(n, "property"); ok {
			about[property], _ = attr(n, "content")
		}
	})
	return links, about
}

// TestOnlyLinesAreAdded holds that the site with an address is the one without, and lines that tell the address.
func TestOnlyLinesAreAdded(t *testing.T) {
	plain, public := publicPages(t, datedPack(), Options{}), publicPages(t, datedPack(), Options{BaseURL: "https://plan.example.org/"})
	var names []string
	for name, content := range public {
		if _, ok := plain[name]; !ok {
			names = append(names, name)
			continue
		}
		var kept []string
		for line := range strings.Lines(string(content)) {
			if !strings.Contains(line, `"og:`) && !strings.Contains(line, `rel="canonical"`) && !strings.Contains(line, feedFile) {
				kept = append(kept, line)
			}
		}
		if strings.Join(kept, "") != string(plain[name]) {
			t.Errorf("%s differs in more than the lines that tell the address", name)
		}
	}
	slices.Sort(names)
	if want := []string{feedFile, "robots.txt", "sitemap.xml"}; !slices.Equal(names, want) {
		t.Errorf("want %v beside the plain site, found %v", want, names)
	}
}
