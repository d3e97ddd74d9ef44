package sheet

import "sort"

// scattered is a stream as it lies in a compound file: runs of bytes, in order.
// Nothing is copied, so that a workbook costs no more memory than its file,
// however its sectors are strewn.
type scattered struct {
	runs [][]byte
	ends []int // where each run ends in the stream
}

func (s scattered) size() int {
	if len(s.ends) == 0 {
		return 0
	}
	return s.ends[len(s.ends)-1]
}

func (s *scattered) add(run []byte) {
	if len(run) > 0 {
		s.runs = append(s.runs, run)
		s.ends = append(s.ends, s.size()+len(run))
	}
}

// cut drops what lies beyond so many bytes.
func (s *scattered) cut(size int) {
	for n := len(s.runs); n > 0 && s.ends[n-1] > size; n-- {
		keep := len(s.runs[n-1]) - (s.ends[n-1] - size)
		if keep > 0 {
			s.runs[n-1], s.ends[n-1] = s.runs[n-1][:keep], size
			return
		}
		s.runs, s.ends = s.runs[:n-1], s.ends[:n-1]
	}
}

// find gives the run in which a place of the stream lies.
func (s scattered) find(place int) int {
	return sort.SearchInts(s.ends, place+1)
}

// copyFrom fills buf from a place on and says how much there was.
func (s scattered) copyFrom(place int, buf []byte) (n int) {
	for i := s.find(place); i < len(s.runs) && n < len(buf); i++ {
		run := s.runs[i]
		start := s.ends[i] - len(run)
		n += copy(buf[n:], run[place+n-start:])
	}
	return n
}

// whole is a stream that lies in one piece.
func whole(stream []byte) scattered {
	return scattered{runs: [][]byte{stream}, ends: []int{len(stream)}}
}

// copied gives the whole stream as a copy that may be changed.
func (s scattered) copied() []byte {
	out := make([]byte, s.size())
	s.copyFrom(0, out)
	return out
}

// bytes gives the whole stream in one piece: a copy, unless it lies so.
func (s scattered) bytes() []byte {
	if len(s.runs) == 1 {
		return s.runs[0]
	}
	return s.copied()
}
