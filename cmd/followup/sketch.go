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

// atHand returns the key of what is due, else of the draft that came last and waits for word, else of what comes next; its
// kind is "" if there is nothing. What is about the interview of that number goes first; 0 prefers none.
func atHand(c rules.Case, about int64, p rules.Policy, now time.Time) rules.Key {
	keys := keysAtHand(c, p, now)
	isAbout := func(k rules.Key) bool { return k.InterviewID == about }
	if i := slices.IndexFunc(keys, isAbout); i >= 0 && about != 0 {
		return keys[i]
	}
	if len(keys) == 0 {
		return rules.Key{}
	}
	return keys[0]
}

// keysAtHand returns the keys of what is due, then of the drafts that wait for word, the latest first, then of what comes.
func keysAtHand(c rules.Case, p rules.Policy, now time.Time) (keys []rules.Key) {
	steps := rules.Decide(c, p, now).Steps
	for _, step := range steps {
		if !step.Due.After(now) {
			keys = append(keys, step.Key)
		}
	}
	for _, r := range c.Unmarked(now) {
		keys = append(keys, r.Key)
	}
	for _, step := range steps {
		keys = append(keys, step.Key)
	}
	return keys
}

// thankedFor returns the interview whose thank-yous are to be looked at: the one of the key, else the one that is named,
// else the latest that has begun.
func thankedFor(s subject, k rules.Key, now time.Time) rules.Interview {
	if iv, ok := s.Interview(k.InterviewID); ok {
		return iv
	}
	if iv, ok := s.named(); ok {
		return iv
	}
	return s.LatestBegun(now)
}

// sketches are the drafts of a kind, thank-yous those for iv, worded for the moment at, or when that is zero for now or
// when they will come.
func sketches(
	composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, iv rules.Interview, now, at time.Time,
) ([]sketch, error) {
	var list []sketch
	for _, step := range rules.Imagine(c, p, kind, iv, now, at) {
		s := sketch{c: c, step: step, at: at, came: delivered(c, step.Key)}
		switch {
		case !at.IsZero():
		case step.Due.IsZero(): // nothing calls for it, so as if the interview were over
			s.at = latest(now, iv.End())
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
	first := rules.Imagine(c, p, s.Quotes.Kind, c.LatestBegun(now), now, time.Time{})
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
