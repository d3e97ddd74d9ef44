package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// archive is the zip that an xlsx or ods is. Parts are found by name without
// regard to case, leading slashes or back slashes, as spreadsheet programs do.
type archive struct {
	parts  map[string]*zip.File
	limits Limits

	unlocked map[*zip.File][]byte // encrypted parts, deciphered but still deflated

	mu    sync.Mutex
	spent map[*zip.File]int64 // bytes unpacked, the most of any reading
	total int64
	work  int64 // bytes unpacked in all readings
}

// rereadings is how often all of a file may be unpacked. A sheet of an ods is
// reached by unpacking what comes before it, so that reading a thousand of them
// one by one would go on for ever.
const rereadings = 4

// maxEntries bounds a zip's directory: each entry costs some 300 bytes. A
// workbook of 1,000 sheets with drawings has about 5,000.
const maxEntries = 50_000

// ratioFrom is the size from which on Limits.Ratio holds: small parts compress
// as they like.
const ratioFrom = 32 << 20

func openArchive(content []byte, limits Limits) (*archive, error) {
	if n := bytes.Count(content, []byte("PK\x01\x02")); n > maxEntries {
		return nil, refuse(ErrTooLarge, "the file packs %d parts, more than any spreadsheet has; ask for it to be sent again", n)
	}
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, refuse(ErrDamaged, "the file is cut short or damaged (its list of parts cannot be read); ask for it to be sent again")
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader) // faster than the standard library's, which is a fifth of a reading
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), limits: limits, spent: map[*zip.File]int64{}}
	for _, f := range z.File {
		name := partName(f.Name)
		if _, twice := a.parts[name]; !twice {
			a.parts[name] = f
		}
	}
	return a, nil
}

func partName(name string) string {
	name = strings.ReplaceAll(name, "\\", "/")
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+name), "/"))
}

func (a *archive) has(name string) bool {
	_, found := a.parts[partName(name)]
	return found
}

// open starts to unpack a part; the caller closes it.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.parts[partName(name)]
	if f == nil {
		return nil, refuse(ErrDamaged, "the part %s is missing from the file; ask for it to be sent again, or open it in Excel or LibreOffice and save it as .xlsx", name)
	}
	if f.Flags&1 != 0 {
		return nil, refuse(ErrEncrypted, "the file is protected by a password; open it, remove the password and save it again")
	}
	r, err := a.unpack(f)
	if err != nil {
		return nil, refuse(ErrDamaged, "the part %s cannot be unpacked; ask for the file to be sent again, or open it in Excel or LibreOffice and save it as .xlsx", name)
	}
	packed := max(int64(f.CompressedSize64), 1)
	if packed >= aheadFrom {
		r = newAhead(r)
	}
	return &bounded{ReadCloser: r, archive: a, file: f, packed: packed}, nil
}

// unpack reads a part as the zip has it, or as it was deciphered.
func (a *archive) unpack(f *zip.File) (io.ReadCloser, error) {
	if deflated, found := a.unlocked[f]; found {
		return flate.NewReader(bytes.NewReader(deflated)), nil
	}
	return f.Open()
}

// markup opens a part as XML. The second result closes it.
func (a *archive) markup(name string) (*markup, func(), error) {
	r, err := a.open(name)
	if err != nil {
		return nil, nil, err
	}
	m, err := newMarkup(r, name, a.limits.Nesting)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	return m, func() { r.Close() }, nil
}

// read gives a small part whole: its first most bytes.
func (a *archive) read(name string, most int64) ([]byte, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, most))
}

// bounded counts what a part unpacks to, whatever its directory entry claims.
type bounded struct {
	io.ReadCloser
	archive *archive
	file    *zip.File
	packed  int64
	read    int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.read += int64(n)
	if b.read > ratioFrom && b.read/b.packed > b.archive.limits.Ratio {
		return 0, refuse(ErrTooLarge, "the part %s unpacks to more than %d times its size, as attacks do; if the file is genuine, save it as .csv or %s", b.file.Name, b.archive.limits.Ratio, raiseLimit("ratio"))
	}
	if !b.archive.spend(b.file, b.read, int64(n)) {
		return 0, refuse(ErrTooLarge, "the file unpacks to more than %s, or is read too often; split it, or %s", sizeText(b.archive.limits.Unpacked), raiseLimit("unpacked"))
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) {
		err = zip.ErrFormat
	}
	return n, err
}

// spend records how far a part was read. Reading one again costs nothing of
// what the file may hold, but there is an end to that too.
func (a *archive) spend(f *zip.File, read, now int64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.work += now
	if before := a.spent[f]; read > before {
		a.spent[f] = read
		a.total += read - before
	}
	return a.total <= a.limits.Unpacked && a.work/rereadings <= a.limits.Unpacked
}
