package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// whyOdd says why something is left where it is, or "".
func whyOdd(name string, info fs.FileInfo, err error) string {
	switch {
	case err != nil:
		return unreadable(err)
	case BeingTaken(name):
		return "it was being taken out of the inbox when planwatch stopped; give it back its name (without the dot in front) and it is looked at again"
	case info.IsDir():
		return "it is a folder, and folders are not searched; put the files themselves into the inbox"
	case info.Mode()&fs.ModeSymlink != 0:
		return "it is a symbolic link, and links are not followed; put the file itself into the inbox"
	case !info.Mode().IsRegular():
		return "it is a pipe, a socket or a device and not a file; take it out of the inbox"
	}
	return ""
}

func unreadable(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "it can't be read (permission denied); give the user that planwatch runs as the right to read it"
	}
	return fmt.Sprintf("it can't be read (%v); it is tried again at every look, and if that does not help save it anew", reason(err))
}

// passedOver says which names are passed over without a word: hidden files, the lock files that Office keeps beside an
// open workbook, what Windows strews into folders, and downloads and copies under way. What was being taken out of the
// inbox is hidden too, and is not passed over.
func passedOver(name string) bool {
	if BeingTaken(name) {
		return false
	}
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
		return true
	}
	name = strings.ToLower(name)
	if name == "thumbs.db" || name == "desktop.ini" {
		return true
	}
	for _, end := range [...]string{".tmp", ".part", ".partial", ".crdownload"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// trouble is an error whose sentence is for people and whose cause is for errors.Is.
type trouble struct {
	says  string
	cause error
}

func (t *trouble) Error() string { return t.says }
func (t *trouble) Unwrap() error { return t.cause }

// checkFolder says what is wrong with an inbox, or nil. The inbox itself may be a link to a folder.
func checkFolder(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return noInbox(dir, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("the inbox %s is not a folder; name a folder in the config", valid(dir))
	}
	return nil
}

// noInbox says that an inbox can't be looked into.
func noInbox(dir string, err error) error {
	says := fmt.Sprintf("the inbox %s can't be read (%v)", valid(dir), reason(err))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		says = fmt.Sprintf("the inbox %s is not there; is the share mounted?", valid(dir))
	case errors.Is(err, fs.ErrPermission):
		says += "; give the user that planwatch runs as the right to list it"
	}
	return &trouble{says, err}
}

// reason is the innermost reason, without the path that the sentence around it has already.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
