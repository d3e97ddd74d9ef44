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
	content, err := render(template, p)
	b.add(p.Name, content, err)
}

func (b *builder) homePage() {
	b.page("home", page{
		Name: homeFile, Title: b.pack.Title,
		Description: "What the indicators of the " + b.pack.Plan + " say, with figures to " + b.pack.AsAt + ".",
	})
}

func (b *builder) sectionPage(s reports.Section) {
	b.page("section", page{
		Name: "sections/" + s.Slug + ".html", Root: "../", Title: s.Title,
		Description: "The promises of the plan's section “" + s.Title + "” and the indicators set against them.",
		Crumbs:      []crumb{{"Home", "../index.html"}}, Body: s,
	})
}

func (b *builder) indicatorPage(s reports.Section, i *reports.Indicator) {
	b.page("indicator", page{
		Name: indicatorFile(i), Root: "../", Title: i.Question, TitleNote: i.ID,
		Description: noticed(i.Notice, i.Name+": "+i.Answer), Scripts: i.Chart != nil && len(i.Chart.Option) > 0,
		Crumbs: []crumb{{"Home", "../index.html"}, {s.Title, "../sections/" + s.Slug + ".html"}},
		Body:   indicatorView{Indicator: i, Siblings: s.Indicators()},
	})
}

// indicatorFile is the page of an indicator.
func indicatorFile(i *reports.Indicator) string { return "indicators/" + i.Slug + ".html" }

// plainPages are the pages about the site as a whole.
func (b *builder) plainPages() {
	home := []crumb{{"Home", "index.html"}}
	b.page("glossary", page{Name: "glossary.html", Title: "Glossary", Description: "What the words mean, where each definition comes from and how far it was checked.", Crumbs: home})
	b.page("sources", page{Name: "sources.html", Title: "Sources", Description: "The publications and returns that the figures come from, with every file and its SHA-256.", Crumbs: home})
	b.page("methods", page{Name: "methods.html", Title: "How the figures are worked out", Description: "How figures are compared with baselines and when a change is called a change.", Crumbs: home})
	b.page("accessibility", page{Name: "accessibility.html", Title: "Accessibility", Description: "What this site does so that everyone can use it, and what nobody has tested yet.", Crumbs: home})
	b.page("missing", page{Name: missingFile, Root: b.options.Base, Title: "Page not found", Description: "There is no page at this address."})
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
