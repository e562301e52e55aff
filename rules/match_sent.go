package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"followup/rules/people"
)

// isNote reports whether the user wrote the mail in Sent, as far as its headers say.
func (m *Matcher) isNote(mail Mail) bool {
	return mail.Automatic == "" && !mail.OutOfOffice && m.isOwn(mail.sender()) && !mail.Date.IsZero()
}

// recipients returns everybody a mail goes to but the user.
func (m *Matcher) recipients(mail Mail) []Person {
	return slices.DeleteFunc(slices.Concat(mail.To, mail.Cc), m.isOwn)
}

// notes returns, for a mail in Sent, the notes that it brought to its recipients: a Sent for a draft, or a Wrote for
// one that it may be in other words.
func (m *Matcher) notes(mail Mail) (events []Event) {
	if !m.isNote(mail) {
		return nil
	}
	for _, to := range m.recipients(mail) {
		e, ok := m.noteTo(mail, to)
		same := func(other Event) bool {
			return other.ApplicationID == e.ApplicationID && other.InterviewID == e.InterviewID &&
				other.Note == e.Note && other.Round == e.Round && other.To.Is(e.To)
		}
		if ok && !slices.ContainsFunc(events, same) {
			events = append(events, e)
		}
	}
	return events
}

// A candidate is a draft that a mail may be.
type candidate struct {
	draftAt
	r    Reminder
	d    Draft
	kept float64 // which part of its words the mail has
}

// noteTo returns the event for the draft that a mail brought to one of its recipients.
func (m *Matcher) noteTo(mail Mail, to Person) (Event, bool) {
	at := earlier(mail.Date, m.now)
	list := m.candidates(mail, to, at)
	best := slices.MaxFunc(append(list, candidate{kept: -1}), func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.kept, b.kept), a.r.SettledAt.Compare(b.r.SettledAt))
	})
	if best.kept >= keptAtLeast {
		return m.asNote(best, Sent, Sure, at), !m.isMarkedBySight(best)
	}
	open := slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return !m.isOpen(c) })
	if len(open) == 0 || open[0].d.To.IsTeam() {
		return Event{}, false
	}
	subject, isReply := bareSubject(mail.Subject)
	named := slices.DeleteFunc(slices.Clone(open), func(c candidate) bool {
		own, replies := bareSubject(c.d.Subject)
		return subject == "" || isReply || replies || own != subject
	})
	if len(named) > 0 && !slices.ContainsFunc(named, func(c candidate) bool { return !named[0].isSameNote(c) }) {
		return m.asNote(named[0], Sent, Likely, at), true
	}
	latest := slices.MaxFunc(open, func(a, b candidate) int { return a.r.SettledAt.Compare(b.r.SettledAt) })
	about := func(e Event) bool { return e.Note == latest.r.Kind && e.Round == latest.r.Round }
	return m.asNote(latest, Wrote, Perhaps, at), m.untoldOf(latest.of, Wrote, about) < maxUntold
}

// isSameNote reports whether two drafts are of one note to one person: a last call brings a thank-you again.
func (c candidate) isSameNote(other candidate) bool {
	a, b := c.r.Key, other.r.Key
	if a.Kind == ThankYou {
		a.Round, a.LastCall, b.Round, b.LastCall = 0, false, 0, false
	}
	return a == b && c.d.To.Is(other.d.To)
}

// candidates returns the drafts that a mail to that recipient may be: those to the same person that had come by then.
func (m *Matcher) candidates(mail Mail, to Person, at time.Time) (list []candidate) {
	for _, place := range slices.Concat(m.to[strings.ToLower(to.Email)], m.others) {
		c := m.cases[place.of]
		r := c.History.Reminders[place.reminder]
		d := r.Message.Drafts[place.draft]
		switch {
		case at.Before(r.SettledAt.Add(-clockSlack)):
			continue
		case d.To.IsTeam() && !isOfCompany(domainOf(to.Email), c.Company):
			continue
		case d.To.Email == "" && !d.To.IsTeam() && !isNamed(d.To, to):
			continue
		}
		one := candidate{draftAt: place, r: r, d: d}
		if mail.HasText {
			one.kept = keptWords(d.Body, mail.Text)
		}
		list = append(list, one)
	}
	return list
}

// isNamed reports whether an address has the name of a person whose address is not known.
func isNamed(p, to Person) bool {
	return to.Name != "" && strings.EqualFold(people.Ordered(p.Name), people.Ordered(to.Name))
}

// isOpen reports whether the user has not said yet what became of the draft.
func (m *Matcher) isOpen(c candidate) bool {
	return slices.ContainsFunc(m.cases[c.of].Unmarked(m.now), func(r Reminder) bool {
		return r.Key == c.r.Key && r.IsTo(c.d.To)
	})
}

// isMarkedBySight reports whether the draft was marked by another mail before. That mail is kept.
func (m *Matcher) isMarkedBySight(c candidate) bool {
	v := vantageOf(m.cases[c.of], Policy{}, m.now)
	e, _, marked := v.mark(c.r, c.d.To)
	return marked && e.Certainty != ""
}

// asNote returns the event for a draft.
func (m *Matcher) asNote(c candidate, kind EventKind, certainty Certainty, at time.Time) Event {
	return Event{
		ApplicationID: c.r.ApplicationID, InterviewID: c.r.InterviewID, Kind: kind, Note: c.r.Kind, To: c.d.To,
		Round: c.r.Round, At: later(at, c.r.SettledAt), Certainty: certainty,
	}
}

// untoldOf returns how many events of a kind were seen about a case since the user last said how it stands.
func (m *Matcher) untoldOf(of int, kind EventKind, is func(Event) bool) (n int) {
	c := m.cases[of]
	for _, e := range c.History.Events {
		switch {
		case c.isWord(e):
			n = 0
		case e.Kind == kind && is(e):
			n++
		}
	}
	return n
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
