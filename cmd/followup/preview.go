package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/dates"
	"followup/mailer"
	"followup/mailer/letters"
	"followup/rules"
	"followup/store"
)

func (a *app) previewCommand() *cobra.Command {
	var kind, to, at string
	var eml, reminder, asJSON bool
	cmd := &cobra.Command{
		Use:   "preview ID",
		Short: "Show a draft as it would be worded now, or at another moment",
		Long: `Show a draft: the one that came last and waits for word, else the one that comes
next. --kind shows any other, --at words it for another moment. Nothing is sent and
nothing is written. --eml prints the draft as a file that a mail program opens ready
to send, --reminder the whole email that would bring it to you.`,
		Example: `  followup preview 7
  followup preview 7 --kind rejection-thanks
  followup preview 7 --kind thank-you --to jo --at "tomorrow 18:00"
  followup preview 7 --eml > draft.eml`,
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if eml && reminder || eml && asJSON || reminder && asJSON {
				return usagef("--eml, --reminder and --json exclude each other")
			}
			return a.withCase(cmd.Context(), args[0], func(cfg *Config, st *store.Store, _ rules.Policy, c rules.Case) error {
				composer, p, err := a.newComposer(cfg, st.InstallID())
				if err != nil {
					return err
				}
				drafts, err := a.chosen(composer, c, p, rules.Kind(kind), to, at)
				if err != nil {
					return err
				}
				switch {
				case asJSON:
					return printJSON(a.stdout, sketchesJSON(drafts, p.Location))
				case eml || reminder:
					return a.printMail(composer, drafts, eml)
				}
				a.printSketches(drafts, c, p)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "which note: "+kinds())
	cmd.Flags().StringVar(&to, "to", "", "to whom, of a panel: an address or a name, or a piece of one")
	cmd.Flags().StringVar(&at, "at", "", "the moment for which to word it (default: now, or when it will come)")
	cmd.Flags().BoolVar(&eml, "eml", false, "print the draft as an .eml file")
	cmd.Flags().BoolVar(&reminder, "reminder", false, "print the reminder that brings the draft, as an .eml file")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// A sketch is a draft as it would read at a moment.
type sketch struct {
	c     rules.Case
	step  rules.Step // its Due is zero when nothing calls for it
	at    time.Time
	came  bool // the reminder was delivered
	draft mailer.Draft
}

// chosen are the drafts that the flags mean.
func (a *app) chosen(composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, to, at string) ([]sketch, error) {
	now := a.now()
	var when time.Time
	if at != "" {
		var err error
		if when, err = a.parseTime("at", at, p.Location, dates.Future); err != nil {
			return nil, err
		}
		if when.Before(c.Interview.Start) {
			return nil, usagef("--at %s is before the interview, %s", stamp(when, p.Location), stamp(c.Interview.Start, p.Location))
		}
	}
	if kind == "" {
		kind = atHand(c, p, now)
	}
	if !slices.Contains(rules.Kinds, kind) {
		if kind == "" {
			return nil, usagef("nothing comes by itself for interview %d; --kind names a note to look at: %s", c.Interview.ID, kinds())
		}
		return nil, usagef("--kind %q is none of %s", kind, kinds())
	}
	drafts, err := sketches(composer, c, p, kind, now, when)
	if err != nil {
		return nil, err
	}
	recipient, err := recipientOf(c, p, now, to)
	if err != nil {
		return nil, err
	}
	drafts = slices.DeleteFunc(drafts, func(s sketch) bool { return recipient != everybody && recipient != s.step.Recipient })
	if len(drafts) == 0 {
		return nil, usagef("--to %q: no %s goes to them", to, kind)
	}
	return drafts, nil
}

// atHand is the kind of what is due, else of the draft that came last and waits for word, else of what comes next, or "".
func atHand(c rules.Case, p rules.Policy, now time.Time) rules.Kind {
	steps := rules.Decide(c, p, now).Steps
	if len(steps) > 0 && !steps[0].Due.After(now) {
		return steps[0].Kind
	}
	if waiting := c.Unmarked(); len(waiting) > 0 {
		return waiting[0].Kind
	}
	if len(steps) > 0 {
		return steps[0].Kind
	}
	return ""
}

// sketches are the drafts of a kind, worded for the moment at, or when that is zero for now or when they will come.
func sketches(composer *mailer.Composer, c rules.Case, p rules.Policy, kind rules.Kind, now, at time.Time) ([]sketch, error) {
	var list []sketch
	for _, step := range rules.Imagine(c, p, kind, now, at) {
		s := sketch{c: c, step: step, at: at, came: delivered(c, step.Key)}
		if at.IsZero() {
			s.at = latest(now, step.Due, c.Interview.End())
		}
		if s.step.QuotesSentAt.After(s.at) {
			return nil, usagef("the email that a %s quotes goes out %s at the earliest; --at is before that", kind, stamp(step.QuotesSentAt, p.Location))
		}
		if err := addQuote(composer, c, p, &s.step, now); err != nil {
			return nil, err
		}
		var err error
		if s.draft, err = composer.Draft(c, s.step, s.at); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

func latest(times ...time.Time) time.Time { return slices.MaxFunc(times, time.Time.Compare) }

func delivered(c rules.Case, k rules.Key) bool {
	return slices.ContainsFunc(c.History.Reminders, func(r rules.Reminder) bool { return r.Key == k && r.State == rules.Delivered })
}

// addQuote writes the email that a second request will quote, where that is yet to come itself.
func addQuote(composer *mailer.Composer, c rules.Case, p rules.Policy, s *rules.Step, now time.Time) error {
	if s.Kind != rules.SecondRequest || s.Quotes == nil || s.Quotes.Message.DraftBody != "" {
		return nil
	}
	first := rules.Imagine(c, p, s.Quotes.Kind, now, time.Time{})
	if len(first) == 0 || first[0].Key != s.Quotes.Key {
		return nil
	}
	d, err := composer.Draft(c, first[0], s.QuotesSentAt)
	if err != nil {
		return err
	}
	quoted := *s.Quotes
	quoted.Message.DraftSubject, quoted.Message.DraftBody = d.Subject, d.Body
	s.Quotes = &quoted
	return nil
}

// printMail prints one draft, or the reminder that brings it, as a file for a mail program.
func (a *app) printMail(composer *mailer.Composer, drafts []sketch, eml bool) error {
	if len(drafts) > 1 {
		return usagef("these are %d drafts, one to each of the panel; --to names one of them", len(drafts))
	}
	s := drafts[0]
	if eml {
		if s.draft.Mail == nil {
			return errors.New(noOccasion(s))
		}
		_, err := a.stdout.Write(s.draft.Mail)
		return err
	}
	msg, err := composer.Compose(s.c, s.step, s.at)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(msg.Bytes)
	return err
}

func noOccasion(s sketch) string {
	return fmt.Sprintf("there is no draft without an occasion to write; when you know of one: followup edit %d --hook \"…\"", s.step.InterviewID)
}

func (a *app) printSketches(drafts []sketch, c rules.Case, p rules.Policy) {
	for i, s := range drafts {
		if i > 0 {
			a.printf("\n%s\n\n", strings.Repeat("-", 72))
		}
		a.printf("%s at %s, as of %s.\n%s\n\n", clean(letters.Capital(note(s.step.Kind, false, who(s.step.To)))), clean(c.Interview.Company),
			stamp(s.at, p.Location), clean(a.standing(s, p)))
		if s.draft.Mail == nil {
			a.printf("%s\n", letters.Capital(noOccasion(s)))
			continue
		}
		a.printDraft(s.draft)
		a.printRemarks(s.draft)
	}
}

// standing says when the draft comes or came, and why.
func (a *app) standing(s sketch, p rules.Policy) string {
	late := ""
	if !s.step.Expires.IsZero() && s.at.After(s.step.Expires) {
		late = fmt.Sprintf(" By then it is too late for it: its time ends %s.", brief(s.step.Expires, a.now(), p.Location))
	}
	switch {
	case s.came:
		return "It came " + brief(s.step.Due, a.now(), p.Location) + "; nobody said yet that it was sent." + late
	case s.step.Due.IsZero():
		return "Nothing calls for it now." + late
	case !s.step.Due.After(a.now()):
		return fmt.Sprintf("It is due: %s.", s.step.Why) + late
	}
	return fmt.Sprintf("It comes %s: %s.", brief(s.step.Due, a.now(), p.Location), s.step.Why) + late
}

// printRemarks says what is wrong with a draft, and what it does without.
func (a *app) printRemarks(d mailer.Draft) {
	for _, f := range d.Faults {
		a.printf("\nLook at it before you send it: it %s.\n", clean(f))
	}
	if len(d.Gaps) == 0 {
		return
	}
	a.printf("\nNot known, so the draft does without:\n")
	for _, g := range d.Gaps {
		a.printf("  %s\n", clean(g.What))
		if g.Command != "" {
			a.printf("      %s\n", clean(g.Command))
		}
	}
}

// sketchJSON is a draft as preview --json prints it.
type sketchJSON struct {
	InterviewID int64      `json:"interview_id"`
	Kind        string     `json:"kind"`
	To          personJSON `json:"to"`
	At          time.Time  `json:"at"`
	DueAt       *time.Time `json:"due_at"`
	Delivered   bool       `json:"delivered"`
	Subject     string     `json:"subject"`
	Body        string     `json:"body"`
	Faults      []string   `json:"faults"`
	Gaps        []gapJSON  `json:"gaps"`
}

type gapJSON struct {
	What    string `json:"what"`
	Command string `json:"command"`
}

func sketchesJSON(drafts []sketch, loc *time.Location) []sketchJSON {
	list := []sketchJSON{}
	for _, s := range drafts {
		j := sketchJSON{
			InterviewID: s.step.InterviewID, Kind: string(s.step.Kind), To: toPerson(s.step.To), At: s.at.In(loc),
			DueAt: timeOrNull(s.step.Due, loc), Delivered: s.came, Subject: s.draft.Subject, Body: s.draft.Body,
			Faults: append([]string{}, s.draft.Faults...), Gaps: []gapJSON{},
		}
		for _, g := range s.draft.Gaps {
			j.Gaps = append(j.Gaps, gapJSON(g))
		}
		list = append(list, j)
	}
	return list
}
