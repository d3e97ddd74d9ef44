package inbox

import (
	"fmt"
	"strings"
)

const (
	paper     = 100 // columns of the plain report
	indent    = "   "
	cellWidth = 14 // five cells, their row number and the mark of one fit on paper
)

// text prints the plain report. Quarantined reads three of its parts: "From:", "Problems:" and the paragraph "1. ".
func (r report) text() string {
	var b strings.Builder
	paragraph := func(indent, text string) {
		for _, line := range wrapped(text, paper-len(indent)) {
			b.WriteString(indent + line + "\n")
		}
	}
	heading := func(text, rule string) {
		lines := wrapped(text, paper)
		b.WriteString(strings.Join(lines, "\n") + "\n" + strings.Repeat(rule, columns(lines[0])) + "\n\n")
	}
	heading(r.Name+" was refused", "=")
	paragraph("", nothingStored)
	b.WriteString("\n")
	for _, line := range [][2]string{{"File", r.Name}, {"From", r.From}, {"Size", r.Size}, {"SHA-256", r.SHA256}, {"Refused", r.When}, {"Problems", r.Count}} {
		if line[1] == "" {
			continue // it was fetched from nowhere
		}
		for i, part := range wrapped(line[1], paper-11) {
			label := ""
			if i == 0 {
				label = line[0] + ":"
			}
			fmt.Fprintf(&b, "%-11s%s\n", label, part)
		}
	}
	b.WriteString("\n")
	heading("Problems", "-")
	for _, f := range r.Findings {
		numbered := wrapped(fmt.Sprintf("%d. %s", f.Number, f.line()), paper-len(indent))
		b.WriteString(numbered[0] + "\n")
		for _, line := range numbered[1:] {
			b.WriteString(indent + line + "\n")
		}
		b.WriteString("\n" + f.Window.text())
		paragraph(indent, "What to do: "+f.Advice)
		b.WriteString("\n")
	}
	if r.More != "" {
		paragraph("", r.More)
		b.WriteString("\n")
	}
	if m := r.Moved; m != nil {
		heading(r.Moved.Heading(), "-")
		for _, what := range m.What {
			paragraph(indent, "- "+what)
		}
		b.WriteString("\n")
		if m.Diff != "" {
			paragraph("", m.Offer())
			b.WriteString("\n" + indent + strings.ReplaceAll(strings.TrimRight(m.Diff, "\n"), "\n", "\n"+indent) + "\n\n")
		}
	}
	heading("What to do next", "-")
	paragraph("", putBackAgain)
	return b.String()
}

// line is the problem in one line: where, what and its code.
func (f finding) line() string {
	warning := ""
	if f.Warning {
		warning = "warning: "
	}
	return fmt.Sprintf("%s: %s%s [%s]", f.Where, warning, f.Message, f.Code)
}

// text lays a window out in columns; ">> <<" marks the cell.
func (w *window) text() string {
	if w == nil {
		return ""
	}
	rows := [][]string{append([]string{""}, w.Columns...)}
	for _, r := range w.Rows {
		line := []string{fmt.Sprint(r.Number)}
		for _, c := range r.Cells {
			text := clipped(c.Text, cellWidth)
			if c.Here {
				text = ">> " + text + " <<"
			}
			line = append(line, text)
		}
		rows = append(rows, line)
	}
	var b strings.Builder
	for _, r := range rows {
		line := indent
		for i, text := range r {
			line += text + strings.Repeat(" ", widest(rows, i)-columns(text)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	if w.Hidden {
		b.WriteString("\n" + indent + hiddenCell + "\n")
	}
	return b.String() + "\n"
}

const hiddenCell = "The cell is hidden in the sheet: unhide its row, its column or the sheet to see it."

func widest(rows [][]string, column int) (n int) {
	for _, r := range rows {
		n = max(n, columns(r[column]))
	}
	return n
}
