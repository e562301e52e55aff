package form

import (
	"fmt"
	"slices"

	"followup/mailer/shell"
	"followup/rules"
	"followup/rules/people"
)

// A NobodyError means that --with names what is probably no person to be thanked. Only the user knows.
type NobodyError struct {
	Typed rules.Person
	value string // of the flag
	is    string // what it is, as in "it is a program"
	desk  bool   // several people read its mail
}

func (e *NobodyError) Error() string {
	if e.desk {
		return fmt.Sprintf("%s; to send the notes about the application there: --contact %s; if that team interviewed "+
			"you: --with %s", e.What(), shell.Quoted(e.Typed.Email), shell.Quoted("Hiring team <"+e.Typed.Email+">"))
	}
	return fmt.Sprintf("%s; name who interviewed you, or leave it out; on a terminal you are asked", e.What())
}

// What says what it is, as "noreply@acme.test is a program".
func (e *NobodyError) What() string { return fmt.Sprintf("%s is %s", e.Typed, e.is) }

// checkPerson returns an error if p, from a value of --with, is probably no person. Whoever is called a team is meant,
// and so is a mailbox with a name.
func (f *Form) checkPerson(p rules.Person, value string) error {
	sort := people.SortOf(p.Name, p.Email)
	err := &NobodyError{Typed: p, value: value, is: sort.String(), desk: sort == people.Mailbox}
	switch isYou := f.User.Is(p.Name, p.Email); {
	case isYou:
		err.is, err.desk = "you, as the config says", false
	case sort == people.Human, err.desk && p.Name != "":
		return nil
	}
	if slices.Contains(f.meant, value) {
		return nil
	}
	return err
}

// TakeAsMeant notes that the user means what an error is about. Apply no longer returns that error then.
func (f *Form) TakeAsMeant(nobody *NobodyError) { f.meant = append(f.meant, nobody.value) }

// LeaveOut empties what an error is about.
func (f *Form) LeaveOut(nobody *NobodyError) {
	f.with = slices.DeleteFunc(f.with, func(value string) bool { return value == nobody.value })
}
