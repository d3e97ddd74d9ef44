package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// Read reads a layout from its YAML file. All mistakes are given at once, each with line and column; with an error
// among them the layout is nil.
func Read(name string, content []byte) (*Layout, kpi.Problems) {
	r := &reader{file: name}
	l := r.layout(content)
	r.problems = distinct(r.problems)
	r.problems.Sort()
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	sum := sha256.Sum256(content)
	l.text = slices.Clone(content)
	l.File, l.SHA256 = name, hex.EncodeToString(sum[:])
	return l, nil
}

// distinct drops repetitions: what is wrong with a part that several tables share is one mistake.
func distinct(problems kpi.Problems) kpi.Problems {
	seen := map[kpi.Problem]bool{}
	var out kpi.Problems
	for _, p := range problems {
		if !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

var layoutName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (r *reader) layout(content []byte) *Layout {
	root, ok := r.parse(content)
	if !ok {
		return nil
	}
	defer root.close()
	l := &Layout{}
	if f, ok := root.need("layout"); ok {
		l.Name = r.text(f)
		if l.Name != "" && !layoutName.MatchString(l.Name) {
			r.complain(placeOf(f.value), "bad-name", "want a name of small letters, digits and dashes, such as force-monthly, found %q", l.Name)
		}
	}
	if f, ok := root.get("about"); ok {
		l.About = r.text(f)
	}
	if f, ok := root.need("fits"); ok {
		l.fits = r.conditions(f)
	}
	if f, ok := root.need("edition"); ok {
		l.edition = r.edition(f)
	}
	// Asked for here so that the keys that a table may leave to the whole file are known even when no table is good.
	for _, key := range tableKeys {
		root.get(key)
	}
	if f, ok := root.need("tables"); ok {
		for _, n := range r.nodes(f, "tables") {
			if o, ok := r.object(n, "a table"); ok {
				l.tables = append(l.tables, r.table(scope{own: o, outer: root}))
			}
		}
		if len(l.tables) == 0 {
			r.complain(placeOf(f.value), "missing-key", "want at least one table, found none")
		}
	}
	return l
}

func (r *reader) conditions(f field) []condition {
	var out []condition
	nodes := r.nodes(f, "conditions")
	for _, n := range nodes {
		if o, ok := r.object(n, "a condition of fits"); ok {
			out = append(out, r.condition(o))
		}
	}
	if len(nodes) == 0 {
		r.complain(placeOf(f.value), "missing-key", "want at least one condition in fits, found none")
	}
	return out
}

func (r *reader) condition(o *object) condition {
	defer o.close()
	c := condition{sheet: r.sheet(o)}
	if f, ok := o.get("cell"); ok {
		c.row, c.col = r.cell(f)
	}
	if f, ok := o.get("text"); ok {
		c.text = r.pattern(f)
	} else if c.row > 0 {
		r.complain(o.at, "missing-key", `want the key "text" beside "cell" in %s, found none`, o.what)
	}
	if f, ok := o.get("row"); ok {
		for _, i := range r.texts(f) {
			c.has = append(c.has, i.text)
		}
	}
	return c
}

// sheet reads the sheet that is meant.
func (r *reader) sheet(o *object) sheetPattern {
	f, ok := o.need("sheet")
	if !ok {
		return sheetPattern{}
	}
	if p := r.pattern(f); p != nil {
		return sheetPattern{*p}
	}
	return sheetPattern{}
}

// pattern reads a text with * and perhaps one hole.
func (r *reader) pattern(f field, holes ...string) *pattern {
	s := r.text(f)
	if s == "" {
		return nil
	}
	return r.patternOf(item{s, placeOf(f.value)}, holes...)
}

func (r *reader) patternOf(i item, holes ...string) *pattern {
	p, wrong := newPattern(i.text, holes...)
	if wrong == "" && len(holes) > 0 && p.holes == "" {
		wrong = "want {" + holes[0] + "} where the " + holes[0] + ` stands, found "` + i.text + `"`
	}
	if wrong != "" {
		r.complain(i.at, "bad-text", "%s", wrong)
		return nil
	}
	return &p
}

func (r *reader) cell(f field) (row, col int) {
	s := r.text(f)
	if s == "" {
		return 0, 0
	}
	row, col, err := sheet.ParseCell(s)
	if err != nil {
		r.complain(placeOf(f.value), "bad-cell", "%v", err)
		return 0, 0
	}
	return row, col
}

// edition reads `none`, or where the edition date stands.
func (r *reader) edition(f field) *editionAt {
	if s, ok := scalar(f.value); ok && s == "none" {
		return nil
	}
	o, ok := r.object(f.value, "edition")
	if !ok {
		return nil
	}
	defer o.close()
	e := &editionAt{}
	if f, ok := o.get("sheet"); ok {
		if p := r.pattern(f); p != nil {
			e.sheet = &sheetPattern{*p}
		}
	}
	f, inCell := o.get("cell")
	if inCell {
		e.row, e.col = r.cell(f)
	}
	if f, ok := o.get("text"); ok {
		if p := r.pattern(f, "date"); p != nil {
			e.text = *p
		}
	} else if !inCell {
		r.complain(o.at, "missing-key", `want "cell", "text" or both in edition (or: edition: none), found neither`)
	} else {
		e.text, _ = newPattern("{date}", "date")
	}
	return e
}
