package rules

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"followup/rules/people"
)

// requestSpacing is the least number of business days between two requests for news to one person. It applies across
// applications: somebody who decides about two roles has one inbox.
const requestSpacing = 5

// spaceOut moves the base of a request for news so that it keeps its distance from what the same person gets about
// other applications. It also returns what to add to Why. Of two requests that are due at once, the one with the
// earlier base goes first, so that nobody is asked a second time about one role before they are asked about the
// other.
func (v *vantage) spaceOut(first time.Time, to Person) (time.Time, string) {
	if to.IsTeam() || slices.ContainsFunc(v.History.Reminders, Reminder.isRequestUnderWay) {
		return first, ""
	}
	at, other := v.now, v.goesFirst(first, to)
	ahead := other != nil
	if !ahead {
		at, other = v.lastAsked(to)
	}
	if other == nil {
		return first, ""
	}
	asked := DateOf(at, v.p.Location)
	free, over := v.p.Calendar.AddBusinessDays(asked, requestSpacing)
	if !first.Before(v.p.startOf(free)) {
		return first, ""
	}
	name, role := cmp.Or(people.Plain(to.Name), to.Email), v.roleElsewhere(*other)
	gap := count(requestSpacing, "business day")
	why := fmt.Sprintf("; the request to %s about the %s is dated %s, and %s after%s is %s",
		name, role, v.day(asked), gap, v.exceptHolidays(over), v.day(free))
	if ahead {
		why = fmt.Sprintf("; %s is asked about the %s first, and %s after that%s is %s at the earliest",
			name, role, gap, v.exceptHolidays(over), v.day(free))
	}
	return v.p.startOf(free), why
}

// goesFirst returns another application whose request to the person is due and has an earlier base, or nil. Of two
// with the same base, the application with the lower number goes first. One that the mail server refused or
// deferred does not count.
func (v *vantage) goesFirst(first time.Time, to Person) *Case {
	if first.After(v.now) {
		return nil
	}
	for i := range v.Elsewhere {
		other := &v.Elsewhere[i]
		if !other.MainContact().Is(to) {
			continue
		}
		// Most ask later, which is known in a fraction of the time that all of their steps take.
		next, ok := vantageOf(other.alone(), v.p, v.now).nextAsk(&Decision{})
		if !ok || cmp.Or(next.base.Compare(first), cmp.Compare(other.ID, v.ID)) >= 0 {
			continue
		}
		for _, s := range Decide(other.alone(), v.p, v.now).Steps {
			if s.Kind.IsRequest() && !s.Due.After(v.now) && !other.isDelayedByServer(s.Key) {
				return other
			}
		}
	}
	return nil
}

// isRequestUnderWay reports whether r is a request for news that is being sent or may have arrived. No other
// request goes before it.
func (r Reminder) isRequestUnderWay() bool {
	return r.Kind.IsRequest() && (r.State == Sending || r.State == Waiting && r.Uncertain)
}

// isDelayedByServer reports whether the mail server refused or deferred the reminder with that key. How long that
// lasts is not known.
func (c Case) isDelayedByServer(k Key) bool {
	return slices.ContainsFunc(c.History.Reminders, func(r Reminder) bool {
		return r.Key == k && (r.State == Refused || r.State == Waiting && r.Attempts > 0)
	})
}

// lastAsked returns when the person was last asked for news about another application, and that application, or
// nil.
func (v *vantage) lastAsked(to Person) (last time.Time, asked *Case) {
	for i := range v.Elsewhere {
		other := &v.Elsewhere[i]
		for _, at := range vantageOf(*other, v.p, v.now).requestsTo(to) {
			if asked == nil || at.After(last) {
				last, asked = at, other
			}
		}
	}
	return last, asked
}

// requestsTo returns when the person was asked for news. A draft counts when it was sent or, if that is not known,
// when it was delivered or may have been. A note that the user wrote without a draft counts too.
func (v *vantage) requestsTo(to Person) (asked []time.Time) {
	for _, r := range v.History.Reminders {
		if !r.Kind.IsRequest() || !r.IsTo(to) {
			continue
		}
		switch mark, _, marked := v.mark(r, to); {
		case marked && mark.Kind == Skipped:
		case r.isRequestUnderWay():
			asked = append(asked, later(r.Due, r.NextAttempt))
		case r.State == Delivered && marked:
			asked = append(asked, mark.At)
		case r.State == Delivered, r.State == Cancelled && r.Uncertain:
			asked = append(asked, r.SettledAt)
		}
	}
	for _, e := range v.withoutDraft(-1, Kind.IsRequest) {
		if e.To.Is(to) || e.To.IsTeam() && v.MainContact().Is(to) {
			asked = append(asked, e.At)
		}
	}
	return asked
}
