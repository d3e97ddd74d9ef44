package main

import (
	"context"
	"maps"
	"slices"
	"time"

	"planwatch/data/store"
	"planwatch/kpi"
	"planwatch/reports"
)

// reading is what a verb that reports needs: the plan, the figures that hold at two dates, and the loads behind them.
type reading struct {
	space   *workspace
	plan    *kpi.Plan
	data    *kpi.Data
	loads   []kpi.Load
	area    kpi.AreaCode
	asAt    kpi.Date
	knownAt time.Time

	accepted  []store.Acceptance
	revisions []store.Revision

	inUse  []int                 // numbers of the loads that figures in data come from
	newest map[string]kpi.Period // by layout, the newest period of outturn that it brought

	newestOf map[kpi.SeriesID]kpi.Observation // by series, a figure of its newest period of outturn
}

// read opens the store just long enough to take out what holds.
func read(ctx context.Context, f *workspaceFlag, areaName string, t timeFlags) (*reading, error) {
	asAt, knownAt, err := t.times()
	if err != nil {
		return nil, err
	}
	space, err := f.open()
	if err != nil {
		return nil, err
	}
	return space.read(ctx, areaName, asAt, knownAt)
}

// read reads the plan and takes out of the store what holds.
func (space *workspace) read(ctx context.Context, areaName string, asAt kpi.Date, knownAt time.Time) (*reading, error) {
	var err error
	r := &reading{space: space, asAt: asAt, knownAt: knownAt}
	if r.plan, err = space.plan(); err != nil {
		return nil, err
	}
	if r.area, err = space.area(r.plan, areaName); err != nil {
		return nil, err
	}
	if err := r.take(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

// take reads the store. Without --as-at the reporting date is the end of the newest loaded period.
func (r *reading) take(ctx context.Context) error {
	r.data = kpi.NewData(nil)
	s, err := r.space.openToRead(ctx)
	if s == nil || err != nil {
		return err
	}
	defer s.Close()
	if r.asAt == 0 {
		if end, ok, err := s.NewestPeriodEnd(ctx, r.knownAt); err != nil {
			return err
		} else if ok {
			r.asAt = end
		}
	}
	if r.loads, err = s.Loads(ctx, r.knownAt); err != nil {
		return err
	}
	if r.accepted, err = s.Accepted(ctx, r.knownAt); err != nil {
		return err
	}
	if r.revisions, err = s.Revisions(ctx, nil, r.knownAt); err != nil {
		return err
	}
	// Populations and comparators of later dates may be needed for the nearest year, so only the known date limits here;
	// kpi keeps to periods that ended by the reporting date.
	w, said := r.newWeights(), r.newSayings()
	if err := s.EachSeries(ctx, store.Query{KnownAt: r.knownAt}, func(run []kpi.Observation) error {
		r.data.Add(run)
		for i := range run {
			w.weigh(r, &run[i])
			said.note(r, &run[i])
		}
		return nil
	}); err != nil {
		return err
	}
	r.inUse = slices.Sorted(maps.Keys(w.used))
	return nil
}

// cellOf is a cell of a load.
type cellOf struct {
	load        int
	sheet, cell string
}

// sayings are what was said of figures: why a warning about a cell was accepted, and that a newer edition has changed a
// figure by more than the bound. Of several such changes the newest is said.
type sayings struct {
	accepted map[cellOf][]store.Acceptance
	revised  map[kpi.Key]store.Revision
}

func (r *reading) newSayings() sayings {
	s := sayings{map[cellOf][]store.Acceptance{}, map[kpi.Key]store.Revision{}}
	for _, a := range r.accepted {
		if a.Cell != "" {
			at := cellOf{a.Load, a.Sheet, a.Cell}
			s.accepted[at] = append(s.accepted[at], a)
		}
	}
	for _, v := range r.revisions {
		if v.Beyond(r.space.config.RevisionBound) {
			s.revised[v.New.Key] = v
		}
	}
	return s
}

// note notes with a figure what was said of it.
func (s sayings) note(r *reading, o *kpi.Observation) {
	if len(s.accepted)+len(s.revised) == 0 {
		return
	}
	if v, ok := s.revised[o.Key]; ok {
		r.data.Note(o.Key, v.Note(r.plan.Words, r.space.config.RevisionBound))
	}
	for _, a := range s.accepted[cellOf{o.Place.Load, o.Place.Sheet, o.Place.Cell}] {
		r.data.Note(o.Key, kpi.Note{Code: kpi.NoteAccepted, Text: r.plan.Words.Say("note.accepted", "period", o.Period.In(r.plan.Words), "code", a.Code, "because", sentence(a.Because))})
	}
}

// weights find which loads and layouts the figures come from.
type weights struct {
	layouts map[int]string // by load
	used    map[int]bool   // loads
}

func (r *reading) newWeights() weights {
	w := weights{map[int]string{}, map[int]bool{}}
	for _, l := range r.loads {
		w.layouts[l.Number] = l.Layout
	}
	r.newest = map[string]kpi.Period{}
	r.newestOf = map[kpi.SeriesID]kpi.Observation{}
	return w
}

func (w weights) weigh(r *reading, o *kpi.Observation) {
	w.used[o.Place.Load] = true
	name := w.layouts[o.Place.Load]
	if old, ok := r.newest[name]; o.Outturn && (!ok || old.Less(o.Period)) {
		r.newest[name] = o.Period
	}
	if old, ok := r.newestOf[o.Series]; o.Outturn && (!ok || old.Period.Less(o.Period)) {
		r.newestOf[o.Series] = *o
	}
}

// indicators picks the named ones, or all.
func (r *reading) indicators(names []string) ([]kpi.Indicator, error) {
	if len(names) == 0 {
		return r.plan.Computed(), nil
	}
	var out []kpi.Indicator
	for _, name := range names {
		ind, err := r.indicator(name)
		if err != nil {
			return nil, err
		}
		out = append(out, ind)
	}
	return out, nil
}

func (r *reading) indicator(name string) (kpi.Indicator, error) {
	if ind, ok := r.plan.Indicator(name); ok {
		return ind, nil
	}
	var known []string
	for _, i := range r.plan.Indicators {
		known = append(known, string(i.ID), i.Slug)
	}
	return kpi.Indicator{}, usage("the plan has no indicator %q%s", name, kpi.DidYouMean(name, known))
}

// pack builds a Pack of the given kind.
func (r *reading) pack(kind string) *reports.Pack {
	return reports.Build(kind, reports.Input{
		Plan: r.plan, Data: r.data, Loads: r.loads, Area: r.area, AsAt: r.asAt, KnownAt: r.knownAt,
		Notices: r.space.config.Notices, Edition: version, Members: r.space.config.ReviewMembers,
	})
}
