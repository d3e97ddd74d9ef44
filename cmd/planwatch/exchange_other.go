//go:build !linux

package main

import "errors"

// exchange is not to be had on every system.
func exchange(_, _ string) error { return errors.ErrUnsupported }

// flushed leaves it to the system when it writes to the disk.
func flushed(string) error { return nil }

// freeSpace is not known on every system.
func freeSpace(string) (int64, error) { return 0, errors.ErrUnsupported }

func failOnSizeLimit() {}
