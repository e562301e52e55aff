package main

import (
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

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
