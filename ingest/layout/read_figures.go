package layout

import (
	"regexp"
	"strings"

	"planwatch/kpi"
)

// period reads where a figure's period comes from: exactly one place.
func (r *reader) period(o *object) periodFrom {
	defer o.close()
	var p periodFrom
	var ways []string
	if f, ok := o.get("kind"); ok {
		words := kpi.PeriodKindNames()
		p.kind, _ = kpi.ParsePeriodKind(r.word(f, words...))
	}
	if f, ok := o.get("as"); ok {
		p.as = r.pattern(f, "period")
	}
	if f, ok := o.get("across"); ok && r.flag(f) {
		p.across, ways = true, append(ways, "across")
	}
	if f, ok := o.get("column"); ok {
		p.column, ways = r.text(f), append(ways, "column")
	}
	if f, ok := o.get("columns"); ok {
		p.joined, ways = r.text(f), append(ways, "columns")
		if len(holes(p.joined)) == 0 {
			r.complain(placeOf(f.value), "bad-text", "want headers in braces, as in \"{Year} Q{Quarter}\", found %q", p.joined)
		}
	}
	if f, ok := o.get("sheet"); ok {
		p.sheet, ways = r.pattern(f, "period"), append(ways, "sheet")
	}
	if f, ok := o.get("file"); ok {
		p.file, ways = r.pattern(f, "period"), append(ways, "file")
	}
	if f, ok := o.get("year rows"); ok {
		if p.yearRows = r.flag(f); p.yearRows && p.column == "" {
			r.complain(f.at, "conflict", `want "year rows" beside "column" only`)
		}
	}
	if f, ok := o.get("zone"); ok {
		p.asWritten = r.word(f, "London", "as written") == "as written"
	}
	if f, ok := o.get("title"); ok {
		for _, i := range r.texts(f) {
			if title := r.patternOf(i, "period"); title != nil {
				p.title = append(p.title, *title)
			}
		}
		ways = append(ways, "title")
	}
	if f, ok := o.get("cell"); ok {
		p.row, p.col = r.cell(f)
		ways = append(ways, "cell")
		whole, _ := newPattern("{period}", "period")
		p.text = &whole
	}
	if f, ok := o.get("text"); ok {
		p.text = r.pattern(f, "period")
		if p.row == 0 {
			r.complain(f.at, "conflict", `want "text" beside "cell" only (for a text above the header: title)`)
		}
	}
	if f, ok := o.get("on"); ok {
		if on := r.pattern(f); on != nil {
			p.on = &sheetPattern{*on}
		}
		if len(p.title) == 0 && p.row == 0 {
			r.complain(f.at, "conflict", `want "on" beside "title" or "cell" only: the sheet on which it stands`)
		}
	}
	if f, ok := o.get("fixed"); ok {
		ways = append(ways, "fixed")
		p.fixed = r.fixedPeriod(f, p.kind)
	}
	if len(ways) != 1 {
		r.complain(o.at, "conflict", "want one of across, column, columns, title, sheet, file, cell or fixed in period, found %s", orNone(strings.Join(ways, " and ")))
	}
	r.periodDays(o, &p)
	return p
}

// periodDays reads the columns with a period's first and last day.
func (r *reader) periodDays(o *object, p *periodFrom) {
	if f, ok := o.get("first day"); ok {
		p.first = r.text(f)
	}
	if f, ok := o.get("last day"); ok {
		p.last = r.text(f)
	}
	if (p.first != "" || p.last != "") && p.column == "" {
		r.complain(o.at, "conflict", `want "first day" and "last day" beside "column" only`)
	}
}

func (r *reader) fixedPeriod(f field, kind kpi.PeriodKind) kpi.Period {
	s := r.text(f)
	if s == "" {
		return kpi.Period{}
	}
	p, err := readPeriod(s, kind)
	if err != nil {
		r.complain(placeOf(f.value), "not-a-period", "%v", err)
	}
	return p
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// series reads where a figure's series comes from.
func (r *reader) series(o *object, outturn bool) seriesFrom {
	defer o.close()
	s := seriesFrom{defaults: measure{outturn: outturn}}
	if f, ok := o.get("count"); ok {
		s.defaults.count = r.flag(f)
	}
	if f, ok := o.get("may be negative"); ok {
		s.defaults.negative = r.flag(f)
	}
	var ways []string
	if f, ok := o.get("across"); ok {
		ways, s.isAcross = append(ways, "across"), true
		s.across = r.measures(f, &s)
	}
	if f, ok := o.get("column"); ok {
		ways = append(ways, "column")
		s.column = r.text(f)
	}
	if f, ok := o.get("labels"); ok {
		s.labels = r.measures(f, &s)
		if s.column == "" {
			r.complain(f.at, "conflict", `want "labels" beside "column" only: the column that holds them`)
		}
	}
	if f, ok := o.get("by hand"); ok {
		if s.byHand = r.flag(f); s.byHand && (s.column == "" || len(s.labels.names) > 0) {
			r.complain(f.at, "conflict", `want "by hand" beside a column of ids of series only`)
		}
	}
	if f, ok := o.get("where"); ok {
		ways = append(ways, "where")
		r.where(f, &s)
	}
	if f, ok := o.get("fixed"); ok {
		ways = append(ways, "fixed")
		m := s.defaults
		r.id(&m, f)
		s.fixed, s.all = &m, append(s.all, &m)
	}
	if len(ways) != 1 {
		r.complain(o.at, "conflict", "want one of across, column, fixed or where in series, found %s", orNone(strings.Join(ways, " and ")))
	}
	return s
}

// measures reads label: series lines; a label may have synonyms.
func (r *reader) measures(f field, s *seriesFrom) labels[*measure] {
	var out labels[*measure]
	fields, ok := r.fieldsOf(f.value, f.key)
	if !ok {
		return out
	}
	if len(fields) == 0 {
		r.complain(placeOf(f.value), "missing-key", "want at least one label: series line in %q, found none", f.key)
	}
	for _, f := range fields {
		m, also := r.measure(f, s.defaults)
		s.all = append(s.all, m)
		for _, name := range append([]item{{f.key, f.at}}, also...) {
			if fold(name.text) == "" {
				r.complain(name.at, "bad-text", "want a label that is more than a note reference, found %q", name.text)
			} else if !out.add(name.text, m) {
				r.complain(name.at, "repeated-label", "want each label once, found %q again (case, spaces and note references do not count)", name.text)
			}
		}
	}
	return out
}

// measure reads a series id, or a mapping that says more about it.
func (r *reader) measure(f field, defaults measure) (m *measure, also []item) {
	m = &defaults
	m.label = f.key
	if _, plain := scalar(f.value); plain {
		r.id(m, f)
		return m, nil
	}
	o, ok := r.object(f.value, "a label")
	if !ok {
		return m, nil
	}
	defer o.close()
	if f, ok := o.need("series"); ok {
		r.id(m, f)
	}
	if f, ok := o.get("also"); ok {
		also = r.texts(f)
	}
	for _, part := range []struct {
		key string
		to  *bool
	}{{"count", &m.count}, {"may be negative", &m.negative}, {"optional", &m.optional}} {
		if f, ok := o.get(part.key); ok {
			*part.to = r.flag(f)
		}
	}
	if f, ok := o.get("nature"); ok {
		m.outturn = r.nature(f)
	}
	return m, also
}

var seriesID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$`)

func (r *reader) id(m *measure, f field) { r.seriesID(m, r.text(f), placeOf(f.value)) }

func (r *reader) seriesID(m *measure, s string, at place) {
	m.series, m.at = kpi.SeriesID(s), at
	if s != "" && !seriesID.MatchString(s) {
		r.complain(m.at, "bad-series", "want a series such as ho-prc.total (source.measure), found %q", s)
	}
}

var stateWords = []string{"missing", "suppressed", "not-applicable", "zero"}

func (r *reader) markers(f field) markers {
	fields, _ := r.fieldsOf(f.value, "markers")
	var out markers
	for _, f := range fields {
		state := kpi.Missing
		switch r.word(f, stateWords...) {
		case "suppressed":
			state = kpi.Suppressed
		case "not-applicable":
			state = kpi.NotApplicable
		case "zero":
			state = kpi.Known
		}
		text := markerText(f.key)
		if text == "" {
			r.complain(f.at, "bad-text", "want a marker, found an empty text: a blank cell is missing without being declared")
		}
		out = append(out, marker{text, state})
	}
	return out
}

// markOf reads final, provisional or revised.
func (r *reader) markOf(f field) kpi.Mark {
	switch r.word(f, "final", "provisional", "revised") {
	case "provisional":
		return kpi.Provisional
	case "revised":
		return kpi.Revised
	default:
		return 0
	}
}

func (r *reader) marks(f field) marks {
	fields, _ := r.fieldsOf(f.value, "marks")
	var out marks
	for _, f := range fields {
		if text := strings.ToLower(strings.TrimSpace(f.key)); text != "" && !strings.ContainsAny(text, "0123456789 ()[]") {
			out = append(out, mark{text, r.markOf(f)})
			continue
		}
		r.complain(f.at, "bad-text", "want a letter such as p (it is also found as (p) and [p]), found %q", f.key)
	}
	return out
}

func (r *reader) status(o *object) *statusFrom {
	defer o.close()
	s := &statusFrom{}
	if f, ok := o.get("next"); ok {
		s.next = r.flag(f)
	}
	if s.next {
		if f, ok := o.get("column"); ok {
			r.complain(f.at, "conflict", `want one of "column" and "next" in status`)
		}
	} else if f, ok := o.need("column"); ok {
		s.column = r.text(f)
	}
	if f, ok := o.need("words"); ok {
		fields, _ := r.fieldsOf(f.value, "words")
		for _, f := range fields {
			if !s.words.add(f.key, r.markOf(f)) {
				r.complain(f.at, "repeated-label", "want each word once, found %q again", f.key)
			}
		}
	}
	return s
}

func (r *reader) transcribed(o *object) *transcribedFrom {
	defer o.close()
	t := &transcribedFrom{}
	for _, part := range []struct {
		key string
		to  *string
	}{{"publisher", &t.publisher}, {"release", &t.release}, {"place", &t.place}} {
		if f, ok := o.need(part.key); ok {
			*part.to = r.text(f)
		}
	}
	return t
}
