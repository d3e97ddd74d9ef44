package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"planwatch/kpi"
)

// format is the one rounding: a number with so many decimals and commas between thousands.
func format(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if strings.Trim(s, "0.") == "" {
		sign = "" // no "-0"
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
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
func lowerLimit(ind kpi.Indicator, x float64, decimals int) Figure {
	return number(shownLower(ind, x), decimals)
}

// number makes a Figure of a known number, [z] when it is not defined.
func number(x float64, decimals int) Figure {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Figure{Text: kpi.NotApplicable.Shorthand()}
	}
	r := rounded(x, decimals)
	return Figure{Text: format(x, decimals), Number: &r}
}

// text makes a Figure of words.
func text(s string) Figure { return Figure{Text: s} }

// pointFigure is a point's value, or the shorthand for why it has none.
func pointFigure(ind kpi.Indicator, p kpi.Point) Figure {
	if p.State != kpi.Known {
		return Figure{Text: p.State.Shorthand()}
	}
	f := number(p.Value, ind.Decimals)
	if word := placeWord(ind, p.Value); word != "" {
		f = text(word)
	}
	f.Marks = p.Marks.Shorthand()
	return f
}

// optional is a number that may be missing, [z] then.
func optional(x *float64, decimals int) Figure {
	if x == nil {
		return Figure{Text: kpi.NotApplicable.Shorthand()}
	}
	return number(*x, decimals)
}

// full is a point's value with its unit and, behind it, its marks: "845 offences [p]".
func full(ind kpi.Indicator, p kpi.Point, unit string) string {
	f := pointFigure(ind, p)
	if placeWord(ind, p.Value) == "" {
		f.Text = withUnit(f.Text, unit)
	}
	return f.String()
}

// valueText is a value of an indicator with its unit, or the word that stands for it.
func valueText(ind kpi.Indicator, value float64) string {
	if word := placeWord(ind, value); word != "" {
		return word
	}
	return withUnit(format(value, ind.Decimals), ind.Unit)
}

// placeWord is the grade, or the state of a milestone, that a value stands for; "" for other measures.
func placeWord(ind kpi.Indicator, value float64) string {
	switch i := int(value) - 1; {
	case ind.Measure == kpi.Milestone:
		return either(value >= 1, "Done", "Not done")
	case ind.Measure == kpi.Grade && i >= 0 && i < len(ind.Scale) && value == math.Trunc(value):
		return ind.Scale[i]
	default:
		return ""
	}
}

// countOf is "1 figure" or "1,234 figures".
func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return format(float64(n), 0) + " " + many
}

// withUnit writes a value with its unit: "87.4%", "£215.55 a year", "£80,321 thousand", "74,365 offences".
func withUnit(value, unit string) string {
	if unit == thousands {
		unit = "£ thousand"
	}
	rest, pounds := strings.CutPrefix(unit, "£")
	switch {
	case pounds:
		return "£" + value + rest
	case unit == "%":
		return value + "%"
	case unit == "":
		return value
	case value == "1":
		return value + " " + one(unit)
	default:
		return value + " " + unit
	}
}

// thousands is how tables of finance write thousands of pounds: behind a figure its noughts would read as more of it.
const thousands = "£000"

// one is a unit of one word in the singular: "death", "search", "person".
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

// SizeWords writes a number of bytes as GOV.UK does beside its links: "512 bytes", "845 KB", "1.2 MB". A KB is 1,024
// bytes, as people's computers show it.
func SizeWords(n int64) string {
	const kb, mb, gb = 1 << 10, 1 << 20, 1 << 30
	switch {
	case n == 1:
		return "1 byte"
	case n < kb:
		return fmt.Sprintf("%d bytes", n)
	case n < mb-kb/2: // what would be rounded to 1024 KB is 1 MB
		return fmt.Sprintf("%d KB", (n+kb/2)/kb)
	case n < gb-mb/20:
		return tenths(n, mb) + " MB"
	default:
		return tenths(n, gb) + " GB"
	}
}

// tenths divides and rounds half up to one decimal, which is left out when it is 0.
func tenths(n, unit int64) string {
	t := (n/unit)*10 + ((n%unit)*10+unit/2)/unit
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", t/10, t%10), ".0")
}
