package command

import (
	"strconv"
	"strings"

	"followup/mailer/shell"
	"followup/rules"
)

// To returns the flag that restricts a command about a note to the one person, or "" if the note goes to one person
// anyway. Only thank-yous for a panel need it; without it, the command is about the whole panel.
func To(c rules.Case, k rules.Key, p rules.Person) Flag {
	iv, _ := c.Interview(k.InterviewID)
	if !k.Kind.ToEach() || len(iv.Interviewers) < 2 {
		return ""
	}
	name, ok := Handle(iv, p)
	if !ok {
		name = Blank // no flag at all would mean the whole panel
	}
	return With("to", name)
}

// Handle returns how a command names an interviewer: by the address if a shell takes that as it is, else by the
// number that `followup show` gives. It never uses the name, which is text from elsewhere. ok is false if the
// person is not an interviewer.
func Handle(iv rules.Interview, p rules.Person) (name string, ok bool) {
	i := iv.IndexOf(p)
	if i < 0 {
		return "", false
	}
	if address := iv.Interviewers[i].Email; isBare(address) {
		return address, true
	}
	return strconv.Itoa(i + 1), true
}

// Known returns the flag that names a person by the address, or by a [Blank] if a shell does not take that as it is. It
// never has the name, which is text from elsewhere.
func Known(flag string, p rules.Person) Flag {
	if !isBare(p.Email) {
		return With(flag, Blank)
	}
	return With(flag, p.Email)
}

// isBare reports whether an address needs no quotation marks and cannot be taken for a flag.
func isBare(address string) bool {
	address, err := rules.ParseAddress(address)
	return err == nil && shell.Safe(address) && !strings.HasPrefix(address, "-")
}
