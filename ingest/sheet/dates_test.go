package sheet

import (
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestSerialDates(t *testing.T) {
	for _, c := range []struct {
		serial float64
		from   bool // 1904
		want   string
	}{
		{1, false, "1900-01-01T00:00:00"},
		{59, false, "1900-02-28T00:00:00"},
		{61, false, "1900-03-01T00:00:00"},
		{61.5, false, "1900-03-01T12:00:00"},
		{43190, false, "2018-03-31T00:00:00"},
		{42488.479166666664, false, "2016-04-28T11:30:00"}, // a hair below 11:30
		{42452.409722222219, false, "2016-03-23T09:50:00"},
		{43189.9999999999, false, "2018-03-31T00:00:00"},
		{2958465, false, "9999-12-31T00:00:00"},
		{0, true, "1904-01-01T00:00:00"},
		{60, true, "1904-03-01T00:00:00"},
		{41728, true, "2018-03-31T00:00:00"},
		{2957003, true, "9999-12-31T00:00:00"},
		// None of these is a day.
		{0, false, ""},
		{0.5, false, ""},
		{60, false, ""},
		{60.9, false, ""},
		{-1, false, ""},
		{-1, true, ""},
		{2958466, false, ""},
		{2957004, true, ""},
		{3.1010119560823098e17, false, ""},
	} {
		millis, ok := serialMillis(c.serial, c.from)
		got := ""
		if ok {
			got = time.UnixMilli(millis).UTC().Format("2006-01-02T15:04:05.999")
		}
		if got != c.want {
			t.Errorf("serial %v (1904: %v) is %q, want %q", c.serial, c.from, got, c.want)
		}
	}
}

// Every 13th day of both systems is the one that excelize gives.
func TestSerialDatesAgainstOracle(t *testing.T) {
	for _, from1904 := range []bool{false, true} {
		for day := 61; day < lastDay-1500; day += 13 {
			millis, ok := serialMillis(float64(day), from1904)
			want, err := excelize.ExcelDateToTime(float64(day), from1904)
			if !ok || err != nil || !want.Equal(time.UnixMilli(millis)) {
				t.Fatalf("day %d (1904: %v): %v %v, excelize %v %v", day, from1904, time.UnixMilli(millis).UTC(), ok, want, err)
			}
		}
	}
}

func TestWrittenDates(t *testing.T) {
	for text, want := range map[string]string{
		"2015-09-30":                "2015-09-30T00:00:00",
		"2015-09-30T14:05:06":       "2015-09-30T14:05:06",
		"2015-09-30T14:05:06.5":     "2015-09-30T14:05:06.5",
		"2015-09-30T14:05":          "2015-09-30T14:05:00",
		"2015-09-30 14:05:06":       "2015-09-30T14:05:06",
		"2015-09-30T14:05:06Z":      "2015-09-30T14:05:06",
		"2015-09-30T14:05:06+01:00": "2015-09-30T14:05:06", // the wall clock holds
		"1900-02-28":                "1900-02-28T00:00:00",
		"2016-02-29":                "2016-02-29T00:00:00",
		"":                          "", "2015-02-29": "", "2015-13-01": "", "2015-00-10": "", "15-09-30": "",
		"INVALID_DATE": "", "2015-09-30T25:00:00": "", "2015/09/30": "", "+2015-09-30": "",
	} {
		millis, ok := parseDate([]byte(text))
		got := ""
		if ok {
			got = time.UnixMilli(millis).UTC().Format("2006-01-02T15:04:05.999")
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]float64{
		"PT12H00M00S": 0.5, "PT36H": 1.5, "PT90M": 0.0625, "PT0S": 0, "PT43.2S": 0.0005, "-PT6H": -0.25, "PT00H30M00S": 1.0 / 48,
	} {
		if got, ok := parseDuration(text); !ok || got-want > 1e-15 || want-got > 1e-15 {
			t.Errorf("%q is %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "PT", "P1D", "PTH", "PT1X", "PT1H2", "INVALID_TIME", "PT-1H", "PT1e99H", "PT1S1H"} {
		if got, ok := parseDuration(text); ok {
			t.Errorf("%q is %v; want none", text, got)
		}
	}
}
