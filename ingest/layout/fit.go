package layout

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// depth is how many rows from the top titles, editions and headers are looked for.
const depth = 60

// Find gives the one layout that fits the file. When none or several do, the problem says what each of the nearest
// missed, or what they are.
func Find(pages *Pages, layouts []*Layout) (*Layout, kpi.Problems) {
	var fitting []*Layout
	var missed []nearMiss
	for _, l := range layouts {
		if wants := l.Match(pages); len(wants) > 0 {
			missed = append(missed, nearMiss{l, wants, l.nearness(pages)})
		} else {
			fitting = append(fitting, l)
		}
	}
	switch len(fitting) {
	case 1:
		return fitting[0], nil
	case 0:
		return nil, append(kpi.Problems{{Code: "no-layout", Message: saidOf(missed)}}, pages.refusals()...)
	}
	var names []string
	for _, l := range fitting {
		names = append(names, l.Name)
	}
	sort.Strings(names)
	return nil, kpi.Problems{{
		Code: "ambiguous-layout",
		Message: fmt.Sprintf("want one layout that fits, found %d: %s; name the one that is meant, or make their fits stricter",
			len(names), strings.Join(names, ", ")),
	}}
}

// nearMiss is a layout that does not fit, with what it wants.
type nearMiss struct {
	layout *Layout
	wants  []string
	near   float64 // how much of it the file has, from 0 to 1
}

// nearness is how much of what the layout wants the file has: of each condition all, or the share of its headers that
// the best row of a sheet has.
func (l *Layout) nearness(pages *Pages) float64 {
	near := 0.0
	for _, c := range l.fits {
		if c.miss(pages) == "" {
			near++
			continue
		}
		best := 0.0
		for _, name := range pages.matching(c.sheet) {
			if p, err := pages.head(name); err == nil && len(c.has) > 0 {
				_, lacking := p.findRow(c.has, 1)
				best = max(best, 1-float64(len(lacking))/float64(len(c.has)))
			}
		}
		near += best
	}
	return near / float64(max(1, len(l.fits)))
}

// saidOf says what each of the nearest layouts wants: those of which the file has most.
func saidOf(missed []nearMiss) string {
	sort.SliceStable(missed, func(i, j int) bool {
		a, b := missed[i], missed[j]
		if a.near != b.near {
			return a.near > b.near
		}
		if len(a.wants) != len(b.wants) {
			return len(a.wants) < len(b.wants)
		}
		return a.layout.Name < b.layout.Name
	})
	if len(missed) == 0 {
		return "want a layout that fits, found no layout at all"
	}
	var said []string
	for i, m := range missed[:min(len(missed), 3)] {
		if i > 0 && m.near == 0 {
			break // as far away as any
		}
		said = append(said, m.layout.Name+" wants "+strings.Join(slices.Compact(m.wants), "; "))
	}
	return fmt.Sprintf("want a layout that fits, found none among %d; nearest: %s; a new kind of return needs a layout of its own: planwatch inspect FILE --draft writes a first one",
		len(missed), strings.Join(said, " | "))
}

// Match says what the layout wants and the file lacks, in words; nothing when it fits.
func (l *Layout) Match(pages *Pages) []string {
	var misses []string
	for _, c := range l.fits {
		if m := c.miss(pages); m != "" {
			misses = append(misses, m)
		}
	}
	return misses
}

// miss is "" when one of the sheets that are meant has what is wanted.
func (c condition) miss(pages *Pages) string {
	names := pages.matching(c.sheet)
	if len(names) == 0 {
		return fmt.Sprintf("a sheet %q (the file has %s)", c.sheet.text, quoted(pages.names()))
	}
	var last string
	for _, name := range names {
		p, err := pages.head(name)
		if err == nil && c.row > 0 && c.missOn(p, name) != "" {
			p, err = pages.page(name) // the cell may lie far down, or under a merge, which a head need not know
		}
		if err != nil {
			last = fmt.Sprintf("a sheet %q that can be read", name)
			continue
		}
		if last = c.missOn(p, name); last == "" {
			return ""
		}
	}
	return last
}

func (c condition) missOn(p *page, name string) string {
	switch {
	case c.text == nil:
	case c.row > 0:
		if found := p.text(c.row, c.col); !c.text.fits(found) {
			return fmt.Sprintf("%q in %s of sheet %q (there is %q)", c.text.text, sheet.CellName(c.row, c.col), name, clipped(found))
		}
	case !p.says(*c.text):
		return fmt.Sprintf("%q near the top of sheet %q", c.text.text, name)
	}
	if len(c.has) > 0 {
		if _, lacking := p.findRow(c.has, 1); len(lacking) > 0 {
			return fmt.Sprintf("%s in a row of sheet %q", quoted(lacking), name)
		}
	}
	return ""
}

// says looks for a text near the top.
func (p *page) says(want pattern) bool {
	_, _, _, ok := p.capture(want, depth)
	return ok
}

// capture looks for a text in the first rows and gives what stands in its hole.
func (p *page) capture(want pattern, rows int) (text string, row, col int, ok bool) {
	for row := 1; row <= min(p.rows, rows); row++ {
		for col := 1; col <= p.columns; col++ {
			c := p.cell(row, col)
			if blank(c) {
				continue
			}
			if text, ok := want.capture(c.Text); ok {
				return text, row, col, true
			}
		}
	}
	return "", 0, 0, false
}

// findRow gives the first row, from one on and not far below it, that holds all texts, each in a cell of its own; when
// there is none, the row that holds most of them and the texts that it lacks.
func (p *page) findRow(has []string, from int) (row int, lacking []string) {
	row, lacking = 0, has
	for r := from; r <= min(p.rows, from+depth-1); r++ {
		var found []string
		for col := 1; col <= p.columns; col++ {
			if c := p.cell(r, col); !blank(c) {
				found = append(found, c.Text)
			}
		}
		if len(found) == 0 {
			continue
		}
		var lacks []string
		for _, want := range has {
			if !anySame(found, want) {
				lacks = append(lacks, want)
			}
		}
		if len(lacks) < len(lacking) {
			row, lacking = r, lacks
		}
		if len(lacks) == 0 {
			break
		}
	}
	return row, lacking
}

func anySame(found []string, want string) bool {
	for _, f := range found {
		if sameLabel(f, want) {
			return true
		}
	}
	return false
}

// refusals are the sheets that could not be read, as problems.
func (p *Pages) refusals() kpi.Problems {
	var out kpi.Problems
	for _, name := range p.names() {
		if err := p.errs[name]; err != nil {
			out = append(out, refusal(name, err))
		}
	}
	return out
}

// refusal makes a sheet's error a problem.
func refusal(name string, err error) kpi.Problem {
	var r *sheet.Refusal
	if errors.As(err, &r) {
		return kpi.Problem{Sheet: name, Cell: r.Cell, Line: r.Line, Code: r.Code, Message: r.Message}
	}
	return kpi.Problem{Sheet: name, Code: "damaged", Message: err.Error()}
}

// quoted lists names for a message; a long list is cut.
func quoted(names []string) string {
	var out []string
	for i, n := range names {
		if i == 12 {
			out = append(out, fmt.Sprintf("and %d more", len(names)-i))
			break
		}
		out = append(out, fmt.Sprintf("%q", clipped(n)))
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, ", ")
}

// clipped shortens a text for a message.
func clipped(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
