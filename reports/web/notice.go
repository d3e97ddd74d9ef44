package web

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
)

// notice is a small page of ours: what there is to say when there is no file to send.
type notice struct {
	status int
	fields fields
	body   []byte
}

// page needs no style: it is readable, and read out, as it is.
const page = `<!DOCTYPE html>
<html lang="en-GB">
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

// notices makes every notice, by its status. Home is the path of the site's first page.
func notices(security fields, home string) map[int]*notice {
	out := map[int]*notice{}
	add := func(status int, title, text string, more ...field) {
		body := fmt.Appendf(nil, page, title, text)
		f := append(security.clone(),
			field{"Content-Type", one("text/html; charset=utf-8")},
			field{"Content-Length", one(strconv.Itoa(len(body)))},
			field{"Content-Security-Policy", one(nothing)},
			field{"Cross-Origin-Resource-Policy", one("same-origin")},
			field{"Cache-Control", one("no-store")})
		out[status] = &notice{status: status, fields: append(f, more...), body: body}
	}
	link := `<a href="` + html.EscapeString(home) + `">Go to the first page</a>.`
	add(http.StatusServiceUnavailable, "Nothing is published yet",
		"The figures will be at this address as soon as they are published. Please try again later.",
		field{"Retry-After", one("5")})
	add(http.StatusNotFound, "Page not found",
		"There is no page at this address. If you typed it, please check it for mistakes. "+link)
	add(http.StatusMethodNotAllowed, "Nothing can be sent here",
		"The pages at this address can only be read. "+link, field{"Allow", one("GET, HEAD")})
	add(http.StatusPreconditionFailed, "The page has changed",
		"The version that was asked for is not the one that is published now. Please load the page again.")
	add(http.StatusRequestedRangeNotSatisfiable, "No such part",
		"The part that was asked for lies outside the file. Please load the whole file.")
	return out
}

func (n *notice) serve(w http.ResponseWriter, r *http.Request) {
	n.fields.set(w.Header())
	send(w, r, n.status, n.body)
}
