package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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

// stored makes a store with threeEditions, of which the first is withdrawn, and closes it.
func stored(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, s, clock, threeEditions()...)
	if err := s.Withdraw(context.Background(), 1, "test", hours(1)); err != nil {
		t.Fatal(err)
	}
	p := Publication{At: hours(2), What: "site", Place: "public", SHA256: "ab", Edition: "0.2.0"}
	if _, err := s.RecordPublication(context.Background(), p, []int{2, 3}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func bytesOf(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// killedStore is a store as a process leaves it that was killed after a load: with its log beside it.
func killedStore(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "open.duckdb")
	s := openAt(t, path)
	keep(t, s, clock, threeEditions()...)
	killed := filepath.Join(t.TempDir(), "store.duckdb")
	for _, end := range []string{"", ".wal"} { // as the files are now, before Close
		if err := os.WriteFile(killed+end, []byte(bytesOf(t, path+end)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return killed
}

func TestCopy(t *testing.T) {
	ctx := context.Background()
	path := stored(t)
	to := filepath.Join(t.TempDir(), "copy.duckdb")
	c, err := Copy(ctx, path, to, Options{})
	if err != nil {
		t.Fatal(err)
	}
	data := bytesOf(t, path)
	sum := sha256.Sum256([]byte(data))
	want := Contents{
		Schema: newestSchema(t), Loads: 3, Withdrawals: 1, Observations: 8, Publications: 1, Newest: hours(2),
		Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
	}
	if want.Observations = c.Observations; c != want || c.Observations == 0 {
		t.Errorf("the copy has %+v, want %+v", c, want)
	}
	if bytesOf(t, to) != data {
		t.Error("the copy is not what the store is")
	}
	if v, err := Verify(ctx, to); err != nil || v != c {
		t.Errorf("verified as %+v, %v; want %+v", v, err, c)
	}
	_, err = Copy(ctx, path, to, Options{})
	if want := "copy the store: " + to + " is there already: file already exists"; errorText(err) != want || !errors.Is(err, fs.ErrExist) {
		t.Errorf("a copy over a file: %v\nwant: %s", err, want)
	}
	if bytesOf(t, to) != data {
		t.Error("a copy that was refused changed the file that was there")
	}
	for _, f := range []func(path string) error{
		func(path string) error { _, err := Copy(ctx, path, to+"2", Options{}); return err },
		func(path string) error { _, err := Verify(ctx, path); return err },
	} {
		none := filepath.Join(t.TempDir(), "none.duckdb")
		if err := f(none); errorText(err) != "there is no store at "+none+": file does not exist" || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("of no store: %v", err)
		}
		if err := f(filepath.Join("testdata", "schema-0001.txt")); !errors.Is(err, ErrNotStore) {
			t.Errorf("of a text: %v", err)
		}
	}
	if _, err := os.Stat(to + "2"); err == nil {
		t.Error("a copy of nothing is there")
	}
}

// What the log beside the store has is in the copy.
func TestCopyAfterAKill(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		path := killedStore(t)
		before := bytesOf(t, path) + bytesOf(t, path+".wal")
		to := filepath.Join(t.TempDir(), "copy.duckdb")
		c, err := Copy(context.Background(), path, to, Options{ReadOnly: readOnly})
		if err != nil || c.Loads != 3 {
			t.Fatalf("read-only %t: the copy has %+v, %v", readOnly, c, err)
		}
		if v, err := Verify(context.Background(), to); err != nil || v != c {
			t.Errorf("read-only %t: verified as %+v, %v; want %+v", readOnly, v, err, c)
		}
		if _, err := os.Stat(to + ".wal"); err == nil {
			t.Errorf("read-only %t: the copy has a log", readOnly)
		}
		if readOnly && bytesOf(t, path)+bytesOf(t, path+".wal") != before {
			t.Error("the store was changed")
		}
		wantHolds(t, openAt(t, to), Query{}, threeHold...)
		wantHolds(t, openAt(t, path), Query{}, threeHold...)
	}
}

func TestCopyWaitsForThisProcess(t *testing.T) {
	ctx := context.Background()
	path := stored(t)
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.duckdb")
	_, err = Copy(ctx, path, to, Options{Wait: 20 * time.Millisecond})
	if want := "the store is busy: " + path + " is held by this very process; waited 20ms"; errorText(err) != want || !errors.Is(err, ErrBusy) {
		t.Errorf("copy: %v\nwant: %s", err, want)
	}
	if _, err := Verify(ctx, path); !errors.Is(err, ErrBusy) {
		t.Errorf("verify: %v", err)
	}
	_, err = Copy(ctx, path, to, Options{Waiting: func(string) {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}})
	if err != nil {
		t.Error(err)
	}

	giveBack, err := hold(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{Wait: -1}); !errors.Is(err, ErrBusy) {
		t.Errorf("open while a copy is made: %v", err)
	}
	s, err = Open(ctx, path, Options{Waiting: func(string) { giveBack() }})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// While a store is copied no other process gets it, and afterwards one that has waited does: the descriptor that is read
// from neither drops DuckDB's lock nor outlives it.
func TestCopyKeepsTheLock(t *testing.T) {
	ctx := context.Background()
	path := stored(t)
	giveBack, err := hold(path)
	if err != nil {
		t.Fatal(err)
	}
	defer giveBack()
	a, err := openAlone(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	c, out, in := start(t, "hold", path)
	got := make(chan bool, 1)
	go func() { got <- out.Scan() }()
	if _, _, err := a.writeTo(ctx, filepath.Join(t.TempDir(), "copy.duckdb")); err != nil {
		t.Fatal(err)
	}
	select {
	case <-got:
		t.Error("another process has the store while it is copied")
	case <-time.After(time.Second):
	}
	if err := a.close(); err != nil {
		t.Fatal(err)
	}
	if !<-got || out.Text() != "held" {
		t.Error("the process that waited does not get the store")
	}
	in.Close()
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

// Copies are made while another process and this one load. Each is whole, and nobody fails.
func TestCopyWhileOthersLoad(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	c, out, _ := start(t, "load", path)
	if !out.Scan() {
		t.Fatal("the child does not load")
	}
	done := make(chan error, 1)
	go func() {
		for range 3 {
			s, err := Open(ctx, path, Options{})
			if err == nil {
				_, err = s.Loads(ctx, time.Time{})
				err = first(err, s.Close())
			}
			if err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	last := 0
	for i := range 2 {
		to := filepath.Join(t.TempDir(), strconv.Itoa(i)+".duckdb")
		contents, err := Copy(ctx, path, to, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if n := wholeLoads(t, to); n != contents.Loads || n < last {
			t.Errorf("the copy has %d loads, want %d; the one before had %d", n, contents.Loads, last)
		}
		last = contents.Loads
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	before, said := last, 0
	for said <= before && out.Scan() {
		said, _ = strconv.Atoi(out.Text())
	}
	if said <= before {
		t.Errorf("the child stopped at load %d", said)
	}
	c.Process.Kill()
	c.Wait()
	wholeLoads(t, path)
}

func TestFailedCopyIsRemoved(t *testing.T) {
	path := stored(t)
	to := filepath.Join(t.TempDir(), "copy.duckdb")
	ctx, cancel := context.WithCancel(context.Background())
	giveBack, err := hold(path)
	if err != nil {
		t.Fatal(err)
	}
	defer giveBack()
	a, err := openAlone(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer a.close()
	cancel()
	if _, _, err := a.writeTo(ctx, to); !errors.Is(err, context.Canceled) {
		t.Errorf("a copy under a cancelled context: %v", err)
	}
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the copy that failed is there (%v)", err)
	}
}

// TestDamage spoils a store all over and wants Verify to come upon it, wherever a row of ours is.
func TestDamage(t *testing.T) {
	ctx := context.Background()
	whole := bytesOf(t, stored(t))
	path := filepath.Join(t.TempDir(), "store.duckdb")
	verify := func(data string) error {
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Verify(ctx, path)
		return err
	}
	if err := verify(whole); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{100, 4096, 12288, 20000, len(whole) / 2} {
		err := verify(whole[:n])
		if !errors.Is(err, ErrDamaged) || !strings.HasSuffix(errorText(err), ": put a copy of it back") {
			t.Errorf("cut off after %d bytes: %v", n, err)
		}
	}
	blocks, found := 0, 0
	const header, block = 3 * 4096, 256 * 1024
	for at := header; at < len(whole); at += block {
		spoiled := whole[:at+100] + "spoiled" + whole[at+107:]
		err := verify(spoiled)
		if err != nil {
			want := fmt.Sprintf("the store is damaged: %s can't be read at byte %d: put a copy of it back", path, at)
			if errorText(err) != want || !errors.Is(err, ErrDamaged) {
				t.Errorf("spoiled at %d: %v\nwant: %s", at, err, want)
			}
			found++
		}
		blocks++
	}
	t.Logf("%d of %d blocks are read; the others are free or have only keys", found, blocks)
	if found*2 < blocks {
		t.Errorf("Verify came upon damage in %d of %d blocks", found, blocks)
	}
}

// A load of which observations are missing is damage too, though DuckDB reads the file.
func TestTornLoad(t *testing.T) {
	path := stored(t)
	s := openAt(t, path)
	if _, err := s.file.db.Exec("DELETE FROM observations WHERE load = 2 AND last_day = (SELECT max(last_day) FROM observations WHERE load = 2)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := Verify(context.Background(), path)
	if !errors.Is(err, ErrDamaged) || !strings.Contains(errorText(err), "of load 2, found ") {
		t.Errorf("verified a store with a torn load: %v", err)
	}
}
