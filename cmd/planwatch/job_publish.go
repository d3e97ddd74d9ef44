package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// publication is what the job publish remembers of its last work.
type publication struct {
	Basis string `json:"basis"`
	Stamp string `json:"stamp"` // of what it wrote: another one means that somebody has published by hand since
}

const publicationName = "publication.json"

// publishAll is the job publish: it writes every pack in every format, and the site, when what they rest on has
// changed. What a reader meets is the old site or the new one, never half of each.
func publishAll(ctx context.Context, o *office) (outcome, error) {
	o.mu.Lock()
	assessed := o.assessed
	o.mu.Unlock()
	r, err := o.space.read(ctx, "", 0, time.Time{})
	if err != nil {
		return outcome{}, err
	}
	if words := r.exposedWords(); words != "" {
		o.log.Warn(words)
	}
	c := o.space.config
	siteDir, packDir := o.space.path(c.Site), o.space.path(c.Packs)
	recoverSite(siteDir)
	basis, err := r.publicationBasis(packDir)
	if err != nil {
		return outcome{}, err
	}
	var before publication
	o.readState(publicationName, &before)
	if _, err := os.Stat(filepath.Join(siteDir, siteMark)); err == nil && before.Basis == basis && before.Stamp == o.publicationStamp() {
		o.notePublished(assessed)
		return outcome{words: "nothing has changed since the last one"}, nil
	}
	var files []fileRecord
	for _, kind := range packKinds {
		written, err := r.writePacks(ctx, kind, packOptions{out: packDir, formats: formats()}, io.Discard)
		for _, path := range written {
			files = append(files, fileRecord{Name: path, Became: "written"})
		}
		if err != nil {
			return outcome{files: files}, err
		}
	}
	n, err := r.publish(ctx, siteDir, io.Discard)
	if err != nil {
		return outcome{files: files}, err
	}
	if basis, err = r.publicationBasis(packDir); err == nil { // the packs are new
		err = o.keepState(publicationName, publication{basis, o.publicationStamp()})
		o.notePublished(assessed)
	}
	return outcome{changed: true, files: files, words: fmt.Sprintf("%s and %s written, %s", countOf(len(files), "pack", "packs"), countOf(n, "page or file of the site", "pages and files of the site"), figuresTo(r.asAt))}, err
}

// notePublished remembers what the site rests on now.
func (o *office) notePublished(assessed string) {
	stamp := o.publicationStamp()
	o.mu.Lock()
	defer o.mu.Unlock()
	o.published, o.stamp = assessed, stamp
}

// publicationBasis is the fingerprint of what answers rest on, and of the packs that the site has a page for.
func (r *reading) publicationBasis(packDir string) (string, error) {
	basis, err := r.basis()
	if err != nil {
		return "", err
	}
	packs, err := keptPacks(packDir, r.plan.Words)
	if err != nil {
		return "", err
	}
	for _, p := range packs {
		basis += p.File + p.SHA256
	}
	return checksum([]byte(basis)), nil
}
