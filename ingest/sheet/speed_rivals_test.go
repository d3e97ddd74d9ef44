package sheet

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// rival is another reader that is timed beside ours where it is installed. Each
// script reads the whole first sheet of the file that is its argument, and
// prints how many cells that are and the most memory that its process had, in kB,
// by the same measure as ours (see peakMB).
type rival struct {
	name, install string
	programs      []string
	flag          string // before a script
	version       string // a script that prints the version
	read          string
}

var rivals = []rival{
	{
		name: "readxl", install: "R with the package readxl (on Debian, apt-get install r-cran-readxl)",
		programs: []string{"Rscript"}, flag: "-e",
		version: `cat(as.character(packageVersion("readxl")))`,
		read: `x <- suppressMessages(readxl::read_excel(commandArgs(TRUE)[1], col_names = FALSE, progress = FALSE))
cat(nrow(x) * ncol(x), gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))`,
	},
	{
		name: "openpyxl", install: "Python with openpyxl (on Debian, apt-get install python3-openpyxl)",
		programs: []string{"python3", "/usr/bin/python3"}, flag: "-c",
		version: `import openpyxl; print(openpyxl.__version__)`,
		read: `import sys, re, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).worksheets[0]
cells = sum(len(row) for row in sheet.iter_rows(values_only=True))
print(cells, re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read()).group(1))`,
	},
	{
		name: "SheetJS", install: "Node.js with the package xlsx (npm install xlsx, and NODE_PATH where it is)",
		programs: []string{"node"}, flag: "-e",
		version: `console.log(require("xlsx").version)`,
		read: `const book = require("xlsx").readFile(process.argv[1], {dense: true})
const sheet = book.Sheets[book.SheetNames[0]]
let cells = 0
for (const row of sheet["!data"] || sheet) cells += row.length
console.log(cells, /VmHWM:\s+(\d+)/.exec(require("fs").readFileSync("/proc/self/status", "utf8"))[1])`,
	},
}

// find gives the program that has the reader, and the reader's version.
func (r rival) find() (program, version string) {
	for _, p := range r.programs {
		if out, err := exec.Command(p, r.flag, r.version).Output(); err == nil {
			return p, strings.TrimSpace(string(out))
		}
	}
	return "", ""
}

// run reads a file in a process of its own.
func (r rival) run(b *testing.B, program, file string) cost {
	c := exec.Command(program, r.flag, r.read, file)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	start := time.Now()
	out, err := c.Output()
	seconds := time.Since(start).Seconds()
	said := strings.Fields(string(out))
	if err != nil || len(said) != 2 {
		b.Fatalf("%s: %v, %q, %.2000s", r.name, err, out, &complaint)
	}
	if cells, _ := strconv.Atoi(said[0]); cells != rivalRows*12 {
		b.Fatalf("%s read %s cells, want %d", r.name, said[0], rivalRows*12)
	}
	kB, _ := strconv.ParseFloat(said[1], 64)
	return cost{seconds, (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(), kB / 1024}
}

// cost is what one process took: time on the clock, time of processors, which
// other work on the machine changes little, and peak memory.
type cost struct{ seconds, cpu, mb float64 }

// contender is one of those who read in turn, with what was measured.
type contender struct {
	name  string
	run   func() cost
	costs []cost
}

const (
	rivalRows   = 200_000
	rivalRounds = 3
)

// BenchmarkRivals reads the same xlsx with ours and with other languages'
// readers, each in a process of its own and all in turn, so that what else the
// machine does falls on all of them. Times are from start to end of the process.
// Ours is read in the two ways that there are: row by row, and held in memory.
// Medians of three rounds; times-ours compares with the slower of ours, held in
// memory, which is what readxl and SheetJS do as well.
func BenchmarkRivals(b *testing.B) {
	file := inFile(b, table12{rivalRows}.xlsx(b), "xlsx")
	ours := func(way string) func() cost {
		return func() cost {
			p := readProcess(way, file, time.Hour)
			if p.err != nil || p.Cells != rivalRows*12 {
				b.Fatalf("%s: %v, %d cells %s", way, p.err, p.Cells, p.Message)
			}
			return cost{p.took.Seconds(), p.cpu.Seconds(), p.PeakMB}
		}
	}
	list := []*contender{{name: "ours-row-by-row", run: ours(wayScan)}, {name: "ours-held", run: ours(wayGrid)}}
	for _, r := range rivals {
		program, version := r.find()
		if program == "" {
			fmt.Printf("note: not compared with %s, which is not here: install %s\n", r.name, r.install)
			continue
		}
		list = append(list, &contender{name: r.name + "-" + version, run: func() cost { return r.run(b, program, file) }})
	}
	for range rivalRounds {
		for _, c := range list {
			c.costs = append(c.costs, c.run())
		}
	}
	held := medians(list[1].costs)
	for _, c := range list {
		m := medians(c.costs)
		reported(b, "xlsx/"+c.name, map[string]float64{
			"s": m.seconds, "cpu-s": m.cpu, "process-MB": m.mb, "times-ours": m.seconds / held.seconds, "cpu-times-ours": m.cpu / held.cpu,
		})
	}
}

// medians are those of each figure by itself.
func medians(costs []cost) cost {
	of := func(figure func(cost) float64) float64 {
		var all []float64
		for _, c := range costs {
			all = append(all, figure(c))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return cost{
		of(func(c cost) float64 { return c.seconds }),
		of(func(c cost) float64 { return c.cpu }),
		of(func(c cost) float64 { return c.mb }),
	}
}
