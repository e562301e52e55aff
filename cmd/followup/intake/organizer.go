package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/store"
)

// askAboutOrganizers asks, on a terminal, about each change that comes from someone other than the interview's
// organizer. It returns the list without the changes that the user does not want, and counts those. A trial run finds
// such changes, and is repeated after each answer, because an accepted change may set the organizer for the next one.
func (dlg *Dialogue) askAboutOrganizers(ctx context.Context, list []entry, again bool) ([]entry, int, error) {
	all := len(list)
	for dlg.Interactive {
		done, err := dlg.Store.Import(ctx, dlg.Now(), asImports(list), store.ImportOptions{DryRun: true, Again: again})
		if err != nil {
			return nil, 0, err
		}
		i := slices.IndexFunc(done, func(d store.Imported) bool { return d.Outcome == store.ImportForeign })
		if i < 0 {
			break
		}
		list[i].vouched = dlg.Confirm("%s", organizerQuestion(list[i], done[i], dlg.Location))
		if ctx.Err() != nil {
			return nil, 0, term.ErrNoAnswer
		}
		if !list[i].vouched {
			list = without(list, done, list[i])
		}
	}
	return list, all - len(list), nil
}

// without returns the list without the changes to the same interview by the same organizer as the unwanted one.
func without(list []entry, done []store.Imported, unwanted entry) (kept []entry) {
	for i, e := range list {
		if done[i].Outcome != store.ImportForeign || e.UID != unwanted.UID || e.Organizer != unwanted.Organizer {
			kept = append(kept, e)
		}
	}
	return kept
}

// organizerQuestion returns the question about a change by someone other than the organizer.
func organizerQuestion(e entry, done store.Imported, loc *time.Location) string {
	change := "changes it to " + phrase.Stamp(e.Interview.Start, loc)
	if e.Cancelled {
		change = "calls it off"
	}
	return term.Clean(fmt.Sprintf("Interview %s is organized by %s, but %s %s. Is that right?",
		numbered(e, done), organizerKnown(done), organizerOf(e), change))
}

// organizerOf returns the name of who a change comes from, for a message.
func organizerOf(e entry) string { return cmp.Or(e.Organizer, "an unnamed person") }

// organizerKnown returns the name of who organizes the interview that a change is about, for a message.
func organizerKnown(done store.Imported) string {
	return cmp.Or(done.Organizer, "an unknown person")
}

// numbered returns the name of the interview that an event changes, as "7 (clerk at Acme)".
func numbered(e entry, done store.Imported) string {
	return fmt.Sprintf("%d (%s at %s)", done.ID, e.Application.Role, e.Application.Company)
}

// organizerRemark returns why an event was not imported because of its time or its organizer, or that it set the
// organizer; "" if neither applies. oneOfSeveral means that the application has other interviews, which are kept.
func organizerRemark(e entry, done store.Imported, oneOfSeveral bool) string {
	switch {
	case done.Outcome == store.ImportBegun:
		change, correct := "calls off", command.Stop(done.ID)
		switch {
		case !e.Cancelled:
			change, correct = "moves", command.Edit(done.ID, command.With("at", command.Blank))
		case oneOfSeveral:
			correct = command.Remove(done.ID, "--interview")
		}
		return fmt.Sprintf("it %s interview %s, which has already begun, so it is left as it is; "+
			"if it did not take place: %s", change, numbered(e, done), correct)
	case done.Outcome == store.ImportForeign:
		return fmt.Sprintf("it is from %s, but interview %s is organized by %s, so it is left out; import it on a "+
			"terminal to be asked",
			organizerOf(e), numbered(e, done), organizerKnown(done))
	case done.Adopted:
		return fmt.Sprintf("interview %s had no organizer yet and now has %s; a change by anybody else is asked about",
			numbered(e, done), e.Organizer)
	}
	return ""
}
