package main

// area is a row of a measure's block. Residents (ONS, mid-2022) decide how a force's count is shared out, so that
// the areas look like themselves; the figures stay invented.
type area struct {
	code, name string
	residents  int64
}

var force = area{code: "E23000014", name: "West Midlands"}

// councils are in the order of their codes. The last share is crime and incidents that belong to no area.
var councils = []area{
	{"E08000025", "Birmingham", 1_154_221},
	{"E08000026", "Coventry", 352_889},
	{"E08000027", "Dudley", 324_931},
	{"E08000028", "Sandwell", 344_582},
	{"E08000029", "Solihull", 217_784},
	{"E08000030", "Walsall", 286_218},
	{"E08000031", "Wolverhampton", 267_888},
	{"", "Unassigned", 44_000},
}

const (
	walsall    = 5
	unassigned = 7
)
