package letters

import (
	"cmp"
	"slices"
	"time"

	"followup/rules"
)

// interviewed reports whether the person was in one of the interviews. The hiring team always was.
func interviewed(p rules.Person, among ...rules.Interview) bool {
	return p.IsTeam() || slices.ContainsFunc(among, func(iv rules.Interview) bool { return iv.Includes(p) })
}

// metBefore reports whether the person was in an interview on an earlier day. An earlier interview on the same day
// does not count, because only the later one is thanked for.
func metBefore(p rules.Person, iv rules.Interview, held []rules.Interview, loc *time.Location) bool {
	day := rules.DateOf(iv.Start, loc)
	return slices.ContainsFunc(held, func(other rules.Interview) bool {
		return rules.DateOf(other.Start, loc).Before(day) && other.IndexOf(p) >= 0
	})
}

// metElsewhere reports whether the person was in an interview of another application on an earlier day.
func metElsewhere(c rules.Case, p rules.Person, iv rules.Interview, now time.Time, loc *time.Location) bool {
	return slices.ContainsFunc(c.Elsewhere, func(other rules.Case) bool {
		return metBefore(p, iv, other.Held(nil, now), loc)
	})
}

// topic returns what was discussed with the person in the interview, or "" if they were not in it.
func topic(iv rules.Interview, p rules.Person) string {
	if i := iv.IndexOf(p); i >= 0 {
		return cmp.Or(rules.OneLine(iv.Interviewers[i].Topic), rules.OneLine(iv.Topic))
	}
	if p.IsTeam() {
		return rules.OneLine(iv.Topic)
	}
	return ""
}

// lastTopic returns what was discussed with the person in an interview. A thank-you is about its own; any other note
// may speak of the last of those held that has a topic.
func lastTopic(kind rules.Kind, iv rules.Interview, held []rules.Interview, p rules.Person) string {
	latest := topic(iv, p)
	if kind == rules.ThankYou {
		return latest
	}
	for _, other := range slices.Backward(held) {
		latest = cmp.Or(latest, topic(other, p))
	}
	return latest
}
