package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

// An OpenDocument file is protected in one of two ways, and its manifest says
// which (ODF 1.2 part 3, 3.4 and 4.4 to 4.8). As a rule each part of the zip is
// encrypted by itself, with a key of its own, and of these content.xml alone is
// needed. Since version 24.8 LibreOffice encrypts the whole zip instead, as the
// one part of another.
const (
	odsManifest = "META-INF/manifest.xml"
	odsWhole    = "encrypted-package"
)

// odsLock is what the manifest says about one encrypted part.
type odsLock struct {
	part         string
	cipher       string // short names, see shortName
	startKey     string
	derivation   string
	checksumKind string
	checksum     []byte
	vector, salt []byte
	keySize      int
	spins        int // of PBKDF2

	passes, memory, lanes int // of Argon2; memory in KiB
}

// unlockODS gives an archive whose content.xml can be read: the one given when
// it is not protected.
func unlockODS(a *archive, password string) (*archive, error) {
	lock, err := readManifest(a)
	if err != nil || lock == nil {
		return a, err
	}
	if lock.derivation == "pgp" {
		return nil, unknownProtection("keys of persons (OpenPGP)")
	}
	if password == "" {
		return nil, wrongPassword("")
	}
	plain, err := lock.open(a, password)
	if err != nil {
		return nil, err
	}
	if lock.part == odsWhole {
		// What is in it is not looked at for protection once more, so that
		// nothing can be packed into itself without end.
		return openArchive(plain, a.limits)
	}
	a.unlocked = map[*zip.File][]byte{a.parts[odsContent]: plain}
	return a, nil
}

// readManifest looks for the part that matters; nil when nothing is encrypted.
// A manifest that is missing or broken is nobody's concern otherwise: the parts
// are found without it.
func readManifest(a *archive) (*odsLock, error) {
	const most = 4 << 20
	if !a.has(odsManifest) {
		return nil, nil
	}
	text, _ := a.read(odsManifest, most)
	if !bytes.Contains(text, []byte("encryption-data")) {
		return nil, nil
	}
	m, err := newMarkup(bytes.NewReader(text), odsManifest, a.limits.Nesting)
	if err != nil {
		return nil, err
	}
	lock, err := findLock(m)
	if lock == nil && err == nil {
		err = unknownProtection("a way that its list of parts does not tell")
	}
	return lock, err
}

// findLock reads entries up to the end of the first that is wanted.
func findLock(m *markup) (*odsLock, error) {
	lock := &odsLock{}
	for encrypted := false; ; {
		t, err := m.next()
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case t == startTag && string(m.name) == "file-entry":
			lock, encrypted = &odsLock{part: partName(m.attributeText("full-path"))}, false
		case t == startTag && string(m.name) == "encryption-data":
			encrypted = true
			lock.take(m)
		case t == startTag:
			lock.take(m)
		case t == endTag && string(m.name) == "file-entry":
			if encrypted && (lock.part == odsContent || lock.part == odsWhole) {
				return lock, nil
			}
			encrypted = false
		}
	}
}

// take reads one of the elements that describe an encryption.
func (l *odsLock) take(m *markup) {
	switch string(m.name) {
	case "encryption-data":
		l.checksumKind = shortName(m.attributeText("checksum-type"))
		l.checksum = base64Attribute(m, "checksum")
	case "algorithm":
		l.cipher = shortName(m.attributeText("algorithm-name"))
		l.vector = base64Attribute(m, "initialisation-vector")
	case "start-key-generation":
		l.startKey = shortName(m.attributeText("start-key-generation-name"))
	case "key-derivation":
		l.derivation = shortName(m.attributeText("key-derivation-name"))
		l.salt = base64Attribute(m, "salt")
		l.keySize = numberAttribute(m, "key-size")
		l.spins = numberAttribute(m, "iteration-count")
		l.passes = numberAttribute(m, "argon2-iterations")
		l.memory = numberAttribute(m, "argon2-memory")
		l.lanes = numberAttribute(m, "argon2-lanes")
	}
}

// shortName is what tells algorithms apart: ODF 1.1 has bare names, ODF 1.2 has
// addresses for the same ("Blowfish CFB", "…manifest:1.0#blowfish";
// "SHA1/1K", "…manifest:1.0#sha1-1k"), and Argon2 has two so far.
func shortName(name string) string {
	name = strings.ToLower(name[strings.LastIndexAny(name, "#:")+1:])
	return strings.TrimSuffix(strings.ReplaceAll(name, "/", "-"), " cfb")
}
