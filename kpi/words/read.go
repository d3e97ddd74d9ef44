package words

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/language"
)

// blanks are what may stand around a saying. A space that does not break, which some languages write between thousands,
// is a part of the saying.
const blanks = " \t\r"

// Parse reads a catalogue from one text. Its errors name the line.
func Parse(lang, text string) (*Catalogue, error) {
	c, err := empty(lang)
	if err != nil {
		return nil, err
	}
	return c, c.read(lang+".txt", text)
}

// load reads the files of a language's folder.
func load(from fs.FS, lang string) (*Catalogue, error) {
	c, err := empty(lang)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(from, lang+"/*.txt")
	if err != nil {
		return nil, fmt.Errorf("list the words of %s: %w", lang, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, fmt.Errorf("read the words of %s: %w", lang, err)
		}
		if err := c.read(path.Join("kpi/words", name), string(text)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func empty(lang string) (*Catalogue, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("%q is not a language: %w", lang, err)
	}
	return &Catalogue{Language: lang, tag: tag, says: map[string]string{}}, nil
}

// read takes in the lines of one file.
func (c *Catalogue) read(file, text string) error {
	last := ""
	for n, line := range strings.Split(text, "\n") {
		said := strings.Trim(line, blanks)
		switch {
		case said == "" || said[0] == '#':
			last = ""
		case strings.HasPrefix(line, " ") && last != "":
			c.says[last] += " " + said
		default:
			key, words, ok := strings.Cut(line, " = ")
			if _, twice := c.says[key]; !ok || key == "" || strings.ContainsAny(key, blanks) || twice {
				return fmt.Errorf("%s:%d: want a new key, \" = \" and words, found %q", file, n+1, line)
			}
			last, c.says[key] = key, strings.Trim(words, blanks)
		}
	}
	return nil
}
