package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

// interviewFlags are what add, and heard for a next round, ask about an interview.
type interviewFlags struct {
	company, role, at, decisionBy, said, topic, fit, zone string

	duration  string
	with      []string
	noContact bool
}

func (f *interviewFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.company, "company", "", "the company")
	fl.StringVar(&f.role, "role", "", "the role you interviewed for")
	fl.StringVar(&f.at, "at", "", `when it begins: "2026-12-04 14:00" in its zone, or RFC 3339`)
	fl.StringVar(&f.duration, "duration", "1h", "how long it lasts")
	fl.StringArrayVar(&f.with, "with", nil, `an interviewer, "Jo Smith <jo@acme.test>"; again for each; the first is the main contact`)
	fl.StringVar(&f.decisionBy, "decision-by", "", "the day by which they said they would decide, 2026-12-11")
	fl.StringVar(&f.said, "said", "", "what they said about timing, in their words")
	fl.StringVar(&f.topic, "topic", "", "one concrete thing that was discussed, for the thank-you")
	fl.StringVar(&f.fit, "fit", "", "why you fit, for the thank-you")
	fl.StringVar(&f.zone, "zone", "", "the interview's own time zone, such as Europe/Lisbon (default: yours)")
	fl.BoolVar(&f.noContact, "no-contact", false, "they asked not to be contacted: only answers to what they write are drafted")
}

// interview is what the flags say, checked. loc is the user's zone.
func (f *interviewFlags) interview(loc *time.Location) (rules.Interview, error) {
	iv := rules.Interview{
		Company: f.company, Role: f.role, Zone: f.zone, Said: f.said, Topic: f.topic, Fit: f.fit, NoContact: f.noContact,
	}
	own := loc
	var err error
	if f.zone != "" {
		if own, err = rules.LoadLocation(f.zone); err != nil {
			return iv, usagef("--zone %w", err)
		}
	}
	if f.at == "" {
		return iv, usagef(`--at is missing; write it like --at "2026-12-04 14:00"`)
	}
	if iv.Start, err = parseTime("at", f.at, own); err != nil {
		return iv, err
	}
	if iv.Duration, err = parseDuration(f.duration); err != nil {
		return iv, usagef("--duration %w", err)
	}
	if iv.DecisionBy, err = parseDay("decision-by", f.decisionBy); err != nil {
		return iv, err
	}
	for _, w := range f.with {
		p, err := rules.ParsePerson(w)
		if err != nil {
			return iv, usagef("--with %w", err)
		}
		iv.Interviewers = append(iv.Interviewers, p)
	}
	if err := iv.Validate(loc); err != nil {
		return iv, usageError{err}
	}
	return iv, nil
}

func (a *app) addCommand() *cobra.Command {
	var f interviewFlags
	cmd := &cobra.Command{
		Use:   "add --company NAME --role ROLE --at TIME [--with PERSON]...",
		Short: "Add an interview",
		Long: `Add an interview, past or to come. The notes that it calls for reach you by
themselves; this command says which, when, and why.`,
		Example: `  followup add --company Acme --role "data engineer" --at "2026-12-01 14:00" \
    --with "Jo Smith <jo@acme.test>" --with "Ann Lee <ann@acme.test>" \
    --topic "the move to streaming" --decision-by 2026-12-11`,
		Args: args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(cfg *Config, st *store.Store) error {
				p, err := cfg.policy()
				if err != nil {
					return configError{err}
				}
				iv, err := f.interview(p.Location)
				if err != nil {
					return err
				}
				iv.ID, err = st.AddInterview(cmd.Context(), iv, a.now())
				if err != nil {
					return err
				}
				a.printf("Added interview %d.\n", iv.ID)
				a.echo(rules.Case{Interview: iv}, p)
				return nil
			})
		},
	}
	f.register(cmd)
	return cmd
}

// echo says what was understood of an interview, and what comes next and why.
func (a *app) echo(c rules.Case, p rules.Policy) {
	a.facts(c.Interview, p.Location)
	a.next(c, p)
}

func (a *app) facts(iv rules.Interview, loc *time.Location) {
	line := func(label, value string) {
		if value != "" {
			a.printf("  %-12s %s\n", label, clean(value))
		}
	}
	line("interview", fmt.Sprintf("%s at %s", iv.Role, iv.Company))
	line("when", fmt.Sprintf("%s, for %s", stamp(iv.Start, loc), duration(iv.Duration)))
	if iv.Zone != "" {
		if own, err := rules.LoadLocation(iv.Zone); err == nil {
			line("there", fmt.Sprintf("%s (%s)", stamp(iv.Start, own), iv.Zone))
		}
	}
	for i, p := range iv.Interviewers {
		value := p.String()
		if i == 0 && len(iv.Interviewers) > 1 {
			value += " (main contact)"
		}
		line("with", value)
	}
	if !iv.DecisionBy.IsZero() {
		line("decision by", iv.DecisionBy.Long())
	}
	line("said", iv.Said)
	line("topic", iv.Topic)
	line("fit", iv.Fit)
	if iv.NoContact {
		line("no contact", "only answers to what they write are drafted")
	}
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
	}
}
