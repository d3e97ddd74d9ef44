package workbook

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planwatch/kpi"
	"planwatch/reports"
)

func fillInForm() reports.FillIn {
	span, _ := kpi.ParsePeriod("2025/26")
	return reports.FillIn{
		Title: "Return to fill in, 2025/26", Plan: "A plan", Notices: []string{"Invented"}, Reported: span,
		How: []reports.Fact{{Label: "Where", Text: "In the worksheet Figures."}},
		Rows: []reports.FillInRow{
			{Indicators: "A.1", Figure: "Grade", What: "Value: Poor or Good.", AreaCode: "X", Area: "Here", Words: []string{"Poor", "Good"}, Series: "o.grade"},
			{Indicators: "A.2", Figure: "Asked", What: "Value: a percentage.", AreaCode: "X", Area: "Here", Period: "2025/26", Share: true, Series: "o.share", OutOf: "o.sample"},
			{Indicators: "A.3", Figure: "Cases", What: "Value: a number (cases).", AreaCode: "X", Area: "Here", Period: "April 2025", Counted: true, Series: "o.cases"},
			{Indicators: "A.3", Figure: "Cases", What: "Value: a number (cases).", AreaCode: "X", Area: "Here", Period: "May 2025", Counted: true, Series: "o.cases"},
			{Indicators: "A.4", Figure: "Gap", What: "Value: a number (£).", AreaCode: "X", Area: "Here", Period: "2025/26", Series: "o.gap"},
			{Indicators: "A.5", Figure: "Second grade", What: "Value: Poor or Good.", AreaCode: "X", Area: "Here", Words: []string{"Poor", "Good"}, Series: "o.grade2"},
		},
	}
}

// TestFillIn makes a form whose cells take what they should: by the rules that the file has.
func TestFillIn(t *testing.T) {
	content, err := WriteFillIn(fillInForm())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := WriteFillIn(fillInForm()); err != nil || !bytes.Equal(again, content) {
		t.Errorf("the same return has other bytes: %v", err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	rules, err := x.GetDataValidations("Figures")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rules {
		got = append(got, r.Sqref+" "+r.Type+" "+r.Formula1)
		if r.Error == nil || *r.Error == "" || r.Prompt == nil || len(*r.Prompt) > 255 {
			t.Errorf("%s: no words for whoever fills it in", r.Sqref)
		}
	}
	for _, want := range []string{
		"G5 G10 list Lists!$B$4:$B$6",
		`G6 custom IF(ISNUMBER(G6),AND(G6>=0,100>=G6),LOWER(G6)="x")`,
		`G7:G8 custom IF(ISNUMBER(G7),G7>=0,LOWER(G7)="x")`,
		`G9 custom IF(ISNUMBER(G9),TRUE,LOWER(G9)="x")`,
		"H6 decimal 0",
		"J5:J10 list Lists!$A$4:$A$6",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("want the rule %q among\n%s", want, strings.Join(got, "\n"))
		}
	}
	var words []string
	for _, cell := range []string{"A3", "A4", "A5", "A6", "B4", "B5", "B6", "C4"} {
		v, err := x.GetCellValue("Lists", cell)
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, v)
	}
	if strings.Join(words, "|") != "Status|final|provisional|revised|Poor|Good|x|" {
		t.Errorf("the lists are %q", words)
	}
	if dates, err := x.GetDataValidations("Instructions"); err != nil || len(dates) != 1 || dates[0].Sqref != "B3" || dates[0].Type != "date" {
		t.Errorf("the date of the return takes %+v, %v", dates, err)
	}
}
