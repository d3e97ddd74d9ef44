package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/kpi"
)

// registerUnsuppressed adds the flag by which staff see what is hidden from everybody else.
func (t *timeFlags) registerUnsuppressed(c *cobra.Command) {
	c.Flags().BoolVar(&t.unsuppressed, "unsuppressed", false, "show small figures that the plan hides; the output is not for publication")
}

// hiding is what is published in place of some figures.
type hiding map[kpi.Key]kpi.Observation

// in hides what has to be hidden of some figures.
func (h hiding) in(list []kpi.Observation) {
	if len(h) == 0 {
		return
	}
	for i := range list {
		if o, ok := h[list[i].Key]; ok {
			list[i] = o
		}
	}
}

// protect finds what is too small to publish, and hides it in revisions, unless staff ask to see it.
func (r *reading) protect(ctx context.Context, s *store.Store) (hiding, error) {
	guarded := kpi.Guarded(r.plan)
	if len(guarded) == 0 || r.unsuppressed {
		return nil, nil
	}
	given, err := s.History(ctx, guarded, r.knownAt)
	if err != nil {
		return nil, err
	}
	observations, err := s.Observations(ctx, store.Query{KnownAt: r.knownAt, Series: guarded})
	if err != nil {
		return nil, err
	}
	p := kpi.Protect(r.plan, observations, given)
	for i := range r.revisions {
		r.revisions[i].Revision = p.Revision(r.revisions[i].Revision)
	}
	r.exposed = p.Exposed
	out := hiding{}
	for i, o := range p.Observations {
		if o != observations[i] {
			out[o.Key] = o
		}
	}
	return out, nil
}

// warnUnsuppressed says that an output is not for publication.
func (r *reading) warnUnsuppressed(out io.Writer) {
	if r.unsuppressed && len(kpi.Guarded(r.plan)) > 0 {
		fmt.Fprintln(out, "Not for publication: small figures that the plan hides are shown.")
	}
}

// exposedWords says which small figures can be worked out whatever is hidden; "" when there are none.
func (r *reading) exposedWords() string {
	if len(r.exposed) == 0 {
		return ""
	}
	var list []string
	for _, k := range r.exposed {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", k.Series, areaName(r.plan, k.Area), k.Period, k.Breakdown)))
	}
	return fmt.Sprintf("%s can be worked out from what is published already, whatever is hidden now: %s",
		countOf(len(list), "small figure", "small figures"), strings.Join(list, "; "))
}

// warnExposed prints it.
func (r *reading) warnExposed(out io.Writer) {
	if words := r.exposedWords(); words != "" {
		fmt.Fprintln(out, "Warning: "+words+".")
	}
}
