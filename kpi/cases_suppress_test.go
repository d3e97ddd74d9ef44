package kpi_test

import (
	"fmt"
	"slices"
	"strings"

	"planwatch/kpi"
)

// suppress reads "1 to 4".
func (c *oneCase) suppress(_, s string) error {
	from, to, _ := strings.Cut(s, " to ")
	low, err := figureOf(from)
	if err != nil {
		return err
	}
	high, err := figureOf(to)
	if err != nil || low == nil || high == nil {
		return fmt.Errorf("want the smallest and the largest that is hidden, \"1 to 4\", found %q", s)
	}
	c.ind.Suppress = &kpi.Suppress{From: *low, To: *high, Why: "A case."}
	return nil
}

// shown are the figures as they may be published: all, unless the indicator hides small ones.
func (c *oneCase) shown() []kpi.Observation {
	if c.ind.Suppress == nil {
		return c.observations
	}
	plan := c.plan
	plan.Area = "E1"
	plan.Areas = append([]kpi.Area{{Code: "E1", Name: "Force", Role: "force"}}, plan.Areas...)
	plan.Indicators = []kpi.Indicator{c.ind}
	var given []kpi.Issued
	for _, o := range c.observations {
		given = append(given, kpi.Issued{Observation: o, Edition: o.Period.Last})
	}
	return kpi.Protect(&plan, c.observations, given).Observations
}

// hiddenFigures lists what is hidden, for being small or beside such.
func hiddenFigures(c *oneCase, _ kpi.Assessment, _ want) string {
	var out []string
	for _, o := range c.shown() {
		if o.State != kpi.Suppressed {
			continue
		}
		name := o.Period.String()
		if area := strings.TrimPrefix(string(o.Area), "E-"); o.Area != "E1" {
			name = area + " " + name
		}
		if o.Beside {
			name += " beside"
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return noneOr(strings.Join(out, ", "))
}
