package sheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// TestUnlockWorkbook deciphers records of every kind, over more than one key of
// RC4, and compares every byte.
func TestUnlockWorkbook(t *testing.T) {
	others := [][]byte{
		recordOf(recordInterfaceHdr, "\xB0\x04"),
		recordOf(recordUsrExcl, "\x00\x00"),
		recordOf(recordBoundSheet, "\x39\x05\x00\x00\x00\x00\x08\x00Burglary"),
		recordOf(0x00FC, "\x01\x00\x00\x00\x01\x00\x00\x00\x0D\x00\x00Home burglary"),
		recordOf(0x0042, ""),
		recordOf(0x003C, strings.Repeat("a long one ", 700)),
		recordOf(recordBOF, "\x00\x06\x10\x00"),
		recordOf(0x0203, "\x00\x00\x01\x00\x0F\x00\x00\x00\x00\x00\x00\x80\x44\x40"),
		recordOf(0x000A, ""),
	}
	for name, stream := range map[string][]byte{
		"RC4":           rc4Workbook("päss", others...),
		"CryptoAPI 128": cryptoAPIWorkbook("päss", 128, others...),
		"CryptoAPI 40":  cryptoAPIWorkbook("päss", 40, others...),
		"XOR":           xorWorkbook("päss", others...),
		"XOR, 15":       xorWorkbook("123456789012345", others...),
	} {
		password := "päss"
		if name == "XOR, 15" {
			password = "123456789012345"
		}
		pass, end := findFilePass(stream)
		before := bytes.Clone(stream)
		out, err := unlockWorkbook(stream, password)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if want := recordsOf(pass, others...); !bytes.Equal(out, want) {
			t.Errorf("%s: got\n%q\nwant\n%q", name, out, want)
		}
		if bytes.Contains(stream, []byte("Home")) || !bytes.Equal(stream, before) {
			t.Errorf("%s: the stream was not encrypted, or was changed", name)
		}
		if _, err := unlockWorkbook(stream, "other"); !errors.Is(err, errWrongPassword) {
			t.Errorf("%s with another password: %v", name, err)
		}
		for n := end; n < len(stream); n += 97 { // cut short: as far as it goes
			if got, err := unlockWorkbook(stream[:n], password); err != nil || !bytes.Equal(got, out[:n]) {
				t.Fatalf("%s cut at %d: %v", name, n, err)
			}
		}
	}
}

func TestUnlockWorkbookInTheClear(t *testing.T) {
	stream := recordsOf(nil, recordOf(0x00FC, "text"))
	if out, err := unlockWorkbook(stream, "any"); err != nil || !bytes.Equal(out, stream) {
		t.Errorf("got %q, %v", out, err)
	}
}

// The starts that §2.3.7.2 prints for passwords of 1 to 15 characters are what
// the check's register holds after as many zeros.
func TestXORKey(t *testing.T) {
	for i, want := range []uint16{0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C, 0x0E10, 0xF1CE, 0x313E, 0x1872, 0xE139, 0xD40F, 0x84F9, 0x280C, 0xA96A, 0x4EC3} {
		if got := xorKey(make([]byte, i+1)); got != want {
			t.Errorf("%d characters: %04X, want %04X", i+1, got, want)
		}
	}
	if got := xorPassword("é€\u0100 and much more than fifteen"); !bytes.Equal(got, []byte("\xE9\xAC\x01 and much mo")) {
		t.Errorf("got %q", got)
	}
}

// TestUnlockLibreOffice deciphers what a real program wrote.
func TestUnlockLibreOffice(t *testing.T) {
	content := protectedFile(t, "cryptoapi.xls")
	wantUnlocked(t, "cryptoapi.xls", content, "sécret 1", recordOf(0x00FC, "\x02\x00\x00\x00\x02\x00\x00\x00\x0D\x00\x00Home burglary\x07\x00\x00Robbery"))
}

// wantUnlocked holds that a protected .xls has these bytes once it is deciphered,
// and how it is refused without its password.
func wantUnlocked(t *testing.T, name string, content []byte, password string, want []byte) {
	t.Helper()
	o := readOLE(content)
	entry, _ := o.find("Workbook")
	packed := o.stream(entry)
	stream := packed.copied()
	out, err := unlockXLS(stream, password)
	if err != nil || bytes.Contains(stream, want) || !bytes.Contains(out, want) {
		t.Errorf("%s: %v, want\n%q in\n%q", name, err, want, out)
	}
	for other, said := range map[string]string{"": noPassword, "x" + password: otherPassword} {
		if _, err := OpenProtected(name, content, other, Limits{}); err == nil || err.Error() != name+": "+said {
			t.Errorf("%s with %q: %v", name, other, err)
		}
	}
}
