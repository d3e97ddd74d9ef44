package planfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"planwatch/kpi"
	catalogue "planwatch/kpi/words"
)

// The files of a plan folder, and the folder of the indicators in it.
const (
	planYAML      = "plan.yaml"
	glossaryYAML  = "glossary.yaml"
	areasYAML     = "areas.yaml"
	groupsYAML    = "groups.yaml"
	sourcesYAML   = "sources.yaml"
	breaksYAML    = "breaks.yaml"
	eventsYAML    = "events.yaml"
	codesYAML     = "codes.yaml"
	asksYAML      = "asks.yaml"
	changesYAML   = "changes.yaml"
	overridesYAML = "overrides.yaml"
	indicatorsDir = "indicators"
)

var knownFiles = []string{planYAML, glossaryYAML, areasYAML, groupsYAML, sourcesYAML, breaksYAML, eventsYAML, codesYAML, asksYAML, changesYAML, overridesYAML}

// Read reads the plan in the folder name of fsys ("." for fsys itself). It returns what could be read, which is
// complete only when the problems hold no error, and every problem in order of file, line and column. The files in
// problems are named by their paths in fsys.
func Read(fsys fs.FS, name string) (*kpi.Plan, kpi.Problems) { return ReadAfter(fsys, name, nil) }

// ReadAfter reads a plan of which an earlier edition has been published: what that counted or judged may have changed
// only with a reason in the register of changes. With published nil it is the same as Read.
func ReadAfter(fsys fs.FS, name string, published *kpi.Plan) (*kpi.Plan, kpi.Problems) {
	f := &folder{fsys: fsys, name: name, broken: map[string]bool{}}
	f.readAll()
	f.makeIndex()
	f.checkValues()
	f.checkPlan()
	f.checkLists()
	f.checkCodes()
	f.checkSeriesTies()
	f.checkRegisters()
	f.checkOverrides()
	for i := range f.indicators {
		for j := range f.indicators[i].Indicators {
			f.checkIndicator(&f.indicators[i], &f.indicators[i].Indicators[j])
		}
	}
	f.checkCoverage()
	f.checkWords()
	plan := f.build()
	f.checkChanges(published, plan)
	f.list.Sort()
	return plan, f.list
}

// folder is a plan folder as it is read: the shape of each file, what is wrong so far, and what can be referred to.
type folder struct {
	complaints
	fsys fs.FS
	name string
	// broken files have mistakes in their syntax: what they hold is not known, so that nothing is said to be missing
	// from them.
	broken map[string]bool
	texts  []kpi.PlanFile // of what was read
	words  *catalogue.Catalogue

	plan       planShape
	indicators []indicatorsShape
	glossary   glossaryShape
	areas      areasShape
	groups     groupsShape
	sources    sourcesShape
	breaks     breaksShape
	events     eventsShape
	codes      codesShape
	asks       asksShape
	changes    changesShape
	overrides  overridesShape

	known index
}

// readAll reads every file there is.
func (f *folder) readAll() {
	f.look()
	f.file(planYAML, &f.plan, true)
	f.file(glossaryYAML, &f.glossary, false)
	f.file(areasYAML, &f.areas, false)
	f.file(groupsYAML, &f.groups, false)
	f.file(sourcesYAML, &f.sources, false)
	f.file(breaksYAML, &f.breaks, false)
	f.file(eventsYAML, &f.events, false)
	f.file(codesYAML, &f.codes, false)
	f.file(asksYAML, &f.asks, false)
	f.file(changesYAML, &f.changes, false)
	f.file(overridesYAML, &f.overrides, false)
	for _, name := range f.indicatorFiles() {
		var shape indicatorsShape
		f.file(name, &shape, true)
		f.indicators = append(f.indicators, shape)
	}
}

// look complains of YAML files that nothing reads: a misspelt name would leave its content out without a word.
func (f *folder) look() {
	entries, err := fs.ReadDir(f.fsys, f.name)
	if err != nil {
		return // plan.yaml is missing then, which says it
	}
	for _, e := range entries {
		if !e.IsDir() && isYAML(e.Name()) && !slices.Contains(knownFiles, e.Name()) {
			f.add(unknownFile, place{f.path(e.Name()), 1, 1}, "want one of %s or %s/*.yaml, found %q%s",
				strings.Join(knownFiles, ", "), indicatorsDir, e.Name(), kpi.DidYouMean(e.Name(), knownFiles))
		}
	}
}

func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

// indicatorFiles lists the files of the indicators folder in order of name; those that end otherwise are left alone.
func (f *folder) indicatorFiles() []string {
	entries, err := fs.ReadDir(f.fsys, f.path(indicatorsDir))
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		switch name := path.Join(indicatorsDir, e.Name()); {
		case e.IsDir():
		case path.Ext(name) == ".yaml":
			out = append(out, name)
		case path.Ext(name) == ".yml":
			f.add(unknownFile, place{f.path(name), 1, 1}, "want a name that ends in .yaml, found %q", e.Name())
		}
	}
	return out
}

// file reads one file into its shape.
func (f *folder) file(name string, shape any, needed bool) {
	at := place{f.path(name), 1, 1}
	content, err := fs.ReadFile(f.fsys, at.File)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !needed:
		return
	case errors.Is(err, fs.ErrNotExist):
		f.broken[name] = true
		f.add(missingFile, at, "want a plan folder with %s, found none", name)
		return
	case err != nil:
		f.broken[name] = true
		f.add(missingFile, at, "can't read it: %v", reason(err))
		return
	}
	f.texts = append(f.texts, kpi.PlanFile{Name: name, Text: string(content)})
	before := len(f.list)
	root := f.parse(at.File, content)
	if root == nil && len(f.list) > before {
		f.broken[name] = true
		return
	}
	decoder{&f.complaints, at.File}.decode(root, shape)
}

// path is a file of the folder as problems name it.
func (f *folder) path(name string) string { return path.Join(f.name, name) }

// reason leaves the path out of a file error: the complaint's address has it.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return fmt.Sprint(err)
}
