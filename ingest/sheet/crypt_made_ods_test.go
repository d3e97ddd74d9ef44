package sheet

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"testing"

	"golang.org/x/crypto/argon2"
)

func deflated(plain []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.DefaultCompression)
	w.Write(plain)
	w.Close()
	return b.Bytes()
}

// entryXML is a manifest's entry for one encrypted part.
func entryXML(name, checksum, algorithm, derivation string) string {
	return `<manifest:file-entry manifest:full-path="` + name + `"><manifest:encryption-data ` + checksum + `>` +
		algorithm + `<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" manifest:key-size="32"/>` +
		derivation + `</manifest:encryption-data></manifest:file-entry>`
}

// protectedZip is the zip around an encrypted part, which is not packed again.
func protectedZip(t testing.TB, manifest, name string, content []byte) []byte {
	t.Helper()
	return packed(t, []part{
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{odsManifest, `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">` + manifest + `</manifest:manifest>`},
		{name, string(content)},
	})
}

// aesODS encrypts content.xml as ODF 1.2 has it.
func aesODS(t testing.TB, content, password string, keySize int) []byte {
	t.Helper()
	manifest, enciphered := aesEntry(t, content, password, keySize)
	return protectedZip(t, manifest, "content.xml", enciphered)
}

func aesEntry(t testing.TB, content, password string, keySize int) (manifest string, enciphered []byte) {
	t.Helper()
	start := sha256.Sum256([]byte(password))
	key, err := pbkdf2.Key(sha1.New, string(start[:]), random(16), 1024, keySize)
	if err != nil {
		t.Fatal(err)
	}
	plain := deflated([]byte(content))
	sum := sha256.Sum256(plain[:min(1024, len(plain))])
	filler := 16 - len(plain)%16
	full := append(plain, bytes.Repeat([]byte{byte(filler)}, filler)...)
	return entryXML("content.xml",
		`manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" manifest:checksum="`+base64.StdEncoding.EncodeToString(sum[:])+`"`,
		fmt.Sprintf(`<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes%d-cbc" manifest:initialisation-vector="%s"/>`, 8*keySize, base64.StdEncoding.EncodeToString(random(16))),
		fmt.Sprintf(`<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="%d" manifest:iteration-count="1024" manifest:salt="%s"/>`, keySize, base64.StdEncoding.EncodeToString(random(16)))), encryptCBC(key, random(16), full)
}

// wholeODS encrypts a whole zip as LibreOffice does since 24.8.
func wholeODS(t testing.TB, inner []byte, password string, deflate bool) []byte {
	t.Helper()
	manifest, enciphered := wholeEntry(inner, password, deflate)
	return protectedZip(t, manifest, "encrypted-package", enciphered)
}

func wholeEntry(inner []byte, password string, deflate bool) (manifest string, enciphered []byte) {
	start := sha256.Sum256([]byte(password))
	block, _ := aes.NewCipher(argon2.IDKey(start[:], random(16), 1, 64, 4, 32))
	gcm, _ := cipher.NewGCM(block)
	if deflate {
		inner = deflated(inner)
	}
	vector := base64.StdEncoding.EncodeToString(random(12))
	return entryXML("encrypted-package", "",
		`<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" manifest:initialisation-vector="`+vector+`"/>`,
		`<manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" manifest:key-size="32" loext:argon2-iterations="1" loext:argon2-memory="64" loext:argon2-lanes="4" manifest:salt="`+base64.StdEncoding.EncodeToString(random(16))+`"/>`), gcm.Seal(random(12), random(12), inner, nil)
}
