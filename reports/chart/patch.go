package chart

import (
	"strconv"

	"planwatch/reports"
)

// patchOf is one form's arrangement. It names every part that any form has, so that a browser that changes from one
// to the other hides what it must.
func patchOf(c reports.Chart, l *layout, forms []layout) patch {
	return patch{
		Title: l.titles(forms), Grid: l.grids(), XAxis: l.xAxes(), YAxis: l.yAxes(), Series: l.seriesPatches(c, forms),
	}
}

func (l *layout) titles(forms []layout) []title {
	var out []title
	mine := map[string]bool{}
	for _, t := range l.texts {
		mine[t.id] = true
		out = append(out, l.titleOf(t))
	}
	for _, other := range forms {
		for _, t := range other.texts {
			if !mine[t.id] {
				mine[t.id] = true
				out = append(out, title{ID: t.id})
			}
		}
	}
	return out
}

func (l *layout) seriesPatches(c reports.Chart, forms []layout) []seriesPatch {
	var out []seriesPatch
	names := map[string]*label{}
	for _, n := range l.names {
		names[n.series] = n.endLabel()
	}
	named := func(id string) {
		p := seriesPatch{ID: id, EndLabel: names[id]}
		if p.EndLabel == nil {
			p.EndLabel = &label{}
		}
		out = append(out, p)
	}
	for i := range l.lines {
		named(lineID(i))
	}
	if len(latestSeries(c)) > 0 {
		named(latestID)
	}
	flags := &markLine{Symbol: []string{"none", "none"}, Silent: true, Data: [][2]lineItem{}}
	for _, f := range l.flags {
		flags.Data = append(flags.Data, l.mark(f))
	}
	out = append(out, seriesPatch{ID: "flags", MarkLine: flags})
	for k := range stretches(c) {
		out = append(out, seriesPatch{ID: "points-" + strconv.Itoa(k), SymbolSize: symbolSize(len(c.Points), l.form)})
	}
	return append(out, l.samplePatches(forms)...)
}

func (l *layout) samplePatches(forms []layout) []seriesPatch {
	places := map[string][][]float64{}
	for _, s := range l.samples {
		places[s.id] = s.data()
	}
	var out []seriesPatch
	for _, s := range allSamples(forms) {
		data := places[s.id]
		if data == nil {
			data = [][]float64{}
		}
		out = append(out, seriesPatch{ID: s.id, Data: data})
	}
	return out
}
