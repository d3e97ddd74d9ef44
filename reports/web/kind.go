package web

import (
	"path"
	"strings"
)

// kind is what a file is, by its name.
type kind struct {
	mime     string
	policy   func(body []byte) string // its Content-Security-Policy
	text     bool                     // gzip makes it smaller
	download bool                     // it is saved and not shown
}

// kinds are all the types that a site has. A table of our own, because the machine's differs from machine to machine.
var kinds = map[string]kind{
	".html":        {mime: "text/html; charset=utf-8", policy: pagePolicy, text: true},
	".css":         {mime: "text/css; charset=utf-8", policy: noPolicy, text: true},
	".js":          {mime: "text/javascript; charset=utf-8", policy: noPolicy, text: true},
	".svg":         {mime: "image/svg+xml", policy: drawingPolicy, text: true},
	".csv":         {mime: "text/csv; charset=utf-8; header=present", policy: noPolicy, text: true, download: true},
	".json":        {mime: "application/json", policy: noPolicy, text: true},
	".xml":         {mime: "application/xml", policy: noPolicy, text: true},
	".atom":        {mime: "application/atom+xml", policy: noPolicy, text: true},
	".txt":         {mime: "text/plain; charset=utf-8", policy: noPolicy, text: true},
	".webmanifest": {mime: "application/manifest+json", policy: noPolicy, text: true},
	".xlsx":        {mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", policy: noPolicy, download: true},
	".docx":        {mime: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", policy: noPolicy, download: true},
	".pdf":         {mime: "application/pdf", policy: noPolicy},
	".png":         {mime: "image/png", policy: noPolicy},
	".ico":         {mime: "image/vnd.microsoft.icon", policy: noPolicy},
	".woff2":       {mime: "font/woff2", policy: noPolicy},
}

func kindOf(name string) kind {
	extension := strings.ToLower(path.Ext(name))
	if path.Base(name) == "feed.xml" {
		extension = ".atom"
	}
	if k, ok := kinds[extension]; ok {
		return k
	}
	return kind{mime: "application/octet-stream", policy: noPolicy}
}
