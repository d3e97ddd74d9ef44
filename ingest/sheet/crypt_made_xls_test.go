package sheet

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"math/bits"
)

// recordOf is one of a workbook stream.
func recordOf(id uint16, body string) []byte {
	out := binary.LittleEndian.AppendUint16(nil, id)
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(body))), body...)
}

// recordsOf joins an opening record, FILEPASS and others.
func recordsOf(pass []byte, others ...[]byte) []byte {
	out := recordOf(recordBOF, "\x00\x06\x05\x00")
	if pass != nil {
		out = append(out, recordOf(recordFilePass, string(pass))...)
	}
	return append(out, bytes.Join(others, nil)...)
}

// encryptRecords mixes all that is encrypted after FILEPASS with a key stream
// that is as long as the stream.
func encryptRecords(stream, keys []byte) []byte {
	out := bytes.Clone(stream)
	_, end := findFilePass(stream)
	for at := end; at < len(out); {
		id, n := binary.LittleEndian.Uint16(out[at:]), int(binary.LittleEndian.Uint16(out[at+2:]))
		for i := at + 4 + clearBytes(id, n); i < at+4+n; i++ {
			out[i] ^= keys[i]
		}
		at += 4 + n
	}
	return out
}

// rc4Keys makes the key stream from the key of each 1,024 bytes.
func rc4Keys(n int, key func(block uint32) []byte) []byte {
	var out []byte
	for block := uint32(0); len(out) < n; block++ {
		c, _ := rc4.NewCipher(key(block))
		part := make([]byte, 1024)
		c.XORKeyStream(part, part)
		out = append(out, part...)
	}
	return out
}

// rc4Workbook encrypts in Excel 97's way.
func rc4Workbook(password string, others ...[]byte) []byte {
	first := md5.Sum(utf16Bytes(password))
	second := md5.Sum(bytes.Repeat(append(first[:5:5], random(16)...), 16))
	keys := rc4Keys(20_000, func(block uint32) []byte {
		k := md5.Sum(binary.LittleEndian.AppendUint32(second[:5:5], block))
		return k[:]
	})
	sum := md5.Sum(random(16))
	both := append(random(16), sum[:]...)
	for i := range both {
		both[i] ^= keys[i]
	}
	pass := append([]byte{1, 0, 1, 0, 1, 0}, random(16)...)
	return encryptRecords(recordsOf(append(pass, both...), others...), keys)
}

// cryptoAPIWorkbook encrypts in Excel 2002's way.
func cryptoAPIWorkbook(password string, keyBits int, others ...[]byte) []byte {
	first := hashed(sha1.New, random(16), utf16Bytes(password))
	keys := rc4Keys(20_000, func(block uint32) []byte {
		k := hashed(sha1.New, first, binary.LittleEndian.AppendUint32(nil, block))[:keyBits/8]
		if keyBits == 40 {
			k = append(k[:5:5], make([]byte, 11)...)
		}
		return k
	})
	both := append(random(16), hashed(sha1.New, random(16))...)
	for i := range both {
		both[i] ^= keys[i]
	}
	pass := append([]byte{1, 0, 4, 0, 2, 0}, cryptoAPIHeader(algorithmRC4, uint32(keyBits), random(16), both[:16], both[16:])...)
	return encryptRecords(recordsOf(pass, others...), keys)
}

// xorWorkbook obfuscates in Excel 95's way.
func xorWorkbook(password string, others ...[]byte) []byte {
	given := xorPassword(password)
	pass := binary.LittleEndian.AppendUint16([]byte{0, 0}, xorKey(given))
	pass = binary.LittleEndian.AppendUint16(pass, xorVerifier(given))
	array := newXORArray(given, xorKey(given))
	out := recordsOf(pass, others...)
	_, end := findFilePass(out)
	for at := end; at < len(out); {
		id, n := binary.LittleEndian.Uint16(out[at:]), int(binary.LittleEndian.Uint16(out[at+2:]))
		for i := clearBytes(id, n); i < n; i++ {
			out[at+4+i] = bits.RotateLeft8(out[at+4+i], 5) ^ array[(at+4+n+i)%16]
		}
		at += 4 + n
	}
	return out
}
