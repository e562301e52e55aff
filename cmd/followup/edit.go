package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/mailer"
	"followup/rules"
	"followup/store"
)

func (a *app) editCommand() *cobra.Command {
	var f interviewFlags
	cmd := &cobra.Command{
		Use:   "edit ID [--FIELD VALUE]...",
		Short: "Correct or complete what is known of an interview",
		Long: `Correct or complete what is known of an interview. What has not been sent yet moves
and is worded accordingly; a draft that came already and now reads differently is
shown anew. An interviewer who is known by name or address is completed by --with;
anybody else it names is added. The number that show gives names an interviewer too,
as in --without 2 and --with "2=jo@acme.test".`,
		Example: `  followup edit 7 --topic "the move to streaming"
  followup edit 7 --with "Jo Smith <jo@acme.test>" --topic-for "Jo Smith=the new rota"
  followup edit 7 --hook "Congratulations on the new clinic in Leeds"`,
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !anyOf(&f, cmd.Flags()) {
				return usagef("nothing to change is named; see: %s --help", cmd.CommandPath())
			}
			return a.withCase(cmd.Context(), args[0], func(cfg *Config, st *store.Store, p rules.Policy, c rules.Case) error {
				return a.edit(cmd, cfg, st, p, c, &f)
			})
		},
	}
	f.registerEdit(cmd.Flags())
	return cmd
}

// anyOf tells whether any of the interview's flags was given.
func anyOf(f *interviewFlags, set *pflag.FlagSet) (given bool) {
	own := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(interviewFlags).registerEdit(own)
	set.Visit(func(flag *pflag.Flag) { given = given || own.Lookup(flag.Name) != nil })
	return given
}

func (a *app) edit(cmd *cobra.Command, cfg *Config, st *store.Store, p rules.Policy, c rules.Case, f *interviewFlags) error {
	dir := dates.Held
	if c.Interview.Start.After(a.now()) || c.NoShow() { // they found another time
		dir = dates.Future
	}
	if _, err := f.settle(a, c.Interview, p, dir); err != nil {
		return err
	}
	a.sayLeftOut(cmd.Flags())
	var changes string
	err := st.UpdateInterview(cmd.Context(), c.Interview.ID, a.now(), func(iv rules.Interview) (rules.Interview, string, error) {
		edited, err := f.apply(a, iv, p, dir) // again, for somebody else may have edited it meanwhile
		changes = strings.Join(changed(iv, edited, p.Location), "; ")
		return edited, changes, err
	})
	if err != nil {
		return err
	}
	if changes == "" {
		a.printf("Interview %d says so already; nothing was changed.\n", c.Interview.ID)
		return nil
	}
	a.printf("Changed interview %d: %s\n", c.Interview.ID, clean(changes))
	after, err := st.Case(cmd.Context(), c.Interview.ID)
	if err != nil {
		return err
	}
	a.echo(after, p, rules.Decide(c, p, a.now()))
	a.movedDrafts(c, after, p.Location)
	if f.set.Changed("said") && after.LastWord() == nil { // what was heard since replaces what was said
		a.namesADecisionDay(f, after.Interview, p)
	}
	if err := a.rewordedDrafts(cmd.Context(), cfg, st, c, after); err != nil {
		return fmt.Errorf("the interview is changed, but its draft cannot be shown anew: %w", err)
	}
	return nil
}

// movedDrafts says what becomes of the thank-yous that came before the interview was moved.
func (a *app) movedDrafts(was, is rules.Case, loc *time.Location) {
	for _, r := range was.Unmarked(a.now()) {
		before, by := was.Interview.SendBy(r), is.Interview.SendBy(r)
		came := fmt.Sprintf("The %s that came %s", note(r.Kind, r.LastCall, whoHas(was.Interview, r.Recipient)), brief(r.SettledAt, a.now(), loc))
		switch {
		case r.Kind != rules.ThankYou || by.Equal(before):
		case r.SettledAt.Before(is.Interview.Start):
			a.entry("", came+" is of the time before the interview was moved, and not waited for any more.")
		case by.After(a.now()):
			a.entry("", fmt.Sprintf("%s is to be sent by %s now, not %s.", came, stamp(by, loc), stamp(before, loc)))
		default:
			a.entry("", fmt.Sprintf("%s was to be sent by %s, which has passed; send it at once.", came, stamp(by, loc)))
		}
	}
}

// changed names what differs between two versions of an interview.
func changed(was, is rules.Interview, loc *time.Location) []string {
	people := was.Interviewers
	was.Interviewers = is.Interviewers // which are compared by who they are, not by where they stand
	before, after := facts(was, loc), facts(is, loc)
	var list []string
	for _, f := range after {
		if !slices.Contains(before, f) {
			list = append(list, f.inWords())
		}
	}
	for _, f := range before {
		if !slices.ContainsFunc(after, func(g fact) bool { return g.label == f.label }) {
			list = append(list, f.goneInWords())
		}
	}
	for _, p := range is.Interviewers {
		if !slices.Contains(people, p) {
			list = append(list, "with "+withTopic(p))
		}
	}
	for _, p := range people {
		if is.IndexOf(p.Key()) < 0 {
			list = append(list, "no longer with "+p.String())
		}
	}
	return list
}

// rewordedDrafts shows the draft at hand where it says something else now, so that whoever filled a gap sees it filled.
func (a *app) rewordedDrafts(ctx context.Context, cfg *Config, st *store.Store, was, is rules.Case) error {
	composer, p, err := a.newComposer(cfg, st.InstallID())
	if err != nil {
		return nil // who the user is may not be known yet, and the change is made
	}
	now := a.now()
	kind := atHand(is, p, now)
	if is.Interview.Hook != was.Interview.Hook {
		kind = rules.StayInTouch
	}
	if kind == "" {
		return nil
	}
	before, err := sketches(composer, was, p, kind, now, time.Time{})
	if err != nil {
		return err
	}
	after, err := sketches(composer, is, p, kind, now, time.Time{})
	if err != nil {
		return err
	}
	for _, s := range after {
		same := func(b sketch) bool { return b.step.Recipient == s.step.Recipient && b.draft.SaysAs(s.draft) }
		farOff := s.step.Due.After(now) && kind != rules.StayInTouch // whose occasion was just put into words
		if s.draft.Mail == nil || farOff || slices.ContainsFunc(before, same) {
			continue
		}
		if err := a.keepWords(ctx, st, p, s); err != nil {
			return err
		}
		a.printf("\n")
		lead := a.standing(s, p) + " Now it reads:"
		if s.step.Due.IsZero() {
			lead = "Nothing calls for it now; if it came, it would read:"
		}
		a.entry("", lead)
		a.printf("\n")
		a.printDraft(s.draft)
		which := fmt.Sprintf("%d --kind %s%s", is.Interview.ID, kind, clean(mailer.ToOneOf(is, s.step)))
		a.printf("\nFor a mail program: followup preview %s --eml > draft.eml\nOnce you sent it:   followup sent %s\n", which, which)
	}
	return nil
}

// keepWords has a request that came today, and was shown in other words now, quoted in these later.
func (a *app) keepWords(ctx context.Context, st *store.Store, p rules.Policy, s sketch) error {
	i := slices.IndexFunc(s.c.History.Reminders, func(r rules.Reminder) bool { return r.Key == s.step.Key && r.State == rules.Delivered })
	if i < 0 || !s.step.Kind.IsStatus() {
		return nil
	}
	// On a later day it was most likely sent as it came.
	if loc := p.Location; rules.DateOf(s.c.History.Reminders[i].SettledAt, loc) != rules.DateOf(a.now(), loc) {
		return nil
	}
	return st.Redraft(ctx, s.c.History.Reminders[i].ID, s.draft.Subject, s.draft.Body)
}

// printDraft prints a draft as its recipient would get it.
func (a *app) printDraft(d mailer.Draft) {
	a.entry("To: ", d.To.String())
	a.entry("Subject: ", d.Subject)
	a.printf("\n")
	for line := range strings.SplitSeq(clean(d.Body), "\n") {
		a.printf("%s\n", a.paragraph("", line))
	}
}
