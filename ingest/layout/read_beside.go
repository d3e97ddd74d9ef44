package layout

// unit reads where the unit stands and what each known one makes of a figure.
func (r *reader) unit(o *object) *unitFrom {
	defer o.close()
	u := &unitFrom{}
	c, inCell := o.get("cell")
	f, inColumn := o.get("column")
	switch {
	case inCell == inColumn:
		r.complain(o.at, "conflict", `want one of "cell" and "column" in unit: where it stands`)
	case inCell:
		u.row, u.col = r.cell(c)
	default:
		u.column = r.text(f)
	}
	if f, ok := o.need("words"); ok {
		fields, _ := r.fieldsOf(f.value, "words")
		for _, f := range fields {
			s, _ := scalar(f.value)
			n, _, ok := parseNumber(s)
			if !ok || n <= 0 {
				r.complain(placeOf(f.value), "wrong-kind", "want the number by which a figure in %q is multiplied, such as 1000, found %s", f.key, describe(f.value))
			} else if !u.words.add(f.key, n) {
				r.complain(f.at, "repeated-label", "want each word once, found %q again", f.key)
			}
		}
	}
	return u
}

func (r *reader) besideRule(o *object) besideRule {
	defer o.close()
	var b besideRule
	for _, part := range []struct {
		key string
		to  *string
	}{{"with", &b.with}, {"want", &b.want}, {"or", &b.or}} {
		if f, ok := o.need(part.key); ok {
			*part.to = r.text(f)
		}
	}
	return b
}
