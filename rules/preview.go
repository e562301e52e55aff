package rules

import (
	"slices"
	"time"
)

// Preview is a kind of note to be looked at, whether or not its time has come: the drafts that were delivered and of
// which the user has not said what became of them; else those that come next, each with when it is Due; else what
// nothing calls for, as if something did, with a zero Due. There is always at least one step; those of thank-yous are together
// to all who have not been thanked, or to all. Thank-yous are those for iv, one of the case's interviews.
// Whether one is late is told for at, or for now if that is zero.
func Preview(c Case, p Policy, kind Kind, iv Interview, now, at time.Time) []Step {
	pr := previewer{viewOf(c, p, later(later(now, at), iv.End())), kind, iv}
	var steps []Step
	for _, r := range c.Unmarked(now) {
		if pr.shows(r.Key) && !r.AsksForHook() {
			steps = append(steps, pr.again(r))
		}
	}
	steps = append(steps, pr.coming(now, steps)...)
	if len(steps) == 0 {
		steps = append(steps, pr.hypothetical(pr.addressees()))
	}
	if kind == ThankYou && !at.IsZero() {
		for i := range steps {
			steps[i].Late = !at.Before(iv.End().Add(thanksWithin))
		}
	}
	return steps
}

// previewer is a view with the kind of note to be looked at, and the interview that thank-yous are for.
type previewer struct {
	*view
	kind Kind
	iv   Interview
}

// shows reports whether the note of that key is one to be looked at.
func (pr previewer) shows(k Key) bool {
	return k.Kind == pr.kind && (k.Kind != ThankYou || k.InterviewID == pr.iv.ID)
}

// again is the step of a reminder that was delivered, as it would be now, for the drafts that it has.
func (pr previewer) again(r Reminder) Step {
	s := pr.hypothetical(r.To())
	for i, p := range s.To {
		s.To[i] = pr.known(p)
		if n := pr.iv.IndexOf(p); n >= 0 {
			s.To[i] = pr.iv.Interviewers[n] // with what was discussed in it
		}
	}
	s.Key, s.Due, s.Deadline, s.Expires, s.Why, s.Hook = r.Key, r.Due, r.Deadline, r.Expires, r.Why, r.Message.Hook
	if by := pr.iv.SendBy(r); !by.Equal(r.Deadline) {
		s.Deadline, s.Expires = by, pr.iv.End().Add(thanksUntil)
		s.Why += "; it was corrected since, and ended " + pr.stamp(pr.iv.End())
	}
	if r.Kind == SecondRequest {
		s.Quotes, s.QuotesSentAt, s.Assumed = pr.quotable(r.SettledAt)
	}
	return s
}

// coming are the next steps of the kind, for those people who have none already. Of other kinds than thank-yous
// there is one at a time.
func (pr previewer) coming(now time.Time, have []Step) []Step {
	if len(have) > 0 && pr.kind != ThankYou {
		return nil
	}
	var next []Step
	for _, s := range Forecast(pr.Case, pr.p, now, now.AddDate(0, 0, horizonDays)) {
		if !pr.shows(s.Key) || len(next) > 0 && !next[0].Due.Equal(s.Due) {
			continue
		}
		s.To = slices.DeleteFunc(slices.Clone(s.To), func(p Person) bool {
			return slices.ContainsFunc(have, func(other Step) bool { return slices.ContainsFunc(other.To, p.Is) })
		})
		if len(s.To) > 0 {
			next = append(next, s)
		}
	}
	return next
}

// addressees are to whom the note goes. The zero Person is the hiring team.
func (pr previewer) addressees() []Person {
	if pr.kind == ThankYou {
		return pr.iv.panel()
	}
	return []Person{pr.addressee(pr.kind)}
}

// addressee is to whom a note of the kind goes that is not a thank-you.
func (v *view) addressee(kind Kind) Person {
	w := v.lastWord()
	switch {
	case kind.IsStatus():
		return v.MainContact()
	case w == nil || w.Kind != kind.row().answers:
		return v.ContactAt(v.now)
	case kind == NoShowNote:
		if iv, _ := v.Interview(w.InterviewID); len(iv.Interviewers) > 0 {
			return iv.Interviewers[0]
		}
	case kind.row().toWriter:
		return v.writer(w)
	}
	return v.ContactAt(w.At)
}

// hypothetical is a step made without asking whether the application calls for it.
func (pr previewer) hypothetical(to []Person) Step {
	s := Step{Key: pr.key(pr.kind), To: to}
	if pr.kind == ThankYou {
		s.Key = pr.thanksKey(pr.iv)
	}
	s.Round = pr.nextRound(s.Key, s.To, pr.now)
	if answers := pr.kind.row().answers; answers != "" {
		s.Heard = &Event{Kind: answers, At: pr.now, InterviewID: pr.iv.ID}
		if w := pr.lastWord(); w != nil && w.Kind == answers {
			s.Heard = w
		}
	}
	switch pr.kind {
	case ThankYou:
		s.Late = !pr.now.Before(pr.iv.End().Add(thanksWithin))
	case SecondRequest:
		s.Quotes, s.QuotesSentAt, s.Assumed = pr.quotable(pr.now)
	case StayInTouch:
		s.Hook = pr.Hook
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
