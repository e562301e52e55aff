package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/usage"
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

func runEdit(ctx context.Context, w *world, o *editOptions) error {
	return w.withSubject(ctx, o.named, nil, func(
		cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) error {
		composer, err := cfg.NewComposer(st.InstallID())
		if err != nil {
			composer = nil // the config may not name the user yet, so no draft is shown
		}
		return w.dialogue(cfg, st, p).Edit(ctx, composer, s, &o.form)
	})
}
