package ingest

import (
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/phrase"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
)

// mustAsk reports whether the user is asked before what a line says is noted, because it ends something. A token proves
// that somebody has the reminder, and a reminder may have been forwarded. Nobody else can put a mail into the user's
// folder of sent mail, their server may vouch for the sender, and the question itself came to nobody else.
func (t telling) mustAsk(line command.Line) bool {
	return line.Ends() && t.mail.Folder != rules.FolderSent && !t.mail.Authentic && t.about.Kind != command.Confirm
}

// ask lets a notice ask whether the user told this, with a button that says it again. Nothing else is stored.
func (t telling) ask(line command.Line) (string, error) {
	events, err := t.events(line)
	if err != nil {
		return "", mistake{err}
	}
	what := t.say(events)
	r := t.remarkOn("ask", fmt.Sprintf("Was it you? %s (%s)", what, phrase.Role(t.c)),
		fmt.Sprintf("A mail from your address says of %s: %s. It ends the reminders, and no mail server vouches for "+
			"its sender, so nothing was noted yet.", phrase.Application(t.c), what),
		"If you did not write it, do nothing.")
	last := int64(0)
	for _, e := range slices.Concat(t.c.History.Events, t.c.History.TakenBack) {
		last = max(last, e.ID)
	}
	r.about = command.ConfirmKey(t.c.ID, last)
	r.Offer = mailer.Offer{
		About: r.about, Words: buttonWords(line, events[0], t.Policy), Prose: "To followup: it was me",
		Label: "It was me, note it", Command: commandOf(t.c.ID, line),
	}
	t.desk.remark = r
	return fmt.Sprintf("%s is asked about", line.Verb), nil
}

// buttonWords spells a line that ends something, for a button. A day such as "friday" is that of the first mail.
func buttonWords(line command.Line, e rules.Event, p rules.Policy) string {
	words := []string{string(line.Verb)}
	if line.Verb == command.VerbHeard {
		words = []string{"no"}
	}
	switch {
	case line.Letter:
		words = append(words, "letter")
	case line.Accepted:
		words = append(words, "accepted")
	}
	if line.On != "" {
		words = append(words, "on", rules.DateOf(e.At, p.Location).String())
	}
	return strings.Join(words, " ")
}

// commandOf spells the same for a shell.
func commandOf(id int64, line command.Line) string {
	switch {
	case line.Verb == command.VerbHeard:
		return command.Heard(id, rules.Rejected)
	case line.Letter:
		return command.Stop(id, command.Letter)
	case line.Accepted:
		return command.Stop(id, command.Accepted)
	}
	return command.Stop(id)
}
