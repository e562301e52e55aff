package rules

import (
	"slices"
	"time"
)

// Preview returns notes of a kind to look at, whether or not their time has come. They are the delivered drafts
// that the user has not marked; or else those that come next, with their Due; or else a note that nothing calls
// for, with a zero Due. There is always at least one step. Thank-yous are for iv, one of the case's interviews,
// and go to all who have not been thanked, or else to everybody. at is the moment for which to tell whether a
// thank-you is late; zero means now.
func Preview(c Case, p Policy, kind Kind, iv Interview, now, at time.Time) []Step {
	pr := previewer{vantageOf(c, p, later(later(now, at), iv.End())), kind, iv}
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

// A previewer is a vantage with the kind of note to look at, and the interview that thank-yous are for.
type previewer struct {
	*vantage
	kind Kind
	iv   Interview
}

// shows reports whether the note with that key is one to look at.
func (pr previewer) shows(k Key) bool {
	return k.Kind == pr.kind && (k.Kind != ThankYou || k.InterviewID == pr.iv.ID)
}

// again returns the step of a delivered reminder as it would be now, with the drafts that it has.
func (pr previewer) again(r Reminder) Step {
	s := pr.hypothetical(r.To())
	for i, p := range s.To {
		s.To[i] = pr.known(p)
		if n := pr.iv.IndexOf(p); n >= 0 {
			s.To[i] = pr.iv.Interviewers[n] // it has the topic
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

// coming returns the next steps of the kind to people who are not in have. Kinds other than thank-yous have one
// step at a time.
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

// addressees returns the people to whom the note goes. The zero Person is the hiring team.
func (pr previewer) addressees() []Person {
	if pr.kind == ThankYou {
		return pr.iv.panel()
	}
	return []Person{pr.addressee(pr.kind)}
}

// hypothetical returns a step that the application need not call for.
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

// quotable returns the last request for news before a moment, if there is one.
func (v *vantage) quotable(before time.Time) (r *Reminder, sentAt time.Time, assumed bool) {
	for _, sent := range v.requests() {
		if !sent.skipped && sent.at.Before(before) {
			r, sentAt, assumed = sent.reminder, sent.at, sent.assumed
		}
	}
	return r, sentAt, assumed
}
