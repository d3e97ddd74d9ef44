package site

import (
	"html/template"
	"slices"
	"strings"

	"planwatch/reports"
)

// page is what the layout needs of any page. Body is what the page itself is about; pages about the whole Pack have
// none.
type page struct {
	Pack        *reports.Pack
	Name        string // from the site's top
	Root        string // from this page to the site's top: "" or "../"
	Title       string // the heading
	TitleNote   string // makes the title of the window unique, such as an indicator's id
	Description string
	Crumbs      []crumb
	Policy      string
	Contact     string
	Reports     bool   // the site has a page of reports
	Feed        string // the title of the site's feed; "" when there is none
	Card        *card  // nil without a public address
	Scripts     bool   // a chart of the page can be made interactive
	Document    bool   // everything is one file: links lead to places in it
	CSS         template.CSS
	Body        any
}

// crumb is one step of the way to a page.
type crumb struct{ Text, Address string }

// indicatorView is an indicator with what stands around it on its page.
type indicatorView struct {
	*reports.Indicator
	Siblings []*reports.Indicator // of its section, itself included, in the plan's order
}

// item is an indicator in a list of some page.
type item struct {
	*reports.Indicator
	Page page
}

// Item puts an indicator into a list.
func (p page) Item(i *reports.Indicator) item { return item{i, p} }

// figure is a chart on some page.
type figure struct {
	*reports.Chart
	Page page
}

// Figure puts a chart on the page.
func (p page) Figure(c *reports.Chart) figure { return figure{c, p} }

// IndicatorLink leads to an indicator.
func (p page) IndicatorLink(slug string) string {
	return p.link("indicators/"+slug+".html", "indicator-"+slug)
}

// SectionLink leads to a section.
func (p page) SectionLink(slug string) string {
	return p.link("sections/"+slug+".html", "section-"+slug)
}

// ObjectiveLink leads to a promise of the plan, on the page of its section.
func (p page) ObjectiveLink(sectionSlug, id string) string {
	return p.Root + "sections/" + sectionSlug + ".html#objective-" + id
}

// TermLink leads to an entry of the glossary.
func (p page) TermLink(id string) string { return p.link("glossary.html#term-"+id, "term-"+id) }

// SourceLink leads to the page of sources.
func (p page) SourceLink() string { return p.link("sources.html", "sources") }

func (p page) link(file, anchor string) string {
	if p.Document {
		return "#" + anchor
	}
	return p.Root + file
}

// Linker links terms where they are first used in a part of the page.
func (p page) Linker(terms []reports.Term) *linker { return newLinker(terms, p.TermLink) }

// With is the same page about something else: what a partial needs to write links from here.
func (p page) With(body any) page {
	p.Body = body
	return p
}

// navItem is one step of the navigation that all pages have.
type navItem struct {
	Text, Address string
	Current       bool
}

// Nav makes a step of the navigation.
func (p page) Nav(text, file string) navItem {
	return navItem{text, p.Root + file, p.Name == file}
}

// SortedGlossary is the glossary from A to Z.
func (p page) SortedGlossary() []reports.Term {
	out := slices.Clone(p.Pack.Glossary)
	slices.SortStableFunc(out, func(a, b reports.Term) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out
}
