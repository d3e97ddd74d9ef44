package site

import (
	"errors"
	"io/fs"
	"sort"

	"planwatch/reports"
)

// builder gathers the files of one site, and what went wrong.
type builder struct {
	pack    *reports.Pack
	options Options
	layout  *layouter
	files   []File
	pages   []string    // names of the pages among them
	entries []atomEntry // of the feed; every page says whether there is one
	errs    []error
}

func (b *builder) add(name string, content []byte, err error) {
	if err != nil {
		b.errs = append(b.errs, err)
		return
	}
	b.files = append(b.files, File{name, content})
}

// page lays out one page and adds it.
func (b *builder) page(template string, p page) {
	p.Pack, p.Contact, p.Policy = b.pack, b.options.Contact, sitePolicy
	p.Reports, p.Card = len(b.options.Reports) > 0, b.card(p)
	if len(b.entries) > 0 {
		p.Feed = feedTitle(b.pack)
	}
	b.pages = append(b.pages, p.Name)
	content, err := b.layout.page(template, p)
	b.add(p.Name, content, err)
}

// say is what stands in the catalogue under a key.
func (b *builder) say(key string, pairs ...any) string { return b.pack.Words.Say(key, pairs...) }

// home is the first step of the way to a page, from which the site's top is at root.
func (b *builder) home(root string) crumb { return crumb{b.say("site.home"), root + homeFile} }

func (b *builder) homePage() {
	b.page("home", page{
		Name: homeFile, Title: b.pack.Title,
		Description: b.say("home.description", "plan", b.pack.Plan, "date", b.pack.AsAt),
	})
}

func (b *builder) sectionPage(s reports.Section) {
	b.page("section", page{
		Name: "sections/" + s.Slug + ".html", Root: "../", Title: s.Title,
		Description: b.say("section.description", "section", s.Title),
		Crumbs:      []crumb{b.home("../")}, Body: s,
	})
}

func (b *builder) indicatorPage(s reports.Section, i *reports.Indicator) {
	b.page("indicator", page{
		Name: indicatorFile(i), Root: "../", Title: i.Question, TitleNote: i.ID,
		Description: noticed(i.Notice, b.say("indicator.description", "name", i.Name, "answer", i.Answer)), Scripts: i.Chart != nil && len(i.Chart.Option) > 0,
		Crumbs: []crumb{b.home("../"), {s.Title, "../sections/" + s.Slug + ".html"}},
		Body:   indicatorView{Indicator: i, Siblings: s.Indicators()},
	})
}

// indicatorFile is the page of an indicator.
func indicatorFile(i *reports.Indicator) string { return "indicators/" + i.Slug + ".html" }

// plainPages are the pages about the site as a whole.
func (b *builder) plainPages() {
	home := []crumb{b.home("")}
	b.page("glossary", page{Name: "glossary.html", Title: b.say("glossary.title"), Description: b.say("glossary.description"), Crumbs: home})
	b.page("sources", page{Name: "sources.html", Title: b.say("sources.title"), Description: b.say("sources.description"), Crumbs: home})
	b.page("methods", page{Name: "methods.html", Title: b.say("methods.title"), Description: b.say("methods.description"), Crumbs: home})
	b.page("accessibility", page{Name: "accessibility.html", Title: b.say("access.title"), Description: b.say("access.description"), Crumbs: home})
	b.page("missing", page{Name: missingFile, Root: b.options.Base, Title: b.say("missing.title"), Description: b.say("missing.description")})
}

func (b *builder) assets() {
	err := fs.WalkDir(assets, assetRoot, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := assets.ReadFile(path)
		b.add("assets/"+d.Name(), content, err)
		return nil
	})
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

// sorted is the finished site, or everything that went wrong.
func (b *builder) sorted() ([]File, error) {
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	sort.Slice(b.files, func(i, j int) bool { return b.files[i].Name < b.files[j].Name })
	return b.files, nil
}
