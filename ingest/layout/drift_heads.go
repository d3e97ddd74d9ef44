package layout

import (
	"fmt"
	"slices"
	"strings"

	"planwatch/ingest/sheet"
)

// heads are the headers of one sheet, being matched.
type heads struct {
	d      *drifting
	t      *table
	p      *page
	row    int
	levels [][]string
	was    *SheetShape
	used   map[int]bool
	lost   []string
}

// match finds the headers that are there, and says which of them moved.
func (h *heads) match(wanted []string) {
	h.used = map[int]bool{}
	var shifted []string
	for _, name := range wanted {
		found := columnsNamed(name, h.levels)
		switch {
		case len(found) == 0:
			h.lost = append(h.lost, name)
		case len(found) > 1:
			h.ambiguous(name, found)
		default:
			h.used[found[0]] = true
			if was := h.was.column(name); was > 0 && was != found[0] {
				shifted = append(shifted, fmt.Sprintf("%s was %s, now %s", tick(name), cellOf(h.was.HeaderRow, was), cellOf(h.row, found[0])))
			}
		}
	}
	const most = 8
	if n := len(shifted) - most; n > 0 {
		shifted = append(shifted[:most], fmt.Sprintf("and %d more", n))
	}
	if len(shifted) > 0 {
		h.d.say("Headers that moved on the sheet %s: %s.", tick(h.p.grid.Name), strings.Join(shifted, "; "))
	}
}

// ambiguous says where a header stands several times; the one under the same heading as last time is offered.
func (h *heads) ambiguous(name string, found []int) {
	var cells []string
	for _, col := range found {
		h.used[col] = true
		cells = append(cells, cellOf(h.row, col))
	}
	if slices.Contains(h.t.header.has, name) && !slices.Contains(h.t.columns(), name) && !slices.ContainsFunc(h.t.series.all, func(m *measure) bool { return m.label == name }) {
		return // as one of the texts of the header row it may stand there several times
	}
	h.d.say("The header %s stands several times now: %s.", tick(name), strings.Join(cells, ", "))
	was := h.was.column(name)
	for _, col := range found {
		whole := strings.Join(h.levels[col], " / ")
		if was > 0 && sameLabel(whole, h.was.Headers[was-1]) && len(columnsNamed(whole, h.levels)) == 1 {
			h.d.edits.header(h.t, name, plainText(whole))
			h.d.say("The one that was read last time is %s, in %s.", tick(whole), cellOf(h.row, col))
		}
	}
}

// renamed looks for what the missing headers are called now: the pairs that are most alike first.
func (h *heads) renamed() {
	type pair struct {
		name string
		col  int
		like float64
		rank float64
	}
	var pairs []pair
	for _, name := range h.lost {
		for col := 1; col < len(h.levels); col++ {
			if len(h.levels[col]) == 0 || h.used[col] {
				continue
			}
			like := 0.0
			for _, tail := range tails(h.levels[col]) {
				like = max(like, alike(name, tail))
			}
			rank := like
			if was := h.was.column(name); was == col {
				rank += 0.1 // it stands where the missing one stood
			}
			pairs = append(pairs, pair{name, col, like, rank})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return int(1000*b.rank) - int(1000*a.rank) })
	done := map[string]bool{}
	for _, x := range pairs {
		if x.rank < likely || done[x.name] || h.used[x.col] {
			continue
		}
		done[x.name], h.used[x.col] = true, true
		h.isNow(x.name, x.col, min(x.like, 0.99))
	}
	for _, name := range h.lost {
		if !done[name] {
			h.gone(name)
		}
	}
}

// likely is how alike two names must be for one to be called the other's successor.
const likely = 0.5

func (h *heads) isNow(name string, col int, like float64) {
	now := ""
	for i := len(h.levels[col]) - 1; i >= 0 && now == ""; i-- {
		if tail := plainText(strings.Join(h.levels[col][i:], " / ")); len(columnsNamed(tail, h.levels)) == 1 {
			now = withoutNotes(tail)
			if len(columnsNamed(now, h.levels)) != 1 {
				now = tail
			}
		}
	}
	where := ""
	if was := h.was.column(name); was > 0 {
		where = fmt.Sprintf(" (it was %s)", cellOf(h.was.HeaderRow, was))
	}
	if now == "" {
		h.d.say("The header %s is not there%s.", tick(name), where)
		return
	}
	h.d.say("The header %s is not there%s; nearest is %s in %s (%d%% alike).", tick(name), where, tick(now), cellOf(h.row, col), int(like*100))
	h.d.edits.header(h.t, name, now)
}

func (h *heads) gone(name string) {
	where := ""
	if was := h.was.column(name); was > 0 {
		where = fmt.Sprintf(" (it was %s)", cellOf(h.was.HeaderRow, was))
	}
	h.d.say("The header %s is gone%s, and nothing on the sheet %s is like it.", tick(name), where, tick(h.p.grid.Name))
	for _, m := range h.t.series.all {
		if m.label == name && h.t.series.isAcross {
			h.d.edits.optional[name] = true
		}
	}
}

// added says which columns of numbers are new.
func (h *heads) added() {
	var out, names []string
	for col := 1; col < len(h.levels); col++ {
		head := plainText(strings.Join(h.levels[col], " / "))
		if head == "" || h.used[col] || h.known(col, head) || !h.numbers(col) {
			continue
		}
		out = append(out, tick(head)+" in "+cellOf(h.row, col))
		names = append(names, head)
	}
	if len(out) == 0 {
		return
	}
	h.d.say("%s on the sheet %s: %s.", capital(countWords(len(out), "new column", "new columns")), tick(h.p.grid.Name), strings.Join(out[:min(len(out), 10)], "; "))
	if h.t.period.across && !h.t.series.isAcross {
		h.d.edits.ignore(h.t, names)
	}
}

// known says whether a column that plays no part was there last time, or is one that the layout knows of.
func (h *heads) known(col int, head string) bool {
	if h.t.ignoresColumn(h.levels[col]) || h.was != nil && h.was.has(head) {
		return true
	}
	if h.t.series.isAcross {
		for _, tail := range tails(h.levels[col]) {
			if _, ok := h.t.series.across.find(tail); ok {
				return true
			}
		}
	}
	_, _, err := h.t.acrossPeriod(h.p.cell(h.p.anchor(h.row+h.t.header.below, col)), h.levels[col])
	return err == nil && (h.t.period.across || h.was == nil)
}

func (h *heads) numbers(col int) bool {
	for row := h.row + h.t.header.below + 1; row <= min(h.p.rows, h.row+60); row++ {
		if c := h.p.cell(row, col); c.Kind == sheet.Number || c.Numeric {
			return true
		}
	}
	return false
}

// depth finds out whether the periods across stand as many rows below the header's text as they did.
func (h *heads) depth() {
	if !h.t.period.across || h.acrossWith(h.t.header.below) > 1 {
		return
	}
	for below := 0; below < 6; below++ {
		if h.acrossWith(below) < 2 {
			continue
		}
		h.d.say("The periods stand %s below the header's row now; the layout says %d.", countWords(below, "row", "rows"), h.t.header.below)
		if h.t.header.below > 0 {
			h.d.edits.rename("below", digit(h.t.header.below), digit(below))
		}
		changed := *h.t
		changed.header.below = below
		h.t = &changed
		h.levels = headerLevels(h.t, h.p, h.row)
		return
	}
}

// acrossWith is how many columns have a period when so many rows below are header rows.
func (h *heads) acrossWith(below int) (n int) {
	t := *h.t
	t.header.below = below
	levels := headerLevels(&t, h.p, h.row)
	for col := 1; col < len(levels); col++ {
		if _, _, err := t.acrossPeriod(h.p.cell(h.p.anchor(h.row+below, col)), levels[col]); err == nil {
			n++
		}
	}
	return n
}
