package reports

import (
	"math"
	"strconv"
	"strings"

	"planwatch/kpi"
	"planwatch/kpi/words"
)

func itoa(n int) string { return strconv.Itoa(n) }

// format is the one rounding: a number with so many decimals, and with the language's signs.
func (v voice) format(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-") // no "-0"
	}
	return v.w.Number(s)
}

// rounded is the number as format shows it.
func rounded(x float64, decimals int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', decimals, 64), 64)
	if err != nil {
		return x
	}
	return r
}

// lowerLimit is a lower limit, which is [z] below 0 for what can't be below 0.
func (v voice) lowerLimit(ind kpi.Indicator, x float64, decimals int) Figure {
	return v.number(shownLower(ind, x), decimals)
}

// number makes a Figure of a known number, [z] when it is not defined.
func (v voice) number(x float64, decimals int) Figure {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Figure{Text: kpi.NotApplicable.Shorthand()}
	}
	r := rounded(x, decimals)
	return Figure{Text: v.format(x, decimals), Number: &r}
}

// whole makes a Figure of a whole number.
func (v voice) whole(n int) Figure { return v.number(float64(n), 0) }

// text makes a Figure of words.
func text(s string) Figure { return Figure{Text: s} }

// pointFigure is a point's value, or the shorthand for why it has none.
func (v voice) pointFigure(ind kpi.Indicator, p kpi.Point) Figure {
	if p.State != kpi.Known {
		return Figure{Text: p.State.Shorthand()}
	}
	f := v.number(p.Value, ind.Decimals)
	if word := v.placeWord(ind, p.Value); word != "" {
		f = text(word)
	}
	f.Marks = p.Marks.Shorthand()
	return f
}

// optional is a number that may be missing, [z] then.
func (v voice) optional(x *float64, decimals int) Figure {
	if x == nil {
		return Figure{Text: kpi.NotApplicable.Shorthand()}
	}
	return v.number(*x, decimals)
}

// full is a point's value with its unit and, behind it, its marks: "845 offences [p]".
func (v voice) full(ind kpi.Indicator, p kpi.Point, unit string) string {
	f := v.pointFigure(ind, p)
	if v.placeWord(ind, p.Value) == "" {
		f.Text = v.withUnit(f.Text, unit)
	}
	return f.String()
}

// valueText is a value of an indicator with its unit, or the word that stands for it.
func (v voice) valueText(ind kpi.Indicator, value float64) string {
	if word := v.placeWord(ind, value); word != "" {
		return word
	}
	return v.withUnit(v.format(value, ind.Decimals), ind.Unit)
}

// placeWord is the grade, or the state of a milestone, that a value stands for; "" for other measures.
func (v voice) placeWord(ind kpi.Indicator, value float64) string {
	switch i := int(value) - 1; {
	case ind.Measure == kpi.Milestone && value >= 1:
		return v.say("milestone.done")
	case ind.Measure == kpi.Milestone:
		return v.say("milestone.not-done")
	case ind.Measure == kpi.Grade && i >= 0 && i < len(ind.Scale) && value == math.Trunc(value):
		return ind.Scale[i]
	default:
		return ""
	}
}

// withUnit writes a value with its unit: "87.4%", "£215.55 a year", "£80,321 thousand", "74,365 offences".
func (v voice) withUnit(value, unit string) string {
	rest, pounds := strings.CutPrefix(unit, "£")
	switch {
	case unit == thousands:
		return v.say("unit.thousand-pounds", "n", value)
	case pounds:
		return v.say("unit.pounds", "n", value, "rest", rest)
	case unit == "%":
		return v.say("unit.percent", "n", value)
	case unit == "":
		return value
	case value == "1" && v.english():
		return v.say("unit.of", "n", value, "unit", one(unit))
	default:
		return v.say("unit.of", "n", value, "unit", unit)
	}
}

// english says whether the plan's own units are English words, whose singular can be told.
func (v voice) english() bool { return v.w == nil || v.w.Language == words.Default }

// thousands is how tables of finance write thousands of pounds: behind a figure its noughts would read as more of it.
const thousands = "£000"

// one is an English unit of one word in the singular: "death", "search", "person".
func one(unit string) string {
	switch {
	case unit == "people":
		return "person"
	case strings.Contains(unit, " "):
		return unit
	case strings.HasSuffix(unit, "ches"), strings.HasSuffix(unit, "shes"), strings.HasSuffix(unit, "sses"):
		return strings.TrimSuffix(unit, "es")
	case strings.HasSuffix(unit, "ies"):
		return strings.TrimSuffix(unit, "ies") + "y"
	default:
		return strings.TrimSuffix(unit, "s")
	}
}

// SizeWords writes a number of bytes in English, as GOV.UK does beside its links: "512 bytes", "845 KB", "1.2 MB".
func SizeWords(n int64) string { return SizeIn(words.English(), n) }

// SizeIn writes a number of bytes in a language. A KB is 1,024 bytes, as people's computers show it.
func SizeIn(w *words.Catalogue, n int64) string {
	const kb, mb, gb = 1 << 10, 1 << 20, 1 << 30
	switch {
	case n < kb:
		return w.Say("size.bytes", "n", int(n))
	case n < mb-kb/2: // what would be rounded to 1024 KB is 1 MB
		return w.Say("size.kb", "n", w.Number(strconv.FormatInt((n+kb/2)/kb, 10)))
	case n < gb-mb/20:
		return w.Say("size.mb", "n", w.Number(tenths(n, mb)))
	default:
		return w.Say("size.gb", "n", w.Number(tenths(n, gb)))
	}
}

// tenths divides and rounds half up to one decimal, which is left out when it is 0.
func tenths(n, unit int64) string {
	t := (n/unit)*10 + ((n%unit)*10+unit/2)/unit
	return strings.TrimSuffix(strconv.FormatInt(t/10, 10)+"."+strconv.FormatInt(t%10, 10), ".0")
}
