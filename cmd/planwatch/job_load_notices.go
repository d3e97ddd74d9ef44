package main

import (
	"fmt"
	"math"
	"time"

	"planwatch/data/store"
	"planwatch/ingest/inbox"
	"planwatch/kpi"
)

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
			Subject: e.Folder, Text: fmt.Sprintf("The return %s was refused: %s%s", e.Name, sentence(refusalWords(e)), fetchedWords(e)),
			Do: fmt.Sprintf("Read the report beside it in %s, have the return mended, and put it into the inbox again. This goes away when a return of that name is loaded, or when that folder is deleted.", e.Folder),
		})
	}
	o.board.set(kindQuarantine, list)
}

// fetchedWords says where a refused return was fetched from.
func fetchedWords(e inbox.Entry) string {
	if e.From == "" {
		return ""
	}
	return " It was fetched from " + e.From + "."
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
func (o *office) noticeRevisions(plan *kpi.Plan, r kpi.Return, d store.Diff) {
	var first string
	over := 0
	for _, c := range d.Changed {
		if c.Old.State != kpi.Known || c.New.State != kpi.Known || !beyond(c.Old.Value, c.New.Value, o.space.config.RevisionBound) {
			continue
		}
		if over++; over == 1 {
			first = fmt.Sprintf("%s, %s → %s (%s)", keyWords(c.New.Key), valueWords(c.Old), valueWords(c.New), c.New.Place.Address())
			if _, source, ok := plan.Series(c.New.Key.Series); ok && source.Notice != "" {
				first += "; " + source.Notice
			}
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
