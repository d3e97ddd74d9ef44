package sheet

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// tokens writes what the scanner gives as one line.
func tokens(source io.Reader, nesting int) (string, error) {
	m, err := newMarkup(source, "part", nesting)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for {
		t, err := m.next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch t {
		case startTag:
			fmt.Fprintf(&b, "<%s", m.name)
			for rest := m.attributes; ; {
				var key, value []byte
				if key, value, rest = nextAttribute(rest); key == nil {
					break
				}
				fmt.Fprintf(&b, " %s=%s", key, decodedText(value))
			}
			b.WriteString(">")
		case endTag:
			fmt.Fprintf(&b, "</%s>", m.name)
		case characters:
			b.Write(m.text)
		}
	}
}

func TestMarkup(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<a/>`, `<a></a>`},
		{`<a></a >`, `<a></a>`},
		{"<a\n b='1' c = \"2\" />", `<a b=1 c=2></a>`},
		{`<x:a r:id="7">t</x:a>`, `<a r:id=7>t</a>`},
		{`<a b="1>2"><c d='>"'/></a>`, `<a b=1>2><c d=>"></c></a>`},
		{`<a>1 &lt; 2 &amp; 3 &gt; 2 &quot;&apos;</a>`, `<a>1 < 2 & 3 > 2 "'</a>`},
		{`<a>&#163;&#xA3;&#x1F600;</a>`, `<a>££😀</a>`},
		{`<a>Invalid & character, A&B; no</a>`, ``},
		{`<a>Invalid & character</a>`, `<a>Invalid & character</a>`},
		{"<a>1\r\n2\r3\n4</a>", "<a>1\n2\n3\n4</a>"},
		{"<a>1&#13;2</a>", "<a>1\r2</a>"},
		{`<?xml version="1.0"?><!-- <b> --><a><!-- > --><?x <c> ?></a>`, `<a></a>`},
		{`<a><![CDATA[<b>&amp;]]>]]&gt;</a>`, `<a><b>&amp;]]></a>`},
		{`<!DOCTYPE a PUBLIC "-//OpenOffice.org//DTD" "office.dtd"><a/>`, `<a></a>`},
		{"\xEF\xBB\xBF<a/>", `<a></a>`},
		{`<a b="&lt;x&gt;"/>`, `<a b=<x>></a>`},
		{`<a b="R&D"/>`, `<a b=R&D></a>`},
	} {
		for name, source := range map[string]io.Reader{
			"whole": strings.NewReader(c.in), "byte by byte": iotest.OneByteReader(strings.NewReader(c.in)),
			"data with the end": iotest.DataErrReader(strings.NewReader(c.in)),
		} {
			got, err := tokens(source, 10)
			if c.want == "" {
				if !errors.Is(err, ErrDamaged) {
					t.Errorf("%s (%s): got %s, %v; want damage", c.in, name, got, err)
				}
			} else if err != nil || got != c.want {
				t.Errorf("%s (%s):\ngot  %s, %v\nwant %s", c.in, name, got, err, c.want)
			}
		}
	}
}

func TestMarkupRefusals(t *testing.T) {
	for in, want := range map[string]error{
		`<a>`:               ErrDamaged,
		`<a><b></a>`:        ErrDamaged,
		`</a>`:              ErrDamaged,
		`<a></a></a>`:       ErrDamaged,
		`<`:                 ErrDamaged,
		`<a b="`:            ErrDamaged,
		`<a`:                ErrDamaged,
		`< a/>`:             ErrDamaged,
		`<!`:                ErrDamaged,
		`<!--`:              ErrDamaged,
		`<a><![CDATA[x</a>`: ErrDamaged,
		`<a>&nbsp;</a>`:     ErrDamaged,
		`<a>&#x110000;</a>`: ErrDamaged,
		`<a>&#;</a>`:        ErrDamaged,
		`<!DOCTYPE a [<!ENTITY lol "lol">]><a>&lol;</a>`:             ErrDamaged,
		`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>`: ErrDamaged,
		strings.Repeat(`<a>`, 11):                                    ErrTooLarge,
		`<a b="` + strings.Repeat("x", longestTag) + `"/>`:           ErrTooLarge,
		`<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>`:          ErrUnsupported,
	} {
		got, err := tokens(strings.NewReader(in), 10)
		if !errors.Is(err, want) {
			t.Errorf("%.60s: got %.60s, %v; want %v", in, got, err, want)
		}
	}
}

// Text longer than the buffer comes in parts; references and line ends are
// never cut in two, wherever the buffer ends.
func TestMarkupLongText(t *testing.T) {
	for shift := range 20 {
		text := strings.Repeat("x", markupBuffer-10+shift) + "&amp;\r\n&#163;" + strings.Repeat("é", 1000)
		want := "<a>" + strings.NewReplacer("&amp;", "&", "\r\n", "\n", "&#163;", "£").Replace(text) + "</a>"
		got, err := tokens(strings.NewReader("<a>"+text+"</a>"), 10)
		if err != nil || got != want {
			t.Fatalf("shift %d: %d bytes, %v; want %d", shift, len(got), err, len(want))
		}
	}
}

func TestMarkupEncodings(t *testing.T) {
	const text = `<a>£ – 😀</a>`
	units := utf16.Encode([]rune(`<?xml version="1.0"?>` + text))
	var little, big []byte
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	for name, in := range map[string]string{
		"UTF-16LE with a mark":    "\xFF\xFE" + string(little),
		"UTF-16BE with a mark":    "\xFE\xFF" + string(big),
		"UTF-16LE without a mark": string(little),
		"UTF-16BE without a mark": string(big),
		"UTF-8, declared":         `<?xml version="1.0" encoding="UTF-8"?>` + text,
	} {
		if got, err := tokens(strings.NewReader(in), 10); err != nil || got != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	const latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xA3 \x96</a>"
	if got, err := tokens(strings.NewReader(latin), 10); err != nil || got != "<a>£ –</a>" {
		t.Errorf("Latin: %q, %v", got, err)
	}
}

func TestMarkupBrokenSource(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("<a>text"), iotest.ErrReader(errors.New("disk")))
	if _, err := tokens(broken, 10); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	limit := refuse(ErrTooLarge, "stop")
	if _, err := tokens(io.MultiReader(strings.NewReader("<a><b"), iotest.ErrReader(limit)), 10); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v; want the limit's refusal", err)
	}
}

func TestSkip(t *testing.T) {
	m, err := newMarkup(strings.NewReader(`<a><b x=">"/><c><d>&unknown;<!-- </c> --><e/></d></c>after</a>`), "part", 10)
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for {
		kind, err := m.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case kind == startTag && string(m.name) != "a":
			if err := m.skip(); err != nil {
				t.Fatal(err)
			}
			seen = append(seen, "skipped")
		case kind == characters:
			seen = append(seen, string(m.text))
		}
	}
	if got := strings.Join(seen, " "); got != "skipped skipped after" {
		t.Errorf("got %q", got)
	}
}
