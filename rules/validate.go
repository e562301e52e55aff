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

// A longer field is taken for a mistake. Both are in characters.
const (
	maxLine = 200
	maxNote = 4000
)

// MaxPanel is how many people may be in one interview.
const MaxPanel = 50

// An interview outside these years is taken for a typing error.
const (
	FirstYear = 1990
	LastYear  = 2199
)

// Validate returns an error that names each invalid field and what is wrong with it, or nil. loc is the user's
// time zone, in which the date of the interview is compared with DecisionBy.
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

// faults collects the errors of the fields that are invalid.
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
	if len(people) > MaxPanel {
		return fmt.Errorf("are %d; expected at most %d", len(people), MaxPanel)
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
	err := errors.Join(checkLine(p.Name, maxLine), checkLine(p.Email, maxLine), checkLine(p.Greeting, maxLine),
		checkLine(p.Topic, maxNote))
	if err != nil {
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

// checkLine rejects control characters and line breaks. In a name they are at best a mistake, at worst an injected
// mail header.
// checkLanguage returns an error unless the code of a language has two small letters, or is "".
func checkLanguage(code string) error {
	isSmall := func(b byte) bool { return 'a' <= b && b <= 'z' }
	if code == "" || len(code) == 2 && isSmall(code[0]) && isSmall(code[1]) {
		return nil
	}
	return fmt.Errorf("%q is not the code of a language, such as \"de\"", code)
}

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
