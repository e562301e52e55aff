package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"followup/cmd/followup/term"
)

// panicking is a mail that makes its reader panic.
type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("no such mail") }

// TestIngestExits: whatever happens, the exit code is one that no mail server takes for a refusal.
func TestIngestExits(t *testing.T) {
	const mail = "From: sam@example.test\nTo: sam@example.test\n" +
		"Subject: [fu 1-AAAAAAAAAAAAAAAAAAAAAAAA undecided]\n\n"
	for _, row := range []struct {
		why      string
		mail     io.Reader
		database string // what is in its place
		args     []string
		want     int
	}{
		{"an empty mail", strings.NewReader(""), "", nil, 0},
		{"no mail", strings.NewReader("\x00\xff\n\n"), "", nil, 0},
		{"somebody's mail", strings.NewReader("From: jo@acme.test\n\nstop\n"), "", nil, 0},
		{"a mail that breaks off", iotest.ErrReader(errors.New("the pipe broke")), "", nil, 75},
		{"a panic", panicking{}, "", nil, 75},
		{"no database", strings.NewReader(mail), "", nil, 75},
		{"an empty database", strings.NewReader(mail), " ", nil, 75},
		{"a file that is none", strings.NewReader(mail), "not a database, but longer than its header is", nil, 75},
		{"an argument", strings.NewReader(mail), "", []string{"mail.eml"}, 75},
		{"a flag that it does not have", strings.NewReader(mail), "", []string{"--dry-run"}, 75},
		{"a config that is not there", strings.NewReader(mail), "", []string{"--config", "nowhere.toml"}, 75},
	} {
		t.Run(row.why, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("HOME", dir)
			t.Setenv("XDG_CACHE_HOME", "")
			db, file := filepath.Join(dir, "followup.db"), filepath.Join(dir, "config.toml")
			text := testConfig(25, fmt.Sprintf("[store]\npath = %q\n[mailbox]\ningest = true\n", db))
			err := os.WriteFile(file, []byte(text), 0o600)
			if err == nil && row.database != "" {
				err = os.WriteFile(db, []byte(strings.TrimSpace(row.database)), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			var said bytes.Buffer
			w := &world{
				Terminal: &term.Terminal{In: row.mail, Out: &said, Err: &said}, clock: time.Now, system: scriptSystem(),
			}
			args := append([]string{"--config", file, "ingest"}, row.args...)
			if got := w.run(context.Background(), args); got != row.want {
				t.Errorf("exit code %d, want %d\n%s", got, row.want, &said)
			}
		})
	}
}

// press MAIL LABEL FILE writes the mail that a button of a mail opens, as a mail program sends it, to a file.
func press(ts *testscript.TestScript, _ bool, args []string) {
	button := regexp.MustCompile(`<a href="(mailto:[^"]*)"[^>]*>` + regexp.QuoteMeta(args[1]) + `</a>`)
	found := button.FindStringSubmatch(htmlOf(ts, args[0]))
	if found == nil {
		ts.Fatalf("%s has no button %q", args[0], args[1])
	}
	link, err := url.Parse(html.UnescapeString(found[1]))
	ts.Check(err)
	to, err := url.PathUnescape(link.Opaque)
	ts.Check(err)
	// A mail program leaves a plus as it is.
	query, err := url.ParseQuery(strings.ReplaceAll(link.RawQuery, "+", "%2B"))
	ts.Check(err)
	subject := mime.QEncoding.Encode("utf-8", query.Get("subject"))
	writeMail(ts, args[2], fmt.Sprintf("Subject: %s\nTo: %s\n\n%s\n", subject, to, query.Get("body")))
}

// reply MAIL FILE TEXT writes a reply to a mail, with the text above the quoted mail, to a file.
func reply(ts *testscript.TestScript, _ bool, args []string) {
	m, err := mail.ReadMessage(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	id := m.Header.Get("Message-ID")
	writeMail(ts, args[1], fmt.Sprintf("Subject: Re: %s\nTo: %s\nIn-Reply-To: %s\nReferences: %s %[3]s\n\n%[5]s\n\n"+
		"On Tue, 1 Dec 2026 at 18:00, Sam wrote:\n> undo\n", m.Header.Get("Subject"), m.Header.Get("From"), id,
		m.Header.Get("References"), args[2]))
}

// writeMail writes a mail from the user.
func writeMail(ts *testscript.TestScript, file, rest string) {
	ts.Check(os.WriteFile(ts.MkAbs(file), []byte("From: Sam Weber <sam@example.test>\n"+rest), 0o600))
}

// htmlOf returns the HTML of a mail of the program's.
func htmlOf(ts *testscript.TestScript, file string) string {
	m, err := mail.ReadMessage(strings.NewReader(ts.ReadFile(file)))
	ts.Check(err)
	body, kind := io.Reader(m.Body), m.Header.Get("Content-Type")
	for {
		name, params, err := mime.ParseMediaType(kind)
		ts.Check(err)
		if name == "text/html" {
			text, err := io.ReadAll(quotedprintable.NewReader(body))
			ts.Check(err)
			return string(text)
		}
		parts := multipart.NewReader(body, params["boundary"])
		part, err := parts.NextRawPart()
		if err == nil && name == "multipart/alternative" {
			part, err = parts.NextRawPart()
		}
		ts.Check(err)
		body, kind = part, part.Header.Get("Content-Type")
	}
}

// draft MAIL FILE writes the draft that is attached to a reminder to a file. MAIL may be a pattern.
func draft(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%s is %d files", args[0], len(found))
	}
	text := strings.ReplaceAll(ts.ReadFile(found[0]), "\r\n", "\n")
	_, after, ok := strings.Cut(text, "\nContent-Type: message/rfc822\n\n")
	if !ok {
		ts.Fatalf("%s has no draft", args[0])
	}
	mail, _, _ := strings.Cut(after, "\n--=_")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(mail), 0o600))
}
