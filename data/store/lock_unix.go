//go:build unix

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// lockWhole takes the lock that DuckDB takes, without DuckDB, which does not open a file that is damaged. To close the
// file gives it back. The caller holds path (see hold).
func lockWhole(path string) (*os.File, error) {
	kind := int16(syscall.F_WRLCK)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) { // a lock for reading is enough to keep those who write away
		kind = syscall.F_RDLCK
		f, err = os.Open(path)
	}
	if err != nil {
		return nil, err
	}
	lock := syscall.Flock_t{Type: kind} // from 0 with length 0: the whole file
	err = syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &lock)
	if err == nil {
		return f, nil
	}
	if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) {
		err = busyError{path, holderOf(f, kind)}
	} else {
		err = fmt.Errorf("lock %s: %w", path, err)
	}
	return nil, errors.Join(err, f.Close())
}

// holderOf is who has the lock that this process did not get.
func holderOf(f *os.File, kind int16) string {
	lock := syscall.Flock_t{Type: kind}
	if syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &lock) != nil || lock.Type == syscall.F_UNLCK {
		return anotherProcess // it has let go meanwhile
	}
	program, _ := os.Readlink("/proc/" + strconv.Itoa(int(lock.Pid)) + "/exe") // Linux; "" where it is not told
	return holderName(program, int(lock.Pid))
}

// syncFolder makes sure that the names in a folder are on disk.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some network shares cannot
	}
	return errors.Join(err, f.Close())
}
