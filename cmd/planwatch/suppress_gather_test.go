package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"planwatch/kpi"
)

// seen is a figure that was read somewhere in what came out: between low and high, as far as its digits go.
type seen struct {
	indicator string // its id, or the id of a series
	part      string // "", "numerator", "denominator", "rate"
	area      kpi.AreaCode
	period    string
	low, high float64
	where     string
}

// gatherer reads every number that comes out of a workspace.
type gatherer struct {
	t    *testing.T
	w    *world
	plan *kpi.Plan
	list []seen
}

// gather publishes and packs for some areas, asks every question on the command line for all, and reads everything.
func (w *world) gather(t *testing.T, publish []kpi.AreaCode) []seen {
	t.Helper()
	g := &gatherer{t: t, w: w}
	for _, area := range append([]kpi.AreaCode{worldForce}, worldAreas...) {
		g.command(area)
	}
	for _, area := range publish {
		site, packs := filepath.Join(w.dir, "site-"+string(area)), filepath.Join(w.dir, "packs-"+string(area))
		output(t, "publish", "-C", w.dir, "--area", string(area), "--out", site)
		output(t, "pack", "panel", "-C", w.dir, "--area", string(area), "--out", packs)
		for _, dir := range []string{site, packs} {
			err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				g.file(area, path)
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return g.list
}

func (g *gatherer) add(s seen) { g.list = append(g.list, s) }

// number takes a printed number for what it may stand for.
func (g *gatherer) number(indicator, part string, area kpi.AreaCode, period, text, where string) {
	text = strings.ReplaceAll(strings.TrimSuffix(strings.TrimSpace(text), "%"), ",", "")
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return
	}
	_, digits, _ := strings.Cut(text, ".")
	half := 0.5 * math.Pow10(-len(digits))
	g.add(seen{indicator, part, area, period, v - half, v + half, where})
}

func (g *gatherer) exact(indicator, part string, area kpi.AreaCode, period string, v *float64, where string) {
	if v != nil {
		g.add(seen{indicator, part, area, period, *v - 1e-9, *v + 1e-9, where})
	}
}

// command asks assess, trace and revisions.
func (g *gatherer) command(area kpi.AreaCode) {
	r := &reading{asAt: 0}
	space, err := (&workspaceFlag{dir: g.w.dir}).open()
	if err != nil {
		g.t.Fatal(err)
	}
	if r, err = space.read(context.Background(), "", 0, time.Time{}); err != nil {
		g.t.Fatal(err)
	}
	r.area, g.plan = area, r.plan
	indicators, _ := r.indicators(nil)
	var assessments []kpi.Assessment
	for _, ind := range indicators {
		assessments = append(assessments, kpi.Assess(r.plan, ind, area, r.data, r.asAt))
	}
	printed, err := json.Marshal(assessJSON(r, indicators, assessments))
	if err != nil {
		g.t.Fatal(err)
	}
	g.assess(area, printed)
	for _, s := range r.plan.Sources {
		for _, x := range s.Series {
			ind, _ := r.seriesAlone(string(x.ID))
			indicators = append(indicators, ind)
		}
	}
	for _, ind := range indicators {
		for _, p := range append(append([]kpi.Period{}, g.w.months...), g.w.quarters()...) {
			g.trace(r, ind, p)
		}
	}
	doc := r.revisionsDocument(r.revisions)
	for _, v := range doc.Revisions {
		if v.New.Value != nil && v.Area == area {
			g.exact(string(v.Series), "", area, v.Period, v.New.Value, "revisions")
		}
	}
}

func (g *gatherer) assess(area kpi.AreaCode, printed []byte) {
	var doc assessDocument
	if err := json.Unmarshal(printed, &doc); err != nil {
		g.t.Fatal(err)
	}
	for _, a := range doc.Assessments {
		if a.Period == nil {
			continue
		}
		id := string(a.Indicator)
		g.exact(id, "", area, *a.Period, a.Value, "assess --json")
		g.exact(id, "rate", area, *a.Period, a.Rate, "assess --json")
		g.exact(id, "numerator", area, *a.Period, a.Numerator, "assess --json")
		g.exact(id, "denominator", area, *a.Period, a.Denominator, "assess --json")
		for _, w := range a.Windows {
			if w.Value != nil && w.Name != "latest" {
				g.add(seen{id, "window", area, w.First + " " + w.Last, *w.Value - 1e-6, *w.Value + 1e-6, "assess --json, windows"})
			}
		}
		for _, c := range a.Context {
			g.exact(string(c.Series), "", area, c.Period, &c.Value, "assess --json, context")
		}
		g.sentences(area, id, a.Words, "assess --json, words")
		for _, n := range a.Notes {
			g.sentences(area, id, n, "assess --json, notes")
		}
	}
}

func (g *gatherer) trace(r *reading, ind kpi.Indicator, p kpi.Period) {
	found, ok := kpi.Trace(r.plan, ind, r.area, r.data, r.asAt, p)
	if !ok {
		return
	}
	doc := traceJSON(r, ind, found)
	g.exact(string(ind.ID), "", r.area, doc.Period, doc.Value, "trace")
	g.exact(string(ind.ID), "numerator", r.area, doc.Period, doc.Numerator, "trace")
	g.exact(string(ind.ID), "denominator", r.area, doc.Period, doc.Denominator, "trace")
	for i, c := range doc.Cells {
		period := found.Cells[i].Period.String()
		g.exact(string(c.Series), "", r.area, period, c.Value, "trace, cell")
		g.number(string(c.Series), "", r.area, period, c.Text, "trace, text of the cell")
	}
}

// file reads one file of a site or a pack.
func (g *gatherer) file(area kpi.AreaCode, path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		g.t.Fatal(err)
	}
	switch name := filepath.Base(path); filepath.Ext(path) {
	case ".csv":
		g.csv(path, string(content))
	case ".html":
		g.html(area, name, string(content))
	case ".svg":
		g.sentences(area, "", allText(string(content)), path)
	case ".xlsx":
		g.workbook(area, path)
	}
}

func (g *gatherer) csv(path, content string) {
	rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	if err != nil {
		g.t.Fatal(err)
	}
	at := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	for _, row := range rows[1:] {
		area := kpi.AreaCode(at(row, "area"))
		for part, name := range map[string]string{"": "value", "numerator": "numerator", "denominator": "denominator"} {
			g.number(at(row, "indicator"), part, area, at(row, "period"), at(row, name), path)
		}
	}
}

var (
	tableTag  = regexp.MustCompile(`(?s)<table[^>]* id="table-([a-z]+)-([a-z0-9-]+)".*?</table>`)
	rowTag    = regexp.MustCompile(`(?s)<tr.*?</tr>`)
	cellTag   = regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`)
	anyTag    = regexp.MustCompile(`(?s)<[^>]*>`)
	optionTag = regexp.MustCompile(`(?s)<script type="application/json" id="option-([a-z0-9-]+)">(.*?)</script>`)
	tooltip   = regexp.MustCompile(`"name":"(?:From [^"]*?)?([A-Z][a-z]+(?: to [A-Z][a-z]+)? \d{4})\\n[^":]*: ([\d,.]+)%?`)
	figureIn  = regexp.MustCompile(`(baseline of )?([\d,]*\d(?:\.\d+)?)(?:%| deaths?| searches| victims)? (?:in|for) ([A-Z][a-z]+(?: to [A-Z][a-z]+)? \d{4})`)
)

func allText(s string) string { return html.UnescapeString(anyTag.ReplaceAllString(s, " ")) }

// html reads the tables, the options of charts, and every sentence.
func (g *gatherer) html(area kpi.AreaCode, name, content string) {
	for _, m := range tableTag.FindAllStringSubmatch(content, -1) {
		ind, ok := g.plan.Indicator(m[2])
		if !ok {
			continue
		}
		for _, row := range rowTag.FindAllString(m[0], -1) {
			var cells []string
			for _, c := range cellTag.FindAllStringSubmatch(row, -1) {
				cells = append(cells, strings.TrimSpace(allText(c[1])))
			}
			if other, ok := g.plan.AreaNamed(cells[0]); ok && m[1] == "areas" {
				g.number(string(ind.ID), "", other.Code, cells[1], cells[2], name+", areas")
				if ind.Rate != nil {
					g.number(string(ind.ID), "rate", other.Code, cells[1], cells[3], name+", areas")
				}
			} else if m[1] == "data" {
				g.number(string(ind.ID), "", area, cells[0], cells[1], name+", data")
			}
		}
	}
	for _, m := range optionTag.FindAllStringSubmatch(content, -1) {
		if ind, ok := g.plan.Indicator(m[1]); ok {
			for _, p := range tooltip.FindAllStringSubmatch(m[2], -1) {
				g.number(string(ind.ID), "", area, p[1], p[2], name+", chart option")
			}
		}
	}
	if ind, ok := g.plan.Indicator(strings.TrimSuffix(name, ".html")); ok {
		g.sentences(area, string(ind.ID), allText(content), name)
	}
}

// sentences reads "22 deaths in September 2025".
func (g *gatherer) sentences(area kpi.AreaCode, indicator, content, where string) {
	if indicator == "" {
		name := strings.TrimSuffix(filepath.Base(where), filepath.Ext(where))
		ind, ok := g.plan.Indicator(name)
		if !ok {
			return
		}
		indicator = string(ind.ID)
	}
	for _, m := range figureIn.FindAllStringSubmatch(content, -1) {
		if m[1] == "" { // the baseline is the force's, and not a figure of this area
			g.number(indicator, "", area, m[3], m[2], where+", sentence")
		}
	}
}

// workbook reads every row of every sheet that has an indicator, a period and a number in columns headed so.
func (g *gatherer) workbook(area kpi.AreaCode, path string) {
	book, err := excelize.OpenFile(path)
	if err != nil {
		g.t.Fatal(err)
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			g.t.Fatal(err)
		}
		var head []string
		for _, row := range rows {
			if slices.Contains(row, "Period") {
				head = row
				continue
			}
			g.sheetRow(area, fmt.Sprintf("%s!%s", filepath.Base(path), sheet), sheet, head, row)
		}
	}
}

func (g *gatherer) sheetRow(area kpi.AreaCode, where, sheet string, head, row []string) {
	at := func(names ...string) string {
		for _, n := range names {
			if i := slices.Index(head, n); i >= 0 && i < len(row) {
				return row[i]
			}
		}
		return ""
	}
	id := at("ID", "Indicator")
	if id == "" {
		id = sheet
	}
	if ind, ok := g.plan.Indicator(id); ok {
		if other, ok := g.plan.AreaNamed(at("Area")); ok {
			area = other.Code
		}
		value := at("Value", "Figure", "Latest", "Latest figure")
		if value == "" && len(row) > 1 {
			value = row[1]
		}
		g.number(string(ind.ID), "", area, at("Period"), value, where)
		g.number(string(ind.ID), "rate", area, at("Period"), at("Rate"), where)
	}
}
