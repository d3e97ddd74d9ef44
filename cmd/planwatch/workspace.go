package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/goccy/go-yaml"

	"planwatch/data/store"
	"planwatch/ingest/layout"
	"planwatch/kpi"
	"planwatch/kpi/planfile"
)

// workspaceFlag is --workspace.
type workspaceFlag struct{ dir string }

// workspace is an office's folder: its config, and where the rest is.
type workspace struct {
	dir     string
	config  config
	waiting func(holder string) // says whom a verb waits for; nil: on standard error
}

// open finds and reads the workspace.
func (f *workspaceFlag) open() (*workspace, error) {
	dir := f.dir
	if dir == "" {
		var err error
		if dir, err = nearestWorkspace(); err != nil {
			return nil, err
		}
	} else if _, err := os.Stat(filepath.Join(dir, configName)); err != nil {
		return nil, refused(fmt.Errorf("%s is not a workspace: it holds no %s; make one with: planwatch init %s", dir, configName, dir))
	}
	c, err := readConfig(dir)
	if err != nil {
		return nil, err
	}
	return &workspace{dir: dir, config: c}, nil
}

// nearestWorkspace walks up from the current folder.
func nearestWorkspace() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, configName)); err == nil {
			return filepath.Rel(here, dir)
		}
		if dir == filepath.Dir(dir) {
			return "", refused(fmt.Errorf("no workspace here: neither %s nor a folder above it holds %s; make one with: planwatch init DIR, or name one with --workspace", here, configName))
		}
	}
}

func (w *workspace) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(w.dir, name)
}

// plan reads the plan; any mistake in it refuses the command.
func (w *workspace) plan() (*kpi.Plan, error) {
	plan, problems := w.checkPlan()
	if errs := problems.Errors(); len(errs) > 0 {
		return nil, refused(errs)
	}
	return plan, nil
}

// checkPlan reads the plan with every mistake in it.
func (w *workspace) checkPlan() (*kpi.Plan, kpi.Problems) { return w.readPlan(nil) }

// readPlan reads the plan, of which an earlier edition was published (nil: none).
func (w *workspace) readPlan(published *kpi.Plan) (*kpi.Plan, kpi.Problems) {
	dir := w.path(w.config.Plan)
	plan, problems := planfile.ReadAfter(os.DirFS(filepath.Dir(dir)), filepath.Base(dir), published)
	for i := range problems {
		problems[i].File = filepath.Join(filepath.Dir(dir), filepath.FromSlash(problems[i].File))
	}
	return plan, problems
}

// layouts reads every layout of the workspace, in order of name.
func (w *workspace) layouts() ([]*layout.Layout, kpi.Problems) {
	dir := w.path(w.config.Layouts)
	entries, err := os.ReadDir(dir) // in order of name
	if err != nil {
		p := unreadable(dir, err)
		if errors.Is(err, fs.ErrNotExist) {
			p.Message = "want a folder of layouts, found none"
		}
		return nil, kpi.Problems{p}
	}
	var out []*layout.Layout
	var problems kpi.Problems
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".yaml" {
			continue
		}
		path := filepath.Join(dir, e.Name())
		content, err := os.ReadFile(path)
		if err != nil {
			problems = append(problems, unreadable(path, err))
			continue
		}
		l, found := layout.Read(path, content)
		problems = append(problems, found...)
		if l != nil {
			out = append(out, l)
		}
	}
	if len(out) == 0 && len(problems) == 0 {
		problems = kpi.Problems{{File: dir, Code: "no-layouts", Message: "want a layout (*.yaml) in this folder, found none"}}
	}
	return out, problems
}

// unreadable says why a file or folder can't be read.
func unreadable(path string, err error) kpi.Problem {
	if errors.Is(err, fs.ErrNotExist) {
		p := kpi.Problem{File: path, Code: "no-file", Message: "there is no such file"}
		if strings.ContainsAny(path, "*?[") {
			p.Message = "no file matches" // a shell leaves a pattern that matches nothing as it stands
		}
		return p
	}
	if errors.Is(err, syscall.EISDIR) {
		return kpi.Problem{File: path, Code: "unreadable", Message: "want a file, found a folder"}
	}
	return kpi.Problem{File: path, Code: "unreadable", Message: "it can't be read: " + unwrapped(err)}
}

// openStore opens the database, waiting for another process that holds it.
func (w *workspace) openStore(ctx context.Context) (*store.Store, error) {
	return store.Open(ctx, w.path(w.config.Store), w.storeOptions())
}

// openToRead opens the database for a verb that only reads: it makes none (nil when there is none yet), and makes do
// with one that this user may not write.
func (w *workspace) openToRead(ctx context.Context) (*store.Store, error) {
	path := w.path(w.config.Store)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	o := w.storeOptions()
	s, err := store.Open(ctx, path, o)
	if errors.Is(err, fs.ErrPermission) {
		o.ReadOnly = true
		s, err = store.Open(ctx, path, o)
	}
	return s, err
}

func (w *workspace) storeOptions() store.Options {
	o := store.Options{Wait: w.config.Wait}
	if o.Wait == 0 {
		o.Wait = -1 // the store takes 0 for its own default; here it means not to wait
		return o
	}
	if o.Waiting = w.waiting; o.Waiting == nil {
		o.Waiting = func(holder string) { fmt.Fprintf(os.Stderr, "Waiting for %s, which holds the database\n", holder) }
	}
	return o
}

// area is the area that a command is about: the flag's, the config's or the plan's.
func (w *workspace) area(plan *kpi.Plan, flag string) (kpi.AreaCode, error) {
	if strings.EqualFold(flag, string(kpi.NotAssigned)) {
		return kpi.NotAssigned, nil
	}
	if flag != "" {
		if a, ok := plan.AreaNamed(flag); ok {
			return a.Code, nil
		}
		return "", usage("unknown area %q%s", flag, kpi.DidYouMean(flag, plan.AreaNames()))
	}
	if problems := w.checkArea(plan); len(problems) > 0 {
		return "", refused(problems)
	}
	if a, ok := plan.AreaNamed(w.config.Area); ok {
		return a.Code, nil
	}
	return plan.Area, nil
}

// checkArea looks the config's area up in the plan.
func (w *workspace) checkArea(plan *kpi.Plan) kpi.Problems {
	name := w.config.Area
	if _, ok := plan.AreaNamed(name); ok || name == "" {
		return nil
	}
	return kpi.Problems{{
		File: filepath.Join(w.dir, configName), Line: w.config.areaLine, Column: w.config.areaColumn, Code: "unknown-area",
		Message: fmt.Sprintf("area: want the code or name of an area of the plan, found %q%s", name, kpi.DidYouMean(name, plan.AreaNames())),
	}}
}

// asYAML says whether an error is one of the YAML reader's.
func asYAML(err error, target *yaml.Error) bool { return errors.As(err, target) }

// timeFlags are the two dates that every reading verb takes, and whether staff want to see what is hidden.
type timeFlags struct {
	asAt, knownAt string
	unsuppressed  bool
}

// times reads --as-at and --known-at; zero when they are not given.
func (t timeFlags) times() (asAt kpi.Date, knownAt time.Time, err error) {
	if t.asAt != "" {
		if asAt, err = kpi.ParseDate(t.asAt); err != nil {
			return 0, time.Time{}, usage("--as-at: %w", err)
		}
	}
	if t.knownAt != "" {
		if knownAt, err = parseTime(t.knownAt); err != nil {
			return 0, time.Time{}, usage("--known-at: %w", err)
		}
	}
	return asAt, knownAt, nil
}

// parseTime reads a time such as 2026-03-31T12:00:00Z, or a day, which means its end.
func parseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	d, err := kpi.ParseDate(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("want a day such as 2026-03-31 or a time such as 2026-03-31T12:00:00Z, found %q", s)
	}
	return (d + 1).Time().Add(-time.Microsecond), nil
}
