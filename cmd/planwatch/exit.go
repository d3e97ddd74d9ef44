package main

import (
	"errors"
	"fmt"
)

// The exit codes of every verb.
const (
	exitDone    = 0 // warnings allowed
	exitFailed  = 1 // the machine or the program failed
	exitUsage   = 2 // wrong command line
	exitRefused = 3 // input refused; nothing of it is stored
)

// exitCodes stands in every help text.
const exitCodes = `Exit codes:
  0  done (there may be warnings)
  1  the machine or the program failed
  2  wrong command line
  3  input refused: nothing of it is stored`

// codedError carries the exit code that an error leads to.
type codedError struct {
	code int
	err  error
}

func (e codedError) Error() string { return e.err.Error() }
func (e codedError) Unwrap() error { return e.err }

// refused marks an error as the fault of the input: exit code 3.
func refused(err error) error { return codedError{exitRefused, err} }

// usage marks an error as a wrong command line: exit code 2.
func usage(format string, args ...any) error {
	return codedError{exitUsage, fmt.Errorf(format, args...)}
}

// exitCode is the one place where an error becomes a code.
func exitCode(err error) int {
	if err == nil {
		return exitDone
	}
	var coded codedError
	if errors.As(err, &coded) {
		return coded.code
	}
	return exitFailed
}
