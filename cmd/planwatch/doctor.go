package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"planwatch/data/store"
	"planwatch/ingest/inbox"
	"planwatch/kpi"
	"planwatch/reports"
)

func newDoctor(space *workspaceFlag) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look whether everything is as it should be",
		Long: `Doctor looks at the config, the plan, the permissions, the disk, the clock, the database and its lock, the backups
and what lies about, and says of each thing that is wrong what to do. It changes nothing. Exit code 3 means that
something is to be mended in the config or the plan, 1 that something else does not work.`,
		Example: "  planwatch doctor\n  planwatch doctor --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runDoctor(cmd, space, asJSON)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// finding is what doctor says of one thing.
type finding struct {
	Check string `json:"check"`
	State string `json:"state"` // "well", "look" (it goes on, but see to it) or "ill"
	Text  string `json:"text"`
	Do    string `json:"do"`
}

const (
	isWell = "well"
	isLook = "look"
	isIll  = "ill"
)

type doctorDocument struct {
	Findings []finding `json:"findings"`
}

func runDoctor(cmd *cobra.Command, f *workspaceFlag, asJSON bool) error {
	space, err := f.open()
	if err != nil {
		return err
	}
	d := &doctor{space: space, at: now().Round(0)}
	code := d.look(cmd.Context(), f)
	out := cmd.OutOrStdout()
	if asJSON {
		if err := printJSON(out, doctorDocument{d.findings}); err != nil {
			return err
		}
	} else {
		for _, x := range d.findings {
			fmt.Fprintf(out, "%-5s %-12s %s\n", x.State, x.Check, wrap(x.Text, 78, "                   "))
			if x.Do != "" {
				fmt.Fprintf(out, "                   %s\n", wrap("→ "+x.Do, 78, "                     "))
			}
		}
	}
	ill := 0
	for _, x := range d.findings {
		if x.State == isIll {
			ill++
		}
	}
	if ill == 0 {
		return nil
	}
	return codedError{code, fmt.Errorf("%s as it should be", countOf(ill, "thing is not", "things are not"))}
}

// doctor gathers findings.
type doctor struct {
	space    *workspace
	at       time.Time
	findings []finding
}

func (d *doctor) well(check, format string, args ...any) {
	d.findings = append(d.findings, finding{check, isWell, fmt.Sprintf(format, args...), ""})
}

func (d *doctor) say(check, state, text, do string) {
	d.findings = append(d.findings, finding{check, state, text, do})
}

// look goes through everything and gives the exit code that illness leads to.
func (d *doctor) look(ctx context.Context, f *workspaceFlag) int {
	code := exitFailed
	_, problems, err := checkAll(ctx, f)
	switch errs := problems.Errors(); {
	case err != nil:
		d.say("plan", isIll, err.Error(), "Mend what it names.")
	case len(errs) > 0:
		d.say("plan", isIll, fmt.Sprintf("%s in the plan or the layouts, the first: %s", countOf(len(errs), "mistake", "mistakes"), errs[0]), "planwatch check lists them all; nothing is loaded or published until they are mended.")
		code = exitRefused
	case len(problems) > 0:
		d.say("plan", isLook, fmt.Sprintf("Config, plan and layouts can be used; %s.", countOf(len(problems), "warning", "warnings")), "planwatch check lists them.")
	default:
		d.well("plan", "Config, plan and layouts can be used.")
	}
	d.folders()
	d.secrets()
	d.disk()
	loads := d.store(ctx)
	d.clock(ctx)
	d.jobs()
	d.fetches()
	d.backups()
	d.orphans(loads)
	return code
}

// folders looks whether this user may write where the jobs write.
func (d *doctor) folders() {
	c := d.space.config
	bad := false
	for _, x := range []struct{ what, path string }{
		{"workspace", d.space.dir},
		{"inbox", d.space.path(c.Inbox)},
		{"archive", d.space.path(c.Archive)},
		{"quarantine", d.space.path(c.Quarantine)},
		{"packs", d.space.path(c.Packs)},
		{"backups", d.space.path(c.Backups)},
		{"state", d.space.path(stateName)},
		{"place of the site", filepath.Dir(d.space.path(c.Site))},
		{"place of the database", filepath.Dir(d.space.path(c.Store))},
	} {
		err := writable(x.path)
		switch {
		case err == nil:
		case errors.Is(err, fs.ErrNotExist) && x.what != "inbox" && x.what != "workspace":
			// made when it is needed, in a folder that is looked at as well
		case errors.Is(err, fs.ErrNotExist):
			bad = true
			d.say("folders", isIll, fmt.Sprintf("The %s, %s, is not there.", x.what, x.path), "Make it, or mount its share.")
		default:
			bad = true
			d.say("folders", isIll, fmt.Sprintf("Planwatch can't write into the %s, %s: %s.", x.what, x.path, unwrapped(err)), "Give this user (see id) the right to write there.")
		}
	}
	if !bad {
		d.well("folders", "Every folder that is written to can be.")
	}
}

// writable tries to write into a folder.
func writable(dir string) error {
	if _, err := os.ReadDir(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".planwatch-try-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// secrets looks whether others can read the password of the mail server.
func (d *doctor) secrets() {
	c := d.space.config.SMTP
	if c.PasswordFile == "" {
		return
	}
	path := d.space.path(c.PasswordFile)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		d.say("secrets", isIll, fmt.Sprintf("The password of the mail server can't be read from %s: %s.", path, unwrapped(err)), "Write it there, on the first line.")
	case info.Mode().Perm()&0o077 != 0:
		d.say("secrets", isLook, fmt.Sprintf("Others can read the password of the mail server in %s.", path), "chmod 600 "+shellWord(path))
	default:
		d.well("secrets", "Only this user can read the password of the mail server.")
	}
}

func (d *doctor) disk() {
	free, err := freeSpace(d.space.dir)
	switch low := d.space.config.DiskLow; {
	case err != nil:
		d.well("disk", "How much room there is, this system does not tell.")
	case free < low:
		d.say("disk", isIll, fmt.Sprintf("The disk has %s left, less than %s.", reports.SizeWords(free), reports.SizeWords(low)), "Make room. When it is full nothing can be loaded or published; nothing is lost.")
	default:
		d.well("disk", "%s free.", reports.SizeWords(free))
	}
}

// store looks whether the database opens, and gives its loads.
func (d *doctor) store(ctx context.Context) []kpi.Load {
	path := d.space.path(d.space.config.Store)
	if !exists(path) {
		if exists(path + ".wal") {
			d.say("database", isIll, path+".wal is there without its database.", "Put the database back, for instance with planwatch restore, or move that file away.")
			return nil
		}
		d.well("database", "There is none yet: nothing was loaded.")
		return nil
	}
	o := d.space.storeOptions()
	o.ReadOnly = true
	o.Wait = min(o.Wait, 5*time.Second)
	s, err := store.Open(ctx, path, o)
	switch {
	case errors.Is(err, store.ErrBusy):
		d.say("database", isLook, err.Error()+".", "If that process should not run, end it. A process on another machine must not use the same workspace.")
		return nil
	case errors.Is(err, store.ErrNewer):
		d.say("database", isIll, err.Error()+".", "Install the newer planwatch again: this one changes nothing in a database that it does not know.")
		return nil
	case err != nil:
		d.say("database", isIll, err.Error()+".", "If it stays so, restore the newest backup: planwatch restore FILE. The database that is there is then moved aside, not deleted.")
		return nil
	}
	defer s.Close()
	loads, err := s.Loads(ctx, time.Time{})
	if err != nil {
		d.say("database", isIll, err.Error()+".", "Restore the newest backup: planwatch restore FILE.")
		return nil
	}
	size := int64(0)
	if info, err := os.Stat(path); err == nil {
		size = info.Size()
	}
	d.well("database", "It opens; %s, %s.", countOf(len(loads), "load", "loads"), reports.SizeWords(size))
	return loads
}

// clock compares the clock with the newest time on record.
func (d *doctor) clock(ctx context.Context) {
	var newest time.Time
	if j, err := openJournal(d.space.path(stateName)); err == nil {
		newest, _ = j.newest()
	}
	if s, err := store.Open(ctx, d.space.path(d.space.config.Store), store.Options{ReadOnly: true, Wait: -1}); err == nil {
		if at, err := s.Newest(ctx); err == nil && at.After(newest) {
			newest = at
		}
		_ = s.Close() // it was only read
	}
	if newest.After(d.at.Add(clockStep)) {
		d.say("clock", isIll, fmt.Sprintf("The clock shows %s, and what is on record goes up to %s.", clockWords(d.at), clockWords(newest)), "Set the clock right, for instance with timedatectl set-ntp true.")
		return
	}
	d.well("clock", "It shows %s; nothing on record is later.", clockWords(d.at))
}

// jobs looks at the last run of each job.
func (d *doctor) jobs() {
	j, err := openJournal(d.space.path(stateName))
	if err != nil {
		d.say("jobs", isIll, err.Error()+".", "See that this user can read it.")
		return
	}
	runs := j.lastRuns()
	if len(runs) == 0 {
		d.well("jobs", "None has run yet: planwatch serve runs them by themselves.")
		return
	}
	bad := false
	for _, r := range runs {
		if r.bad() {
			bad = true
			d.say("jobs", isIll, fmt.Sprintf("The job %s failed at %s: %s", r.Job, clockWords(r.Ended), sentence(r.Words)), "Mend what it names; then planwatch run "+r.Job)
		}
	}
	if !bad {
		d.well("jobs", "The last run of each job ended well.")
	}
}

// backupOld is when the newest backup is old enough to ask about.
const backupOld = 8 * 24 * time.Hour

func (d *doctor) backups() {
	dir := d.space.path(d.space.config.Backups)
	found := surplusBackups(dir, 0)
	if len(found) == 0 {
		if exists(d.space.path(d.space.config.Store)) {
			d.say("backups", isLook, fmt.Sprintf("There is no backup in %s.", dir), "planwatch run backup makes one; planwatch serve makes one each night.")
		}
		return
	}
	newest := found[len(found)-1]
	if info, err := os.Stat(newest); err == nil && d.at.Sub(info.ModTime()) > backupOld {
		d.say("backups", isLook, fmt.Sprintf("The newest backup, %s, is of %s.", newest, clockWords(info.ModTime())), "See why the job backup does not run: planwatch status.")
		return
	}
	d.well("backups", "%s, the newest is %s.", countOf(len(found), "backup", "backups"), filepath.Base(newest))
}

// orphans looks for what belongs to nothing: half-written files, archived returns that the database does not know, and
// refused returns that nobody has looked at.
func (d *doctor) orphans(loads []kpi.Load) {
	bad := false
	if left := d.space.leftovers(d.at); len(left) > 0 {
		bad = true
		d.say("orphans", isLook, fmt.Sprintf("%s lies about from a crash, the first is %s.", countOf(len(left), "half-written file", "half-written files"), left[0]), "planwatch run tidy removes what is older than a day.")
	}
	known := map[string]bool{}
	for _, l := range loads {
		known[l.SHA256] = true
	}
	archived, _ := filepath.Glob(filepath.Join(globQuoted(d.space.path(d.space.config.Archive)), "*", "*", "*"))
	var strange []string
	for _, path := range archived {
		if loads != nil && !known[filepath.Base(path)] {
			strange = append(strange, path)
		}
	}
	slices.Sort(strange)
	if len(strange) > 0 {
		bad = true
		d.say("orphans", isLook, fmt.Sprintf("%s in the archive that the database does not know, the first is %s.", countOf(len(strange), "return is", "returns are"), strange[0]), "Perhaps an older backup was restored: put them into the inbox again to load them.")
	}
	if waiting, err := inbox.Quarantined(d.space.path(d.space.config.Quarantine)); err == nil && len(waiting) > 0 {
		bad = true
		d.say("orphans", isLook, fmt.Sprintf("%s in quarantine, the newest is %s.", countOf(len(waiting), "return lies", "returns lie"), waiting[len(waiting)-1].Name), "Read the report beside each; delete its folder when it is dealt with.")
	}
	if !bad {
		d.well("orphans", "Nothing lies about.")
	}
}
