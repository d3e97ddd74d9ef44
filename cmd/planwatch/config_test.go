package main

import (
	"reflect"
	"strings"
	"testing"

	"planwatch/ingest/sheet"
)

// TestConfigText reads the file that init writes: it holds the defaults, and no mistake.
func TestConfigText(t *testing.T) {
	c, problems := parseConfig(configName, []byte(configText()))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := defaultConfig()
	if c.Plan != want.Plan || c.Layouts != want.Layouts || c.Store != want.Store || c.Inbox != want.Inbox || c.Area != want.Area || c.Wait != want.Wait || c.Notices != nil {
		t.Errorf("init writes %+v, the defaults are %+v", c, want)
	}
	if c.Limits != sheet.DefaultLimits() {
		t.Errorf("init writes the limits %+v, the reader's are %+v", c.Limits, sheet.DefaultLimits())
	}
	for i, kind := 0, reflect.TypeFor[sheet.Limits](); i < kind.NumField(); i++ {
		if want := strings.ToLower(kind.Field(i).Name); i >= len(limitKeys()) || limitKeys()[i].key != want {
			t.Errorf("the limit %s has no key %q in its place", kind.Field(i).Name, want)
		}
	}
}

// FuzzConfig holds that no text makes the reader panic, and that every complaint has a line, a column and a code.
func FuzzConfig(f *testing.F) {
	for _, text := range []string{
		configText(), "plan: plan\nplan: b\n", "plan:\n", "area: [a]\n", "notices: [a, {b: c}]\n", "store_wait: 9h\n---\n- a\n", "<<: {plan: x}\n",
		"a: &a b\nplan: *a\n", "plan: *b\n", "\"", "\t", "? [a]\n: b\n", "plan: !!int x\n", "notices: !!binary x\n", "\xff\xfe",
		"fetch: [{}]\n", "fetch:\n  - url: https://www.example.org/a.csv\n    name: ../a\n    max_size: 9MB\n    timeout: 9s\n  - {url: http://x}\n", "fetch: [{name: [a]}, &a {url: 'ftp://'}, *a]\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		_, problems := parseConfig(configName, content)
		for _, p := range problems {
			if p.File != configName || p.Line < 1 || p.Column < 1 || p.Code == "" || p.Message == "" {
				t.Errorf("%+v has no address", p)
			}
		}
	})
}
