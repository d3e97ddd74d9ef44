package layout

import (
	"math"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// use is what the plan makes of a series.
func (x *extraction) use(id kpi.SeriesID) kpi.SeriesUse {
	u, ok := x.uses[id]
	if !ok {
		u = x.plan.Use(id)
		x.uses[id] = u
	}
	return u
}

// value reads one cell of figures: a number, or a word of the series' scale.
func (w *walk) value(c sheet.Cell, m *measure) value {
	u := w.x.use(m.series)
	for i, word := range u.Words {
		if c.Kind == sheet.Text && sameLabel(c.Text, word) {
			return value{number: u.First + float64(i)}
		}
	}
	v := w.t.readValue(c, m)
	found := strings.TrimSpace(c.Text)
	switch {
	case v.code == "" && v.state != kpi.Known:
		return v
	case u.Counted && v.code == "" && v.number < 0:
		return badValue("negative-count", "want a count of 0 or more, found %q", found)
	case len(u.Words) == 0 || v.code != "" && v.code != "not-a-number" || v.code == "" && onScale(u, v.number):
		return v
	}
	return badValue("not-on-scale", "want %s, found %q%s", kpi.OneOf(u.Words), clipped(found), kpi.DidYouMean(found, u.Words))
}

// onScale says whether a number is the value of one of the words.
func onScale(u kpi.SeriesUse, n float64) bool {
	return n >= u.First && n < u.First+float64(len(u.Words)) && n == math.Trunc(n)
}

// beside looks for what a row with a figure must say besides.
func (w *walk) beside(row int) {
	for i, b := range w.c.beside {
		rule := w.t.beside[i]
		given := w.text(row, b.want)
		if state, marker := w.t.markers.find(given); marker && state != kpi.Known {
			given = "" // that there is no figure is no figure
		}
		if w.text(row, b.with) == "" || given != "" {
			continue
		}
		if reason := w.text(row, b.or); reason != "" {
			w.x.warn(w.p, row, b.or, "reason-given", "want %q beside the figure, found why there is none: %q", rule.want, clipped(reason))
			continue
		}
		w.x.at(w.p, row, b.want, "not-filled-in", "want %q beside the figure, or why there is none under %q, found neither", rule.want, rule.or)
	}
}
