package sheet

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"
)

const (
	olderBIFF  = "older BIFF: Excel 95 and before, 30 years old"
	binaryBook = "xlsb: no return has come as one"
	password   = "encrypted: no reader reads it without the password"
	noCell     = "no cell: there is nothing to read"
	attack     = "attack: entities that swell; openpyxl refuses those in .xlsx too"
	bounds     = "breaks bounds: more columns, or another row, than any sheet has"
	notSheet   = "not a spreadsheet, or cut short"
)

// nastyRefused are the files that are refused by right; every other one is to be
// read. Those .xlsx that were in doubt were tried with openpyxl 3.0.9, one of them
// with readxl 1.4.2 and two others with LibreOffice (which reads older BIFF); for
// the rest it is judgement, from what the file is.
var nastyRefused = map[string]string{
	"calamine__OOM_alloc2.xls":                                 olderBIFF,
	"calamine__biff5_write.xls":                                olderBIFF,
	"calamine__ptgexp-truncated-operand.xls":                   olderBIFF,
	"edr__Test_git_issue_224_simple_95.xls":                    olderBIFF,
	"edr__Test_git_issue_368_header.xls":                       olderBIFF,
	"edr__Test_git_issue_466_biff3.xls":                        olderBIFF,
	"xlrd__biff4_no_format_no_window2.xls":                     olderBIFF,
	"calamine__any_sheets.xlsb":                                binaryBook,
	"calamine__issue_666_panic.xlsb":                           binaryBook,
	"calamine__pass_protected.ods":                             password,
	"calamine__pass_protected.xlsb":                            password,
	"calamine__pass_protected.xlsx":                            password,
	"edr__Test_git_issue_242_std_rc4_pwd_password.xls":         password,
	"msoffcrypto__rc4cryptoapi_password.xls":                   password,
	"msoffcrypto__xor_password_123456789012345.xls":            password,
	"poi__password.xls":                                        password,
	"poi__protected_passtika.xlsx":                             password,
	"poi__xor-encryption-abc.xls":                              password,
	"edr__EmptyZipFile.xlsb":                                   noCell,
	"openspout__csv_empty.csv":                                 noCell,
	"openspout__file_with_no_sheets_in_workbook_xml.xlsx":      noCell,
	"openspout__attack_billion_laughs.ods":                     attack,
	"openspout__attack_billion_laughs.xlsx":                    attack,
	"openspout__attack_quadratic_blowup.ods":                   attack,
	"openspout__attack_quadratic_blowup.xlsx":                  attack,
	"calamine__issue_594_dos.ods":                              bounds, // LibreOffice was still at it after a minute
	"poi__poc-shared-strings.xlsx":                             bounds, // row 0; openpyxl and readxl count rows themselves
	"calamine__too_small.xls":                                  notSheet,
	"poi__crash-274d6342e4842d61be0fb48eaadad6208ae767ae.xlsx": notSheet,
	"poi__fuzz-XLSX2CSVFuzzer-6594557414080512.xlsx":           notSheet,
}

// What one file may cost; a process that takes longer than nastyPatience is
// stopped.
const (
	nastySeconds  = 10
	nastyMB       = 300
	nastyPatience = 30 * time.Second
)

// TestNasty reads every nasty file whole, each in a process of its own, and
// prints a table: what came of it, in what time and in how much memory.
func TestNasty(t *testing.T) {
	lines := corpusLines(t, "nasty.tsv")
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "NAME\tSECONDS\tMB\tCAME OF IT")
	read := 0
	for _, line := range lines {
		name := line[0]
		corpusFile(t, "nasty", name)
		p := readProcess(wayWhole, filepath.Join(corpus, "nasty", name), nastyPatience)
		for _, complaint := range nastyComplaints(p, nastyRefused[name]) {
			t.Errorf("%s: %s", name, complaint)
		}
		if p.err == nil && p.Message == "" {
			read++
		}
		fmt.Fprintf(w, "%s\t%.2f\t%.0f\t%s\n", name, p.took.Seconds(), p.PeakMB, cameOf(p))
	}
	w.Flush()
	t.Logf("%d of %d files are read\n%s", read, len(lines), &table)
	if len(lines) < 100 {
		t.Errorf("nasty.tsv lists %d files", len(lines))
	}
}

func cameOf(p process) string {
	switch {
	case p.err != nil:
		return "FAILED: " + p.err.Error()
	case p.Message != "":
		return fmt.Sprintf("refused [%s]: %s", p.Code, p.Message)
	}
	return fmt.Sprintf("read: %d sheets, %d cells", p.Sheets, p.Cells)
}

// whatToDo is how a refusal's sentence goes on after what was found.
var whatToDo = regexp.MustCompile(`[;,] (ask for|open it|if |save|export|split|raise|remove|unpack|give)`)

// nastyComplaints say what is wrong with how a file was read; refused is why it
// may be refused, "" where it may not.
func nastyComplaints(p process, refused string) (out []string) {
	if p.err != nil {
		return []string{p.err.Error()}
	}
	if p.took.Seconds() > nastySeconds {
		out = append(out, fmt.Sprintf("it takes %.1f s, more than %d", p.took.Seconds(), nastySeconds))
	}
	if p.PeakMB > nastyMB {
		out = append(out, fmt.Sprintf("it takes %.0f MB, more than %d", p.PeakMB, nastyMB))
	}
	switch {
	case p.Message == "" && refused != "":
		out = append(out, "it is read; take it off the list of those that are refused by right: "+refused)
	case p.Message == "":
	case p.Code == "":
		out = append(out, "its error is no refusal: "+p.Message)
	case refused == "":
		out = append(out, "it is refused, and other readers read it: "+p.Message)
	case !whatToDo.MatchString(p.Message):
		out = append(out, "the refusal does not say what to do: "+p.Message)
	}
	return out
}

// Each complaint of TestNasty comes when it should, and a list without a file is
// no list.
func TestNastyComplaints(t *testing.T) {
	ok := reading{Sheets: 1, Cells: 5, PeakMB: 10}
	no := reading{Code: "damaged", Message: "the file is cut short; ask for it to be sent again"}
	for want, c := range map[string]struct {
		process
		refused string
	}{
		"":                                  {process{reading: ok, took: time.Second}, ""},
		"exit status 2":                     {process{err: errors.New("exit status 2: panic")}, notSheet},
		"it takes 11.0 s":                   {process{reading: ok, took: 11 * time.Second}, ""},
		"it takes 301 MB":                   {process{reading: reading{Sheets: 1, PeakMB: 301}}, ""},
		"it is refused, and other readers":  {process{reading: no}, ""},
		"it is read; take it off":           {process{reading: ok}, olderBIFF},
		"the refusal does not say what":     {process{reading: reading{Code: "damaged", Message: "it is cut short"}}, notSheet},
		"its error is no refusal: no route": {process{reading: reading{Message: "no route"}}, notSheet},
	} {
		got := strings.Join(nastyComplaints(c.process, c.refused), "; ")
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := nastyComplaints(process{reading: no}, notSheet); len(got) > 0 {
		t.Errorf("a refusal by right: %q", got)
	}
}

// A process that does not end is stopped, and one that fails is told from one
// that refuses.
func TestReadProcess(t *testing.T) {
	silent := filepath.Join(t.TempDir(), "silent.csv")
	if err := syscall.Mkfifo(silent, 0o600); err != nil {
		t.Fatal(err)
	}
	p := readProcess(wayWhole, silent, 200*time.Millisecond)
	if p.err == nil || !strings.HasPrefix(p.err.Error(), "it hangs") {
		t.Errorf("a file that never comes: %+v", p)
	}
	if p := readProcess(wayWhole, "none.xlsx", nastyPatience); p.err != nil || p.Code != "" || !strings.Contains(p.Message, "no such file") {
		t.Errorf("no file: %+v", p)
	}
}
