package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"planwatch/reports"
)

func smallChart() *reports.Chart {
	one, two := 1.0, 2.0
	return &reports.Chart{ID: "c", Title: "T", Points: []reports.Point{{Short: "2024", Value: &one, Text: "1"}, {Short: "2025", Value: &two, Text: "2"}}}
}

// A kept drawing is found again for the same chart and program, and only for these.
func TestDrawings(t *testing.T) {
	d := drawings{dir: filepath.Join(t.TempDir(), drawingsName), program: "build 1"}
	c := smallChart()
	name, err := d.name(c)
	if err != nil {
		t.Fatal(err)
	}
	if d.find(name, c) {
		t.Error("found a drawing before there was one")
	}
	c.SVG, c.Narrow, c.Option = []byte("<svg>"), []byte("<svg/>"), []byte("{}")
	d.keep(name, c)
	again := smallChart()
	if !d.find(name, again) || !bytes.Equal(again.SVG, c.SVG) || !bytes.Equal(again.Narrow, c.Narrow) || !bytes.Equal(again.Option, c.Option) {
		t.Errorf("the kept drawing came back as %+v", again)
	}

	other := smallChart()
	three := 3.0
	other.Points[1].Value = &three
	if n, _ := d.name(other); n == name {
		t.Error("another figure has the same name")
	}
	if n, _ := (drawings{dir: d.dir, program: "build 2"}).name(smallChart()); n == name {
		t.Error("another build has the same name")
	}

	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)-4] ^= 1
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if d.find(name, smallChart()) {
		t.Error("a damaged drawing is taken")
	}
	d.forget(nil)
	if entries, _ := os.ReadDir(d.dir); len(entries) != 0 {
		t.Errorf("%d drawings are left that nobody used", len(entries))
	}
}
