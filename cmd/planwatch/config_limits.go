package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"planwatch/ingest/sheet"
)

// limitKeys are the keys under limits: what one spreadsheet may cost before it is refused. The defaults are the reader's
// own, so that they stand in one place.
func limitKeys() []configKey {
	d := sheet.DefaultLimits()
	return []configKey{
		{"content", byteText(d.Content), "the file itself", aByteSize(func(c *config) *int64 { return &c.Limits.Content })},
		{"unpacked", byteText(d.Unpacked), "what the parts of an .xlsx or .ods unpack to, together", aByteSize(func(c *config) *int64 { return &c.Limits.Unpacked })},
		{"ratio", fmt.Sprint(d.Ratio), "how many times its packed size a large part unpacks to: long tables reach 60, attacks 1,000", aNumber(2, 100_000, func(c *config) *int64 { return &c.Limits.Ratio })},
		{"sheets", fmt.Sprint(d.Sheets), "sheets of one file", aNumber(1, 1_000_000, func(c *config) *int { return &c.Limits.Sheets })},
		{"cells", fmt.Sprint(d.Cells), "filled cells of one sheet", aNumber(1, math.MaxInt32, func(c *config) *int { return &c.Limits.Cells })},
		{"held", fmt.Sprint(d.Held), "filled cells of one sheet that is held in memory, as for loading: 32 bytes each, and the text", aNumber(1, math.MaxInt32, func(c *config) *int { return &c.Limits.Held })},
		{"strings", byteText(d.Strings), "text held in memory at once", aByteSize(func(c *config) *int64 { return &c.Limits.Strings })},
		{"text", byteText(int64(d.Text)), "text of one cell; Excel ends at 32,767 characters", aByteSize(func(c *config) *int { return &c.Limits.Text })},
		{"nesting", fmt.Sprint(d.Nesting), "how deep XML tags lie in one another", aNumber(20, 10_000, func(c *config) *int { return &c.Limits.Nesting })},
		{"spins", fmt.Sprint(d.Spins), "how often a protected file may have its password hashed; Excel does it 100,000 times", aNumber(1, 1_000_000_000, func(c *config) *int { return &c.Limits.Spins })},
	}
}

// byteUnits are the units of limits: powers of 1,024, as memory is counted. A disk's room (disk_low) is in powers of 1,000.
var byteUnits = []struct {
	name string
	size int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}

// byteText writes a size as the config does, in the largest unit of which it is a whole number.
func byteText(n int64) string {
	for _, u := range byteUnits {
		if n%u.size == 0 {
			return fmt.Sprintf("%d%s", n/u.size, u.name)
		}
	}
	return fmt.Sprint(n)
}

// roughSize says how large a file is that is over a limit.
func roughSize(n int64) string {
	for _, u := range byteUnits {
		if n >= 10*u.size {
			return fmt.Sprintf("%d%s", n/u.size, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

var byteShape = regexp.MustCompile(`(?i)^([1-9]\d{0,5})\s*([KMG]iB)$`)

func aByteSize[T int | int64](of func(*config) *T) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		m := byteShape.FindStringSubmatch(s)
		if m == nil {
			r.complain(n, "not-a-size", "%s: want a size such as 64MiB or 1GiB, found %q", key, n.GetToken().Value)
			return
		}
		count, _ := strconv.ParseInt(m[1], 10, 64)
		for _, u := range byteUnits {
			if strings.EqualFold(u.name, m[2]) {
				*of(r.config) = T(count * u.size)
			}
		}
	}
}

func readLimits(r *configReader, key string, n ast.Node) { r.below(key, n, limitKeys()) }

// below reads the mapping under a key, whose own keys are listed. It says whether there is one.
func (r *configReader) below(key string, n ast.Node, list []configKey) bool {
	body := r.mapping(key, n)
	if body == nil {
		return false
	}
	readers := map[string]valueReader{}
	for _, k := range list {
		readers[k.key] = k.read
	}
	r.keys(body, keyNames(list, func(k configKey) string { return k.key }), key+".", func(k string, n ast.Node) {
		readers[k](r, fmt.Sprintf("%s.%s", key, k), n)
	})
	return true
}

// limits are those of the workspace that is named, or the nearest, for a verb that needs none; else the defaults. A
// config with mistakes is refused: what it means to allow is not known.
func (f *workspaceFlag) limits() (sheet.Limits, error) {
	if _, err := nearestWorkspace(); err != nil && f.dir == "" {
		return sheet.DefaultLimits(), nil
	}
	space, err := f.open()
	if err != nil {
		return sheet.Limits{}, err
	}
	return space.config.Limits, nil
}
