package form

import (
	"errors"
	"slices"
	"strings"

	"followup/cmd/followup/roster"
	"followup/rules"
)

// An UnclearName is an interviewer in a form who may be read in several ways.
type UnclearName struct {
	rules.UnclearError
	of     *Form
	at     int    // in --with
	number string // "2=", which stands before the name, or ""
}

// Unclear returns the first interviewer in the form who may be read in several ways, or nil.
func (f *Form) Unclear() *UnclearName {
	for i, typed := range f.with {
		u := &UnclearName{of: f, at: i}
		if number, rest, found := strings.Cut(typed, "="); found && roster.IsNumber(number) {
			u.number, typed = number+"=", rest
		}
		if _, err := rules.ReadPerson(typed); errors.As(err, &u.UnclearError) {
			return u
		}
	}
	return nil
}

// Settle puts one of the readings in the place of what was typed.
func (u *UnclearName) Settle(names []string) {
	names = slices.Clone(names)
	names[0] = u.number + names[0]
	u.of.with = slices.Replace(u.of.with, u.at, u.at+1, names...)
}
