package reports

// methodParts are the chapters that explain how figures are worked out and judged, by their keys, each with the keys of
// its paragraphs.
var methodParts = []struct {
	heading string
	text    []string
}{
	{"methods.change", []string{"methods.change-noise", "methods.change-rules", "methods.change-few", "methods.change-season", "methods.change-kind"}},
	{"methods.looks", []string{"methods.looks-text"}},
	{"methods.limits", []string{"methods.limits-from"}},
	{"methods.baselines", []string{"methods.baselines-record", "methods.baselines-like"}},
	{"methods.unknown", []string{"methods.unknown-marks"}},
	{"methods.origin", []string{"methods.origin-read", "methods.origin-illustrative"}},
}

// methods explains in plain words how the figures are worked out and judged.
func (v voice) methods() []Method {
	var out []Method
	for _, part := range methodParts {
		m := Method{Heading: v.say(part.heading)}
		for _, key := range part.text {
			m.Text = append(m.Text, v.say(key))
		}
		out = append(out, m)
	}
	return out
}
