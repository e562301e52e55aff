package enter

import (
	"context"
	"errors"
	"fmt"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// Edit changes the facts of an application that were filled in, and prints what that changes. A draft whose words are
// others now is printed if there is a composer.
func (dlg Dialogue) Edit(ctx context.Context, composer *mailer.Composer, s find.Subject, f *form.Form) error {
	on, err := dlg.aimOf(s, f)
	if err != nil {
		return err
	}
	dir := editDirection(s.Case, on, dlg.Now)
	if err := dlg.askNames(f); err != nil {
		return err
	}
	if err := f.LookUp(ctx, dlg.Store, s.ID); err != nil {
		return err
	}
	if _, err := dlg.apply(f, s.Case, on, dir); err != nil {
		return err
	}
	dlg.Entries(f.LeftOut())
	var made view.Changes
	err = dlg.Store.Update(ctx, s.ID, dlg.Now, func(c rules.Case) (rules.Case, rules.Event, error) {
		edited, err := f.Apply(c, on, dlg.Policy, dir, dlg.Now) // again, because c may have changed meanwhile
		if err != nil {
			return c, rules.Event{}, err
		}
		made = view.Changed(c, edited, dlg.Policy.Location)
		return edited, rules.Event{Kind: rules.Edited, InterviewID: made.OfOne(), Detail: made.String()}, nil
	})
	if errors.Is(err, store.ErrAddressTaken) {
		return fmt.Errorf("%w; to replace one person by the other: %s", err,
			command.Edit(s.Number, command.With("without", command.Blank), command.With("with", command.Blank)))
	}
	if err != nil {
		return err
	}
	after, err := dlg.Store.Case(ctx, s.ID)
	if err != nil {
		return err
	}
	return dlg.tellEdit(ctx, composer, s.Case, after, f, on, made)
}

// aimOf returns the number of the interview that an edit is about. If words name an application with several
// interviews, what they promised belongs to the latest one that has begun; other facts of an interview are an error.
func (dlg Dialogue) aimOf(s find.Subject, f *form.Form) (int64, error) {
	iv := s.Meant(dlg.Now)
	if _, ok := s.Named(); ok {
		return iv.ID, nil
	}
	if flag := f.OfOneInterview(); flag != "" {
		return 0, usage.Errorf("--%s is about one interview, and %s has several; name it by its number: %s",
			flag, phrase.Application(s.Case), phrase.Interviews(s.Interviews, dlg.Now, dlg.Policy.Location))
	}
	return iv.ID, nil
}

// editDirection returns where to look for a new time of an interview: in the future if the interview is still to come,
// or if nobody turned up, because it was then moved to another time.
func editDirection(c rules.Case, on int64, now time.Time) dates.Direction {
	if iv, _ := c.Interview(on); iv.Start.After(now) || c.NoShow(iv.ID) {
		return dates.Future
	}
	return dates.Nearest
}

// tellEdit says what an edit made of an application.
func (dlg Dialogue) tellEdit(
	ctx context.Context, composer *mailer.Composer, was, is rules.Case, f *form.Form, on int64, made view.Changes,
) error {
	if made.String() == "" {
		dlg.Printf("Nothing changed: %s already says so.\n", phrase.Application(is))
		return nil
	}
	name := phrase.Application(is)
	if iv, ok := is.Interview(made.OfOne()); ok {
		name = phrase.InterviewOf(is, iv, dlg.Now, dlg.Policy.Location)
	}
	dlg.Printf("Changed %s: %s\n", name, term.Clean(made.String()))
	dlg.Entries(form.Renamed(is, form.Joined(was.Elsewhere, f.Elsewhere)))
	if iv, ok := is.Interview(on); ok && f.Given("at") {
		dlg.tellFarOff(iv)
		if editDirection(was, on, dlg.Now) == dates.Nearest {
			dlg.tellWeekday(f, iv)
		}
	}
	dlg.FactsOf(is, made.Among(is)...)
	dlg.Entries(f.TellFacts(is, on))
	dlg.Next(is, rules.Decide(was, dlg.Policy, dlg.Now))
	dlg.MovedDrafts(was, is)
	if f.Given("said") && is.LastWord() == nil { // an answer since then replaces what they said
		iv, _ := is.Interview(on)
		dlg.tellDecisionDay(f, iv)
	}
	dlg.tellContact(f, is)
	if composer == nil {
		return nil
	}
	if err := sketch.PrintReworded(ctx, dlg.Printer, dlg.Store, composer, was, is, made.OfOne()); err != nil {
		return fmt.Errorf("the change is stored, but the new draft cannot be shown: %w", err)
	}
	return nil
}
