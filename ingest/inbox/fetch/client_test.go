package fetch

import (
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

var oldTLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}

// TestRedirects follows a server within its host, and nowhere else.
func TestRedirects(t *testing.T) {
	other := httptest.NewTLSServer(whole("somebody else's"))
	defer other.Close()
	plain := httptest.NewServer(whole("without TLS"))
	defer plain.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(other.URL, "https://"), ":")
	for _, c := range []struct {
		to, outcome string
		asked       int
	}{
		{"/elsewhere/rates.csv?secret=1", "rates.csv", 2},
		{"elsewhere/rates.csv", "rates.csv", 2},
		{"/loop?secret=1", "it sends on more than 5 times, the last time to https://HOST/loop?…", 6},
		{"https://www.example.org/rates.csv?secret=1", "it sends on to another host, https://www.example.org/rates.csv?…", 1},
		{other.URL + "/rates.csv", "it sends on to another host, https://127.0.0.1:" + port + "/rates.csv", 1},
		{"//localhost/rates.csv", "it sends on to another host, https://localhost/rates.csv", 1},
		{"https://localhost:PORT/rates.csv", "it sends on to another host, https://localhost:PORT/rates.csv", 1},
		{plain.URL + "/rates.csv", "it sends on from https to " + plain.URL + "/rates.csv, which has no TLS", 1},
		{"https://user:secret@HOST/rates.csv", "it sends on to https://HOST/rates.csv, which is no address that can be fetched", 1},
		{"file:///etc/passwd", "it sends on to file:///etc/passwd, which is no address that can be fetched", 1},
	} {
		tr := newTrial(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/rates.csv"):
				if r.Header.Get("Referer") != "" {
					t.Errorf("the server is told of %q", r.Header.Get("Referer"))
				}
				whole("a,b")(w, r)
			case r.URL.Path == "/loop":
				http.Redirect(w, r, "/loop?secret=1", http.StatusFound)
			default:
				http.Redirect(w, r, here(r.Host, c.to), http.StatusFound)
			}
		})
		tr.at(tr.address.URL.String() + "?secret=0")
		var inbox []string
		if !strings.Contains(c.outcome, " ") {
			inbox = []string{c.outcome}
		}
		tr.wants(c.to, here(tr.address.URL.Host, c.outcome), c.asked, inbox...)
	}
	tr := newTrial(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "https://[secret/")
		w.WriteHeader(http.StatusFound)
	})
	tr.wants("no address at all", "no answer could be had: it sends on to what is no address", 3)
}

// here puts the test server's host and port into a text.
func here(host, text string) string {
	return strings.NewReplacer("HOST", host, "PORT", host[strings.LastIndex(host, ":")+1:]).Replace(text)
}

// TestUpgrade follows a server of this machine from http to https.
func TestUpgrade(t *testing.T) {
	tr := newTrial(t, whole("a,b"))
	to := tr.address.URL.String()
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) }))
	defer plain.Close()
	tr.at(plain.URL)
	tr.wants("from http to https", "burglary.csv", 1, "burglary.csv")
}

// TestProxy asks through a proxy that can't be used, whose password is shown nowhere.
func TestProxy(t *testing.T) {
	tr := newTrial(t, whole("a,b"))
	tr.getter.Client.Transport.(*http.Transport).Proxy = discreet(func(*http.Request) (*url.URL, error) {
		return nil, errors.New("http://me:secret@proxy.example.org is no proxy")
	})
	tr.wants("a wrong proxy", "no answer could be had: what HTTPS_PROXY or HTTP_PROXY says is not the address of a proxy", 0)
}

// TestNames takes what servers call their files for what it is: any text.
func TestNames(t *testing.T) {
	for _, c := range []struct{ path, disposition, want string }{
		{"/a/b.csv", "", "b.csv"},
		{"/a/b.csv?c=d.csv", "", "b.csv"},
		{"/", "", "return"},
		{"", "", "return"},
		{"/a/..%2f..%2fetc%2fpasswd", "", "passwd"},
		{"/a/%00%0a.csv", "", "csv"},
		{"/a/b.csv", `attachment; filename="c d.xlsx"`, "c d.xlsx"},
		{"/a/b.csv", `attachment; filename="../../c.xlsx"`, "c.xlsx"},
		{"/a/b.csv", `attachment; filename="..\\..\\c.xlsx"`, "c.xlsx"},
		{"/a/b.csv", `attachment; filename="/etc/cron.d/c"`, "c"},
		{"/a/b.csv", `attachment; filename=""`, "b.csv"},
		{"/a/b.csv", `attachment; filename=".."`, "return"},
		{"/a/b.csv", `attachment; filename=".planwatch-taking-x"`, "planwatch-taking-x"},
		{"/a/b.csv", `attachment; filename="` + strings.Repeat("x", 500) + `.csv"`, strings.Repeat("x", 196) + ".csv"},
		{"/a/b.csv", `attachment; filename*=UTF-8''R%C3%BCck%0Agabe.csv`, "Rück gabe.csv"},
		{"/a/b.csv", `attachment; filename*=UTF-8''..%2F..%2Fc.csv`, "c.csv"},
		{"/a/b.csv", `attachment; filename=`, "b.csv"},
		{"/a/b.csv", `;;;`, "b.csv"},
	} {
		tr := newTrial(t, func(w http.ResponseWriter, _ *http.Request) {
			if c.disposition != "" {
				w.Header().Set("Content-Disposition", c.disposition)
			}
			_, _ = w.Write([]byte("a,b"))
		})
		tr.at("https://" + tr.address.URL.Host + c.path)
		tr.wants(c.path+" "+c.disposition, c.want, 1, c.want)
		tr.address.Name, tr.record, tr.box = "of the config.csv", Record{}, t.TempDir()
		tr.wants("named", "of the config.csv", 2, "of the config.csv")
	}
}

// TestSameName puts two files of one name beside each other.
func TestSameName(t *testing.T) {
	tr := newTrial(t, func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.URL.Path)) })
	host := "https://" + tr.address.URL.Host
	tr.at(host + "/north/return.csv")
	tr.wants("north", "return.csv", 1, "return.csv")
	north := tr.record
	tr.record = Record{}
	tr.at(host + "/south/return.csv")
	tr.wants("south", "return-2.csv", 2, "return-2.csv", "return.csv")
	records := Records{"n": north, "s": tr.record}
	if n, s := records.From(sumOf("/north/return.csv"), "return.csv"), records.From(sumOf("/south/return.csv"), "return-2.csv"); n != host+"/north/return.csv" || s != host+"/south/return.csv" {
		t.Errorf("they were fetched from %q and %q", n, s)
	}
	if none := records.From(sumOf("by hand"), "return.csv") + records.From("", "return.csv"); none != "" {
		t.Errorf("what was not fetched is from %q", none)
	}
}

func TestParseURL(t *testing.T) {
	for text, want := range map[string]string{
		"https://www.example.org/a.xlsx#part":      "https://www.example.org/a.xlsx",
		"https://www.example.org/a.xlsx?token=x":   "https://www.example.org/a.xlsx?…",
		"http://127.0.0.1:8080/a":                  "http://127.0.0.1:8080/a",
		"http://[::1]/a":                           "http://[::1]/a",
		"http://localhost/a":                       "http://localhost/a",
		"http://www.example.org/a":                 "want https://, found http:// for www.example.org: without TLS anybody on the way could change the figures; http is for this machine itself only",
		"http://localhost.example.org/a":           "want https://, found http:// for localhost.example.org: without TLS anybody on the way could change the figures; http is for this machine itself only",
		"ftp://www.example.org/a":                  `want a web address such as https://www.example.org/return.xlsx, found "ftp://www.example.org/a"`,
		"www.example.org/a":                        `want a web address such as https://www.example.org/return.xlsx, found "www.example.org/a"`,
		"https:///a":                               `want a web address such as https://www.example.org/return.xlsx, found "https:///a"`,
		"https://user:password@www.example.org/a":  "want an address without a user and a password, which do not belong into a config that others read; planwatch fetches only what needs no login",
		"https://user:pass word@www.example.org/a": "want an address without a user and a password, which do not belong into a config that others read; planwatch fetches only what needs no login",
		"https://user@www.example.org/a":           "want an address without a user and a password, which do not belong into a config that others read; planwatch fetches only what needs no login",
	} {
		got := ""
		if u, err := ParseURL(text); err != nil {
			got = err.Error()
		} else {
			got = Address{URL: u}.String()
		}
		if got != want {
			t.Errorf("%s\n got: %s\nwant: %s", text, got, want)
		}
	}
}

// TestFailing counts from the first failure until it works again.
func TestFailing(t *testing.T) {
	fault := faultf("Do this.", "it answered 404 Not Found")
	r := Record{}.FailedWith(fault, at).FailedWith(fault, at.AddDate(0, 0, 1))
	if !r.Failing() || !r.Since.Equal(at) || !r.Failed.Equal(at.AddDate(0, 0, 1)) || r.Says != fault.Says || r.Do != fault.Do {
		t.Errorf("%+v", r)
	}
	if r = r.unchanged(at.AddDate(0, 0, 2)); r.Failing() || r.Failed.IsZero() {
		t.Errorf("%+v", r)
	}
	for range 2 * remembered {
		r = r.kept("a", at)
	}
	if len(r.Downloads) != remembered {
		t.Errorf("%d downloads are remembered", len(r.Downloads))
	}
}
