package intake

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/exchange"
	"followup/rules"
)

// shareFacts gives all lines of a table about one application what any of them says about it. Such lines have the same
// number or, without numbers, the same company and role; a line without a number belongs to the last such application
// above it. The numbers are replaced, because two files may use the same one.
func shareFacts(entries []entry, faults *exchange.Faults) {
	type application struct {
		file, company, role string
		number              int64
	}
	above := map[application]int64{}
	first := map[application]int{}
	lines := map[int]int{} // from each line to the first one about its application
	for i, e := range entries {
		if e.UID != "" {
			continue
		}
		company, role := e.name()
		key := application{file: e.file, company: company, role: role}
		above[key] = cmp.Or(e.Application.ID, above[key])
		if n := above[key]; n != 0 {
			key = application{file: e.file, number: n}
		}
		if _, seen := first[key]; !seen {
			first[key] = i
		}
		lines[i] = first[key]
		if at := &entries[first[key]]; first[key] == i && key.number != 0 {
			at.Application.ID = int64(i + 1)
		} else {
			faults.Add(at.joinApplication(e))
		}
	}
	for i, at := range lines {
		entries[i].Application = entries[at].Application
	}
}

// name returns the company and the role in a spelling that all lines about one application have in common.
func (e *entry) name() (company, role string) {
	return strings.ToLower(rules.BareCompany(e.Application.Company)), strings.ToLower(e.Application.Role)
}

// joinApplication takes over what another line says about the same application. It returns an error for each
// contradiction.
func (e *entry) joinApplication(other entry) error {
	app, told := &e.Application, other.Application
	app.NoContact = app.NoContact || told.NoContact
	return e.contradicted(other, "application", []agreement{
		{"main contact", fill(&app.Contact, told.Contact)},
		{"fit", fill(&app.Fit, told.Fit)},
		{"hook", fill(&app.Hook, told.Hook)},
		{"language", fill(&app.Language, told.Language)},
	})
}

// joinLines joins the lines of a table that are about the same interview, usually each with another interviewer.
func joinLines(entries []entry, faults *exchange.Faults) []entry {
	type key struct {
		company, role string
		start         int64
	}
	var out []entry
	at := map[key]int{}
	for _, e := range entries {
		company, role := e.name()
		k := key{company, role, e.Interview.Start.Unix()}
		if i, seen := at[k]; e.UID == "" && seen && out[i].Application.ID == e.Application.ID {
			faults.Add(out[i].join(e))
			out[i].names = append(out[i].names, e.names...)
			out[i].note(e.unclear...)
			continue
		}
		if e.UID == "" {
			at[k] = len(out)
		}
		out = append(out, e)
	}
	return out
}

// maxJoined is the largest number of people that the lines of one interview may name. It keeps the time for a long
// table from growing with the square of its length. The rules allow fewer.
const maxJoined = 500

// join takes over what another line says about the same interview. It returns an error for each contradiction.
func (e *entry) join(other entry) error {
	iv, told := &e.Interview, other.Interview
	if len(iv.Interviewers) > maxJoined {
		return fmt.Errorf("%s: together with %s it names more than %d people", other.where(), e.where(), maxJoined)
	}
	return e.contradicted(other, "interview", []agreement{
		{"duration", fillDuration(&iv.Duration, told.Duration)},
		{"zone", fill(&iv.Zone, told.Zone)},
		{"decision by", fill(&iv.DecisionBy, told.DecisionBy)},
		{"said", fill(&iv.Said, told.Said)},
		{"topic", joinPeople(iv, told)},
		{"greetings", greetAlike(*iv, told)},
	})
}

// An agreement is whether two lines agree in a column.
type agreement struct {
	column string
	ok     bool
}

// contradicted returns an error for each column in which another line about the same thing contradicts this one.
func (e *entry) contradicted(other entry, about string, agreed []agreement) error {
	var errs []error
	for _, a := range agreed {
		if !a.ok {
			errs = append(errs, fmt.Errorf("%s, column %q: it contradicts %s, which is about the same %s; correct "+
				"one of them, or leave it empty",
				other.where(), a.column, e.where(), about))
		}
	}
	return errors.Join(errs...)
}

// joinPeople adds the people of another line, each with the topic that the line gives for them. If all of them have
// one, the line's own topic is the interview's. ok is false if a topic contradicts one that is known.
func joinPeople(iv *rules.Interview, told rules.Interview) (ok bool) {
	ok = true
	if !slices.ContainsFunc(told.Interviewers, func(p rules.Person) bool { return p.Topic == "" }) {
		ok = fill(&iv.Topic, told.Topic)
	}
	iv.Interviewers = slices.Clone(iv.Interviewers)
	for _, p := range told.Interviewers {
		if told.Topic != iv.Topic {
			fill(&p.Topic, told.Topic)
		}
		if i := iv.IndexOf(p); i >= 0 {
			ok = fill(&iv.Interviewers[i].Topic, p.Topic) && ok
			iv.Interviewers[i] = p.Corrected(iv.Interviewers[i])
		} else {
			iv.Interviewers = append(iv.Interviewers, p)
		}
	}
	return ok
}

// greetAlike reports whether two lines agree on how to greet the people that both name.
func greetAlike(iv, told rules.Interview) bool {
	return !slices.ContainsFunc(told.Interviewers, func(p rules.Person) bool {
		i := iv.IndexOf(p)
		return i >= 0 && !fill(&p.Greeting, iv.Interviewers[i].Greeting)
	})
}

// fill sets *is to told if *is is zero. It reports whether the two agree or one of them is zero.
func fill[T comparable](is *T, told T) (ok bool) {
	var nothing T
	if *is == nothing {
		*is = told
	}
	return told == nothing || told == *is
}

// fillDuration is fill for a duration, which is one hour if a line gives none.
func fillDuration(is *time.Duration, told time.Duration) (ok bool) {
	if *is == time.Hour {
		*is = told
	}
	return told == time.Hour || told == *is
}
