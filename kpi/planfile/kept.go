package planfile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"

	"planwatch/kpi"
)

// Kept makes a folder again of a plan's files that were kept ([kpi.Plan.Files]); Read it under the name ".".
func Kept(files []kpi.PlanFile) (fs.FS, error) {
	// The standard library's file system in memory that is not for tests only.
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(to, f.Text)
		}
		if err != nil {
			return nil, fmt.Errorf("keep %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("keep the plan's files: %w", err)
	}
	return zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
}
