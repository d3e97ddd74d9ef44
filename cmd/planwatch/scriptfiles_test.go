package main

import "github.com/rogpeppe/go-internal/testscript"

func scriptFiles(e *testscript.Env) error { return nil }
