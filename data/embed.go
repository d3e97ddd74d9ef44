// Package data holds what ships with the program: plans, layouts and samples, embedded as they stand in these folders.
// What is kept while the program runs is in data/store.
package data

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

// Files are the folders plans, layouts and samples (their figures, not the programs that made them).
//
//go:embed plans layouts samples/published/*.csv samples/published/README.md samples/illustrative samples/example
var Files embed.FS

// DefaultPlan is the name of the plan that a new workspace gets: the content of plans/default.
func DefaultPlan() string {
	name, err := Files.ReadFile("plans/default")
	if err != nil {
		panic(err) // the file is embedded: the program would not have been built without it
	}
	return strings.TrimSpace(string(name))
}

// PlanNames lists the plans that ship.
func PlanNames() []string {
	entries, err := fs.ReadDir(Files, "plans")
	if err != nil {
		panic(err) // as above
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	slices.Sort(out)
	return out
}

// Samples lists the folders of samples that are for a shipped plan: that with its name, or for the default plan the
// published figures and the illustrative return; none for any other.
func Samples(plan string) []string {
	if _, err := fs.Stat(Files, "samples/"+plan); err == nil {
		return []string{"samples/" + plan}
	}
	if plan == DefaultPlan() {
		return []string{"samples/published", "samples/illustrative"}
	}
	return nil
}
