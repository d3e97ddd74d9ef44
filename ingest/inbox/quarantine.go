package inbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"planwatch/ingest/sheet"
	"planwatch/kpi"
)

// Refusal is why a return was refused, and when; At gives its words in its own time zone. SHA256 is empty for a file
// that was not read. Limits are those that it was read with. From is the web address that it was fetched from, empty for
// one that somebody put into the inbox.
type Refusal struct {
	Problems kpi.Problems
	SHA256   string
	At       time.Time
	Limits   sheet.Limits
	From     string
	Moved    *Moved // nil when nothing did, or nobody can say
}

// Moved is what moved in a return since the last one of its kind, and the layout with these changes, as an offer.
type Moved struct {
	Layout string
	Seen   bool // a return was loaded with the layout before
	What   []string
	Diff   string // "" when nothing is offered
	Then   string // what becomes of the return with it
}

// Quarantine moves a refused file to root/<YYYYMMDD-HHMMSS>-<first 12 of its SHA-256, or "unread">/<name>, with a report
// beside it. Reports are written first and the file is moved last, so that a file in quarantine always has them. A file
// that changed since it was looked at, or whose bytes are not those of the SHA-256, is left in the inbox: ErrChanged.
func Quarantine(root string, f File, r Refusal) (dir string, err error) {
	return machine.quarantine(root, f, r)
}

func (d disk) quarantine(root string, f File, r Refusal) (string, error) {
	name, err := f.base()
	if err != nil {
		return "", fmt.Errorf("quarantine: %w", err)
	}
	if r.SHA256 != "" && !isSum(r.SHA256) {
		return "", fmt.Errorf("quarantine %s: want a SHA-256 of 64 hexadecimal digits or none, found %q", f.Name, r.SHA256)
	}
	dir, err := d.setAside(root, f, name, r)
	if err != nil {
		return "", fmt.Errorf("quarantine %w", named(f, err))
	}
	return dir, nil
}

// setAside makes the folder, writes the reports and moves the file. When that fails, what was made goes again.
func (d disk) setAside(root string, f File, name string, r Refusal) (string, error) {
	content, err := readFor(f, r)
	if err != nil {
		return "", err
	}
	reports, err := reportsOf(newReport(f, r, content), name)
	if err != nil {
		return "", err
	}
	dir, err := d.freshFolder(root, folderName(r))
	if err != nil {
		return "", err
	}
	if err = d.writeReports(dir, reports); err == nil {
		err = d.move(f, filepath.Join(dir, name), r.SHA256)
	}
	if err != nil {
		for _, report := range reports {
			d.remove(filepath.Join(dir, report.name))
		}
		d.remove(dir) // only if it is empty
		return "", err
	}
	return dir, errors.Join(d.syncFolder(dir), d.syncFolder(root))
}

// readFor gives the bytes that the neighbours of cells are read from: nil where no problem has a cell, or the file is
// larger than what is ever read. The report gives a SHA-256, so it is held against the file in any case.
func readFor(f File, r Refusal) ([]byte, error) {
	limit := r.Limits.Content
	if limit <= 0 {
		limit = sheet.DefaultLimits().Content
	}
	if f.TooLarge || f.Info.Size() > limit || len(bySheet(r.Problems)) == 0 {
		if r.SHA256 == "" {
			return nil, f.check(f.Path)
		}
		return nil, f.checkSum(r.SHA256)
	}
	file, err := f.open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var content bytes.Buffer
	sum, err := stream(&content, io.LimitReader(file, limit+1))
	if err == nil && r.SHA256 != "" && sum != r.SHA256 {
		err = f.changed()
	}
	return content.Bytes(), err
}

func folderName(r Refusal) string {
	what := "unread"
	if r.SHA256 != "" {
		what = r.SHA256[:12]
	}
	return r.At.Format("20060102-150405") + "-" + what
}

// freshFolder makes a folder that was not there: "-2", "-3" and so on are added to a name that is taken.
func (d disk) freshFolder(root, name string) (string, error) {
	if err := d.makeFolder(root); err != nil {
		return "", err
	}
	dir := filepath.Join(root, name)
	err := d.mkdir(dir)
	for i := 2; errors.Is(err, fs.ErrExist) && i < 10_000; i++ {
		dir = filepath.Join(root, fmt.Sprintf("%s-%d", name, i))
		err = d.mkdir(dir)
	}
	return dir, err
}
