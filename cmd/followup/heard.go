package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/rules"
	"followup/store"
)

// heardKinds are the words after `heard ID`, and what they record.
var heardKinds = map[string]rules.EventKind{
	"undecided": rules.Undecided, "rejected": rules.Rejected, "offer": rules.Offered, "next-round": rules.Advanced,
}

// heardWord is the word of heardKinds that was meant by one like it.
func heardWord(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), " ", "-")
	for word, like := range map[string][]string{
		"undecided": {"not-decided", "pending"}, "rejected": {"reject", "rejection", "no"}, "offer": {"offered", "yes"},
		"next-round": {"nextround", "next", "advanced"},
	} {
		if slices.Contains(like, s) {
			return word
		}
	}
	return s
}

func (a *app) heardCommand() *cobra.Command {
	var on, until, from string
	var round interviewFlags
	cmd := &cobra.Command{
		Use:   "heard ID undecided|rejected|offer|next-round",
		Short: "Say what you heard from them",
		Long: `Say what you heard from them. What was waiting for an answer is dropped, and what
the answer calls for comes: a reply to "not decided yet", thanks for a no. A next
round is added as an interview of its own: give it --at, and what else you know;
company and role stay as they are unless you say otherwise.`,
		Example: `  followup heard 7 undecided --until "in 2 weeks"
  followup heard 7 undecided --said "we need until after Easter"
  followup heard 7 rejected --on yesterday
  followup heard 7 next-round --at "in 6 days 10:00" \
    --with "Ann Lee <ann@acme.test>"`,
		Args:              args("ID", "undecided|rejected|offer|next-round"),
		ValidArgsFunction: a.completeHeard,
		RunE: func(cmd *cobra.Command, args []string) error {
			named, kind, err := whatWasHeard(args)
			if err != nil {
				return err
			}
			if err := onlyFor(cmd, kind); err != nil {
				return err
			}
			if err := refuseBlanks(cmd.Flags()); err != nil {
				return err
			}
			return a.withCase(cmd.Context(), named, func(_ *Config, st *store.Store, p rules.Policy, c rules.Case) error {
				e, err := a.heardEvent(c, p, kind, on, until, from)
				if err != nil {
					return err
				}
				if kind == rules.Advanced {
					return a.advance(cmd, st, p, c, e, round)
				}
				if e.Detail, err = round.saidOnly(c.Interview, p.Location); err != nil {
					return err
				}
				read, err := a.readAnswer(&round, &e, p)
				if err != nil {
					return err
				}
				return a.heard(cmd, st, p, c, e, read)
			})
		},
	}
	round.register(cmd.Flags())
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = "next-round: " + f.Usage })
	cmd.Flags().Lookup("said").Usage = "undecided, " + cmd.Flags().Lookup("said").Usage
	cmd.Flags().StringVar(&on, "on", "", `when you heard it: "yesterday", "today 9:30" (default: now)`)
	cmd.Flags().StringVar(&until, "until", "", `undecided: the day by which they now mean to decide, where it is not in --said: "friday", "18 Dec", "in 2 weeks"`)
	cmd.Flags().StringVar(&from, "from", "", `undecided: who answered, "Ann Lee <ann@acme.test>", or a number as show gives it (default: the main contact)`)
	return cmd
}

// whatWasHeard reads the two arguments, in either order, unless a company is called like a word.
func whatWasHeard(args []string) (named string, kind rules.EventKind, err error) {
	for _, order := range [][2]string{{args[0], args[1]}, {args[1], args[0]}} {
		if kind, ok := heardKinds[heardWord(order[1])]; ok {
			return order[0], kind, nil
		}
	}
	return "", "", usagef("%q is none of undecided, rejected, offer, next-round", args[1])
}

// heardEvent is what was heard, as the flags say it, checked.
func (a *app) heardEvent(c rules.Case, p rules.Policy, kind rules.EventKind, on, until, from string) (e rules.Event, err error) {
	e = rules.Event{InterviewID: c.Interview.ID, Kind: kind}
	if e.At, err = a.past("on", on, c, p.Location); err != nil {
		return e, err
	}
	if e.At.Before(c.Interview.Start) && c.Interview.Start.Before(a.now()) { // of one to come they may call off
		return e, usagef("%s is before the interview, %s; --on names another day", stamp(e.At, p.Location), stamp(c.Interview.Start, p.Location))
	}
	if e.Until, err = a.parseUntil(until, e.At, p); err != nil {
		return e, err
	}
	e.From, err = whoAnswered(from, c.Interview.Interviewers)
	return e, err
}

// heard notes what was heard, and says what that changes.
func (a *app) heard(cmd *cobra.Command, st *store.Store, p rules.Policy, c rules.Case, e rules.Event, read dates.Promise) error {
	if err := st.Record(cmd.Context(), a.now(), e); err != nil {
		return err
	}
	a.printf("Noted for interview %d (%s at %s): %s, %s.\n", c.Interview.ID, clean(c.Interview.Role), clean(c.Interview.Company),
		clean(tell(c.Interview, e, p.Location)), stamp(e.At, p.Location))
	a.tellPromise(read, e.Until, fmt.Sprintf("followup undo %d && followup heard %d undecided --until", c.Interview.ID, c.Interview.ID))
	a.orderOf(c, e, p)
	return a.nextOf(cmd, st, c, p)
}

// completeHeard completes the interview, then what was heard.
func (a *app) completeHeard(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) != 1 {
		return a.completeIDs(cmd, args, typed)
	}
	return []cobra.Completion{"undecided", "rejected", "offer", "next-round"}, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// onlyFor refuses flags that say nothing about what was heard, rather than dropping what the user meant by them.
func onlyFor(cmd *cobra.Command, kind rules.EventKind) (err error) {
	ofInterview := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(interviewFlags).register(ofInterview)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		about := rules.EventKind("") // any
		switch {
		case f.Name == "until" || f.Name == "from":
			about = rules.Undecided
		case f.Name == "said" && kind == rules.Undecided: // which both answers may have
		case ofInterview.Lookup(f.Name) != nil:
			about = rules.Advanced
		}
		if about != "" && about != kind {
			err = usagef("--%s means nothing for %q", f.Name, kind)
		}
	})
	return err
}

func (a *app) parseUntil(s string, heard time.Time, p rules.Policy) (rules.Date, error) {
	d, err := a.parseDay("until", s, p)
	if err != nil || d.IsZero() {
		return d, err
	}
	if on := rules.DateOf(heard, p.Location); d.Before(on) {
		return d, usagef("--until %s is before the day you heard it, %s", d.Long(), on.Long())
	}
	if d.Year > rules.LastYear {
		return d, usagef("--until %s is too far away to be right", d.Long())
	}
	return d, nil
}

// orderOf says what was heard before, so that a slip is seen, or what was heard later and so still counts.
func (a *app) orderOf(c rules.Case, e rules.Event, p rules.Policy) {
	last := lastHeard(c)
	if last == nil {
		return
	}
	what := fmt.Sprintf("%s, %s", clean(tell(c.Interview, *last, p.Location)), stamp(last.At, p.Location))
	if last.At.After(e.At) {
		a.printf("That is before what still counts: %s.\n", what)
		a.printf("If it came after that: followup undo %d, then say it again with its time in --on.\n", c.Interview.ID)
		return
	}
	a.printf("Before that: %s.\n", what)
}

// lastHeard is the last word on where the interview stands, or nil.
func lastHeard(c rules.Case) *rules.Event {
	var last *rules.Event
	for i, e := range c.History.Events {
		switch e.Kind {
		case rules.Undecided, rules.Rejected, rules.Offered, rules.Advanced, rules.Stopped:
			if last == nil || !e.At.Before(last.At) {
				last = &c.History.Events[i]
			}
		}
	}
	return last
}

// advance closes the interview and adds the next round. Nobody is carried over: whom one meets there is somebody else
// more often than not, and a thank-you must not name a wrong person.
func (a *app) advance(cmd *cobra.Command, st *store.Store, p rules.Policy, c rules.Case, e rules.Event, f interviewFlags) error {
	for _, before := range c.History.Events {
		if before.Kind != rules.Advanced {
			continue
		}
		if _, err := st.Case(cmd.Context(), before.Next); err == nil { // it may have been removed
			return usagef("interview %d went on to interview %d already; say what you hear of that one", c.Interview.ID, before.Next)
		}
	}
	next, err := f.settle(a, rules.Interview{Company: c.Interview.Company, Role: c.Interview.Role, Zone: c.Interview.Zone}, p, dates.Future)
	if err != nil {
		return err
	}
	if !next.Start.After(c.Interview.Start) {
		return usagef("--at %s is not after the first round, %s", stamp(next.Start, p.Location), stamp(c.Interview.Start, p.Location))
	}
	a.sayLeftOut(cmd.Flags())
	id, err := st.Advance(cmd.Context(), a.now(), e, next)
	if err != nil {
		return err
	}
	a.printf("Noted: interview %d went on to a next round. Added interview %d.\n", c.Interview.ID, id)
	a.orderOf(c, e, p)
	after, err := st.Case(cmd.Context(), id)
	if err != nil {
		return fmt.Errorf("noted, but reading it back: %w", err)
	}
	a.echo(after, p, rules.Decision{})
	a.namesADecisionDay(&f, after.Interview, p)
	if len(next.Interviewers) == 0 {
		a.printf("Nobody is named yet, so its drafts will greet the hiring team; name people with --with.\n")
	}
	return nil
}
