// Package sketch words and prints drafts as they would read now or at another moment, and has the user edit them.
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
	Step  rules.Step // brings the draft, and perhaps others; its Due is zero if nothing calls for it
	At    time.Time  // the moment
	Came  bool       // the reminder was delivered
	Draft mailer.Draft
}

// Of returns the drafts of a kind, worded for the time at; thank-yous are those for iv. If at is zero, they are worded
// for the time at which they come, or for now if that is later. It returns a usage error if a draft would quote an
// email that is sent only after at.
func Of(
	composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, iv rules.Interview, now, at time.Time,
) ([]Sketch, error) {
	var list []Sketch
	for _, step := range rules.Preview(c, p, kind, iv, now, at) {
		s := Sketch{Case: c, Step: step, At: at, Came: indexDelivered(c, step.Key) >= 0}
		switch {
		case !at.IsZero():
		case step.Due.IsZero(): // nothing calls for it, so it is worded as if the interview were over
			s.At = latest(now, iv.End())
		default:
			s.At = latest(now, step.Due)
		}
		if s.Step.QuotesSentAt.After(s.At) {
			return nil, usage.Errorf("the email that a %s quotes is sent %s at the earliest; --at is before that",
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

// ofKey returns the drafts of a key's kind, as they would be worded now.
func ofKey(composer *mailer.Composer, c rules.Case, p rules.Policy, k rules.Key, now time.Time) ([]Sketch, error) {
	iv, own := c.Interview(k.InterviewID)
	if !own {
		iv = c.LatestBegun(now)
	}
	return Of(composer, c, p, k.Kind, iv, now, time.Time{})
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

// indexDelivered returns the index of the reminder with that key that was delivered, or -1.
func indexDelivered(c rules.Case, k rules.Key) int {
	return slices.IndexFunc(c.History.Reminders, func(r rules.Reminder) bool {
		return r.Key == k && r.State == rules.Delivered
	})
}

// addQuote adds to a second request the words of the email that it will quote, if that email is still to come.
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
