package chart

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// The types of go-echarts with what they lack. A field of ours hides the one of the same JSON name inside.

// point is an item of a line with a style of its own.
type point struct {
	opts.LineData
	ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
}

type series struct {
	charts.SingleSeries
	LineStyle     *lineStyle  `json:"lineStyle,omitempty"`
	EndLabel      *label      `json:"endLabel,omitempty"`
	MarkLine      *markLine   `json:"markLine,omitempty"`
	MarkArea      *markArea   `json:"markArea,omitempty"`
	Tooltip       *shownOrNot `json:"tooltip,omitempty"`
	ShowAllSymbol bool        `json:"showAllSymbol,omitempty"`
	Silent        bool        `json:"silent,omitempty"`
	NoClip        *bool       `json:"clip,omitempty"`
	Z             int         `json:"z,omitempty"`
}

type shownOrNot struct {
	Show bool `json:"show"`
}

var (
	noTooltip = &shownOrNot{}
	// A clip path in the SVG for each series only cuts symbols at the edge in half.
	noClip = new(bool)
)

// lineStyle may have its dashes as lengths.
type lineStyle struct {
	Color string  `json:"color,omitempty"`
	Width float64 `json:"width,omitempty"`
	Type  any     `json:"type,omitempty"`
}

// label is a text beside something; numbers are pixels.
type label struct {
	Show            bool      `json:"show"`
	Formatter       string    `json:"formatter,omitempty"`
	Position        string    `json:"position,omitempty"`
	Distance        *float64  `json:"distance,omitempty"`
	Offset          []float64 `json:"offset,omitempty"`
	Color           string    `json:"color,omitempty"`
	FontSize        float64   `json:"fontSize,omitempty"`
	FontWeight      string    `json:"fontWeight,omitempty"`
	LineHeight      float64   `json:"lineHeight,omitempty"`
	Align           string    `json:"align,omitempty"`
	VerticalAlign   string    `json:"verticalAlign,omitempty"`
	Padding         []float64 `json:"padding,omitempty"`
	BackgroundColor string    `json:"backgroundColor,omitempty"`
	BorderColor     string    `json:"borderColor,omitempty"`
	BorderWidth     float64   `json:"borderWidth,omitempty"`
	BorderRadius    float64   `json:"borderRadius,omitempty"`
	TextBorderWidth *float64  `json:"textBorderWidth,omitempty"`
}

// markLine and its items: pairs of ends.
type markLine struct {
	Symbol    []string      `json:"symbol"`
	Silent    bool          `json:"silent"`
	Animation bool          `json:"animation"`
	Data      [][2]lineItem `json:"data"`
}

type lineItem struct {
	Name      string     `json:"name,omitempty"`
	Coord     []float64  `json:"coord"`
	LineStyle *lineStyle `json:"lineStyle,omitempty"`
	Label     *label     `json:"label,omitempty"`
}

type markArea struct {
	Silent    bool           `json:"silent"`
	ItemStyle opts.ItemStyle `json:"itemStyle"`
	Label     label          `json:"label"`
	Data      [][2]areaItem  `json:"data"`
}

type areaItem struct {
	Name  string  `json:"name,omitempty"`
	XAxis float64 `json:"xAxis"`
}

// title is any text that stands at a place.
type title struct {
	opts.Title
	ID           string    `json:"id"`
	Show         bool      `json:"show"`
	Padding      []float64 `json:"padding,omitempty"`
	BorderColor  string    `json:"borderColor,omitempty"`
	BorderWidth  float64   `json:"borderWidth,omitempty"`
	BorderRadius float64   `json:"borderRadius,omitempty"`
	ItemGap      int       `json:"itemGap"`
	Z            int       `json:"z,omitempty"`
}

type grid struct {
	opts.Grid
	ID string `json:"id"`
}

type xAxis struct {
	opts.XAxis
	ID          string      `json:"id"`
	AxisLabel   *axisLabel  `json:"axisLabel,omitempty"`
	AxisTick    *axisTick   `json:"axisTick,omitempty"`
	AxisLine    *axisLine   `json:"axisLine,omitempty"`
	AxisPointer *shownOrNot `json:"axisPointer,omitempty"`
}

type yAxis struct {
	opts.YAxis
	ID          string      `json:"id"`
	Interval    float64     `json:"interval,omitempty"`
	AxisLabel   *axisLabel  `json:"axisLabel,omitempty"`
	AxisTick    *axisTick   `json:"axisTick,omitempty"`
	AxisLine    *axisLine   `json:"axisLine,omitempty"`
	AxisPointer *shownOrNot `json:"axisPointer,omitempty"`
}

// axisLabel can name the points that get a label; without functions in the option there is no other way to start
// anywhere but at the first.
type axisLabel struct {
	Show         *bool   `json:"show,omitempty"`
	Color        string  `json:"color,omitempty"`
	FontSize     float64 `json:"fontSize,omitempty"`
	LineHeight   float64 `json:"lineHeight,omitempty"`
	Margin       float64 `json:"margin,omitempty"`
	Formatter    string  `json:"formatter,omitempty"`
	CustomValues []int   `json:"customValues,omitempty"`
}

type axisTick struct {
	Show           bool       `json:"show"`
	AlignWithLabel bool       `json:"alignWithLabel,omitempty"`
	Length         int        `json:"length,omitempty"`
	LineStyle      *lineStyle `json:"lineStyle,omitempty"`
	CustomValues   []int      `json:"customValues,omitempty"`
}

type axisLine struct {
	Show      bool       `json:"show"`
	OnZero    bool       `json:"onZero"`
	LineStyle *lineStyle `json:"lineStyle,omitempty"`
}

// media is an arrangement for some widths; without a query it is for all others.
type media struct {
	Query  *mediaQuery `json:"query,omitempty"`
	Option patch       `json:"option"`
}

type mediaQuery struct {
	MaxWidth int `json:"maxWidth"`
}

// patch is what differs between the arrangements. Parts are matched by id, and each arrangement names them all.
type patch struct {
	Title  []title       `json:"title"`
	Grid   []grid        `json:"grid"`
	XAxis  []xAxisPatch  `json:"xAxis"`
	YAxis  []yAxisPatch  `json:"yAxis"`
	Series []seriesPatch `json:"series"`
}

type xAxisPatch struct {
	ID        string     `json:"id"`
	Max       *float64   `json:"max,omitempty"`
	AxisLabel *axisLabel `json:"axisLabel,omitempty"`
	AxisTick  *axisTick  `json:"axisTick,omitempty"`
}

type yAxisPatch struct {
	ID        string     `json:"id"`
	Max       *float64   `json:"max,omitempty"`
	AxisLabel *axisLabel `json:"axisLabel,omitempty"`
}

type seriesPatch struct {
	ID         string      `json:"id"`
	SymbolSize int         `json:"symbolSize,omitempty"`
	EndLabel   *label      `json:"endLabel,omitempty"`
	MarkLine   *markLine   `json:"markLine,omitempty"`
	Data       [][]float64 `json:"data,omitzero"`
}
