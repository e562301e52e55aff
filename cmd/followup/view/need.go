package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/phrase"
	"followup/rules"
)

// A need is what the user should do about an application, and how urgent that is.
type need struct {
	rank  int
	at    time.Time // orders needs of one rank, the earliest first
	words string
}

// The ranks of needs, the most urgent first.
const (
	sendInTime = iota // a draft can still be sent by its deadline
	toDo              // something else should be done now
	unmarked          // a draft came, and the user has not said whether it was sent
	toCome            // the program will write next
	atRest            // nothing is to come
)

// needOf returns the most urgent need of an application.
func needOf(c rules.Case, p rules.Policy, now time.Time) need {
	d := foresee(c, p, now)
	waiting := toMark(c, now)
	if i := slices.IndexFunc(waiting, func(r rules.Reminder) bool { return stillToSend(c, r, now) }); i >= 0 {
		r, rank := waiting[i], toDo
		at := sendBy(c, r)
		if at.After(now) {
			rank = sendInTime
		}
		return need{rank, cmp.Or(at, r.SettledAt), whatToSend(c, waiting[i:], p, now)}
	}
	if d.Held != nil {
		if d.Held.Invites() {
			return need{toDo, d.Held.At, "add their invitation"}
		}
		return need{toDo, d.Held.At, "say what they wrote"}
	}
	if len(d.Steps) > 0 {
		switch s := d.Steps[0]; {
		case refusedReminder(c, s.Key) != nil:
			return need{toDo, s.Due, short(s.Key, len(s.To)) + " refused!"}
		case !s.Due.After(now):
			return need{toDo, s.Due, shortOf(firstDue(d.Steps)) + " now"}
		}
	}
	switch {
	case len(waiting) > 0:
		return need{unmarked, soonest(c, waiting), whatToSend(c, waiting, p, now)}
	case d.AwaitsSent != nil:
		return need{unmarked, d.AwaitsSent.SettledAt, short(d.AwaitsSent.Key, 1) + " sent?"}
	case len(d.Steps) > 0:
		s := d.Steps[0]
		return need{toCome, s.Due, shortOf(firstDue(d.Steps)) + " " + phrase.Brief(s.Due, now, p.Location)}
	}
	rest := string(d.Phase)
	if isSilent(d) {
		rest += fmt.Sprintf("; quiet while %d is open", d.SilentFor.ID)
	}
	return need{atRest, now.Add(now.Sub(c.Latest().Start)), rest} // the latest interview first
}

// Over reports whether an application has ended and there is nothing left to do: no step is to come, and no draft can
// still be sent in time.
func Over(c rules.Case, p rules.Policy, now time.Time) bool {
	d := DecideSafely(c, p, now)
	ended := slices.Contains(
		[]rules.Phase{rules.PhaseRejected, rules.PhaseOffer, rules.PhaseAccepted, rules.PhaseStopped}, d.Phase)
	toSend := slices.ContainsFunc(c.Unmarked(now), func(r rules.Reminder) bool { return sendBy(c, r).After(now) })
	return ended && len(d.Steps) == 0 && !toSend && !isSilent(d)
}

// isSilent reports whether notes to stay in touch are held back only until another application ends.
func isSilent(d rules.Decision) bool {
	return d.SilentFor != nil && d.SilentFor.Ending() != rules.Rejected && !d.SilentFor.Accepted()
}

// stillToSend reports whether a draft that came should be sent now: any draft before its deadline, a thank-you as long
// as it makes sense, and a draft without a deadline for a day. Any other is taken as sent, but not marked.
func stillToSend(c rules.Case, r rules.Reminder, now time.Time) bool {
	iv, ok := c.Interview(r.InterviewID)
	switch by := sendBy(c, r); {
	case by.After(now):
		return true
	case ok && r.Kind == rules.ThankYou:
		return now.Before(iv.ThankBy())
	default:
		return by.IsZero() && now.Sub(r.SettledAt) < 24*time.Hour
	}
}

// toMark returns the drafts that came and are not marked as sent or skipped: first those whose deadline is ahead, the
// earliest first, then the others, the newest first.
func toMark(c rules.Case, now time.Time) []rules.Reminder {
	waiting := c.Unmarked(now)
	slices.SortStableFunc(waiting, func(x, y rules.Reminder) int {
		a, b := sendBy(c, x), sendBy(c, y)
		switch {
		case a.After(now) && b.After(now):
			return a.Compare(b)
		case a.After(now):
			return -1
		case b.After(now):
			return 1
		}
		return 0
	})
	return waiting
}

// sendBy returns the time by which the draft of a reminder should be sent, or zero if it has no deadline.
func sendBy(c rules.Case, r rules.Reminder) time.Time {
	if iv, ok := c.Interview(r.InterviewID); ok {
		return iv.SendBy(r)
	}
	return r.Deadline
}

// whatToSend returns what the user should do about the first of the drafts that came, together with those of its kind
// that are as urgent.
func whatToSend(c rules.Case, waiting []rules.Reminder, p rules.Policy, now time.Time) string {
	r := waiting[0]
	by, n := sendBy(c, r), 0
	for _, other := range waiting {
		if other.Kind == r.Kind && sendBy(c, other).After(now) == by.After(now) &&
			stillToSend(c, other, now) == stillToSend(c, r, now) {
			n += len(other.Message.Drafts)
		}
	}
	notes := short(r.Key, n)
	switch {
	case r.AsksForHook():
		return "an occasion to write?"
	case !r.Kind.HasLetter() && by.After(now):
		return "answer them by " + by.In(p.Location).Format("Mon 2 Jan")
	case !r.Kind.HasLetter():
		return "answered them?"
	case by.After(now):
		return "send " + notes + " by " + by.In(p.Location).Format("Mon 2 Jan 15:04")
	case !by.IsZero() && stillToSend(c, r, now):
		return notes + " overdue!"
	}
	return notes + " sent?"
}

// shortOf is short for the notes of those steps that are of the same kind as the first.
func shortOf(steps []rules.Step) string {
	n := 0
	for _, s := range steps {
		if s.Kind == steps[0].Kind {
			n += len(s.To)
		}
	}
	return short(steps[0].Key, n)
}

// short returns the name of n notes in as few words as possible, because the list has to fit the company and the role
// on the same line.
func short(k rules.Key, n int) string {
	if n > 1 {
		return phrase.Count(n, k.Kind.Noun())
	}
	return strings.TrimSuffix(k.Kind.Noun(), " note")
}

// soonest returns the earliest time by which one of the drafts should be sent.
func soonest(c rules.Case, waiting []rules.Reminder) time.Time {
	var first time.Time
	for _, r := range waiting {
		by := sendBy(c, r)
		if by.IsZero() {
			by = r.SettledAt // a request should be sent on the day it comes
		}
		if first.IsZero() || by.Before(first) {
			first = by
		}
	}
	return first
}

// refusedReminder returns the reminder with that key which the mail server refused for good, or nil. Its step stays
// due until it is retried, so it must not be shown as coming.
func refusedReminder(c rules.Case, k rules.Key) *rules.Reminder {
	for i, r := range c.History.Reminders {
		if r.Key == k && r.State == rules.Refused {
			return &c.History.Reminders[i]
		}
	}
	return nil
}
