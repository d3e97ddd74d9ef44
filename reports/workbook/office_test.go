package workbook

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestOpensInLibreOffice lets another program read the workbook and print it.
func TestOpensInLibreOffice(t *testing.T) {
	office := ""
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			office = path
			break
		}
	}
	if office == "" {
		t.Skip("LibreOffice is not installed: on Debian and Ubuntu, sudo apt-get install libreoffice-calc")
	}
	dir := t.TempDir()
	book := filepath.Join(dir, "panel.xlsx")
	if err := os.WriteFile(book, written(t), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // a first start makes a profile
	defer cancel()
	c := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--norestore", "--convert-to", "pdf", "--outdir", dir, book)
	c.Env = append(os.Environ(), "HOME="+dir)
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	printed, err := os.ReadFile(filepath.Join(dir, "panel.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if pages := bytes.Count(printed, []byte("/Type/Page/")) + bytes.Count(printed, []byte("/Type/Page\n")); !bytes.HasPrefix(printed, []byte("%PDF-")) || pages < 13 {
		t.Errorf("want a PDF of at least a page for each of 13 worksheets, found %d pages in %d bytes", pages, len(printed))
	}
}
