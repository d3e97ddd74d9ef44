package main

import (
	"reflect"
	"regexp"
	"strings"
	"unicode"
)

// ownWords are what a plan says in its own words, which are in no catalogue.
type ownWords struct {
	seen   map[string]bool
	texts  []string
	joined string // a line each, in small letters and single spaces
}

func newOwnWords() *ownWords { return &ownWords{seen: map[string]bool{}} }

// of takes in every text of a plan.
func (o *ownWords) of(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if s := strings.Join(strings.Fields(v.String()), " "); s != "" && !o.seen[s] {
			o.seen[s] = true
			o.texts = append(o.texts, s)
		}
	case reflect.Slice:
		for i := range v.Len() {
			o.of(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() && v.Type().Elem().Kind() == reflect.Struct {
			o.of(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type().Field(i).Name != "Words" && v.Type().Field(i).Name != "Files" {
				o.of(v.Field(i))
			}
		}
	}
}

// never are what stands in every language as it is, each with its reason.
var never = []*regexp.Regexp{
	regexp.MustCompile(`https?://\S+`),                              // addresses
	regexp.MustCompile(`\[[xczpr]\]`),                               // marks: the signs of the tables of all UK statistics
	regexp.MustCompile(`\b\d{4}/\d{2} [QH]\d\b|\bYE \d{4}-\d{2}\b`), // periods as contracts write them
	regexp.MustCompile(`\bSHA-256\b|\b[0-9a-f]{12,64}\b`),           // fingerprints
	regexp.MustCompile(`\b[A-Z]\d{8}\b|\bX-[A-Z-]+\b`),              // codes of areas
	regexp.MustCompile(`\bf\.xlsx\b`),                               // the file of the invented figures
	regexp.MustCompile(`\bPlanwatch\b`),                             // the program's name
	regexp.MustCompile(`\b(HTML|XLSX|KB|CSV|SVG)\b`),                // kinds of files
	regexp.MustCompile(`(?:^|\s)[A-Z](?:\s+[A-Z])*(?:\s|$)`),        // letters above a chart, which its key explains
	regexp.MustCompile(`\bx\b`),                                     // what is entered where there is no figure
}

// without takes the plan's own words, and what is never said in words, out of a text; "" when no letter is left. Own
// words are a whole text of the plan, or three or more words of one as they stand there: a text may be cut or joined with
// others.
func (o *ownWords) without(text string) string {
	for _, n := range never {
		text = n.ReplaceAllString(text, " ")
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '£' })
	var rest []string
	for i := 0; i < len(words); {
		if n := o.run(words[i:]); n > 0 {
			i += n
			continue
		}
		if strings.ContainsFunc(words[i], unicode.IsLetter) {
			rest = append(rest, words[i])
		}
		i++
	}
	return strings.Join(rest, " ")
}

// run is how many words a text begins with that are the plan's own.
func (o *ownWords) run(words []string) int {
	if o.joined == "" {
		var b strings.Builder
		for _, text := range o.texts {
			b.WriteString("\n " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' && r != '£'
			}), " ") + " \n")
		}
		o.joined = b.String()
	}
	n := 0
	for n < len(words) && strings.Contains(o.joined, " "+strings.Join(words[:n+1], " ")+" ") {
		n++
	}
	for ; n > 0; n-- {
		if n >= 3 || strings.Contains(o.joined, "\n "+strings.Join(words[:n], " ")+" \n") {
			return n
		}
	}
	return 0
}
