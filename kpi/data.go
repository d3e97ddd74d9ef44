package kpi

import "sort"

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
	for _, o := range observations {
		if o.Breakdown != "" {
			continue
		}
		k := seriesArea{o.Series, o.Area}
		if len(d.by[k]) == 0 {
			d.areas[o.Series] = append(d.areas[o.Series], o.Area)
		}
		d.by[k] = append(d.by[k], o)
	}
	for _, list := range d.by {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Period.Less(list[j].Period) })
	}
	return d
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
