package kpi

import "slices"

// Data is what is known at a moment: the observations that hold, by series and area.
type Data struct {
	by    map[seriesArea][]Observation
	areas map[SeriesID][]AreaCode
	notes map[Key][]Note
}

// Note says something of one figure that is not in the figure itself, such as why an unusual value was accepted. It is
// said with the figure wherever it is the latest or in the baseline.
func (d *Data) Note(k Key, n Note) { d.notes[k] = append(d.notes[k], n) }

// NotesOn gives what was said of a figure.
func (d *Data) NotesOn(k Key) []Note { return d.notes[k] }

type seriesArea struct {
	series SeriesID
	area   AreaCode
}

// NewData files observations by series and area, each in order of time. Breakdowns other than the whole are left out.
func NewData(observations []Observation) *Data {
	d := &Data{by: map[seriesArea][]Observation{}, areas: map[SeriesID][]AreaCode{}, notes: map[Key][]Note{}}
	d.Add(observations)
	return d
}

// Add files more observations. They are kept, not copied, so that what lies together in order of time, as the store
// gives it, takes no second room: the caller doesn't change them afterwards.
func (d *Data) Add(observations []Observation) {
	touched := map[seriesArea]bool{}
	for rest := observations; len(rest) > 0; {
		n := together(rest)
		run := rest[:n:n]
		rest = rest[n:]
		if run[0].Breakdown != "" {
			continue
		}
		k := seriesArea{run[0].Series, run[0].Area}
		touched[k] = true
		if had := d.by[k]; len(had) > 0 {
			run = append(had[:len(had):len(had)], run...)
		} else {
			d.areas[k.series] = append(d.areas[k.series], k.area)
		}
		d.by[k] = run
	}
	for k := range touched {
		if list := d.by[k]; !slices.IsSortedFunc(list, byPeriod) {
			list = slices.Clone(list)
			slices.SortStableFunc(list, byPeriod)
			d.by[k] = list
		}
	}
}

// together is how many of the first observations are of one series, area and breakdown.
func together(list []Observation) int {
	n, first := 1, &list[0]
	for n < len(list) && list[n].Series == first.Series && list[n].Area == first.Area && list[n].Breakdown == first.Breakdown {
		n++
	}
	return n
}

func byPeriod(a, b Observation) int {
	switch {
	case a.Period.Less(b.Period):
		return -1
	case b.Period.Less(a.Period):
		return 1
	default:
		return 0
	}
}

// Series gives the observations of a series for an area, in order of time, up to and including asAt (0: all).
func (d *Data) Series(id SeriesID, area AreaCode, asAt Date) []Observation {
	list := d.by[seriesArea{id, area}]
	if asAt == 0 {
		return list
	}
	n := len(list)
	for n > 0 && list[n-1].Period.Last > asAt {
		n--
	}
	return list[:n]
}

// Has says whether a series has any figure for any area.
func (d *Data) Has(id SeriesID) bool { return len(d.areas[id]) > 0 }
