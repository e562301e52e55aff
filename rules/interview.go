package rules

import (
	"slices"
	"time"
)

// An Interview is one conversation of an application, as the user described it.
type Interview struct {
	// ID is the interview's number. All interviews are numbered in one sequence, and an application takes the
	// number of its first interview.
	ID int64

	// Start is an instant. Duration is elapsed time, also across a change of the clocks.
	Start    time.Time
	Duration time.Duration

	// Zone is the IANA name of the interview's own time zone; empty means the user's zone. Drafts give the date in
	// it. It has no influence on when anything is sent.
	Zone string

	// Interviewers lists the people in the conversation, in the order in which the user named them. If it is
	// empty, the thank-you goes to "the hiring team".
	Interviewers []Person

	// DecisionBy is the day by which the interviewers said they would decide; zero when they named none.
	DecisionBy Date

	// Said is what the interviewers said about timing, in their own words. Topic is one concrete thing that was
	// discussed. Either may be empty.
	Said, Topic string

	// CreatedAt is when the user added the interview.
	CreatedAt time.Time
}

// End returns the moment at which the interview is over. The times of its thank-yous count from there.
func (iv Interview) End() time.Time { return iv.Start.Add(iv.Duration) }

// Place returns the zone in which the times of the interview are said: its own, or home if it has none that is known.
func (iv Interview) Place(home *time.Location) *time.Location {
	if own, err := LoadLocation(iv.Zone); err == nil {
		return own
	}
	return home
}

// IndexOf returns the index of p among the interviewers, or -1.
func (iv Interview) IndexOf(p Person) int { return slices.IndexFunc(iv.Interviewers, p.Is) }
