package mailer

import (
	"fmt"
	htmltemplate "html/template"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/rules"
)

// A Notice is what a mail to the user says about something that they told by mail.
type Notice struct {
	ID      string   // is part of the Message-ID, and different for each notice
	Subject string   // "Noted: they said no, nurse at Acme"
	Lines   []string // each is a paragraph
	Undo    rules.Key
	Command string // that takes it back, or ""
}

var noticeLayout = htmltemplate.Must(htmltemplate.New("notice").Parse(`<!DOCTYPE html>
<html lang="en"><body style="font: 16px/1.5 sans-serif">
{{range .Lines}}<p dir="auto">{{.}}</p>
{{end}}{{with .Link}}<p><a href="{{.}}" style="font-weight: bold">Undo</a></p>
{{end}}{{with .Command}}<p style="font-size: 14px"><code>{{.}}</code></p>
{{end}}</body></html>
`))

// Notice writes a notice, with a button that takes back what it is about if the reminders have buttons.
func (m *Composer) Notice(n Notice, now time.Time) (rules.Message, error) {
	link := ""
	if m.post != nil && n.Command != "" {
		link = m.post.Button(n.Undo, string(command.VerbUndo), "Undo what I told by mail", now)
	}
	for i, line := range n.Lines {
		n.Lines[i] = rules.OneLine(line)
	}
	var html strings.Builder
	err := noticeLayout.Execute(&html, struct {
		Notice
		Link htmltemplate.URL // of our own making; the template would break a mailto: link that it does not trust
	}{n, htmltemplate.URL(link)})
	if err != nil {
		return rules.Message{}, fmt.Errorf("cannot lay out the notice: %w", err)
	}
	text := strings.Join(n.Lines, "\n\n") + "\n"
	if n.Command != "" {
		text += "\nTo take it back: " + n.Command + "\n"
	}
	if link != "" {
		text += "\nUndo by mail:\n" + link + "\n"
	}
	msg := rules.Message{
		ID:      fmt.Sprintf("<told.%s@%s>", m.digest("notice", n.ID)[:24], m.domain),
		Subject: rules.Clip(rules.OneLine(n.Subject), maxSubject),
	}
	msg.Bytes = assemble(m.header(msg, now), msg.ID, text, html.String(), nil)
	return msg, nil
}
