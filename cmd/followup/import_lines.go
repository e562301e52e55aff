package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/exchange"
	"followup/rules"
)

// together makes one interview of the lines of a table that tell of the same one, most often each with another interviewer.
func together(entries []entry, faults *exchange.Faults) []entry {
	type key struct {
		company, role string
		start         int64
	}
	var out []entry
	at := map[key]int{}
	for _, e := range entries {
		iv := e.Interview
		k := key{strings.ToLower(iv.Company), strings.ToLower(iv.Role), iv.Start.Unix()}
		i, seen := at[k]
		if e.UID == "" && seen {
			faults.Add(out[i].join(e))
			continue
		}
		if e.UID == "" {
			at[k] = len(out)
		}
		out = append(out, e)
	}
	return out
}

// maxTogether is how many people the lines of one interview may name, which keeps a long table from taking the square of its
// length. What the rules allow is less.
const maxTogether = 500

// join takes over what another line tells of the same interview. Two that contradict each other are for the user to mend.
func (e *entry) join(other entry) error {
	iv, told := &e.Interview, other.Interview
	if len(iv.Interviewers) > maxTogether {
		return fmt.Errorf("%s: together with %s it names more than %d people", other.where(), e.where(), maxTogether)
	}
	iv.NoContact = iv.NoContact || told.NoContact
	agreed := []struct {
		column string
		ok     bool
	}{
		{"duration", fillDuration(&iv.Duration, told.Duration)},
		{"zone", fill(&iv.Zone, told.Zone)},
		{"decision by", fill(&iv.DecisionBy, told.DecisionBy)},
		{"said", fill(&iv.Said, told.Said)},
		{"topic", joinPeople(iv, told)},
		{"fit", fill(&iv.Fit, told.Fit)},
		{"hook", fill(&iv.Hook, told.Hook)},
	}
	var errs []error
	for _, a := range agreed {
		if !a.ok {
			errs = append(errs, fmt.Errorf("%s, column %q: it says something else than %s, which is of the same interview; correct one of them, or leave it empty",
				other.where(), a.column, e.where()))
		}
	}
	return errors.Join(errs...)
}

// joinPeople adds the people of another line, each with the topic that it names for them. ok is false where there is
// another topic already.
func joinPeople(iv *rules.Interview, told rules.Interview) (ok bool) {
	if len(told.Interviewers) == 0 {
		return fill(&iv.Topic, told.Topic)
	}
	ok = true
	iv.Interviewers = slices.Clone(iv.Interviewers)
	for _, p := range told.Interviewers {
		if told.Topic != iv.Topic {
			fill(&p.Topic, told.Topic)
		}
		if i := iv.IndexOf(p.Key()); i >= 0 {
			ok = fill(&iv.Interviewers[i].Topic, p.Topic) && ok
			fill(&iv.Interviewers[i].Name, p.Name)
		} else {
			iv.Interviewers = append(iv.Interviewers, p)
		}
	}
	return ok
}

// fill takes over what was told where nothing was known. ok is false where something else is known.
func fill[T comparable](is *T, told T) (ok bool) {
	var nothing T
	if *is == nothing {
		*is = told
	}
	return told == nothing || told == *is
}

// fillDuration is fill for a duration, which is an hour where a line tells none.
func fillDuration(is *time.Duration, told time.Duration) (ok bool) {
	if *is == time.Hour {
		*is = told
	}
	return told == time.Hour || told == *is
}
