package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/dates"
	"followup/rules"
	"followup/store"
)

func (a *app) addCommand() *cobra.Command {
	var f interviewFlags
	var dryRun, again bool
	cmd := &cobra.Command{
		Use:   "add --company NAME --role ROLE --at TIME [--with PERSON]...",
		Short: "Add an interview",
		Long: `Add an interview, past or to come. The notes that it calls for reach you by
themselves; this command says which, when, and why. Without flags, on a terminal, it
asks for what it needs.`,
		Example: `  followup add
  followup add --company Acme --role "data engineer" --at "yesterday 14:00" \
    --with "Jo Smith <jo@acme.test>" --with "Ann Lee <ann@acme.test>" \
    --topic "the move to streaming" --decision-by "in 2 weeks"`,
		Args: args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(cfg *Config, st *store.Store, p rules.Policy) error {
				a.warnOfTheClock(cfg, p)
				if a.interactive && !anyOf(&f, cmd.Flags()) {
					if err := a.askForInterview(&f, p); err != nil {
						return err
					}
				}
				iv, err := f.settle(a, rules.Interview{}, p, dates.Held)
				if err != nil {
					return err
				}
				a.sayLeftOut(cmd.Flags())
				return a.add(cmd.Context(), st, p, &f, iv, dryRun, again)
			})
		},
	}
	f.register(cmd.Flags())
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what was understood and what would come, and add nothing")
	cmd.Flags().BoolVar(&again, "again", false, "add it although one of the same company, role and time is there")
	return cmd
}

func (a *app) add(ctx context.Context, st *store.Store, p rules.Policy, f *interviewFlags, iv rules.Interview, dryRun, again bool) error {
	same, found, err := st.Same(ctx, iv)
	if err != nil {
		return err
	}
	if found && !again {
		return fmt.Errorf("interview %d is that one already (%s at %s, %s); `followup edit %d` changes it, --again adds another",
			same, clean(iv.Role), clean(iv.Company), stamp(iv.Start, p.Location), same)
	}
	if dryRun {
		a.printf("This would be added:\n")
		a.echo(rules.Case{Interview: iv}, p, rules.Decision{})
		a.namesADecisionDay(f, iv, p)
		return nil
	}
	if iv.ID, err = st.AddInterview(ctx, iv, a.now()); err != nil {
		return err
	}
	a.printf("Added interview %d.\n", iv.ID)
	if a.now().Sub(iv.Start) > longAgo {
		a.printf("It was more than a year ago; if the year is wrong: followup edit %d --at …\n", iv.ID)
	}
	c := rules.Case{Interview: iv}
	a.echo(c, p, rules.Decision{})
	a.namesADecisionDay(f, iv, p)
	if atHand(c, p, a.now()) != "" {
		a.printf("See the draft as it stands: followup preview %d\n", iv.ID)
	}
	return nil
}

// longAgo is how far back an interview is hardly ever told of on purpose.
const longAgo = 365 * 24 * time.Hour
