package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asProgram makes the test binary be planwatch, for tests that need a process of their own.
const asProgram = "PLANWATCH_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(os.Args[1:]))
	}
	if ask := os.Getenv(asScale); ask != "" {
		os.Exit(scaleMain(ask))
	}
	testscript.Main(m, map[string]func(){"planwatch": func() { os.Exit(run(os.Args[1:])) }})
}

// TestScripts runs testdata/script/*.txtar: what a user types, and what comes of it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, Setup: scriptFiles,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}
