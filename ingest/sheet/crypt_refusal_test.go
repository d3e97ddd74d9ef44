package sheet

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestProtectionRefused holds the sentence of every way of protecting that is
// not opened, and of every kind of damage.
func TestProtectionRefused(t *testing.T) {
	info, stream := madeAgile{"SHA256", 128, 10}.streams([]byte("plain"), "p")
	agile := func(old, new string) []byte {
		return oleStreams(part{infoStream, strings.Replace(info, old, new, 1)}, part{packageStream, stream})
	}
	manifest := func(old, new string) []byte {
		entry, content := aesEntry(t, "x", "p", 32)
		return protectedZip(t, strings.Replace(entry, old, new, 1), odsContent, content)
	}
	whole := func(old, new string) []byte {
		entry, content := wholeEntry(nil, "p", true)
		return protectedZip(t, strings.Replace(entry, old, new, 1), odsWhole, content)
	}
	const (
		openIt = ", which is not opened here; open it where it was made, remove the protection and save it again"
		cipher = "the file is protected by a cipher that is not known" + openIt
		resend = "; ask for it to be sent again"
	)
	for _, c := range []struct {
		name    string
		content []byte
		reason  error
		want    string
	}{
		{"extensible", oleStreams(part{infoStream, "\x04\x00\x03\x00\x10\x00\x00\x00rest"}, part{packageStream, stream}), ErrEncrypted, "the file is protected by a way of its maker's own (extensible encryption)" + openIt},
		{"another version", oleStreams(part{infoStream, "\x05\x00\x05\x00\x10\x00\x00\x00rest"}, part{packageStream, stream}), ErrEncrypted, "the file is protected by a way that is not known" + openIt},
		{"rights management", oleStreams(part{"DRMEncryptedDataSpace", "x"}, part{packageStream, stream}), ErrEncrypted, "the file is protected by rights management (IRM)" + openIt},
		{"no info", oleStreams(part{packageStream, stream}), ErrDamaged, "the file is protected by a password, and the part that says how is missing" + resend},
		{"short info", oleStreams(part{infoStream, "\x04\x00"}, part{packageStream, stream}), ErrDamaged, "the file is protected by a password, and the part that says how is cut short" + resend},
		{"short standard info", oleStreams(part{infoStream, "\x04\x00\x02\x00\x24\x00\x00\x00\x24\x00\x00\x00\xFF\xFF\xFF\xFF"}, part{packageStream, stream}), ErrDamaged, "the file is protected by a password, and the part that says how is cut short" + resend},
		{"RC4 in a package", oleStreams(part{infoStream, "\x04\x00\x02\x00" + string(cryptoAPIHeader(algorithmRC4, 128, random(16), random(16), random(32)))}, part{packageStream, stream}), ErrEncrypted, cipher},
		{"a key that is too short", oleStreams(part{infoStream, "\x04\x00\x02\x00" + string(cryptoAPIHeader(algorithmAES256, 128, random(16), random(16), random(32)))}, part{packageStream, stream}), ErrDamaged, "the file is protected by a password, and the part that says how contradicts itself" + resend},
		{"a certificate only", agile(" spinCount=", " spins="), ErrEncrypted, "the file is protected by something other than a password" + openIt},
		{"another cipher", agile(`"AES"`, `"RC2"`), ErrEncrypted, cipher},
		{"another chaining", agile("ModeCBC", "ModeCFB"), ErrEncrypted, cipher},
		{"another hash", agile(`"SHA256"`, `"WHIRLPOOL"`), ErrEncrypted, cipher},
		{"too many spins", agile(`spinCount="10"`, `spinCount="10000001"`), ErrTooLarge, "the file wants its password hashed 10000001 times, and at most 10000000 are done; open it, save it without a password, or raise limits.spins in planwatch.yaml"},
		{"spins without end", agile(`spinCount="10"`, `spinCount="99999999999999999999"`), ErrDamaged, "the file is protected by a password, and the number of its rounds is missing" + resend},
		{"no XML", agile("</encryption>", "<"), ErrDamaged, "EncryptionInfo ends in the middle of a tag; ask for the file to be sent again, or open it in Excel or LibreOffice and save it as .xlsx"},
		{"changed", oleStreams(part{infoStream, info}, part{packageStream, stream[:9] + "x" + stream[10:]}), ErrDamaged, "the file is protected by a password, and it was damaged or changed afterwards (its checksum differs)" + resend},
		{"cut short", oleStreams(part{infoStream, strings.Replace(strings.Replace(info, "encryptedHmacKey", "a", 1), "encryptedHmacValue", "b", 1)}, part{packageStream, stream[:12]}), ErrDamaged, "the file is protected by a password, and it is cut short" + resend},
		{"nothing in it", oleStreams(part{infoStream, info}, part{packageStream, "1234"}), ErrDamaged, "the file is protected by a password, and what it protects is missing" + resend},

		{"ODS with keys of persons", manifest(`"PBKDF2"`, `"PGP"`), ErrEncrypted, "the file is protected by keys of persons (OpenPGP)" + openIt},
		{"ODS with another cipher", manifest("aes256-cbc", "camellia"), ErrEncrypted, cipher},
		{"ODS with another hash", manifest("xmlenc#sha256", "xmlenc#sha3"), ErrEncrypted, "the file is protected by a hash that is not known" + openIt},
		{"ODS with another derivation", manifest("PBKDF2", "scrypt"), ErrEncrypted, "the file is protected by a way that is not known" + openIt},
		{"ODS with another checksum", manifest("sha256-1k", "crc32"), ErrEncrypted, "the file is protected by a checksum that is not known" + openIt},
		{"ODS with too many rounds", manifest(`"1024"`, `"99999999"`), ErrTooLarge, "the file wants its password hashed 99999999 times, and at most 10000000 are done; open it, save it without a password, or raise limits.spins in planwatch.yaml"},
		{"ODS without rounds", manifest(`"1024"`, `"x"`), ErrDamaged, "the file is protected by a password, and the number of its rounds is missing" + resend},
		{"ODS whose key is too long", manifest(`-size="32" manifest:iter`, `-size="64" manifest:iter`), ErrDamaged, "the file is protected by a password, and its key has no length that fits" + resend},
		{"ODS whose sheets are not listed", manifest(`"content.xml"`, `"styles.xml"`), ErrEncrypted, "the file is protected by a way that its list of parts does not tell" + openIt},
		{"a whole ODS that wants memory", whole(`memory="64"`, `memory="999999"`), ErrTooLarge, "the file wants 976 MiB of memory for its password, and at most 256 are given; open it and save it without a password"},
		{"a whole ODS that wants time", whole(`iterations="1"`, `iterations="999999"`), ErrTooLarge, "the file wants its password hashed 255999744 times, and at most 10000000 are done; open it, save it without a password, or raise limits.spins in planwatch.yaml"},
		{"a whole ODS without lanes", whole(`lanes="4"`, `lanes="0"`), ErrDamaged, "the file is protected by a password, and the number of its rounds is missing" + resend},
		{"a whole ODS in a whole ODS", wholeODS(t, wholeODS(t, nil, "p", true), "p", true), ErrDamaged, "the part content.xml is missing from the file; ask for it to be sent again, or open it in Excel or LibreOffice and save it as .xlsx"},

		{"xls in an unknown way", oleOf("Workbook", recordsOf([]byte{9, 0, 1, 0, 1, 0})), ErrEncrypted, "the file is protected by a way that is not known" + openIt},
		{"xls in an unknown version", oleOf("Workbook", recordsOf([]byte{1, 0, 9, 0, 9, 0})), ErrEncrypted, "the file is protected by a way that is not known" + openIt},
		{"xls with AES", oleOf("Workbook", recordsOf(append([]byte{1, 0, 4, 0, 2, 0}, cryptoAPIHeader(algorithmAES128, 128, random(16), random(16), random(32))...))), ErrEncrypted, cipher},
		{"xls cut short", oleOf("Workbook", recordsOf([]byte{1, 0, 1, 0, 1, 0, 7})), ErrDamaged, "the file is protected by a password, and the record that says how is cut short" + resend},
		{"xls of Excel 95", oleOf("Book", recordsOf([]byte{1, 2, 3, 4})), ErrUnsupported, "the file is " + oldExcel},
	} {
		_, err := OpenProtected("made", c.content, "p", Limits{})
		if !errors.Is(err, c.reason) || !isRefusal(err) || err.Error() != "made: "+c.want+" ["+codes[c.reason]+"]" {
			t.Errorf("%s:\ngot  %v\nwant made: %s", c.name, err, c.want)
		}
	}
}

// The most that a file may ask for takes seconds, not minutes: here a tenth of
// it, of the slowest hash, so that the test need not take them.
func TestSpinsAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("hashes a million times, which -short leaves out")
	}
	most := DefaultLimits().Spins / 10
	content := madeAgile{"SHA512", 256, most}.file([]byte("plain"), "p")
	start := time.Now()
	if _, err := OpenProtected("made", content, "q", Limits{Spins: most}); !errors.Is(err, ErrEncrypted) {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("%d spins with two passwords take %v", most, took)
	}
}
