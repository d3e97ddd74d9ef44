package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"planwatch/ingest/inbox/fetch"
)

// fetches says of each web address how asking it went.
func (d *doctor) fetches() {
	path := filepath.Join(d.space.path(stateName), fetchedName)
	var records fetch.Records
	content, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(content, &records)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) && len(d.space.config.Fetch) > 0 {
		d.say("fetch", isLook, fmt.Sprintf("What is remembered of web addresses can't be read from %s: %s.", path, unwrapped(err)), "Delete that file: everything is then fetched anew, and recognised.")
		return
	}
	for _, a := range d.space.config.Fetch {
		r, known := records[a.Key()]
		switch {
		case !known:
			d.well("fetch", "%s was not asked yet.", a)
		case r.Failing():
			d.say("fetch", isLook, fmt.Sprintf("%s can't be fetched since %s, and last failed at %s: %s. %s", a, clockWords(r.Since), clockWords(r.Failed), r.Says, lastWorked(r)), r.Do)
		case !r.Failed.IsZero():
			d.well("fetch", "%s last worked at %s, and last failed at %s: %s.", a, clockWords(r.Worked), clockWords(r.Failed), r.Says)
		default:
			d.well("fetch", "%s last worked at %s; it has never failed.", a, clockWords(r.Worked))
		}
	}
}
