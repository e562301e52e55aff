// Package sketch words and prints drafts as they would read now or at another moment.
package sketch

import (
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer"
	"followup/rules"
)

// A Sketch is a draft as it would read at a moment.
type Sketch struct {
	Case  rules.Case
	Step  rules.Step // has the draft among its own; its Due is zero if nothing calls for it
	At    time.Time  // the moment
	Came  bool       // the reminder was delivered
	Draft mailer.Draft
}

// Of returns the drafts of a kind, of thank-yous those for iv, worded for the moment at. If that is zero they are worded for
// when they come, or for now if that is later.
func Of(
	composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, iv rules.Interview, now, at time.Time,
) ([]Sketch, error) {
	var list []Sketch
	for _, step := range rules.Preview(c, p, kind, iv, now, at) {
		s := Sketch{Case: c, Step: step, At: at, Came: delivered(c, step.Key)}
		switch {
		case !at.IsZero():
		case step.Due.IsZero(): // nothing calls for it, so as if the interview were over
			s.At = latest(now, iv.End())
		default:
			s.At = latest(now, step.Due)
		}
		if s.Step.QuotesSentAt.After(s.At) {
			return nil, usage.Errorf("the email that a %s quotes goes out %s at the earliest; --at is before that",
				kind, phrase.Stamp(step.QuotesSentAt, p.Location))
		}
		if err := addQuote(composer, c, p, &s.Step, now); err != nil {
			return nil, err
		}
		drafts, err := composer.Drafts(c, s.Step, s.At)
		if err != nil {
			return nil, err
		}
		for _, s.Draft = range drafts {
			list = append(list, s)
		}
	}
	return list, nil
}

// ofKey returns the drafts of the kind of a key as they would be worded now.
func ofKey(composer *mailer.Composer, c rules.Case, p rules.Policy, k rules.Key, now time.Time) ([]Sketch, error) {
	iv, own := c.Interview(k.InterviewID)
	if !own {
		iv = c.LatestBegun(now)
	}
	return Of(composer, c, p, k.Kind, iv, now, time.Time{})
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

func delivered(c rules.Case, k rules.Key) bool {
	return slices.ContainsFunc(c.History.Reminders, func(r rules.Reminder) bool { return r.Key == k && r.State == rules.Delivered })
}

// addQuote words the email that a second request will quote, if that email is still to come.
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
