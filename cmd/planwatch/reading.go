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
	// Populations and comparators of later dates may be needed for the nearest year, so only the known date limits here;
	// kpi keeps to periods that ended by the reporting date.
	observations, err := s.Observations(ctx, store.Query{KnownAt: r.knownAt})
	if err != nil {
		return err
	}
	r.data = kpi.NewData(observations)
	if r.loads, err = s.Loads(ctx, r.knownAt); err != nil {
		return err
	}
	if r.accepted, err = s.Accepted(ctx, r.knownAt); err != nil {
		return err
	}
	if r.revisions, err = s.Revisions(ctx, nil, r.knownAt); err != nil {
		return err
	}
	r.weigh(observations)
	r.say(observations)
	return nil
}

// cellOf is a cell of a load.
type cellOf struct {
	load        int
	sheet, cell string
}

// say notes with each figure what was said of it: why a warning about its cell was accepted, and that a newer edition has
// changed it by more than the bound. Of several such changes the newest is said.
func (r *reading) say(observations []kpi.Observation) {
	accepted := map[cellOf][]store.Acceptance{}
	for _, a := range r.accepted {
		if a.Cell != "" {
			at := cellOf{a.Load, a.Sheet, a.Cell}
			accepted[at] = append(accepted[at], a)
		}
	}
	revised := map[kpi.Key]store.Revision{}
	for _, v := range r.revisions {
		if v.Beyond(r.space.config.RevisionBound) {
			revised[v.New.Key] = v
		}
	}
	if len(accepted)+len(revised) == 0 {
		return
	}
	for _, o := range observations {
		if v, ok := revised[o.Key]; ok {
			r.data.Note(o.Key, v.Note(r.plan.Words, r.space.config.RevisionBound))
		}
		for _, a := range accepted[cellOf{o.Place.Load, o.Place.Sheet, o.Place.Cell}] {
			r.data.Note(o.Key, kpi.Note{Code: kpi.NoteAccepted, Text: r.plan.Words.Say("note.accepted", "period", o.Period.In(r.plan.Words), "code", a.Code, "because", sentence(a.Because))})
		}
	}
}

// weigh finds which loads and layouts the figures come from.
func (r *reading) weigh(observations []kpi.Observation) {
	layouts := map[int]string{}
	for _, l := range r.loads {
		layouts[l.Number] = l.Layout
	}
	used := map[int]bool{}
	r.newest = map[string]kpi.Period{}
	r.newestOf = map[kpi.SeriesID]kpi.Observation{}
	for _, o := range observations {
		used[o.Place.Load] = true
		name := layouts[o.Place.Load]
		if old, ok := r.newest[name]; o.Outturn && (!ok || old.Less(o.Period)) {
			r.newest[name] = o.Period
		}
		if old, ok := r.newestOf[o.Series]; o.Outturn && (!ok || old.Period.Less(o.Period)) {
			r.newestOf[o.Series] = o
		}
	}
	r.inUse = slices.Sorted(maps.Keys(used))
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
