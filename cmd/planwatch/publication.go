package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"planwatch/data/store"
	"planwatch/reports/site"
)

// recordPublication puts on record what is published, from which loads and with which plan, so that what it rests on is
// never deleted. A store that this user may only read keeps no record.
func (r *reading) recordPublication(ctx context.Context, what, place string, files []site.File) error {
	s, err := r.space.openStore(ctx)
	if errors.Is(err, fs.ErrPermission) {
		return nil
	} else if err != nil {
		return err
	}
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s %s\n", checksum(f.Content), f.Name)
	}
	_, err = s.RecordPublication(ctx, store.Publication{
		At: now(), What: what, Place: filepath.Base(place), AsAt: r.asAt, KnownAt: r.knownAt,
		SHA256: hex.EncodeToString(h.Sum(nil)), Edition: version,
	}, r.inUse, r.plan.Files)
	return errors.Join(err, s.Close())
}
