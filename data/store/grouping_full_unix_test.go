//go:build unix

package store

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strconv"
	"syscall"
	"testing"
)

func init() { children["count"] = countUnderLimit }

// countUnderLimit counts records that come to more than memory holds while files may not grow, as on a full disk, and
// prints what is said of it.
func countUnderLimit(ctx context.Context, _ string) error {
	signal.Ignore(syscall.SIGXFSZ)
	limit, err := strconv.ParseUint(os.Getenv(limitEnv), 10, 64)
	if err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return err
	}
	g, err := openGrouping(ctx, 1, "80MB", 2)
	if err != nil {
		return err
	}
	fmt.Println(countApart(g, 800_000))
	return g.Close()
}

// noRoomSentence is said while records are given or, where all still found room, when they are counted.
var noRoomSentence = regexp.MustCompile(`^(size: \d+, )?there is no room to count the records: the temporary folder \S+ can't be written: the disk is full or a size limit is reached \((file too large|no space left on device)\)$`)

// TestGroupingFull: a full disk is one sentence, and nothing is left on it.
func TestGroupingFull(t *testing.T) {
	for _, limit := range []int{0, 1 << 20, 20 << 20} {
		temp := t.TempDir()
		c, out, _ := start(t, "count", temp, fmt.Sprint(limitEnv, "=", limit), "TMPDIR="+temp)
		for out.Scan() {
			if !noRoomSentence.MatchString(out.Text()) {
				t.Errorf("with a limit of %d: %q", limit, out.Text())
			}
		}
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
		if got := files(t, temp); got != "" {
			t.Errorf("left behind: %s", got)
		}
	}
}
