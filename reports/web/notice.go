package web

import (
	"fmt"
	"html"
	"net/http"
	"strconv"

	"planwatch/kpi/words"
)

// notice is a small page of ours: what there is to say when there is no file to send.
type notice struct {
	status int
	fields fields
	body   []byte
}

// page needs no style: it is readable, and read out, as it is.
const page = `<!DOCTYPE html>
<html lang="%[3]s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%[1]s</title>
</head>
<body>
<main>
<h1>%[1]s</h1>
<p>%[2]s</p>
</main>
</body>
</html>
`

// notices makes every notice in a language, by its status. Home is the path of the site's first page.
func notices(security fields, home string, w *words.Catalogue) map[int]*notice {
	out := map[int]*notice{}
	add := func(status int, title, text, link string, more ...field) {
		said := html.EscapeString(w.Say(text))
		if link != "" {
			said += " " + link
		}
		body := fmt.Appendf(nil, page, html.EscapeString(w.Say(title)), said, html.EscapeString(w.Tag()))
		f := append(security.clone(),
			field{"Content-Type", one("text/html; charset=utf-8")},
			field{"Content-Length", one(strconv.Itoa(len(body)))},
			field{"Content-Security-Policy", one(nothing)},
			field{"Cross-Origin-Resource-Policy", one("same-origin")},
			field{"Cache-Control", one("no-store")})
		out[status] = &notice{status: status, fields: append(f, more...), body: body}
	}
	link := `<a href="` + html.EscapeString(home) + `">` + html.EscapeString(w.Say("web.first-page")) + `</a>.`
	add(http.StatusServiceUnavailable, "web.nothing-yet", "web.nothing-yet-text", "", field{"Retry-After", one("5")})
	add(http.StatusNotFound, "web.not-found", "web.not-found-text", link)
	add(http.StatusMethodNotAllowed, "web.read-only", "web.read-only-text", link, field{"Allow", one("GET, HEAD")})
	add(http.StatusPreconditionFailed, "web.changed", "web.changed-text", "")
	add(http.StatusRequestedRangeNotSatisfiable, "web.no-part", "web.no-part-text", "")
	return out
}

func (n *notice) serve(w http.ResponseWriter, r *http.Request) {
	n.fields.set(w.Header())
	send(w, r, n.status, n.body)
}
