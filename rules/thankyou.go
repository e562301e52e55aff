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

// thankYous are the thank-yous still to come, one for each interviewer of each interview who was not thanked yet.
func (v *view) thankYous() []Step {
	if v.NoContact {
		return nil
	}
	var steps []Step
	for _, iv := range v.standing {
		if v.over(iv) {
			continue
		}
		for _, p := range iv.panel() {
			if s, ok := v.thankYou(iv, p); ok && !v.meetAgainThatDay(iv, p) {
				steps = append(steps, s)
			}
		}
	}
	return steps
}

// panel returns whom to thank for the interview: its interviewers, or the hiring team when nobody was named.
func (iv Interview) panel() []Person {
	if len(iv.Interviewers) == 0 {
		return []Person{{}}
	}
	return iv.Interviewers
}

// meetAgainThatDay reports whether the person is in a later interview on the same day. Their thank-you is that one's.
func (v *view) meetAgainThatDay(iv Interview, p Person) bool {
	day := DateOf(iv.Start, v.p.Location)
	after := slices.IndexFunc(v.standing, func(other Interview) bool { return other.ID == iv.ID }) + 1
	return slices.ContainsFunc(v.standing[after:], func(other Interview) bool {
		return DateOf(other.Start, v.p.Location) == day && other.IndexOf(p.Key()) >= 0 && !v.fellThrough(other.ID)
	})
}

// thankYou is the thank-you to one person for an interview, or its last call.
func (v *view) thankYou(iv Interview, to Person) (Step, bool) {
	s := Step{Key: v.thanksKey(iv, to), To: to}
	if _, _, told := v.mark(Reminder{Key: s.Key}); told {
		return Step{}, false
	}
	rows := slices.DeleteFunc(v.turns(s.Key), iv.ofAnotherDay)
	switch {
	case len(rows) == 0:
		return v.firstThanks(iv, s)
	case len(rows) == 1 && rows[0].State == Delivered && v.p.LastCall:
		return v.lastCall(iv, s, rows[0])
	}
	return Step{}, false
}

// ofAnotherDay reports whether a thank-you belongs to the day that the interview was moved from: it was delivered before
// the interview begins, or missed by another deadline than today's.
func (iv Interview) ofAnotherDay(r Reminder) bool {
	if r.State == Expired {
		end := iv.End()
		return !r.Expires.Equal(end.Add(thanksUntil)) && !r.Expires.Equal(end.Add(thanksWithin)) // the latter once it led on
	}
	return r.SettledAt.Before(iv.Start)
}

func (v *view) firstThanks(iv Interview, s Step) (Step, bool) {
	end := iv.End()
	deadline := end.Add(thanksWithin)
	ended := "The interview ended " + v.stamp(end)
	if v.now.Before(end) {
		ended = "The interview ends " + v.stamp(end)
	}
	base := end.Add(v.p.ThankYouAfter)
	s.Why = fmt.Sprintf("%s; %s after is %s", ended, hoursInWords(v.p.ThankYouAfter), v.stampAfter(end, base))
	from := later(later(base, v.snooze), v.now)
	s.Expires = end.Add(thanksUntil)
	if v.ledOn(iv) { // only inside its 24 hours
		s.Expires = deadline
	}
	if from.Before(deadline) {
		s.Deadline = deadline
	}
	if v.waitsForPause(s, later(base, v.snooze), v.wakingHours()) {
		from = later(from, v.p.Pause.Until)
	}
	v.place(&s, base, v.wakingHours())

	// The 24 hours outrank the night.
	if s.Due.After(deadline) && !from.After(deadline) {
		morning := s.Due
		s.Due = later(end.Add(thanksAtLatest), from)
		s.whyDelayed = ""
		s.Why = fmt.Sprintf("%s; its 24 hours are over before you wake, %s, so %s", ended, v.stamp(morning), v.stamp(s.Due))
	}

	s.Late = !s.Due.Before(deadline)
	if s.Deadline = deadline; s.Late {
		s.Deadline = s.Expires
	}
	return s, !v.ledOn(iv) || !s.Due.After(deadline)
}

// ThankBy is when it is too late to thank anybody for the interview, with whatever excuse: 72 hours after its end.
func (iv Interview) ThankBy() time.Time { return iv.End().Add(thanksUntil) }

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
func (v *view) lastCall(iv Interview, s Step, first Reminder) (Step, bool) {
	end := iv.End()
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
	s.Late = !s.Due.Before(s.Deadline)
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

// ledOn reports whether the interview led on, to an offer or to a next round. What led to the interview itself is not that.
func (v *view) ledOn(iv Interview) bool {
	w := v.lastWord()
	return w != nil && (w.Kind == Offered || w.Kind == Advanced && w.Next != iv.ID && !w.At.Before(iv.Start))
}
