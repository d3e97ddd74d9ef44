package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"planwatch/kpi"
)

// configName is the file that makes a folder a workspace.
const configName = "planwatch.yaml"

// config is planwatch.yaml. Folders and files are relative to the workspace.
type config struct {
	Plan    string
	Layouts string
	Store   string
	Inbox   string
	Area    string
	Notices []string // nil: the plan's own
	Wait    time.Duration

	areaLine, areaColumn int // where Area stands, for the check that needs the plan
}

// configKeys documents every key, in the order that init writes them.
var configKeys = []struct{ key, value, comment string }{
	{"plan", "plan", "Folder with the plan's files: sections, indicators, baselines, glossary. Edit them; `planwatch check` reads them."},
	{"layouts", "layouts", "Folder with layouts: where the series are in each kind of return."},
	{"store", "planwatch.duckdb", "The database. One file; back it up."},
	{"inbox", "inbox", "Folder that returns are dropped in."},
	{"area", `""`, "ONS code or name of the area that is assessed. Empty: the plan's own, the force."},
	{"store_wait", "30s", "How long to wait for another planwatch that holds the database."},
	{"notices", "null", "Notices on every page and pack. null: the plan's own, which say that this is not official.\n# To replace them, write a list, for instance:\n# notices:\n#   - \"Published by the Office of the Police and Crime Commissioner\""},
}

// configText is the file as init writes it.
func configText() string {
	var b bytes.Buffer
	b.WriteString("# Planwatch workspace. Every key is listed here with its default; an unknown key is an error.\n")
	for _, k := range configKeys {
		fmt.Fprintf(&b, "\n# %s\n%s: %s\n", k.comment, k.key, k.value)
	}
	return b.String()
}

func defaultConfig() config {
	return config{Plan: "plan", Layouts: "layouts", Store: "planwatch.duckdb", Inbox: "inbox", Wait: 30 * time.Second}
}

// readConfig reads planwatch.yaml and lists every mistake in it with line and column.
func readConfig(dir string) (config, error) {
	path := filepath.Join(dir, configName)
	content, err := os.ReadFile(path)
	if err != nil {
		return config{}, refused(kpi.Problems{unreadable(path, err)})
	}
	c, problems := parseConfig(path, content)
	if len(problems) > 0 {
		return config{}, refused(problems)
	}
	return c, nil
}

// parseConfig reads the text of a config; name is used in messages.
func parseConfig(name string, content []byte) (config, kpi.Problems) {
	c := defaultConfig()
	file, err := parser.ParseBytes(content, 0)
	if err != nil {
		return c, kpi.Problems{yamlProblem(name, err)}
	}
	r := configReader{name: name, config: &c}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode:
		case *ast.MappingNode:
			for _, v := range body.Values {
				r.key(v)
			}
		default:
			r.complain(body, "not-a-mapping", "want keys with values, such as `plan: plan`")
		}
	}
	return c, r.problems
}

func yamlProblem(name string, err error) kpi.Problem {
	p := kpi.Problem{File: name, Line: 1, Column: 1, Code: "not-yaml", Message: "the file is not YAML"}
	var syntax yaml.Error
	if asYAML(err, &syntax) {
		p.Message = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil {
			p.Line, p.Column = t.Position.Line, t.Position.Column
		}
	}
	return p
}

type configReader struct {
	name     string
	config   *config
	seen     map[string]bool
	problems kpi.Problems
}

func (r *configReader) complain(n ast.Node, code, format string, args ...any) {
	at := n.GetToken().Position
	r.problems = append(r.problems, kpi.Problem{File: r.name, Line: at.Line, Column: at.Column, Code: code, Message: fmt.Sprintf(format, args...)})
}

func (r *configReader) key(v *ast.MappingValueNode) {
	key := v.Key.GetToken().Value
	if r.seen == nil {
		r.seen = map[string]bool{}
	}
	if r.seen[key] {
		r.complain(v.Key, "key-twice", "the key %q is given twice", key)
		return
	}
	r.seen[key] = true
	targets := map[string]any{
		"plan": &r.config.Plan, "layouts": &r.config.Layouts, "store": &r.config.Store, "inbox": &r.config.Inbox,
		"area": &r.config.Area, "store_wait": &r.config.Wait, "notices": &r.config.Notices,
	}
	target, ok := targets[key]
	if !ok {
		var known []string
		for _, k := range configKeys {
			known = append(known, k.key)
		}
		r.complain(v.Key, "unknown-key", "unknown key %q%s", key, kpi.DidYouMean(key, known))
		return
	}
	r.value(key, v.Value, target)
}

func (r *configReader) value(key string, n ast.Node, target any) {
	switch t := target.(type) {
	case *time.Duration:
		d, err := time.ParseDuration(n.GetToken().Value)
		if err != nil || d < 0 {
			r.complain(n, "not-a-duration", "%s: want a length of time such as 30s or 2m, found %q", key, n.GetToken().Value)
			return
		}
		*t = d
	case *string:
		s, ok := plainText(n)
		if !ok {
			r.complain(n, "not-text", "%s: want text, found %q", key, n.GetToken().Value)
		} else if s == "" && key != "area" {
			r.complain(n, "empty", "%s: want a name, found nothing", key)
		}
		*t = s
		if key == "area" {
			at := n.GetToken().Position
			r.config.areaLine, r.config.areaColumn = at.Line, at.Column
		}
	case *[]string:
		r.lines(key, n, t)
	}
}

// lines reads a list of texts, or null, which leaves the target as it is.
func (r *configReader) lines(key string, n ast.Node, target *[]string) {
	if _, none := n.(*ast.NullNode); none {
		return
	}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.complain(n, "not-a-list", "%s: want a list of lines or null, found %q", key, n.GetToken().Value)
		return
	}
	*target = []string{}
	for _, v := range list.Values {
		s, ok := plainText(v)
		if !ok || s == "" {
			r.complain(v, "not-text", "%s: want a line of text, found %q", key, v.GetToken().Value)
			continue
		}
		*target = append(*target, s)
	}
}

// plainText is what a plain value says, as it was written; "" for null. Lists, mappings, tags and aliases are none.
func plainText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}
