package mailer

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"followup/mailer/command"
	"followup/mailer/letters"
	"followup/mailer/letters/fact"
	"followup/rules"
)

// A Draft is a note to an employer, worded for one moment.
type Draft struct {
	To rules.Person
	letters.Letter

	// Mail is the draft as an .eml file. It is nil if the step has no draft; see [rules.Step.HasDraft].
	Mail []byte

	Gaps []Gap

	Edit *Edit // nil if the user did not edit it

	letters      *letters.Letters // in the language of the application
	facts        letters.Facts
	choice       letters.Choice
	origin       origin   // of the program's own letter
	answers      []string // the Message-IDs of the mails that it answers, the latest last, if they were seen
	withoutQuote string   // the body as it reads without the earlier email below it
	tooLong      bool     // the reminder has no room for it
}

// A Gap is a fact that would make the draft better and is not known.
type Gap struct {
	What    string // "the topic you discussed"
	Command string // fills it, with "…" in place of the words; "" if no command can
}

// Drafts writes the step's drafts, worded for now: one for each of its recipients, in their order.
func (m *Composer) Drafts(c rules.Case, s rules.Step, now time.Time) ([]Draft, error) {
	drafts := make([]Draft, len(s.To))
	var beside []string
	for _, n := range m.neighbours(c, s) {
		d, err := m.write(c, n.step, n.to, beside, now)
		if err == nil && n.index >= 0 {
			d.To = s.To[n.index]
			drafts[n.index], err = m.finish(c, s, d, now)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot write the %s of application %d: %w", s.Kind, s.ApplicationID, err)
		}
		beside = append(beside, d.Subject+"\n"+d.Body)
	}
	return drafts, nil
}

// write writes the letter of a step's draft to one person, if it has one. beside are those to others.
func (m *Composer) write(
	c rules.Case, s rules.Step, to rules.Person, beside []string, now time.Time,
) (d Draft, err error) {
	d = Draft{To: to, facts: m.gather(c, s, to, now), letters: m.lettersFor(c)}
	d.origin = origin{At: now, Deadline: s.Deadline, Facts: d.facts}
	if s.HasDraft() {
		d.choice = m.choice(c, s, to, beside)
		d.Letter, err = d.letters.Write(s.Kind, d.facts, d.choice)
	}
	return d, err
}

// lettersFor returns the letters in the language of an application.
func (m *Composer) lettersFor(c rules.Case) *letters.Letters {
	return m.letters[letters.In(c.Language)]
}

// gather returns what a letter may say, worded for now.
func (m *Composer) gather(c rules.Case, s rules.Step, to rules.Person, now time.Time) letters.Facts {
	user := m.cfg.User
	user.Background = readFact(letters.In(user.Language), fact.Fit, user.Background)
	return m.lettersFor(c).Gather(readable(c), s, to, user, m.cfg.Location, now)
}

// finish adds to a draft what goes with its letter.
func (m *Composer) finish(c rules.Case, s rules.Step, d Draft, now time.Time) (_ Draft, err error) {
	switch {
	case s.AsksForHook():
		d.Gaps = m.gaps(c, s, d, now)
		return d, nil
	case !s.HasDraft():
		return d, nil
	}
	d = m.takeEdit(c, s, d, now)
	if d.withoutQuote, err = m.bodyWithoutQuote(s.Kind, d); err != nil {
		return d, err
	}
	d.Subject = rules.Clip(d.Subject, maxSubject)
	if t := c.ThreadOf(s, d.To); t.IsAnsweredBy(d.Subject) {
		d.answers = slices.DeleteFunc(t.IDs, func(id string) bool { return len(id) > maxAnsweredID })
	}
	d.Mail = m.draftMail(d)
	d.Gaps = m.gaps(c, s, d, now)
	return d, nil
}

// bodyWithoutQuote returns the letter as it reads without the quoted email. The letter is written anew, for its own
// text may refer to the quote below.
func (m *Composer) bodyWithoutQuote(kind rules.Kind, d Draft) (string, error) {
	switch {
	case d.Edit.Stands():
		return strings.TrimSpace(strings.TrimSuffix(d.Body, d.Quote)), nil
	case d.facts.Quote == "":
		return d.Body, nil
	}
	f := d.facts
	f.Quote = ""
	l, err := d.letters.Write(kind, f, d.choice)
	return l.Body, err
}

// SaysAs reports whether both drafts say the same to the same person, perhaps in different words.
func (d Draft) SaysAs(other Draft) bool {
	return d.To == other.To && (d.facts == other.facts || d.Subject == other.Subject && d.Body == other.Body)
}

// draftMail returns the draft as a mail. It is 7-bit clean, because a message inside a message must not be encoded.
// The program that sends it adds Date and Message-ID. X-Unsent makes Thunderbird and classic Outlook open
// the saved file for writing; others show it as a mail that came, from which one makes a new one. In-Reply-To and
// References put it below the mail that it answers, if that was seen.
func (m *Composer) draftMail(d Draft) []byte {
	h := &header{}
	h.add("X-Unsent", "1")
	h.address("From", m.from)
	if address, ok := safeAddress(d.To.Email); ok {
		h.address("To", mail.Address{Name: rules.OneLine(d.To.Name), Address: address})
	}
	h.text("Subject", d.Subject)
	if n := len(d.answers); n > 0 {
		h.fold("In-Reply-To", d.answers[n-1:])
		h.fold("References", d.answers)
	}
	h.add("MIME-Version", "1.0")
	h.add("Content-Type", "text/plain; charset=utf-8")
	h.add("Content-Transfer-Encoding", "quoted-printable")
	h.WriteString("\r\n")
	h.Write(quotedPrintable(d.Body + "\n"))
	return h.Bytes()
}

// maxNamed, in characters, keeps a fact that is named in the reminder from filling it.
const maxNamed = 80

// gaps returns the facts that the letter lacks, each with the command that fills it.
func (m *Composer) gaps(c rules.Case, s rules.Step, d Draft, now time.Time) []Gap {
	var list []Gap
	iv, lang := c.About(s, now), letters.In(c.Language)
	for _, g := range d.facts.Gaps(s.Kind) {
		if d.Edit.Stands() && g != letters.GapName && g != letters.GapAddress {
			continue // to fill it would set the user's words aside
		}
		what := string(g)
		typed := m.leftOut(g, c, iv, d.To)
		switch {
		case g == letters.GapTopic && isLeftOut(lang, typed):
			continue // the note is better without it
		case g == letters.GapFit && readFact(lang, fact.Fit, typed) != "" && !lang.PointsBack(typed):
			continue // they have read it
		case g == letters.GapFit && readFact(lang, fact.Fit, typed) != "":
			what += fmt.Sprintf("; %q points to what was said in another conversation", rules.Clip(typed, maxNamed))
		case typed != "" && g == letters.GapHook:
			what += fmt.Sprintf("; %q is not surely a whole sentence", rules.Clip(typed, maxNamed))
		case typed != "":
			what += fmt.Sprintf("; %q is neither a noun phrase nor a whole sentence", rules.Clip(typed, maxNamed))
		case g == letters.GapName && d.facts.Address == "":
			what = "who you met, and their email address"
		case g == letters.GapAddress && d.facts.Name == "":
			continue // the gap of the name asks for both
		case g == letters.GapPrevious:
			what += " (if you reply to it, your mail program quotes it)"
		}
		list = append(list, Gap{what, filling(g, c, iv, d.To)})
	}
	return list
}

// isLeftOut reports whether a topic that letters can use is none for a note after the last answer.
func isLeftOut(lang letters.Language, topic string) bool {
	known := readFact(lang, fact.Topic, topic)
	return known != "" && lang.Recalled(known, true) == ""
}

// filling returns the command that fills a gap in a note about the interview, or "".
func filling(g letters.Gap, c rules.Case, iv rules.Interview, to rules.Person) string {
	switch g {
	case letters.GapName, letters.GapAddress:
		if to.IsTeam() {
			return command.Edit(iv.ID, command.With("with", blankPerson))
		}
		return correction(c, iv, to)
	case letters.GapTopic:
		if of, ok := command.Handle(iv, to); ok && len(iv.Interviewers) > 1 {
			return command.Edit(iv.ID, command.With("topic-for", of+"="+command.Blank))
		}
		return command.Edit(iv.ID, blank("topic"))
	case letters.GapFit:
		return command.Edit(c.ID, blank("fit"))
	case letters.GapHook:
		return command.Edit(c.ID, blank("hook"))
	case letters.GapTiming:
		return command.Edit(iv.ID, blank("said"))
	case letters.GapAnswerBy:
		return command.Heard(c.ID, rules.Offered, blank("until"))
	}
	return ""
}

// blankPerson stands for a name and an address.
const blankPerson = command.Blank + " <" + command.Blank + ">"

// correction returns the command that corrects a person: an interviewer of the interview that the note is about,
// else of another interview, else the contact. It is "" for anybody else.
func correction(c rules.Case, about rules.Interview, p rules.Person) string {
	for _, iv := range slices.Backward(append(slices.Clone(c.Interviews), about)) {
		if i := iv.IndexOf(p); i >= 0 {
			return command.Edit(iv.ID, command.With("with", fmt.Sprintf("%d=%s", i+1, command.Blank)))
		}
	}
	if p.Is(c.Contact) {
		return command.Edit(c.ID, command.With("contact", blankPerson))
	}
	return ""
}
