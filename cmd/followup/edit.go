package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
anybody else it names is added.`,
		Example: `  followup edit 7 --topic "the move to streaming"
  followup edit 7 --with "Jo Smith <jo@acme.test>" --topic-for "Jo Smith=the new rota"
  followup edit 7 --hook "Congratulations on the new clinic in Leeds"`,
		Args: args("ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !anyOf(&f, cmd.Flags()) {
				return usagef("nothing to change is named; see: %s --help", cmd.CommandPath())
			}
			return a.withCase(cmd.Context(), args[0], func(cfg *Config, st *store.Store, c rules.Case) error {
				return a.edit(cmd, cfg, st, c, &f)
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

func (a *app) edit(cmd *cobra.Command, cfg *Config, st *store.Store, c rules.Case, f *interviewFlags) error {
	p, err := cfg.policy()
	if err != nil {
		return configError{err}
	}
	iv, renamed, err := f.apply(c.Interview, p.Location)
	if err != nil {
		return err
	}
	changes := changed(c.Interview, iv, renamed, p.Location)
	if len(changes) == 0 {
		a.printf("Interview %d says so already; nothing was changed.\n", iv.ID)
		return nil
	}
	if err := st.UpdateInterview(cmd.Context(), iv, renamed, strings.Join(changes, "; "), a.now()); err != nil {
		return err
	}
	a.printf("Changed interview %d: %s.\n", iv.ID, clean(strings.Join(changes, "; ")))
	after, err := st.Case(cmd.Context(), iv.ID)
	if err != nil {
		return err
	}
	a.echo(after, p)
	return a.rewordedDrafts(cfg, st, c, after)
}

// changed names what differs between two versions of an interview.
func changed(was, is rules.Interview, renamed map[string]string, loc *time.Location) []string {
	before, after := facts(was, loc), facts(is, loc)
	var list []string
	for _, f := range after {
		if !slices.Contains(before, f) {
			list = append(list, f.label+" "+f.value)
		}
	}
	for _, f := range before {
		if f.label != "with" && !slices.ContainsFunc(after, func(g fact) bool { return g.label == f.label }) {
			list = append(list, "no longer "+f.label+" "+f.value)
		}
	}
	for _, p := range was.Interviewers {
		_, completed := renamed[p.Key()]
		if !completed && !slices.ContainsFunc(is.Interviewers, func(q rules.Person) bool { return q.Key() == p.Key() }) {
			list = append(list, "no longer with "+p.String())
		}
	}
	return list
}

// rewordedDrafts shows the drafts that came and wait for word, where they now read differently.
func (a *app) rewordedDrafts(cfg *Config, st *store.Store, was, is rules.Case) error {
	composer, p, err := a.newComposer(cfg, st.InstallID())
	if err != nil {
		return nil // who the user is may not be known yet, and the change is made
	}
	now := a.now()
	unmarked := is.Unmarked()
	if len(unmarked) == 0 {
		return nil
	}
	before, err := sketches(composer, was, p, unmarked[0].Kind, now, time.Time{})
	if err != nil {
		return err
	}
	after, err := sketches(composer, is, p, unmarked[0].Kind, now, time.Time{})
	if err != nil {
		return err
	}
	for _, s := range after {
		same := func(b sketch) bool { return b.draft.Body == s.draft.Body && b.draft.To == s.draft.To }
		if s.draft.Mail == nil || s.step.Due.After(now) || slices.ContainsFunc(before, same) {
			continue
		}
		a.printf("\nThe draft that came reads like this now; `followup preview %d --eml` gives it to a mail program.\n\n", is.Interview.ID)
		a.printDraft(s.draft)
	}
	return nil
}

// printDraft prints a draft as its recipient would get it.
func (a *app) printDraft(d mailer.Draft) {
	a.printf("To: %s\nSubject: %s\n\n%s\n", clean(d.To.String()), clean(d.Subject), clean(d.Body))
}
