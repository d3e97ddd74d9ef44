package sheet

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// asReader makes the test binary read one file and say what it found, for tests
// and benchmarks that need a process of its own: its value is the way to read.
const asReader = "PLANWATCH_AS_READER"

// The ways in which such a process reads.
const (
	wayWhole = "whole" // every sheet, held where it fits, else row by row
	wayScan  = "scan"  // the first sheet, row by row
	wayGrid  = "grid"  // the first sheet, held in memory
)

func TestMain(m *testing.M) {
	if way := os.Getenv(asReader); way != "" {
		r := readAs(way, os.Args[1])
		r.PeakMB = peakMB()
		json.NewEncoder(os.Stdout).Encode(r)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// reading is what came of one file.
type reading struct {
	Sheets, Cells int
	Code, Message string // of the first refusal, if there was one
	PeakMB        float64
}

// process is a reading with what its process was like from outside.
type process struct {
	reading
	took time.Duration
	cpu  time.Duration // of all its threads
	err  error         // it crashed, or was stopped because it took longer than patience
}

// readProcess reads a file in a process of its own, which is stopped when it
// takes longer than patience.
func readProcess(way, file string, patience time.Duration) (p process) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, os.Args[0], file)
	c.Env = append(os.Environ(), asReader+"="+way)
	var out, complaint bytes.Buffer
	c.Stdout, c.Stderr = &out, &complaint
	start := time.Now()
	err := c.Run()
	p.took = time.Since(start)
	if c.ProcessState != nil {
		p.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	}
	switch {
	case ctx.Err() != nil:
		p.err = fmt.Errorf("it hangs: stopped after %s", patience)
	case err != nil:
		p.err = fmt.Errorf("%w: %.2000s", err, complaint.Bytes())
	default:
		p.err = json.Unmarshal(out.Bytes(), &p.reading)
	}
	return p
}

func readAs(way, file string) (r reading) {
	content, err := os.ReadFile(file)
	if err != nil {
		r.refused(err)
		return r
	}
	book, err := Open(file, content, Limits{})
	if err != nil {
		r.refused(err)
		return r
	}
	names := book.Names()
	if way != wayWhole {
		names = names[:1]
	}
	for _, name := range names {
		r.Sheets++
		if way != wayScan {
			if r.grid(book, name) || way == wayGrid {
				continue
			}
		}
		r.scan(book, name)
	}
	return r
}

// grid reads a sheet into memory and asks for each of its cells. It is false for
// one that does not fit there, which may still be read row by row.
func (r *reading) grid(book *Book, name string) bool {
	g, err := book.Grid(name)
	if errors.Is(err, ErrTooLarge) {
		return false
	}
	if err != nil {
		r.refused(err)
		return true
	}
	for _, row := range g.rows {
		for i := range row.cells {
			if g.At(int(row.number), int(row.cells[i].column)).Kind != Blank {
				r.Cells += int(row.repeat)
			}
		}
	}
	return true
}

func (r *reading) scan(book *Book, name string) {
	r.refused(book.Scan(name, func(_ int, row []Cell) error {
		for i := range row {
			if row[i].Kind != Blank {
				r.Cells++
			}
		}
		return nil
	}))
}

// refused keeps the first refusal; an error that is none has no code.
func (r *reading) refused(err error) {
	if err == nil || r.Message != "" {
		return
	}
	r.Message = err.Error()
	var refusal *Refusal
	if errors.As(err, &refusal) {
		r.Code, r.Message = refusal.Code, refusal.Message
	}
}

var highWater = regexp.MustCompile(`(?m)^VmHWM:\s+([0-9]+) kB$`)

// peakMB is the most memory that this process had in use; 0 where the system
// does not say so (it is not Linux). It is not getrusage's ru_maxrss: that
// counts from before the program was started, and is never below what the
// process that started it had, here a test run that may hold hundreds of MB.
func peakMB() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	m := highWater.FindSubmatch(status)
	if m == nil {
		return 0
	}
	kB, _ := strconv.ParseFloat(string(m[1]), 64)
	return kB / 1024
}
