package rules

import (
	"cmp"
	"slices"
	"time"
)

// About returns the interview that a step's note is about: a thank-you's own; the one that nobody turned up for, as long
// as that is the last word; else the last that took place, for a note that asks for no news the last one with its
// addressee, where they were in any. While none took place it is the last that has begun, or the first.
func (c Case) About(s Step, now time.Time) Interview {
	if iv, ok := c.Interview(s.InterviewID); ok {
		return iv
	}
	held := c.Held(s.Heard, now)
	if iv, ok := c.missedInterview(s, held); ok {
		return iv
	}
	if len(held) == 0 {
		return c.LatestBegun(now)
	}
	for _, iv := range slices.Backward(held) {
		if !s.Kind.IsStatus() && iv.Includes(s.To[0]) {
			return iv
		}
	}
	return held[len(held)-1]
}

// missed returns the interview that nobody turned up for, for a note that is about it: the one that answers that, or one
// that asks for another time, unless an interview took place since.
func (c Case) missedInterview(s Step, held []Interview) (_ Interview, ok bool) {
	w := cmp.Or(s.Heard, c.LastWord())
	if w == nil || w.Kind != NoShow {
		return Interview{}, false
	}
	iv, ok := c.Interview(w.InterviewID)
	since := slices.ContainsFunc(held, func(other Interview) bool { return other.Start.After(iv.Start) })
	return iv, ok && (s.Kind == NoShowNote || !since)
}

// Held returns the interviews that have taken place at now, as far as is known: they have begun, somebody turned up, and
// they were called off neither by themselves nor by the word that a note answers, which may be nil.
func (c Case) Held(heard *Event, now time.Time) []Interview {
	return slices.DeleteFunc(slices.Clone(c.Interviews), func(iv Interview) bool {
		return now.Before(iv.Start) || c.fellThrough(iv.ID) || endedBefore(heard, iv)
	})
}

// endedBefore reports whether the word ended it all before the interview began. Any other word leaves it to take place.
func endedBefore(heard *Event, iv Interview) bool {
	return heard != nil && (heard.Kind == Rejected || heard.Kind == Stopped) && heard.At.Before(iv.Start)
}

// Includes reports whether the person is one of the interviewers. The hiring team always is.
func (iv Interview) Includes(p Person) bool { return p.IsTeam() || iv.IndexOf(p) >= 0 }
