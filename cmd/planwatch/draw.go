package main

import (
	"context"
	"io"
	"runtime"
	"runtime/debug"
	"sync"

	"planwatch/reports"
	"planwatch/reports/chart"
)

// draw draws every chart and small trend line of a pack, as many at once as there are processors, taking what was
// drawn before from the workspace; how far it has come is shown on the terminal that to is. The bytes do not depend on which goroutine draws what, nor on what was kept.
func draw(ctx context.Context, space *workspace, p *reports.Pack, to io.Writer) error {
	var todo []*reports.Indicator
	for _, s := range p.Sections {
		for _, i := range s.Indicators() {
			if i.Chart != nil {
				todo = append(todo, i)
			}
		}
	}
	kept := newDrawings(space)
	names := make([]string, len(todo))
	places := make([]int, len(todo))
	for n, i := range todo {
		var err error
		if names[n], err = kept.name(i.Chart); err != nil {
			return err
		}
		places[n] = n
	}
	drawer := sync.OnceValues(chart.NewDrawer) // not started when nothing is to be drawn
	// The chart engine makes much garbage and keeps little: collecting it less often halves the time.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	bar := newProgress(to, len(todo), "Drawing")
	defer bar.done()
	err := each(ctx, places, func(n int) error {
		defer bar.step()
		i := todo[n]
		if i.Spark != nil {
			i.Spark.SVG = chart.Spark(*i.Spark)
		}
		if kept.find(names[n], i.Chart) {
			return nil
		}
		d, err := drawer()
		if err != nil {
			return err
		}
		if err := d.Draw(i.Chart); err != nil {
			return err
		}
		kept.keep(names[n], i.Chart)
		return nil
	})
	if err == nil {
		kept.forget(names)
	}
	return err
}

// safely makes a fault of the program an error: in a goroutine of its own it would end the whole program.
func safely(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicError{v, debug.Stack()}
		}
	}()
	return do()
}

// each calls do for every item, side by side, until one fails or the context ends, and gives the first error by order
// of the items.
func each[T any](ctx context.Context, items []T, do func(T) error) error {
	errs := make([]error, len(items))
	turns := make(chan int)
	var wg sync.WaitGroup
	for range max(1, min(runtime.GOMAXPROCS(0), len(items))) {
		wg.Go(func() {
			for i := range turns {
				errs[i] = safely(func() error { return do(items[i]) })
			}
		})
	}
	for i := range items {
		if ctx.Err() != nil {
			break
		}
		turns <- i
	}
	close(turns)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
