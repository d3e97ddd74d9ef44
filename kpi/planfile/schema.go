package planfile

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"planwatch/kpi"
)

// schemaFiles are the files of a plan folder by the names of their schemas.
var schemaFiles = map[string]any{
	"plan": planShape{}, "indicators": indicatorsShape{}, "glossary": glossaryShape{}, "areas": areasShape{}, "groups": groupsShape{},
	"sources": sourcesShape{}, "breaks": breaksShape{}, "events": eventsShape{}, "codes": codesShape{}, "asks": asksShape{}, "changes": changesShape{},
	"overrides": overridesShape{},
}

// SchemaNames lists the files of a plan folder that have a schema, without their ending.
func SchemaNames() []string { return slices.Sorted(maps.Keys(schemaFiles)) }

// Schema gives the JSON Schema (draft 2020-12) of one kind of plan file, so that editors complete keys and say what
// they mean while somebody types. It is made from the same types that files are read into. What one value says of
// another is not in it: planwatch check finds that.
func Schema(name string) ([]byte, error) {
	shape, ok := schemaFiles[name]
	if !ok {
		return nil, fmt.Errorf("there is no plan file %q; there are: %s%s", name, strings.Join(SchemaNames(), ", "), kpi.DidYouMean(name, SchemaNames()))
	}
	s := schemaOf(reflect.TypeOf(shape))
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Planwatch plan file: " + name
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema: %w", err)
	}
	return append(out, '\n'), nil
}

// schemaOf is the schema of a shape. Keys that must be there may not be null; others may be, for "not known".
func schemaOf(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		key, needed := tag(f)
		if key == "" {
			continue
		}
		p := valueSchema(f.Type, f.Tag, needed)
		p["description"] = f.Tag.Get("doc")
		properties[key] = p
		if needed {
			required = append(required, key)
		}
	}
	out := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

func valueSchema(t reflect.Type, tags reflect.StructTag, needed bool) map[string]any {
	types := func(names ...string) map[string]any {
		if !needed {
			names = append(names, "null")
		}
		if len(names) == 1 {
			return map[string]any{"type": names[0]}
		}
		return map[string]any{"type": names}
	}
	switch {
	case t == reflect.TypeFor[number]():
		return types("number")
	case t == reflect.TypeFor[truth]():
		return map[string]any{"type": "boolean"}
	case t == reflect.TypeFor[text]():
		return types("string", "number", "boolean")
	case t == reflect.TypeFor[word]():
		return wordSchema(tags.Get("words"), types)
	case t.Kind() == reflect.Slice:
		out := types("array")
		out["items"] = valueSchema(t.Elem(), "", true)
		if needed {
			out["minItems"] = 1
		}
		return out
	default:
		return schemaOf(t)
	}
}

// wordSchema is one of a list of words, or any scalar: an unquoted date, year or id looks like another type to YAML.
func wordSchema(list string, types func(...string) map[string]any) map[string]any {
	if list == "" {
		return types("string", "number", "boolean")
	}
	values := []any{}
	for _, w := range allowed[list] {
		values = append(values, w)
		if w == "yes" || w == "no" { // older readers of YAML take these for true and false
			values = append(values, w == "yes")
		}
	}
	return map[string]any{"enum": values}
}
