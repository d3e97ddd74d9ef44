package inbox

import (
	"path/filepath"
	"strings"
)

// written is a report as a file.
type written struct {
	name    string
	content []byte
}

// The names of reports: the second where the return itself has the first. Capitals do not count, because on some disks
// they make no difference.
const (
	reportName      = "report"
	otherReportName = "planwatch-report"
)

// reportsOf prints both reports for a return of that name.
func reportsOf(r report, name string) ([]written, error) {
	page, err := r.html()
	if err != nil {
		return nil, err
	}
	base := reportName
	if isReport(name, reportName) {
		base = otherReportName
	}
	return []written{{base + ".txt", []byte(r.text())}, {base + ".html", page}}, nil
}

// isReport says whether a file has the name of a report.
func isReport(name, base string) bool {
	return strings.EqualFold(name, base+".html") || strings.EqualFold(name, base+".txt")
}

// writeReports writes reports into a folder and makes sure that they are on disk.
func (d disk) writeReports(dir string, reports []written) error {
	for _, r := range reports {
		if err := d.write(filepath.Join(dir, r.name), r.content); err != nil {
			return err
		}
	}
	return d.syncFolder(dir)
}

func (d disk) write(path string, content []byte) error {
	file, err := d.create(path, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = d.sync(file)
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
