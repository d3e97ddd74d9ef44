package sheet

import (
	"bytes"
	"encoding/binary"
)

// A protected .xls is a stream of records like any other: the record FILEPASS
// says how the bodies of those that follow are encrypted, their headers are not
// (MS-XLS 2.2.10). There were three ways: XOR (Excel 95), RC4 (Excel 97), and
// RC4 by way of the CryptoAPI (Excel 2002).

// Records whose bodies are never encrypted, since a program needs them before
// it asks for the password (MS-XLS 2.2.10).
const (
	recordInterfaceHdr = 0x00E1
	recordRRDInfo      = 0x0138
	recordRRDHead      = 0x0139
	recordUsrExcl      = 0x0194
	recordFileLock     = 0x0195
)

// clearBytes is how much of a record's body is not encrypted: all, nothing, or
// of a sheet's entry the place where that sheet starts.
func clearBytes(record uint16, length int) int {
	switch record {
	case recordBOF, recordFilePass, recordInterfaceHdr, recordRRDInfo, recordRRDHead, recordUsrExcl, recordFileLock:
		return length
	case recordBoundSheet:
		return min(4, length)
	}
	return 0
}

// recordCipher deciphers a part of a record's body in place. start is where the
// body starts in the stream and length what it has; skipped is how much of it
// is in the clear.
type recordCipher interface {
	decipher(part []byte, start, length, skipped int)
}

// unlockWorkbook deciphers the "Workbook" stream of an .xls into a new slice;
// one that is not protected is given back as it is. Nothing moves: all records,
// FILEPASS too, stand where they stood. The error is errWrongPassword or a
// *Refusal.
func unlockWorkbook(stream []byte, password string) ([]byte, error) {
	pass, end := findFilePass(stream)
	if end == 0 {
		return stream, nil
	}
	c, err := readFilePass(pass, password)
	if err != nil {
		return nil, err
	}
	out := bytes.Clone(stream)
	for at := end; at+4 <= len(out); {
		record := binary.LittleEndian.Uint16(out[at:])
		start, length := at+4, int(binary.LittleEndian.Uint16(out[at+2:]))
		at = min(start+length, len(out)) // a stream that is cut short is deciphered as far as it goes
		if skipped := clearBytes(record, length); start+skipped < at {
			c.decipher(out[start+skipped:at], start, length, skipped)
		}
	}
	return out, nil
}

// unlockXLS is unlockWorkbook with the password given and Excel's own, and with
// a sentence when neither opens it.
func unlockXLS(stream []byte, password string) ([]byte, error) {
	out := stream
	err := unlock(password, func(candidate string) (err error) {
		out, err = unlockWorkbook(stream, candidate)
		return err
	})
	return out, err
}

// findFilePass looks for the record among the first: it follows the opening
// record, or soon after. It gives its body and where it ends, or 0.
func findFilePass(stream []byte) (body []byte, end int) {
	at := 0
	for range 50 {
		if at+4 > len(stream) {
			return nil, 0
		}
		start, length := at+4, int(binary.LittleEndian.Uint16(stream[at+2:]))
		if start+length > len(stream) {
			return nil, 0
		}
		if binary.LittleEndian.Uint16(stream[at:]) == recordFilePass {
			return stream[start : start+length], start + length
		}
		at = start + length
	}
	return nil, 0
}

// readFilePass checks the password and gives the cipher (MS-XLS 2.4.117).
func readFilePass(body []byte, password string) (recordCipher, error) {
	cut := damagedProtection("the record that says how is cut short")
	if len(body) == 4 { // Excel 95 wrote no kind
		return nil, refuse(ErrUnsupported, "the file is %s", oldExcel)
	}
	if len(body) < 6 {
		return nil, cut
	}
	if kind := binary.LittleEndian.Uint16(body); kind == 0 {
		return openXOR(body[2:], password)
	} else if kind != 1 {
		return nil, unknownProtection("a way that is not known")
	}
	major, minor := binary.LittleEndian.Uint16(body[2:]), binary.LittleEndian.Uint16(body[4:])
	switch {
	case major == 1 && minor == 1:
		if len(body) < 6+48 {
			return nil, cut
		}
		return openRC4(body[6:], password)
	case major >= 2 && major <= 4 && minor == 2:
		c, ok := readCryptoAPI(body[6:])
		if !ok {
			return nil, cut
		}
		return openCryptoAPI(c, password)
	}
	return nil, unknownProtection("a way that is not known")
}
