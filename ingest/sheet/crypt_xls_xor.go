package sheet

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
)

// xorArray is what Excel 95 called encryption, and what later versions could
// still write: sixteen bytes, repeated, that are mixed with the records
// (§2.3.7). Nobody's secret is safe with it.
type xorArray [16]byte

// xorFiller fills the array behind a password, of at most 15 bytes (§2.3.7.2).
var xorFiller = [15]byte{0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00}

// openXOR compares the key and the verifier that the record holds. A password
// that fits both by chance is as good as the right one for the array's key, but
// not for the array: 32 bits of check are all that there is.
func openXOR(raw []byte, password string) (recordCipher, error) {
	given := xorPassword(password)
	key := xorKey(given)
	if len(given) == 0 || key != binary.LittleEndian.Uint16(raw) || xorVerifier(given) != binary.LittleEndian.Uint16(raw[2:]) {
		return nil, errWrongPassword
	}
	return newXORArray(given, key), nil
}

// xorPassword makes bytes of a password. They are to be those of the writer's
// code page, which the file does not tell: the lower half of each UTF-16 unit
// (the upper where that is zero, as in §2.3.7.4) is right for Western Europe.
func xorPassword(password string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(password)) {
		c := byte(unit)
		if c == 0 {
			c = byte(unit >> 8)
		}
		out = append(out, c)
	}
	return out[:min(len(out), 15)]
}

// xorKey is §2.3.7.2's key. The tables that are printed there, a start for each
// length and 105 numbers to mix in, are the steps of a cyclic redundancy check:
// of the password's characters, seven bits each, by x^16 + x^12 + x^5 + 1 from
// 0xFFFF.
func xorKey(password []byte) uint16 {
	key := uint16(0xFFFF)
	for _, c := range password {
		key ^= uint16(c&0x7F) << 8
		for range 8 {
			carry := key & 0x8000
			key <<= 1
			if carry != 0 {
				key ^= 0x1021
			}
		}
	}
	return key
}

// xorVerifier is a hash of 15 bits, from the last character to the first, then
// the length (§2.3.7.1).
func xorVerifier(password []byte) uint16 {
	var v uint16
	mix := func(c byte) { v = (v>>14&1 | v<<1&0x7FFF) ^ uint16(c) }
	for i := len(password) - 1; i >= 0; i-- {
		mix(password[i])
	}
	mix(byte(len(password)))
	return v ^ 0xCE4B
}

// newXORArray mixes password and filler with the key's two bytes in turn, and
// rotates each by a bit.
func newXORArray(password []byte, key uint16) *xorArray {
	var a xorArray
	copy(a[copy(a[:], password):], xorFiller[:])
	for i := range a {
		a[i] = bits.RotateLeft8(a[i]^byte(key>>(8*(i%2))), -1)
	}
	return &a
}

// decipher starts in the array where the record ends in the stream, which
// differs with each record's length (MS-XLS 2.2.10, §2.3.7.3).
func (a *xorArray) decipher(part []byte, start, length, skipped int) {
	at := start + length + skipped
	for i := range part {
		part[i] = bits.RotateLeft8(part[i]^a[(at+i)%len(a)], -5)
	}
}
