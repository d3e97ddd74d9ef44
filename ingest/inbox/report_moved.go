package inbox

import (
	"fmt"
	"strings"
)

// Heading says what the list below it is.
func (m *Moved) Heading() string {
	if m.Seen {
		return "What moved since the last return of this kind"
	}
	return "How it differs from the layout that is nearest"
}

// Offer is the sentence above the changed layout: it is for a person to say whether the changes are meant.
func (m *Moved) Offer() string {
	return "If the new shape is meant, change the layout " + m.Layout + " like this; planwatch does not change it by itself. " + m.Then
}

// plainMoved makes the words of a spreadsheet harmless, as all others of a report.
func plainMoved(m *Moved) *Moved {
	if m == nil {
		return nil
	}
	out := &Moved{Layout: plain(m.Layout), Seen: m.Seen, Then: plain(m.Then)}
	for _, what := range m.What {
		out.What = append(out.What, plain(what))
	}
	var b strings.Builder
	for _, r := range valid(m.Diff) {
		if r != '\n' && unseen(r) {
			fmt.Fprintf(&b, "[U+%04X]", r)
		} else {
			b.WriteRune(r)
		}
	}
	out.Diff = b.String() // spaces stay: they say how deep a line stands
	return out
}
