// Package site writes the public site and the panel's document from a [reports.Pack].
//
// A page is one HTML file of the site; a partial is a piece that several pages share (templates/*.gohtml, one for each
// page and each piece). Root is the way from a page to the top of the site, "" or "../": every link is relative, so
// that the site works under any address and from a folder. A policy is a Content-Security-Policy; it stands in a meta
// tag, because a folder has no server to send it as a header.
//
// A site that knows its public address has a site map, a feed, and on each page a card: what other sites show of it when
// somebody shares it. A report is a file of a pack that readers can take away, a draft or final.
//
// [Pages] gives the whole site as files, [Document] gives the pack as one HTML file. Both are pure: the same Pack gives
// the same bytes. Every figure arrives as text and every chart as a drawn SVG; nothing is computed here.
package site
