package mailer

import (
	htmltemplate "html/template"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/rules"
)

// A telling is something that the user may tell, and the buttons that open a mail that tells it.
type telling struct {
	tell
	Buttons []action // none if mails from the user are not read
}

// TellByMail lets the reminders be answered by mail, with tokens of the signer. It must be called before the first
// reminder is composed.
func (m *Composer) TellByMail(s command.Signer) {
	m.post = &command.Post{Signer: s, Address: m.from.Address}
}

// tellings returns what the user may tell after a step.
func (m *Composer) tellings(c rules.Case, s rules.Step, now time.Time) (list []telling) {
	for i, t := range whatToTell(c, s, now) {
		one := telling{tell: t}
		switch {
		case m.post == nil:
		case t.words != "":
			one.Buttons = m.button(s, t.words, t.What, now)
		case i == 0:
			one.Buttons = m.button(s, sentWords(c, s), t.What, now)
		case s.Kind.AwaitsDecision():
			for _, answer := range []string{"undecided", "no", "offer", "next round"} {
				one.Buttons = append(one.Buttons, m.button(s, answer, answer, now)...)
			}
		}
		list = append(list, one)
	}
	return list
}

// replyTo returns a line that makes sense as a reply to the reminder for a step, besides that its note was sent.
func replyTo(s rules.Step) string {
	switch {
	case s.Kind == rules.OfferThanks, s.Kind == rules.OfferAnswer:
		return "offer until friday"
	case s.Kind != rules.NoShowNote && s.Kind.AwaitsDecision():
		return "undecided until friday"
	}
	return string(command.VerbSkip) // they have decided, or met nobody
}

// sentWords returns the words of a mail that say that the notes of a step were sent, or "" if they cannot be said.
func sentWords(c rules.Case, s rules.Step) string {
	to := strings.TrimPrefix(string(toOne(c, s)), "--")
	if strings.Contains(to, command.Blank) {
		return ""
	}
	return strings.TrimSpace(string(command.VerbSent) + " " + to)
}

// button returns a button that says these words about a step, or none if there are no words.
func (m *Composer) button(s rules.Step, words, label string, now time.Time) []action {
	if words == "" {
		return nil
	}
	link := m.post.Button(s.Key, words, "To followup: "+label, now)
	return []action{{URL: htmltemplate.URL(link), Label: label}}
}
