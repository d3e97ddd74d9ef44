package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"planwatch/ingest/inbox/fetch"
)

// fetchedName is what is remembered of the web addresses, in the state folder. Without it everything is fetched anew,
// and recognised when it is loaded.
const fetchedName = "fetched.json"

// fetchAll is the job fetch: it asks each web address of the config for what is new, one after the other, and puts that
// into the inbox. An address that fails does not stop the others; one that can't be put into the inbox stops all.
func fetchAll(ctx context.Context, o *office) (outcome, error) {
	list := o.space.config.Fetch
	if len(list) == 0 {
		o.board.set(kindFetch, nil)
		return outcome{words: "no address to fetch from"}, nil
	}
	before, records := o.fetched(), fetch.Records{}
	for _, a := range list { // and not those that are no longer in the config
		if r, ok := before[a.Key()]; ok {
			records[a.Key()] = r
		}
	}
	run := fetching{office: o, records: records, counts: map[string]int{}}
	defer o.web.Client.CloseIdleConnections()
	for _, a := range list {
		if err := run.one(ctx, a); err != nil {
			if ctx.Err() != nil {
				err = errors.New("stopped; what is left is fetched the next time")
			}
			return run.outcome(), err
		}
	}
	return run.outcome(), nil
}

// fetching is one run of the job fetch.
type fetching struct {
	office  *office
	records fetch.Records
	counts  map[string]int
	files   []fileRecord
}

// one asks one address. What came of it is remembered before the next is asked.
func (r *fetching) one(ctx context.Context, a fetch.Address) error {
	o, at := r.office, r.office.clock().UTC()
	is, download, err := o.web.Get(ctx, a, r.records[a.Key()], o.box.Dir, at)
	var fault *fetch.Fault
	switch {
	case errors.As(err, &fault):
		r.counts["failed"]++
		r.files = append(r.files, fileRecord{Name: a.String(), Became: "failed"})
		o.log.Warn("an address can't be fetched", "address", a.String(), "says", fault.Says)
		is = is.FailedWith(fault, at)
	case err != nil:
		return err
	case download == nil:
		r.counts["unchanged"]++
	default:
		r.counts["new"]++
		r.files = append(r.files, fileRecord{Name: download.Name, SHA256: download.SHA256, Became: "fetched", From: a.String()})
	}
	r.records[a.Key()] = is
	o.noticeFetch(r.records)
	return o.keepState(fetchedName, r.records)
}

func (r *fetching) outcome() outcome {
	n := len(r.office.space.config.Fetch)
	var parts []string
	for _, what := range []string{"new", "unchanged", "failed"} {
		if r.counts[what] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", r.counts[what], what))
		}
	}
	return outcome{changed: r.counts["new"] > 0, words: countOf(n, "address", "addresses") + ": " + strings.Join(parts, ", "), files: r.files}
}

// fetched is what is remembered of web addresses.
func (o *office) fetched() fetch.Records {
	var records fetch.Records
	o.readState(fetchedName, &records)
	return records
}

// noticeFetch hangs up a notice for each address that did not work when it was last asked.
func (o *office) noticeFetch(records fetch.Records) {
	var list []notice
	for _, a := range o.space.config.Fetch {
		r := records[a.Key()]
		if !r.Failing() {
			continue
		}
		list = append(list, notice{
			Subject: a.String() + " " + a.Key()[:12], // two may differ in their query only, which is not shown
			Text:    fmt.Sprintf("%s can't be fetched since %s: %s. %s", a, clockWords(r.Since), r.Says, lastWorked(r)),
			Do:      r.Do + " To try it at once: planwatch run fetch",
		})
	}
	o.board.set(kindFetch, list)
}

func lastWorked(r fetch.Record) string {
	if r.Worked.IsZero() {
		return "It has never worked so far."
	}
	return fmt.Sprintf("It last worked at %s.", clockWords(r.Worked))
}
