package main

import (
	"fmt"
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// exchange puts each of two folders in the other's place, at once.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// flushed sees to it that what was written below a folder is on the disk, so that a machine that goes down after a
// rename has no folder of empty files.
func flushed(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("write to the disk: %w", err)
	}
	defer f.Close()
	if err := unix.Syncfs(int(f.Fd())); err != nil {
		return fmt.Errorf("write to the disk: %w", err)
	}
	return nil
}

// freeSpace is how many bytes this user may still write on the disk of a folder.
func freeSpace(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * s.Bsize, nil
}

// failOnSizeLimit makes writing past a limit on the size of files fail as on a full disk. Its signal would end the
// process instead, when the thread that writes is one of DuckDB's own.
func failOnSizeLimit() { signal.Ignore(unix.SIGXFSZ) }
