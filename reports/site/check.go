package site

import (
	"errors"
	"fmt"
	"regexp"

	"planwatch/reports"
)

// slugShape is what an address may consist of; nothing else can leave the site's folder or need escaping.
var slugShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// checker gathers the reasons why a Pack must not be published.
type checker struct {
	seen map[string]string // page -> whose it is
	errs []error
}

func (c *checker) refuse(code, format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("site: "+format+" [%s]", append(args, code)...))
}

// check lists everything that is wrong with a Pack, or nil. A Pack that [reports.Build] made from a checked plan has
// nothing wrong; this is the last gate before the public.
func check(p *reports.Pack) error {
	c := &checker{seen: map[string]string{}}
	for _, s := range p.Sections {
		c.slug("section "+s.ID, "sections", s.Slug)
		for _, i := range s.Indicators() {
			c.slug("indicator "+i.ID, "indicators", i.Slug)
			c.indicator(i)
		}
	}
	return errors.Join(c.errs...)
}

func (c *checker) slug(who, folder, slug string) {
	if !slugShape.MatchString(slug) {
		c.refuse("bad-slug", "%s: want a slug of small letters, digits and hyphens, found %q", who, slug)
		return
	}
	name := folder + "/" + slug
	if other, ok := c.seen[name]; ok {
		c.refuse("same-slug", "%s: the slug %q is already that of %s", who, slug, other)
		return
	}
	c.seen[name] = who
}

func (c *checker) indicator(i *reports.Indicator) {
	if ch := i.Chart; ch != nil {
		c.drawing(i, "chart", ch.SVG)
		c.drawing(i, "narrow chart", ch.Narrow)
		if fault := optionFault(ch.Option); len(ch.Option) > 0 && fault != "" {
			c.refuse("bad-option", "indicator %s: chart option: %s", i.ID, fault)
		}
		if i.Notice != "" && ch.Notice == "" {
			c.refuse("no-notice", "indicator %s: its chart lacks the notice %q", i.ID, i.Notice)
		}
	}
	if i.Spark != nil {
		c.drawing(i, "trend line", i.Spark.SVG)
	}
	for _, r := range i.Rows {
		if r.Provenance == illustrative && r.Notice == "" {
			c.refuse("no-notice", "indicator %s: the illustrative figure of %s, %s, lacks its notice", i.ID, r.AreaName, r.Period)
		}
		if r.Provenance == illustrative && i.Notice == "" {
			c.refuse("no-notice", "indicator %s: shows the illustrative figure of %s, %s, without a notice on its page", i.ID, r.AreaName, r.Period)
			break
		}
	}
}

// illustrative is the provenance of invented figures.
const illustrative = "illustrative"

func (c *checker) drawing(i *reports.Indicator, what string, content []byte) {
	if len(content) == 0 {
		return
	}
	if fault := drawingFault(content); fault != "" {
		c.refuse("bad-drawing", "indicator %s: %s: %s", i.ID, what, fault)
	}
}
