package sheet

import (
	"archive/zip"
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"testing"
)

// What encrypts here is the counterpart of what deciphers, for the variants
// that no program at hand writes. testdata/protected and the corpus hold files
// of real programs.

// oleStreams makes an OLE file with several streams.
func oleStreams(streams ...part) []byte {
	var m madeOLE
	for _, s := range streams {
		m.streams = append(m.streams, madeStream{s.name, []byte(s.text)})
	}
	return m.bytes()
}

// random is not: the same bytes each time.
func random(n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(7*i + n)
	}
	return out
}

// blocks fills data up to whole blocks of AES.
func blocks(data []byte) []byte {
	return append(bytes.Clone(data), make([]byte, (16-len(data)%16)%16)...)
}

func encryptCBC(key, vector, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	out := blocks(data)
	cipher.NewCBCEncrypter(block, vector).CryptBlocks(out, out)
	return out
}

// madeAgile encrypts a zip in Excel's way since 2010.
type madeAgile struct {
	hash  string
	bits  int
	spins int
}

func (m madeAgile) streams(plain []byte, password string) (info, stream string) {
	p := agileParameters{hash: agileHashes[m.hash], keySize: m.bits / 8, salt: random(16)}
	data := agileParameters{hash: p.hash, keySize: p.keySize, salt: random(18)[:16]}
	secret, verifier := random(p.keySize), random(16)
	spun := p.spin(password, m.spins)
	seal := func(purpose, value []byte) string {
		return base64.StdEncoding.EncodeToString(encryptCBC(p.derive(spun, purpose), fitted(p.salt, 16), value))
	}
	enciphered := binary.LittleEndian.AppendUint64(nil, uint64(len(plain)))
	for n := uint32(0); len(plain) > 0; n++ {
		part := plain[:min(4096, len(plain))]
		enciphered = append(enciphered, encryptCBC(secret, data.vector(binary.LittleEndian.AppendUint32(nil, n)), part)...)
		plain = plain[len(part):]
	}
	h := hmac.New(p.hash, random(p.hash().Size()))
	h.Write(enciphered)
	sum := encryptCBC(secret, data.vector(forHMACValue), h.Sum(nil))
	hmacKey := encryptCBC(secret, data.vector(forHMACKey), random(p.hash().Size()))
	attributes := func(salt []byte) string {
		return fmt.Sprintf(`saltSize="16" blockSize="16" keyBits="%d" hashSize="%d" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="%s" saltValue="%s"`,
			m.bits, p.hash().Size(), m.hash, base64.StdEncoding.EncodeToString(salt))
	}
	xml := fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData %s/><dataIntegrity encryptedHmacKey="%s" encryptedHmacValue="%s"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="%d" %s encryptedVerifierHashInput="%s" encryptedVerifierHashValue="%s" encryptedKeyValue="%s"/></keyEncryptor></keyEncryptors></encryption>`,
		attributes(data.salt), base64.StdEncoding.EncodeToString(hmacKey), base64.StdEncoding.EncodeToString(sum),
		m.spins, attributes(p.salt), seal(forVerifier, verifier), seal(forVerifierHash, hashed(p.hash, verifier)), seal(forSecret, secret))
	return "\x04\x00\x04\x00\x40\x00\x00\x00" + xml, string(enciphered)
}

func (m madeAgile) file(plain []byte, password string) []byte {
	info, stream := m.streams(plain, password)
	return oleStreams(part{infoStream, info}, part{packageStream, stream})
}

// cryptoAPIHeader writes what readCryptoAPI reads.
func cryptoAPIHeader(algorithm, keyBits uint32, salt, verifier, hash []byte) []byte {
	header := make([]byte, 32, 64)
	for i, v := range []uint32{0x24, 0, algorithm, algorithmSHA1, keyBits, 0x18} {
		binary.LittleEndian.PutUint32(header[4*i:], v)
	}
	header = append(header, "P\x00r\x00o\x00v\x00\x00\x00"...)
	out := []byte{0x24, 0, 0, 0}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(header)))
	out = append(out, header...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(salt)))
	out = append(append(out, salt...), verifier...)
	out = binary.LittleEndian.AppendUint32(out, sha1.Size)
	return append(out, hash...)
}

// standardFile encrypts a zip in Excel 2007's way.
func standardFile(plain []byte, password string, keyBits int) []byte {
	spun := agileParameters{hash: sha1.New, salt: random(16)}.spin(password, standardSpins)
	key := stretched(hashed(sha1.New, spun, make([]byte, 4)))[:keyBits/8]
	block, _ := aes.NewCipher(key)
	seal := func(data []byte) []byte {
		out := blocks(data)
		for at := 0; at < len(out); at += 16 {
			block.Encrypt(out[at:], out[at:])
		}
		return out
	}
	algorithm := map[int]uint32{128: algorithmAES128, 192: algorithmAES192, 256: algorithmAES256}[keyBits]
	verifier := random(16)
	header := cryptoAPIHeader(algorithm, uint32(keyBits), random(16), seal(verifier), seal(hashed(sha1.New, verifier)))
	stream := append(binary.LittleEndian.AppendUint64(nil, uint64(len(plain))), seal(plain)...)
	return oleStreams(part{infoStream, "\x04\x00\x02\x00" + string(header)}, part{packageStream, string(stream)})
}

// zipEncrypted marks a zip's part as encrypted by the zip itself.
func zipEncrypted(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Flags: 1, CompressedSize64: 12, UncompressedSize64: 12})
	if err == nil {
		_, err = w.Write(random(12))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
