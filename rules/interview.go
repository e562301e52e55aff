// Package rules says which note an application calls for, when, and why.
//
// It is pure: every function is a function of its arguments, the time included. Nothing here reads a clock, a file or
// a setting. The domain types that the store, the mailer and the scheduler share live here too, so that those three
// need not know each other.
//
// [Decide] is the heart: given an application, what has happened to it so far, the policy and a moment, it names the
// reminders that are due, the ones that were missed, and the next moment at which it should be asked again.
package rules

import (
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Interview is one conversation of an application, as the user told it.
type Interview struct {
	// ID is the interview's number. Numbers come from one sequence, and an application has that of its first interview.
	ID int64

	// Start is an instant; Duration runs on the clock, not the calendar.
	Start    time.Time
	Duration time.Duration

	// Zone is the IANA name of the interview's own time zone, used to word its date in a draft. Empty means the
	// user's zone. Nothing is ever scheduled by it.
	Zone string

	// Interviewers are the people of the conversation, in the order in which they were named. May be empty: the
	// thank-you then goes to "the hiring team".
	Interviewers []Person

	// DecisionBy is the day by which they said in it that they would decide; zero when they named none.
	DecisionBy Date

	// Said is what they said in it about timing, in their own words; Topic one concrete thing that was discussed. Each may
	// be empty.
	Said, Topic string

	// CreatedAt is when the interview was told to the program.
	CreatedAt time.Time
}

// End is the moment the interview is over, from which its thank-yous count.
func (iv Interview) End() time.Time { return iv.Start.Add(iv.Duration) }

// IndexOf returns where the person stands among the interviewers, or -1.
func (iv Interview) IndexOf(p Person) int { return slices.IndexFunc(iv.Interviewers, p.Is) }

func trimMailError(err error) string { return strings.TrimPrefix(err.Error(), "mail: ") }

// The lengths, in characters, beyond which a field is taken for a mistake rather than a fact.
const (
	maxLine  = 200
	maxNote  = 4000
	maxPanel = 50
)

// An interview outside these years is a typing error: SMTP's own RFC 821 is of 1982, and nobody books decades ahead.
const (
	FirstYear = 1990
	LastYear  = 2199
)

// Validate says what about the interview cannot be right, naming the field, or returns nil. All faults it finds are
// joined into one error. loc is the user's zone, in which the interview's date is compared with DecisionBy.
func (iv Interview) Validate(loc *time.Location) error {
	var f faults
	f.add("said", checkLine(iv.Said, maxNote))
	f.add("topic", checkLine(iv.Topic, maxNote))
	f.add("start", checkYear(iv.Start.In(loc).Year()))
	f.add("duration", checkDuration(iv.Duration))
	if iv.Zone != "" {
		_, err := LoadLocation(iv.Zone)
		f.add("zone", err)
	}
	if !iv.DecisionBy.IsZero() {
		f.add("decision date", checkDecisionBy(iv.DecisionBy, DateOf(iv.Start, loc)))
	}
	f.add("interviewers", checkPanel(iv.Interviewers))
	return errors.Join(f...)
}

// faults collects what is wrong with fields.
type faults []error

func (f *faults) add(field string, err error) {
	if err != nil {
		*f = append(*f, fmt.Errorf("%s %w", field, err))
	}
}

func checkDecisionBy(by, interview Date) error {
	if err := checkYear(by.Year); err != nil {
		return err
	}
	if by.Before(interview) {
		return fmt.Errorf("%s is before the interview on %s", by.Long(), interview.Long())
	}
	return nil
}

func checkYear(year int) error {
	if year < FirstYear || year > LastYear {
		return fmt.Errorf("is in the year %d; expected %d to %d", year, FirstYear, LastYear)
	}
	return nil
}

func checkDuration(d time.Duration) error {
	if d < time.Minute || d > 24*time.Hour || d%time.Minute != 0 {
		return fmt.Errorf("is %s; expected whole minutes, from 1m to 24h", d)
	}
	return nil
}

func checkPanel(people []Person) error {
	if len(people) > maxPanel {
		return fmt.Errorf("are %d; expected at most %d", len(people), maxPanel)
	}
	for i, p := range people {
		if p.IsTeam() {
			return errors.New("include somebody with neither a name nor an address")
		}
		if slices.ContainsFunc(people[:i], p.Is) {
			return fmt.Errorf("name %s twice", p)
		}
		if err := checkPerson(p); err != nil {
			return fmt.Errorf("include %w", err)
		}
	}
	return nil
}

func checkPerson(p Person) error {
	if err := errors.Join(checkLine(p.Name, maxLine), checkLine(p.Email, maxLine), checkLine(p.Topic, maxNote)); err != nil {
		return fmt.Errorf("%q, which %w", p.String(), err)
	}
	if p.Email != "" {
		if _, err := mail.ParseAddress("<" + p.Email + ">"); err != nil {
			return fmt.Errorf("%q, which is not an address (%s)", p.Email, trimMailError(err))
		}
	}
	return nil
}

func checkFilled(s string, limit int) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("is empty")
	}
	return checkLine(s, limit)
}

// checkLine refuses what has no place in one line of text: such a character in a name is a mistake at best and an
// injected mail header at worst.
func checkLine(s string, limit int) error {
	if !utf8.ValidString(s) {
		return errors.New("is not valid UTF-8")
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\t' || r == '\u2028' || r == '\u2029' {
			return fmt.Errorf("contains the control character %U; write it on one line", r)
		}
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return fmt.Errorf("has %d characters; expected at most %d", n, limit)
	}
	return nil
}
