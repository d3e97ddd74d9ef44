package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"planwatch/ingest/inbox"
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
		sight.Odd = slices.DeleteFunc(sight.Odd, func(x inbox.Odd) bool { return inbox.BeingTaken(filepath.Base(x.Path)) })
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
