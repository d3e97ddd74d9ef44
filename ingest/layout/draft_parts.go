package layout

import (
	"regexp"
	"strings"
)

var (
	areaWords   = regexp.MustCompile(`(?i)\b(area|force|borough|council|authority|district|region|ocu|lad|pfa|csp|name)\b`)
	periodWords = regexp.MustCompile(`(?i)(year|month|date|period|quarter|week|\bfy\b|\bday\b)`)
	idWords     = regexp.MustCompile(`(?:(?i:(?:^|[\s_])(?:id|code|ref|fid|index|latitude|longitude|easting|northing|location_\w+|postcode|type|category|class|range|severity))|[a-z](?:ID|Id|Code|Index|Range|Type))$`)
	partOfYear  = regexp.MustCompile(`(?i)(^q$|quarter|qtr|^month)`)
)

// parts decides what each column is for, from what its cells have in common and what its header says.
func (s *sketch) parts() {
	s.areaParts()
	s.periodPart()
	some := false
	for _, f := range s.cols[1:] {
		some = some || f.plays == noPart && f.figures*2 >= f.filled && f.figures > 0 && !f.isID()
	}
	for _, f := range s.cols[1:] {
		if f.plays != noPart || f.filled == 0 {
			continue
		}
		switch {
		case f.figures == 0 && !some:
			f.plays = labelPart
		case f.ofFigures() && f.isID():
			f.plays = idPart
		case f.ofFigures():
			f.plays = figurePart
		case f.share(len2(f.words)) >= 0.9 || f.figures == 0:
			f.plays = labelPart
		}
	}
}

func len2(c counted) (n int) {
	for _, t := range c.list {
		n += c.times[t]
	}
	return n
}

// ofFigures says whether a column holds figures: numbers for the most part, and markers; or markers only.
func (f *profile) ofFigures() bool {
	if f.figures*2 >= f.filled {
		return true
	}
	for _, w := range f.words.list {
		if !likeMarker(w) {
			return false
		}
	}
	return len(f.words.list) > 0
}

// isID says whether a column of numbers is one of codes and not of figures.
func (f *profile) isID() bool {
	return idWords.MatchString(f.name) || f.figures > 0 && f.minus1 == f.figures ||
		f.figures > 1 && f.years == f.filled && periodWords.MatchString(f.name) || partOfYear.MatchString(f.name)
}

// areaParts finds the columns with the area's code and name.
func (s *sketch) areaParts() {
	var code, name *profile
	for _, f := range s.cols[1:] {
		switch {
		case f.name == "" || f.figures*2 > f.filled:
		case f.share(f.codes) >= 0.5 && (code == nil || f.known > code.known):
			code = f
		case f.share(f.codes) < 0.5 && f.share(f.known) >= 0.3 && (name == nil || f.known > name.known):
			name = f
		}
	}
	if code != nil && name != nil && code.known == 0 {
		code = nil
	}
	if code == nil && name == nil {
		name = s.unknownAreas()
	}
	if code != nil {
		name = s.besideCode(code, name)
	}
	if code != nil {
		code.plays = codePart
	}
	if name != nil {
		name.plays = namePart
	}
}

// besideCode is the column with the names of a column of codes: the next one, or one that says as many different things.
func (s *sketch) besideCode(code, name *profile) *profile {
	if code.col < s.columns {
		if next := s.cols[code.col+1]; next.name != "" && next.figures == 0 && areaWords.MatchString(next.name) {
			return next
		}
	}
	if name != nil && len(name.texts.list)*10 >= len(code.texts.list)*9 {
		return name
	}
	return nil
}

// unknownAreas is a column that says in its header that it holds areas, none of which the plan knows.
func (s *sketch) unknownAreas() *profile {
	for _, f := range s.cols[1:] {
		if f.name != "" && f.figures == 0 && f.periods == 0 && len(f.words.list) > 1 && areaWords.MatchString(strings.ReplaceAll(f.name, "_", " ")) {
			return f
		}
		if f.name != "" && strings.HasSuffix(f.name, "AreaCode") && f.figures == 0 {
			return f
		}
	}
	return nil
}

// periodPart finds the column with the period: the one whose cells are periods, and not years where another says more.
func (s *sketch) periodPart() {
	var best *profile
	score := 0
	for _, f := range s.cols[1:] {
		if f.plays != noPart || f.name == "" || f.filled == 0 {
			continue
		}
		n := 0
		switch {
		case f.share(f.periods) >= 0.6:
			n = 2 * f.filled
		case f.years == f.figures && f.share(f.years) >= 0.9 && periodWords.MatchString(f.name):
			n = f.filled
		}
		if n > 0 && periodWords.MatchString(f.name) {
			n += f.filled
		}
		if n > score {
			best, score = f, n
		}
	}
	if best != nil {
		best.plays = periodPart
	}
}

// playing lists the columns with a part.
func (s *sketch) playing(part columnPart) (out []*profile) {
	for _, f := range s.cols[1:] {
		if f.plays == part {
			out = append(out, f)
		}
	}
	return out
}

// one is the only column with a part, or nil.
func (s *sketch) one(part columnPart) *profile {
	if found := s.playing(part); len(found) > 0 {
		return found[0]
	}
	return nil
}

// repeats says whether rows say the same in all of some columns.
func (s *sketch) repeats(by ...*profile) bool {
	seen := map[string]bool{}
	for row := s.first; row <= s.last; row++ {
		key := ""
		for _, f := range by {
			if f != nil {
				key += "\x00" + fold(s.p.text(row, f.col))
			}
		}
		if strings.Trim(key, "\x00") == "" && len(by) > 0 {
			continue
		}
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}
