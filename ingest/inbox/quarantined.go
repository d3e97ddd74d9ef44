package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Entry is a return that lies in quarantine.
type Entry struct {
	Name     string // of the return, valid UTF-8
	Folder   string // its path
	When     string // "2026-11-25 06:30:15", on the clock of the office that refused it
	Problems int    // 0 when there is no report that says it
	First    string // the first problem with its place and code; "" as above
	From     string // the web address that it was fetched from; "" for none, and as above
}

var quarantineFolder = regexp.MustCompile(`^(\d{8}-\d{6})-(?:[0-9a-f]{12}|unread)(?:-\d+)?$`)

// Quarantined lists what lies in quarantine, the oldest first. A folder without a return (somebody took it out, or a
// crash came first and the return is in the inbox still) and folders of other names are left out; a return whose reports
// were deleted is listed without what they said. No folder at all is an empty quarantine.
func Quarantined(root string) ([]Entry, error) {
	dirs, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the quarantine: %w", err)
	}
	var out []Entry
	for _, dir := range dirs {
		m := quarantineFolder.FindStringSubmatch(dir.Name())
		if m == nil || !dir.IsDir() {
			continue
		}
		at, err := time.Parse("20060102-150405", m[1])
		if err != nil {
			continue // no such date: not a folder of ours
		}
		e := Entry{Folder: filepath.Join(root, dir.Name()), When: at.Format(time.DateTime)}
		text, ok := e.find()
		if !ok {
			continue
		}
		e.summary(text)
		out = append(out, e)
	}
	return out, nil
}

// find names the return in its folder and gives the plain report's path.
func (e *Entry) find() (text string, ok bool) {
	files, err := os.ReadDir(e.Folder)
	if err != nil {
		return "", false
	}
	base := reportsIn(files)
	for _, f := range files {
		if isReport(f.Name(), base) || strings.HasPrefix(f.Name(), tempPrefix) || !f.Type().IsRegular() {
			continue
		}
		e.Name = valid(f.Name())
		return filepath.Join(e.Folder, base+".txt"), true
	}
	return "", false
}

// reportsIn gives the name that the reports of a folder have: the other one where the return has the usual one. Then
// both have it; or, after a crash, the first alone is there.
func reportsIn(files []fs.DirEntry) string {
	usual, others := 0, 0
	for _, f := range files {
		switch {
		case isReport(f.Name(), reportName):
			usual++
		case isReport(f.Name(), otherReportName):
			others++
		}
	}
	if others == 2 || others == 1 && usual == 0 {
		return otherReportName
	}
	return reportName
}

// summary reads out of a plain report how many problems there are, the first of them, and where the return was fetched
// from.
func (e *Entry) summary(path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		return
	}
	lines := strings.Split(string(content), "\n")
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, "From:      "); ok && e.From == "" { // no name has so many spaces
			e.From = strings.TrimSpace(rest)
			for _, more := range lines[i+1:] { // a long one is broken, without a space that would stand for anything
				if !strings.HasPrefix(more, " ") {
					break
				}
				e.From += strings.TrimSpace(more)
			}
		}
		if rest, ok := strings.CutPrefix(line, "Problems: "); ok && e.Problems == 0 {
			digits, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			e.Problems, _ = strconv.Atoi(strings.ReplaceAll(digits, ",", ""))
		}
		if rest, ok := strings.CutPrefix(line, "1. "); ok {
			for _, more := range lines[i+1:] {
				if more == "" {
					break
				}
				rest += " " + strings.TrimSpace(more)
			}
			e.First = rest
			return
		}
	}
}
