package rules

import (
	"cmp"
	"slices"
	"time"
)

// About returns the interview that the note of a step is about. For a thank-you it is the interview of the
// thank-you. For a no-show that is the last word, it is the interview that nobody turned up for. Otherwise it is
// the last interview that took place; a note that is not a request for news prefers the last one in which its
// recipient took part. If none took place, it is the last one that has started, or the first.
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
		if !s.Kind.IsRequest() && iv.Includes(s.To[0]) {
			return iv
		}
	}
	return held[len(held)-1]
}

// missedInterview returns the interview that nobody turned up for, if the note is about it: the note answers the
// no-show, or asks for another time and no interview took place since.
func (c Case) missedInterview(s Step, held []Interview) (_ Interview, ok bool) {
	w := cmp.Or(s.Heard, c.LastWord())
	if w == nil || w.Kind != NoShow {
		return Interview{}, false
	}
	iv, ok := c.Interview(w.InterviewID)
	since := slices.ContainsFunc(held, func(other Interview) bool { return other.Start.After(iv.Start) })
	return iv, ok && (s.Kind == NoShowNote || !since)
}

// Held returns the interviews that have taken place at now, as far as is known: they have started, were neither a
// no-show nor called off, and were not ended beforehand by heard, the word that a note answers. heard may be nil.
func (c Case) Held(heard *Event, now time.Time) []Interview {
	return slices.DeleteFunc(slices.Clone(c.Interviews), func(iv Interview) bool {
		return now.Before(iv.Start) || c.fellThrough(iv.ID) || endedBefore(heard, iv)
	})
}

// endedBefore reports whether the word ended the application before the interview started. Only a rejection or a
// withdrawal does.
func endedBefore(heard *Event, iv Interview) bool {
	return heard != nil && (heard.Kind == Rejected || heard.Kind == Stopped) && heard.At.Before(iv.Start)
}

// Includes reports whether p is one of the interviewers. The hiring team always is.
func (iv Interview) Includes(p Person) bool { return p.IsTeam() || iv.IndexOf(p) >= 0 }
