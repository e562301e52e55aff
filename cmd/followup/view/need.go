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

// need is what an application needs of the user: how pressing it is, and in a few words what.
type need struct {
	rank  int
	at    time.Time // of two of one rank, the sooner comes first
	words string
}

// The ranks, in the order of the list.
const (
	sendInTime = iota // a draft that can still be sent by its deadline
	toDo              // something else to be done now
	unmarked          // a draft came, and it was never said what became of it
	toCome            // something comes by itself
	atRest
)

// needOf judges what an application needs.
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
	return need{atRest, now.Add(now.Sub(c.Latest().Start)), rest} // the latest first
}

// Over reports whether an application has ended, nothing more comes, and nothing can still be sent in time.
func Over(c rules.Case, p rules.Policy, now time.Time) bool {
	d := Decide(c, p, now)
	ended := slices.Contains([]rules.Phase{rules.PhaseRejected, rules.PhaseOffer, rules.PhaseStopped}, d.Phase)
	toSend := slices.ContainsFunc(c.Unmarked(now), func(r rules.Reminder) bool { return sendBy(c, r).After(now) })
	return ended && len(d.Steps) == 0 && !toSend && !isSilent(d)
}

// isSilent reports whether notes to stay in touch come once another application has ended.
func isSilent(d rules.Decision) bool {
	return d.SilentFor != nil && d.SilentFor.Ending() != rules.Rejected
}

// stillToSend reports whether a draft that came should be sent now: one by its deadline, a thank-you as long as one makes
// sense, and one without a deadline on the day on which it came. Of the others it was merely not said what became of them.
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

// toMark are the drafts that came and wait for word: those whose deadline is to come, the soonest first, then the others as
// they came, the last first.
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

// sendBy returns by when the draft of a reminder should be sent, or zero.
func sendBy(c rules.Case, r rules.Reminder) time.Time {
	if iv, ok := c.Interview(r.InterviewID); ok {
		return iv.SendBy(r)
	}
	return r.Deadline
}

// whatToSend returns what the user should do about the first of the drafts that came, and the others that press as much.
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
	case r.Kind.IsWordOnly() && by.After(now):
		return "answer them by " + by.In(p.Location).Format("Mon 2 Jan")
	case r.Kind.IsWordOnly():
		return "answered them?"
	case by.After(now):
		return "send " + notes + " by " + by.In(p.Location).Format("Mon 2 Jan 15:04")
	case !by.IsZero() && stillToSend(c, r, now):
		return notes + " overdue!"
	}
	return notes + " sent?"
}

// shortOf names the notes of steps that come at one time and are of the kind of the first, as short does.
func shortOf(steps []rules.Step) string {
	n := 0
	for _, s := range steps {
		if s.Kind == steps[0].Kind {
			n += len(s.To)
		}
	}
	return short(steps[0].Key, n)
}

// short names notes, of which there are n, in as few words as will do: beside them, the list has to fit the company and
// the role on a terminal.
func short(k rules.Key, n int) string {
	if n > 1 {
		return phrase.Count(n, k.Kind.Noun())
	}
	return strings.TrimSuffix(k.Kind.Noun(), " note")
}

// soonest is by when the first of the drafts should be sent.
func soonest(c rules.Case, waiting []rules.Reminder) time.Time {
	var first time.Time
	for _, r := range waiting {
		by := sendBy(c, r)
		if by.IsZero() {
			by = r.SettledAt // a request, which was to go out on the day it came
		}
		if first.IsZero() || by.Before(first) {
			first = by
		}
	}
	return first
}

// refusedReminder returns the reminder of a step that the mail server refused for good, or nil. The step stays due until it is
// retried, so it is not to be shown as coming.
func refusedReminder(c rules.Case, k rules.Key) *rules.Reminder {
	for i, r := range c.History.Reminders {
		if r.Key == k && r.State == rules.Refused {
			return &c.History.Reminders[i]
		}
	}
	return nil
}
