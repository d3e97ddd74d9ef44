package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Copy copies the store at path to a new file, byte for byte, and says what it has. It waits, as Open does, until no
// other process and no Store of this one has the store open, and keeps others waiting while it copies. What a log beside
// the store has is in the copy; the store is not migrated. A store that this user may not write is read only.
//
// A copy that fails is removed again. A process that is killed leaves a part of one behind: copy into a folder that gets
// its name when the copy is done.
//
// errors.Is tells what it tells of [Open], and fs.ErrExist when there is something at to already.
func Copy(ctx context.Context, path, to string, o Options) (Contents, error) {
	path, err := realPath(path)
	if err != nil {
		return Contents{}, err
	}
	if to, err = realPath(to); err != nil {
		return Contents{}, err
	}
	for _, name := range []string{to, to + ".wal"} { // a foreign log would be taken for the copy's
		if _, err := os.Lstat(name); err == nil {
			return Contents{}, fmt.Errorf("copy the store: %s is there already: %w", name, fs.ErrExist)
		}
	}
	var c Contents
	err = whenFree(ctx, o, func() error {
		giveBack, err := hold(path)
		if err != nil {
			return err
		}
		defer giveBack()
		c, err = copyStore(ctx, path, to, o.ReadOnly)
		if errors.Is(err, fs.ErrPermission) && !o.ReadOnly {
			c, err = copyStore(ctx, path, to, true)
		}
		return err
	})
	if err != nil {
		return Contents{}, err
	}
	return c, nil
}

func copyStore(ctx context.Context, path, to string, readOnly bool) (c Contents, err error) {
	a, err := openAlone(ctx, path, readOnly)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := c.count(ctx, a.db, path); err != nil {
		return c, err
	}
	if !readOnly {
		if err := fold(ctx, a.db, path, a.bytes); err != nil {
			return c, err
		}
	}
	if c.Size, c.SHA256, err = a.writeTo(ctx, to); err != nil {
		return c, fmt.Errorf("copy the store: %w", writeError("the copy "+to, err))
	}
	if !readOnly {
		return c, nil
	}
	c.Size, c.SHA256, err = withLog(ctx, path, to, c)
	return c, err
}

// writeTo makes the copy, which is on disk when writeTo returns, or gone.
func (a *alone) writeTo(ctx context.Context, to string) (size int64, sum string, err error) {
	info, err := a.bytes.Stat()
	if err != nil {
		return 0, "", err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm()|0o600)
	if err != nil {
		return 0, "", err
	}
	if size, sum, err = a.copyTo(ctx, out); err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = syncFolder(filepath.Dir(to))
	}
	if err != nil {
		return 0, "", errors.Join(err, os.Remove(to))
	}
	return size, sum, nil
}

// copyTo writes the file's bytes to out, when there is one, and gives their number and SHA-256.
func (a *alone) copyTo(ctx context.Context, out io.Writer) (int64, string, error) {
	hash := sha256.New()
	to := io.Writer(hash)
	if out != nil {
		to = io.MultiWriter(out, hash)
	}
	if _, err := a.bytes.Seek(0, io.SeekStart); err != nil { // it was read for folding
		return 0, "", err
	}
	size, err := io.Copy(to, untilDone{ctx, a.bytes})
	return size, hex.EncodeToString(hash.Sum(nil)), err
}

// withLog takes the log of a store that could not be written, when there is one, into the copy of it.
func withLog(ctx context.Context, path, to string, c Contents) (size int64, sum string, err error) {
	log, err := os.ReadFile(path + ".wal")
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(log) == 0 {
		return c.Size, c.SHA256, nil
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("copy the store: %w", errors.Join(writeError("the copy "+to, err), os.Remove(to)))
			os.Remove(to + ".wal")
		}
	}()
	if err != nil {
		return 0, "", err
	}
	if err := os.WriteFile(to+".wal", log, 0o600); err != nil {
		return 0, "", err
	}
	a, err := openAlone(ctx, to, false)
	if err != nil {
		return 0, "", err
	}
	if err := fold(ctx, a.db, to, a.bytes); err != nil {
		return 0, "", errors.Join(err, a.close())
	}
	size, sum, err = a.copyTo(ctx, nil)
	return size, sum, errors.Join(err, a.close())
}

// untilDone reads until its context is done.
type untilDone struct {
	ctx context.Context
	in  io.Reader
}

func (r untilDone) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(p)
}
