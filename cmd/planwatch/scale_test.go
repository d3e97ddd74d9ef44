package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"planwatch/data/store"
	"planwatch/kpi"
)

// scale is how large an invented store is: so many forces with their areas, all with the same indicators and months.
type scale struct {
	Forces, Areas int // Areas are those of all forces together
	Indicators    int
	Months        int
	Parts         int // figures by breakdown beside each of the whole
}

// asScale makes the test binary fill or assess an invented store in a process of its own, whose memory can be measured.
const asScale = "PLANWATCH_AS_SCALE"

// scaleRun is what such a process is asked for, and what it answers.
type scaleRun struct {
	Do    string // fill or assess
	Path  string // of the store
	Scale scale

	Rows, Assessments, Judged int
	Seconds, PeakMB           float64
	Busy                      float64 // seconds of processors: what else the machine does is not in it
}

// inProcess does a run in a process of its own, with its time on the clock, from start to end, and its peak memory.
func (r scaleRun) inProcess(tb testing.TB) scaleRun {
	tb.Helper()
	ask, err := json.Marshal(r)
	if err != nil {
		tb.Fatal(err)
	}
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), asScale+"="+string(ask))
	c.Stderr = os.Stderr
	begun := time.Now()
	answer, err := c.Output()
	if err != nil {
		tb.Fatalf("%s %+v: %v", r.Do, r.Scale, err)
	}
	if err := json.Unmarshal(answer, &r); err != nil {
		tb.Fatal(err)
	}
	r.Seconds = time.Since(begun).Seconds()
	r.Busy = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.PeakMB = float64(usage.Maxrss) / 1024
	}
	return r
}

// scaleMain is that process.
func scaleMain(ask string) int {
	var r scaleRun
	err := json.Unmarshal([]byte(ask), &r)
	if err == nil {
		err = map[string]func(*scaleRun) error{"fill": fillScale, "assess": assessScale}[r.Do](&r)
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(r)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitFailed
	}
	return exitDone
}

// fillScale keeps a return of each force.
func fillScale(r *scaleRun) error {
	s, err := store.Open(context.Background(), r.Path, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	plan := r.Scale.plan()
	for f := range r.Scale.Forces {
		ret := r.Scale.of(plan, f)
		kept, err := s.Keep(context.Background(), []kpi.Return{ret}, time.Date(2026, 1, 1, 0, 0, f, 0, time.UTC))
		if err != nil {
			return err
		}
		if len(kept[0].Refused) > 0 {
			return kept[0].Refused
		}
		r.Rows += kept[0].Load.Observations
	}
	return nil
}

// assessScale assesses every indicator for every area. It takes a force at a time out of the store, as a verb takes out
// what it needs, and keeps nothing of the one before.
func assessScale(r *scaleRun) error {
	plan := r.Scale.plan()
	for f := range r.Scale.Forces {
		areas := r.Scale.areasOf(f)
		data, err := r.take(areas)
		if err != nil {
			return err
		}
		for _, area := range areas {
			list, err := assessArea(context.Background(), plan, plan.Indicators, area, data, scaleEnd)
			if err != nil {
				return err
			}
			for _, a := range list {
				r.Assessments++
				if a.Trend.Kind != kpi.TrendCannotJudge {
					r.Judged++
				}
			}
		}
	}
	return nil
}

// take takes out what holds for some areas.
func (r *scaleRun) take(areas []kpi.AreaCode) (*kpi.Data, error) {
	ctx := context.Background()
	s, err := store.Open(ctx, r.Path, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	data := kpi.NewData(nil)
	return data, s.EachSeries(ctx, store.Query{Areas: areas, Whole: true}, func(run []kpi.Observation) error {
		data.Add(run)
		r.Rows += len(run)
		return nil
	})
}

// scaleEnd is the reporting date; figures begin so many months before.
var scaleEnd = kpi.DateOf(2025, 12, 31)

// areasOf are the areas of a force, the force's own first. The first forces have one more where they do not divide.
func (s scale) areasOf(force int) []kpi.AreaCode {
	from, to := force*s.Areas/s.Forces, (force+1)*s.Areas/s.Forces
	var out []kpi.AreaCode
	for i := from; i < to; i++ {
		// Codes of forces and areas lie apart, and those of one force not together, as in life.
		out = append(out, kpi.AreaCode(fmt.Sprintf("E%08d", 23000000+i*7919%s.Areas)))
	}
	return out
}

// plan has a count for two in three of its indicators, and for every third a percentage of the count before it.
func (s scale) plan() *kpi.Plan {
	p := &kpi.Plan{ID: "scale", Title: "Invented"}
	source := kpi.Source{ID: "scale", Name: "Invented return", Publisher: "Nobody", Provenance: kpi.ForceFigures}
	for i := range s.Indicators {
		id := kpi.SeriesID(fmt.Sprintf("scale.s%03d", i))
		source.Series = append(source.Series, kpi.SeriesInfo{ID: id, Name: string(id), Unit: "offences"})
		ind := kpi.Indicator{
			ID: kpi.IndicatorID(fmt.Sprintf("I%03d", i)), Name: string(id), Unit: "offences", Measure: kpi.Count, Direction: kpi.Reduce,
			Inputs: []kpi.Input{{Value: id}}, Frequency: kpi.Monthly,
		}
		if i%3 == 2 {
			ind.Measure, ind.Unit, ind.Direction = kpi.Percentage, "%", kpi.Increase
			ind.Inputs[0].Denominator = source.Series[i-1].ID
		}
		p.Indicators = append(p.Indicators, ind)
	}
	p.Sources = []kpi.Source{source}
	for f := range s.Forces {
		for _, code := range s.areasOf(f) {
			p.Areas = append(p.Areas, kpi.Area{Code: code, Name: string(code)})
		}
	}
	return p
}

// of is the return of a force: every series, area and month, with a season and noise, and parts by breakdown.
func (s scale) of(plan *kpi.Plan, force int) kpi.Return {
	name := fmt.Sprintf("force-%02d.csv", force)
	r := kpi.Return{File: name, SHA256: strings.Repeat("0", 62) + fmt.Sprintf("%02d", force), Layout: "scale", LayoutSHA256: "scale", Edition: scaleEnd + 1, EditionFrom: "the test"}
	first := scaleEnd.AddMonths(1 - s.Months)
	for i, info := range plan.Sources[0].Series {
		for _, area := range s.areasOf(force) {
			random := rand.New(rand.NewPCG(uint64(i), uint64(force)))
			period := kpi.PeriodContaining(kpi.Month, first)
			for m := range s.Months {
				value := math.Round((400 + 60*math.Sin(float64(m)*math.Pi/6) + 25*random.NormFloat64()) * map[bool]float64{true: 0.3, false: 1}[i%3 == 2])
				for part := range 1 + s.Parts {
					o := kpi.Observation{Key: kpi.Key{Series: info.ID, Area: area, Period: period}, Value: value, Outturn: true}
					if part > 0 {
						o.Breakdown, o.Value = fmt.Sprintf("part-%d", part), math.Round(value/float64(s.Parts))
					}
					o.Place = kpi.Place{File: name, Sheet: string(info.ID), Cell: "B" + fmt.Sprint(len(r.Observations)+2), Text: fmt.Sprint(o.Value)}
					r.Observations = append(r.Observations, o)
				}
				period = period.Next()
			}
		}
	}
	return r
}
