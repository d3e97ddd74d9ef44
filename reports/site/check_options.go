package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"
	"time"

	"planwatch/reports"
)

// reportFile is where a report may stand, and how it may be called: nothing in it can lead out of the folder, and
// nothing needs escaping in an address.
var reportFile = regexp.MustCompile(`^reports/[A-Za-z0-9][A-Za-z0-9._-]*\.[a-z0-9]+$`)

// checkOptions lists everything that is wrong with what is published beside a Pack, or nil.
func checkOptions(p *reports.Pack, o Options) error {
	c := &checker{seen: map[string]string{}}
	if fault := addressFault(o.BaseURL); fault != "" {
		c.refuse("bad-address", "public address: %s, found %q", fault, o.BaseURL)
	}
	if o.BaseURL != "" {
		c.days(p)
	}
	for _, r := range o.Reports {
		c.report(r)
	}
	return errors.Join(c.errs...)
}

// days refuses a latest figure without the days of its period, which the feed is made from.
func (c *checker) days(p *reports.Pack) {
	for _, s := range p.Sections {
		for _, i := range s.Indicators() {
			r, ok := latestRow(i)
			if !ok {
				continue
			}
			for _, day := range []string{r.FirstDay, r.LastDay} {
				if _, err := time.Parse(time.DateOnly, day); err != nil {
					c.refuse("bad-day", "indicator %s: the feed wants the first and last day of %s such as 2025-12-31, found %q", i.ID, r.Period, day)
				}
			}
		}
	}
}

func (c *checker) report(r Report) {
	if !reportFile.MatchString(r.File) {
		c.refuse("bad-file", "report %s (%s): want a file in reports/, its name of letters, digits, dots and hyphens, found %q", r.Title, r.Format, r.File)
		return
	}
	// Some file systems take large and small letters for the same.
	who, name := r.Title+" ("+r.Format+", figures to "+r.AsAt+")", strings.ToLower(r.File)
	if other, ok := c.seen[name]; ok {
		c.refuse("same-file", "report %s: the file %q is already that of %s", who, r.File, other)
		return
	}
	c.seen[name] = who
	if r.Size != int64(len(r.Content)) {
		c.refuse("other-size", "report %s: want a size of %d bytes, as its content has, found %d", who, len(r.Content), r.Size)
	}
	// A reader compares the fingerprint; one that is not the file's own would say that the file was changed.
	if sum := sha256.Sum256(r.Content); !strings.EqualFold(r.SHA256, hex.EncodeToString(sum[:])) {
		c.refuse("other-sha256", "report %s: want the SHA-256 of its content, %x, found %q", who, sum, r.SHA256)
	}
}
