package sheet

import (
	"bytes"
	"crypto/aes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
)

// cryptoAPI is the header that Excel wrote from 2002 to 2007, for workbooks of
// both its old and its new format (§2.3.2, §2.3.3).
type cryptoAPI struct {
	algorithm, hash, keyBits     uint32
	salt, verifier, verifierHash []byte
}

// Numbers of algorithms, as Windows numbers them.
const (
	algorithmRC4    = 0x6801
	algorithmAES128 = 0x660E
	algorithmAES192 = 0x660F
	algorithmAES256 = 0x6610
	algorithmSHA1   = 0x8004
)

// readCryptoAPI reads what follows the version: flags, the header's length, the
// header, and the verifier. The header ends with a provider's name, which tells
// nothing. A verifier's hash has 20 bytes, or 32 in whole blocks of AES.
func readCryptoAPI(raw []byte) (cryptoAPI, bool) {
	var c cryptoAPI
	if len(raw) < 8 {
		return c, false
	}
	length := int64(binary.LittleEndian.Uint32(raw[4:]))
	if length < 20 || length > int64(len(raw)-8) {
		return c, false
	}
	header, verifier := raw[8:8+length], raw[8+length:]
	if len(verifier) < 60 || binary.LittleEndian.Uint32(verifier) != 16 {
		return c, false
	}
	c.algorithm = binary.LittleEndian.Uint32(header[8:])
	c.hash = binary.LittleEndian.Uint32(header[12:])
	c.keyBits = binary.LittleEndian.Uint32(header[16:])
	c.salt, c.verifier, c.verifierHash = verifier[4:20], verifier[20:36], verifier[40:]
	return c, true
}

// standard is how Excel 2007 encrypted (§2.3.4.5): AES, block by block, each on
// its own. It has no checksum but those of the zip.
type standard struct {
	cryptoAPI
	keySize int
}

// standardSpins is not in the file, as it is in all other formats (§2.3.4.7).
const standardSpins = 50_000

func readStandard(info []byte, limits Limits) (*standard, error) {
	c, ok := readCryptoAPI(info)
	if !ok {
		return nil, damagedProtection("the part that says how is cut short")
	}
	sizes := map[uint32]int{algorithmAES128: 16, algorithmAES192: 24, algorithmAES256: 32}
	size, known := sizes[c.algorithm]
	if !known || c.hash != algorithmSHA1 && c.hash != 0 {
		return nil, unknownProtection("a cipher that is not known")
	}
	if len(c.verifierHash) < 32 || c.keyBits != 0 && int(c.keyBits) != 8*size {
		return nil, damagedProtection("the part that says how contradicts itself")
	}
	return &standard{c, size}, checkSpins(standardSpins, limits.Spins)
}

func (s *standard) key(password string) ([]byte, error) {
	parameters := agileParameters{hash: sha1.New, salt: s.salt}
	spun := parameters.spin(password, standardSpins)
	key := stretched(hashed(sha1.New, spun, []byte{0, 0, 0, 0}))[:s.keySize]

	verifier, want := bytes.Clone(s.verifier), bytes.Clone(s.verifierHash[:32])
	if !decryptECB(key, verifier) || !decryptECB(key, want) {
		return nil, damagedProtection("its key has no length that fits")
	}
	if got := sha1.Sum(verifier); subtle.ConstantTimeCompare(got[:], want[:len(got)]) == 0 {
		return nil, errWrongPassword
	}
	return key, nil
}

func (s *standard) intact([]byte, []byte) bool { return true }

func (s *standard) decipher(key, data []byte) bool { return decryptECB(key, data) }

// stretched makes 40 bytes of a hash's 20, for the longer keys (§2.3.4.7).
func stretched(value []byte) []byte {
	var out []byte
	for _, filler := range []byte{0x36, 0x5C} {
		buffer := bytes.Repeat([]byte{filler}, 64)
		subtle.XORBytes(buffer, buffer, value)
		out = append(out, hashed(sha1.New, buffer)...)
	}
	return out
}

// decryptECB deciphers blocks of AES in place, each on its own.
func decryptECB(key, data []byte) bool {
	block, err := aes.NewCipher(key)
	if err != nil || len(data)%aes.BlockSize != 0 {
		return false
	}
	for ; len(data) > 0; data = data[aes.BlockSize:] {
		block.Decrypt(data, data)
	}
	return true
}
