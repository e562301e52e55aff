package rules

import (
	"slices"
	"strings"
	"time"

	"followup/rules/people"
)

// answers returns what a received mail is taken for: an answer about one or several applications, or a word that
// somebody is away. Only applications that wait for an answer get one.
func (m *Matcher) answers(mail Mail) (events []Event) {
	from := mail.sender()
	if from.Email == "" || m.isOwn(from) || mail.Automatic != "" && !mail.OutOfOffice {
		return nil
	}
	at := mail.Date
	if at.IsZero() || at.After(m.now) {
		at = m.now
	}
	if t, ok := m.thread(mail); ok {
		if !m.awaits(t.of) {
			return nil
		}
		return m.asAnswer(nil, t.of, mail, later(at, t.at), Sure)
	}
	if !m.mayKnow(from) {
		return nil
	}
	found, certainty := m.byAddress(from, at), Likely
	if !mail.Authentic {
		certainty = Perhaps // anybody could have written it
	}
	if len(found) == 0 {
		found, certainty = m.byName(from, at), Perhaps
	}
	if len(found) == 0 {
		found = m.byDomain(mail, at)
	}
	if found = m.aboutSubject(found, mail.Subject); certainty == Perhaps && len(found) > 1 {
		found = found[:1]
	}
	for _, of := range found {
		events = m.asAnswer(events, of, mail, at, certainty)
	}
	return events
}

// asAnswer adds the event for an answer about a case.
func (m *Matcher) asAnswer(events []Event, of int, mail Mail, at time.Time, certainty Certainty) []Event {
	c := m.cases[of]
	e := Event{ApplicationID: c.ID, Kind: Answered, At: at, Certainty: certainty}
	if mail.OutOfOffice {
		e.Kind = Away
	}
	if certainty != Perhaps {
		for _, p := range m.people[of] {
			if p.Email != "" && p.Is(mail.sender()) {
				e.From = p
			}
		}
	}
	if m.untoldOf(of, e.Kind, func(other Event) bool { return other.Certainty == certainty }) >= maxUntold {
		return events
	}
	return append(events, e)
}

// thread returns the mail of the user that a mail answers: the last that is known of those that it names. Nobody else
// knows the Message-ID of a mail that was sent to one person.
func (m *Matcher) thread(mail Mail) (trace, bool) {
	named := slices.Concat(mail.References, mail.InReplyTo)
	for _, id := range slices.Backward(named) {
		if sent := m.sent[HashMessageID(id)]; len(sent) == 1 { // one to people of two applications tells nothing
			return sent[0], true
		}
	}
	return trace{}, false
}

// awaits reports whether the application with that index waits for a word of the employer.
func (m *Matcher) awaits(of int) bool { return m.cases[of].Ending() == "" }

// awaitsAt is like awaits, and also reports whether the last interview had begun by then.
func (m *Matcher) awaitsAt(of int, at time.Time) bool {
	if !m.awaits(of) {
		return false
	}
	v := vantageOf(m.cases[of], Policy{}, m.now)
	return !v.last.Start.After(at)
}

// byAddress returns the applications that wait for an answer and have a person with that address, those with the latest
// interview first.
func (m *Matcher) byAddress(from Person, at time.Time) []int {
	return m.waiting(at, func(of int) bool {
		return slices.ContainsFunc(m.people[of], func(p Person) bool {
			return p.Email != "" && strings.EqualFold(p.Email, from.Email)
		})
	})
}

// byName returns those with a person of that name whose address is not known.
func (m *Matcher) byName(from Person, at time.Time) []int {
	return m.waiting(at, func(of int) bool {
		return slices.ContainsFunc(m.people[of], func(p Person) bool { return p.Email == "" && isNamed(p, from) })
	})
}

// byDomain returns those whose people have addresses in the domain of a mail, or, if that is of a system for
// applicants, whose company is named.
func (m *Matcher) byDomain(mail Mail, at time.Time) []int {
	from := mail.sender()
	domain := domainOf(from.Email)
	if people.IsApplicantSystem(domain) {
		return m.waiting(at, func(of int) bool {
			return mentions(from.Name+" "+mail.Subject, BareCompany(m.cases[of].Company))
		})
	}
	if people.Organisation(domain) == "" {
		return nil
	}
	return m.waiting(at, func(of int) bool {
		return slices.ContainsFunc(m.people[of], func(p Person) bool {
			return p.Email != "" && isSameDomain(domain, domainOf(p.Email))
		})
	})
}

// isSameDomain reports whether two domains are one, or one is below the other.
func isSameDomain(a, b string) bool {
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// waiting returns the indexes of the applications that wait for an answer at that time and fit, those with the latest
// interview first.
func (m *Matcher) waiting(at time.Time, fits func(of int) bool) (found []int) {
	for i := range m.cases {
		if fits(i) && m.awaitsAt(i, at) {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int {
		return m.cases[b].Latest().Start.Compare(m.cases[a].Latest().Start)
	})
	return found
}

// aboutSubject keeps, of several applications, those that the subject is about: it answers one of their drafts, or
// names the role. If it is about none of them, it keeps all.
func (m *Matcher) aboutSubject(found []int, subject string) []int {
	bare, _ := bareSubject(subject)
	about := slices.DeleteFunc(slices.Clone(found), func(of int) bool {
		c := m.cases[of]
		isDraft := func(d Draft) bool { own, _ := bareSubject(d.Subject); return own == bare }
		answers := slices.ContainsFunc(c.History.Reminders, func(r Reminder) bool {
			return r.State == Delivered && slices.ContainsFunc(r.Message.Drafts, isDraft)
		})
		return bare == "" || !answers && !mentions(bare, c.Role)
	})
	if len(about) == 0 {
		return found
	}
	return about
}
