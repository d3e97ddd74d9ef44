package stats

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"sort"
	"testing"
)

// A case of testdata/xmr_reference.json: what NHSRplotthedots 0.2.2 makes of a series. A null is nil, not defined.
type refCase struct {
	ID      string `json:"id"`
	Options struct {
		Direction string   `json:"improvement_direction"`
		Target    *float64 `json:"target"`
		Rebase    []string `json:"rebase"`
		FixAfter  int      `json:"fix_after_n_points"`
		Screen    bool     `json:"screen_outliers"`
	} `json:"options"`
	Input struct {
		Date  []string   `json:"date"`
		Value []*float64 `json:"value"`
	} `json:"input"`
	Points []refPoint `json:"points"`
	Result struct {
		Variation string  `json:"variation_icon"`
		Assurance *string `json:"assurance_icon"`
	} `json:"result"`
	PackageError bool `json:"package_error"`
}

type refPoint struct {
	Date  string   `json:"date"`
	Y     *float64 `json:"y"`
	Group int      `json:"rebase_group"`
	Mean  *float64 `json:"mean"`
	AMR   *float64 `json:"amr"`
	Lower *float64 `json:"lpl"`
	Upper *float64 `json:"upl"`
	NearL *float64 `json:"nlpl"`
	NearU *float64 `json:"nupl"`
	Out   *bool    `json:"outside_limits"`
	Side  *int     `json:"relative_to_mean"`
	Near  *bool    `json:"close_to_limits"`
	Cause string   `json:"special_cause_type"`
	Kind  string   `json:"point_type"`
	Short bool     `json:"short_group_warning"`
}

// deviating names the cases where we differ on purpose, with what differs: "whole" (the reference failed, or limits
// differ), "judgement" (points are the same, variation or assurance differ). Each has its test in deviations_test.go.
var deviating = map[string]string{
	"na_in_trend":       "whole", // 5: the reference stops with an error
	"constant_noscreen": "whole", // 2: limits of a constant series
	"constant_tenths":   "whole", // 2
	// 8: groups under 13 rows are not judged; 1 is among them, twice.
	"n1": "judgement", "n3": "judgement", "n6": "judgement", "n12_short_flag": "judgement",
	"rebase_short_group": "judgement", "rebase_single_point_group": "judgement", "rebase_splits_trend": "judgement",
	"tgt_equal_upl": "judgement", "tgt_undefined_limits": "judgement",
	"rand_0001_shift": "judgement", "rand_0013_ar": "judgement", "rand_0016_spiky": "judgement", "rand_0028_norm": "judgement",
}

func loadReference(t *testing.T) []refCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/xmr_reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []refCase `json:"cases"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	return file.Cases
}

func referenceCase(t *testing.T, id string) refCase {
	t.Helper()
	for _, c := range loadReference(t) {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no reference case %s", id)
	return refCase{}
}

// series sorts a case by date and turns its options into ours.
func (c refCase) series() ([]float64, Options) {
	order := make([]int, len(c.Input.Date))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return c.Input.Date[order[a]] < c.Input.Date[order[b]] })
	values := make([]float64, len(order))
	o := Options{Target: c.Options.Target, FixAfter: c.Options.FixAfter, Unscreened: !c.Options.Screen}
	o.Direction = map[string]Direction{"increase": Increase, "decrease": Decrease, "neutral": Neutral}[c.Options.Direction]
	for i, k := range order {
		values[i] = float(c.Input.Value[k])
		if slices.Contains(c.Options.Rebase, c.Input.Date[k]) {
			o.Rebase = append(o.Rebase, i)
		}
	}
	return values, o
}

func (c refCase) chart() XmR {
	values, o := c.series()
	return NewXmR(values, o)
}

func float(p *float64) float64 {
	if p == nil {
		return math.NaN()
	}
	return *p
}

// same compares at a relative tolerance of 1e-9; NaN is the same as NaN.
func same(got, want float64) bool {
	if math.IsNaN(got) || math.IsNaN(want) {
		return math.IsNaN(got) && math.IsNaN(want)
	}
	return math.Abs(got-want) <= 1e-9*max(1e-9, math.Abs(got), math.Abs(want))
}

// refLabel is our signal in the reference's words.
func refLabel(s Signal) string {
	return map[Signal]string{
		{}:                 "Common Cause",
		{Outside, High}:    "Above UCL",
		{Outside, Low}:     "Below LCL",
		{Trend, High}:      "7 Point Trend (Increasing)",
		{Trend, Low}:       "7 Point Trend (Decreasing)",
		{TwoOfThree, High}: "2 in 3 Above CL",
		{TwoOfThree, Low}:  "2 in 3 Below CL",
		{Shift, High}:      "7 Points Above CL",
		{Shift, Low}:       "7 Points Below CL",
	}[s]
}

func refKind(p Point) string {
	switch p.Kind {
	case CommonCause:
		return "common_cause"
	case SpecialCause:
		return "special_cause_neutral_" + p.Label.Side.String()
	default:
		return "special_cause_" + p.Kind.String()
	}
}

func refVariation(v Variation) string {
	return map[string]string{
		"common": "common_cause", "improvement-high": "improvement_high", "improvement-low": "improvement_low",
		"concern-high": "concern_high", "concern-low": "concern_low",
		"neutral-high": "neutral_high", "neutral-low": "neutral_low",
	}[v.String()]
}

func refAssurance(a Assurance) string {
	return map[Assurance]string{Pass: "pass", Fail: "fail", HitAndMiss: "inconsistent"}[a]
}

func has(p Point, r Rule) bool {
	return slices.ContainsFunc(p.Fired, func(s Signal) bool { return s.Rule == r })
}

// comparePoint checks everything that the reference says about a point.
func comparePoint(t *testing.T, got Point, y float64, g Group, want refPoint) {
	t.Helper()
	for _, n := range []struct {
		name string
		got  float64
		want *float64
	}{
		{"mean", got.Mean, want.Mean},
		{"lower", got.Lower, want.Lower},
		{"upper", got.Upper, want.Upper},
		{"near lower", got.NearLower, want.NearL},
		{"near upper", got.NearUpper, want.NearU},
		{"moving range", g.MovingRange, want.AMR},
	} {
		if !same(n.got, float(n.want)) {
			t.Errorf("%s: %s is %v, want %v", want.Date, n.name, n.got, float(n.want))
		}
	}
	if got.Group != want.Group {
		t.Errorf("%s: group %d, want %d", want.Date, got.Group, want.Group)
	}
	if refLabel(got.Label) != want.Cause || refKind(got) != want.Kind {
		t.Errorf("%s: %s, %s; want %s, %s", want.Date, refLabel(got.Label), refKind(got), want.Cause, want.Kind)
	}
	if want.Out != nil && has(got, Outside) != *want.Out {
		t.Errorf("%s: outside %v, want %v", want.Date, has(got, Outside), *want.Out)
	}
	if want.Near != nil && got.near(y, got.Side) != *want.Near {
		t.Errorf("%s: near %v, want %v", want.Date, got.near(y, got.Side), *want.Near)
	}
	if want.Side != nil && int(got.Side) != *want.Side {
		t.Errorf("%s: side %d, want %d", want.Date, got.Side, *want.Side)
	}
}

// groupAt is the group that a row lies in.
func groupAt(x XmR, row int) Group {
	for _, g := range x.Groups {
		if g.First <= row && row < g.End {
			return g
		}
	}
	return Group{}
}

func TestReference(t *testing.T) {
	var exact, judgement, whole, points int
	for _, c := range loadReference(t) {
		switch deviating[c.ID] {
		case "whole":
			whole++ // compared, point by point, in deviations_test.go
			continue
		case "judgement":
			judgement++
		default:
			exact++
		}
		t.Run(c.ID, func(t *testing.T) {
			values, o := c.series()
			x := NewXmR(values, o)
			if len(x.Points) != len(c.Points) {
				t.Fatalf("%d points, want %d", len(x.Points), len(c.Points))
			}
			for i, p := range x.Points {
				comparePoint(t, p, values[i], groupAt(x, i), c.Points[i])
				points++
			}
			if deviating[c.ID] == "judgement" {
				compareUnjudged(t, c, x, o)
				return
			}
			if got := refVariation(x.Variation); got != c.Result.Variation {
				t.Errorf("variation %s, want %s", got, c.Result.Variation)
			}
			if got := refAssurance(x.Assurance); got != deref(c.Result.Assurance) {
				t.Errorf("assurance %s, want %s", got, deref(c.Result.Assurance))
			}
		})
	}
	t.Logf("%d cases the same throughout, %d the same but for a judgement we withhold, %d different; %d points",
		exact, judgement, whole, points)
	if exact != 61 || judgement != 13 || whole != 3 || exact+judgement+whole != 77 {
		t.Errorf("want 61, 13 and 3 of 77 cases")
	}
}

// compareUnjudged holds a short group to deviation 8: we judge nothing where the reference does; what would be judged
// is the reference's answer, unless there are no limits at all (deviation 1).
func compareUnjudged(t *testing.T, c refCase, x XmR, o Options) {
	t.Helper()
	if !c.Points[len(c.Points)-1].Short {
		t.Error("the reference does not call the last group short")
	}
	if !x.Trial || x.Variation != (Variation{}) || x.Assurance != NoAssurance {
		t.Errorf("trial %v, variation %q, assurance %q; want true and neither", x.Trial, x.Variation, x.Assurance)
	}
	last := x.Points[x.Last]
	if got := refVariation(Variation{last.Kind, last.Label.Side}); got != c.Result.Variation {
		t.Errorf("variation would be %s, want %s", got, c.Result.Variation)
	}
	if got := refAssurance(assurance(last.Limits, o)); last.Defined() && got != deref(c.Result.Assurance) {
		t.Errorf("assurance would be %s, want %s", got, deref(c.Result.Assurance))
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
