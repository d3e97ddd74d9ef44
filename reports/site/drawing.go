package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// svg puts a drawn chart into a page as it is. It has been looked through by drawingFault before.
func svg(drawn []byte) template.HTML {
	return template.HTML(drawn) //nolint:gosec // see drawingFault
}

// option writes a chart's option so that no text in it can end the script element that holds it.
func option(raw []byte) template.JS {
	var b bytes.Buffer
	json.HTMLEscape(&b, raw)
	return template.JS(b.String()) //nolint:gosec // valid JSON, see optionFault
}

// drawn are the elements that a drawn chart may hold: shapes and text, nothing that runs, loads or styles.
var drawn = map[string]bool{
	"svg": true, "g": true, "path": true, "rect": true, "circle": true, "ellipse": true, "line": true, "polyline": true,
	"polygon": true, "text": true, "tspan": true, "title": true, "desc": true, "defs": true, "clipPath": true,
	"pattern": true, "linearGradient": true, "radialGradient": true, "stop": true, "use": true,
}

// drawingFault says why a drawing can't stand in a page: it is not well-formed XML of one svg element, or holds
// something that a strict policy would block or that could run or load anything. "" when it can.
func drawingFault(content []byte) string {
	// HTML reads a marked section in a title or description in another way than XML does.
	if bytes.Contains(content, []byte("<![")) {
		return "want an svg element alone, found a marked section"
	}
	d := xml.NewDecoder(bytes.NewReader(content))
	depth, roots := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "want well-formed SVG, found " + err.Error()
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			if fault := elementFault(t, depth); fault != "" {
				return fault
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.ProcInst, xml.Directive, xml.Comment:
			return "want an svg element alone, found a declaration or comment before or in it"
		}
	}
	if roots != 1 {
		return fmt.Sprintf("want one svg element, found %d", roots)
	}
	return ""
}

func elementFault(t xml.StartElement, depth int) string {
	name := t.Name.Local
	if depth == 0 && name != "svg" {
		return "want an svg element, found " + name
	}
	if !drawn[name] {
		return "want shapes and text only, found the element " + name
	}
	for _, a := range t.Attr {
		key := strings.ToLower(a.Name.Local)
		local := strings.HasPrefix(strings.TrimSpace(a.Value), "#")
		outside := strings.Count(a.Value, "url(") != strings.Count(a.Value, "url(#")
		if key == "style" || strings.HasPrefix(key, "on") || key == "href" && !local || outside {
			return fmt.Sprintf("want no style, event or outside link, found %s on %s", a.Name.Local, name)
		}
	}
	return ""
}

// optionFault says why a chart's option can't stand in a page, "" when it can.
func optionFault(raw []byte) string {
	if !json.Valid(raw) {
		return "want valid JSON"
	}
	return ""
}
