// Package phrase puts the things that the program talks about into words: applications, interviews, people, notes,
// events and times, as its output and its messages name them.
package phrase

import (
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

// Application returns "data engineer at Acme (application 7)".
func Application(c rules.Case) string {
	return fmt.Sprintf("%s at %s (application %d)", term.Clean(c.Role), term.Clean(c.Company), c.ID)
}

// Interview returns "interview 9, Tue 8 Dec 14:00".
func Interview(iv rules.Interview, now time.Time, loc *time.Location) string {
	return fmt.Sprintf("interview %d, %s", iv.ID, Brief(iv.Start, now, loc))
}

// InterviewOf returns the name of an application, and of the interview too where the application has several.
func InterviewOf(c rules.Case, iv rules.Interview, now time.Time, loc *time.Location) string {
	if len(c.Interviews) == 1 {
		return Application(c)
	}
	return Application(c) + ", " + Interview(iv, now, loc)
}

// Interviews returns "9 (Tue 8 Dec 14:00), 10 (Thu 10 Dec 9:00)", for a message that asks for one of them.
func Interviews(list []rules.Interview, now time.Time, loc *time.Location) string {
	var names []string
	for _, iv := range list {
		names = append(names, fmt.Sprintf("%d (%s)", iv.ID, Brief(iv.Start, now, loc)))
	}
	return strings.Join(names, ", ")
}

// Role returns "data engineer at Acme".
func Role(c rules.Case) string { return fmt.Sprintf("%s at %s", c.Role, c.Company) }

// Phase returns the words for a phase, such as "waiting for their answer".
func Phase(p rules.Phase) string {
	switch p {
	case rules.PhaseUpcoming:
		return "upcoming"
	case rules.PhaseOpen:
		return "waiting for their answer"
	case rules.PhaseQuiet:
		return "quiet"
	case rules.PhaseRejected:
		return "rejected"
	case rules.PhaseOffer:
		return "offer"
	case rules.PhaseStopped:
		return "stopped"
	}
	return string(p)
}
