package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail"
)

// mailTime is how long sending may take.
const mailTime = 20 * time.Second

// mailNotices sends the notices that were not sent yet, in one message. When that fails the notices stay unsent, and
// one more says so; it is tried again later.
func (o *office) mailNotices(ctx context.Context) {
	c := o.space.config.SMTP
	if c.Host == "" {
		return
	}
	var unsent []notice
	for _, n := range o.board.list() {
		if !n.Mailed && n.Kind != kindMail {
			unsent = append(unsent, n)
		}
	}
	if len(unsent) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, mailTime)
	defer cancel()
	if err := c.send(ctx, o.space, unsent); err != nil {
		o.board.set(kindMail, []notice{{
			Subject: c.Host, Text: fmt.Sprintf("Notices can't be sent by e-mail through %s:%d: %s", c.Host, c.Port, sentence(err.Error())),
			Do: "Look at smtp in " + configName + ". It is tried again by itself.",
		}})
		return
	}
	o.board.set(kindMail, nil)
	o.board.change(func(list []notice) []notice {
		for i := range list {
			for _, n := range unsent {
				list[i].Mailed = list[i].Mailed || list[i].ID == n.ID
			}
		}
		return list
	})
	o.log.Info("notices sent", "count", len(unsent), "to", strings.Join(c.To, ", "))
}

// send sends one message about notices.
func (c smtpConfig) send(ctx context.Context, space *workspace, notices []notice) error {
	m := mail.NewMsg()
	if err := m.From(c.From); err != nil {
		return err
	}
	if err := m.To(c.To...); err != nil {
		return err
	}
	m.SetDateWithValue(now())
	m.SetMessageID()
	m.SetGenHeader(mail.HeaderPrecedence, "bulk")
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.Subject(fmt.Sprintf("Planwatch: %s for you (%s)", countOf(len(notices), "notice", "notices"), officeName(space)))
	m.SetBodyString(mail.TypeTextPlain, noticesText(notices))
	options := []mail.Option{mail.WithPort(c.Port), mail.WithTimeout(mailTime), mail.WithTLSPolicy(mail.TLSMandatory)}
	switch c.TLS {
	case "tls":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if c.User != "" {
		password, err := space.mailPassword()
		if err != nil {
			return err
		}
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(c.User), mail.WithPassword(password))
	}
	client, err := mail.NewClient(c.Host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, m)
}

// mailPassword is the first line of the password file.
func (space *workspace) mailPassword() (string, error) {
	c := space.config.SMTP
	if c.PasswordFile == "" {
		return "", fmt.Errorf("smtp.user wants a smtp.password_file, found none")
	}
	content, err := os.ReadFile(space.path(c.PasswordFile))
	if err != nil {
		return "", fmt.Errorf("read smtp.password_file %s: %s", c.PasswordFile, unwrapped(err))
	}
	return firstLine(content), nil
}

// officeName is what the workspace's folder is called.
func officeName(space *workspace) string { return filepath.Base(officeFolder(space)) }

// officeFolder is where the workspace is on this machine.
func officeFolder(space *workspace) string {
	if dir, err := filepath.Abs(space.dir); err == nil {
		return dir
	}
	return space.dir
}

// noticesText lists notices for a letter or a terminal.
func noticesText(notices []notice) string {
	var b strings.Builder
	for _, n := range notices {
		fmt.Fprintf(&b, "%s\n%s\n(since %s; notice %s)\n\n", wrap(n.Text, 76, ""), wrap("What to do: "+n.Do, 76, ""), clockWords(n.Since), n.ID)
	}
	b.WriteString("Once an event is dealt with: planwatch notices --seen ID\n")
	return b.String()
}

// printable is a text without what would steer a terminal: names of files may hold anything.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
