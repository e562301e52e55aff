package rules

import (
	"fmt"
	"slices"
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
	if v.over() {
		return nil
	}
	var steps []Step
	for _, p := range v.addressees(ThankYou) {
		if s, ok := v.thankYou(p); ok {
			steps = append(steps, s)
		}
	}
	return steps
}

// thankYou is the thank-you to one person, or its last call.
func (v *view) thankYou(to Person) (Step, bool) {
	if _, _, told := v.mark(Reminder{Key: v.key(ThankYou, to)}); told {
		return Step{}, false
	}
	s := Step{Key: v.key(ThankYou, to), To: to}
	rows := slices.DeleteFunc(v.turns(ThankYou, to.Key()), v.ofAnotherDay)
	switch {
	case len(rows) == 0:
		return v.firstThanks(s)
	case len(rows) == 1 && rows[0].State == Delivered && v.p.LastCall:
		return v.lastCall(s, rows[0])
	}
	return Step{}, false
}

// ofAnotherDay tells whether a thank-you belongs to the day that the interview was moved from: it was delivered before
// the interview begins, or missed by another deadline than today's.
func (v *view) ofAnotherDay(r Reminder) bool {
	if r.State == Expired {
		end := v.Interview.End()
		return !r.Expires.Equal(end.Add(thanksUntil)) && !r.Expires.Equal(end.Add(thanksWithin)) // the latter once it led on
	}
	return r.SettledAt.Before(v.Interview.Start)
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
	v.place(&s, base, v.wakingHours())

	// The 24 hours outrank the night.
	if from := later(later(base, v.snooze), v.now); s.Due.After(deadline) && !from.After(deadline) {
		morning := s.Due
		s.Due = later(end.Add(thanksAtLatest), from)
		s.whyDelayed = ""
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

// SendBy is the deadline of a note that was delivered: a thank-you's moves with the end of the interview. Zero is none.
func (iv Interview) SendBy(r Reminder) time.Time {
	inTime, atAll := iv.End().Add(thanksWithin), iv.End().Add(thanksUntil)
	switch {
	case r.Kind != ThankYou, r.Deadline.IsZero(), r.Deadline.Equal(inTime), r.Deadline.Equal(atAll):
		return r.Deadline
	case r.SettledAt.Before(inTime):
		return inTime
	}
	return atAll
}

// lastCall calls a thank-you to mind that was delivered but, for all we know, not sent.
func (v *view) lastCall(s Step, first Reminder) (Step, bool) {
	end := v.Interview.End()
	base := end.Add(lastCallAfter)
	s.LastCall = true
	s.Why = fmt.Sprintf("Nobody said that the thank-you was sent; the interview ended %s, 22 hours after is %s",
		v.stamp(end), v.stampAfter(end, base))
	if evening := v.p.lastWakingEnd(base); !v.p.firstWaking(base).Equal(base) && !evening.Equal(base) {
		base = evening
		s.Why += fmt.Sprintf(", which is outside %s, so before them, %s", v.p.wakingInWords(), v.stamp(base))
	}
	if base.Sub(first.SettledAt) < lastCallApart {
		return Step{}, false
	}
	s.Deadline = end.Add(thanksWithin)
	s.Expires = s.Deadline
	v.place(&s, base, v.stillToday(base, s.Deadline))
	return s, !s.Due.After(s.Expires) // a call that could not be made is no note that was missed
}

// stillToday is the last call's window: any hour when it comes in time. When it was found late, it waits for the morning
// if that is still before its deadline.
func (v *view) stillToday(base, deadline time.Time) window {
	return window{name: v.p.wakingInWords(), first: func(t time.Time) time.Time {
		if morning := v.p.firstWaking(t); t.After(base.Add(slack)) && !morning.After(deadline) {
			return morning
		}
		return t
	}}
}

// closed tells whether the interview led on, to an offer or to a next round.
func (v *view) closed() bool {
	w := v.lastWord()
	return w != nil && (w.Kind == Offered || w.Kind == Advanced)
}
