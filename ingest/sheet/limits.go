package sheet

import "fmt"

// Limits bound what one file may cost. A file that breaks one is refused with
// ErrTooLarge; nothing is cut off silently. A field that is zero or below takes
// its default. In a workspace each is a key under `limits` in planwatch.yaml, by
// its name in small letters, and a refusal says which one to raise.
type Limits struct {
	// Content is the size of the file itself, in bytes.
	Content int64
	// Unpacked is what the parts of a zipped file may hold together, in bytes.
	// Parts that are never opened (pictures, drawings) do not count; one Book
	// unpacks at most four times as much in all its readings.
	Unpacked int64
	// Ratio is how many times larger than its packed form a part may become,
	// once it is larger than 32 MiB. Long tables reach about 60; deflate ends
	// near 1,030, where bombs are.
	Ratio int64
	// Sheets is how many sheets a file may list.
	Sheets int
	// Cells is how many filled cells one sheet may have, repeats counted.
	Cells int
	// Held is how many filled cells a Grid may keep in memory; Scan is free of
	// it. A cell costs 32 bytes and its text.
	Held int
	// Strings is how many bytes of text may be kept in memory at once: shared
	// strings (each costs 16 bytes more), and the text of one Grid.
	Strings int64
	// Text is the longest text of one cell, in bytes. Excel ends at 32,767
	// characters.
	Text int
	// Nesting is how deep XML elements may lie within each other.
	Nesting int
	// Spins is how often a protected file may have its password hashed. Excel
	// and LibreOffice write 100,000; the most that Excel takes is the default.
	Spins int
}

// DefaultLimits are chosen so that no file costs more than about 300 MB or ten
// seconds of one core.
func DefaultLimits() Limits {
	return Limits{
		Content:  64 << 20,
		Unpacked: 1 << 30,
		Ratio:    250,
		Sheets:   1000,
		Cells:    30_000_000,
		Held:     4_000_000,
		Strings:  64 << 20,
		Text:     1 << 20,
		Nesting:  100,
		Spins:    10_000_000,
	}
}

// orDefault fills in the fields that were left out.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	defaultTo(&l.Content, d.Content)
	defaultTo(&l.Unpacked, d.Unpacked)
	defaultTo(&l.Ratio, d.Ratio)
	defaultTo(&l.Sheets, d.Sheets)
	defaultTo(&l.Cells, d.Cells)
	defaultTo(&l.Held, d.Held)
	defaultTo(&l.Strings, d.Strings)
	defaultTo(&l.Text, d.Text)
	defaultTo(&l.Nesting, d.Nesting)
	defaultTo(&l.Spins, d.Spins)
	return l
}

func defaultTo[T int | int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// raiseLimit ends the sentence of a refusal: which limit is meant, as the person
// who can raise it finds it.
func raiseLimit(key string) string {
	return "raise limits." + key + " in planwatch.yaml"
}

// sizeText says a number of bytes in the largest unit that it fills.
func sizeText[T int | int64](n T) string {
	for _, u := range []struct {
		name string
		size T
	}{{"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if n >= 10*u.size || n > 0 && n%u.size == 0 {
			return fmt.Sprintf("%d %s", n/u.size, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
