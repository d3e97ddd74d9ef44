package planfile

import (
	"maps"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// allowed are the lists of words that a shape's words tags name.
var allowed = map[string][]string{
	"owner":      {"force", "partnership", "OPCC", "national"},
	"role":       {"force", "council", "comparator", "region", "country"},
	"checked":    {"yes", "partly", "no"},
	"scope":      {"local", "national"},
	"direction":  kpi.DirectionNames(),
	"measure":    kpi.MeasureNames(),
	"frequency":  kpi.FrequencyNames(),
	"life":       kpi.LifeNames(),
	"trust":      kpi.TrustNames(),
	"target":     kpi.TargetKindNames(),
	"path":       kpi.PathKindNames(),
	"provenance": kpi.ProvenanceNames(),
	"ask":        kpi.AskStateNames(),
	"change":     kpi.ChangeKindNames(),
	"method":     kpi.OutcomeMethodNames(),
	"per":        {"day"},

	"override-trend":  kpi.OverrideTrendNames(),
	"override-target": kpi.OverrideTargetNames(),
}

// checkValues holds every value of every file against the words and the form that its field asks for. Ids are looked at
// where they are filed.
func (f *folder) checkValues() {
	for _, shape := range f.shapes() {
		f.walk(reflect.ValueOf(shape).Elem())
	}
}

// shapes are the files as they were read.
func (f *folder) shapes() []any {
	out := []any{&f.plan, &f.glossary, &f.areas, &f.groups, &f.sources, &f.breaks, &f.events, &f.codes, &f.asks, &f.changes, &f.overrides}
	for i := range f.indicators {
		out = append(out, &f.indicators[i])
	}
	return out
}

func (f *folder) walk(shape reflect.Value) {
	for i := range shape.NumField() {
		field, v := shape.Type().Field(i), shape.Field(i)
		key, _ := tag(field)
		if key == "" {
			continue
		}
		switch x := v.Interface().(type) {
		case word:
			f.checkWord(x, key, field.Tag)
		case text:
			if field.Tag.Get("form") == "address" {
				f.address(x)
			}
		case number:
			f.checkNumber(x, key, field.Tag.Get("form"))
		case truth:
		default:
			f.walkInto(v)
		}
	}
}

func (f *folder) walkInto(v reflect.Value) {
	switch {
	case v.Kind() == reflect.Struct:
		f.walk(v)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem() != reflect.TypeFor[text]() && v.Type().Elem() != reflect.TypeFor[word]():
		for i := range v.Len() {
			f.walk(v.Index(i))
		}
	}
}

func (f *folder) checkWord(w word, key string, t reflect.StructTag) {
	if list := t.Get("words"); list != "" {
		f.oneOf(w, key, allowed[list])
	}
	if t.Get("form") == "period" {
		f.period(w, key)
	}
	if t.Get("form") == "date" && w.known() {
		if _, err := kpi.ParseDate(w.Value); err != nil {
			f.add(badDate, w.place, "%q: %v", key, err)
		}
	}
}

func (f *folder) checkNumber(n number, key, form string) {
	switch form {
	case "line":
		f.whole(n, key, 1, 1_000_000)
	case "decimals":
		f.whole(n, key, 0, 6)
	case "days":
		f.whole(n, key, 0, 3*366)
	case "small":
		f.whole(n, key, 0, 1000)
	case "positive":
		if n.known() && n.Value <= 0 {
			f.add(badNumber, n.place, "%q wants a number above 0, found %s", key, plain(n.Value))
		}
	}
}

// oneOf complains of a word that is not one of those its key allows.
func (f *folder) oneOf(w word, key string, allowed []string) {
	if w.known() && !slices.Contains(allowed, w.Value) {
		f.add(unknownWord, w.place, "%q wants one of %s; found %q%s", key, strings.Join(allowed, ", "), w.Value, kpi.DidYouMean(w.Value, allowed))
	}
}

// whole complains of a number that is not a whole one between two bounds.
func (f *folder) whole(n number, key string, low, high float64) {
	if n.known() && (n.Value != math.Trunc(n.Value) || n.Value < low || n.Value > high) {
		f.add(badNumber, n.place, "%q wants a whole number from %.0f to %.0f, found %s", key, low, high, plain(n.Value))
	}
}

// plain writes a number as a plan file would.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// period reads a period; ok is false when there is none or it can't be read, of which it complains.
func (f *folder) period(w word, key string) (p kpi.Period, ok bool) {
	if !w.known() {
		return kpi.Period{}, false
	}
	p, err := kpi.ParsePeriod(w.Value)
	if err != nil {
		f.add(badPeriod, w.place, "%q: %v", key, err)
	}
	return p, err == nil
}

// date reads a date that checkValues has looked at; ok is false when there is none or it can't be read.
func date(w word) (kpi.Date, bool) {
	if !w.known() {
		return 0, false
	}
	d, err := kpi.ParseDate(w.Value)
	return d, err == nil
}

// inOrder complains of an end before its beginning.
func (f *folder) inOrder(first, last word, what string) {
	from, ok := date(first)
	to, ended := date(last)
	if ok && ended && to < from {
		f.add(badDate, last.place, "want %s that ends on or after %s, found %s", what, from, to)
	}
}

// address checks a web address. It is never opened.
func (f *folder) address(t text) {
	if !t.known() {
		return
	}
	u, err := url.Parse(t.Value)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Hostname(), ".") || strings.ContainsAny(t.Value, " <>\"") {
		f.add(badAddress, t.place, "want a web address such as https://www.gov.uk/…, found %q", shorten(t.Value))
	}
}

// refer complains of a word that names nothing known. Nothing is said when the file that would define it is broken.
func refer[T any](f *folder, r *rule, w word, what, file string, known map[string]T) bool {
	if !w.known() {
		return false
	}
	if _, ok := known[w.Value]; ok {
		return true
	}
	if !f.broken[file] {
		f.add(r, w.place, "want %s of %s, found %q%s", what, file, w.Value, kpi.DidYouMean(w.Value, slices.Sorted(maps.Keys(known))))
	}
	return false
}
