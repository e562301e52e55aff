package rules

import (
	"slices"
	"time"
)

// imagineDays is how far ahead [Imagine] looks for a note: beyond the last one to stay in touch.
const imagineDays = 400

// Imagine is a kind of note to be looked at, whether or not its time has come: the drafts that were delivered and of
// which the user has not said what became of them; else those that come next, each with when it is Due; else what
// nothing calls for, as if something did, with a zero Due. They are as they would be at the moment at, which is now or
// a later one. There is always at least one step, and for a thank-you one for each interviewer.
func Imagine(c Case, p Policy, kind Kind, now, at time.Time) []Step {
	v := viewOf(c, p, later(now, at))
	var steps []Step
	for _, r := range slices.Backward(c.Unmarked()) {
		if r.Kind == kind {
			s := v.imagined(kind, v.personOf(r.Recipient), &r)
			s.Key, s.Due, s.Why = r.Key, r.Due, r.Why
			steps = append(steps, s)
		}
	}
	if len(steps) == 0 {
		for _, s := range Forecast(c, p, now, now.AddDate(0, 0, imagineDays)) {
			if s.Kind == kind && !s.LastCall && (len(steps) == 0 || steps[0].Due.Equal(s.Due)) {
				steps = append(steps, s)
			}
		}
	}
	if len(steps) == 0 {
		for _, to := range v.addressees(kind) {
			steps = append(steps, v.imagined(kind, to, nil))
		}
	}
	if kind == ThankYou && !at.IsZero() {
		for i := range steps {
			steps[i].Late = !at.Before(c.Interview.End().Add(thanksWithin))
		}
	}
	return steps
}

// addressees are to whom a note of the kind goes.
func (v *view) addressees(kind Kind) []Person {
	people := v.Interview.Interviewers
	switch w := v.lastWord(); {
	case kind == ThankYou && len(people) > 0:
		return people
	case kind == UndecidedReply && w != nil && w.Kind == Undecided:
		return []Person{v.whoAnswered(w)}
	}
	return []Person{v.Interview.MainContact()}
}

// imagined is a step made without asking whether the interview calls for it. r is the reminder that it was, or nil.
func (v *view) imagined(kind Kind, to Person, r *Reminder) Step {
	s := Step{Key: v.key(kind, to, 1), To: to}
	switch kind {
	case ThankYou:
		s.Late = !v.now.Before(v.Interview.End().Add(thanksWithin))
	case SecondRequest:
		for _, e := range v.statusEmails() {
			if !e.skipped && (r == nil || e.at.Before(r.SettledAt)) {
				s.Quotes, s.QuotesSentAt, s.Assumed = e.reminder, e.at, e.assumed
			}
		}
	case UndecidedReply:
		s.Heard = &Event{Kind: Undecided, At: v.now}
		if w := v.lastWord(); w != nil && w.Kind == Undecided {
			s.Heard = w
		}
	case StayInTouch:
		s.Hook = v.Interview.Hook
	}
	return s
}

// personOf is the interviewer whom a recipient's key means; one who was edited away since is known by that key alone.
func (v *view) personOf(key string) Person {
	for _, p := range v.Interview.Interviewers {
		if p.Key() == key {
			return p
		}
	}
	if key == "" || len(v.Interview.Interviewers) == 0 {
		return v.Interview.MainContact()
	}
	p, err := ParsePerson(key)
	if err != nil {
		return v.Interview.MainContact()
	}
	return p
}
