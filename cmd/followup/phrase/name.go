// Package phrase puts into words what the output and the messages are about: applications, interviews, people, notes,
// events and times.
package phrase

import (
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

// Application returns the name of an application, as "data engineer at Acme (application 7)".
func Application(c rules.Case) string {
	return fmt.Sprintf("%s at %s (application %d)", term.Clean(c.Role), term.Clean(c.Company), c.ID)
}

// Interview returns the name of an interview, as "interview 9, Tue 8 Dec 14:00", with the time in loc.
func Interview(iv rules.Interview, now time.Time, loc *time.Location) string {
	return fmt.Sprintf("interview %d, %s", iv.ID, Brief(iv.Start, now, loc))
}

// InterviewOf returns the name of an application and, if it has several interviews, that of the interview. The time is
// in loc.
func InterviewOf(c rules.Case, iv rules.Interview, now time.Time, loc *time.Location) string {
	if len(c.Interviews) == 1 {
		return Application(c)
	}
	return Application(c) + ", " + Interview(iv, now, loc)
}

// Interviews returns a list of interviews, as "9 (Tue 8 Dec 14:00), 10 (Thu 10 Dec 09:00)", for a message that asks
// for one of them. Times are in loc.
func Interviews(list []rules.Interview, now time.Time, loc *time.Location) string {
	var names []string
	for _, iv := range list {
		names = append(names, fmt.Sprintf("%d (%s)", iv.ID, Brief(iv.Start, now, loc)))
	}
	return strings.Join(names, ", ")
}

// Role returns the role and the company of an application, as "data engineer at Acme".
func Role(c rules.Case) string { return fmt.Sprintf("%s at %s", c.Role, c.Company) }

// Phase returns the words for a phase, as "waiting for their answer".
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
	case rules.PhaseAccepted:
		return "accepted"
	case rules.PhaseStopped:
		return "stopped"
	}
	return string(p)
}
