package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"planwatch/ingest/inbox/fetch"
	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// configName is the file that makes a folder a workspace.
const configName = "planwatch.yaml"

// stateName is the folder in the workspace in which the service keeps what it has to remember: runs, notices, locks.
const stateName = ".planwatch"

// config is planwatch.yaml. Folders and files are relative to the workspace.
type config struct {
	Plan    string
	Layouts string
	Store   string
	Area    string
	Notices []string // nil: the plan's own

	ReviewMembers []string // of the group that reviews the indicators
	Wait          time.Duration

	Inbox      string
	Rest, Poll time.Duration
	Fetch      []fetch.Address
	Archive    string
	Quarantine string
	Site       string
	Packs      string
	Backups    string

	KeepArchive age
	KeepRuns    age
	KeepBackups int

	Listen      string
	StaffListen string // "": none
	BaseURL     string // "" or with a slash at its end
	Log         string // "text" or "json"
	LogLevel    string // "info" or "debug"

	RevisionBound float64 // per cent
	DiskLow       int64   // bytes
	Expect        []expected
	Jobs          map[string]timetable
	SMTP          smtpConfig
	Limits        sheet.Limits

	areaLine, areaColumn int // where Area stands, for the check that needs the plan
}

// smtpConfig says how notices are sent; there are none by e-mail without a host.
type smtpConfig struct {
	Host         string
	Port         int
	TLS          string // "starttls", "tls" or "none"
	From         string
	To           []string
	User         string
	PasswordFile string
}

// expected says which returns an office waits for: one of a layout for each period, so many days after its end.
type expected struct {
	Layout string
	Every  kpi.PeriodKind
	Within int // days

	line, column int // for the check that needs the layouts
}

// configKey is one key: its default as init writes it, what it means, and how its value is read.
type configKey struct {
	key, value, comment string
	read                valueReader
}

// configKeys documents every key, in the order that init writes them.
func configKeys() []configKey {
	return []configKey{
		{"plan", "plan", "Folder with the plan's files: sections, indicators, baselines, glossary. Edit them; `planwatch check` reads them.", aName(func(c *config) *string { return &c.Plan })},
		{"layouts", "layouts", "Folder with layouts: where the series are in each kind of return.", aName(func(c *config) *string { return &c.Layouts })},
		{"store", "planwatch.duckdb", "The database, one file. `planwatch backup` copies it safely.", aName(func(c *config) *string { return &c.Store })},
		{"area", `""`, "ONS code or name of the area that is assessed. Empty: the plan's own, the force.", readArea},
		{"store_wait", "30s", "How long to wait for another planwatch that holds the database.", aDuration(0, func(c *config) *time.Duration { return &c.Wait })},
		{"notices", "null", "Notices on every page and pack. null: the plan's own, which say that this is not official.\n# To replace them, write a list, for instance:\n# notices:\n#   - \"Published by the Office of the Police and Crime Commissioner\"", aList(func(c *config) *[]string { return &c.Notices })},
		{"review_members", "null", "Who reviews the indicators, by name, for the review pack; no name ships with Planwatch.", aList(func(c *config) *[]string { return &c.ReviewMembers })},

		{"inbox", "inbox", "Folder that returns are dropped in. While `planwatch serve` runs they are loaded from here by themselves.", aName(func(c *config) *string { return &c.Inbox })},
		{"inbox_rest", "5s", "A file is taken from the inbox when it has not changed for so long: one that is still being copied is left alone.", aDuration(100*time.Millisecond, func(c *config) *time.Duration { return &c.Rest })},
		{"inbox_poll", "10s", "How often to look into the inbox where the system does not tell of changes, as on network shares.", aDuration(time.Second, func(c *config) *time.Duration { return &c.Poll })},
		{"fetch", "[]", fetchComment, readFetch},
		{"archive", "archive", "Folder that loaded returns are moved to, under year, month, SHA-256 and name.", aName(func(c *config) *string { return &c.Archive })},
		{"quarantine", "quarantine", "Folder that refused returns are moved to, each beside a report that says what to mend.", aName(func(c *config) *string { return &c.Quarantine })},
		{"site", "site", "Folder of the published site. It is replaced as a whole each time.", aName(func(c *config) *string { return &c.Site })},
		{"packs", "packs", "Folder of the report packs.", aName(func(c *config) *string { return &c.Packs })},
		{"backups", "backups", "Folder of the backups that the job makes. Better on another disk.", aName(func(c *config) *string { return &c.Backups })},
		{"keep_archive", "forever", "How long archived returns are kept: forever, or a time such as 7 years or 90 days.\n# What a figure that holds, or a publication on record, rests on is never deleted.", anAge(func(c *config) *age { return &c.KeepArchive })},
		{"keep_runs", "400 days", "How long the record of what ran when is kept.", anAge(func(c *config) *age { return &c.KeepRuns })},
		{"keep_backups", "14", "How many backups to keep.", aNumber(1, 10000, func(c *config) *int { return &c.KeepBackups })},

		{"listen", "127.0.0.1:8080", "Where the site is served: an address of this machine and a port. TLS is the work of a proxy before it.", anAddress(func(c *config) *string { return &c.Listen })},
		{"staff_listen", "127.0.0.1:8081", "Where metrics, health and the staff's notices are served, for this office only. Empty: nowhere.", anAddressOrNone(func(c *config) *string { return &c.StaffListen })},
		{"base_url", `""`, "The public address of the site, such as https://plan.example.org/ or https://example.org/plan/.\n# Site map, feed and pictures for other sites need it; without it there are none.", readBaseURL},
		{"log", "text", "How the log is written: text or json, a line each.", aWord(func(c *config) *string { return &c.Log }, "text", "json")},
		{"log_level", "info", "How much is logged: info, or debug for every job that begins and every look that found nothing.", aWord(func(c *config) *string { return &c.LogLevel }, "info", "debug")},

		{"revision_bound", "10", "A return that changes a figure by more than so many per cent asks for a person's look.", aPercentage(func(c *config) *float64 { return &c.RevisionBound })},
		{"disk_low", "1GB", "Say so when a disk has less room than this.", aSize(func(c *config) *int64 { return &c.DiskLow })},
		{"expect", "{}", "Which returns are waited for, by the name of their layout; one that does not come is said to be late:\n# expect:\n#   sample-force-return: every month within 20 days", readExpect},
		{"limits", "", "What one spreadsheet may cost to read. One that breaks a limit is refused, and the refusal names the limit to raise.\n# With these no file takes more than about 300 MB of memory or ten seconds.", readLimits},
		{"jobs", "", "When each job runs: minute, hour, day of the month, month, day of the week, by the clock in London. off: never.", readJobs},
		{"smtp", "", "Where notices are sent from and to. Without a host none are sent.\n# The password stands in a file of its own that only planwatch's user can read.", readSMTP},
	}
}

// configText is the file as init writes it.
func configText() string {
	var b bytes.Buffer
	b.WriteString("# Planwatch workspace. Every key is listed here with its default; an unknown key is an error.\n")
	for _, k := range configKeys() {
		fmt.Fprintf(&b, "\n# %s\n", k.comment)
		switch k.key {
		case "jobs":
			b.WriteString("jobs:\n")
			for _, j := range jobTable() {
				fmt.Fprintf(&b, "  %s: %q # %s\n", j.name, j.when, j.what)
			}
		case "smtp":
			writeBelow(&b, k.key, smtpKeys)
		case "limits":
			writeBelow(&b, k.key, limitKeys())
		default:
			fmt.Fprintf(&b, "%s: %s\n", k.key, k.value)
		}
	}
	return b.String()
}

func writeBelow(b *bytes.Buffer, key string, list []configKey) {
	fmt.Fprintf(b, "%s:\n", key)
	for _, k := range list {
		fmt.Fprintf(b, "  %s: %s # %s\n", k.key, k.value, k.comment)
	}
}

// defaultConfig is what the file says when nobody has edited it. It is parsed like any other, so that the defaults stand
// in one place.
func defaultConfig() config {
	var c config
	if problems := parseInto(&c, configName, []byte(configText())); len(problems) > 0 {
		panic(problems.Error()) // every start would: a test reads it first
	}
	return c
}

// readConfig reads planwatch.yaml and lists every mistake in it with line and column.
func readConfig(dir string) (config, error) {
	path := filepath.Join(dir, configName)
	content, err := os.ReadFile(path)
	if err != nil {
		return config{}, refused(kpi.Problems{unreadable(path, err)})
	}
	c, problems := parseConfig(path, content)
	if len(problems) == 0 {
		problems = c.crowded(path, dir)
	}
	if len(problems) > 0 {
		return config{}, refused(problems)
	}
	return c, nil
}

// parseConfig reads the text of a config; name is used in messages.
func parseConfig(name string, content []byte) (config, kpi.Problems) {
	c := defaultConfig()
	return c, parseInto(&c, name, content)
}

// place is a folder or file that a key of the config names.
type place struct{ name, path string }

// places lists them all.
func (c config) places() []place {
	return []place{
		{"plan", c.Plan},
		{"layouts", c.Layouts},
		{"store", c.Store},
		{"inbox", c.Inbox},
		{"archive", c.Archive},
		{"quarantine", c.Quarantine},
		{"site", c.Site},
		{"packs", c.Packs},
		{"backups", c.Backups},
	}
}

// crowded complains about places that are the same, or lie one in the other: the site is replaced as a whole, and
// everything in the inbox is taken.
func (c config) crowded(name, dir string) kpi.Problems {
	in := func(path string) string {
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		return filepath.Clean(path)
	}
	complain := func(of place, format string, args ...any) kpi.Problem {
		return kpi.Problem{File: name, Line: 1, Column: 1, Code: "same-place", Message: of.name + ": " + fmt.Sprintf(format, args...)}
	}
	var out kpi.Problems
	var good []place
	for _, a := range append(c.places(), place{stateName, stateName}) {
		if inside(in("."), in(a.path)) {
			out = append(out, complain(a, "want a folder or file of its own in the workspace, found the workspace itself, %q", a.path))
			continue
		}
		for _, b := range good {
			if inside(in(a.path), in(b.path)) || inside(in(b.path), in(a.path)) {
				out = append(out, complain(a, "want a place of its own, found %q, which is or lies in that of %s, or the other way round", a.path, b.name))
			}
		}
		good = append(good, a)
	}
	return out
}

// inside says whether a path is a folder or lies in it.
func inside(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
