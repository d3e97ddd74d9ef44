// Package web serves a published site, a folder that another process replaces as a whole, over HTTP.
//
// A site is a folder that holds a mark, a file of a certain name, at its top: a folder without it is no site, and its
// files stay private. A snapshot is one site as it was read, whole, into memory; it never changes. [Site.Refresh] reads
// the next one beside it and then switches at once, so that a reader gets all of the old site or all of the new one,
// and goes on getting the old one while the folder is away. A folder is known by what the file system says of it and of
// its mark; files that are changed inside it are not noticed, because a site is published by a rename.
//
// A content is the bytes of a file, known by their SHA-256; two files, or two snapshots, with the same bytes share it.
// It has two forms: identity, the bytes as they are, and gzip, made when it is first asked for. Each form has an ETag
// of its own, because a strong ETag promises the very bytes.
//
// The prefix is the path of the public address. Some proxies take it off before they ask here and some don't, and a
// request does not say which, so a name is looked for without the prefix first and then as it is. Redirects are
// relative for the same reason.
//
// What a response looks like depends on the snapshot and the request alone: types come from a table, not from the
// machine, and there is no clock and no Last-Modified.
package web
