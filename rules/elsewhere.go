package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// SharesWith reports whether the two applications have the employer or a person in common.
func (c Case) SharesWith(other Case) bool {
	return c.sameEmployer(other) || slices.ContainsFunc(c.Correspondents(), other.knows)
}

func (c Case) sameEmployer(other Case) bool {
	return strings.EqualFold(strings.TrimSpace(c.Company), strings.TrimSpace(other.Company))
}

// knows reports whether the person is one of the application's, or answered or was asked for it.
func (c Case) knows(p Person) bool { return slices.ContainsFunc(c.Correspondents(), p.Is) }

// Correspondents returns the application's people, and after them whoever else answered or was asked for news.
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
		if e.Kind == Sent && e.Note.IsStatus() {
			add(e.To)
		}
	}
	for _, r := range c.History.Reminders {
		if r.Kind.IsStatus() && (r.State == Delivered || r.isRequestUnderWay()) {
			add(r.To()...)
		}
	}
	return people
}

// alone returns the case as if there were no others. Others are looked at by themselves, for if each looked at all the
// others in turn, it would never end.
func (c Case) alone() Case {
	c.Elsewhere = nil
	return c
}

// roleElsewhere is "designer role" of another application, with the employer where that is another one.
func (v *view) roleElsewhere(other Case) string {
	if v.sameEmployer(other) {
		return other.Role + " role"
	}
	return other.Role + " role at " + other.Company
}

// elsewhere is what the other applications say to whether one that was rejected still has notes to stay in touch.
type elsewhere struct {
	silent *Case     // the one because of which none comes, or nil
	again  time.Time // when that one may have come to an end by itself, or zero
	ended  time.Time // when the last of the others ended, or zero
	last   *Case     // that one
}

// lookElsewhere looks at the other applications with the employer, or with the person that the note would go to. While
// they talk to the user, or when they said no later than here, nothing comes: nobody gets two such notes at a time.
func (v *view) lookElsewhere(no *Event, to Person) (e elsewhere) {
	for i := range v.Elsewhere {
		other := &v.Elsewhere[i]
		if !v.sameEmployer(*other) && !other.knows(to) {
			continue
		}
		o := viewOf(*other, v.p, v.now)
		switch d := Decide(other.alone(), v.p, v.now); d.Phase {
		case PhaseUpcoming:
			d.askAgain(o.lastEnd())
			return elsewhere{silent: other, again: d.Next}
		case PhaseOpen, PhaseOffer:
			for _, s := range d.Steps { // one may be refused, and nothing come of it
				if !s.Expires.IsZero() {
					d.askAgain(s.Expires.Add(time.Second))
				}
			}
			return elsewhere{silent: other, again: d.Next}
		case PhaseRejected:
			if w := o.lastWord(); o.metBefore(w.At) && cmp.Or(w.At.Compare(no.At), cmp.Compare(other.ID, v.ID)) > 0 {
				return elsewhere{silent: other}
			}
		}
		if ended := o.lastContact(); ended.After(e.ended) {
			e.ended, e.last = ended, other
		}
	}
	return e
}

// lastContact is when the user and the employer last had to do with each other over an application that is at an end.
func (v *view) lastContact() time.Time {
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
