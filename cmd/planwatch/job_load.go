package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"planwatch/ingest"
	"planwatch/ingest/inbox"
	"planwatch/ingest/inbox/fetch"
	"planwatch/kpi"
)

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
	shapes := o.space.shapes()
	in := &intake{office: o, plan: plan, fetched: o.fetched(), shapes: shapes, read: func(name string, content []byte) kpi.Return {
		r, shape := ingest.ReadShape(name, content, layouts, plan, ingest.Options{
			Limits: o.space.config.Limits, Parquet: parquetReader(ctx), Count: recordCounter(ctx), Shapes: shapes.was,
		})
		shapes.note(r.SHA256, shape)
		return r
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
	office  *office
	plan    *kpi.Plan
	fetched fetch.Records
	shapes  *shapeBook
	read    func(name string, content []byte) kpi.Return
	files   []fileRecord
	errs    []error
	loaded  int
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
	in.files = append(in.files, fileRecord{Name: f.Name, SHA256: sha256, Became: became, From: in.fetched.From(sha256, f.Name)})
}

// take reads some files, keeps what is good, and files all.
func (in *intake) take(ctx context.Context, files []inbox.File) error {
	var readable []inbox.File
	var places []int
	for _, f := range files {
		if f.TooLarge {
			in.refuse(f, "", kpi.Problems{{
				File: f.Name, Code: "too-large",
				Message: fmt.Sprintf("want a return of at most %s, found one of %s; split it, or raise limits.content in %s", byteText(in.office.box.MaxSize), roughSize(f.Info.Size()), configName),
			}})
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
	if err := in.shapes.remember(results); err != nil {
		in.office.log.Warn(err.Error())
	}
	for i, l := range results {
		in.file(readable[i], l)
	}
	return nil
}

// keep checks the returns, stores what is good, and notes revisions over the bound and what was doubted.
func (in *intake) keep(ctx context.Context, returns []kpi.Return) ([]loaded, error) {
	o := in.office
	s, err := o.space.openStore(ctx)
	if err != nil {
		return nil, err
	}
	today := kpi.DateOf(o.clock().In(london).Date())
	if returns, err = o.space.checkReturns(ctx, s, in.plan, returns, today); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	for _, r := range returns {
		if r.Refused() {
			continue
		}
		d, err := s.Preview(ctx, r)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		o.noticeRevisions(in.plan, r, d)
	}
	results, err := keepIn(ctx, s, returns)
	for _, l := range results {
		o.noticeWarnings(in.plan, l)
	}
	return results, errors.Join(err, s.Close())
}

// file puts one return where it belongs after loading.
func (in *intake) file(f inbox.File, l loaded) {
	o := in.office
	switch {
	case l.ret.SHA256 == "": // it went away, or changed since it was looked at: the next look tells
		in.note(f, "", "left", nil)
	case l.ret.Failed != nil: // the return may be good: it is tried again, and the job's notice says why
		in.note(f, l.ret.SHA256, "left", fmt.Errorf("%s stays in the inbox, as the machine can't read it now: %w", f.Name, l.ret.Failed))
	case len(l.errors()) > 0:
		in.refuse(f, l.ret.SHA256, l.errors())
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

// refuse puts a return into quarantine, with the report. Where that can't be done it is left.
func (in *intake) refuse(f inbox.File, sha256 string, errs kpi.Problems) {
	o := in.office
	_, err := inbox.Quarantine(o.space.path(o.space.config.Quarantine), f, inbox.Refusal{
		Problems: errs, SHA256: sha256, At: o.clock().In(london), Limits: o.space.config.Limits, From: in.fetched.From(sha256, f.Name), Moved: movedFor(in.shapes.drift(sha256)),
	})
	became := "refused"
	if err != nil {
		became = "left"
	}
	if errors.Is(err, inbox.ErrChanged) {
		err = nil // it is taken again once it rests
	}
	in.note(f, sha256, became, err)
	o.forget(f)
}
