package sheet

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"
)

// TestAhead gives the bytes and the error of what it reads, whatever the sizes, and ends when it is told to.
func TestAhead(t *testing.T) {
	long := bytes.Repeat([]byte("0123456789abcdef"), 40_000)
	for _, size := range []int{0, 1, aheadSize - 1, aheadSize, aheadSize + 1, len(long)} {
		for name, end := range map[string]error{"whole": io.EOF, "cut short": io.ErrUnexpectedEOF, "damaged": errors.New("damaged")} {
			from := io.MultiReader(iotest.HalfReader(bytes.NewReader(long[:size])), iotest.ErrReader(end))
			a := newAhead(io.NopCloser(from))
			got, err := io.ReadAll(a)
			if end == io.EOF {
				end = nil
			}
			if !bytes.Equal(got, long[:size]) || !errors.Is(err, end) {
				t.Errorf("%s, %d bytes: %d bytes, %v", name, size, len(got), err)
			}
			if n, again := a.Read(make([]byte, 1)); n != 0 || again == nil {
				t.Errorf("%s, %d bytes: after its end it gives %d bytes, %v", name, size, n, again)
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	endless := newAhead(io.NopCloser(iotest.DataErrReader(endlessReader{})))
	if _, err := io.CopyN(io.Discard, endless, 3*aheadSize/2); err != nil {
		t.Error(err)
	}
	if err := endless.Close(); err != nil { // waits for the reading to have ended
		t.Error(err)
	}
}

type endlessReader struct{}

func (endlessReader) Read(p []byte) (int, error) { return len(p), nil }
