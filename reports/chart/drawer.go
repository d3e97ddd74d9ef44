package chart

import (
	_ "embed"
	"fmt"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"
)

// The server's build of Apache ECharts (reports/site/assets/build.js): the same parts as the browser's without what
// only a mouse needs.
//
//go:embed echarts/server.js
var echartsSource string

// program is ECharts parsed, once for all engines: parsing takes most of the 0.14 s that the first one needs.
var program = sync.OnceValues(func() (*goja.Program, error) {
	return goja.Compile("echarts/server.js", echartsSource, false)
})

// Drawer turns options into SVG. It is safe for several goroutines; each draws with an engine of its own, at most as
// many as there are processors. The same option gives the same bytes whichever engine draws it, and after whatever.
type Drawer struct {
	engines chan *engine // nil stands for one that is not made yet
}

// NewDrawer starts one engine, so that a fault of the embedded script shows at once.
func NewDrawer() (*Drawer, error) {
	first, err := newEngine()
	if err != nil {
		return nil, err
	}
	d := &Drawer{make(chan *engine, max(1, runtime.GOMAXPROCS(0)))}
	d.engines <- first
	for len(d.engines) < cap(d.engines) {
		d.engines <- nil
	}
	return d, nil
}

// SVG draws an option at a size in pixels. The drawing has no style, class or script, and every id in it starts with
// idPrefix, so that several can stand in one page; title and desc become its accessible name and description, in the language
// that lang names (BCP 47).
func (d *Drawer) SVG(option []byte, width, height int, title, desc, idPrefix, lang string) ([]byte, error) {
	raw, err := d.draw(string(option), width, height)
	if err != nil {
		return nil, fmt.Errorf("chart %s: draw: %w", idPrefix, err)
	}
	out, err := tidy(raw, caption{title, desc, idPrefix, lang})
	if err != nil {
		return nil, fmt.Errorf("chart %s: tidy drawing: %w", idPrefix, err)
	}
	return out, nil
}

func (d *Drawer) draw(option string, width, height int) (string, error) {
	e := <-d.engines
	if e == nil {
		var err error
		if e, err = newEngine(); err != nil {
			d.engines <- nil
			return "", err
		}
	}
	out, err := e.render(goja.Undefined(), e.vm.ToValue(option), e.vm.ToValue(width), e.vm.ToValue(height))
	if err != nil {
		d.engines <- nil // whatever state the script is in now, nobody else shall draw with it
		return "", err
	}
	d.engines <- e
	return out.String(), nil
}

// engine is a JavaScript machine with ECharts in it, for one goroutine at a time.
type engine struct {
	vm     *goja.Runtime
	render goja.Callable
}

// stage is what ECharts expects around it, and the one function that is called. Timers never fire: without animation
// there is nothing to wait for.
const stage = `
var global = globalThis, self = globalThis
var console = { log() {}, warn() {}, error() {} }
var setTimeout = function () { return 0 }, clearTimeout = function () {}
`

const renderScript = `
echarts.setPlatformAPI({ measureText: function (text, font) { return { width: textWidth(text || '', font || '') } } });
(function (option, width, height) {
  var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height })
  try {
    chart.setOption(JSON.parse(option))
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
})`

func newEngine() (*engine, error) {
	p, err := program()
	if err != nil {
		return nil, fmt.Errorf("chart: read embedded ECharts: %w", err)
	}
	vm := goja.New()
	vm.SetRandSource(func() float64 { return 0.5 })
	vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	if err := vm.Set("textWidth", textWidth); err != nil {
		return nil, fmt.Errorf("chart: start ECharts: %w", err)
	}
	if _, err := vm.RunString(stage); err != nil {
		return nil, fmt.Errorf("chart: start ECharts: %w", err)
	}
	if _, err := vm.RunProgram(p); err != nil {
		return nil, fmt.Errorf("chart: start ECharts: %w", err)
	}
	fn, err := vm.RunString(renderScript)
	if err != nil {
		return nil, fmt.Errorf("chart: start ECharts: %w", err)
	}
	render, ok := goja.AssertFunction(fn)
	if !ok {
		return nil, fmt.Errorf("chart: start ECharts: want a function to draw with, found %s", fn)
	}
	return &engine{vm, render}, nil
}

var fontSize = regexp.MustCompile(`(\d+(?:\.\d+)?)px`)

// textWidth is asked by ECharts, which alone would guess. cssFont is a CSS font such as "bold 13px Arial".
func textWidth(text, cssFont string) float64 {
	size := 12.0
	if m := fontSize.FindStringSubmatch(cssFont); m != nil {
		size, _ = strconv.ParseFloat(m[1], 64) // the pattern only lets numbers through
	}
	if strings.Contains(cssFont, "bold") {
		return bold().width(text, size)
	}
	return regular().width(text, size)
}
