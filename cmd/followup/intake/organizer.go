package intake

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/store"
)

// askAboutOrganizers asks about each change that comes from another organizer than its interview has, where somebody
// can be asked. What the user does not want is left out of the list and counted. A trial run tells which changes
// these are, again after each answer: whoever is taken for the organizer is the one whom the next change is held
// against.
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

// without returns the list without the changes to an interview that come from the same other organizer as the
// unwanted one.
func without(list []entry, done []store.Imported, unwanted entry) (kept []entry) {
	for i, e := range list {
		if done[i].Outcome != store.ImportForeign || e.UID != unwanted.UID || e.Organizer != unwanted.Organizer {
			kept = append(kept, e)
		}
	}
	return kept
}

// organizerQuestion returns what to ask about a change by another organizer.
func organizerQuestion(e entry, done store.Imported, loc *time.Location) string {
	change := "changes it to " + phrase.Stamp(e.Interview.Start, loc)
	if e.Cancelled {
		change = "calls it off"
	}
	return term.Clean(fmt.Sprintf("Interview %s is organized by %s, but %s %s. Is that right?",
		numbered(e, done), organizerKnown(done), organizerOf(e), change))
}

// organizerOf returns the words for who a change comes from.
func organizerOf(e entry) string { return cmp.Or(e.Organizer, "somebody who is not named") }

// organizerKnown returns the words for who organizes the interview that a change is about.
func organizerKnown(done store.Imported) string {
	return cmp.Or(done.Organizer, "nobody that is known")
}

// numbered returns "7 (clerk at Acme)", the interview that an event changes.
func numbered(e entry, done store.Imported) string {
	return fmt.Sprintf("%d (%s at %s)", done.ID, e.Application.Role, e.Application.Company)
}

// organizerRemark says what the organizer, or the time, has to do with what came of an event, or is "". oneOfSeveral
// tells that the application has other interviews, which go on without this one.
func organizerRemark(e entry, done store.Imported, oneOfSeveral bool) string {
	switch {
	case done.Outcome == store.ImportHeld:
		change, command := "calls off", fmt.Sprintf("followup stop %d", done.ID)
		switch {
		case !e.Cancelled:
			change, command = "moves", fmt.Sprintf(`followup edit %d --at "…"`, done.ID)
		case oneOfSeveral:
			command = fmt.Sprintf("followup remove %d --interview", done.ID)
		}
		return fmt.Sprintf("it %s interview %s, which had begun by now and so stays as it is; if it did not take place: %s",
			change, numbered(e, done), command)
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
