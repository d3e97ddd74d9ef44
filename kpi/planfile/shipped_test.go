package planfile

import (
	"encoding/csv"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"planwatch/kpi"
)

const (
	shippedPlans = "../../data/plans"
	westMidlands = "west-midlands-2025-29"
	// sourceText is the panel's agenda pack, whose lines the West Midlands plan refers to.
	sourceText = "../../../shared/source/panel-pack-2025-01-20.txt"
)

// readShipped reads one of the shipped plans, which must have no errors.
func readShipped(t testing.TB, name string) *kpi.Plan {
	t.Helper()
	plan, problems := Read(os.DirFS(shippedPlans), name)
	if errs := problems.Errors(); len(errs) > 0 {
		t.Fatalf("the plan %s has errors:\n%v", name, errs)
	}
	return plan
}

// Every shipped plan reads without an error and is named like its folder; blank has another id inside, because it is
// there to be renamed.
func TestShippedPlans(t *testing.T) {
	entries, err := os.ReadDir(shippedPlans)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		plan := readShipped(t, e.Name())
		if plan.ID != e.Name() && e.Name() != "blank" {
			t.Errorf("%s has the id %q", e.Name(), plan.ID)
		}
	}
	content, err := os.ReadFile(path.Join(shippedPlans, "default"))
	if err != nil {
		t.Fatal(err)
	}
	readShipped(t, strings.TrimSpace(string(content)))
}

// The shipped plan has no mistake, and nothing in it is left that a warning is about.
func TestShippedWarnings(t *testing.T) {
	_, problems := Read(os.DirFS(shippedPlans), westMidlands)
	for _, p := range problems {
		t.Error(p)
	}
}

func TestSectionsAndObjectives(t *testing.T) {
	plan := readShipped(t, westMidlands)
	want := map[kpi.SectionID]int{"P1": 4, "P2": 7, "P3": 6, "P4": 6, "P5": 4, "P6": 5, "P7": 5, "P8": 6, "P9": 4, "P10": 0, "P11": 0, "P12": 0}
	total := 0
	for _, s := range plan.Sections {
		if n, ok := want[s.ID]; !ok || n != len(s.Objectives) {
			t.Errorf("section %s has %d objectives, want %d", s.ID, len(s.Objectives), n)
		}
		if len(s.Objectives) == 0 && s.Note == "" {
			t.Errorf("section %s has no objectives and does not say why", s.ID)
		}
		total += len(s.Objectives)
		delete(want, s.ID)
	}
	if total != 47 || len(want) > 0 {
		t.Errorf("found %d objectives, want 47; sections not found: %v", total, want)
	}
}

func TestIndicatorsCoverThePlan(t *testing.T) {
	plan := readShipped(t, westMidlands)
	sections, served, published := map[kpi.SectionID]bool{}, map[kpi.ObjectiveID]bool{}, 0
	for _, ind := range plan.Computed() {
		sections[ind.Section], served[ind.Objective] = true, true
		if len(ind.Inputs) == 0 {
			continue
		}
		if _, source, _ := plan.Series(ind.Inputs[0].Value); source.Provenance == kpi.PublishedFigures {
			published++
		}
	}
	if len(sections) != 11 || published < 14 {
		t.Errorf("indicators in %d sections, %d of them on published series", len(sections), published)
	}
	for _, s := range plan.Sections {
		for _, o := range s.Objectives {
			if !served[o.ID] && o.Reason == "" {
				t.Errorf("%s has neither an indicator nor a reason why not", o.ID)
			}
		}
	}
}

// Every indicator that was proposed for the plan is in its files, under the id it was proposed with.
func TestEveryProposedIndicatorIsThere(t *testing.T) {
	f, err := os.Open("../../../shared/indicators.csv")
	if err != nil {
		t.Skipf("the list of proposed indicators is not here: %v", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	plan := readShipped(t, westMidlands)
	for _, row := range rows[1:] {
		if ind, ok := plan.Indicator(row[0]); !ok || !ind.Computed() {
			t.Errorf("%s (%s) is not in the plan", row[0], row[3])
		}
	}
	if len(rows) != 86 {
		t.Errorf("%d rows, want a header and 85 indicators", len(rows))
	}
}

// What the panel heard was dropped or refused is kept with the reason.
func TestWithdrawnAndDeclined(t *testing.T) {
	states := map[string]kpi.Life{}
	for _, ind := range readShipped(t, westMidlands).Indicators {
		if ind.Life.Ended() {
			states[ind.Slug] = ind.Life
		}
	}
	withdrawn, declined := 0, 0
	for _, l := range states {
		if l == kpi.Withdrawn {
			withdrawn++
		} else {
			declined++
		}
	}
	if withdrawn != 2 || declined != 1 {
		t.Errorf("withdrawn or declined: %v; want visibility and the arrest rate, and drug-related incidents", states)
	}
}

// Nobody knows the base year of the target for road casualties, and every output has to say so.
func TestRoadTargetHasNoBaseYear(t *testing.T) {
	ind, ok := readShipped(t, westMidlands).Indicator("P3.1a")
	if !ok {
		t.Fatal("no P3.1a")
	}
	data := kpi.NewData(nil)
	if a := kpi.Assess(readShipped(t, westMidlands), ind, "E23000014", data, 0); a.Target.String() != "cannot judge: base year not set" {
		t.Errorf("target: %s", a.Target)
	}
}

// sourceLines gives the lines of the agenda pack, the first being lines[1], or skips the test where it is not there.
func sourceLines(t *testing.T) []string {
	t.Helper()
	content, err := os.ReadFile(sourceText)
	if err != nil {
		t.Skipf("the source text is not here, so quotations can't be compared: %v", err)
	}
	return append([]string{""}, strings.Split(string(content), "\n")...)
}

var (
	listMark = regexp.MustCompile(`^(#+|-|\d+\.) `)
	quotes   = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "**", "", "*", "")
)

// normal folds what may differ between a quotation and its source: spaces, kinds of quotation mark, and markup.
func normal(s string) string {
	s = strings.Join(strings.Fields(quotes.Replace(s)), " ")
	return listMark.ReplaceAllString(s, "")
}

// Every objective and every section title is its line of the source, word for word.
func TestObjectivesAreTheSourcesWords(t *testing.T) {
	lines := sourceLines(t)
	same := func(what string, line int, text string) {
		if line < 441 || line > 1117 {
			t.Errorf("%s is at line %d, outside the plan", what, line)
		} else if got := normal(lines[line]); got != normal(text) {
			t.Errorf("%s, line %d: want\n%s\nfound\n%s", what, line, got, normal(text))
		}
	}
	for _, s := range readShipped(t, westMidlands).Sections {
		same(string(s.ID), s.Line, s.Title)
		for _, o := range s.Objectives {
			same(string(o.ID), o.Line, o.Text)
		}
	}
}

// Every promise and every target's quotation stands in its line of the source.
func TestQuotationsAreTheSourcesWords(t *testing.T) {
	lines := sourceLines(t)
	quoted := 0
	has := func(what string, line int, quote string) {
		if quoted++; line < 441 || line > 1117 {
			t.Errorf("%s: line %d is outside the plan", what, line)
			return
		}
		if part := missing(lines[line], quote); part != "" {
			t.Errorf("%s: line %d does not say %q", what, line, part)
		}
	}
	for _, ind := range readShipped(t, westMidlands).Indicators {
		if ind.Promise != "" {
			has(string(ind.ID), ind.Line, ind.Promise)
		}
		for _, target := range ind.Targets {
			has(string(ind.ID), target.Line, target.Quote)
		}
	}
	if quoted < 10 {
		t.Errorf("only %d quotations were compared", quoted)
	}
}

// missing is the first part of a quotation that a line does not say; … splits a quotation into parts, which follow one
// another.
func missing(line, quote string) string {
	rest := normal(line)
	for _, part := range strings.Split(quote, "…") {
		part = normal(part)
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			return part
		}
		rest = after
	}
	return ""
}

// What the panel asked and what it was answered are the source's words too.
func TestAsksAreTheSourcesWords(t *testing.T) {
	lines := sourceLines(t)
	markup := regexp.MustCompile(`</?p>`)
	plan := readShipped(t, westMidlands)
	for _, a := range plan.Asks {
		for line, quote := range map[int]string{a.AskedLine: a.Asked, a.AnsweredLine: a.Answered} {
			// An answer of several paragraphs goes on over the next lines.
			text := markup.ReplaceAllString(strings.Join(lines[line:min(line+4, len(lines))], " "), "")
			if part := missing(text, quote); part != "" && !strings.Contains(normal(text), part) {
				t.Errorf("%s: line %d does not say %q", a.ID, line, part)
			}
		}
	}
	if len(plan.Asks) != 9 {
		t.Errorf("%d asks, want the 9 rows of the panel's table", len(plan.Asks))
	}
	for n, q := range plan.Review.Questions {
		if part := missing(lines[q.Line], q.Text); part != "" {
			t.Errorf("question %d: line %d does not say %q", n+1, q.Line, part)
		}
	}
}

// An indicator's own line is that of its objective, unless it quotes another promise.
func TestLinesOfIndicators(t *testing.T) {
	plan := readShipped(t, westMidlands)
	for _, ind := range plan.Indicators {
		if o, _, ok := plan.Objective(ind.Objective); ok && ind.Promise == "" && ind.Line != o.Line {
			t.Errorf("%s is at line %d, its objective at %d", ind.ID, ind.Line, o.Line)
		}
	}
}

// The blank plan teaches every key: each stands in its files, used or commented out.
func TestBlankPlanShowsEveryKey(t *testing.T) {
	var all strings.Builder
	blank := os.DirFS(path.Join(shippedPlans, "blank"))
	err := fs.WalkDir(blank, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(blank, name)
		all.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, shape := range []any{
		planShape{},
		sectionShape{},
		objectiveShape{},
		citationShape{},
		indicatorsShape{},
		indicatorShape{},
		inputShape{},
		rateShape{},
		baselineShape{},
		targetShape{},
		glossaryShape{},
		termShape{},
		areasShape{},
		areaShape{},
		groupsShape{},
		groupShape{},
		sourcesShape{},
		sourceShape{},
		seriesShape{},
		breaksShape{},
		breakShape{},
		eventsShape{},
		eventShape{},
		reviewShape{},
		questionShape{},
		partShape{},
		disparityShape{},
		sideShape{},
		cycleShape{},
		overridesShape{},
		overrideShape{},
		codesShape{},
		codeSetShape{},
		codeShape{},
		selectionShape{},
		asksShape{},
		askShape{},
		changesShape{},
		changeShape{},
	} {
		typ := reflect.TypeOf(shape)
		for i := range typ.NumField() {
			if key, _ := tag(typ.Field(i)); key != "" && !regexp.MustCompile(`(?m)^[# -]*`+key+`:`).MatchString(all.String()) {
				t.Errorf("the blank plan does not show %q of %s", key, typ.Name())
			}
		}
	}
}

// Every row of Table P1 of the police force area tables is a known area, by its code and by its name as printed (the
// digits of footnotes left out); a name that a region and a force share means the force.
func TestAreasOfTheForceAreaTables(t *testing.T) {
	plan := readShipped(t, westMidlands)
	const rows = `K04000001 ENGLAND AND WALES; E92000001 ENGLAND; E12000001 North East; E23000013 Cleveland; E23000008 Durham;
		E23000007 Northumbria; E12000002 North West; E23000006 Cheshire; E23000002 Cumbria; E23000005 Greater Manchester;
		E23000003 Lancashire; E23000004 Merseyside; E12000003 Yorkshire and The Humber; E23000012 Humberside;
		E23000009 North Yorkshire; E23000011 South Yorkshire; E23000010 West Yorkshire; E12000004 East Midlands;
		E23000018 Derbyshire; E23000021 Leicestershire; E23000020 Lincolnshire; E23000022 Northamptonshire;
		E23000019 Nottinghamshire; E12000005 West Midlands; E23000015 Staffordshire; E23000017 Warwickshire;
		E23000016 West Mercia; E23000014 West Midlands; E12000006 East; E23000026 Bedfordshire; E23000023 Cambridgeshire;
		E23000028 Essex; E23000027 Hertfordshire; E23000024 Norfolk; E23000025 Suffolk; E12000007 London;
		E23000034 City of London; E23000034 London, City of; E23000001 Metropolitan Police; E12000008 South East;
		E23000030 Hampshire; E23000032 Kent; E23000031 Surrey; E23000033 Sussex; E23000029 Thames Valley;
		E12000009 South West; E23000036 Avon and Somerset; E23000035 Devon and Cornwall; E23000035 Devon & Cornwall;
		E23000039 Dorset; E23000037 Gloucestershire; E23000038 Wiltshire; W92000004 WALES; W15000004 Dyfed-Powys;
		W15000002 Gwent; W15000001 North Wales; W15000003 South Wales; X-BTP British Transport Police`
	for _, row := range strings.Split(rows, ";") {
		code, name, _ := strings.Cut(strings.TrimSpace(row), " ")
		byCode, ok := plan.AreaNamed(code)
		byName, named := plan.AreaNamed(name)
		if !ok || !named || byCode.Code != kpi.AreaCode(code) || byName.Code != byCode.Code && name != "West Midlands" {
			t.Errorf("%s %s is found as %s by its code and as %s by its name", code, name, byCode.Code, byName.Code)
		}
	}
	if a, _ := plan.AreaNamed("West Midlands"); a.Code != plan.Area {
		t.Errorf("West Midlands means %s, want the force", a.Code)
	}
}

// No address in the shipped plans is that of a copy: sharing sites, proxies, test servers.
func TestAddressesArePublishers(t *testing.T) {
	copies := regexp.MustCompile(`docslib|dokumen|pdfslide|fdocument|readkong|scribd|studylib|herokuapp|amazonaws|copweb|wordsworth|vdocument`)
	err := fs.WalkDir(os.DirFS(shippedPlans), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path.Join(shippedPlans, name))
		if at := copies.FindString(string(content)); at != "" {
			t.Errorf("%s names %s", name, at)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
