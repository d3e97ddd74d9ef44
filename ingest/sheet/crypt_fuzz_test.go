package sheet

import (
	"encoding/binary"
	"errors"
	"testing"
)

// FuzzProtected varies what says how a file is protected: EncryptionInfo, an
// OpenDocument manifest, and FILEPASS. What is protected stays the same.
func FuzzProtected(f *testing.F) {
	book := packed(f, madeBook{sheet: rowsOf(`<row r="1"><c r="A1"><v>1</v></c></row>`)}.parts())
	info, stream := madeAgile{"SHA256", 128, 10}.streams(book, "p")
	standard := "\x04\x00\x02\x00" + string(cryptoAPIHeader(algorithmAES128, 128, random(16), random(16), random(32)))
	entry, sealed := aesEntry(f, odsContentXML("", `<table:table table:name="T"/>`), "p", 16)
	whole, sealedWhole := wholeEntry(odsOf(f, "", `<table:table table:name="T"/>`), "p", true)
	blowfish := `<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AA=="><manifest:algorithm manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="TpqoBnDNB9s="/><manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:iteration-count="9" manifest:salt="AA=="/></manifest:encryption-data></manifest:file-entry>`
	others := recordOf(0x00FC, "some text of the workbook, longer than a block of any cipher")
	for _, workbook := range [][]byte{rc4Workbook("p", others), cryptoAPIWorkbook("p", 128, others), xorWorkbook("p", others)} {
		pass, _ := findFilePass(workbook)
		f.Add([]byte(info), []byte(entry), pass)
		f.Add([]byte(standard), []byte(whole), pass)
		f.Add([]byte(standard), []byte(blowfish), pass)
	}
	limits := fuzzLimits
	limits.Spins = standardSpins + 1000
	f.Fuzz(func(t *testing.T, info, manifest, pass []byte) {
		if len(info) > 20_000 || len(manifest) > 20_000 || len(pass) > 2000 {
			t.Skip("too large for what it tests")
		}
		for _, content := range [][]byte{
			oleStreams(part{infoStream, string(info)}, part{packageStream, stream}),
			protectedZip(t, string(manifest), odsContent, sealed),
			protectedZip(t, string(manifest), odsWhole, sealedWhole),
			oleOf("Workbook", recordsOf(pass, others)),
		} {
			for _, password := range []string{"", "p"} {
				b, err := OpenProtected("fuzz", content, password, limits)
				if err != nil && !isRefusal(err) {
					t.Fatalf("not a refusal: %v", err)
				}
				if err == nil {
					b.Sheets()
				}
			}
		}
		checkDeciphered(t, recordsOf(pass, others), others)
	})
}

// checkDeciphered holds that deciphering moves nothing: the same length, and
// the headers where they were.
func checkDeciphered(t *testing.T, stream, others []byte) {
	t.Helper()
	out, err := unlockWorkbook(stream, "p")
	if err != nil {
		if !errors.Is(err, errWrongPassword) && !isRefusal(addressed(err, "fuzz", "")) {
			t.Fatalf("neither a wrong password nor a refusal: %v", err)
		}
		return
	}
	at := len(stream) - len(others)
	if len(out) != len(stream) || binary.LittleEndian.Uint32(out[at:]) != binary.LittleEndian.Uint32(others) {
		t.Fatalf("%d bytes became %d, and a header %x", len(stream), len(out), out[at:at+4])
	}
}
