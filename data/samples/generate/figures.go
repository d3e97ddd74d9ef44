package main

// figures are a measure's numbers by month, in its smallest unit, before anything is hidden.
// The force is always the sum of its parts.
type figures struct {
	measure
	force [months]int64
	parts [][months]int64 // as councils; nil for a measure that is kept for the force only
}

// computeAll computes every measure; a share needs its denominator to stand before it in the list.
func computeAll(list []measure) []figures {
	done := make([]figures, 0, len(list))
	bySlug := map[string]figures{}
	for _, m := range list {
		f := compute(m, bySlug[m.of])
		bySlug[m.slug] = f
		done = append(done, f)
	}
	return done
}

func compute(m measure, denominator figures) figures {
	f := figures{measure: m}
	d := newDice(m.slug)
	if m.areas {
		f.parts = make([][months]int64, len(councils))
	}
	for month := range months {
		switch {
		case m.of != "" && m.areas:
			f.shareOut(month, denominator, d)
		case m.of != "":
			f.force[month] = share(denominator.force[month], m.shape.value(month, d))
		default:
			f.force[month] = m.shape.value(month, d)
			if m.areas {
				f.split(month, d)
			}
		}
	}
	return f
}

// shareOut takes each area's numerator from its own denominator: areas differ by up to a twentieth, for good.
func (f *figures) shareOut(month int, denominator figures, d *dice) {
	base := f.shape.value(month, d)
	for i := range councils {
		own := newDice(f.slug+councils[i].name).bell(50) + d.bell(f.shape.noise)
		v := share(denominator.parts[i][month], base*(1000+own)/1000)
		f.parts[i][month] = v
		f.force[month] += v
	}
}

// share is a part of a count, rounded, never more than the whole unless the share itself is above one.
func share(whole, part int64) int64 {
	v := (whole*part + shareUnit/2) / shareUnit
	if part <= shareUnit && v > whole {
		v = whole
	}
	return v
}

// smallCount is where dealing out a count one by one, as chance does, gives way to sharing it in proportion.
const smallCount = 400

func (f *figures) split(month int, d *dice) {
	total := f.force[month]
	if f.decimals == 0 && total <= smallCount {
		for range total {
			f.parts[d.pickArea()][month]++
		}
		return
	}
	var weights [8]int64
	sum := int64(0)
	for i, a := range councils {
		weights[i] = a.residents * (1000 + d.bell(f.areaNoise)) / 1000
		sum += weights[i]
	}
	left := total
	for i := len(councils) - 1; i > 0; i-- {
		v := total * weights[i] / sum
		f.parts[i][month] = v
		left -= v
	}
	f.parts[0][month] = left
}

// pickArea picks an area with the chance of its share of residents.
func (d *dice) pickArea() int {
	sum := int64(0)
	for _, a := range councils {
		sum += a.residents
	}
	n := d.below(sum)
	for i, a := range councils {
		if n < a.residents {
			return i
		}
		n -= a.residents
	}
	return unassigned
}
