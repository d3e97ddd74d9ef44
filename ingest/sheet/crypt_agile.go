package sheet

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
)

// agile is how Excel has encrypted since 2010 (§2.3.4.10). The password opens a
// random key, and that key the package. EncryptionInfo is XML, with two sets of
// parameters that may differ: one for the password, one for the package.
type agile struct {
	password, data agileParameters

	spins        int
	verifier     []byte // random bytes, enciphered
	verifierHash []byte // their hash, enciphered
	secret       []byte // the package's key, enciphered

	hmacKey, hmacValue []byte // enciphered; none when a program left them out
}

type agileParameters struct {
	hash    func() hash.Hash
	keySize int // in bytes
	salt    []byte
}

// Each thing that is enciphered has a key of its own, for which one of these is
// hashed in last (§2.3.4.11 to §2.3.4.14).
var (
	forVerifier     = []byte{0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79}
	forVerifierHash = []byte{0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E}
	forSecret       = []byte{0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6}
	forHMACKey      = []byte{0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6}
	forHMACValue    = []byte{0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33}
)

func readAgile(info []byte, limits Limits) (*agile, error) {
	m, err := newMarkup(bytes.NewReader(info), infoStream, limits.Nesting)
	if err != nil {
		return nil, err
	}
	a := &agile{}
	for {
		t, err := m.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if t == startTag {
			if err := a.take(m); err != nil {
				return nil, err
			}
		}
	}
	if a.data.hash == nil || a.password.hash == nil {
		return nil, unknownProtection("something other than a password")
	}
	return a, checkSpins(a.spins, limits.Spins)
}

// take reads an element. A file may list several keys: those for certificates
// have no spinCount, and the first password's holds.
func (a *agile) take(m *markup) (err error) {
	switch string(m.name) {
	case "keyData":
		a.data, err = readAgileParameters(m)
	case "dataIntegrity":
		a.hmacKey, a.hmacValue = base64Attribute(m, "encryptedHmacKey"), base64Attribute(m, "encryptedHmacValue")
	case "encryptedKey":
		if _, ok := m.attribute("spinCount"); !ok || a.password.hash != nil {
			return nil
		}
		a.spins = numberAttribute(m, "spinCount")
		a.verifier = base64Attribute(m, "encryptedVerifierHashInput")
		a.verifierHash = base64Attribute(m, "encryptedVerifierHashValue")
		a.secret = base64Attribute(m, "encryptedKeyValue")
		a.password, err = readAgileParameters(m)
	}
	return err
}

var agileHashes = map[string]func() hash.Hash{
	"SHA1": sha1.New, "SHA256": sha256.New, "SHA384": sha512.New384, "SHA512": sha512.New,
}

func readAgileParameters(m *markup) (agileParameters, error) {
	name, chaining := m.attributeText("cipherAlgorithm"), m.attributeText("cipherChaining")
	p := agileParameters{
		hash:    agileHashes[strings.ReplaceAll(m.attributeText("hashAlgorithm"), "-", "")],
		keySize: numberAttribute(m, "keyBits") / 8,
		salt:    base64Attribute(m, "saltValue"),
	}
	if name != "AES" || chaining != "ChainingModeCBC" || p.hash == nil || !slices.Contains([]int{16, 24, 32}, p.keySize) {
		return p, unknownProtection("a cipher that is not known")
	}
	return p, nil
}

func (a *agile) key(password string) ([]byte, error) {
	spun := a.password.spin(password, a.spins)
	open := func(purpose, enciphered []byte) []byte {
		out := bytes.Clone(enciphered)
		decryptCBC(a.password.derive(spun, purpose), fitted(a.password.salt, 16), out)
		return out
	}
	// The verifier is as long as the salt, then filled up to whole blocks.
	verifier, want := open(forVerifier, a.verifier), open(forVerifierHash, a.verifierHash)
	got := hashed(a.password.hash, verifier[:min(len(verifier), len(a.password.salt))])
	if len(want) < len(got) || subtle.ConstantTimeCompare(got, want[:len(got)]) == 0 {
		return nil, errWrongPassword
	}
	secret := open(forSecret, a.secret)
	if len(secret) < a.data.keySize {
		return nil, damagedProtection("its key is cut short")
	}
	return secret[:a.data.keySize], nil
}

// intact compares the HMAC of the whole stream, its length included (§2.3.4.14).
func (a *agile) intact(key, stream []byte) bool {
	if len(a.hmacKey) == 0 && len(a.hmacValue) == 0 {
		return true // nothing to compare with: the zip has checksums of its own
	}
	hmacKey, value := bytes.Clone(a.hmacKey), bytes.Clone(a.hmacValue)
	size := a.data.hash().Size()
	if !decryptCBC(key, a.data.vector(forHMACKey), hmacKey) || !decryptCBC(key, a.data.vector(forHMACValue), value) ||
		len(hmacKey) < size || len(value) < size {
		return false
	}
	h := hmac.New(a.data.hash, hmacKey[:size])
	h.Write(stream)
	return hmac.Equal(h.Sum(nil), value[:size])
}

// agileSegment is how many bytes are enciphered at a time, each with a vector
// made from its number, so that a program can start in the middle (§2.3.4.15).
const agileSegment = 4096

func (a *agile) decipher(key, data []byte) bool {
	for n := uint32(0); len(data) > 0; n++ {
		segment := data[:min(agileSegment, len(data))]
		if !decryptCBC(key, a.data.vector(binary.LittleEndian.AppendUint32(nil, n)), segment) {
			return false
		}
		data = data[len(segment):]
	}
	return true
}

// spin hashes salt and password, then the result again and again behind a
// counter (§2.3.4.11).
func (p agileParameters) spin(password string, spins int) []byte {
	h := p.hash()
	value := hashed(p.hash, p.salt, utf16Bytes(password))
	var counter [4]byte
	for i := range spins {
		binary.LittleEndian.PutUint32(counter[:], uint32(i))
		h.Reset()
		h.Write(counter[:])
		h.Write(value)
		value = h.Sum(value[:0])
	}
	return value
}

func (p agileParameters) derive(spun, purpose []byte) []byte {
	return fitted(hashed(p.hash, spun, purpose), p.keySize)
}

// vector is the initialisation vector for a segment or a purpose (§2.3.4.12).
func (p agileParameters) vector(of []byte) []byte {
	return fitted(hashed(p.hash, p.salt, of), 16)
}

// fitted cuts a hash to a length, or fills it up with 0x36 (§2.3.4.11).
func fitted(value []byte, size int) []byte {
	out := bytes.Repeat([]byte{0x36}, size)
	copy(out, value)
	return out
}

func hashed(with func() hash.Hash, parts ...[]byte) []byte {
	h := with()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// base64Attribute gives nothing for what is not base64: the password's check
// fails on it.
func base64Attribute(m *markup, name string) []byte {
	out, err := base64.StdEncoding.DecodeString(m.attributeText(name))
	if err != nil {
		return nil
	}
	return out
}

// numberAttribute gives -1 for what is no number.
func numberAttribute(m *markup, name string) int {
	n, err := strconv.Atoi(m.attributeText(name))
	if err != nil {
		return -1
	}
	return n
}
