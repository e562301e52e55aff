package mailer

import (
	"fmt"
	htmltemplate "html/template"
	"slices"
	"strings"
	"sync"
	"time"

	"followup/mailer/command"
	"followup/rules"
)

// A Notice is a mail to the user about what they told by mail.
type Notice struct {
	ID      string   // is part of the Message-ID, and different for each notice
	Subject string   // "Noted: they said no, nurse at Acme"
	Answers []string // the Message-IDs of the mails that it is about; "" for one that is not known
	Remarks []Remark // one for each thing that was told

	// About is what a reply to it is about, if it has a kind.
	About rules.Key
}

// A Remark says what came of something that was told, or offers something.
type Remark struct {
	Lines   []string // each is a paragraph
	Undo    rules.Key
	Command string // that takes it back, or ""
	Offer   Offer  // in place of a button that takes it back
	Quoted  string // what somebody else wrote, harmless; it stands below the button
}

// An Offer is a button with other words than undo, and the command that does the same. Either may be missing.
type Offer struct {
	About   rules.Key
	Words   string // that the mail says
	Prose   string // what a person reads in its subject
	Label   string
	Command string
	Back    bool // it takes back what the remark says
}

var noticeLayout = sync.OnceValue(func() *htmltemplate.Template {
	return htmltemplate.Must(htmltemplate.New("notice").Parse(noticeText))
})

const noticeText = `<!DOCTYPE html>
<html lang="en"><body style="font: 16px/1.5 sans-serif">
{{range $i, $r := .}}{{if $i}}<hr>
{{end}}{{range .Lines}}<p dir="auto">{{.}}</p>
{{end}}{{if .Link}}<p><a href="{{.Link}}" style="font-weight: bold">{{.Label}}</a></p>
{{end}}{{with .Typed}}<p style="font-size: 14px"><code>{{.}}</code></p>
{{end}}{{with .Quoted}}<blockquote dir="auto">{{.}}</blockquote>
{{end}}{{end}}</body></html>
`

// A linkedRemark is a remark with a button.
type linkedRemark struct {
	Remark
	Link  htmltemplate.URL // of our own making; the template would break a mailto: link that it does not trust
	Label string           // of the button
	Typed string           // the command that does the same
}

func (m *Composer) linked(r Remark, now time.Time) linkedRemark {
	lines := make([]string, len(r.Lines))
	for i, line := range r.Lines {
		lines[i] = rules.OneLine(line)
	}
	r.Lines = lines
	one := linkedRemark{Remark: r, Label: "Undo", Typed: r.Command}
	button := Offer{About: r.Undo, Words: string(command.VerbUndo), Prose: "Undo what I told by mail"}
	if r.Offer != (Offer{}) {
		button, one.Label, one.Typed = r.Offer, r.Offer.Label, r.Offer.Command
	}
	if m.post != nil && one.Label != "" && one.Typed != "" {
		one.Link = htmltemplate.URL(m.post.Button(button.About, button.Words, button.Prose, now))
	}
	return one
}

// Text returns the remark as plain text.
func (r linkedRemark) Text() string {
	text := strings.Join(r.Lines, "\n\n") + "\n"
	switch {
	case r.Offer.Command != "" && !r.Offer.Back:
		text += "\nOn the command line: " + r.Offer.Command + "\n"
	case r.Typed != "":
		text += "\nTo take it back: " + r.Typed + "\n"
	}
	if r.Link != "" {
		text += "\n" + r.Label + " by mail:\n" + string(r.Link) + "\n"
	}
	if r.Quoted != "" {
		text += "\n> " + r.Quoted + "\n"
	}
	return text
}

// maxAnswered is how many mails a notice names that it is about, and maxAnsweredID how long the id of one may be.
const maxAnswered, maxAnsweredID = 20, 200

// Notice writes a notice. If the reminders have buttons, each remark has one that takes back what it is about.
func (m *Composer) Notice(n Notice, now time.Time) (rules.Message, error) {
	var remarks []linkedRemark
	var texts []string
	for _, r := range n.Remarks {
		one := m.linked(r, now)
		remarks, texts = append(remarks, one), append(texts, one.Text())
	}
	var html strings.Builder
	if err := noticeLayout().Execute(&html, remarks); err != nil {
		return rules.Message{}, fmt.Errorf("cannot lay out the notice: %w", err)
	}
	msg := rules.Message{
		ID:      fmt.Sprintf("<told.%s@%s>", m.digest("notice", n.ID)[:24], m.domain),
		Subject: rules.Clip(rules.OneLine(n.Subject), maxSubject),
	}
	h := m.header(msg, now)
	answers := slices.DeleteFunc(slices.Clone(n.Answers), func(id string) bool {
		return id == "" || len(id) > maxAnsweredID
	})
	answers = answers[:min(len(answers), maxAnswered)]
	if m.post != nil && n.About.Kind != "" {
		answers = append(answers, m.post.Reference(n.About, now))
	}
	if len(answers) > 0 {
		h.fold("References", answers)
	}
	msg.Bytes = assemble(h, msg.ID, strings.Join(texts, "\n"), html.String(), nil)
	return msg, nil
}
