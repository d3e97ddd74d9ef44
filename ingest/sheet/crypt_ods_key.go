package sheet

import (
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"

	"golang.org/x/crypto/argon2"
	//lint:ignore SA1019 files are encrypted with it; nothing is by us
	"golang.org/x/crypto/blowfish"
)

// open deciphers a part. For content.xml the result is still deflated, and is
// unpacked by whoever reads it, under the limits; for a whole zip it is the zip.
func (l *odsLock) open(a *archive, password string) ([]byte, error) {
	key, err := l.key(password, a.limits)
	if err != nil {
		return nil, err
	}
	data, err := enciphered(a, l.part)
	if err != nil {
		return nil, err
	}
	var plain []byte
	switch l.cipher {
	case "aes128-cbc", "aes192-cbc", "aes256-cbc":
		plain, err = l.openCBC(key, data, password)
	case "blowfish":
		plain, err = l.openBlowfish(key, data, password)
	case "aes256-gcm":
		plain, err = l.openGCM(key, data, password)
	default:
		err = unknownProtection("a cipher that is not known")
	}
	if err == nil && l.part == odsWhole {
		return inflatedZip(plain, a.limits)
	}
	return plain, err
}

// enciphered gives a part as it is in the zip, where it is not packed: so its
// size is known, and room for it is made once.
func enciphered(a *archive, part string) ([]byte, error) {
	r, err := a.open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	size := min(a.parts[partName(part)].CompressedSize64, uint64(a.limits.Content))
	b := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if _, err := b.ReadFrom(io.LimitReader(r, a.limits.Content)); err != nil {
		var refused *Refusal
		if errors.As(err, &refused) {
			return nil, err
		}
		return nil, damagedProtection("what it protects cannot be read")
	}
	return b.Bytes(), nil
}

// key is made from a hash of the password (the start key), not from the
// password, and with SHA-1 for the many rounds whatever the start key's hash is.
func (l *odsLock) key(password string, limits Limits) ([]byte, error) {
	var start []byte
	switch l.startKey {
	case "sha1", "":
		start = hashed(sha1.New, []byte(password))
	case "sha256":
		start = hashed(sha256.New, []byte(password))
	default:
		return nil, unknownProtection("a hash that is not known")
	}
	size := l.keySize
	if size == -1 {
		size = 16 // ODF 1.1 has no other
	}
	if size < 4 || size > 56 {
		return nil, damagedProtection("its key has no length that fits")
	}
	switch l.derivation {
	case "pbkdf2":
		if err := checkSpins(l.spins, limits.Spins); err != nil {
			return nil, err
		}
		return pbkdf2.Key(sha1.New, string(start), l.salt, l.spins, size)
	case "argon2id":
		return l.argon2(start, size, limits)
	}
	return nil, unknownProtection("a way that is not known")
}

// argon2Memory is the most that Argon2 may fill, in KiB. LibreOffice writes
// 65,536.
const argon2Memory = 256 << 10

// argon2 counts each KiB that is filled as four spins, which is about what it
// costs.
func (l *odsLock) argon2(start []byte, size int, limits Limits) ([]byte, error) {
	if l.passes < 1 || l.memory < 1 || l.lanes < 1 || l.lanes > 255 {
		return nil, damagedProtection("the number of its rounds is missing")
	}
	if l.memory > argon2Memory {
		return nil, refuse(ErrTooLarge, "the file wants %d MiB of memory for its password, and at most %d are given; open it and save it without a password", l.memory>>10, argon2Memory>>10)
	}
	if err := checkSpins(4*l.memory*min(l.passes, limits.Spins), limits.Spins); err != nil {
		return nil, err
	}
	return argon2.IDKey(start, l.salt, uint32(l.passes), uint32(l.memory), uint8(l.lanes), uint32(size)), nil
}

// openCBC deciphers, takes off what fills the last block (its last byte says
// how much), and compares the checksum. ODF 1.2 part 3, 3.4.2.
func (l *odsLock) openCBC(key, data []byte, password string) ([]byte, error) {
	if len(data) == 0 || !decryptCBC(key, l.vector, data) {
		return nil, damagedProtection("what it protects is cut short")
	}
	filled := int(data[len(data)-1])
	if filled < 1 || filled > aes.BlockSize {
		return nil, wrongPassword(password)
	}
	return data[:len(data)-filled], l.check(data[:len(data)-filled], password)
}

// openBlowfish undoes cipher feedback: each block of plain text is the cipher
// text mixed with the enciphered block of cipher text before it. The standard
// speaks of feedback by 8 bits; every program has always fed back whole blocks.
func (l *odsLock) openBlowfish(key, data []byte, password string) ([]byte, error) {
	block, err := blowfish.NewCipher(key)
	if err != nil || len(l.vector) != blowfish.BlockSize {
		return nil, damagedProtection("its key has no length that fits")
	}
	var mask, before [blowfish.BlockSize]byte
	copy(before[:], l.vector)
	for rest := data; len(rest) > 0; {
		block.Encrypt(mask[:], before[:])
		n := copy(before[:], rest)
		subtle.XORBytes(rest[:n], rest[:n], mask[:])
		rest = rest[n:]
	}
	return data, l.check(data, password)
}

// openGCM checks every byte while it deciphers. A wrong password and a damaged
// file cannot be told from each other. The vector stands before the data once
// more, as XML Encryption 1.1 has it (5.2.4).
func (l *odsLock) openGCM(key, data []byte, password string) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil || len(l.vector) != 12 {
		return nil, damagedProtection("its key has no length that fits")
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, damagedProtection("its key has no length that fits")
	}
	data = bytes.TrimPrefix(data, l.vector)
	plain, err := gcm.Open(data[:0], l.vector, data, nil)
	if err != nil {
		return nil, wrongPassword(password)
	}
	return plain, nil
}

// check compares the checksum of the first 1,024 bytes, deflated but not
// enciphered: it tells a wrong password, and no damage further on.
func (l *odsLock) check(plain []byte, password string) error {
	start := plain[:min(1024, len(plain))]
	var sum []byte
	switch l.checksumKind {
	case "sha1-1k":
		sum = hashed(sha1.New, start)
	case "sha256-1k":
		sum = hashed(sha256.New, start)
	default:
		return unknownProtection("a checksum that is not known")
	}
	if subtle.ConstantTimeCompare(sum, l.checksum) == 0 {
		return wrongPassword(password)
	}
	return nil
}

// inflatedZip unpacks a whole zip, which was deflated though its parts were.
func inflatedZip(plain []byte, limits Limits) ([]byte, error) {
	if bytes.HasPrefix(plain, []byte("PK\x03\x04")) {
		return plain, nil
	}
	out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(plain)), limits.Content+1))
	if int64(len(out)) > limits.Content {
		return nil, refuse(ErrTooLarge, "the file unpacks to more than %s; split it, or %s", sizeText(limits.Content), raiseLimit("content"))
	}
	if err != nil {
		return nil, damagedProtection("what it protects cannot be unpacked")
	}
	return out, nil
}
