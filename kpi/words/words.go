// Package words is the catalogue of all words that a reader of pages and packs sees, so that another language is another
// file and no other code. The words of a plan (its promises, definitions, notes) are the plan's own and not in here.
//
// A catalogue is a folder of text files named after its language, en/*.txt; which saying is in which file is for the
// translator's eyes only. Every line is a key and what to say:
//
//	trend.improving = improving
//	note.provisional.one = {n} figure is provisional and may be revised.
//	note.provisional.other = {n} figures are provisional and may be revised.
//
// What stands in braces is filled in by the one who speaks. A saying that depends on a number has a line for each plural
// form of the language, named as in Unicode's CLDR (zero, one, two, few, many, other); other is always there. A line that
// begins with a blank goes on with the one before, and # begins a comment. What a language leaves out is said in English.
package words

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed */*.txt
var files embed.FS

// Default is the language that is whole, and stands in for what others leave out.
const Default = "en"

// Catalogue is the words of one language. A nil one speaks English.
type Catalogue struct {
	Language string // BCP 47: "en", "cy"
	tag      language.Tag
	says     map[string]string
}

var english = mustLoad(Default)

// English is the catalogue that is always whole.
func English() *Catalogue { return english }

// Languages lists the languages that there are catalogues of, in order.
func Languages() []string {
	entries, _ := files.ReadDir(".") // of an embedded folder: it can't fail, and is in order
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// In gives the catalogue of a language, or an error that says which there are.
func In(lang string) (*Catalogue, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("want a language that has words (%s), found %q", strings.Join(Languages(), ", "), lang)
	}
	return load(files, lang)
}

func mustLoad(lang string) *Catalogue {
	c, err := load(files, lang)
	if err != nil {
		panic(err) // of files that ship; a test reads them
	}
	return c
}

// Say gives what stands under a key, with what is in braces filled in from pairs of a name and a string or an int:
//
//	Say("note.provisional", "n", 3)
//
// The first int decides the plural form. Ints are written with the language's sign between thousands. A key that no
// catalogue has, or a pair that is none, is shown in angle brackets, so that it is seen; tests look for them.
func (c *Catalogue) Say(key string, pairs ...any) string {
	says, ok := c.find(key, pairs)
	if !ok {
		return "⟨" + key + "⟩"
	}
	if len(pairs) == 0 {
		return says
	}
	replace := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return "⟨" + key + ": want a name, found " + fmt.Sprint(pairs[i]) + "⟩"
		}
		replace = append(replace, "{"+name+"}", c.value(pairs[i+1]))
	}
	return strings.NewReplacer(replace...).Replace(says)
}

// Has says whether a catalogue, or English for it, has a key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.find(key, nil)
	return ok
}

func (c *Catalogue) find(key string, pairs []any) (string, bool) {
	if c == nil {
		c = english
	}
	for _, from := range []*Catalogue{c, english} {
		if says, ok := from.says[key]; ok {
			return says, true
		}
		for i := 1; i < len(pairs); i += 2 {
			if n, ok := pairs[i].(int); ok {
				if says, ok := from.counted(key, n); ok {
					return says, true
				}
				break
			}
		}
	}
	return "", false
}

var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// counted is what stands under a key for a number of things.
func (c *Catalogue) counted(key string, n int) (string, bool) {
	form := forms[plural.Cardinal.MatchPlural(c.tag, max(n, -n), 0, 0, 0, 0)]
	if says, ok := c.says[key+"."+form]; ok {
		return says, true
	}
	says, ok := c.says[key+".other"]
	return says, ok
}

func (c *Catalogue) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return c.Number(strconv.Itoa(v))
	default:
		return "⟨" + fmt.Sprintf("%T", v) + "⟩"
	}
}

// Tag is the language as files name it (BCP 47): "en-GB", or the catalogue's own name where it has none.
func (c *Catalogue) Tag() string {
	if c == nil {
		c = english
	}
	if tag, ok := c.says["language.tag"]; ok {
		return tag
	}
	return c.Language
}

// Missing lists the sayings of English that the catalogue leaves out, in order. A saying with plural forms is one, named
// by its key, whichever forms the language has.
func (c *Catalogue) Missing() []string {
	if c == nil {
		return nil
	}
	var out []string
	for _, key := range english.Keys() {
		saying := Saying(key)
		_, whole := c.says[saying]
		_, counted := c.says[saying+".other"]
		if !whole && !counted && saying != "language.tag" && !slices.Contains(out, saying) {
			out = append(out, saying)
		}
	}
	return out
}

// Saying is a key without its plural form.
func Saying(key string) string {
	i := strings.LastIndexByte(key, '.')
	for _, form := range forms {
		if i > 0 && key[i+1:] == form {
			return key[:i]
		}
	}
	return key
}

// Text is what the catalogue itself has under a key, as it stands in its file.
func (c *Catalogue) Text(key string) (string, bool) {
	says, ok := c.says[key]
	return says, ok
}

// Keys lists the catalogue's own keys, in order.
func (c *Catalogue) Keys() []string {
	var out []string
	for k := range c.says {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
