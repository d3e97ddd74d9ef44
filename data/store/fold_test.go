package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"planwatch/kpi"
)

// foldKills is how often TestKilledFolds kills, beside what killsEnv says.
const foldKills = 5

// TestKilledFolds kills a process that loads while it folds the log into the file, which is when the copy stands by, and
// wants every load whole afterwards.
func TestKilledFolds(t *testing.T) {
	kills := killsWanted(t, foldKills)
	random := rand.New(rand.NewPCG(5, 9))
	path, back := "", 0
	for kill := range kills {
		if kill%10 == 0 {
			path = filepath.Join(t.TempDir(), "store.duckdb")
		}
		c, out, _ := start(t, "load", path)
		go func() {
			for out.Scan() { // so that the child does not wait
			}
		}()
		seen := 0
		for end := time.Now().Add(time.Minute); seen < 1+kill%3 && time.Now().Before(end); time.Sleep(200 * time.Microsecond) {
			if _, err := os.Stat(standBy(path)); err == nil {
				seen++
				if seen < 1+kill%3 {
					time.Sleep(time.Duration(random.IntN(20)) * time.Millisecond)
				}
			}
		}
		time.Sleep(time.Duration(random.IntN(4000)) * time.Microsecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		if exists(standBy(path)) && exists(path+".wal") {
			back++
		}
		wholeLoads(t, path)
	}
	t.Logf("killed %d times while folding: %d times the store was put back as it was, no load lost", kills, back)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestRecoverFold damages a store as a kill in the middle of folding does: with the copy and the log there it is put
// back and nothing is lost; without the copy it would not open.
func TestRecoverFold(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s := openAt(t, path)
	if _, err := s.Keep(ctx, []kpi.Return{numberedReturn(1)}, clock); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if exists(standBy(path)) || exists(path+".wal") {
		t.Fatal("a closed store has something beside it")
	}
	killed := func() { // a process that has kept a second load, and was killed in the middle of folding
		s := openAt(t, path)
		if _, err := s.Keep(ctx, []kpi.Return{numberedReturn(2)}, clock); err != nil {
			t.Fatal(err)
		}
		log := readAll(t, path+".wal")
		if err := keepStandBy(path, s.file.bytes); err != nil {
			t.Fatal(err)
		}
		was := readAll(t, standBy(path))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string][]byte{path + ".wal": log, standBy(path): was, path: damaged(was)} {
			if err := os.WriteFile(name, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	killed()
	if err := os.Rename(standBy(path), path+".kept"); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(ctx, path, Options{}); err == nil {
		_ = s.Close()
		t.Error("the damage does no harm: nothing is tested")
	}
	if err := os.Rename(path+".kept", standBy(path)); err != nil {
		t.Fatal(err)
	}
	if n := wholeLoads(t, path); n != 2 {
		t.Errorf("%d loads, want 2", n)
	}
	if exists(standBy(path)) || exists(path+".wal") {
		t.Error("something is left beside the store")
	}

	// Killed after folding: the file is whole, and the copy is of no use any more.
	if err := os.WriteFile(standBy(path), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if n := wholeLoads(t, path); n != 2 {
		t.Errorf("%d loads, want 2", n)
	}
	if exists(standBy(path)) {
		t.Error("the copy is left beside the store")
	}
}

// While another process holds the store, a copy that stands by is its own.
func TestRecoverFoldWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	c, out, in := start(t, "hold", path)
	if !out.Scan() {
		t.Fatal("the child does not hold the store")
	}
	if err := os.WriteFile(standBy(path), []byte("its"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{Wait: -1}); !errors.Is(err, ErrBusy) {
		t.Errorf("open: %v, want ErrBusy", err)
	}
	if !exists(standBy(path)) {
		t.Error("the copy of another process is gone")
	}
	_ = in.Close()
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

func readAll(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// damaged is a store with every block behind its three headers overwritten.
func damaged(store []byte) []byte {
	out := append([]byte(nil), store...)
	for i := 3 * 4096; i < len(out); i += 100 {
		out[i] ^= 0xff
	}
	return out
}
