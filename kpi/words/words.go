// Package words is the catalogue of all words that a reader of pages and packs sees, so that another language is another
// file and no other code. The words of a plan (its promises, definitions, notes) are the plan's own and not in here.
//
// A catalogue is a text file named after its language, en.txt. Every line is a key and what to say:
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
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.txt
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
	entries, _ := files.ReadDir(".") // of an embedded folder: it can't fail
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".txt"))
	}
	slices.Sort(out)
	return out
}

// In gives the catalogue of a language, or an error that says which there are.
func In(lang string) (*Catalogue, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("want a language that has words (%s), found %q", strings.Join(Languages(), ", "), lang)
	}
	return load(lang)
}

func load(lang string) (*Catalogue, error) {
	text, err := files.ReadFile(lang + ".txt")
	if err != nil {
		return nil, fmt.Errorf("read the words of %s: %w", lang, err)
	}
	return Parse(lang, string(text))
}

func mustLoad(lang string) *Catalogue {
	c, err := load(lang)
	if err != nil {
		panic(err) // of a file that ships; a test reads it
	}
	return c
}

// Parse reads a catalogue. Its errors name the line.
func Parse(lang, text string) (*Catalogue, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("%q is not a language: %w", lang, err)
	}
	c := &Catalogue{Language: lang, tag: tag, says: map[string]string{}}
	last := ""
	for n, line := range strings.Split(text, "\n") {
		said := strings.TrimSpace(line)
		switch {
		case said == "" || said[0] == '#':
			last = ""
		case strings.HasPrefix(line, " ") && last != "":
			c.says[last] += " " + said
		default:
			key, words, ok := strings.Cut(line, " = ")
			if _, twice := c.says[key]; !ok || key == "" || strings.ContainsAny(key, " \t") || twice {
				return nil, fmt.Errorf("%s.txt:%d: want a new key, \" = \" and words, found %q", lang, n+1, line)
			}
			last, c.says[key] = key, strings.TrimSpace(words)
		}
	}
	return c, nil
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
		return c.whole(v)
	default:
		return "⟨" + fmt.Sprintf("%T", v) + "⟩"
	}
}

// whole is a whole number with the language's sign between thousands.
func (c *Catalogue) whole(n int) string {
	s := fmt.Sprint(max(n, -n))
	mark := c.Say("number.thousands")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	if n < 0 {
		return "-" + s
	}
	return s
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
