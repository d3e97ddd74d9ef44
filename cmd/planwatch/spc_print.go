package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"planwatch/reports"
	"planwatch/reports/chart"
)

// spcWidth is how many letters a line of prose under the table takes at most.
const spcWidth = 96

// print writes what was asked for: the drawing, JSON, or the table for people.
func (o spcOptions) print(out io.Writer, c reports.Control, notes []string) error {
	if o.svg != "" {
		svg, err := drawSpc(c)
		if err != nil {
			return err
		}
		if o.svg == "-" {
			_, err := out.Write(append(svg, '\n'))
			return err
		}
		if err := writeWhole(o.svg, svg); err != nil {
			return err
		}
	}
	if o.json {
		return printJSON(out, spcJSON(c, notes))
	}
	return printSpc(out, c, o.svg, notes)
}

// drawSpc draws the chart as the site draws its own, for a desk and for paper.
func drawSpc(c reports.Control) ([]byte, error) {
	d, err := chart.NewDrawer()
	if err != nil {
		return nil, err
	}
	return d.Wide(*c.Chart())
}

// printSpc prints what the chart says, then the chart as a table, then what its words mean and what to doubt.
func printSpc(out io.Writer, c reports.Control, svg string, notes []string) error {
	var b strings.Builder
	fmt.Fprintln(&b, wrap(c.Words(), spcWidth, ""))
	if target := c.TargetWords(); target != "" {
		fmt.Fprintln(&b, wrap(target, spcWidth, ""))
	}
	fmt.Fprintln(&b)
	rows, numbers := c.Table()
	writeColumns(&b, rows, numbers)
	fmt.Fprintln(&b)
	say := func(label, text string) {
		const indent = 12
		lines := strings.Split(wrap(text, spcWidth-indent, ""), "\n")
		fmt.Fprintf(&b, "%-*s%s\n", indent, label, strings.Join(lines, "\n"+strings.Repeat(" ", indent)))
	}
	for _, k := range c.Key() {
		fmt.Fprintln(&b, wrap(k, spcWidth, "  "))
	}
	if len(c.Key()) > 0 {
		fmt.Fprintln(&b)
	}
	say("Variation:", cmp.Or(c.XmR.Variation.String(), "not judged"))
	say("Assurance:", cmp.Or(c.XmR.Assurance.String(), "not judged"))
	for _, n := range notes {
		say("Note:", n)
	}
	if svg != "" {
		say("Chart:", svg)
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("print the chart: %w", err)
	}
	return nil
}

// writeColumns writes rows as columns, numbers to the right and words to the left, two spaces apart.
func writeColumns(b *strings.Builder, rows [][]string, numbers []bool) {
	widths := make([]int, len(numbers))
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for k, cell := range row {
			space := strings.Repeat(" ", widths[k]-utf8.RuneCountInString(cell))
			if numbers[k] {
				cell, space = space+cell, ""
			}
			line.WriteString(cell + space + "  ")
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}
