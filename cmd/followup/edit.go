package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

type editOptions struct {
	named string // the application or the interview
	form  form.Form
	draft draftOptions
}

func editCommand(w *world) *cobra.Command {
	var o editOptions
	cmd := &cobra.Command{
		Use:   "edit ID {[--FIELD VALUE]... | --draft}",
		Short: "Correct or complete the facts of an interview or its application",
		Long: `Correct or complete the facts of an interview or its application. Reminders that
have not been sent yet change accordingly; if a draft that you already have would now
read differently, the new wording is printed.

The time, the interviewers and what was discussed belong to the interview with that
number; company, role, contact, fit, hook and no-contact belong to the application.
--with completes an interviewer who is already known by name or address, and adds
anybody else. The number that show prints also names an interviewer, as in --without 2
and --with "2=jo@acme.test". A corrected person is corrected everywhere in the
application.

--draft opens a draft in $VISUAL or $EDITOR: the one that is due, or that came and is
not marked as sent, or else the next one. The reminder carries what you save, until a
fact changes that the letter depends on. Then the usual letter is used again, and the
reminder and "followup show" say so.`,
		Example: `  followup edit 7 --topic "the move to streaming"
  followup edit 7 --with "Jo Smith <jo@acme.test>" --topic-for "Jo Smith=the new rota"
  followup edit 7 --contact "Pat Lee <pat@agency.test>"
  followup edit 7 --hook "Congratulations on the new clinic in Leeds"
  followup edit 7 --draft --to "Jo Smith"`,
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.named = args[0]
			switch ofDraft, err := o.draft.asked(&o.form, cmd.Flags()); {
			case err != nil:
				return err
			case ofDraft:
				return runEditDraft(cmd.Context(), w, o.named, o.draft)
			case !o.form.Filled():
				return usage.Errorf("name something to change; see: %s --help", cmd.CommandPath())
			}
			return runEdit(cmd.Context(), w, &o)
		},
	}
	o.form.RegisterEdit(cmd.Flags())
	o.draft.register(cmd.Flags())
	return cmd
}

// aimOf returns the number of the interview that an edit is about. If words name an application with several
// interviews, what they promised belongs to the latest one that has begun; other facts of an interview are an error.
func aimOf(w *world, s find.Subject, f *form.Form, loc *time.Location) (int64, error) {
	iv := s.Meant(w.now())
	if _, ok := s.Named(); ok {
		return iv.ID, nil
	}
	if flag := f.OfOneInterview(); flag != "" {
		return 0, usage.Errorf("--%s is about one interview, and %s has several; name it by its number: %s",
			flag, phrase.Application(s.Case), phrase.Interviews(s.Interviews, w.now(), loc))
	}
	return iv.ID, nil
}

func runEdit(ctx context.Context, w *world, o *editOptions) error {
	edit := func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
		return recordEdit(ctx, w, cfg, st, p, s, &o.form)
	}
	return w.withSubject(ctx, o.named, nil, edit)
}

func recordEdit(
	ctx context.Context, w *world, cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject, f *form.Form,
) error {
	on, err := aimOf(w, s, f, p.Location)
	if err != nil {
		return err
	}
	dir := editDirection(s.Case, on, w.now())
	if err := askNames(w, f); err != nil {
		return err
	}
	if err := f.LookUp(ctx, st, s.ID); err != nil {
		return err
	}
	if _, err := applyForm(w, f, s.Case, on, p, dir); err != nil {
		return err
	}
	tellAll(w, f.LeftOut())
	var made view.Changes
	err = st.Update(ctx, s.ID, w.now(), func(c rules.Case) (rules.Case, rules.Event, error) {
		edited, err := f.Apply(c, on, p, dir, w.now()) // again, because another command may have edited it meanwhile
		if err != nil {
			return c, rules.Event{}, err
		}
		made = view.Changed(c, edited, p.Location)
		return edited, rules.Event{Kind: rules.Edited, InterviewID: made.OfOne(), Detail: made.String()}, nil
	})
	if errors.Is(err, store.ErrAddressTaken) {
		return fmt.Errorf("%w; to replace one person by the other: %s", err,
			command.Edit(s.Number, command.With("without", command.Blank), command.With("with", command.Blank)))
	}
	if err != nil {
		return err
	}
	after, err := st.Case(ctx, s.ID)
	if err != nil {
		return err
	}
	return tellEdit(ctx, w, cfg, st, p, s.Case, after, f, on, made)
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
func tellEdit(
	ctx context.Context, w *world, cfg *config.Config, st *store.Store, p rules.Policy, was, is rules.Case,
	f *form.Form, on int64, made view.Changes,
) error {
	if made.String() == "" {
		w.Printf("Nothing changed: %s already says so.\n", phrase.Application(is))
		return nil
	}
	name := phrase.Application(is)
	if iv, ok := is.Interview(made.OfOne()); ok {
		name = phrase.InterviewOf(is, iv, w.now(), p.Location)
	}
	w.Printf("Changed %s: %s\n", name, term.Clean(made.String()))
	tellAll(w, form.Renamed(is, form.Joined(was.Elsewhere, f.Elsewhere)))
	if iv, ok := is.Interview(on); ok && f.Given("at") {
		tellFarOff(w, iv)
		if editDirection(was, on, w.now()) == dates.Nearest {
			tellWeekday(w, f, iv, p)
		}
	}
	v := w.view(p)
	v.FactsOf(is, made.Among(is)...)
	tellAll(w, f.TellFacts(is, on))
	v.Next(is, rules.Decide(was, p, v.Now))
	v.MovedDrafts(was, is)
	if f.Given("said") && is.LastWord() == nil { // an answer since then replaces what they said
		iv, _ := is.Interview(on)
		tellDecisionDay(w, f, iv, p)
	}
	tellContact(w, f, is)
	composer, err := cfg.NewComposer(st.InstallID())
	if err != nil {
		return nil // the config may not name the user yet, and the change is stored
	}
	if err := sketch.PrintReworded(ctx, v, st, composer, was, is, made.OfOne()); err != nil {
		return fmt.Errorf("the change is stored, but the new draft cannot be shown: %w", err)
	}
	return nil
}

// tellContact says if a contact that was just named lacks an address, or if the notes still go to somebody else.
func tellContact(w *world, f *form.Form, c rules.Case) {
	if !f.Given("contact") || c.Contact.IsTeam() {
		return
	}
	if current := c.MainContact(); !current.Is(c.Contact) {
		w.Entry("", fmt.Sprintf("The notes still go to %s, who answered last. When somebody else answers, name them "+
			"with --from.", phrase.Who(current)))
	}
	if c.Contact.Email == "" {
		w.Entry("", "The contact has no address yet, so neither have the drafts to them. When you know it:")
		w.Printf("  %s\n", command.Edit(c.ID, command.With("contact", command.Blank)))
	}
}
