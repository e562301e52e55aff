package letters

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// About returns the interview that a step's note is about: a thank-you's own; the one that nobody turned up for, as long
// as that is the last word; else the last that took place, for a note that asks for no news the last one with its
// addressee, where they were in any. While none took place it is the last that has begun, or the first.
func About(c rules.Case, s rules.Step, now time.Time) rules.Interview {
	held := tookPlace(c, s.Heard, now)
	if iv, ok := missed(c, s, held); ok {
		return iv
	}
	if s.Kind == rules.ThankYou || len(held) == 0 {
		return c.About(s.Key, now)
	}
	for _, iv := range slices.Backward(held) {
		if !s.Kind.IsStatus() && indexOf(iv, s.To) >= 0 {
			return iv
		}
	}
	return held[len(held)-1]
}

// missed returns the interview that nobody turned up for, for a note that is about it: the one that answers that, or one
// that asks for another time, unless an interview took place since.
func missed(c rules.Case, s rules.Step, held []rules.Interview) (_ rules.Interview, ok bool) {
	w := cmp.Or(s.Heard, c.LastWord())
	if w == nil || w.Kind != rules.NoShow || s.Kind == rules.ThankYou {
		return rules.Interview{}, false
	}
	iv, ok := c.Interview(w.InterviewID)
	since := slices.ContainsFunc(held, func(other rules.Interview) bool { return other.Start.After(iv.Start) })
	return iv, ok && (s.Kind == rules.NoShowNote || !since)
}

// tookPlace returns the interviews that have taken place at now, as far as is known: they have begun, somebody turned up,
// and they were called off neither by themselves nor by the word that the note answers.
func tookPlace(c rules.Case, heard *rules.Event, now time.Time) []rules.Interview {
	return slices.DeleteFunc(slices.Clone(c.Interviews), func(iv rules.Interview) bool {
		return now.Before(iv.Start) || c.NoShow(iv.ID) || c.CalledOff(iv.ID) || endedBefore(heard, iv)
	})
}

// endedBefore reports whether the word ended it all before the interview began. Any other word leaves it to take place.
func endedBefore(heard *rules.Event, iv rules.Interview) bool {
	return heard != nil && (heard.Kind == rules.Rejected || heard.Kind == rules.Stopped) && heard.At.Before(iv.Start)
}

// interviewed reports whether the person was in one of the interviews. The hiring team was.
func interviewed(p rules.Person, among ...rules.Interview) bool {
	return p.Key() == "" || slices.ContainsFunc(among, func(iv rules.Interview) bool { return indexOf(iv, p) >= 0 })
}

// indexOf returns where the person stands among the interviewers, or -1. Somebody whose address or name was corrected in
// one interview may have another key there.
func indexOf(iv rules.Interview, p rules.Person) int {
	if i := iv.IndexOf(p.Key()); i >= 0 || p.Key() == "" {
		return i
	}
	return slices.IndexFunc(iv.Interviewers, func(q rules.Person) bool {
		if p.Email != "" && q.Email != "" {
			return strings.EqualFold(p.Email, q.Email)
		}
		return p.Name != "" && p.Name == q.Name
	})
}

// metBefore reports whether the person was in an interview on a day before this one. Of two on one day only the later is
// thanked for.
func metBefore(p rules.Person, iv rules.Interview, held []rules.Interview, loc *time.Location) bool {
	day := rules.DateOf(iv.Start, loc)
	return slices.ContainsFunc(held, func(other rules.Interview) bool {
		return rules.DateOf(other.Start, loc).Before(day) && indexOf(other, p) >= 0
	})
}

// topic returns what was discussed with the person in the interview, or "" where they were not in it.
func topic(iv rules.Interview, p rules.Person) string {
	if i := indexOf(iv, p); i >= 0 {
		return cmp.Or(OneLine(iv.Interviewers[i].Topic), OneLine(iv.Topic))
	}
	if p.Key() == "" {
		return OneLine(iv.Topic)
	}
	return ""
}
