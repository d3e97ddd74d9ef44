package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"sync"
	"time"

	"planwatch/reports"
)

//go:embed staff.gohtml
var staffPage string

//go:embed staff.css
var staffStyle string

var staffTemplate = template.Must(template.New("staff").Funcs(template.FuncMap{"clock": clockWords, "size": reports.SizeWords}).Parse(staffPage))

// staffStyleHash is how the page's policy knows its one style sheet.
var staffStyleHash = sync.OnceValue(func() string {
	sum := sha256.Sum256([]byte(staffStyle))
	return base64.StdEncoding.EncodeToString(sum[:])
})

// staffView is what the page for staff shows.
type staffView struct {
	healthDocument
	Office string
	Style  template.CSS
}

// serveNotices shows the office's own people what needs them and how the jobs are.
func (s *server) serveNotices(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	if err := staffTemplate.Execute(&b, staffView{s.healthNow(r.Context()), officeName(s.space), template.CSS(staffStyle)}); err != nil { //nolint:gosec // our own style sheet
		s.log.Error("the page for staff can't be shown", "error", err.Error())
		http.Error(w, "The page can't be shown; the log says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes())
}

// The elements of an Atom feed, RFC 4287.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomAuthor  `xml:"author"`
		Entries []atomEntry `xml:"entry"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomEntry struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
	}
)

// serveNoticesFeed is the same notices for a feed reader, newest first.
func (s *server) serveNoticesFeed(w http.ResponseWriter, _ *http.Request) {
	name := officeName(s.space)
	feed := atomFeed{
		Lang: "en-GB", ID: "urn:planwatch:" + noticeID("feed", name), Title: "Planwatch notices for staff: " + name,
		Updated: s.started.UTC().Format(time.RFC3339), Author: atomAuthor{"Planwatch " + version},
	}
	list := s.board.list()
	for i := len(list) - 1; i >= 0; i-- {
		n := list[i]
		at := n.Since.UTC().Format(time.RFC3339)
		feed.Updated = max(feed.Updated, at)
		feed.Entries = append(feed.Entries, atomEntry{"urn:planwatch:" + n.ID + ":" + fmt.Sprint(n.Since.Unix()), n.Text, at, n.Do})
	}
	content, err := xml.MarshalIndent(feed, "", "  ")
	if err != nil {
		http.Error(w, "The feed can't be shown: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = w.Write(append([]byte(xml.Header), content...))
}
