package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mailServer is a small SMTP server on loopback that takes every message, or refuses every recipient.
type mailServer struct {
	port     int
	refuses  bool
	messages chan mailMessage
}

type mailMessage struct {
	from string
	to   []string
	data string
}

func newMailServer(t *testing.T, refuses bool) *mailServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	s := &mailServer{port: l.Addr().(*net.TCPAddr).Port, refuses: refuses, messages: make(chan mailMessage, 10)}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

func (s *mailServer) talk(c net.Conn) {
	defer c.Close()
	in := textproto.NewReader(bufio.NewReader(c))
	say := func(line string) { fmt.Fprintf(c, "%s\r\n", line) }
	say("220 mail.example.org")
	var m mailMessage
	for {
		line, err := in.ReadLine()
		if err != nil {
			return
		}
		switch verb, rest, _ := strings.Cut(line, ":"); strings.ToUpper(verb) {
		case "MAIL FROM":
			m = mailMessage{from: strings.Trim(strings.Fields(rest)[0], "<>")}
			say("250 OK")
		case "RCPT TO":
			if s.refuses {
				say("550 no such mailbox here")
				continue
			}
			m.to = append(m.to, strings.Trim(rest, "<>"))
			say("250 OK")
		case "DATA":
			say("354 go on")
			lines, err := in.ReadDotLines()
			if err != nil {
				return
			}
			m.data = strings.Join(lines, "\n")
			s.messages <- m
			say("250 OK")
		case "QUIT":
			say("221 bye")
			return
		default: // EHLO, NOOP, RSET
			say("250 OK")
		}
	}
}

// mailOffice is an office that sends through the server.
func mailOffice(t *testing.T, s *mailServer) *office {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "West Office")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	c := defaultConfig()
	c.SMTP = smtpConfig{Host: "127.0.0.1", Port: s.port, TLS: "none", From: "planwatch@example.org", To: []string{"office@example.org", "panel@example.org"}}
	o, err := openOffice(&workspace{dir: dir, config: c}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestMail sends what is new in one message, once.
func TestMail(t *testing.T) {
	s := newMailServer(t, false)
	o := mailOffice(t, s)
	o.mailNotices(context.Background()) // nothing to say
	o.board.set(kindLate, []notice{{Subject: "x", Text: "The return of Ŵ-district for October 2026 is late: it was due on 20 November 2026.", Do: "Ask for it."}})
	o.board.event(kindRevision, notice{Subject: "y", Text: "return.csv changes 1 figure by more than 10%.", Do: "Look at it."})
	o.mailNotices(context.Background())
	o.mailNotices(context.Background())
	if len(s.messages) != 1 {
		t.Fatalf("%d messages, want 1", len(s.messages))
	}
	m := <-s.messages
	if m.from != "planwatch@example.org" || strings.Join(m.to, " ") != "office@example.org panel@example.org" {
		t.Errorf("from %s to %v", m.from, m.to)
	}
	for _, want := range []string{
		"Subject: Planwatch: 2 notices for you (West Office)", "Auto-Submitted: auto-generated", "charset=UTF-8", "return.csv changes 1 figure", "What to do: Ask for it.",
		"planwatch notices --seen ID",
	} {
		if !strings.Contains(m.data, want) {
			t.Errorf("the message lacks %q:\n%s", want, m.data)
		}
	}
	o.board.event(kindRevision, notice{Subject: "z", Text: "another", Do: "Look."})
	o.mailNotices(context.Background())
	if m := <-s.messages; !strings.Contains(m.data, "Planwatch: 1 notice for you") || strings.Contains(m.data, "district") {
		t.Errorf("the second message says more than what is new:\n%s", m.data)
	}
}

// TestMailFails hangs up a notice when the server refuses or is not there, and sends what is unsent when it is back.
func TestMailFails(t *testing.T) {
	s := newMailServer(t, true)
	o := mailOffice(t, s)
	o.board.event(kindRevision, notice{Subject: "y", Text: "return.csv changes 1 figure.", Do: "Look at it."})
	o.mailNotices(context.Background())
	said := func() string {
		for _, n := range o.board.list() {
			if n.Kind == kindMail {
				return n.Text
			}
		}
		return ""
	}
	if want := fmt.Sprintf("Notices can't be sent by e-mail through 127.0.0.1:%d: ", s.port); !strings.HasPrefix(said(), want) || !strings.Contains(said(), "no such mailbox here") {
		t.Errorf("the notice says %q, want %q and the server's words", said(), want)
	}
	s.refuses = false
	o.mailNotices(context.Background())
	if len(s.messages) != 1 || said() != "" {
		t.Errorf("%d messages, and the notice says %q", len(s.messages), said())
	}
	o.space.config.SMTP.Port = 1 // nobody listens there
	o.board.event(kindRevision, notice{Subject: "w", Text: "more", Do: "Look."})
	o.mailNotices(context.Background())
	if !strings.Contains(said(), "connection refused") {
		t.Errorf("the notice says %q", said())
	}
	o.space.config.SMTP.User = "office"
	o.mailNotices(context.Background())
	if !strings.Contains(said(), "smtp.user wants a smtp.password_file, found none") {
		t.Errorf("the notice says %q", said())
	}
}
