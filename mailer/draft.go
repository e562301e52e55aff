package mailer

import (
	"fmt"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"time"

	"followup/mailer/letters"
	"followup/mailer/shell"
	"followup/rules"
)

// Draft is a note to an employer, worded for one moment.
type Draft struct {
	To rules.Person
	letters.Letter

	// Mail is the draft as an .eml file that a mail program opens ready to send, or nil when there is no draft: see
	// [rules.Step.HasDraft].
	Mail []byte

	Gaps []Gap

	facts        letters.Facts
	withoutQuote string // the body as it reads without the earlier email below it
}

// Gap is a fact that the draft does without.
type Gap struct {
	What    string // "the topic you discussed"
	Command string // what fills it, with "…" where the words belong; or "" when no command can
}

// Draft writes the step's draft, worded for now. It is pure.
func (m *Composer) Draft(c rules.Case, s rules.Step, now time.Time) (Draft, error) {
	d := Draft{To: s.To, facts: letters.Gather(c, s, m.cfg.User, m.cfg.Policy.Location, now)}
	if !s.HasDraft() {
		return d, nil
	}
	var err error
	if d.Letter, err = m.letters.Write(s.Kind, d.facts); err != nil {
		return d, fmt.Errorf("cannot write the %s of application %d: %w", s.Kind, s.ApplicationID, err)
	}
	if d.withoutQuote, err = m.bodyWithoutQuote(s.Kind, d); err != nil {
		return d, fmt.Errorf("cannot write the %s of application %d: %w", s.Kind, s.ApplicationID, err)
	}
	d.Subject = clip(d.Subject, maxSubject)
	d.Mail = m.draftMail(s.To, d.Letter)
	d.Gaps = gaps(c, s, d.facts, now)
	return d, nil
}

// bodyWithoutQuote writes the letter once more where it quotes: its own text may speak of what is below.
func (m *Composer) bodyWithoutQuote(kind rules.Kind, d Draft) (string, error) {
	if d.facts.Quote == "" {
		return d.Body, nil
	}
	f := d.facts
	f.Quote = ""
	l, err := m.letters.Write(kind, f)
	return l.Body, err
}

// SaysAs tells whether the draft says to the same person what the other says, be it in other words.
func (d Draft) SaysAs(other Draft) bool {
	a, b := d.facts, other.facts
	a.Variant, b.Variant = 0, 0
	return d.To == other.To && (a == b || d.Subject == other.Subject && d.Body == other.Body)
}

// draftMail is 7-bit clean, as a message inside a message must not be encoded, and has no Date and no Message-ID: those
// are its sender's to give. X-Unsent has a mail program open it for writing.
func (m *Composer) draftMail(to rules.Person, l letters.Letter) []byte {
	h := &header{}
	h.add("X-Unsent", "1")
	h.address("From", m.from)
	if address, ok := safeAddress(to.Email); ok {
		h.address("To", mail.Address{Name: letters.OneLine(to.Name), Address: address})
	}
	h.text("Subject", l.Subject)
	h.add("MIME-Version", "1.0")
	h.add("Content-Type", "text/plain; charset=utf-8")
	h.add("Content-Transfer-Encoding", "quoted-printable")
	h.WriteString("\r\n")
	h.Write(quotedPrintable(l.Body + "\n"))
	return h.Bytes()
}

// gaps are the facts that the letter does without, each with the command that fills it.
func gaps(c rules.Case, s rules.Step, f letters.Facts, now time.Time) []Gap {
	var list []Gap
	for _, g := range f.Gaps(s.Kind) {
		what := string(g)
		switch {
		case g == letters.GapName && f.Address == "":
			what = "who you met, and their email address"
		case g == letters.GapAddress && f.Name == "":
			continue // said with the name
		case g == letters.GapPrevious:
			what += " (if you reply to it, your mail program quotes it)"
		}
		list = append(list, Gap{what, filling(g, c, letters.About(c, s, now), s.To)})
	}
	return list
}

// filling returns the command that fills a gap in a note about the interview, or "".
func filling(g letters.Gap, c rules.Case, iv rules.Interview, to rules.Person) string {
	edit := fmt.Sprintf("followup edit %d ", iv.ID)
	of, there := handle(iv.Interviewers, to)
	switch g {
	case letters.GapName, letters.GapAddress:
		if to == (rules.Person{}) {
			return edit + `--with "… <…>"`
		}
		return correction(c, iv, to)
	case letters.GapTopic:
		if len(iv.Interviewers) > 1 && there {
			return edit + `--topic-for "` + of + `=…"`
		}
		return edit + `--topic "…"`
	case letters.GapFit:
		return fmt.Sprintf(`followup edit %d --fit "…"`, c.ID)
	case letters.GapTiming:
		return edit + `--said "…"`
	case letters.GapAnswerBy:
		return fmt.Sprintf(`followup heard %d offer --until "…"`, c.ID)
	}
	return ""
}

// correction returns the command that says who somebody is: an interviewer of the interview that the note is about, or else
// of another, or the contact. It is "" for whoever else answered.
func correction(c rules.Case, about rules.Interview, p rules.Person) string {
	for _, iv := range slices.Backward(append(slices.Clone(c.Interviews), about)) {
		if i := iv.IndexOf(p.Key()); i >= 0 {
			return fmt.Sprintf(`followup edit %d --with "%d=…"`, iv.ID, i+1)
		}
	}
	if p.Key() == c.Contact.Key() {
		return fmt.Sprintf(`followup edit %d --contact "… <…>"`, c.ID)
	}
	return ""
}

// handle returns how a command names one of the people: by the address, where it means itself in every shell and is nobody
// else's, else by the number that `followup show` gives. A name is somebody else's text, and never stands in a command. ok
// is false for who is none of them.
func handle(people []rules.Person, p rules.Person) (_ string, ok bool) {
	i := slices.IndexFunc(people, func(other rules.Person) bool { return other.Key() == p.Key() })
	theirs := func(other rules.Person) bool { return strings.EqualFold(other.Email, p.Email) }
	switch {
	case i < 0:
		return "", false
	case isBare(p.Email) && !slices.ContainsFunc(people[:i], theirs) && !slices.ContainsFunc(people[i+1:], theirs):
		return p.Email, true
	}
	return strconv.Itoa(i + 1), true
}

// isBare reports whether an address is one that needs no quotation marks and is no flag.
func isBare(address string) bool {
	address, ok := safeAddress(address)
	return ok && shell.Safe(address) && !strings.HasPrefix(address, "-")
}
