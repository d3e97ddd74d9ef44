package store

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"planwatch/kpi"
)

// TestPlanEditions keeps the plan's files with what is published, each edition and each text once.
func TestPlanEditions(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "store.duckdb")
	s := openAt(t, path)
	first := []kpi.PlanFile{{Name: "plan.yaml", Text: "a: 1\n"}, {Name: "indicators/b.yaml", Text: ""}, {Name: "c.yaml", Text: "a: 1\n"}}
	second := []kpi.PlanFile{{Name: "plan.yaml", Text: "a: 2 – “é”\n"}, {Name: "indicators/b.yaml", Text: ""}}
	record := func(hour int, place string, want bool, plan []kpi.PlanFile) {
		t.Helper()
		p := Publication{At: hours(hour), What: "site", Place: place, SHA256: "ab", Edition: "0.2.0", Plan: "counts for nothing"}
		if got, err := s.RecordPublication(ctx, p, nil, plan); got != want || err != nil {
			t.Errorf("recorded: %t, %v; want %t", got, err, want)
		}
	}
	record(1, "public", true, nil)
	record(2, "public", true, first)
	record(3, "public", false, []kpi.PlanFile{first[2], first[0], first[1]}) // the order is no matter
	record(4, "public", true, second)
	record(5, "drafts", true, first)

	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path)
	made, err := s.PublicationsMade(ctx)
	if err != nil || len(made) != 4 {
		t.Fatalf("published: %+v, %v", made, err)
	}
	if made[0].Plan != "" || made[1].Plan == made[2].Plan || made[1].Plan != made[3].Plan || len(made[1].Plan) != 64 {
		t.Errorf("editions of the plan: %q, %q, %q, %q", made[0].Plan, made[1].Plan, made[2].Plan, made[3].Plan)
	}
	for edition, want := range map[string][]kpi.PlanFile{
		made[1].Plan: {first[2], first[1], first[0]}, made[2].Plan: {second[1], second[0]}, "": nil, "none such": nil,
	} {
		if got, err := s.PlanFiles(ctx, edition); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("edition %q has %q, %v; want %q", edition, got, err, want)
		}
	}
	var texts int
	if err := s.file.db.QueryRow("SELECT count(*) FROM plan_texts").Scan(&texts); err != nil || texts != 3 {
		t.Errorf("%d texts are kept, %v; want 3", texts, err)
	}
}
