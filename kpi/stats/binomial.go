package stats

import "math"

// logBinomial is the log of the probability of x successes in n at p, by Loader's saddle-point expansion (Loader 2000,
// "Fast and accurate computation of binomial probabilities"), which keeps its digits where factorials lose them.
func logBinomial(x, n, p float64) float64 {
	switch {
	case p <= 0 || p >= 1 || x < 0 || x > n:
		return math.Inf(-1)
	case x == 0:
		return float64(n * math.Log1p(-p))
	case x == n:
		return float64(n * math.Log(p))
	}
	y := n - x
	saddle := stirlingError(n) - stirlingError(x) - stirlingError(y) - deviance(x, float64(n*p)) - deviance(y, float64(n*(1-p)))
	return saddle + float64(0.5*math.Log(n/float64(float64(2*math.Pi*x)*y)))
}

// stirlingError is log n! less Stirling's formula for it.
func stirlingError(n float64) float64 {
	if n <= 15 {
		lg, _ := math.Lgamma(n + 1)
		return lg - float64((n+0.5)*math.Log(n)) + n - float64(0.5*math.Log(2*math.Pi))
	}
	nn := float64(n * n)
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-1.0/1188/nn)/nn)/nn)/nn) / n
}

// deviance is x log(x/m) + m - x, by a series where the two terms nearly cancel.
func deviance(x, m float64) float64 {
	if math.Abs(x-m) >= float64(0.1*(x+m)) {
		return float64(x*math.Log(x/m)) + m - x
	}
	v := (x - m) / (x + m)
	s := float64((x - m) * v)
	term := float64(2*x) * v
	for j := 1.0; j < 1000; j++ {
		term = float64(float64(term*v) * v)
		next := s + term/(float64(2*j)+1)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// binomialTail adds the probabilities of x, x+step, x+2·step … successes in n, away from the mean, so that the terms
// fall; step is 1 or -1. Small tails keep their relative precision.
func binomialTail(x, n, p, step float64) float64 {
	if x < 0 || x > n {
		return 0
	}
	odds := p / (1 - p)
	term, lead := 1.0, logBinomial(x, n, p)
	terms := []float64{1}
	for k := x; ; k += step {
		if step > 0 {
			term = float64(term * float64((n-k)/(k+1)*odds))
		} else {
			term = float64(term * float64(k/(n-k+1)/odds))
		}
		if !(term > 1e-18) {
			break
		}
		terms = append(terms, term)
	}
	return float64(sum(terms) * math.Exp(lead))
}

// binomialTest is the two-sided probability of a result no more likely than x in n at p, as R's binom.test has it: all
// results that are no more likely, with a slack of 1e-7 for rounding. It is NaN for numbers that are not whole or over
// 1e9, and never 0: a probability too small for the machine is its smallest number.
func binomialTest(x, n, p float64) float64 {
	whole := x == math.Trunc(x) && n == math.Trunc(n)
	if !whole || !(n > 0) || n > 1e9 || !(p > 0 && p < 1) || x < 0 || x > n {
		return math.NaN()
	}
	mean := float64(n * p)
	limit := logBinomial(x, n, p) + math.Log1p(1e-7)
	unlikely := func(k float64) bool { return logBinomial(k, n, p) <= limit }
	var total float64
	switch {
	case x == mean:
		return 1
	case x < mean:
		k := firstTrue(math.Ceil(mean), n, unlikely)
		total = binomialTail(x, n, p, -1) + binomialTail(k, n, p, 1)
	default:
		k := math.Floor(mean) - firstTrue(0, math.Floor(mean), func(d float64) bool { return unlikely(math.Floor(mean) - d) })
		total = binomialTail(x, n, p, 1) + binomialTail(k, n, p, -1)
	}
	return min(1, max(total, math.SmallestNonzeroFloat64))
}

// firstTrue is the smallest whole number between from and to for which f, once true, stays true; to+1 when none is.
func firstTrue(from, to float64, f func(float64) bool) float64 {
	hi := to + 1
	for from < hi {
		mid := math.Floor((from + hi) / 2)
		if f(mid) {
			hi = mid
		} else {
			from = mid + 1
		}
	}
	return hi
}

// binomialQuantile is the smallest number of successes in n at one half that is reached with probability p or more.
func binomialQuantile(p, n float64) float64 {
	var total float64
	for k := 0.0; k < n; k++ {
		if total += math.Exp(logBinomial(k, n, 0.5)); total >= p {
			return k
		}
	}
	return n
}
