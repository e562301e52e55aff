package phrase

import (
	"fmt"
	"strings"

	"followup/mailer/command"
	"followup/rules"
)

// Note returns the name of a note with its recipients, as "thank-yous to Jo Smith, Ann Lee and 2 more".
func Note(k rules.Key, to ...rules.Person) string {
	const most = 2
	if k.Kind.IsQuestion() { // it is to the user
		return Noun(k, 1)
	}
	return Noun(k, len(to)) + " to " + Names(to, most)
}

// Noun returns the name of n notes of a key, as "thank-yous".
func Noun(k rules.Key, n int) string {
	s := k.Kind.Noun()
	if n > 1 {
		s += "s"
	}
	if k.LastCall {
		s += " (last call)"
	}
	return s
}

// ForInterview returns " for interview 9", or "" if the application has only one interview or id is 0.
func ForInterview(c rules.Case, id int64) string {
	if id == 0 || len(c.Interviews) < 2 {
		return ""
	}
	return fmt.Sprintf(" for interview %d", id)
}

// SentCommand returns the command that marks the drafts of a note to these people as sent.
func SentCommand(c rules.Case, k rules.Key, to []rules.Person) string {
	if len(to) > 1 { // without --to, the command is about the whole panel
		return command.Sent(k.Number(), k.Kind)
	}
	return command.Sent(k.Number(), k.Kind, command.To(c, k, to[0]))
}

// Kinds returns the names of all kinds of notes, for a message that asks for one of them.
func Kinds() string {
	var names []string
	for _, k := range rules.Kinds {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}
