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
	"cmp"
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

// IndexOf is where the person of that key stands among the interviewers, or -1.
func (iv Interview) IndexOf(key string) int {
	return slices.IndexFunc(iv.Interviewers, func(p Person) bool { return p.Key() == key })
}

// Person is somebody at the employer. The zero Person stands for the hiring team.
type Person struct {
	Name  string
	Email string
	Topic string // what was discussed with this person; empty means the interview's topic

	// FixedKey is the Key that the person had before the name or address was corrected, so that what was delivered and
	// marked under it stays theirs; empty where nothing was.
	FixedKey string
}

// Key names the person among an interview's interviewers, for good: the lower-cased address, the name where there was
// none, or "" for the hiring team.
func (p Person) Key() string {
	switch {
	case p.FixedKey != "":
		return p.FixedKey
	case p.Email != "":
		return strings.ToLower(p.Email)
	}
	return p.Name
}

// Corrected is the person with what is known of q in its place. It stays the same person.
func (p Person) Corrected(q Person) Person {
	key := p.Key()
	p.Name, p.Email = cmp.Or(q.Name, p.Name), cmp.Or(q.Email, p.Email)
	if p.Key() != key {
		p.FixedKey = key
	}
	return p
}

// String is "Jo Smith <jo@acme.test>", whichever part is known, or "the hiring team".
func (p Person) String() string {
	switch {
	case p.Name != "" && p.Email != "":
		return p.Name + " <" + p.Email + ">"
	case p.Name != "":
		return p.Name
	case p.Email != "":
		return p.Email
	}
	return "the hiring team"
}

// ParsePerson reads "Jo Smith <jo@acme.test>", "jo@acme.test" or just "Jo Smith". A name is taken as it is typed, with
// commas and quotation marks in it, but for blanks in a row, quotation marks around it, and what [NewPerson] leaves out.
func ParsePerson(s string) (Person, error) {
	if err := checkLine(s, maxLine); err != nil {
		return Person{}, err
	}
	s = strings.Join(strings.Fields(Visible(s)), " ")
	if s == "" {
		return Person{}, errors.New(`is empty; write "Jo Smith <jo@acme.test>"`)
	}
	name, address := s, ""
	if before, last, found := strings.Cut(s, "<"); found {
		name, address = strings.TrimSpace(before), strings.TrimSuffix(last, ">")
		if address == last || address == "" {
			return Person{}, fmt.Errorf(`%q is not an address; write "Jo Smith <jo@acme.test>"`, s)
		}
	} else if strings.ContainsAny(s, "@>") {
		name, address = nameThenAddress(s)
	}
	if address != "" {
		a, err := mail.ParseAddress("<" + address + ">")
		if err != nil {
			return Person{}, fmt.Errorf(`%q is not one address; write "Jo Smith <jo@acme.test>", and each person by themselves`, s)
		}
		address = a.Address
	}
	p := NewPerson(unquoted(name), address)
	if p == (Person{}) {
		return p, fmt.Errorf(`%q names nobody; write "Jo Smith <jo@acme.test>"`, s)
	}
	return p, nil
}

// nameThenAddress takes "Jo Smith jo@acme.test" and "Jo Smith (jo@acme.test)" apart; what is neither is all address.
func nameThenAddress(s string) (name, address string) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || strings.Contains(s[:i], "@") {
		return "", s
	}
	return s[:i], strings.TrimSuffix(strings.TrimPrefix(s[i+1:], "("), ")")
}

// unquoted is a name without the quotation marks that mail programs put around one with a comma in it.
func unquoted(name string) string {
	if inner, found := strings.CutPrefix(name, `"`); found && strings.HasSuffix(inner, `"`) {
		return strings.TrimSpace(strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `\"`, `"`))
	}
	return name
}

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
	seen := map[string]bool{}
	for _, p := range people {
		if p.Key() == "" {
			return errors.New("include somebody with neither a name nor an address")
		}
		if seen[p.Key()] {
			return fmt.Errorf("name %s twice", p)
		}
		seen[p.Key()] = true
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
