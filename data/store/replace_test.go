package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// files gives the names in a folder.
func files(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestReplace(t *testing.T) {
	ctx := context.Background()
	path := stored(t)
	dir := filepath.Dir(path)
	old := bytesOf(t, path)
	with, aside := filepath.Join(dir, "with.duckdb"), filepath.Join(dir, "aside.duckdb")
	s := openAt(t, with)
	keep(t, s, clock, give("other", "2026-03-01", "a.n K 2026-01 5"))
	if err := Replace(ctx, path, with, aside, Options{}); !errors.Is(err, ErrBusy) {
		t.Errorf("with a file that is open: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Replace(ctx, path, with, aside, Options{}); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); got != "aside.duckdb store.duckdb" {
		t.Errorf("the folder has %s", got)
	}
	if bytesOf(t, aside) != old {
		t.Error("what went aside is not the old store")
	}
	wantHolds(t, openAt(t, path), Query{}, "a.n K 2026-01 5 <other")
}

func TestReplaceRefuses(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"store", "with", "there", "with-log", "with-log.wal", "log-there.wal"} {
		write(t, at(name), name)
	}
	for _, c := range []struct {
		with, aside, want string
		is                error
	}{
		{"with", "there", "replace the store: " + at("there") + " is there already: file already exists", fs.ErrExist},
		{"with", "log-there", "replace the store: " + at("log-there.wal") + " is there already: file already exists", fs.ErrExist},
		{"none", "aside", "replace the store: open " + at("none") + ": no such file or directory", fs.ErrNotExist},
		{"with-log", "aside", "replace the store: " + at("with-log.wal") + " is there: want a store that was closed or copied whole", nil},
	} {
		err := Replace(ctx, at("store"), at(c.with), at(c.aside), Options{})
		if errorText(err) != c.want || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("with %s, aside %s: %v\nwant: %s", c.with, c.aside, err, c.want)
		}
	}
	if bytesOf(t, at("store")) != "store" || bytesOf(t, at("with")) != "with" || bytesOf(t, at("there")) != "there" {
		t.Error("a replacement that was refused changed something")
	}
}

// What stands at path may be no store at all, or missing; a log goes where its store goes.
func TestReplaceWhatIsBroken(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		store, log bool
		after      string
	}{
		"broken":          {true, false, "aside store"},
		"broken with log": {true, true, "aside aside.wal store"},
		"missing":         {false, false, "store"},
		"log alone":       {false, true, "aside.wal store"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, aside := filepath.Join(dir, "store"), filepath.Join(dir, "aside")
			write(t, filepath.Join(dir, "with"), "new")
			if c.store {
				write(t, path, "old")
			}
			if c.log {
				write(t, path+".wal", "log")
			}
			if err := Replace(ctx, path, filepath.Join(dir, "with"), aside, Options{}); err != nil {
				t.Fatal(err)
			}
			if got := files(t, dir); got != c.after || bytesOf(t, path) != "new" {
				t.Errorf("the folder has %s, want %s; the store is %q", got, c.after, bytesOf(t, path))
			}
			if c.store && bytesOf(t, aside) != "old" || c.log && bytesOf(t, aside+".wal") != "log" {
				t.Error("what went aside is not what was there")
			}
		})
	}
	killed := killedStore(t)
	dir := filepath.Dir(killed)
	with := filepath.Join(dir, "with.duckdb")
	write(t, with, bytesOf(t, stored(t)))
	aside := filepath.Join(dir, "aside.duckdb")
	if err := Replace(ctx, killed, with, aside, Options{}); err != nil {
		t.Fatal(err)
	}
	wantHolds(t, openAt(t, aside), Query{}, threeHold...)
	if n := len(strings.Fields(numbers(t, openAt(t, killed)))); n != 3 {
		t.Errorf("the new store has %d loads", n)
	}
}

func TestReplaceWaits(t *testing.T) {
	ctx := context.Background()
	path := stored(t)
	dir := filepath.Dir(path)
	with, aside := filepath.Join(dir, "with.duckdb"), filepath.Join(dir, "aside.duckdb")
	write(t, with, bytesOf(t, path))
	c, out, in := start(t, "hold", path)
	if !out.Scan() {
		t.Fatal("the child does not hold the store")
	}
	who := fmt.Sprintf("%s (process %d)", filepath.Base(c.Path), c.Process.Pid)
	err := Replace(ctx, path, with, aside, Options{Wait: 20 * time.Millisecond})
	if want := "the store is busy: " + path + " is held by " + who + "; waited 20ms"; errorText(err) != want || !errors.Is(err, ErrBusy) {
		t.Errorf("replace: %v\nwant: %s", err, want)
	}
	if err := Replace(ctx, path, with, aside, Options{Waiting: func(string) { in.Close() }}); err != nil {
		t.Error(err)
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}

	s := openAt(t, path)
	write(t, with, bytesOf(t, aside))
	err = Replace(ctx, path, with, aside+"2", Options{Wait: -1})
	if want := "the store is busy: " + path + " is held by this very process; waited 0s"; errorText(err) != want {
		t.Errorf("replace: %v\nwant: %s", err, want)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Replace(ctx, path, with, aside+"2", Options{}); err != nil {
		t.Error(err)
	}
}

// Stores are replaced by empty ones under the hands of a process that loads. Every load that it said to have kept is in
// one of them.
func TestReplaceUnderALoader(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, "store.duckdb")
	empty := filepath.Join(t.TempDir(), "empty.duckdb")
	if err := openAt(t, empty).Close(); err != nil {
		t.Fatal(err)
	}
	c, out, _ := start(t, "load", path)
	if !out.Scan() {
		t.Fatal("the child does not load")
	}
	counted := make(chan int)
	go func() {
		n := 1
		for out.Scan() {
			n++
		}
		counted <- n
	}()
	var all []string
	for i := range 4 {
		with, aside := filepath.Join(dir, fmt.Sprint("with-", i)), filepath.Join(dir, fmt.Sprint("aside-", i))
		write(t, with, bytesOf(t, empty))
		if err := Replace(ctx, path, with, aside, Options{}); err != nil {
			t.Fatal(err)
		}
		all = append(all, aside)
		time.Sleep(100 * time.Millisecond)
	}
	c.Process.Kill()
	said := <-counted
	c.Wait()
	kept := 0
	for _, p := range append(all, path) {
		kept += wholeLoads(t, p)
	}
	if kept < said || kept > said+1 {
		t.Errorf("%d loads were said to be kept, and the stores have %d", said, kept)
	}
	t.Logf("%d loads in %d stores", kept, len(all)+1)
}

// TestReplaceStepByStep stops after each step, as a kill would, and wants the states that Replace promises.
func TestReplaceStepByStep(t *testing.T) {
	for name, c := range map[string]struct {
		log  bool
		want []string // the files after each step, each with what is in it
	}{
		"without a log": {false, []string{
			"aside=old store=old with=new", // two names of one file
			"aside=old store=new",
		}},
		"with a log": {true, []string{
			"aside=old store.wal=log with=new", // which Open refuses
			"aside=old aside.wal=log with=new",
			"aside=old aside.wal=log store=new",
		}},
	} {
		for n := range c.want {
			dir := t.TempDir()
			path := filepath.Join(dir, "store")
			write(t, path, "old")
			write(t, filepath.Join(dir, "with"), "new")
			if c.log {
				write(t, path+".wal", "log")
			}
			list := steps(path, filepath.Join(dir, "with"), filepath.Join(dir, "aside"), true, c.log)
			if len(list) != len(c.want) {
				t.Fatalf("%s: %d steps, want %d", name, len(list), len(c.want))
			}
			for _, step := range list[:n+1] {
				if err := step(); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			for _, f := range strings.Fields(files(t, dir)) {
				got = append(got, f+"="+bytesOf(t, filepath.Join(dir, f)))
			}
			if text := strings.Join(got, " "); text != c.want[n] {
				t.Errorf("%s, after step %d: %s, want %s", name, n+1, text, c.want[n])
			}
		}
	}
}

// Whoever makes a store at path while the old one is already aside keeps it: it is not written over.
func TestReplaceNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	path, with, aside := filepath.Join(dir, "store"), filepath.Join(dir, "with"), filepath.Join(dir, "aside")
	write(t, path, "old")
	write(t, path+".wal", "log")
	write(t, with, "new")
	list := steps(path, with, aside, true, true)
	for i, step := range list {
		if i == len(list)-1 {
			write(t, path, "somebody's")
		}
		if err := step(); (err != nil) != (i == len(list)-1) || err != nil && !errors.Is(err, fs.ErrExist) {
			t.Errorf("step %d: %v", i+1, err)
		}
	}
	if bytesOf(t, path) != "somebody's" || bytesOf(t, with) != "new" {
		t.Error("a store was written over")
	}
}

// replaceWithoutEnd replaces the file at path, which has the text "0", by "1", that by "2" and so on, every second time
// with a log; each time what was there goes to aside-0, aside-1, …
func replaceWithoutEnd(ctx context.Context, path string) error {
	dir := filepath.Dir(path)
	for n := 1; ; n++ {
		with := filepath.Join(dir, fmt.Sprint("with-", n))
		if err := os.WriteFile(with, []byte(strconv.Itoa(n)), 0o600); err != nil {
			return err
		}
		if n%2 == 0 {
			if err := os.WriteFile(path+".wal", []byte(strconv.Itoa(n-1)), 0o600); err != nil {
				return err
			}
		}
		if err := Replace(ctx, path, with, filepath.Join(dir, fmt.Sprint("aside-", n-1)), Options{}); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// TestKilledReplacements kills a process that replaces, at random moments, and wants the states that Replace promises.
func TestKilledReplacements(t *testing.T) {
	states := map[string]int{}
	for kill := range 10 {
		dir := t.TempDir()
		path := filepath.Join(dir, "store")
		write(t, path, "0")
		c, out, _ := start(t, "replace", path)
		out.Scan()
		timer := time.AfterFunc(time.Duration(kill)*1700*time.Microsecond, func() { c.Process.Kill() })
		said := 1
		for out.Scan() {
			said, _ = strconv.Atoi(out.Text())
		}
		timer.Stop()
		if err := c.Wait(); err == nil || c.ProcessState.Exited() {
			t.Fatalf("the child ended by itself: %v", err)
		}
		states[afterKill(t, dir, said)]++
	}
	t.Log(states)
}

// afterKill says what became of the replacement of said by the next, and fails when it is none of what is promised.
func afterKill(t *testing.T, dir string, said int) string {
	t.Helper()
	text := func(name string) string {
		data, _ := os.ReadFile(filepath.Join(dir, name))
		return string(data)
	}
	now, next := strconv.Itoa(said), strconv.Itoa(said+1)
	aside, log := text("aside-"+now), text("aside-"+now+".wal")
	log += text("store.wal")
	withLog := (said+1)%2 == 0
	switch store := text("store"); {
	case store == now && aside == "":
		return "old"
	case store == now && aside == now && text("with-"+next) == next:
		return "old under both names"
	case store == next && aside == now && (!withLog || log == now):
		return "new"
	case store == "" && aside == now && text("with-"+next) == next && withLog && log == now:
		return "none, the old aside and the new where it was"
	}
	t.Errorf("after %d was there and %d was to come, the folder has %s", said, said+1, files(t, dir))
	return "broken"
}
