package sheet

import (
	"math"
	"strconv"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "-0": 0, "233393": 233393, "-12.5": -12.5, "+3": 3, " 7 ": 7, "\n8\t": 8, ".5": 0.5, "5.": 5,
		"1E3": 1000, "1e-3": 0.001, "3.1010119560823098E+17": 3.1010119560823098e17,
		"6534.500000000008": 6534.500000000008, "0.1": 0.1, "123456789012345": 123456789012345,
		"1234567890123456789": 1234567890123456789, "72.21163012392755": 72.21163012392755,
		"4.9406564584124654E-324": 5e-324,
	} {
		if got, ok := parseNumber([]byte(text)); !ok || got != want || math.Signbit(got) != math.Signbit(want) {
			t.Errorf("%q is %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", " ", ".", "-", "+", "e5", "1e", "1.2.3", "--1", "1-2", "0x10", "1_000", "NaN", "INF", "Infinity", "1e999", "1,5", "12*", "１"} {
		if got, ok := parseNumber([]byte(text)); ok {
			t.Errorf("%q is %v; want no number", text, got)
		}
	}
}

// The short way gives the same double as strconv does.
func FuzzNumber(f *testing.F) {
	for _, text := range []string{"1", "0.1", "123.456", "999999999999999", "1e22", "-0.000000000000001"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseNumber([]byte(text))
		if !ok {
			return
		}
		want, err := strconv.ParseFloat(string(trimSpace([]byte(text))), 64)
		if err != nil || got != want {
			t.Errorf("%q is %v, strconv says %v, %v", text, got, want, err)
		}
	})
}

func TestPlainNumbers(t *testing.T) {
	for text, want := range map[string]bool{
		"0": true, "-1": true, "39375": true, "12.50": true, "-0.5": true, "123456789012345": true,
		"": false, "-": false, "007": false, "00.5": false, "1e5": false, "+1": false, "1,000": false, " 1": false, "1 ": false,
		"1.": false, ".5": false, "1.2.3": false, "£5": false, "5%": false, "1234567890123456": false, "E07000144": false, "170,002 ": false, "１": false,
	} {
		if got := isPlainNumber([]byte(text)); got != want {
			t.Errorf("%q is a plain number: %v", text, got)
		}
	}
}
