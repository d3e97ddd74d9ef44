package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"planwatch/data/store"
	"planwatch/ingest"
	"planwatch/ingest/inbox"
	"planwatch/ingest/layout"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// lookIntoInbox is the job inbox: it says what lies there. What has come to rest is work for the job load.
func lookIntoInbox(ctx context.Context, o *office) (outcome, error) {
	o.noticeQuarantine(nil)
	sight, err := o.look(ctx)
	if err != nil {
		return outcome{}, err
	}
	return outcome{words: sightWords(sight), changed: len(sight.Ready) > 0}, nil
}

func sightWords(s inbox.Sight) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{len(s.Ready), "to load"}, {len(s.Waiting), "still arriving"}, {len(s.Odd), "not taken"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	if len(parts) == 0 {
		return "the inbox is empty"
	}
	return strings.Join(parts, ", ")
}

// look looks into the inbox and hangs up notices about what it can't take. Where nobody looks again later it waits
// until files have come to rest.
func (o *office) look(ctx context.Context) (inbox.Sight, error) {
	o.looking.Lock()
	defer o.looking.Unlock()
	sight, err := o.box.Look(now())
	if err == nil && o.settle && len(sight.Waiting) > 0 {
		select {
		case <-ctx.Done():
			return inbox.Sight{}, ctx.Err()
		case <-time.After(o.box.Rest + 50*time.Millisecond):
		}
		sight, err = o.box.Look(now())
	}
	o.setAside(&sight)
	o.noticeInbox(sight, err)
	return sight, err
}

// takingPrefix is how ingest/inbox calls a file that it is just taking out of the inbox.
const takingPrefix = ".planwatch-taking-"

// setAside takes out of a sight what needs no load: what is loaded and could not be taken out of the inbox is odd until
// it changes, and what the job load is just taking out is none of a reader's business.
func (o *office) setAside(sight *inbox.Sight) {
	o.mu.Lock()
	defer o.mu.Unlock()
	sight.Ready = slices.DeleteFunc(sight.Ready, func(f inbox.File) bool {
		old := o.stuck[f.Path]
		if old == nil || !os.SameFile(old, f.Info) || old.Size() != f.Info.Size() || !old.ModTime().Equal(f.Info.ModTime()) {
			return false
		}
		sight.Odd = append(sight.Odd, inbox.Odd{Path: f.Path, Name: f.Name, Why: "it is loaded, and this user may not take it out of the inbox; give the right to write in that folder, or take it out by hand"})
		return true
	})
	if o.loading {
		sight.Odd = slices.DeleteFunc(sight.Odd, func(x inbox.Odd) bool { return strings.HasPrefix(filepath.Base(x.Path), takingPrefix) })
	}
}

// busy says that the job load is at work, until done is called.
func (o *office) busy() (done func()) {
	set := func(v bool) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.loading = v
	}
	set(true)
	return func() { set(false) }
}

// forget makes a file rest anew.
func (o *office) forget(f inbox.File) {
	o.looking.Lock()
	defer o.looking.Unlock()
	o.box.Forget(f.Path)
}

func (o *office) noticeInbox(sight inbox.Sight, err error) {
	if err != nil {
		o.board.set(kindInbox, []notice{{Subject: o.box.Dir, Text: "Returns can't be taken: " + sentence(err.Error()), Do: "Bring the folder back, for instance by mounting its share again. Nothing else is needed: it is looked for all the time."}})
		return
	}
	o.board.set(kindInbox, nil)
	var odd []notice
	for _, x := range sight.Odd {
		odd = append(odd, notice{Subject: x.Path, Text: fmt.Sprintf("In the inbox and not taken: %s.", x.Name), Do: capital(x.Why) + "."})
	}
	o.board.set(kindOdd, odd)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.counts = map[string]int{"ready": len(sight.Ready), "waiting": len(sight.Waiting), "odd": len(sight.Odd)}
}

// batch is how many returns are read before they are kept, so that memory does not grow with the inbox.
const batch = 50

// loadInbox is the job load: it loads what has come to rest in the inbox, and puts each file where it belongs. A file
// leaves the inbox last of all: whatever happens before, it is there to be taken again, and the store knows it.
func loadInbox(ctx context.Context, o *office) (outcome, error) {
	defer o.busy()()
	sight, err := o.look(ctx)
	if err != nil {
		return outcome{}, err
	}
	if len(sight.Ready) == 0 {
		o.noticeQuarantine(nil)
		return outcome{words: sightWords(sight)}, nil
	}
	plan, err := o.space.plan()
	if err != nil {
		return outcome{}, err
	}
	layouts, problems := o.space.layouts()
	if errs := problems.Errors(); len(errs) > 0 {
		return outcome{}, errs
	}
	in := &intake{office: o, read: func(name string, content []byte) kpi.Return {
		return ingest.Read(name, content, layouts, plan, ingest.Options{Limits: sheet.DefaultLimits()})
	}}
	for files := sight.Ready; len(files) > 0 && ctx.Err() == nil; files = files[min(batch, len(files)):] {
		if err := in.take(ctx, files[:min(batch, len(files))]); err != nil {
			if ctx.Err() == nil { // otherwise it says no more than that it was stopped
				in.errs = append(in.errs, err)
			}
			break
		}
	}
	o.noticeQuarantine(in.files)
	if ctx.Err() != nil {
		in.errs = append(in.errs, errStopped)
	}
	return in.outcome(), errors.Join(in.errs...)
}

var errStopped = errors.New("stopped; what is left is loaded at the next start")

// intake is one run of the job load.
type intake struct {
	office *office
	read   func(name string, content []byte) kpi.Return
	files  []fileRecord
	errs   []error
	loaded int
}

func (in *intake) outcome() outcome {
	counts := map[string]int{}
	for _, f := range in.files {
		counts[f.Became]++
	}
	var parts []string
	for _, became := range []string{"loaded", "already loaded", "refused", "left"} {
		if n := counts[became]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, became))
		}
	}
	return outcome{changed: in.loaded > 0, words: strings.Join(parts, ", "), files: in.files}
}

// note puts on record what became of a file; err is why it could not be put where it belongs.
func (in *intake) note(f inbox.File, sha256, became string, err error) {
	if err != nil {
		in.errs = append(in.errs, err)
	}
	in.files = append(in.files, fileRecord{f.Name, sha256, became})
}

// take reads some files, keeps what is good, and files all.
func (in *intake) take(ctx context.Context, files []inbox.File) error {
	var readable []inbox.File
	var places []int
	for _, f := range files {
		if f.TooLarge {
			in.refuse(f, kpi.Return{File: f.Name, Problems: []kpi.Problem{{
				File: f.Name, Code: "too-large",
				Message: fmt.Sprintf("want a return of at most %d MB, found one of %d MB", in.office.box.MaxSize>>20, f.Info.Size()>>20),
			}}}, nil)
			continue
		}
		readable, places = append(readable, f), append(places, len(places))
	}
	returns := make([]kpi.Return, len(readable))
	err := each(ctx, places, func(i int) error {
		content, err := readable[i].Read()
		if err != nil {
			returns[i] = kpi.Return{File: readable[i].Name, Problems: []kpi.Problem{unreadable(readable[i].Path, err)}}
			return nil
		}
		returns[i] = in.read(readable[i].Name, content)
		return nil
	})
	if err != nil || len(returns) == 0 {
		return err
	}
	results, err := in.keep(ctx, returns)
	if err != nil {
		return err
	}
	for i, l := range results {
		in.file(readable[i], l)
	}
	return nil
}

// keep stores what is good and notes revisions over the bound.
func (in *intake) keep(ctx context.Context, returns []kpi.Return) ([]loaded, error) {
	o := in.office
	s, err := o.space.openStore(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range returns {
		if r.Refused() {
			continue
		}
		d, err := s.Preview(ctx, r)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		o.noticeRevisions(r, d)
	}
	results, err := keepIn(ctx, s, returns)
	return results, errors.Join(err, s.Close())
}

// file puts one return where it belongs after loading.
func (in *intake) file(f inbox.File, l loaded) {
	o := in.office
	switch {
	case l.ret.SHA256 == "": // it went away, or changed since it was looked at: the next look tells
		in.note(f, "", "left", nil)
	case len(l.errors()) > 0:
		in.refuse(f, l.ret, l.errors())
	default:
		became := "loaded"
		if l.kept.Already {
			became = "already loaded"
		} else {
			in.loaded++
		}
		path, err := inbox.Archive(o.space.path(o.space.config.Archive), f, l.ret.SHA256, o.clock().In(london))
		if err != nil && path != "" && !errors.Is(err, inbox.ErrChanged) {
			o.mu.Lock()
			o.stuck[f.Path] = f.Info
			o.mu.Unlock()
			o.log.Warn("a loaded return can't be taken out of the inbox", "file", f.Name, "error", err.Error())
			err = nil
		}
		if errors.Is(err, inbox.ErrChanged) {
			err = nil // it is taken again once it rests
		}
		in.note(f, l.ret.SHA256, became, err)
	}
	o.forget(f)
}

// refuse puts a return into quarantine, with the report.
func (in *intake) refuse(f inbox.File, r kpi.Return, errs kpi.Problems) {
	o := in.office
	if errs == nil {
		errs = kpi.Problems(r.Problems).Errors()
	}
	_, err := inbox.Quarantine(o.space.path(o.space.config.Quarantine), f, inbox.Refusal{
		Problems: errs, SHA256: r.SHA256, At: o.clock().In(london), Limits: sheet.DefaultLimits(),
	})
	if errors.Is(err, inbox.ErrChanged) {
		in.note(f, r.SHA256, "left", nil)
	} else {
		in.note(f, r.SHA256, "refused", err)
	}
	o.forget(f)
}

// noticeQuarantine hangs up a notice for each refused return, until its folder is deleted or a return of its name has
// been loaded; just are the files of a run that is not on record yet.
func (o *office) noticeQuarantine(just []fileRecord) {
	root := o.space.path(o.space.config.Quarantine)
	entries, err := inbox.Quarantined(root)
	if err != nil {
		o.log.Error("the quarantine can't be read", "error", err.Error())
		return
	}
	mended := o.loadedSince()
	for _, f := range just {
		if f.Became == "loaded" || f.Became == "already loaded" {
			mended[f.Name] = o.clock()
		}
	}
	var list []notice
	for _, e := range entries {
		when, err := time.ParseInLocation(time.DateTime, e.When, london)
		if at, ok := mended[e.Name]; ok && err == nil && at.After(when) {
			continue
		}
		list = append(list, notice{
			Subject: e.Folder, Text: fmt.Sprintf("The return %s was refused: %s", e.Name, sentence(refusalWords(e))),
			Do: fmt.Sprintf("Read the report beside it in %s, have the return mended, and put it into the inbox again. This goes away when a return of that name is loaded, or when that folder is deleted.", e.Folder),
		})
	}
	o.board.set(kindQuarantine, list)
}

func refusalWords(e inbox.Entry) string {
	if e.Problems > 1 {
		return fmt.Sprintf("%s, the first: %s", countOf(e.Problems, "problem", "problems"), e.First)
	}
	return e.First
}

// loadedSince says when a file of each name was last loaded by a job.
func (o *office) loadedSince() map[string]time.Time {
	out := map[string]time.Time{}
	err := eachRun(o.journal.path, func(r runRecord) {
		for _, f := range r.Files {
			if f.Became == "loaded" || f.Became == "already loaded" {
				out[f.Name] = r.Ended
			}
		}
	})
	if err != nil {
		o.log.Warn("the record of runs can't be read", "error", err.Error())
	}
	return out
}

// noticeRevisions hangs up a notice when a return changes figures that hold by more than the bound.
func (o *office) noticeRevisions(r kpi.Return, d store.Diff) {
	var first string
	over := 0
	for _, c := range d.Changed {
		if c.Old.State != kpi.Known || c.New.State != kpi.Known || !beyond(c.Old.Value, c.New.Value, o.space.config.RevisionBound) {
			continue
		}
		if over++; over == 1 {
			first = fmt.Sprintf("%s, %s → %s (%s)", keyWords(c.New.Key), valueWords(c.Old), valueWords(c.New), c.New.Place.Address())
		}
	}
	if over == 0 {
		return
	}
	o.board.event(kindRevision, notice{
		Subject: r.SHA256,
		Text:    fmt.Sprintf("%s changes %s by more than %g%%: %s.", r.File, countOf(over, "figure", "figures"), o.space.config.RevisionBound, first),
		Do:      "It is loaded. If it is a mistake, find the load with planwatch status and take it out with planwatch withdraw; then planwatch notices --seen ID.",
	})
}

// beyond says whether a figure has changed by more than so many per cent of what it was.
func beyond(was, is, bound float64) bool {
	if was == 0 {
		return is != 0
	}
	return math.Abs(is-was) > math.Abs(was)*bound/100
}

// checkExpect wants the layouts that are expected among those that there are.
func (space *workspace) checkExpect(layouts []*layout.Layout) kpi.Problems {
	var names []string
	for _, l := range layouts {
		names = append(names, l.Name)
	}
	var out kpi.Problems
	for _, e := range space.config.Expect {
		found := false
		for _, n := range names {
			found = found || n == e.Layout
		}
		if !found {
			out = append(out, kpi.Problem{
				File: space.path(configName), Line: e.line, Column: e.column, Code: "unknown-layout",
				Message: fmt.Sprintf("expect: want the name of a layout, found %q%s", e.Layout, kpi.DidYouMean(e.Layout, names)),
			})
		}
	}
	return out
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
