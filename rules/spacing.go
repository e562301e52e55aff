package rules

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"followup/rules/people"
)

// requestSpacing is how many business days lie between two requests for news to one person, whatever they are about.
// Somebody who decides about two roles is one human with one inbox.
const requestSpacing = 5

// apart moves the first moment of a request for news to where it is not hasty after what the same person gets for the
// other applications, and continues its reason. Of two that are due at once the one that made sense first goes, so that
// nobody is asked again about one role before they were asked about the other.
func (v *view) spaceOut(first time.Time, to Person) (time.Time, string) {
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

// goesFirst returns another application whose request to the person is due and made sense before that moment, or nil.
// Of one moment, the application with the lower number goes first. One that the mail server refused goes nowhere.
func (v *view) goesFirst(first time.Time, to Person) *Case {
	if first.After(v.now) {
		return nil
	}
	for i := range v.Elsewhere {
		other := &v.Elsewhere[i]
		if !other.MainContact().Is(to) {
			continue
		}
		for _, s := range Decide(other.alone(), v.p, v.now).Steps {
			if s.Kind.IsStatus() && !s.Due.After(v.now) && !other.isHeldUp(s.Key) &&
				cmp.Or(s.base.Compare(first), cmp.Compare(other.ID, v.ID)) < 0 {
				return other
			}
		}
	}
	return nil
}

// isRequestUnderWay reports whether it is a request for news that is on its way to the user, or may have arrived. No other goes
// before it.
func (r Reminder) isRequestUnderWay() bool {
	return r.Kind.IsStatus() && (r.State == Sending || r.State == Waiting && r.Uncertain)
}

// isHeldUp reports whether the mail server refused the reminder of that key, or put it off. Who knows for how long.
func (c Case) isHeldUp(k Key) bool {
	return slices.ContainsFunc(c.History.Reminders, func(r Reminder) bool {
		return r.Key == k && (r.State == Refused || r.State == Waiting && r.Attempts > 0)
	})
}

// lastAsked returns when the person was last asked for news in another application, and that one, or nil.
func (v *view) lastAsked(to Person) (last time.Time, asked *Case) {
	for i := range v.Elsewhere {
		other := &v.Elsewhere[i]
		for _, at := range viewOf(*other, v.p, v.now).requestsTo(to) {
			if asked == nil || at.After(last) {
				last, asked = at, other
			}
		}
	}
	return last, asked
}

// requestsTo returns when the person was asked for news. A draft counts when it was sent, or when it came, or may have, where
// that is not known. A note that the user wrote without one counts as well.
func (v *view) requestsTo(to Person) (asked []time.Time) {
	for _, r := range v.History.Reminders {
		if !r.Kind.IsStatus() || !r.IsTo(to) {
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
	for _, e := range v.withoutDraft(-1, Kind.IsStatus) {
		if e.To.Is(to) || e.To.IsTeam() && v.MainContact().Is(to) {
			asked = append(asked, e.At)
		}
	}
	return asked
}
