package web

import "strings"

// acceptsGzip reads Accept-Encoding as RFC 9110, 12.5.3 has it: gzip by its name, else by "*", with a weight above 0 and
// not below that of identity. Without the header, and when in doubt, the answer is no: identity is never wrong.
func acceptsGzip(lines []string) bool {
	const unsaid = -1
	gzip, others, identity := unsaid, unsaid, unsaid
	for _, line := range lines {
		for item := range strings.SplitSeq(line, ",") {
			coding, weight := weighed(item)
			switch {
			case strings.EqualFold(coding, "gzip"), strings.EqualFold(coding, "x-gzip"):
				gzip = weight
			case strings.EqualFold(coding, "identity"):
				identity = weight
			case coding == "*":
				others = weight
			}
		}
	}
	if gzip == unsaid {
		gzip = others
	}
	return gzip > 0 && gzip >= identity
}

// weighed splits "gzip;q=0.5" into the coding and its weight in thousandths.
func weighed(item string) (coding string, weight int) {
	coding, parameters, _ := strings.Cut(item, ";")
	weight = 1000
	for p := range strings.SplitSeq(parameters, ";") {
		p = strings.TrimSpace(p)
		if len(p) >= 2 && (p[0] == 'q' || p[0] == 'Q') && p[1] == '=' {
			weight = thousandths(p[2:])
		}
	}
	return strings.TrimSpace(coding), weight
}

// thousandths reads a weight: 0 or 1 with up to three decimals, at most 1. Anything else counts as 0.
func thousandths(s string) int {
	whole, decimals, _ := strings.Cut(s, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 {
		return 0
	}
	n := int(whole[0] - '0')
	for i := range 3 {
		digit := byte('0')
		if i < len(decimals) {
			digit = decimals[i]
		}
		if digit < '0' || digit > '9' {
			return 0
		}
		n = n*10 + int(digit-'0')
	}
	if n > 1000 {
		return 0
	}
	return n
}
