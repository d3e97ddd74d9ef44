package main

import (
	"hash/fnv"
	"math/rand/v2"
)

// seed is any number; changing it changes every figure.
const seed = 20_260_417

// dice are a measure's own source of chance: its name is part of the seed, so that adding a measure leaves the
// figures of the others as they are.
type dice struct{ source *rand.PCG }

func newDice(slug string) *dice {
	h := fnv.New64a()
	h.Write([]byte(slug))
	return &dice{rand.NewPCG(seed, h.Sum64())}
}

// below is a whole number from 0 to n-1. The bias of the remainder is far below what anybody could see.
func (d *dice) below(n int64) int64 { return int64(d.source.Uint64() % uint64(n)) }

// bell is a whole number about 0, bell-shaped, with a standard deviation of half the width and never beyond 1.72 of it:
// the sum of four even draws (each with a standard deviation of 0.577 widths, together 1.155) times 0.43.
func (d *dice) bell(width int64) int64 {
	sum := int64(0)
	for range 4 {
		sum += d.below(2*width+1) - width
	}
	return sum * 43 / 100
}
