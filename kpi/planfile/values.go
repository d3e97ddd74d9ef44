package planfile

// A value is a scalar of a plan file with its place. An absent key leaves the zero value, whose place is not given; a
// key with null has its place and Null set, and means "not known" where the plan's own words leave something out.

// text is a piece of text, its line breaks and repeated spaces folded into single spaces.
type text struct {
	place
	Value string
	Null  bool
}

// word is a scalar that is written without quotes whatever it looks like: an id, a period, a date.
type word text

// number is a plain decimal number.
type number struct {
	place
	Value float64
	Null  bool
}

// pointer gives the number, or nil when it is absent or null.
func (n number) pointer() *float64 {
	if !n.given() || n.Null {
		return nil
	}
	v := n.Value
	return &v
}

// known says whether the key has a number.
func (n number) known() bool { return n.given() && !n.Null }

// known says whether the key has a word.
func (w word) known() bool { return text(w).known() }

// known says whether the key has text.
func (t text) known() bool { return t.given() && !t.Null && t.Value != "" }

// truth is true or false.
type truth struct {
	place
	Value bool
}
