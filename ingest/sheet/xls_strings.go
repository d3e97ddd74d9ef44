package sheet

// shared gives the shared strings, read when a sheet first asks for one.
func (x *xls) shared() ([]string, error) {
	x.stringsOnce.Do(func() {
		x.strings, x.stringsErr = x.readStrings()
	})
	return x.strings, x.stringsErr
}

// readStrings reads the table (SST): two counts, and texts over as many CONTINUE
// records as they need. The counts are not believed: what is there is read. A
// last text that is cut short is left out, so that a cell that names it is
// refused.
func (x *xls) readStrings() ([]string, error) {
	if x.stringsPlace == 0 {
		return nil, nil
	}
	r := records{stream: &x.stream}
	r.seek(x.stringsPlace)
	rec, _ := r.next()
	t := textReader{records: &r, body: rec.body}
	s := sharedStrings{limits: x.limits}
	var text []byte
	for ok := t.skip(8); ok; {
		if text, ok = t.read(text[:0]); !ok {
			break
		}
		if len(text) > x.limits.Text {
			return nil, tooLongText(x.limits.Text)
		}
		if err := s.add(text); err != nil {
			return nil, err
		}
	}
	s.flush()
	return s.texts, nil
}

func tooLongText(limit int) *Refusal {
	return refuse(ErrTooLarge, "a text is longer than %d KiB, which no cell holds; ask for the file to be sent again", limit>>10)
}
