package mailer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/rules"
)

// theirMail is the beginning of a mail that somebody else wrote. It stands below everything else, so that nothing in
// it is taken for the program's own words.
type theirMail struct{ From, Subject, Text string }

// askAbout turns a reminder into the question what a mail says that was seen in the mailbox. The subject and the text
// name the role: one person may be asked about in two applications, and a button is pressed in a hurry.
func (r *reminder) askAbout(c rules.Case, e rules.Event, loc *time.Location) {
	who, company, role := rules.Clip(senderOf(e), maxSender), rules.OneLine(c.Company), rules.OneLine(c.Role)
	r.When = "Tell followup what the mail says"
	r.Subject = fmt.Sprintf("What did %s say? (%s at %s)", who, role, company)
	on := e.At.In(loc).Format("Mon 2 Jan, 15:04")
	r.Ask = &ask{Intro: fmt.Sprintf("%s wrote to you on %s. Until you say what the mail says about the %s role, no "+
		"request for news about it comes.", who, on, role)}
	if e.Certainty == rules.Perhaps {
		r.When = "Look at the mail"
		r.Subject = fmt.Sprintf("Is this the answer of %s? (%s)", company, role)
		r.Ask.Intro = fmt.Sprintf("A mail from %s came on %s. It may be about the %s role. That is not sure, so your "+
			"reminders go on.", who, on, role)
	}
	r.Quoted = &theirMail{
		From: rules.HarmlessLine(e.Mail.From), Subject: rules.HarmlessLine(e.Mail.Subject),
		Text: cmp.Or(rules.Excerpt(e.Mail.Text), "(no text)"),
	}
}

// addSeen says what was seen in the mailbox, beside the first draft if there is one.
func (r *reminder) addSeen(seen []string) {
	if len(r.Drafts) > 0 {
		r.Drafts[0].Notes = append(r.Drafts[0].Notes, seen...)
		return
	}
	r.Ask.Intro = strings.Join(append([]string{r.Ask.Intro}, seen...), " ")
}

// maxSender is how many characters the name of a sender takes. Anybody can write any name.
const maxSender = 60

// senderOf returns who wrote a mail, in words that no mail program makes a link of.
func senderOf(e rules.Event) string {
	switch {
	case !e.From.IsTeam():
		return recipient(e.From)
	case e.Mail.From != "":
		return rules.HarmlessLine(e.Mail.From)
	}
	return "Somebody"
}

// whatWasSeen says what was seen in the mailbox that the user should know with this reminder, in whole sentences.
func whatWasSeen(c rules.Case, s rules.Step, now time.Time, loc *time.Location) (list []string) {
	if s.Unseen {
		list = append(list, "Your mailbox could not be looked at, so followup could not see whether they answered.")
	}
	if e := c.PerhapsAnswered(now); e != nil && s.Kind.IsStatus() {
		list = append(list, fmt.Sprintf("The mail from %s of %s may be their answer: look at it first.",
			rules.Clip(senderOf(*e), maxSender), e.At.In(loc).Format("Mon 2 Jan, 15:04")))
	}
	for _, e := range c.History.Events {
		was := fmt.Sprintf("mail of %s to %s", e.At.In(loc).Format("Mon 2 Jan, 15:04"), recipient(e.To))
		switch {
		case e.Kind == rules.Wrote && s.LastCall && isOf(e, s):
			list = append(list, fmt.Sprintf("Was your %s this thank-you? If so: %s", was,
				command.Sent(s.Number(), s.Kind, command.To(c, s.Key, e.To))))
		case e.Kind == rules.Sent && e.Certainty == rules.Likely && !e.RecordedAt.Before(lastCame(c)):
			list = append(list, fmt.Sprintf(
				"Your %s was taken for the %s, because it has its subject. If it was not: %s",
				was, e.Note.Noun(), command.Undo(c.ID)))
		}
	}
	return list
}

// isOf reports whether the event is about one of the step's notes.
func isOf(e rules.Event, s rules.Step) bool {
	return e.Note == s.Kind && e.InterviewID == s.InterviewID && slices.ContainsFunc(s.To, e.To.Is)
}

// lastCame returns when the latest reminder of the application was delivered, or zero.
func lastCame(c rules.Case) (last time.Time) {
	for _, r := range c.History.Reminders {
		if r.State == rules.Delivered && r.SettledAt.After(last) {
			last = r.SettledAt
		}
	}
	return last
}
