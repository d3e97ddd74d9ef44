package main

import (
	"math"
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"planwatch/kpi"
)

// What follows makes readers for kinds of value; each says what it wants and what it found.

func aName(of func(*config) *string) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, ok := r.text(key, n)
		if ok && s == "" {
			r.complain(n, "empty", "%s: want a name, found nothing", key)
		}
		*of(r.config) = s
	}
}

func readArea(r *configReader, key string, n ast.Node) {
	r.config.Area, _ = r.text(key, n)
	at := n.GetToken().Position
	r.config.areaLine, r.config.areaColumn = at.Line, at.Column
}

func aList(of func(*config) *[]string) valueReader {
	return func(r *configReader, key string, n ast.Node) { r.lines(key, n, of(r.config)) }
}

func aDuration(least time.Duration, of func(*config) *time.Duration) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		d, err := time.ParseDuration(n.GetToken().Value)
		switch {
		case err != nil || d < 0:
			r.complain(n, "not-a-duration", "%s: want a length of time such as 30s or 2m, found %q", key, n.GetToken().Value)
		case d < least:
			r.complain(n, "too-short", "%s: want at least %s, found %q", key, least, n.GetToken().Value)
		default:
			*of(r.config) = d
		}
	}
}

func aNumber[T int | int64](least, most int, of func(*config) *T) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		i, err := strconv.Atoi(s)
		if err != nil || i < least || i > most {
			r.complain(n, "not-a-number", "%s: want a whole number from %d to %d, found %q", key, least, most, n.GetToken().Value)
			return
		}
		*of(r.config) = T(i)
	}
}

func aPercentage(of func(*config) *float64) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		f, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(s, "%")), 64)
		if err != nil || !(f > 0) || math.IsInf(f, 0) {
			r.complain(n, "not-a-number", "%s: want a number of per cent above 0, such as 10, found %q", key, n.GetToken().Value)
			return
		}
		*of(r.config) = f
	}
}

var sizeShape = regexp.MustCompile(`(?i)^(\d{1,6})\s*(MB|GB|TB)$`)

func aSize(of func(*config) *int64) valueReader {
	units := map[string]int64{"MB": 1e6, "GB": 1e9, "TB": 1e12}
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		m := sizeShape.FindStringSubmatch(s)
		if m == nil {
			r.complain(n, "not-a-size", "%s: want a size such as 500MB or 2GB, found %q", key, n.GetToken().Value)
			return
		}
		count, _ := strconv.ParseInt(m[1], 10, 64)
		*of(r.config) = count * units[strings.ToUpper(m[2])]
	}
}

// age is how long something is kept: whole years, months and days back from a moment; the zero age is for ever.
type age struct{ years, months, days int }

func (a age) forever() bool { return a == age{} }

// before is the moment before which a thing is older than that.
func (a age) before(t time.Time) time.Time { return t.AddDate(-a.years, -a.months, -a.days) }

var ageShape = regexp.MustCompile(`^([1-9]\d{0,4}) (day|month|year)s?$`)

func anAge(of func(*config) *age) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		m := ageShape.FindStringSubmatch(s)
		if m == nil && s != "forever" {
			r.complain(n, "not-an-age", "%s: want forever or a time such as 90 days, 6 months or 7 years, found %q", key, n.GetToken().Value)
			return
		}
		var a age
		if m != nil {
			count, _ := strconv.Atoi(m[1])
			switch m[2] {
			case "day":
				a.days = count
			case "month":
				a.months = count
			case "year":
				a.years = count
			}
		}
		*of(r.config) = a
	}
}

func anAddress(of func(*config) *string) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		if !isAddress(s) {
			r.complain(n, "not-an-address", "%s: want an address and a port such as 127.0.0.1:8080, found %q", key, n.GetToken().Value)
			return
		}
		*of(r.config) = s
	}
}

// isAddress says whether a text is something to listen at: an address, which may be left out, and a port.
func isAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func anAddressOrNone(of func(*config) *string) valueReader {
	one := anAddress(of)
	return func(r *configReader, key string, n ast.Node) {
		if s, ok := plainText(n); ok && s == "" {
			*of(r.config) = ""
			return
		}
		one(r, key, n)
	}
}

func aWord(of func(*config) *string, words ...string) valueReader {
	return func(r *configReader, key string, n ast.Node) {
		s, _ := plainText(n)
		if !slices.Contains(words, s) {
			r.complain(n, "unknown-word", "%s: want %s, found %q%s", key, kpi.OneOf(words), n.GetToken().Value, kpi.DidYouMean(s, words))
			return
		}
		*of(r.config) = s
	}
}

func readBaseURL(r *configReader, key string, n ast.Node) {
	s, ok := plainText(n)
	if ok && s == "" {
		r.config.BaseURL = ""
		return
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		r.complain(n, "not-an-address", "%s: want the public address of the site such as https://plan.example.org/, found %q", key, n.GetToken().Value)
		return
	}
	r.config.BaseURL = strings.TrimRight(u.String(), "/") + "/"
}

// basePath is the path of the public address, "/" without one.
func (c config) basePath() string {
	if u, err := url.Parse(c.BaseURL); err == nil && u.Path != "" {
		return u.Path
	}
	return "/"
}

var expectShape = regexp.MustCompile(`^every (month|quarter|half|financial year|calendar year) within ([1-9]\d{0,2}) days?$`)

func readExpect(r *configReader, key string, n ast.Node) {
	kinds := map[string]kpi.PeriodKind{
		"month": kpi.Month, "quarter": kpi.Quarter, "half": kpi.Half, "financial year": kpi.FinancialYear, "calendar year": kpi.CalendarYear,
	}
	body := r.mapping(key, n)
	if body == nil {
		return
	}
	r.config.Expect = nil
	for _, v := range body.Values {
		s, _ := plainText(v.Value)
		m := expectShape.FindStringSubmatch(s)
		if m == nil {
			r.complain(v.Value, "not-expected", "%s: want words such as every month within 20 days, found %q", key, v.Value.GetToken().Value)
			continue
		}
		days, _ := strconv.Atoi(m[2])
		at := v.Key.GetToken().Position
		r.config.Expect = append(r.config.Expect, expected{v.Key.GetToken().Value, kinds[m[1]], days, at.Line, at.Column})
	}
}

// readJobs reads when each job runs.
func readJobs(r *configReader, key string, n ast.Node) {
	body := r.mapping(key, n)
	if body == nil {
		return
	}
	if r.config.Jobs == nil {
		r.config.Jobs = map[string]timetable{}
	}
	r.keys(body, jobNames(), key+".", func(job string, n ast.Node) {
		s, _ := plainText(n)
		t, err := parseTimetable(s)
		if err != nil {
			r.complain(n, "bad-schedule", "%s.%s: %v", key, job, err)
			return
		}
		r.config.Jobs[job] = t
	})
}

// smtpKeys are the keys under smtp.
var smtpKeys = []configKey{
	{"host", `""`, "the mail server", func(r *configReader, key string, n ast.Node) { r.config.SMTP.Host, _ = r.text(key, n) }},
	{"port", "587", "", aNumber(1, 65535, func(c *config) *int { return &c.SMTP.Port })},
	{"tls", "starttls", "starttls, tls (from the first byte, mostly port 465) or none", aWord(func(c *config) *string { return &c.SMTP.TLS }, "starttls", "tls", "none")},
	{"from", `""`, "the sender's address", func(r *configReader, key string, n ast.Node) { r.config.SMTP.From = r.mailbox(key, n) }},
	{"to", "[]", "a list of addresses", readRecipients},
	{"user", `""`, "empty: no login", func(r *configReader, key string, n ast.Node) { r.config.SMTP.User, _ = r.text(key, n) }},
	{"password_file", `""`, "", func(r *configReader, key string, n ast.Node) { r.config.SMTP.PasswordFile, _ = r.text(key, n) }},
}

func readRecipients(r *configReader, key string, n ast.Node) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.complain(n, "not-a-list", "%s: want a list of e-mail addresses, found %q", key, n.GetToken().Value)
		return
	}
	r.config.SMTP.To = nil
	for _, v := range list.Values {
		if a := r.mailbox(key, v); a != "" {
			r.config.SMTP.To = append(r.config.SMTP.To, a)
		}
	}
}

// mailbox reads an e-mail address; "" is none.
func (r *configReader) mailbox(key string, n ast.Node) string {
	s, ok := r.text(key, n)
	if !ok || s == "" {
		return ""
	}
	if _, err := mail.ParseAddress(s); err != nil {
		r.complain(n, "not-an-address", "%s: want an e-mail address such as office@example.org, found %q", key, s)
		return ""
	}
	return s
}

func readSMTP(r *configReader, key string, n ast.Node) {
	if !r.below(key, n, smtpKeys) {
		return
	}
	if s := r.config.SMTP; s.Host != "" && (s.From == "" || len(s.To) == 0) {
		r.complain(n, "no-mailbox", "%s: want from and to beside the host, found none", key)
	}
}
