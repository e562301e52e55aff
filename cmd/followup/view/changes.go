package view

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/phrase"
	"followup/rules"
)

// Changes are the differences between two versions of an application.
type Changes struct {
	general    []string
	interviews map[int64][]string
	touched    []int64 // the numbers of the interviews that changed, in order
}

// OfOne returns the number of the interview that changed, or 0 if none or several did.
func (ch Changes) OfOne() int64 {
	if len(ch.touched) != 1 {
		return 0
	}
	return ch.touched[0]
}

// Among returns the interviews of an application that changed.
func (ch Changes) Among(c rules.Case) (list []rules.Interview) {
	for _, iv := range c.Interviews {
		if slices.Contains(ch.touched, iv.ID) {
			list = append(list, iv)
		}
	}
	return list
}

// String returns what changed, or "" if nothing did. It names the interviews if several changed.
func (ch Changes) String() string {
	var list []string
	for _, id := range ch.touched {
		for _, s := range ch.interviews[id] {
			if len(ch.interviews) > 1 {
				s = fmt.Sprintf("interview %d: %s", id, s)
			}
			list = append(list, s)
		}
	}
	return strings.Join(append(list, ch.general...), "; ")
}

// Changed returns what differs between two versions of an application. Times are given in loc.
func Changed(was, is rules.Case, loc *time.Location) Changes {
	ch := Changes{interviews: map[int64][]string{}}
	for _, now := range is.Interviews {
		then, _ := was.Interview(now.ID)
		people := ch.comparePeople(then.Interviewers, now.Interviewers)
		then.Interviewers = now.Interviewers // compared above, without regard to their order
		facts := differences(factsOfInterview(is, then, "when", loc), factsOfInterview(is, now, "when", loc))
		if len(facts) > 0 {
			ch.interviews[now.ID] = facts
		}
		if len(facts) > 0 || people {
			ch.touched = append(ch.touched, now.ID)
		}
	}
	title := func(c rules.Case) []fact {
		return append([]fact{{"interview", phrase.Role(c)}}, factsOfApplication(c)...)
	}
	ch.general = append(differences(title(was), title(is)), ch.general...)
	return ch
}

// differences returns the facts that were added or changed, then those that are gone, in words.
func differences(before, after []fact) (list []string) {
	for _, f := range after {
		if !slices.Contains(before, f) {
			list = append(list, f.inWords())
		}
	}
	for _, f := range before {
		if !slices.ContainsFunc(after, func(g fact) bool { return g.label == f.label }) {
			list = append(list, f.goneInWords())
		}
	}
	return list
}

// comparePeople adds the people who are new, corrected or gone, each once. It reports whether there are any.
func (ch *Changes) comparePeople(was, is []rules.Person) (differ bool) {
	add := func(s string) {
		differ = true
		if !slices.Contains(ch.general, s) {
			ch.general = append(ch.general, s)
		}
	}
	for _, p := range is {
		if !slices.Contains(was, p) {
			add("with " + withTopic(p))
		}
	}
	for _, p := range was {
		if !slices.ContainsFunc(is, p.Is) {
			add("no longer with " + p.String())
		}
	}
	return differ
}

// MovedDrafts prints when the thank-yous that came before an interview was moved should be sent now.
func (v Printer) MovedDrafts(was, is rules.Case) {
	loc := v.Policy.Location
	for _, r := range was.Unmarked(v.Now) {
		then, _ := was.Interview(r.InterviewID)
		now, _ := is.Interview(r.InterviewID)
		before, by := then.SendBy(r), now.SendBy(r)
		n := len(r.To())
		came := fmt.Sprintf("The %s that came %s", phrase.Note(r.Key, r.To()...), phrase.Brief(r.SettledAt, v.Now, loc))
		switch {
		case r.Kind != rules.ThankYou || by.Equal(before):
		case r.SettledAt.Before(now.Start):
			v.Entry("", fmt.Sprintf("%s %s for the interview's earlier time, so no mark is needed.",
				came, phrase.Plural(n, "is", "are")))
		case by.After(v.Now):
			v.Entry("", fmt.Sprintf("%s should now be sent by %s, not %s.",
				came, phrase.Stamp(by, loc), phrase.Stamp(before, loc)))
		default:
			v.Entry("", fmt.Sprintf("%s should have been sent by %s; send %s at once.",
				came, phrase.Stamp(by, loc), phrase.Plural(n, "it", "them")))
		}
	}
}
