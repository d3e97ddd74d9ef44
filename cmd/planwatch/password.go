package main

import (
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"planwatch/kpi"
)

// passwordFile is the flag of the verbs that read spreadsheets. The password itself is no flag: the list of processes
// and the shell's history would show it.
type passwordFile string

func (p *passwordFile) add(c *cobra.Command) {
	c.Flags().StringVar((*string)(p), "password-file", "", "`FILE` whose first line opens protected spreadsheets")
}

// mostPassword is how much of the file is read: no format takes more than 255 characters.
const mostPassword = 64 << 10

// read gives the password; none without the flag. What is wrong with the file never repeats what stands in it.
func (p passwordFile) read() (string, error) {
	path := string(p)
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", refused(kpi.Problems{unreadable(path, err)})
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, mostPassword))
	if err != nil {
		return "", refused(kpi.Problems{unreadable(path, err)})
	}
	line := firstLine(content)
	switch {
	case line == "":
		return "", usage("--password-file: want the password on the first line of %s, found none", path)
	case !utf8.ValidString(line):
		return "", usage("--password-file: want the password in UTF-8 on the first line of %s, found another encoding", path)
	}
	return line, nil
}

// firstLine is a text's first line without what ends it, or the mark that some editors put before it. Spaces count.
func firstLine(content []byte) string {
	line, _, _ := strings.Cut(string(content), "\n")
	return strings.TrimRight(strings.TrimPrefix(line, "\uFEFF"), "\r")
}
