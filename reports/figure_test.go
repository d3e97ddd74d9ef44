package reports

import (
	"math"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{
		{0, 0, "0"},
		{-0.2, 0, "0"},
		{-0.04, 1, "0.0"},
		{7, 0, "7"},
		{999, 0, "999"},
		{1000, 0, "1,000"},
		{233393, 0, "233,393"},
		{-1234567.891, 2, "-1,234,567.89"},
		{87.35, 1, "87.3"},
		{0.5, 0, "0"},
		{99.96, 1, "100.0"},
	} {
		if got := format(c.x, c.decimals); got != c.want {
			t.Errorf("format(%v, %d) = %q, want %q", c.x, c.decimals, got, c.want)
		}
	}
	if f := (voice{}).number(math.NaN(), 0); f.Text != "[z]" || f.Number != nil {
		t.Errorf("an undefined number is shown as %q", f)
	}
}

func TestWithUnit(t *testing.T) {
	for unit, want := range map[string]string{"%": "7%", "£": "£7", "£ a year": "£7 a year", "£000": "£7 thousand", "£ million": "£7 million", "offences": "7 offences", "": "7"} {
		if got := (voice{}).withUnit("7", unit); got != want {
			t.Errorf("withUnit(7, %q) = %q, want %q", unit, got, want)
		}
	}
	for unit, want := range map[string]string{"deaths": "1 death", "searches": "1 search", "people": "1 person", "bodies": "1 body", "full-time equivalent": "1 full-time equivalent"} {
		if got := (voice{}).withUnit("1", unit); got != want {
			t.Errorf("withUnit(1, %q) = %q, want %q", unit, got, want)
		}
	}
	if got := upperFirst("£ a year"); got != "£ a year" {
		t.Errorf("upperFirst keeps a sign whole, got %q", got)
	}
	if got := upperFirst(""); got != "" {
		t.Errorf("upperFirst of nothing is %q", got)
	}
}

func TestSizeWords(t *testing.T) {
	cases := map[int64]string{
		0: "0 bytes", 1: "1 byte", 2: "2 bytes", 1023: "1,023 bytes", 1024: "1 KB", 1535: "1 KB", 1536: "2 KB",
		865_280: "845 KB", 1_048_063: "1,023 KB", 1_048_064: "1 MB", 1_048_576: "1 MB", 1_258_291: "1.2 MB", 1_625_292: "1.5 MB",
		1_625_293: "1.6 MB", 157_286_400: "150 MB", 1_073_741_823: "1 GB", 1 << 30: "1 GB", 5_368_709_120: "5 GB", 1<<63 - 1: "8,589,934,592 GB",
	}
	for n, want := range cases {
		if got := SizeWords(n); got != want {
			t.Errorf("SizeWords(%d) = %q, want %q", n, got, want)
		}
	}
}
