// Package find finds the application, the interview or the person that a command names by a number or in words. On a
// terminal it asks which application words mean.
package find

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

// A Subject is an application as a command names it.
type Subject struct {
	rules.Case
	Number int64         // its own, or that of an interview, as it was named; 0 if it was named in words
	Words  string        // as it was named; "" if it was named by a number
	Others []store.Found // the other applications that the words match, if a [Chooser] chose this one
}

// Person returns the one of the application's people whom the words name, or the hiring team if they name the company
// or the role. A whole word of somebody's name counts more than a piece of the company's.
func (s Subject) Person() (rules.Person, error) {
	if s.Words == "" {
		return rules.Person{}, nil
	}
	for _, matches := range []func(string) bool{
		func(text string) bool { return roster.HasWords(text, s.Words) },
		func(text string) bool { return hasPiece(text, s.Words) },
	} {
		if matches(s.Company) || matches(s.Role) {
			break
		}
		matching := slices.DeleteFunc(s.People(), func(p rules.Person) bool { return !matches(p.String()) })
		if len(matching) == 0 {
			continue
		}
		i, err := roster.Find(matching, s.Words)
		if err != nil {
			return rules.Person{}, usage.Mark(err)
		}
		return matching[i], nil
	}
	return rules.Person{}, nil
}

// Named returns the interview with the number, or the only interview. ok is false if there are several and the number
// is not that of one.
func (s Subject) Named() (_ rules.Interview, ok bool) {
	if len(s.Interviews) == 1 {
		return s.Interviews[0], true
	}
	return s.Interview(s.Number)
}

// OfLater reports whether the number is that of a later interview: any but the first, whose number is also that of the
// application. A command that can be about one interview is then about that one.
func (s Subject) OfLater() bool {
	_, ok := s.Interview(s.Number)
	return ok && s.Number != s.ID
}

// Later returns the number if it is that of a later interview, otherwise 0.
func (s Subject) Later() int64 {
	if s.OfLater() {
		return s.Number
	}
	return 0
}

// Name returns the name of the application, for a message, with the number of a later interview if that was named.
func (s Subject) Name() string {
	if s.OfLater() {
		return fmt.Sprintf("%s, interview %d", phrase.Application(s.Case), s.Number)
	}
	return phrase.Application(s.Case)
}

// Meant returns the interview of a command that must be about one: the one that is named, or else the latest that has
// begun. The numbers of people mean its interviewers.
func (s Subject) Meant(now time.Time) rules.Interview {
	if iv, ok := s.Named(); ok {
		return iv
	}
	return s.LatestBegun(now)
}
