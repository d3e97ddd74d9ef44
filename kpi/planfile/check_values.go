package planfile

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// The words that keys allow where kpi has no type for them.
var (
	ownerWords   = []string{"force", "partnership", "OPCC", "national"}
	roleWords    = []string{"force", "council", "comparator", "region", "country"}
	checkedWords = []string{"yes", "partly", "no"}
)

// oneOf complains of a word that is not one of those its key allows.
func (f *folder) oneOf(w word, key string, allowed []string) bool {
	if !w.known() {
		return false
	}
	for _, a := range allowed {
		if w.Value == a {
			return true
		}
	}
	f.add(unknownWord, w.place, "%q wants one of %s; found %q%s", key, strings.Join(allowed, ", "), w.Value, kpi.DidYouMean(w.Value, allowed))
	return false
}

// whole complains of a number that is not a whole one between two bounds.
func (f *folder) whole(n number, key string, low, high float64) {
	if n.known() && (n.Value != math.Trunc(n.Value) || n.Value < low || n.Value > high) {
		f.add(badNumber, n.place, "%q wants a whole number from %.0f to %.0f, found %s", key, low, high, plain(n.Value))
	}
}

// plain writes a number as a plan file would.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// line checks a line of the plan's own document.
func (f *folder) line(n number) { f.whole(n, "line", 1, 1_000_000) }

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

// date reads a date; ok is false when there is none or it can't be read, of which it complains.
func (f *folder) date(w word, key string) (d kpi.Date, ok bool) {
	if !w.known() {
		return 0, false
	}
	d, err := kpi.ParseDate(w.Value)
	if err != nil {
		f.add(badDate, w.place, "%q: %v", key, err)
	}
	return d, err == nil
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

func (f *folder) citation(c citationShape) { f.address(c.Address) }
