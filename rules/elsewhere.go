package rules

import (
	"cmp"
	"slices"
	"time"
)

// SharesWith reports whether the two applications have the employer or a person in common.
func (c Case) SharesWith(other Case) bool {
	return c.sameEmployer(other) || slices.ContainsFunc(c.Correspondents(), other.knows)
}

func (c Case) sameEmployer(other Case) bool { return SameCompany(c.Company, other.Company) }

// knows reports whether the person is one of the application's correspondents.
func (c Case) knows(p Person) bool { return slices.ContainsFunc(c.Correspondents(), p.Is) }

// Correspondents returns the application's people, followed by everybody else who answered or was asked for news.
func (c Case) Correspondents() []Person {
	people := c.People()
	add := func(more ...Person) {
		for _, p := range more {
			if !p.IsTeam() && !slices.ContainsFunc(people, p.Is) {
				people = append(people, p)
			}
		}
	}
	for _, e := range c.History.Events {
		add(e.From)
		if e.Kind == Sent && e.Note.IsRequest() {
			add(e.To)
		}
	}
	for _, r := range c.History.Reminders {
		if r.Kind.IsRequest() && (r.State == Delivered || r.isRequestUnderWay()) {
			add(r.To()...)
		}
	}
	return people
}

// alone returns the case without the others. A decision about another application must not look at its others in
// turn, or it would never end.
func (c Case) alone() Case {
	c.Elsewhere = nil
	return c
}

// roleElsewhere returns "designer role" for another application, and adds the employer if it is a different one.
func (v *vantage) roleElsewhere(other Case) string {
	if v.sameEmployer(other) {
		return other.Role + " role"
	}
	return other.Role + " role at " + other.Company
}

// related says how the other applications affect the notes to stay in touch of a rejected one.
type related struct {
	silentFor *Case     // the application that prevents such notes, or nil
	again     time.Time // when that may have changed without any event, or zero
	ended     time.Time // the last contact about any of the others, or zero
	last      *Case     // the application that this contact was about
}

// related looks at the other applications to the employer, or with the person to whom the note would go. No note
// comes while one of them is open, after an offer was accepted, or if one was rejected later than this one: nobody
// gets two such notes at a time.
func (v *vantage) related(no *Event, to Person) (e related) {
	for i := range v.Elsewhere {
		other := &v.Elsewhere[i]
		if !v.sameEmployer(*other) && !other.knows(to) {
			continue
		}
		o := vantageOf(*other, v.p, v.now)
		switch d := Decide(other.alone(), v.p, v.now); d.Phase {
		case PhaseUpcoming:
			d.askAgain(o.lastEnd())
			return related{silentFor: other, again: d.Next}
		case PhaseOpen, PhaseOffer:
			for _, s := range d.Steps { // a step may be refused, and then ends only by expiring
				if !s.Expires.IsZero() {
					d.askAgain(s.Expires.Add(time.Second))
				}
			}
			return related{silentFor: other, again: d.Next}
		case PhaseAccepted: // the user works for them now, or for somebody else whom they were placed with
			return related{silentFor: other}
		case PhaseRejected:
			if w := o.lastWord(); o.hadInterviewBy(w.At) &&
				cmp.Or(w.At.Compare(no.At), cmp.Compare(other.ID, v.ID)) > 0 {
				return related{silentFor: other}
			}
		}
		if ended := o.lastContact(); ended.After(e.ended) {
			e.ended, e.last = ended, other
		}
	}
	return e
}

// lastContact returns when the user and the employer were last in contact about this application.
func (v *vantage) lastContact() time.Time {
	if w := v.lastWord(); w != nil && v.Ending() != "" {
		return w.At
	}
	last := v.lastEnd()
	for _, e := range v.events {
		if e.Kind == Sent || v.isWord(e) {
			last = later(last, e.At)
		}
	}
	for _, r := range v.History.Reminders {
		if r.State == Delivered {
			last = later(last, r.SettledAt)
		}
	}
	return last
}
