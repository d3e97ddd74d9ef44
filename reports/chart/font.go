package chart

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Liberation Sans (OFL, font/OFL.txt) has the widths of Arial, so that what is measured here also holds where a
// reader's machine has Arial or Helvetica instead. Text is measured only, never drawn: the SVG keeps it as text.
var (
	//go:embed font/LiberationSans-Regular.ttf
	regularTTF []byte
	//go:embed font/LiberationSans-Bold.ttf
	boldTTF []byte
)

// fontFamily is what the SVG and the browser are told.
const fontFamily = "Arial, Liberation Sans, Helvetica, sans-serif"

// face measures text in one weight. Safe for several goroutines.
type face struct {
	font *sfnt.Font
	low  [0x250]float64 // advances of Latin letters, per em
}

var (
	regular = sync.OnceValue(func() *face { return readFace(regularTTF) })
	bold    = sync.OnceValue(func() *face { return readFace(boldTTF) })
)

// readFace panics on a font that can't be read: it is a part of the program.
func readFace(ttf []byte) *face {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("chart: embedded font: " + err.Error())
	}
	out := &face{font: f}
	var buf sfnt.Buffer
	for r := range out.low {
		out.low[r] = advance(f, &buf, rune(r))
	}
	return out
}

// advance is how far a letter moves the pen, per em.
func advance(f *sfnt.Font, buf *sfnt.Buffer, r rune) float64 {
	const em = 1000
	glyph, err := f.GlyphIndex(buf, r)
	if err != nil {
		return 0
	}
	w, err := f.GlyphAdvance(buf, glyph, fixed.I(em), font.HintingNone)
	if err != nil {
		return 0
	}
	return float64(w) / 64 / em
}

// width is how wide one line of text is at a size, both in pixels.
func (f *face) width(text string, size float64) float64 {
	var sum float64
	var buf sfnt.Buffer
	for _, r := range text {
		if int(r) < len(f.low) {
			sum += f.low[r]
		} else {
			sum += advance(f.font, &buf, r)
		}
	}
	return sum * size
}

// widest is the width of the widest line.
func (f *face) widest(lines []string, size float64) float64 {
	var w float64
	for _, l := range lines {
		w = max(w, f.width(l, size))
	}
	return w
}

// wrap breaks text at spaces so that no line is wider than limit pixels; a single word that is wider is broken
// between letters. No text at all gives no lines.
func (f *face) wrap(text string, size, limit float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if f.width(joined, size) <= limit {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for f.width(word, size) > limit {
			head := f.fitting(word, size, limit)
			lines, word = append(lines, head), word[len(head):]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fitting is the longest start of a word that fits, at least one letter.
func (f *face) fitting(word string, size, limit float64) string {
	end := len(word)
	for i := range word {
		if i > 0 && f.width(word[:i], size) > limit {
			break
		}
		if i > 0 {
			end = i
		}
	}
	if f.width(word[:end], size) > limit { // not even one letter: take it all the same
		for i := range word {
			if i > 0 {
				return word[:i]
			}
		}
	}
	return word[:end]
}
