package sheet

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"unicode/utf16"
)

// A protected file is one whose cells can be read only with a password. Each
// format does it in its own way, and all of them alike in four steps:
//
//   - The password and a salt are hashed many times over (the spins), so that
//     trying many passwords takes long. The result is a key.
//   - The key opens a verifier, by which a wrong password is told from a
//     damaged file.
//   - The key, or another key that it opens, deciphers the content.
//   - The content is a zip, a part of a zip, or a stream of records, and is read
//     under the same Limits as one that was never protected.
//
// The files: crypt_package.go, crypt_agile.go and crypt_standard.go for Excel
// workbooks since 2007; crypt_xls*.go for those before; crypt_ods*.go for
// OpenDocument. Sections (§) are those of MS-OFFCRYPTO unless said otherwise.
//
// Sheets and cells that are protected against changes, with or without a
// password, are not encrypted; they are read like others.

// OpenProtected is Open with a password. It is tried where a file has one, and
// ignored where it has none. It is not kept. Without one (""), a file opens if
// it has no password, or the one that Excel itself tries.
func OpenProtected(name string, content []byte, password string, limits Limits) (*Book, error) {
	b := &Book{name: name, limits: limits.orDefault()}
	if err := b.open(content, password); err != nil {
		return nil, addressed(err, name, "")
	}
	return b, nil
}

// excelPassword is what Excel protects a workbook with when only its structure
// is to be protected, and what it tries before it asks for a password: such a
// file is secret to nobody.
const excelPassword = "VelvetSweatshop"

// errWrongPassword is what opening a file with a password gives when it is the
// wrong one. It does not leave the package: unlock turns it into a sentence.
var errWrongPassword = errors.New("wrong password")

// unlock tries the password that was given, then the one that Excel tries.
func unlock(given string, try func(password string) error) error {
	candidates := []string{given, excelPassword}
	if given == "" {
		candidates = candidates[1:]
	}
	for _, password := range candidates {
		if err := try(password); !errors.Is(err, errWrongPassword) {
			return err
		}
	}
	return wrongPassword(given)
}

// wrongPassword says that none was given, or that it is not the right one.
func wrongPassword(given string) *Refusal {
	if given == "" {
		return refuse(ErrEncrypted, "the file is protected by a password; give it with --password-file, or save the file without one")
	}
	return refuse(ErrEncrypted, "the file is protected and the password given does not open it; check its capitals and spaces, or save the file without a password")
}

// unknownProtection refuses what no password of ours can open.
func unknownProtection(how string) *Refusal {
	return refuse(ErrEncrypted, "the file is protected by %s, which is not opened here; open it where it was made, remove the protection and save it again", how)
}

// damagedProtection is for a file that says nothing sensible about how it is
// protected.
func damagedProtection(what string) *Refusal {
	return refuse(ErrDamaged, "the file is protected by a password, and %s; ask for it to be sent again", what)
}

// checkSpins refuses a file that asks for more hashing than any program writes
// (Excel 100,000, LibreOffice the same): its only purpose can be to keep a
// reader busy.
func checkSpins(spins, most int) error {
	if spins < 0 {
		return damagedProtection("the number of its rounds is missing")
	}
	if spins > most {
		return refuse(ErrTooLarge, "the file wants its password hashed %d times, and at most %d are done; open it, save it without a password, or %s", spins, most, raiseLimit("spins"))
	}
	return nil
}

// utf16Bytes is a password as Microsoft's formats hash it.
func utf16Bytes(password string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(password)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// decryptCBC deciphers whole blocks of AES in place; false means that the key,
// the vector or the data has no length that fits.
func decryptCBC(key, vector, data []byte) bool {
	block, err := aes.NewCipher(key)
	if err != nil || len(vector) != aes.BlockSize || len(data)%aes.BlockSize != 0 {
		return false
	}
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(data, data)
	return true
}
