package main

import (
	"slices"
	"time"

	"followup/mailer"
	"followup/rules"
)

// A sketch is a draft as it would read at a moment.
type sketch struct {
	c     rules.Case
	step  rules.Step // its Due is zero when nothing calls for it
	at    time.Time
	came  bool // the reminder was delivered
	draft mailer.Draft
}

// atHand is the kind of what is due, else of the draft that came last and waits for word, else of what comes next, or "".
func atHand(c rules.Case, p rules.Policy, now time.Time) rules.Kind {
	steps := rules.Decide(c, p, now).Steps
	if len(steps) > 0 && !steps[0].Due.After(now) {
		return steps[0].Kind
	}
	if waiting := c.Unmarked(now); len(waiting) > 0 {
		return waiting[0].Kind
	}
	if len(steps) > 0 {
		return steps[0].Kind
	}
	return ""
}

// sketches are the drafts of a kind, worded for the moment at, or when that is zero for now or when they will come.
func sketches(composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, now, at time.Time) ([]sketch, error) {
	var list []sketch
	for _, step := range rules.Imagine(c, p, kind, now, at) {
		s := sketch{c: c, step: step, at: at, came: delivered(c, step.Key)}
		switch {
		case !at.IsZero():
		case step.Due.IsZero(): // nothing calls for it, so as if the interview were over
			s.at = latest(now, c.Interview.End())
		default:
			s.at = latest(now, step.Due)
		}
		if s.step.QuotesSentAt.After(s.at) {
			return nil, usagef("the email that a %s quotes goes out %s at the earliest; --at is before that", kind, stamp(step.QuotesSentAt, p.Location))
		}
		if err := addQuote(composer, c, p, &s.step, now); err != nil {
			return nil, err
		}
		var err error
		if s.draft, err = composer.Draft(c, s.step, s.at); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

func delivered(c rules.Case, k rules.Key) bool {
	return slices.ContainsFunc(c.History.Reminders, func(r rules.Reminder) bool { return r.Key == k && r.State == rules.Delivered })
}

// addQuote writes the email that a second request will quote, where that is yet to come itself.
func addQuote(composer *mailer.Composer, c rules.Case, p rules.Policy, s *rules.Step, now time.Time) error {
	if s.Kind != rules.SecondRequest || s.Quotes == nil || s.Quotes.Message.DraftBody != "" {
		return nil
	}
	first := rules.Imagine(c, p, s.Quotes.Kind, now, time.Time{})
	if len(first) == 0 || first[0].Key != s.Quotes.Key {
		return nil
	}
	d, err := composer.Draft(c, first[0], s.QuotesSentAt)
	if err != nil {
		return err
	}
	quoted := *s.Quotes
	quoted.Message.DraftSubject, quoted.Message.DraftBody = d.Subject, d.Body
	s.Quotes = &quoted
	return nil
}
