package rules

import (
	"cmp"
	"slices"
	"time"
)

// imagineDays is how far ahead [Imagine] looks for a note: beyond the last one to stay in touch.
const imagineDays = 400

// Imagine is a kind of note to be looked at, whether or not its time has come: the drafts that were delivered and of
// which the user has not said what became of them; else those that come next, each with when it is Due; else what
// nothing calls for, as if something did, with a zero Due. There is always at least one step, and for a thank-you one
// for each interviewer who has not been thanked, or for all. Whether a thank-you is late is told for at, or for now if
// that is zero.
func Imagine(c Case, p Policy, kind Kind, now, at time.Time) []Step {
	v := viewOf(c, p, later(later(now, at), c.Interview.End()))
	var steps []Step
	for _, r := range c.Unmarked(now) {
		if r.Kind == kind && !r.AsksForHook() {
			steps = append(steps, v.again(r))
		}
	}
	steps = append(steps, v.coming(kind, now, steps)...)
	if len(steps) == 0 {
		for _, to := range v.addressees(kind) {
			steps = append(steps, v.imagined(kind, to))
		}
	}
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Compare(c.Interview.IndexOf(a.Recipient), c.Interview.IndexOf(b.Recipient))
	})
	if kind == ThankYou && !at.IsZero() {
		for i := range steps {
			steps[i].Late = !at.Before(c.Interview.End().Add(thanksWithin))
		}
	}
	return steps
}

// again is the step of a reminder that was delivered, as it would be now.
func (v *view) again(r Reminder) Step {
	to := v.Interview.MainContact()
	if r.Kind.row().toWriter {
		to = v.addressees(r.Kind)[0]
	}
	if i := v.Interview.IndexOf(r.Recipient); i >= 0 {
		to = v.Interview.Interviewers[i]
	}
	s := v.imagined(r.Kind, to)
	s.Key, s.Due, s.Deadline, s.Expires, s.Why, s.Hook = r.Key, r.Due, r.Deadline, r.Expires, r.Why, r.Message.Hook
	if by := v.Interview.SendBy(r); !by.Equal(r.Deadline) {
		s.Deadline, s.Expires = by, v.Interview.End().Add(thanksUntil)
		s.Why += "; it was corrected since, and ended " + v.stamp(v.Interview.End())
	}
	if r.Kind == SecondRequest {
		s.Quotes, s.QuotesSentAt, s.Assumed = v.quotable(r.SettledAt)
	}
	return s
}

// coming are the next steps of the kind, but for those to people who have one already. Of other kinds than thank-yous
// there is one at a time.
func (v *view) coming(kind Kind, now time.Time, have []Step) []Step {
	if len(have) > 0 && kind != ThankYou {
		return nil
	}
	var next []Step
	for _, s := range Forecast(v.Case, v.p, now, now.AddDate(0, 0, imagineDays)) {
		has := func(other Step) bool { return other.Recipient == s.Recipient }
		if s.Kind == kind && !slices.ContainsFunc(have, has) && (len(next) == 0 || next[0].Due.Equal(s.Due)) {
			next = append(next, s)
		}
	}
	return next
}

// addressees are to whom a note of the kind goes. The zero Person is the hiring team.
func (v *view) addressees(kind Kind) []Person {
	people := v.Interview.Interviewers
	switch w := v.lastWord(); {
	case kind == ThankYou && len(people) > 0:
		return people
	case kind.row().toWriter && w != nil && w.Kind == kind.row().answers:
		return []Person{v.whoAnswered(w)}
	}
	return []Person{v.Interview.MainContact()}
}

// imagined is a step made without asking whether the interview calls for it.
func (v *view) imagined(kind Kind, to Person) Step {
	s := Step{Key: v.key(kind, to), To: to}
	s.Round = v.nextRound(s.Key, v.now)
	if answers := kind.row().answers; answers != "" {
		s.Heard = &Event{Kind: answers, At: v.now}
		if w := v.lastWord(); w != nil && w.Kind == answers {
			s.Heard = w
		}
	}
	switch kind {
	case ThankYou:
		s.Late = !v.now.Before(v.Interview.End().Add(thanksWithin))
	case SecondRequest:
		s.Quotes, s.QuotesSentAt, s.Assumed = v.quotable(v.now)
	case StayInTouch:
		s.Hook = v.Interview.Hook
	}
	return s
}

// quotable is the last status email before a moment, if there is one.
func (v *view) quotable(before time.Time) (r *Reminder, sentAt time.Time, assumed bool) {
	for _, e := range v.statusEmails() {
		if !e.skipped && e.at.Before(before) {
			r, sentAt, assumed = e.reminder, e.at, e.assumed
		}
	}
	return r, sentAt, assumed
}
