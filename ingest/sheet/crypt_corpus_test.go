package sheet

import "testing"

// TestProtectedCorpus opens the protected files of the corpus. Whoever made
// them published the passwords with them.
func TestProtectedCorpus(t *testing.T) {
	for _, c := range []struct{ name, password, want string }{
		{"calamine__pass_protected.xlsx", "123", ""},
		{"calamine__pass_protected.ods", "1234", lines("A2 text String", "B2 number 1", `C2 number 1.1 shown "1,1"`)},
		{"poi__protected_passtika.xlsx", "tika", lines("A1 text This is an Encrypted Excel spreadsheet.")},
	} {
		wantProtected(t, c.name, corpusFile(t, "nasty", c.name), c.password, c.want)
	}
	number := func(row byte, value string) []byte {
		return recordOf(0x0203, string([]byte{row, 0, 0, 0, 0x0F, 0})+"\x00\x00\x00\x00\x00\x00"+value)
	}
	for _, c := range []struct {
		name, password string
		want           []byte
	}{
		{"msoffcrypto__rc4cryptoapi_password.xls", "Password1234_", []byte("\x0B\x00\x00lorem ipsum")},
		{"msoffcrypto__xor_password_123456789012345.xls", "123456789012345", recordOf(0x0085, "\xAC\x05\x00\x00\x00\x00\x03\x00420")},
		{"poi__password.xls", "password", []byte("A ZIP bomb is a variant of mail-bombing.")},
		{"poi__xor-encryption-abc.xls", "abc", append(append(number(0, "\xF0\x3F"), number(1, "\x00\x40")...), number(2, "\x08\x40")...)},
		{"edr__Test_git_issue_242_std_rc4_pwd_password.xls", "password", recordOf(0x00FC, "\x01\x00\x00\x00\x01\x00\x00\x00\x12\x00\x00Password: password")},
	} {
		wantUnlocked(t, c.name, corpusFile(t, "nasty", c.name), c.password, c.want)
	}
	// A .xlsb is known as one once it is open.
	_, err := OpenProtected("calamine__pass_protected.xlsb", corpusFile(t, "nasty", "calamine__pass_protected.xlsb"), "1234", Limits{})
	if err == nil || err.Error() != "calamine__pass_protected.xlsb: the file is "+binaryExcel+" [unsupported]" {
		t.Error(err)
	}
}
