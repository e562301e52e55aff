package mailer

import (
	"cmp"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"slices"
	"strings"
	"sync"
	texttemplate "text/template"
	"time"

	"followup/mailer/command"
	"followup/rules"
	"followup/rules/people"
)

//go:embed reminder.txt reminder.html
var layouts embed.FS

// The layouts are parsed when first used: most commands compose no mail.
var (
	textLayout = sync.OnceValue(func() *texttemplate.Template {
		return texttemplate.Must(texttemplate.ParseFS(layouts, "reminder.txt"))
	})
	htmlLayout = sync.OnceValue(func() *htmltemplate.Template {
		return htmltemplate.Must(htmltemplate.ParseFS(layouts, "reminder.html"))
	})
)

// reminder is the data of reminder.txt and reminder.html: everything that the email to the user says.
type reminder struct {
	Subject string // of the reminder itself
	Lead    string // the first words of the first draft
	When    string // "Send by Fri 14:00"
	Why     string

	Ask    *ask // instead of Drafts: what a draft needs
	Drafts []shown

	Gaps []Gap // what the only draft lacks, or all of several drafts

	Elsewhere []elsewhere // the other open applications, in the first mail about an offer
	More      int         // how many open applications are not listed

	Coming []coming
	Stops  string
	Tell   []telling
	Show   string // the command that shows the rest
	Reply  string // what a reply to the reminder may say, or "" if none is read

	Quoted *theirMail // the mail that is asked about
}

type coming struct{ When, What string }

func (r reminder) render() (text, html string, err error) {
	var t, h strings.Builder
	t.Grow(4 << 10)
	h.Grow(16 << 10)
	if err := textLayout().Execute(&t, r); err != nil {
		return "", "", err
	}
	if err := htmlLayout().Execute(&h, r); err != nil {
		return "", "", err
	}
	return t.String(), h.String(), nil
}

func (m *Composer) newReminder(
	c rules.Case, s rules.Step, drafts []Draft, following []rules.Step, now time.Time,
) reminder {
	loc := m.cfg.Location
	facts := drafts[0].facts
	at := " (" + facts.Company + ")"
	short := notesTo(s, 1) + at
	r := reminder{
		When: urgency(s, now, loc),
		Why:  rules.OneLine(s.Why),
		Tell: m.tellings(c, s, now),
		Show: command.Show(c.ID),
	}
	if m.post != nil {
		r.Reply = replyTo(s)
	}
	r.Subject = r.When + ": " + short
	switch {
	case s.Kind.IsQuestion():
		r.askAbout(c, *s.Heard, loc)
	case !s.Kind.HasLetter():
		r.When = answerBy(s.Heard.Until, rules.DateOf(now, loc))
		r.Subject = "You owe " + facts.Company + " an answer by " + s.Heard.Until.Short()
	case s.AsksForHook():
		if r.When = "Find an occasion"; c.Hook != "" { // it cannot be used
			r.When = "Word the occasion"
		}
		r.Subject = r.When + ": " + short
	}
	switch {
	case s.HasDraft():
		r.Lead, r.Drafts = lead(drafts[0].Body), m.show(c, s, drafts)
		r.Gaps = takeCommonGaps(r.Drafts)
	case r.Ask == nil:
		r.Ask = newAsk(c, s, facts, loc)
	}
	r.addSeen(whatWasSeen(c, s, now, loc))
	if isFirstOfOffer(c, s) {
		r.Elsewhere, r.More = openElsewhere(c)
	}
	r.Subject = rules.Clip(r.Subject, maxSubject)
	r.Coming, r.Stops = comingAfter(s, following, loc)
	return r
}

// notesTo names the step's notes and at most names+1 of their recipients: "thank-you to Jo Smith", "thank-yous to
// Jo Smith, Ann Lee and 2 more".
func notesTo(s rules.Step, names int) string {
	if s.Kind.IsQuestion() { // it is to the user
		return s.Kind.Noun()
	}
	if len(s.To) == 1 {
		return s.Kind.Noun() + " to " + recipient(s.To[0])
	}
	var to []string
	for _, p := range s.To {
		to = append(to, recipientAmong(s.To, p))
	}
	if len(to) > names+1 { // "1 more" would be no shorter than the name
		to = append(to[:names], fmt.Sprintf("%d more", len(to)-names))
	}
	last := len(to) - 1
	return s.Kind.Noun() + "s to " + strings.Join(to[:last], ", ") + " and " + to[last]
}

func recipient(p rules.Person) string {
	return rules.OneLine(cmp.Or(people.Plain(p.Name), p.Email, "the hiring team"))
}

// recipientAmong names one of several recipients, with the address if another has the same name.
func recipientAmong(people []rules.Person, p rules.Person) string {
	namesake := func(q rules.Person) bool { return !q.Is(p) && recipient(q) == recipient(p) }
	if p.Email == "" || !slices.ContainsFunc(people, namesake) {
		return recipient(p)
	}
	return fmt.Sprintf("%s <%s>", recipient(p), rules.OneLine(p.Email))
}

// urgency says when to send: "Send by Fri 14:00", "Last call, send by Fri 14:00", "Send now", "Send today".
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

// answerBy says when to answer an offer: "Answer today", "Answer by Fri 18 Dec".
func answerBy(day, today rules.Date) string {
	if day == today {
		return "Answer today"
	}
	return "Answer by " + day.Short()
}

// near formats a moment, without the date if it is less than a week away.
func near(t, now time.Time, loc *time.Location) string {
	if rules.DateOf(now, loc).DaysUntil(rules.DateOf(t, loc)) < 7 {
		return t.In(loc).Format("Mon 15:04")
	}
	return t.In(loc).Format("Mon 2 Jan 15:04")
}
