package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
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
			return a.withStore(cmd.Context(), func(_ *Config, st *store.Store, p rules.Policy) error {
				if a.interactive && !anyOf(&f, cmd.Flags()) {
					if err := a.askForInterview(&f, p.Location); err != nil {
						return err
					}
				}
				iv, err := f.apply(a, rules.Interview{}, p.Location, dates.Past)
				if err != nil {
					return err
				}
				return a.add(cmd.Context(), st, p, iv, dryRun, again)
			})
		},
	}
	f.register(cmd.Flags())
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what was understood and what would come, and add nothing")
	cmd.Flags().BoolVar(&again, "again", false, "add it although one of the same company, role and time is there")
	return cmd
}

func (a *app) add(ctx context.Context, st *store.Store, p rules.Policy, iv rules.Interview, dryRun, again bool) error {
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
		a.echo(rules.Case{Interview: iv}, p)
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
	a.echo(c, p)
	if atHand(c, p, a.now()) != "" {
		a.printf("See the draft as it stands: followup preview %d\n", iv.ID)
	}
	return nil
}

// longAgo is how far back an interview is hardly ever told of on purpose.
const longAgo = 365 * 24 * time.Hour

// A question is asked for one flag. check finds what is wrong with an answer, so that it can be asked again.
type question struct {
	flag, text, otherwise string
	required              bool
	check                 func(answer string) error
}

// askForInterview asks for what an interview needs, a question a line.
func (a *app) askForInterview(f *interviewFlags, loc *time.Location) error {
	a.printf("An interview. Leave a line empty for what stands in brackets, or for what you do not know.\n")
	moment := func(s string) error { _, err := dates.Time(s, a.now(), loc, dates.Past); return err }
	day := func(s string) error { _, err := dates.Day(s, a.now(), loc, dates.Future); return err }
	length := func(s string) error { _, err := parseDuration(s); return err }
	person := func(s string) error { _, err := rules.ParsePerson(s); return err }
	for _, q := range []question{
		{flag: "company", text: "Company", required: true},
		{flag: "role", text: "Role", required: true},
		{flag: "at", text: `When did it begin, such as "yesterday 14:00"`, required: true, check: moment},
		{flag: "duration", text: "How long was it", otherwise: "1h", check: length},
		{flag: "with", text: `Whom did you meet, such as "Jo Smith <jo@acme.test>"; several with ";" between them`, check: person},
		{flag: "topic", text: `What did you talk about, such as "the new rota"`},
		{flag: "decision-by", text: `By which day do they decide, such as "friday"`, check: day},
	} {
		if err := a.put(f, q); err != nil {
			return err
		}
	}
	return nil
}

// put asks a question until the answer is one, and gives it to the flag.
func (a *app) put(f *interviewFlags, q question) error {
	for {
		answer, err := a.ask(q.text, q.otherwise)
		if err != nil {
			return err
		}
		parts := []string{answer}
		if q.flag == "with" {
			parts = strings.Split(answer, ";")
		}
		if err = q.wrong(parts); err != nil {
			a.printf("  %s\n", clean(err.Error()))
			continue
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			if err := f.set.Set(q.flag, part); err != nil {
				return err
			}
		}
		return nil
	}
}

// wrong says what is wrong with the parts of an answer, or nil.
func (q question) wrong(parts []string) error {
	for _, part := range parts {
		switch part = strings.TrimSpace(part); {
		case part == "" && q.required:
			return errors.New("this is needed")
		case part != "" && q.check != nil:
			if err := q.check(part); err != nil {
				return err
			}
		}
	}
	return nil
}

// echo says what was understood of an interview, and what comes next and why.
func (a *app) echo(c rules.Case, p rules.Policy) {
	a.facts(c.Interview, p.Location)
	a.next(c, p)
}

func (a *app) facts(iv rules.Interview, loc *time.Location) {
	for _, f := range facts(iv, loc) {
		a.printf("  %-12s %s\n", f.label, clean(f.value))
	}
}

// A fact is a line of what is known of an interview.
type fact struct{ label, value string }

func facts(iv rules.Interview, loc *time.Location) []fact {
	var list []fact
	add := func(label, value string) {
		if value != "" {
			list = append(list, fact{label, value})
		}
	}
	add("interview", fmt.Sprintf("%s at %s", iv.Role, iv.Company))
	add("when", fmt.Sprintf("%s, for %s", stamp(iv.Start, loc), duration(iv.Duration)))
	if iv.Zone != "" {
		if own, err := rules.LoadLocation(iv.Zone); err == nil {
			add("there", fmt.Sprintf("%s (%s)", stamp(iv.Start, own), iv.Zone))
		}
	}
	for i, p := range iv.Interviewers {
		value := withTopic(p)
		if i == 0 && len(iv.Interviewers) > 1 {
			value += " (main contact)"
		}
		add("with", value)
	}
	if !iv.DecisionBy.IsZero() {
		add("decision by", iv.DecisionBy.Long())
	}
	add("said", iv.Said)
	add("topic", iv.Topic)
	add("fit", iv.Fit)
	add("hook", iv.Hook)
	if iv.NoContact {
		add("no contact", "only answers to what they write are drafted")
	}
	return list
}

func withTopic(p rules.Person) string {
	if p.Topic == "" {
		return p.String()
	}
	return p.String() + ", about " + p.Topic
}

// next says what comes next and why, or that nothing does.
func (a *app) next(c rules.Case, p rules.Policy) {
	now := a.now()
	d := rules.Decide(c, p, now)
	for _, s := range d.Missed { // and not on record yet, or it would be among what happened
		a.printf("Missed: %s.\n        %s.\n", clean(note(s.Kind, s.LastCall, who(s.To))), s.Why)
	}
	if d.AwaitsSent != nil {
		a.printf("Next: nothing until you say whether the %s was sent: followup sent %d\n",
			note(d.AwaitsSent.Kind, false, whoHas(c.Interview, d.AwaitsSent.Recipient)), c.Interview.ID)
		return
	}
	if len(d.Steps) == 0 {
		a.printf("Next: nothing comes by itself (%s).\n", stands(d.Phase))
		return
	}
	due := d.Steps[0].Due
	for _, s := range d.Steps {
		if !s.Due.Equal(due) {
			break
		}
		if r := refused(c, s.Key); r != nil {
			a.printf("Refused by your mail server: the %s (%s).\n      Once that is mended: followup retry %d\n",
				clean(note(s.Kind, s.LastCall, who(s.To))), clean(r.Reply), c.Interview.ID)
			continue
		}
		when := stamp(s.Due, p.Location)
		if !s.Due.After(now) {
			when = "at once"
		}
		a.printf("Next: %s, %s.\n      %s.\n", clean(note(s.Kind, s.LastCall, who(s.To))), when, s.Why)
		if s.AsksForHook() {
			a.printf("      It needs an occasion; when you know of one: followup edit %d --hook \"…\"\n", c.Interview.ID)
		}
	}
}
