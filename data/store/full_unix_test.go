//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"planwatch/kpi"
)

// limitEnv and logEnv tell a "fill" child how large its files may get, and at what length DuckDB folds the log.
const (
	limitEnv = "PLANWATCH_STORE_LIMIT"
	logEnv   = "PLANWATCH_STORE_LOG"
)

// limitsEnv is at how many limits TestFullDisk fills a store up; CI sets it to 30.
const limitsEnv = "PLANWATCH_LIMITS"

func init() { children["fill"] = fillUp }

// fillReturn is what fillUp keeps as load n: text that does not compress, so that log and file grow alike.
func fillReturn(n int) kpi.Return {
	r := give(fmt.Sprintf("fill-%d.csv", n), "2026-03-01")
	random := rand.New(rand.NewPCG(uint64(n), 1))
	for i := range 2500 {
		r.Observations = append(r.Observations, kpi.Observation{
			Key: kpi.Key{
				Series: kpi.SeriesID(fmt.Sprintf("fill.%05d", n)), Area: kpi.AreaCode(fmt.Sprintf("E%08d", i)),
				Period: kpi.PeriodFrom(kpi.Month, kpi.DateOf(2026, 1, 1)),
			},
			Value: random.Float64(), Outturn: true,
			Place: kpi.Place{
				File: r.File, SHA256: r.SHA256, Load: n, Sheet: "T", Cell: "A" + strconv.Itoa(i),
				Text: fmt.Sprintf("%016x%016x%016x%016x", random.Uint64(), random.Uint64(), random.Uint64(), random.Uint64()),
			},
		})
	}
	return r
}

// fillUp loads under a limit on the size of files until that fails, and then looks what this process can still do: under
// the limit, and after it. It prints "kept" with the number of every load, and "error" with every error.
func fillUp(ctx context.Context, path string) error {
	signal.Ignore(syscall.SIGXFSZ) // so that writing fails as on a full disk, instead of ending the process
	var free syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &free); err != nil {
		return err
	}
	limited := free
	limit, err := strconv.ParseUint(os.Getenv(limitEnv), 10, 64)
	if err != nil {
		return err
	}
	limited.Cur = limit
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limited); err != nil {
		return err
	}
	kept, err := fillUnderLimit(ctx, path)
	if err != nil {
		return err
	}
	if s, err := Open(ctx, path, Options{}); err != nil {
		fmt.Println("error", err)
	} else if err := s.Close(); err != nil {
		fmt.Println("error", err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &free); err != nil {
		return err
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return fmt.Errorf("there is room again: %w", err)
	}
	if _, err := s.Keep(ctx, []kpi.Return{fillReturn(kept + 1)}, clock); err != nil {
		return fmt.Errorf("there is room again: %w", err)
	}
	fmt.Println("kept", kept+1)
	return s.Close()
}

func fillUnderLimit(ctx context.Context, path string) (kept int, err error) {
	s, err := Open(ctx, path, Options{})
	if err != nil {
		fmt.Println("error", err)
		return 0, nil
	}
	if _, err := s.file.db.Exec("SET checkpoint_threshold = '" + os.Getenv(logEnv) + "'"); err != nil {
		return 0, err
	}
	for {
		if _, err := s.Keep(ctx, []kpi.Return{fillReturn(kept + 1)}, clock); err != nil {
			fmt.Println("error", err)
			break
		}
		kept++
		fmt.Println("kept", kept)
	}
	// A DuckDB that has given up is not shared any further; one that goes on is.
	_, readErr := s.Loads(ctx, clock)
	another, err := Open(ctx, path, Options{Wait: -1})
	switch {
	case readErr != nil:
		fmt.Println("error", readErr)
		if !errors.Is(err, ErrBusy) {
			return 0, fmt.Errorf("another Store of a broken file: %v, want ErrBusy", err)
		}
	case err != nil:
		return 0, err
	default:
		if err := another.Close(); err != nil {
			return 0, err
		}
	}
	if err := s.Close(); err != nil {
		fmt.Println("error", err)
	}
	return kept, nil
}

// TestFullDisk fills stores up at many limits, so that writing fails in the log, in the file, while the log is folded and
// while the store is made. Each error is one sentence, no load that was said to be kept is lost, and nothing of another
// is there.
func TestFullDisk(t *testing.T) {
	limits := 10
	if text := os.Getenv(limitsEnv); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 2 {
			t.Fatalf("%s: want a number above 1, found %q", limitsEnv, text)
		}
		limits = n
	}
	places := make(chan string, 10*limits)
	t.Run("limits", func(t *testing.T) {
		for i := range limits {
			limit := 2000 + i*5_800_000/(limits-1)
			log := []string{"16MB", "400KB"}[i%2]
			t.Run(fmt.Sprint(limit), func(t *testing.T) {
				t.Parallel()
				fillOnce(t, limit, log, places)
			})
		}
	})
	close(places)
	count := map[string]int{}
	for p := range places {
		count[p]++
	}
	t.Log(count)
	for _, p := range []string{"open", "keep", "read", "close"} {
		if count[p] == 0 {
			t.Errorf("none of the limits made %s fail", p)
		}
	}
}

var fullSentence = regexp.MustCompile(`^(?:keep fill-\d+\.csv: |close the store: )?the store (\S+) can't be written: the disk is full or a size limit is reached \(file too large\)(; what was kept is safe in store\.duckdb\.wal, which has to stay beside it)?$`)

func fillOnce(t *testing.T, limit int, log string, places chan<- string) {
	path := filepath.Join(t.TempDir(), "store.duckdb")
	c, out, _ := start(t, "fill", path, fmt.Sprint(limitEnv, "=", limit), logEnv+"="+log)
	said, failed := 0, 0
	for out.Scan() {
		if n, ok := strings.CutPrefix(out.Text(), "kept "); ok {
			said, _ = strconv.Atoi(n)
			continue
		}
		text, _ := strings.CutPrefix(out.Text(), "error ")
		failed++
		if m := fullSentence.FindStringSubmatch(text); m == nil || m[1] != path {
			t.Errorf("the error is %q", text)
		}
		switch word, _, _ := strings.Cut(text, " "); {
		case word == "keep" || word == "close":
			places <- word
		case said == 0:
			places <- "open"
		default:
			places <- "read"
		}
	}
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	if failed == 0 {
		t.Error("nothing failed")
	}
	if n := wholeLoadsOf(t, path, fillReturn); n != said {
		t.Errorf("the store has %d loads, and %d were said to be kept", n, said)
	}
	if got := files(t, filepath.Dir(path)); got != "store.duckdb" {
		t.Errorf("the folder has %s", got)
	}
}
