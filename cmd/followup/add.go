package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/enter"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

func addCommand(w *world) *cobra.Command {
	var o enter.Addition
	cmd := &cobra.Command{
		Use:   "add --company NAME --role ROLE --at TIME [--with PERSON]...",
		Short: "Add an interview",
		Long: `Add an interview, past or future. followup then emails you the notes to write
about it; this command prints which ones, when, and why. Without flags, on a
terminal, it asks for what it needs.

An application may have several interviews. Each interview calls for thank-yous;
requests for news are about the application as a whole. If you have an open
application for the same company and role, the interview is added to it. --new
starts a new application, and --for adds the interview to the one you name.

Write the company as it reads in a sentence: "the Home Office", but "Acme". It
is the same company with "the" or without.`,
		Example: `  followup add
  followup add --company Acme --role "data engineer" --at "yesterday 14:00" \
    --with "Jo Smith <jo@acme.test>" --with "Ann Lee <ann@acme.test>" \
    --topic "the move to streaming" --decision-by "in 2 weeks"
  followup add --company "the Home Office" --role buyer --at "in 3 days 9:00" --new \
    --contact "Pat Lee <pat@agency.test>"
  followup add --for 7 --at "yesterday 15:30" --with "Max Kay <max@acme.test>"`,
		Args: exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.New && o.To != "" {
				return usage.Errorf("--new starts an application and --for names an existing one; leave one of them " +
					"out")
			}
			return runAdd(cmd.Context(), w, &o)
		},
	}
	o.Form.Register(cmd.Flags())
	o.Form.RegisterApplication(cmd.Flags())
	cmd.Flags().StringVar(&o.To, "for", "",
		"the application to add it to: its number, or part of its company, its role or the name of one of its people")
	cmd.Flags().BoolVar(&o.New, "new", false,
		"start a new application even if one for the same company and role is open")
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false,
		"show what was understood and what would come, without adding anything")
	cmd.Flags().BoolVar(&o.Again, "again", false, "add it even if there is one with the same company, role and time")
	return cmd
}

func runAdd(ctx context.Context, w *world, o *enter.Addition) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		w.view(p).WarnOfClock(st)
		return w.dialogue(cfg, st, p).Add(ctx, o)
	})
}
