package site

import (
	"net/url"
	"strings"

	"planwatch/reports"
)

// homeFile is the page that a server shows at the top of the site.
const homeFile = "index.html"

// missingFile is the page that a server shows where there is none. It has no address of its own.
const missingFile = "404.html"

// absolute is the public address of a file of the site. The home page is known by the site's own address: servers send
// readers there from index.html.
func (o Options) absolute(file string) string {
	if file == homeFile {
		return o.BaseURL
	}
	return o.BaseURL + file
}

// addressFault says why a text can't be the site's public address, "" when it can or when there is none.
func addressFault(base string) string {
	if base == "" {
		return ""
	}
	u, err := url.Parse(base)
	switch {
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "":
		return "want an address such as https://plan.example.org/"
	case u.User != nil, u.RawQuery != "" || u.ForceQuery, strings.Contains(base, "#"):
		return "want an address without a name, a question mark or a hash sign in it"
	case !strings.HasSuffix(u.Path, "/"):
		return "want a slash at the end"
	case u.String() != base:
		return "want it as browsers write it, " + u.String()
	default:
		return ""
	}
}

// card is what other sites show of a page when somebody shares its address (Open Graph, ogp.me), and the one address
// by which search engines shall know it.
type card struct {
	Address, Title, Description, Image, ImageAlt string
}

// card makes the card of a page; nil without a public address, and for the page that stands for missing ones.
func (b *builder) card(p page) *card {
	if b.options.BaseURL == "" || p.Name == missingFile {
		return nil
	}
	c := &card{Address: b.options.absolute(p.Name), Title: p.Title, Description: p.Description}
	if i, ok := p.Body.(indicatorView); ok && i.Chart != nil && i.Chart.SVG != nil {
		// A picture is seen without its page: its text says itself that figures are invented.
		c.Image, c.ImageAlt = b.options.absolute(chartFile(i.Indicator)), noticed(i.Notice, i.Chart.Alt)
	}
	return c
}

// chartFile is where an indicator's chart stands as a picture of its own.
func chartFile(i *reports.Indicator) string { return "charts/" + i.Slug + ".svg" }

// noticed puts the notice of invented figures before a text about them.
func noticed(notice, text string) string {
	if notice == "" {
		return text
	}
	return strings.TrimSuffix(notice, ".") + ". " + text
}
