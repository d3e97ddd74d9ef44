package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// Why a file, or a sheet of it, is not read. Every error of this package but a
// caller's own matches one of these with errors.Is.
var (
	ErrEmpty         = errors.New("the file is empty")
	ErrUnknownFormat = errors.New("the file is not a spreadsheet")
	ErrEncrypted     = errors.New("the file is protected by a password")
	ErrDamaged       = errors.New("the file is damaged")
	ErrTooLarge      = errors.New("the file is too large")
	ErrUnsupported   = errors.New("this kind of spreadsheet is not read")
	ErrNoSheet       = errors.New("no such sheet")
)

// codes are stable: scripts and problem lists rely on them.
var codes = map[error]string{
	ErrEmpty:         "empty-file",
	ErrUnknownFormat: "not-a-spreadsheet",
	ErrEncrypted:     "encrypted",
	ErrDamaged:       "damaged",
	ErrTooLarge:      "too-large",
	ErrUnsupported:   "unsupported",
	ErrNoSheet:       "no-sheet",
}

// Refusal is the error of this package: an address, one plain sentence that
// says what was found and what to do, and a stable code.
type Refusal struct {
	File    string // as given to Open
	Sheet   string // empty when the whole file is meant
	Cell    string // "C34", or empty
	Line    int    // of a text file, from 1; 0 when there is none
	Code    string
	Message string
	reason  error
}

// Error gives "returns.xlsx!Burglary!D14: message [code]", or for a line of a
// text file "returns.csv:7: message [code]".
func (r *Refusal) Error() string {
	var b strings.Builder
	b.WriteString(r.File)
	if r.Line > 0 {
		fmt.Fprintf(&b, ":%d", r.Line)
	} else if r.Sheet != "" {
		b.WriteString("!" + r.Sheet)
		if r.Cell != "" {
			b.WriteString("!" + r.Cell)
		}
	}
	fmt.Fprintf(&b, ": %s [%s]", r.Message, r.Code)
	return b.String()
}

// Unwrap gives the sentinel.
func (r *Refusal) Unwrap() error { return r.reason }

func refuse(reason error, format string, args ...any) *Refusal {
	return &Refusal{Code: codes[reason], Message: fmt.Sprintf(format, args...), reason: reason}
}

// at says which cell is meant.
func (r *Refusal) at(row, col int) *Refusal {
	r.Cell = CellName(row, col)
	return r
}

// addressed fills in where a refusal happened, once the caller knows it. An
// error that is no refusal is the caller's own and is left alone. The refusal
// itself may be kept (by a workbook's shared strings), so a copy is filled in.
func addressed(err error, file, sheet string) error {
	var r *Refusal
	if !errors.As(err, &r) || r.File != "" {
		return err
	}
	full := *r
	full.File = file
	if full.Sheet == "" {
		full.Sheet = sheet
	}
	return &full
}

// Damaged is the refusal of a file that another reader can't make sense of.
func Damaged(format string, args ...any) *Refusal { return refuse(ErrDamaged, format, args...) }
