package find

import (
	"fmt"
	"slices"
	"time"

	"followup/rules"
	"followup/store"
)

// A Chooser returns, of several applications that words match, those that a command may be about.
type Chooser func([]Subject, rules.Policy) []Subject

// Open chooses the open applications, for commands that make little sense for closed ones.
func Open(list []Subject, _ rules.Policy) []Subject {
	return slices.DeleteFunc(slices.Clone(list), func(s Subject) bool { return s.Ending() != "" })
}

// Fitting chooses the applications to which a command can be applied, or the open ones if it can be applied to none.
func Fitting(fits func(Subject, rules.Policy) bool) Chooser {
	return func(list []Subject, p rules.Policy) []Subject {
		fitting := slices.DeleteFunc(slices.Clone(list), func(s Subject) bool { return !fits(s, p) })
		if len(fitting) > 0 {
			return fitting
		}
		return Open(list, p)
	}
}

// ToldLast chooses the application about which the user told something last.
func ToldLast(list []Subject, _ rules.Policy) (last []Subject) {
	var latest int64
	for _, s := range list {
		for _, e := range s.History.Events {
			if e.ID > latest {
				latest, last = e.ID, []Subject{s}
			}
		}
	}
	return last
}

// A SeveralError says that words match several applications.
type SeveralError struct {
	Words string
	Found []store.Found
	loc   *time.Location
}

func (e *SeveralError) Error() string {
	return fmt.Sprintf("%q may mean %s; name one by its number", e.Words, e.Names())
}

// Names returns the applications, as [Names] does.
func (e *SeveralError) Names() string { return Names(e.Found, e.loc) }
