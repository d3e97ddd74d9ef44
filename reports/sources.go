package reports

import (
	"fmt"
	"sort"

	"planwatch/kpi"
)

// origin writes down the publication behind an indicator and remembers which files its figures were read from.
func (b *builder) origin(out *Indicator, a kpi.Assessment) {
	if a.Latest == nil {
		for _, p := range a.Parts { // of a compound, whose figures are those of its parts
			b.origin(out, p.Assessment)
		}
		return
	}
	info, source, ok := b.Plan.Series(a.Input.Value)
	if !ok {
		return
	}
	if source.Notice != "" {
		out.Notice = source.Notice
	}
	out.SourceLines = append(out.SourceLines, b.say("source.of", "publisher", source.Publisher, "source", source.Name, "series", info.Name)+" "+source.Licence)
	seen := map[string]bool{}
	for _, p := range a.Points {
		for _, c := range p.Cells {
			b.remember(source.ID, c)
			if line := b.readWords(c.Place); !seen[line] {
				seen[line] = true
				out.SourceLines = append(out.SourceLines, line)
			}
		}
	}
	if c := a.Latest.Cells; len(c) > 0 {
		out.SourceLines = append(out.SourceLines, b.say("source.latest", "cell", c[0].Place.Address(), "command", fmt.Sprintf("planwatch trace %s --period %q", a.Indicator, a.Latest.Period.String())))
	}
}

// readWords says how a value came to us.
func (v voice) readWords(p kpi.Place) string {
	if p.Transcribed() {
		return v.say("source.transcribed", "publisher", p.Publisher, "release", p.Release, "file", p.File, "sha256", p.SHA256)
	}
	return v.say("source.read", "file", p.File, "sha256", p.SHA256)
}

func (b *builder) remember(id kpi.SourceID, o kpi.Observation) {
	if b.files[id] == nil {
		b.files[id] = map[string]kpi.Observation{}
	}
	if _, ok := b.files[id][o.Place.SHA256]; !ok {
		b.files[id][o.Place.SHA256] = o
	}
}

// sources lists every source of the plan that a shown figure rests on, with its files.
func (b *builder) sources() []Source {
	var out []Source
	for _, s := range b.Plan.Sources {
		files := b.files[s.ID]
		if len(files) == 0 {
			continue
		}
		shown := Source{ID: string(s.ID), Name: s.Name, Publisher: s.Publisher, Provenance: s.Provenance.In(b.w), Licence: s.Licence, Address: s.Address, Notice: s.Notice, Note: s.Note}
		for _, o := range files {
			shown.Files = append(shown.Files, File{o.Place.File, o.Place.SHA256, b.edition(o.Place.Load), b.readKind(o.Place)})
		}
		sort.Slice(shown.Files, func(i, j int) bool {
			return shown.Files[i].Name+shown.Files[i].SHA256 < shown.Files[j].Name+shown.Files[j].SHA256
		})
		out = append(out, shown)
	}
	return out
}

func (v voice) readKind(p kpi.Place) string {
	if p.Transcribed() {
		return v.say("source.kind-transcribed")
	}
	return v.say("source.kind-read")
}

func (b *builder) edition(load int) string {
	for _, l := range b.Loads {
		if l.Number == load {
			return l.Edition.In(b.w)
		}
	}
	return ""
}
