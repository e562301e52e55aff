package mailer

import (
	"cmp"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"slices"
	"strings"
	texttemplate "text/template"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

//go:embed reminder.txt reminder.html
var layouts embed.FS

var (
	textLayout = texttemplate.Must(texttemplate.ParseFS(layouts, "reminder.txt"))
	htmlLayout = htmltemplate.Must(htmltemplate.ParseFS(layouts, "reminder.html"))
)

// reminder is everything that the email to the user says, for reminder.txt and reminder.html.
type reminder struct {
	Subject string // of the reminder itself
	What    string // "Thank-you to Jo Smith (Acme)"
	When    string // "Send by Fri 14:00"
	Why     string

	Ask *ask // for what a draft needs; there is none then, and the fields up to Earlier are empty

	To           string
	DraftSubject string
	DraftBody    string
	Hint         string   // how to send it, for notes that answer something
	Faults       []string // what makes the draft not ready, each a clause about it
	Gaps         []Gap    // what the draft does without
	Preview      string   // the command that shows the draft with the gaps filled
	SameAs       string   // another of the panel, to whom the draft reads the same
	Earlier      *earlier // a draft that was only taken as sent

	Coming   []coming
	Stops    string
	Commands []command
	Refusals []command // told in short

	Mail, Gmail, Outlook htmltemplate.URL
	MailNote             string // what did not fit into the links
}

type earlier struct{ On, Subject, Body string }

type coming struct{ When, What string }

type command struct{ Line, Means string }

func (r reminder) render() (text, html string, err error) {
	var t, h strings.Builder
	t.Grow(4 << 10)
	h.Grow(16 << 10)
	if err := textLayout.Execute(&t, r); err != nil {
		return "", "", err
	}
	if err := htmlLayout.Execute(&h, r); err != nil {
		return "", "", err
	}
	return t.String(), h.String(), nil
}

func (m *Composer) newReminder(c rules.Case, s rules.Step, d Draft, pause rules.Pause, now time.Time) reminder {
	loc := m.cfg.Policy.Location
	what := s.Kind.Noun() + " to " + recipient(s.To) + " (" + d.facts.Company + ")"
	r := reminder{
		When:     urgency(s, now, loc),
		What:     letters.Capital(what),
		Why:      letters.OneLine(s.Why),
		Commands: commands(c, s, now),
		Refusals: refusals(c, s),
	}
	r.Subject = r.When + ": " + what
	switch {
	case s.Kind.IsWordOnly():
		r.What = "You owe " + d.facts.Company + " an answer by " + s.Heard.Until.Short()
		r.When, r.Subject = answerBy(s.Heard.Until, rules.DateOf(now, loc)), r.What
	case s.AsksForHook():
		r.When = "Find an occasion"
		r.Subject = r.When + ": " + what
	}
	if s.HasDraft() {
		m.addDraft(&r, c, s, d, now)
	} else {
		r.Ask = newAsk(s, d.facts, loc)
	}
	r.Subject = clip(r.Subject, maxSubject)
	r.Coming, r.Stops = m.coming(c, s, pause, now)
	return r
}

// addDraft adds the draft, and what is to be known about it.
func (m *Composer) addDraft(r *reminder, c rules.Case, s rules.Step, d Draft, now time.Time) {
	r.To, r.DraftSubject, r.DraftBody = letters.OneLine(s.To.String()), d.Subject, d.Body
	if !followsSomebodyElse(s) {
		r.Hint = s.Kind.Hint()
	}
	r.Faults, r.Gaps = d.Faults, d.Gaps
	if slices.ContainsFunc(d.Gaps, func(g Gap) bool { return g.Command != "" }) {
		r.Preview = fmt.Sprintf("followup preview %d --kind %s", s.Number(), s.Kind) + ToOneOf(c, s)
	}
	r.SameAs = m.sameAs(c, s, d, now)
	r.Earlier = earlierDraft(s, m.cfg.Policy.Location)
	r.addLinks(d)
}

func recipient(p rules.Person) string {
	return letters.OneLine(cmp.Or(rules.PlainName(p.Name), p.Email, "the hiring team"))
}

// urgency says by when to send: "Send by Fri 14:00", "Last call, send by Fri 14:00", "Send now", "Send today".
func urgency(s rules.Step, now time.Time, loc *time.Location) string {
	words := "Send today"
	switch {
	case s.Late, !s.Deadline.IsZero() && !s.Deadline.After(now):
		words = "Send now"
	case !s.Deadline.IsZero():
		words = "Send by " + near(s.Deadline, now, loc)
	}
	if s.LastCall {
		words = "Last call, " + strings.ToLower(words[:1]) + words[1:]
	}
	return words
}

// answerBy says by when to answer an offer: "Answer today", "Answer by Fri 18 Dec".
func answerBy(day, today rules.Date) string {
	if day == today {
		return "Answer today"
	}
	return "Answer by " + day.Short()
}

// near is a moment without the date where the weekday says it.
func near(t, now time.Time, loc *time.Location) string {
	if rules.DateOf(now, loc).DaysUntil(rules.DateOf(t, loc)) < 7 {
		return t.In(loc).Format("Mon 15:04")
	}
	return t.In(loc).Format("Mon 2 Jan 15:04")
}

// followsSomebodyElse tells whether the email that a second request follows up on went to another person, whose place
// the addressee has taken since.
func followsSomebodyElse(s rules.Step) bool {
	return s.Quotes != nil && s.Quotes.Recipient != s.Recipient
}

// earlierDraft is the draft that was taken as sent because nobody said otherwise. One to somebody else is none to send.
func earlierDraft(s rules.Step, loc *time.Location) *earlier {
	if !s.Assumed || s.Quotes == nil || followsSomebodyElse(s) || s.Quotes.Message.DraftBody == "" {
		return nil
	}
	return &earlier{
		On:      rules.DateOf(s.QuotesSentAt, loc).Short(),
		Subject: letters.OneLine(s.Quotes.Message.DraftSubject),
		Body:    s.Quotes.Message.DraftBody,
	}
}

// sameAs is another interviewer of the same interview whose thank-you reads like this one but for the name, or "".
func (m *Composer) sameAs(c rules.Case, s rules.Step, d Draft, now time.Time) string {
	if s.Kind != rules.ThankYou {
		return ""
	}
	for _, p := range letters.About(c, s, now).Interviewers {
		if p.Key() == s.Recipient {
			continue
		}
		other := s
		other.To, other.Recipient = p, p.Key()
		theirs := letters.Gather(c, other, m.cfg.User, m.cfg.Policy.Location, now)
		theirs.Salutation, theirs.Name, theirs.Address = d.facts.Salutation, d.facts.Name, d.facts.Address
		if letter, err := m.letters.Write(s.Kind, theirs); err == nil && letter.Body == d.Body {
			return recipient(p)
		}
	}
	return ""
}

// linkNotes say what a link leaves out.
var linkNotes = map[fitting]string{
	fitsNoQuote: "The quoted email is too long for a link; to send it along, use the attached draft.eml.",
	fitsNoText:  "The draft is too long for a link: it opens an empty email, so paste the text into it.",
}

// addLinks adds the links that open the draft, and a note on what the shortest of them leaves out.
func (r *reminder) addLinks(d Draft) {
	address, _ := safeAddress(d.To.Email)
	mail, a := link(mailto, address, d)
	google, b := link(gmail, address, d)
	microsoft, c := link(outlook, address, d)

	// Everything in the links is percent-encoded, so the template need not look at them again.
	r.Mail, r.Gmail, r.Outlook = htmltemplate.URL(mail), htmltemplate.URL(google), htmltemplate.URL(microsoft)
	r.MailNote = linkNotes[max(a, b, c)]
}
