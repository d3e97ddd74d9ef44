package layout

// status reads the column that says how final the row's figures are; blank is final.
func (w *walk) status(f *figures) bool {
	if w.c.status == 0 {
		return true
	}
	found := w.text(f.row, w.c.status)
	if found == "" {
		return true
	}
	m, ok := w.t.status.words.find(found)
	if !ok {
		w.x.each(w.p, f.row, w.c.status, "unknown-status", "want one of %s, found %q%s", quoted(w.t.status.words.names), clipped(found), w.t.status.words.nearest(found))
		return false
	}
	f.marks |= m
	return true
}

// source reads where a transcribed value was copied from, which must be said.
func (w *walk) source(f *figures) bool {
	if w.t.transcribed == nil {
		return true
	}
	ok := true
	for _, part := range []struct {
		col  int
		what string
		to   *string
	}{
		{w.c.publisher, "the publisher", &f.place.Publisher},
		{w.c.release, "the release", &f.place.Release},
		{w.c.where, "the place in the release", &f.place.Where},
	} {
		if *part.to = w.text(f.row, part.col); *part.to == "" {
			w.x.at(w.p, f.row, part.col, "no-source", "want %s that the value was copied from, found nothing", part.what)
			ok = false
		}
	}
	return ok
}
