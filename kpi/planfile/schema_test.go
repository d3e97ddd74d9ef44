package planfile

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaFor compiles the schema of a plan file.
func schemaFor(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name+".json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asEditorsSee is a YAML file as a validator takes it.
func asEditorsSee(t *testing.T, content []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(content, &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every file of every shipped plan, and of the good one of the tests, is right by its schema.
func TestSchemasTakeThePlans(t *testing.T) {
	checked := map[string]int{}
	for _, root := range []string{shippedPlans, "testdata/good"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
				return err
			}
			content, err := os.ReadFile(path.Join(root, name))
			if err != nil {
				return err
			}
			kind := strings.TrimSuffix(path.Base(name), ".yaml")
			if path.Base(path.Dir(name)) == indicatorsDir {
				kind = indicatorsDir
			}
			checked[kind]++
			if err := schemaFor(t, kind).Validate(asEditorsSee(t, content)); err != nil {
				t.Errorf("%s/%s: %v", root, name, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range SchemaNames() {
		if checked[name] == 0 {
			t.Errorf("no file was held against the schema %s", name)
		}
	}
}

// A misspelt key, a missing one and a word that is not allowed are wrong by the schema too, so that an editor marks
// them while somebody types.
func TestSchemasRefuse(t *testing.T) {
	for _, name := range []string{"unknown-key", "unknown-word", "missing-key", "wrong-type"} {
		content, err := os.ReadFile("testdata/bad/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(content), "\n")
		file := strings.Fields(first)[2]
		kind := strings.TrimSuffix(path.Base(file), ".yaml")
		if strings.HasPrefix(file, indicatorsDir) {
			kind = indicatorsDir
		}
		if err := schemaFor(t, kind).Validate(asEditorsSee(t, content)); err == nil {
			t.Errorf("%s: the schema of %s takes it", name, kind)
		}
	}
}

// Every key has a description, and an indicator's schema offers all of its keys.
func TestSchemaDescribesEveryKey(t *testing.T) {
	for _, name := range SchemaNames() {
		text, err := Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte(`"description": ""`)) {
			t.Errorf("the schema of %s has a key without a description", name)
		}
	}
	text, _ := Schema("indicators")
	var doc struct {
		Properties struct {
			Indicators struct {
				Items struct {
					Properties map[string]struct{ Enum []any }
					Required   []string
				}
			}
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	items := doc.Properties.Indicators.Items
	if len(items.Properties) < 40 || !slices.Contains(items.Required, "caveat") || !slices.Contains(items.Properties["direction"].Enum, any("contextual")) {
		t.Errorf("an indicator has %d keys, required %v, directions %v", len(items.Properties), items.Required, items.Properties["direction"].Enum)
	}
	if _, err := Schema("indicator"); err == nil || !strings.Contains(err.Error(), `nearest is "indicators"`) {
		t.Errorf("an unknown file: %v", err)
	}
}
