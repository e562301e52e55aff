// Package command spells the command lines that people are shown, ready to be copied into a shell, and reads the same
// words in a mail. A mail that is a command has a token, which only a reminder can have given it.
package command

import (
	"fmt"
	"slices"
	"strings"

	"followup/mailer/shell"
	"followup/rules"
)

// Blank stands for words that only the reader knows.
const Blank = "…"

// A Flag is a flag of a command as it is typed. The empty Flag is left out.
type Flag string

// New lets add begin another application.
const New Flag = "--new"

// Letter asks stop for a letter of withdrawal.
const Letter Flag = "--letter"

// Accepted tells stop that the user accepted the offer.
const Accepted Flag = "--accepted"

// With returns the flag of that name with a value, quoted if a shell needs it.
func With(name, value string) Flag { return Flag("--" + name + " " + shell.Word(value)) }

// line joins the words of a command. Only flags have words that were typed by a person.
func line(verb string, id int64, word string, flags []Flag) string {
	words := Flag(fmt.Sprintf("followup %s %d", verb, id))
	return joined(slices.Concat([]Flag{words, Flag(word)}, flags)...)
}

// joined joins flags that are not empty.
func joined(flags ...Flag) string {
	var words []string
	for _, f := range flags {
		if f != "" {
			words = append(words, string(f))
		}
	}
	return strings.Join(words, " ")
}

// Add adds an interview. A [Blank] stands for the flags that only the reader knows.
func Add(flags ...Flag) string { return joined(append([]Flag{"followup add"}, flags...)...) }

// Import reads a file, such as a mail that the reader has to save.
func Import() string { return "followup import " + Blank }

// note is a command about the notes of a kind, or about the one that the command itself chooses if kind is "".
func note(verb string, id int64, kind rules.Kind, flags []Flag) string {
	if kind == "" {
		return line(verb, id, "", flags)
	}
	return line(verb, id, "--kind "+string(kind), flags)
}

// Sent says that the notes of a kind were sent.
func Sent(id int64, kind rules.Kind, flags ...Flag) string { return note("sent", id, kind, flags) }

// Skip says that the notes of a kind will not be sent.
func Skip(id int64, kind rules.Kind, flags ...Flag) string { return note("skip", id, kind, flags) }

// Preview shows the drafts of a kind.
func Preview(id int64, kind rules.Kind, flags ...Flag) string {
	return note("preview", id, kind, flags)
}

// Heard says what the employer answered: an event kind that people tell, such as [rules.Offered].
func Heard(id int64, answer rules.EventKind, flags ...Flag) string {
	return line("heard", id, string(answer), flags)
}

// Edit corrects facts of an application or an interview.
func Edit(id int64, flags ...Flag) string { return line("edit", id, "", flags) }

// EditDraft opens the draft of a kind in an editor.
func EditDraft(id int64, kind rules.Kind, flags ...Flag) string {
	return line("edit", id, "--draft", append([]Flag{Flag("--kind " + string(kind))}, flags...))
}

// Show prints all that is known about an application.
func Show(id int64) string { return line("show", id, "", nil) }

// Snooze puts off everything about an application for a while, such as "2d".
func Snooze(id int64, span string) string { return line("snooze", id, span, nil) }

// Stop ends the reminders about an application.
func Stop(id int64, flags ...Flag) string { return line("stop", id, "", flags) }

// Undo takes back the last thing that was said of an application.
func Undo(id int64) string { return line("undo", id, "", nil) }

// Remove removes an application, or one interview of it.
func Remove(id int64, flags ...Flag) string { return line("remove", id, "", flags) }

// Retry sends the reminders of an application that the mail server refused.
func Retry(id int64) string { return line("retry", id, "", nil) }
