package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/said"
	"followup/rules"
	"followup/store"
)

type heardOptions struct {
	named string // the application
	word  said.Heard
}

func heardCommand(w *world) *cobra.Command {
	var o heardOptions
	cmd := &cobra.Command{
		Use:   "heard ID " + strings.Join(said.HeardNames(), "|"),
		Short: "Say what you heard from them",
		Long: `Say what you heard from them. Reminders that were waiting for an answer are dropped,
and the reply to this answer comes: to "not decided yet", to an offer, to a rejection,
or to an interviewer who did not turn up.

A next round is another interview of the application: pass its time with --at, and what
else you know. Without --at, its date is still open, and you are reminded to ask for it
if they do not name it. Any number of the application will do. A no-show is about the
interview with that number or, if you name the application in words, about the latest
that has begun.`,
		Example: `  followup heard 7 undecided --until "in 2 weeks"
  followup heard 7 undecided --said "we need until after Easter"
  followup heard 7 rejected --on yesterday --from "Pat Lee <pat@agency.test>"
  followup heard 7 offer --until "18 Dec"
  followup heard 7 next-round --at "tue 10am" \
    --with "Ann Lee <ann@acme.test>"
  followup heard 7 no-show`,
		Args:              exactArgs("ID", strings.Join(said.HeardNames(), "|")),
		ValidArgsFunction: completeHeard(w),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.named, o.word.Kind, err = said.ReadHeard(args[0], args[1]); err != nil {
				return err
			}
			if err := said.CheckFields(cmd.Flags(), o.word.Kind); err != nil {
				return err
			}
			if err := form.RefuseBlanks(cmd.Flags()); err != nil {
				return err
			}
			return runHeard(cmd.Context(), w, &o)
		},
	}
	o.word.Form.Register(cmd.Flags())
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = "next-round: " + f.Usage })
	cmd.Flags().Lookup("said").Usage = "undecided, " + cmd.Flags().Lookup("said").Usage
	cmd.Flags().Lookup("at").Usage += "; without it, the date is still open"
	cmd.Flags().StringVar(&o.word.On, "on", "", `when you heard it: "yesterday", "today 9:30" (default: now)`)
	cmd.Flags().StringVar(&o.word.Until, "until", "", "the day by which they decide (undecided), want your answer "+
		`(offer) or name the date (next-round), unless --said has it, counted from the day of --on: "friday", `+
		`"18 Dec", "in 2 weeks"`)
	cmd.Flags().StringVar(&o.word.From, "from", "", `who answered: "Ann Lee <ann@acme.test>", `+
		"or the number that show prints (default: the main contact)")
	return cmd
}

func runHeard(ctx context.Context, w *world, o *heardOptions) error {
	return w.withSubject(ctx, o.named, find.Open,
		func(cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
			return w.dialogue(cfg, st, p).Heard(ctx, s, &o.word)
		})
}
