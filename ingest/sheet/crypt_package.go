package sheet

import (
	"bytes"
	"encoding/binary"
)

// A protected .xlsx (or .xlsb) is no zip: it is an OLE file with two streams.
// EncryptionInfo says how it is encrypted; EncryptedPackage is the zip,
// enciphered, after eight bytes that tell its length (§2.3.4.4).
const (
	packageStream = "EncryptedPackage"
	infoStream    = "EncryptionInfo"
)

// isProtectedPackage tells such a file from other OLE files. An .xls may have
// one inside, as an object on a sheet.
func isProtectedPackage(content []byte) bool {
	if !bytes.HasPrefix(content, []byte(oleSignature)) {
		return false
	}
	o := readOLE(content)
	if o == nil {
		return false
	}
	_, found := o.find(packageStream)
	_, workbook := o.find("Workbook")
	return found && !workbook
}

// openPackage deciphers the zip and opens it as any zip. What is found then (a
// .xlsb, a Word document) is refused as it would be without a password.
func openPackage(content []byte, password string, limits Limits) (string, reader, error) {
	o := readOLE(content)
	entry, _ := o.find(packageStream)
	info, found := o.find(infoStream)
	if _, managed := o.find("DRMEncryptedDataSpace"); managed {
		return "", nil, unknownProtection("rights management (IRM)")
	}
	if !found {
		return "", nil, damagedProtection("the part that says how is missing")
	}
	lock, err := readLock(o.stream(info).bytes(), limits)
	if err != nil {
		return "", nil, err
	}
	plain, err := unlockPackage(lock, o.stream(entry).copied(), password)
	if err != nil {
		return "", nil, err
	}
	return openZip(plain, "", limits)
}

// packageLock is one of the two ways in which packages are encrypted.
type packageLock interface {
	// key gives what deciphers the package, or errWrongPassword.
	key(password string) ([]byte, error)
	// intact says whether the enciphered stream is as it was written.
	intact(key, stream []byte) bool
	// decipher does so in place, with what stands after the length.
	decipher(key, data []byte) bool
}

// readLock tells the ways by the version that EncryptionInfo starts with
// (§2.3.4.5, §2.3.4.6, §2.3.4.10).
func readLock(info []byte, limits Limits) (packageLock, error) {
	if len(info) < 8 {
		return nil, damagedProtection("the part that says how is cut short")
	}
	major, minor := binary.LittleEndian.Uint16(info), binary.LittleEndian.Uint16(info[2:])
	switch {
	case major == 4 && minor == 4:
		return readAgile(info[8:], limits)
	case major >= 2 && major <= 4 && minor == 2:
		return readStandard(info[4:], limits)
	case major >= 3 && major <= 4 && minor == 3:
		return nil, unknownProtection("a way of its maker's own (extensible encryption)")
	}
	return nil, unknownProtection("a way that is not known")
}

// unlockPackage gives the zip. It deciphers in place: the stream is a copy of
// the file's bytes already, and a large file should not cost a third.
func unlockPackage(lock packageLock, stream []byte, password string) ([]byte, error) {
	if len(stream) < 8 {
		return nil, damagedProtection("what it protects is missing")
	}
	var key []byte
	err := unlock(password, func(candidate string) (err error) {
		key, err = lock.key(candidate)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !lock.intact(key, stream) {
		return nil, damagedProtection("it was damaged or changed afterwards (its checksum differs)")
	}
	size, data := binary.LittleEndian.Uint64(stream), stream[8:]
	data = data[:len(data)-len(data)%16] // a cut block cannot be deciphered
	if size > uint64(len(data)) {
		return nil, damagedProtection("it is cut short")
	}
	if !lock.decipher(key, data) {
		return nil, damagedProtection("its key has no length that fits")
	}
	return data[:size], nil
}
