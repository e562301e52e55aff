package rules

import (
	"fmt"
	"time"
)

// The thank-you's own numbers. That it should arrive within 24 hours is what every guide to interviews agrees on;
// after three days it does more harm than good.
const (
	thanksWithin   = 24 * time.Hour // from the end of the interview
	thanksUntil    = 72 * time.Hour // later than this none is offered
	thanksAtLatest = 23 * time.Hour // where the night would swallow the 24 hours
	lastCallAfter  = 22 * time.Hour
	lastCallApart  = 4 * time.Hour // from the first reminder; closer together they are a nuisance
)

// thankYous are the thank-yous still to come, one for each interviewer who was not thanked yet.
func (v *view) thankYous() []Step {
	if v.Interview.NoContact {
		return nil
	}
	if w := v.lastWord(); w != nil && (w.Kind == Rejected || w.Kind == Stopped) {
		return nil
	}
	people := v.Interview.Interviewers
	if len(people) == 0 {
		people = []Person{{}} // the hiring team
	}
	var steps []Step
	for _, p := range people {
		if s, ok := v.thankYou(p); ok {
			steps = append(steps, s)
		}
	}
	return steps
}

// thankYou is the thank-you to one person, or its last call.
func (v *view) thankYou(to Person) (Step, bool) {
	if v.thanked(to) {
		return Step{}, false
	}
	rows := v.settled(ThankYou, to.Key())
	s := Step{Key: v.key(ThankYou, to, len(rows)+1), To: to}

	// What was delivered before the interview began belongs to the day it was moved from.
	for len(rows) > 0 && rows[0].SettledAt.Before(v.Interview.Start) {
		rows = rows[1:]
	}
	switch {
	case len(rows) == 0:
		return v.firstThanks(s)
	case len(rows) == 1 && rows[0].State == Delivered && v.p.LastCall:
		return v.lastCall(s, rows[0])
	}
	return Step{}, false
}

func (v *view) firstThanks(s Step) (Step, bool) {
	end := v.Interview.End()
	deadline := end.Add(thanksWithin)
	ended := "The interview ended " + v.stamp(end)
	if v.now.Before(end) {
		ended = "The interview ends " + v.stamp(end)
	}
	base := end.Add(v.p.ThankYouAfter)
	s.Why = fmt.Sprintf("%s; %s after is %s", ended, hoursInWords(v.p.ThankYouAfter), v.stampAfter(end, base))
	v.place(&s, base, v.p.firstWaking)

	// The 24 hours outrank the night.
	if from := later(later(base, v.snooze), v.now); s.Due.After(deadline) && !from.After(deadline) {
		morning := s.Due
		s.Due = later(end.Add(thanksAtLatest), from)
		s.Why = fmt.Sprintf("%s; its 24 hours are over before you wake, %s, so %s", ended, v.stamp(morning), v.stamp(s.Due))
	}

	s.Late = !s.Due.Before(deadline)
	s.Deadline, s.Expires = deadline, end.Add(thanksUntil)
	if v.closed() { // an offer or a next round: only inside its 24 hours
		s.Expires = deadline
		return s, !s.Due.After(deadline)
	}
	if s.Late {
		s.Deadline = s.Expires
	}
	return s, true
}

// lastCall calls a thank-you to mind that was delivered but, for all we know, not sent.
func (v *view) lastCall(s Step, first Reminder) (Step, bool) {
	end := v.Interview.End()
	base := end.Add(lastCallAfter)
	s.LastCall = true
	s.Why = fmt.Sprintf("Nobody said that the thank-you was sent; the interview ended %s, 22 hours after is %s",
		v.stamp(end), v.stampAfter(end, base))
	if !v.p.firstWaking(base).Equal(base) {
		base = v.p.lastWakingEnd(base)
		s.Why += fmt.Sprintf("; that is outside %s, so before it, %s", v.p.Waking, v.stamp(base))
	}
	if base.Sub(first.SettledAt) < lastCallApart {
		return Step{}, false
	}
	v.place(&s, base, func(t time.Time) time.Time { return t })
	s.Deadline = end.Add(thanksWithin)
	s.Expires = s.Deadline
	return s, !s.Due.After(s.Expires) // a call that could not be made is no note that was missed
}

// thanked tells whether the user sent or skipped the thank-you to this person since the interview began.
func (v *view) thanked(to Person) bool {
	for _, e := range v.events {
		if (e.Kind == Sent || e.Kind == Skipped) && e.Note == ThankYou && !e.At.Before(v.Interview.Start) &&
			(e.Recipient == "" || e.Recipient == to.Key()) {
			return true
		}
	}
	return false
}

// closed tells whether the interview led on, to an offer or to a next round.
func (v *view) closed() bool {
	w := v.lastWord()
	return w != nil && (w.Kind == Offered || w.Kind == Advanced)
}

func (v *view) key(kind Kind, to Person, round int) Key {
	return Key{InterviewID: v.Interview.ID, Kind: kind, Recipient: to.Key(), Round: round}
}
