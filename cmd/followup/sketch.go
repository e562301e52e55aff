package main

import (
	"slices"
	"time"

	"followup/cmd/followup/roster"
	"followup/mailer"
	"followup/rules"
)

// A sketch is a draft as it would read at a moment.
type sketch struct {
	c     rules.Case
	step  rules.Step // that it is one of the drafts of; its Due is zero when nothing calls for it
	at    time.Time
	came  bool // the reminder was delivered
	draft mailer.Draft
}

// atHand returns the key of what is at hand for who is named, or for everybody: of what is due, else of the draft that came
// last and waits for word, else of what comes next. What is about the interview of that number goes first, and where somebody
// is named is all that counts; 0 is none. Where nothing is at hand for who was met, the key is that of their thank-you. Its
// kind is "" where there is nothing at all.
func atHand(c rules.Case, about int64, named rules.Person, p rules.Policy, now time.Time) rules.Key {
	keys := keysAtHand(c, named, p, now)
	isAbout := func(k rules.Key) bool { return k.InterviewID == about }
	switch i := slices.IndexFunc(keys, isAbout); {
	case i >= 0 && about != 0:
		return keys[i]
	case len(keys) > 0 && (about == 0 || named.IsTeam()):
		return keys[0]
	case named.IsTeam():
		return rules.Key{}
	case latestWith(c, named, now).IndexOf(named) >= 0:
		return rules.Key{Kind: rules.ThankYou}
	}
	return atHand(c, about, rules.Person{}, p, now)
}

// keysAtHand returns the keys of what is due for who is named, then of the drafts that wait for word, the latest first, then
// of what comes.
func keysAtHand(c rules.Case, named rules.Person, p rules.Policy, now time.Time) (keys []rules.Key) {
	add := func(k rules.Key, to []rules.Person) {
		if slices.ContainsFunc(to, func(p rules.Person) bool { return roster.Means(named, p) }) {
			keys = append(keys, k)
		}
	}
	steps := rules.Decide(c, p, now).Steps
	for _, step := range steps {
		if !step.Due.After(now) {
			add(step.Key, step.To)
		}
	}
	for _, r := range c.Unmarked(now) {
		add(r.Key, r.To())
	}
	for _, step := range steps {
		add(step.Key, step.To)
	}
	return keys
}

// sketches are the drafts of a kind, thank-yous those for iv, worded for the moment at, or when that is zero for now or
// when they will come.
func sketches(
	composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, iv rules.Interview, now, at time.Time,
) ([]sketch, error) {
	var list []sketch
	for _, step := range rules.Preview(c, p, kind, iv, now, at) {
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
		drafts, err := composer.Drafts(c, s.step, s.at)
		if err != nil {
			return nil, err
		}
		for _, s.draft = range drafts {
			list = append(list, s)
		}
	}
	return list, nil
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

func delivered(c rules.Case, k rules.Key) bool {
	return slices.ContainsFunc(c.History.Reminders, func(r rules.Reminder) bool { return r.Key == k && r.State == rules.Delivered })
}

// addQuote writes the email that a second request will quote, where that is yet to come itself.
func addQuote(composer *mailer.Composer, c rules.Case, p rules.Policy, s *rules.Step, now time.Time) error {
	if s.Kind != rules.SecondRequest || s.Quotes == nil || s.Quotes.Message.ID != "" {
		return nil
	}
	first := rules.Preview(c, p, s.Quotes.Kind, c.LatestBegun(now), now, time.Time{})
	if len(first) == 0 || first[0].Key != s.Quotes.Key {
		return nil
	}
	drafts, err := composer.Drafts(c, first[0], s.QuotesSentAt)
	if err != nil {
		return err
	}
	quoted := *s.Quotes
	quoted.Message.Drafts = nil
	for _, d := range drafts {
		quoted.Message.Drafts = append(quoted.Message.Drafts, rules.Draft{To: d.To, Subject: d.Subject, Body: d.Body})
	}
	s.Quotes = &quoted
	return nil
}
