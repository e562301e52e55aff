// Package find finds the application, the interview or the person that a command names by a number or in words.
package find

import (
	"fmt"
	"time"

	"followup/cmd/followup/phrase"
	"followup/rules"
)

// A Subject is an application as a command names it. The number may be that of any of its interviews.
type Subject struct {
	rules.Case
	Number int64 // by which it was named; 0 if it was named in words
}

// Named returns the interview that the number means: the one with that number, or the only one there is.
func (s Subject) Named() (_ rules.Interview, ok bool) {
	if len(s.Interviews) == 1 {
		return s.Interviews[0], true
	}
	return s.Interview(s.Number)
}

// OfLater reports whether the number is that of an interview after the one that gave the application its number.
// Where a command can be about one interview, it is about that one then.
func (s Subject) OfLater() bool {
	_, ok := s.Interview(s.Number)
	return ok && s.Number != s.ID
}

// Later returns the number if it is that of a later interview, else 0.
func (s Subject) Later() int64 {
	if s.OfLater() {
		return s.Number
	}
	return 0
}

// Name returns the name of the application, with the number of the interview if it is that of a later one.
func (s Subject) Name() string {
	if s.OfLater() {
		return fmt.Sprintf("%s, interview %d", phrase.Application(s.Case), s.Number)
	}
	return phrase.Application(s.Case)
}

// Meant returns the interview that a command is about when it has to be about one: the one that is named, else the
// latest that has begun. The numbers of people are those of its interviewers.
func (s Subject) Meant(now time.Time) rules.Interview {
	if iv, ok := s.Named(); ok {
		return iv
	}
	return s.LatestBegun(now)
}
