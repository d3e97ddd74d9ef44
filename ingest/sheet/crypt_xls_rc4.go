package sheet

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/binary"
)

// rc4Block is how many bytes of the stream one key serves. Headers and what is
// in the clear use it up too, as if they were encrypted (MS-XLS 2.2.10).
const rc4Block = 1024

// rc4Stream deciphers parts of a stream in their order.
type rc4Stream struct {
	key   func(block uint32) []byte
	state *rc4.Cipher
	block uint32
	used  int // of this block
}

// openRC4 is Excel 97's way, with keys of 40 bits (§2.3.6). It has no spins,
// and the salt is hashed in sixteen times.
func openRC4(raw []byte, password string) (recordCipher, error) {
	salt, verifier, hash := raw[:16], raw[16:32], raw[32:48]
	first := md5.Sum(utf16Bytes(password))
	second := md5.Sum(bytes.Repeat(append(bytes.Clone(first[:5]), salt...), 16))
	r := &rc4Stream{key: func(block uint32) []byte {
		key := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(second[:5]), block))
		return key[:]
	}}
	verifier, hash = r.verifier(verifier, hash)
	if got := md5.Sum(verifier); subtle.ConstantTimeCompare(got[:], hash) == 0 {
		return nil, errWrongPassword
	}
	return r, nil
}

// openCryptoAPI is Excel 2002's way, with keys of up to 128 bits (§2.3.5). It
// has no spins either. A key of 40 bits is filled up with zeros.
func openCryptoAPI(c cryptoAPI, password string) (recordCipher, error) {
	bits := c.keyBits
	if bits == 0 {
		bits = 40
	}
	if c.algorithm != algorithmRC4 && c.algorithm != 0 || c.hash != algorithmSHA1 && c.hash != 0 || bits < 40 || bits > 128 || bits%8 != 0 {
		return nil, unknownProtection("a cipher that is not known")
	}
	first := hashed(sha1.New, c.salt, utf16Bytes(password))
	r := &rc4Stream{key: func(block uint32) []byte {
		key := hashed(sha1.New, first, binary.LittleEndian.AppendUint32(nil, block))[:bits/8]
		if bits == 40 {
			key = append(key[:5:5], make([]byte, 11)...)
		}
		return key
	}}
	verifier, hash := r.verifier(c.verifier, c.verifierHash[:sha1.Size])
	if got := sha1.Sum(verifier); subtle.ConstantTimeCompare(got[:], hash) == 0 {
		return nil, errWrongPassword
	}
	return r, nil
}

// verifier deciphers both of its parts, one after the other, with the first
// block's key (§2.3.5.6, §2.3.6.4). The stream starts anew after it.
func (r *rc4Stream) verifier(verifier, hash []byte) ([]byte, []byte) {
	both := append(bytes.Clone(verifier), hash...)
	r.start(0)
	r.state.XORKeyStream(both, both)
	r.start(0)
	return both[:len(verifier)], both[len(verifier):]
}

// start takes the key of a block.
func (r *rc4Stream) start(block uint32) {
	r.state, _ = rc4.NewCipher(r.key(block)) // no length of key is wrong here
	r.block, r.used = block, 0
}

// decipher first passes over what lies between: headers, and what is in the
// clear.
func (r *rc4Stream) decipher(part []byte, start, _, skipped int) {
	for at := start + skipped; len(part) > 0; {
		block, offset := uint32(at/rc4Block), at%rc4Block
		if block != r.block {
			r.start(block)
		}
		var passed [rc4Block]byte
		r.state.XORKeyStream(passed[:offset-r.used], passed[:offset-r.used])
		n := min(rc4Block-offset, len(part))
		r.state.XORKeyStream(part[:n], part[:n])
		r.used = offset + n
		part, at = part[n:], at+n
	}
}
