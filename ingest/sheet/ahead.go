package sheet

import "io"

// ahead reads a part on another processor, a little ahead of whoever wants it:
// inflating takes a fifth of a reading. What it holds is bounded by its chunks.
type ahead struct {
	from   io.ReadCloser
	full   chan chunk
	empty  chan []byte
	stop   chan struct{}
	ended  chan struct{}
	now    chunk // what was taken of it is cut off
	buffer []byte
}

// chunk is what one reading gave, and why there is no more.
type chunk struct {
	data []byte
	err  error
}

const (
	aheadChunks = 4
	aheadSize   = 64 << 10
	// aheadFrom is how large a packed part must be for a second processor to be
	// worth its while.
	aheadFrom = 256 << 10
)

func newAhead(from io.ReadCloser) *ahead {
	a := &ahead{
		from: from, full: make(chan chunk, aheadChunks), empty: make(chan []byte, aheadChunks),
		stop: make(chan struct{}), ended: make(chan struct{}),
	}
	for range aheadChunks {
		a.empty <- make([]byte, aheadSize)
	}
	go a.run()
	return a
}

func (a *ahead) run() {
	defer close(a.ended)
	for {
		select {
		case <-a.stop:
			return
		case buffer := <-a.empty:
			n, err := fill(a.from, buffer)
			a.full <- chunk{buffer[:n], err} // there is room: there are no more buffers than that
			if err != nil {
				return
			}
		}
	}
}

// fill reads until the buffer is full or there is no more, and says why in the
// words of whoever is read: that a part is cut short must not get lost.
func fill(from io.Reader, buffer []byte) (n int, err error) {
	for n < len(buffer) && err == nil {
		var more int
		more, err = from.Read(buffer[n:])
		n += more
	}
	return n, err
}

func (a *ahead) Read(p []byte) (int, error) {
	for len(a.now.data) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.buffer != nil {
			a.empty <- a.buffer
		}
		a.now = <-a.full
		a.buffer = a.now.data[:cap(a.now.data)]
	}
	n := copy(p, a.now.data)
	a.now.data = a.now.data[n:]
	return n, nil
}

// Close ends the reading, wherever it is.
func (a *ahead) Close() error {
	close(a.stop)
	<-a.ended
	return a.from.Close()
}
