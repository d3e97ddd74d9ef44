package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	defaultWait  = 30 * time.Second
	firstPause   = 10 * time.Millisecond
	longestPause = 250 * time.Millisecond
)

// whenFree tries again and again, for as long as the options say and the error is a busyError.
func whenFree(ctx context.Context, o Options, try func() error) error {
	wait := o.Wait
	if wait == 0 {
		wait = defaultWait
	}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := try()
		var busy busyError
		if !errors.As(err, &busy) {
			return err
		}
		if o.Waiting != nil {
			o.Waiting(busy.holder)
			o.Waiting = nil
		}
		select {
		case <-waiting.Done():
			if ctx.Err() != nil {
				return fmt.Errorf("%w; stopped waiting: %w", err, ctx.Err())
			}
			return fmt.Errorf("%w; waited %s", err, max(wait, 0))
		case <-time.After(pause):
		}
	}
}
