package rules

import (
	"fmt"
	"slices"
	"time"
)

// The times of thank-yous, counted from the end of the interview. Every guide to interviews says that a thank-you
// should arrive within 24 hours. After three days it does more harm than good.
const (
	thanksWithin    = 24 * time.Hour
	thanksUntil     = 72 * time.Hour // none is offered later than this
	thanksOvernight = 23 * time.Hour // if the 24 hours end before the user wakes
	lastCallAfter   = 22 * time.Hour
	lastCallApart   = 4 * time.Hour // from the first reminder; two that are closer are a nuisance
)

// thankYous returns the thank-yous still to come. Each interview may have two steps: one to everybody who has had
// no draft yet, and the last call, about drafts that came and, as far as is known, were not sent.
func (v *vantage) thankYous() []Step {
	if v.NoContact {
		return nil
	}
	var steps []Step
	for _, iv := range v.standing {
		if v.noThanksFor(iv) {
			continue
		}
		first, again := v.toThank(iv)
		if s, ok := v.firstThanks(iv, first); ok {
			steps = append(steps, s)
		}
		if s, ok := v.lastCall(iv, again); ok {
			steps = append(steps, s)
		}
	}
	return steps
}

// toThank returns the people to thank for the interview: those who have had no draft, and those whose draft came
// long enough before the last call.
func (v *vantage) toThank(iv Interview) (first, again []Person) {
	for _, p := range iv.panel() {
		if v.thanked(iv, p) || v.meetsAgainThatDay(iv, p) {
			continue
		}
		switch came := v.thanksTo(iv, p); {
		case len(came) == 0:
			first = append(first, p)
		case len(came) == 1 && came[0].State == Delivered && v.getsLastCall(iv, came[0]):
			again = append(again, p)
		}
	}
	return first, again
}

// thanked reports whether the user said that they thanked the person for the interview, or would not.
func (v *vantage) thanked(iv Interview, p Person) bool {
	_, _, told := v.mark(Reminder{Key: v.thanksKey(iv)}, p)
	return told
}

// Unthanked returns the thank-yous that the user has not marked as sent or skipped, whatever became of their
// reminders: one step, without dates, for each interview that has begun and did not fall through.
func (c Case) Unthanked(p Policy, now time.Time) (steps []Step) {
	v := vantageOf(c, p, now)
	for _, iv := range v.standing {
		if now.Before(iv.Start) || v.fellThrough(iv.ID) {
			continue
		}
		to := slices.DeleteFunc(slices.Clone(iv.panel()), func(p Person) bool {
			return v.thanked(iv, p) || v.meetsAgainThatDay(iv, p)
		})
		if len(to) > 0 {
			steps = append(steps, Step{Key: v.thanksKey(iv), To: to})
		}
	}
	return steps
}

// thanksTo returns the reminders that count as a thank-you to the person for the interview at its present time.
func (v *vantage) thanksTo(iv Interview, p Person) []Reminder {
	call := v.thanksKey(iv)
	call.LastCall = true
	return slices.DeleteFunc(append(v.counted(v.thanksKey(iv)), v.counted(call)...), func(r Reminder) bool {
		return !r.IsTo(p) || iv.ofAnotherDay(r)
	})
}

// panel returns the people to thank for the interview: its interviewers, or the hiring team if it has none.
func (iv Interview) panel() []Person {
	if len(iv.Interviewers) == 0 {
		return []Person{{}}
	}
	return iv.Interviewers
}

// meetsAgainThatDay reports whether the person is in a later interview on the same day. They are thanked once, for
// the later one.
func (v *vantage) meetsAgainThatDay(iv Interview, p Person) bool {
	day := DateOf(iv.Start, v.p.Location)
	after := slices.IndexFunc(v.standing, func(other Interview) bool { return other.ID == iv.ID }) + 1
	return slices.ContainsFunc(v.standing[after:], func(other Interview) bool {
		return DateOf(other.Start, v.p.Location) == day && other.IndexOf(p) >= 0 && !v.fellThrough(other.ID)
	})
}

// ofAnotherDay reports whether a thank-you belongs to a time from which the interview was moved: it was delivered
// before the interview starts, or it expired at other times than those of today's interview.
func (iv Interview) ofAnotherDay(r Reminder) bool {
	if r.State == Expired {
		end := iv.End()
		// After an interview that led further, a thank-you expires with its 24 hours.
		return !r.Expires.Equal(end.Add(thanksUntil)) && !r.Expires.Equal(end.Add(thanksWithin))
	}
	return r.SettledAt.Before(iv.Start)
}

// firstThanks returns the thank-you to these people.
func (v *vantage) firstThanks(iv Interview, to []Person) (_ Step, ok bool) {
	if len(to) == 0 {
		return Step{}, false
	}
	s := Step{Key: v.thanksKey(iv), To: to}
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
	if v.ledFurther(iv) { // then a late thank-you makes no sense
		s.Expires = deadline
	}
	if from.Before(deadline) { // waitsForPause and plan look at it; it is set for good when Due is known
		s.Deadline = deadline
	}
	if v.waitsForPause(s, later(base, v.snooze), v.wakingHours()) {
		from = later(from, v.p.Pause.Until)
	}
	v.plan(&s, base, v.wakingHours())

	// The 24 hours matter more than the waking hours.
	if s.Due.After(deadline) && !from.After(deadline) {
		morning := s.Due
		s.Due = later(end.Add(thanksOvernight), from)
		s.whyDelayed = ""
		s.Why = fmt.Sprintf("%s; its 24 hours are over before you wake, %s, so %s", ended, v.stamp(morning),
			v.stamp(s.Due))
	}

	s.Late = !s.Due.Before(deadline)
	if s.Deadline = deadline; s.Late {
		s.Deadline = s.Expires
	}
	return s, !v.ledFurther(iv) || !s.Due.After(deadline)
}

// ThankBy returns the moment, 72 hours after the end, from which it is too late to thank anybody for the
// interview, even with an excuse.
func (iv Interview) ThankBy() time.Time { return iv.End().Add(thanksUntil) }

// SendBy returns the deadline of a delivered note, or zero if it has none. The deadline of a thank-you moves with
// the end of the interview.
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

// getsLastCall reports whether a last call follows a delivered thank-you.
func (v *vantage) getsLastCall(iv Interview, first Reminder) bool {
	at, _ := v.lastCallAt(iv)
	return v.p.LastCall && at.Sub(first.SettledAt) >= lastCallApart
}

// lastCallAt returns the base of the last call, and why.
func (v *vantage) lastCallAt(iv Interview) (time.Time, string) {
	end := iv.End()
	at := end.Add(lastCallAfter)
	why := fmt.Sprintf("the interview ended %s, 22 hours after is %s", v.stamp(end), v.stampAfter(end, at))
	if evening := v.p.lastWakingEnd(at); !v.p.firstWaking(at).Equal(at) && !evening.Equal(at) {
		at = evening
		why += fmt.Sprintf(", which is outside %s, so before them, %s", v.p.wakingInWords(), v.stamp(at))
	}
	return at, why
}

// lastCall returns the last call for the thank-yous to these people, which were delivered but, as far as is known,
// not sent.
func (v *vantage) lastCall(iv Interview, to []Person) (_ Step, ok bool) {
	if len(to) == 0 {
		return Step{}, false
	}
	s := Step{Key: v.thanksKey(iv), To: to}
	s.LastCall = true
	base, why := v.lastCallAt(iv)
	s.Why = "Nobody said that the thank-you was sent; " + why
	if len(to) > 1 {
		s.Why = "Nobody said that these thank-yous were sent; " + why
	}
	s.Deadline = iv.End().Add(thanksWithin)
	s.Expires = s.Deadline
	v.plan(&s, base, v.lastCallWindow(base, s.Deadline))
	s.Late = !s.Due.Before(s.Deadline)
	return s, !s.Due.After(s.Expires) // a last call that came too late does not count as missed
}

// lastCallWindow returns the window of the last call. It goes out at any hour. If it is late, it waits for the
// next waking hours, provided that these start before its deadline.
func (v *vantage) lastCallWindow(base, deadline time.Time) window {
	return window{name: v.p.wakingInWords(), first: func(t time.Time) time.Time {
		if morning := v.p.firstWaking(t); t.After(base.Add(slack)) && !morning.After(deadline) {
			return morning
		}
		return t
	}}
}

// ledFurther reports whether the last word is an offer, or an invitation to another round after the interview.
func (v *vantage) ledFurther(iv Interview) bool {
	w := v.lastWord()
	return w != nil && (w.Kind == Offered || w.Kind == Advanced && w.Next != iv.ID && !w.At.Before(iv.Start))
}
