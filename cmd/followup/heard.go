package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/cmd/followup/term"
	"followup/mailer/command"
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

// runHeard records what was heard, or adds the next round.
func runHeard(ctx context.Context, w *world, o *heardOptions) error {
	heard := &o.word
	return w.withSubject(ctx, o.named, find.Open,
		func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
			if err := heard.Form.LookUp(ctx, st, s.ID, heard.From); err != nil {
				return err
			}
			answer, err := heard.Answer(s, p, w.now())
			if err == nil && answer.Question != nil && w.Interactive {
				if err := askForDay(w, &heard.Form, answer.Question, p); err != nil {
					return err
				}
				answer, err = heard.Answer(s, p, w.now())
			}
			if err != nil {
				return err
			}
			if heard.Form.Given("at") {
				return advance(ctx, w, st, p, s.Case, answer.Event, &heard.Form)
			}
			return recordHeard(ctx, w, st, p, s.Case, answer, heard)
		})
}

// recordHeard records what was heard, and prints what that changes.
func recordHeard(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, c rules.Case, answer said.Answer, heard *said.Heard,
) error {
	e := answer.Event
	if err := completeWho(ctx, w, st, p, c, e.From, &heard.Form); err != nil {
		return err
	}
	if err := st.Record(ctx, w.now(), e); err != nil {
		return err
	}
	name := phrase.Application(c)
	if iv, ok := c.Interview(e.InterviewID); ok {
		name = phrase.InterviewOf(c, iv, w.now(), p.Location)
	}
	w.Printf("Noted for %s: %s, %s.\n", name, term.Clean(phrase.Event(c, e, p.Location)),
		phrase.Stamp(e.At, p.Location))
	tellPromise(w, answer.Read, e.Until, "until", func(day command.Flag) string {
		return command.Undo(c.ID) + " && " + command.Heard(c.ID, e.Kind, append(heard.Flags(e, p.Location), day)...)
	})
	tellOrder(w, c, e, p)
	if latest := c.LatestBegun(w.now()); e.InterviewID != 0 && latest.ID != e.InterviewID {
		w.Entry("", fmt.Sprintf("If you mean %s:", phrase.Interview(latest, w.now(), p.Location)))
		w.Printf("  %s && %s\n", command.Undo(c.ID),
			command.Heard(latest.ID, rules.NoShow, heard.Flags(e, p.Location)...))
	}
	tellSnoozeEnds(w, c, p)
	return tellNext(ctx, w, st, c, p)
}

// completeWho stores what is new about the person who answered, such as the address, if the application knows the
// person.
func completeWho(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, c rules.Case, who rules.Person, f *form.Form,
) error {
	knowsLess := func(q rules.Person) bool { return q.ID == who.ID && q.String() != who.String() }
	if !slices.ContainsFunc(c.People(), knowsLess) {
		return nil
	}
	made, err := alsoChange(ctx, w, st, c.ID, p, c, []rules.Person{who}, f)
	if made != "" {
		w.Entry("", fmt.Sprintf("Changed application %d: %s", c.ID, made))
	}
	return err
}

// tellOrder prints the previous answer, so that the user notices a mistake, or the later answer, which still counts.
func tellOrder(w *world, c rules.Case, e rules.Event, p rules.Policy) {
	last := c.LastWord()
	if last == nil {
		return
	}
	what, when := term.Clean(phrase.Event(c, *last, p.Location)), phrase.Stamp(last.At, p.Location)
	if last.At.After(e.At) {
		w.Entry("", fmt.Sprintf("You dated this before something you noted earlier, which still counts: %s: %s.",
			when, what))
		w.Printf("If it came later: %s, then repeat it with --on.\n", command.Undo(c.ID))
		return
	}
	w.Entry("", fmt.Sprintf("This replaces what was noted for %s: %s.", when, what))
	if e.Kind == rules.Advanced && said.OwesAnswer(c, *last) {
		w.Entry("", "The offer no longer counts as open. If you still owe them an answer to it, say it again:")
		w.Printf("  %s\n", command.Heard(c.ID, rules.Offered, untilAgain(*last)))
	}
}

// untilAgain returns the flag that repeats the deadline of an event, or "" if it has none.
func untilAgain(e rules.Event) command.Flag {
	if e.Until.IsZero() {
		return ""
	}
	return command.With("until", e.Until.String())
}
