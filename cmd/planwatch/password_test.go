package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What editors put around a password is not part of it; spaces are.
func TestPasswordFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "password.txt")
	for content, want := range map[string]string{
		"secret": "secret", "secret\n": "secret", "secret\r\nmore\r\n": "secret", "\uFEFFsécret\n": "sécret", " two words \n": " two words ",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := passwordFile(path).read(); err != nil || got != want {
			t.Errorf("%q: got %q, %v", content, got, err)
		}
	}
	for content, want := range map[string]string{
		"": "found none", "\nsecret": "found none", "\uFEFF\r\n": "found none", "s\xE9cret\n": "found another encoding",
	} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := passwordFile(path).read()
		if exitCode(err) != exitUsage || !strings.HasSuffix(err.Error(), want) || strings.Contains(err.Error(), "cret\n") {
			t.Errorf("%q: %v", content, err)
		}
	}
	if got, err := passwordFile("").read(); got != "" || err != nil {
		t.Errorf("without the flag: %q, %v", got, err)
	}
}
