package sketch

import (
	"slices"
	"time"

	"followup/cmd/followup/roster"
	"followup/rules"
)

// AtHand returns the key of the note that the user most likely means: the one that is due, or else the newest draft
// that is not marked, or else the one that comes next. Notes to the named person are meant, or any if nobody is named.
// A note about the interview with the number about, if that is not 0, is preferred and, if a person is named, the only
// choice. Failing that, an interviewer's thank-you is meant, or else any note. Of several thank-yous, the one for the
// latest interview that has begun is meant. The kind is "" if there is no note at all.
func AtHand(c rules.Case, about int64, named rules.Person, p rules.Policy, now time.Time) rules.Key {
	keys := keysAtHand(c, named, p, now)
	isAbout := func(k rules.Key) bool { return k.InterviewID == about }
	switch i := slices.IndexFunc(keys, isAbout); {
	case i >= 0 && about != 0:
		return keys[i]
	case len(keys) > 0 && (about == 0 || named.IsTeam()):
		return keys[0]
	case named.IsTeam():
		return rules.Key{}
	case LatestWith(c, named, now).IndexOf(named) >= 0:
		return rules.Key{Kind: rules.ThankYou}
	}
	return AtHand(c, about, rules.Person{}, p, now)
}

// keysAtHand returns the keys of the notes to the named person: first what is due, then the drafts that are not
// marked, the newest first, then what comes.
func keysAtHand(c rules.Case, named rules.Person, p rules.Policy, now time.Time) []rules.Key {
	var due, came, coming []rules.Key
	add := func(keys *[]rules.Key, k rules.Key, to []rules.Person) {
		if slices.ContainsFunc(to, func(p rules.Person) bool { return roster.Means(named, p) }) {
			*keys = append(*keys, k)
		}
	}
	for _, step := range rules.Decide(c, p, now).Steps {
		if !step.Due.After(now) {
			add(&due, step.Key, step.To)
		}
		add(&coming, step.Key, step.To)
	}
	for _, r := range c.Unmarked(now) {
		add(&came, r.Key, r.To())
	}
	for _, keys := range [][]rules.Key{due, came, coming} {
		latestFirst(c, keys, now)
	}
	return slices.Concat(due, came, coming)
}

// latestFirst moves the thank-you for the latest interview that has begun to the place of the first one.
func latestFirst(c rules.Case, keys []rules.Key, now time.Time) {
	begun := func(k rules.Key) (start time.Time) {
		if iv, ok := c.Interview(k.InterviewID); ok && k.Kind == rules.ThankYou && !iv.Start.After(now) {
			start = iv.Start
		}
		return start
	}
	first := slices.IndexFunc(keys, func(k rules.Key) bool { return !begun(k).IsZero() })
	for i := first + 1; first >= 0 && i < len(keys); i++ {
		if begun(keys[i]).After(begun(keys[first])) {
			keys[i], keys[first] = keys[first], keys[i]
		}
	}
}

// LatestWith returns the latest interview with a person that has begun, or else the next one with them. If they are in
// none, it returns the latest interview that has begun.
func LatestWith(c rules.Case, p rules.Person, now time.Time) rules.Interview {
	with := c
	with.Interviews = slices.DeleteFunc(slices.Clone(c.Standing()), func(iv rules.Interview) bool {
		return iv.IndexOf(p) < 0
	})
	if len(with.Interviews) == 0 {
		return c.LatestBegun(now)
	}
	return with.LatestBegun(now)
}
