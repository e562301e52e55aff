package rules

import (
	"slices"
	"strings"
	"time"

	"followup/rules/people"
)

// A Finding is what a mail was taken for: an event to record, with the mail in it.
type Finding struct{ Event Event }

const (
	// keptAtLeast is which part of a draft's words makes a mail the draft. A letter that was half rewritten keeps more,
	// and one in other words less.
	keptAtLeast = 0.3

	// clockSlack is how far apart the clocks of the user's devices may be.
	clockSlack = 5 * time.Minute

	// maxUntold is how many mails of one kind are noted about an application until the user tells something. It
	// bounds what somebody can cause who writes a thousand.
	maxUntold = 10
)

// A Matcher finds, among the mails in the user's mailbox, the notes that the user sent and the answers to them. It is
// pure: what it finds depends only on the cases, the user's own addresses, the moment, and the mails.
//
// The recipient decides before the text: the same letter to another person is another letter. A false "sent" would
// lose a note silently, and a false "not sent" costs one mail, so whatever is in doubt is not sent.
type Matcher struct {
	cases []Case
	own   []string // the user's addresses, in small letters
	now   time.Time

	seen   map[MailHash]bool    // the mails that something was read from before
	sent   map[MailHash][]trace // the mails that the user sent about applications
	to     map[string][]draftAt // the drafts to an address in small letters
	others []draftAt            // the drafts to people without an address, and to hiring teams

	// people has everybody who is part of each case. known has their addresses and names, their domains, and those
	// above and below. A mailbox may have fifty thousand mails, and most of them are from nobody in it.
	people [][]Person
	known  map[string]bool

	companies []string // the names of those that may still write, as [spaced] has them
}

// A trace is a mail that the user sent about an application, and when.
type trace struct {
	of int // the index of the case
	at time.Time
}

// draftAt is the place of a draft.
type draftAt struct{ of, reminder, draft int }

// NewMatcher returns a matcher for the given cases. Mails that an event in a history was read from, even one that was
// taken back, are not taken for anything again.
func NewMatcher(cases []Case, own []string, now time.Time) *Matcher {
	m := &Matcher{cases: cases, now: now,
		seen: map[MailHash]bool{}, sent: map[MailHash][]trace{}, to: map[string][]draftAt{}, known: map[string]bool{}}
	for _, address := range own {
		m.own = append(m.own, strings.ToLower(address))
	}
	for i, c := range cases {
		for _, e := range slices.Concat(c.History.Events, c.History.TakenBack) {
			if e.Mail.Hash != "" {
				m.seen[e.Mail.Hash] = true
			}
		}
		for _, e := range c.History.Events {
			if e.Mail.Hash != "" && (e.Kind == Sent || e.Kind == Wrote) {
				m.trace(e.Mail.Hash, i, e.At)
			}
		}
		for j, r := range c.History.Reminders {
			m.addDrafts(i, j, r)
		}
		m.people = append(m.people, c.Correspondents())
		if name := spaced(BareCompany(c.Company)); strings.TrimSpace(name) != "" && c.Ending() == "" {
			m.companies = append(m.companies, name)
		}
		for _, p := range m.people[i] {
			m.addKnown(p)
		}
	}
	return m
}

func (m *Matcher) addKnown(p Person) {
	if p.Email == "" {
		m.known[nameKey(p.Name)] = true
		return
	}
	m.known[strings.ToLower(p.Email)] = true
	for domain := domainOf(p.Email); people.Organisation(domain) != ""; {
		m.known[domain] = true
		_, domain, _ = strings.Cut(domain, ".")
	}
}

// mayKnow reports whether somebody may be one of those who are part of a case, or of the same domain.
func (m *Matcher) mayKnow(p Person) bool {
	if m.known[strings.ToLower(p.Email)] || m.known[nameKey(p.Name)] {
		return true
	}
	domain := domainOf(p.Email)
	if people.IsApplicantSystem(domain) {
		return true
	}
	for ; people.Organisation(domain) != ""; _, domain, _ = strings.Cut(domain, ".") {
		if m.known[domain] {
			return true
		}
	}
	return false
}

func nameKey(name string) string { return strings.ToLower(people.Ordered(name)) }

func (m *Matcher) addDrafts(of, reminder int, r Reminder) {
	if r.State != Delivered {
		return
	}
	for k, d := range r.Message.Drafts {
		at := draftAt{of, reminder, k}
		switch address := strings.ToLower(d.To.Email); {
		case d.Body == "":
		case address != "":
			m.to[address] = append(m.to[address], at)
		default:
			m.others = append(m.others, at)
		}
	}
}

// Wants reports whether a mail may be one of those that are looked for, by its headers alone. The text of no other mail
// is needed. The mails must come in the order of [Folders]: an answer may name a mail that was sent just before. A mail
// that lies in two folders is wanted once.
func (m *Matcher) Wants(mail Mail) bool {
	hash := mail.Hash()
	if m.seen[hash] {
		return false
	}
	if mail.Folder != FolderSent {
		m.seen[hash] = len(m.answers(mail)) > 0
		return m.seen[hash]
	}
	if !m.isNote(mail) {
		return false
	}
	at := earlier(mail.Date, m.now)
	for _, to := range m.recipients(mail) {
		for _, c := range m.candidates(mail, to, at) {
			if !m.isMarkedBySight(c) {
				m.trace(hash, c.of, at)
			}
		}
	}
	m.seen[hash] = len(m.sent[hash]) > 0
	return m.seen[hash]
}

// trace remembers that the user sent a mail about the case with that index.
func (m *Matcher) trace(hash MailHash, of int, at time.Time) {
	if !slices.ContainsFunc(m.sent[hash], func(t trace) bool { return t.of == of }) {
		m.sent[hash] = append(m.sent[hash], trace{of, at})
	}
}

// Match returns what the mails are taken for, in the order in which they came. They are those that Wants wants, with
// their text where that could be read.
func (m *Matcher) Match(mails []Mail) (found []Finding) {
	fresh := NewMatcher(m.cases, m.own, m.now) // Wants took every mail to an interviewer for one about the application
	for _, mail := range mails {
		hash := mail.Hash()
		if fresh.seen[hash] {
			continue // it lies in two folders
		}
		var events []Event
		if mail.Folder == FolderSent {
			events = fresh.notes(mail)
		} else {
			events = fresh.answers(mail)
		}
		for _, e := range events {
			found = append(found, Finding{fresh.keep(e, mail)})
		}
	}
	return found
}

// keep adds the mail to the event, and the event to its case.
func (m *Matcher) keep(e Event, mail Mail) Event {
	e.Mail = SeenMail{
		Hash: mail.Hash(), MessageID: mail.ID,
		From: HarmlessLine(mail.sender().String()), Subject: HarmlessLine(mail.Subject), Text: Excerpt(mail.Text),
	}
	if mail.Folder == FolderSent {
		e.Mail.From, e.Mail.Subject, e.Mail.Text = OneLine(mail.sender().String()), OneLine(mail.Subject), mail.Text
	}
	e.RecordedAt = m.now
	m.seen[e.Mail.Hash] = true
	i := slices.IndexFunc(m.cases, func(c Case) bool { return c.ID == e.ApplicationID })
	if e.Kind == Sent || e.Kind == Wrote {
		m.trace(e.Mail.Hash, i, e.At)
	}
	m.cases = slices.Clone(m.cases)
	h := &m.cases[i].History
	e.ID = 1
	for _, other := range h.Events {
		e.ID = max(e.ID, other.ID+1)
	}
	h.Events = append(slices.Clip(h.Events), e)
	e.ID = 0
	return e
}

func (m *Matcher) isOwn(p Person) bool { return slices.Contains(m.own, strings.ToLower(p.Email)) }

// domainOf returns the domain of an address in small letters.
func domainOf(address string) string {
	return strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
}

// mentions reports whether a text has the words of a name in it.
func mentions(text, name string) bool {
	return lettersOf(name) != "" && strings.Contains(spaced(text), spaced(name))
}

// spaced returns the words of a text in small letters, with a blank before and after each.
func spaced(s string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), isBetweenWords), " ") + " "
}

// isOfCompany reports whether a domain has the name of a company in it: stmarys.test that of St Mary's.
func isOfCompany(domain, company string) bool {
	name := people.Organisation(domain)
	return name != "" && lettersOf(name) == lettersOf(BareCompany(company))
}

func lettersOf(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), isBetweenWords), "")
}
