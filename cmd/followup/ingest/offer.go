package ingest

import (
	"cmp"
	"fmt"
	"time"

	"followup/cmd/followup/phrase"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// An offering is an invitation that is offered to the user.
type offering struct {
	Desk
	invitation
	mail        rules.Mail
	now         time.Time
	application int64 // that it fits, or 0
	done        store.Imported
	organizer   string // of the interview, if the change comes from somebody else
	again       bool   // another version was offered before, and was not added
}

// lacks reports whether nobody can add it without being asked for what its title does not say.
func (o *offering) lacks() bool {
	return !o.Cancelled && (o.Application.Company == "" || o.Application.Role == "")
}

// isNews reports whether the invitation would change anything that is still to come, or says that one which was
// offered is off.
func (o *offering) isNews() bool {
	if !o.Cancelled && !o.Interview.Start.After(o.now) {
		return false
	}
	switch o.done.Outcome {
	case store.ImportAdded, store.ImportMoved, store.ImportStopped, store.ImportRestored, store.ImportChanged:
		return true
	case store.ImportIgnored:
		return o.again
	}
	return o.lacks() && o.done.Outcome == ""
}

// maxForeign is how many characters of what somebody else wrote are shown at once.
const maxForeign = 80

// harmless returns a text that somebody else wrote for a sentence.
func harmless(s string) string { return rules.Clip(rules.HarmlessLine(s), maxForeign) }

// what names the interview.
func (o *offering) what() string {
	if o.lacks() {
		return "an interview"
	}
	return fmt.Sprintf("%s at %s", harmless(o.Application.Role), harmless(o.Application.Company))
}

func (o *offering) stamp() string { return phrase.Stamp(o.Interview.Start, o.Policy.Location) }

// notice is the mail about the invitation with that number.
func (o *offering) notice(id int64) mailer.Notice {
	subject, lines := o.say()
	r := mailer.Remark{Lines: lines, Quoted: fmt.Sprintf("%s: %s", harmless(o.mail.From[0].String()),
		harmless(o.Summary))}
	if label, command := o.button(); command != "" {
		r.Offer = mailer.Offer{Command: command}
		if label != "" {
			r.Offer = o.offerOf(id, label, command)
		}
	}
	return mailer.Notice{
		ID: fmt.Sprint("invitation ", id, o.hash()), Subject: subject, Answers: []string{o.mail.ID},
		About: command.InvitationKey(id), Remarks: []mailer.Remark{r},
	}
}

func (o *offering) offerOf(id int64, label, typed string) mailer.Offer {
	at := o.Interview.Start.In(o.Policy.Location).Format("2 Jan 15:04")
	return mailer.Offer{
		About: command.InvitationKey(id), Words: command.AddInvited, Label: label, Command: typed,
		Prose: fmt.Sprintf("%s: %s, %s", label, o.what(), at),
	}
}

// say returns the subject and what the mail says.
func (o *offering) say() (subject string, lines []string) {
	switch o.done.Outcome {
	case store.ImportMoved, store.ImportRestored:
		subject = fmt.Sprintf("Moved? %s, now %s", o.what(), o.stamp())
		lines = []string{fmt.Sprintf("An invitation that came now moves interview %d (%s) from %s to %s.", o.done.ID,
			o.what(), phrase.Stamp(o.before.Start, o.Policy.Location), o.stamp())}
	case store.ImportChanged:
		subject = fmt.Sprintf("Other people? %s, %s", o.what(), o.stamp())
		lines = []string{fmt.Sprintf("An invitation that came now changes who is in interview %d (%s), %s.", o.done.ID,
			o.what(), o.stamp())}
	case store.ImportStopped:
		subject = fmt.Sprintf("Called off? %s, %s", o.what(), o.stamp())
		lines = []string{fmt.Sprintf("A mail that came now calls off interview %d (%s), %s.", o.done.ID, o.what(),
			o.stamp())}
	case store.ImportIgnored:
		return fmt.Sprintf("Called off: the invitation to %s", o.what()),
			[]string{"An invitation that was offered to you was called off before you added it. Nothing is to be done."}
	default:
		return o.sayNew()
	}
	lines = append(lines, o.people()...)
	if o.done.Outcome == store.ImportStopped || len(o.people()) > 0 {
		lines = append(lines, "The command reads that mail, saved as a file.")
	}
	if o.organizer != "" {
		lines = append(lines, fmt.Sprintf("It is from %s, but the interview is organized by %s: anybody could have "+
			"sent it.", harmless(cmp.Or(o.Organizer, "an unnamed person")), harmless(o.organizer)))
	}
	return subject, append(lines, "Nothing has changed so far.")
}

// people says who came and who went.
func (o *offering) people() (lines []string) {
	if o.done.Came != "" {
		lines = append(lines, "New in it: "+harmless(o.done.Came)+".")
	}
	if o.done.Went != "" {
		lines = append(lines, "No longer in it: "+harmless(o.done.Went)+".")
	}
	return lines
}

func (o *offering) sayNew() (subject string, lines []string) {
	began := "An invitation to an interview came"
	subject = fmt.Sprintf("Invitation: %s, %s", o.what(), o.stamp())
	if o.again {
		began, subject = "An invitation that was offered to you was changed", "Changed: "+subject
	}
	lines = []string{fmt.Sprintf("%s: %s", began, phrase.Stop(o.echo()))}
	switch {
	case o.lacks():
		lines = append(lines, "Its title does not plainly say the company and the role, so it can only be added on "+
			"the command line.")
	case o.application != 0:
		lines = append(lines, fmt.Sprintf("It would be the next one of application %d. Nothing is added so far.",
			o.application))
	default:
		lines = append(lines, "It would begin a new application. Nothing is added so far.")
	}
	return subject, lines
}

// echo says what was understood of the invitation.
func (o *offering) echo() string {
	said := fmt.Sprintf("%s, %s, %s", o.what(), o.stamp(), phrase.Count(int(o.Interview.Duration.Minutes()), "minute"))
	if len(o.Interview.Interviewers) > 0 {
		said += ", with " + harmless(phrase.Names(o.Interview.Interviewers, 3))
	}
	return said
}

// button returns the label of the button, or "" if there is none, and the command that does the same.
func (o *offering) button() (label, typed string) {
	switch o.done.Outcome {
	case store.ImportChanged:
		return "Change it", command.Import()
	case store.ImportMoved, store.ImportRestored:
		if len(o.people()) > 0 { // edit would only move it
			return "Move it", command.Import()
		}
		return "Move it", command.Edit(o.done.ID, command.With("at", o.timeOf(o.Interview, o.before)))
	case store.ImportStopped:
		return "Call it off", command.Import() // stop would end the application
	case store.ImportIgnored:
		return "", ""
	}
	if typed = o.add(); o.lacks() {
		return "", typed
	}
	return "Add it", typed
}

// maxWith is how many people a command names.
const maxWith = 5

// add returns the command that adds what the button does. What somebody else wrote is in no command, apart from
// addresses that a shell takes as they are.
func (o *offering) add() string {
	flags := []command.Flag{command.With("at", o.timeOf(o.Interview, rules.Interview{}))}
	if o.application == 0 {
		flags = append(flags, command.With("company", command.Blank), command.With("role", command.Blank))
	} else {
		flags = append(flags, command.With("for", fmt.Sprint(o.application)))
	}
	if length := o.Interview.Duration; length != time.Hour { // which it is without the flag
		flags = append(flags, command.With("duration", fmt.Sprintf("%dm", int(length.Minutes()))))
	}
	for i, p := range o.Interview.Interviewers {
		if i == maxWith {
			flags = append(flags, command.With("with", command.Blank))
			break
		}
		flags = append(flags, command.Known("with", p))
	}
	return command.Add(flags...)
}

// timeOf returns when an interview begins as --at reads it: by the clock of the place of the interview that is edited,
// or, for a new one, of the user's.
func (o *offering) timeOf(iv, edited rules.Interview) string {
	return iv.Start.In(edited.Place(o.Policy.Location)).Format("2006-01-02 15:04")
}
