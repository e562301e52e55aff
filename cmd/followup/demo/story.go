package demo

import (
	"time"

	"followup/rules"
)

// The story is set in the weeks around a new year, so that it has weekends and holidays in it.
const (
	storyZone  = "Europe/Berlin"
	storyStart = "2026-12-01 14:00"
	storyEnd   = "2027-02-01 00:00"
)

// A turn is a command that the job seeker of the story types.
type turn struct {
	at, command string
	event       rules.Event
	hook        string // if set, the turn changes the hook of the event's application and records no event
}

// storyCases returns the applications of the story. Their numbers are those of their first interviews: 1, 3 and 4.
func storyCases(at func(string) time.Time) []rules.Case {
	return []rules.Case{
		{
			Application: rules.Application{
				Company: "Acme", Role: "data engineer",
				Fit: "I led a move from batches to streaming for a payments team",
			},
			Interviews: []rules.Interview{{
				Start: at("2026-12-01 14:00"), Duration: time.Hour, Topic: "the move from nightly batches to streaming",
				Interviewers: []rules.Person{{Name: "Jo Smith", Email: "jo@acme.test"}},
			}, {
				Start: at("2026-12-01 15:30"), Duration: 45 * time.Minute, Topic: "how the team reviews code",
				Said: "we will be in touch soon",
				Interviewers: []rules.Person{
					{Name: "Ann Lee", Email: "ann@acme.test"}, {Name: "Max Kay", Email: "max@acme.test"},
				},
			}},
		},
		{
			Application: rules.Application{Company: "Globex", Role: "analyst"},
			Interviews: []rules.Interview{{
				Start: at("2026-12-02 10:00"), Duration: 45 * time.Minute, Topic: "the new pricing model",
				Interviewers: []rules.Person{{Name: "Dr. Jana Müller", Email: "jana.mueller@globex.test"}},
				DecisionBy:   december(4), Said: "you will hear from us by Friday",
			}},
		},
		{
			Application: rules.Application{Company: "Initech", Role: "team lead"},
			Interviews: []rules.Interview{{
				Start: at("2026-12-03 19:00"), Duration: time.Hour,
				Interviewers: []rules.Person{{Name: "Bill", Email: "bill@initech.test"}},
			}},
		},
	}
}

var storyTurns = []turn{
	{at: "2026-12-01 18:20", command: "followup sent 1", event: thanked(1, "jo@acme.test")},
	{at: "2026-12-02 14:00", command: "followup sent 3", event: thanked(3, "jana.mueller@globex.test")},
	{at: "2026-12-04 09:00", command: "followup sent 4", event: thanked(4, "bill@initech.test")},
	{at: "2026-12-09 10:30", command: "followup heard 3 undecided --until 2026-12-18",
		event: rules.Event{ApplicationID: 3, Kind: rules.Undecided, Until: december(18)}},
	{at: "2026-12-09 22:15", command: "followup heard 4 rejected",
		event: rules.Event{ApplicationID: 4, Kind: rules.Rejected}},
	{at: "2026-12-23 16:00", command: "followup heard 3 offer --until 2026-12-30",
		event: rules.Event{ApplicationID: 3, Kind: rules.Offered, Until: december(30)}},
	{at: "2026-12-29 11:00", command: "followup stop 3 --accepted",
		event: rules.Event{ApplicationID: 3, Kind: rules.Stopped, Note: rules.OfferAnswer}},
	{at: "2027-01-10 20:15", command: `followup edit 4 --hook "Congratulations on the new office in Hamburg"`,
		event: rules.Event{ApplicationID: 4}, hook: "Congratulations on the new office in Hamburg"},
}

// thanked returns the event that a thank-you was sent for the first interview of an application.
func thanked(id int64, to string) rules.Event {
	return rules.Event{
		ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou, To: rules.Person{Email: to},
		Round: 1,
	}
}

func december(day int) rules.Date { return rules.Date{Year: 2026, Month: time.December, Day: day} }
