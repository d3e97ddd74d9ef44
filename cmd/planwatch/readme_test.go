package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var commandBlock = regexp.MustCompile("(?ms)^```sh\n(.*?)^```$")

// TestReadme runs every command block of the README, in order, as a reader would: those that call make at the top of
// the project, all others in a scratch folder. `make test` (which runs this) and installs are left out.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("runs make demo, which -short leaves out")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	scratch := t.TempDir()
	bin := filepath.Join(scratch, "bin")
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := "#!/bin/sh\n" + asProgram + "=1 exec '" + self + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "planwatch"), []byte(program), 0o755); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, m := range commandBlock.FindAllStringSubmatch(string(readme), -1) {
		block := m[1]
		if leftOut(block) {
			continue
		}
		ran++
		c := exec.Command("bash", "-euo", "pipefail", "-c", block)
		c.Dir = scratch
		if strings.Contains(block, "make ") {
			c.Dir = root
		}
		c.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("the README's block fails: %v\n%s\n%s", err, block, out)
		}
	}
	samePicture(t, root, string(readme))
	if ran < 3 {
		t.Errorf("only %d blocks were run", ran)
	}
}

// samePicture compares the README's picture, and its words, with what the demo has just drawn and said.
func samePicture(t *testing.T, root, readme string) {
	t.Helper()
	committed, err := os.ReadFile(filepath.Join(root, "reports", "chart", "picture.svg"))
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := os.ReadFile(filepath.Join(root, "out", "site", "charts", "vehicle-crime.svg"))
	if err != nil {
		t.Fatal(err)
	}
	if string(committed) != string(drawn) {
		t.Error("the README's picture is not what the demo draws: make picture")
	}
	for _, a := range byIndicator(t, filepath.Join(root, "out", "workspace")) {
		if a.Slug == "vehicle-crime" && !strings.Contains(strings.Join(strings.Fields(readme), " "), a.Words) {
			t.Errorf("the README's words are not what the demo says: %s", a.Words)
		}
	}
}

// leftOut says whether a block installs something, or runs the tests or the measurements.
func leftOut(block string) bool {
	for _, word := range []string{"apt-get", "make test", "make bench", "make install", "go install", "git clone"} {
		if strings.Contains(block, word) {
			return true
		}
	}
	return false
}
