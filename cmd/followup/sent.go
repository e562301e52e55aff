package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/dates"
	"followup/rules"
	"followup/store"
)

func (a *app) sentCommand() *cobra.Command {
	var kind, to, on string
	cmd := &cobra.Command{
		Use:   "sent ID",
		Short: "Say that you sent a draft",
		Long: `Say that you sent the draft that came last, or a note of your own when none came
yet. For a panel it means all of their thank-yous; --to names one of them.`,
		Example:           "  followup sent 7\n  followup sent 7 --to jo@acme.test\n  followup sent 7 --kind update-request --on yesterday",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *Config, st *store.Store, p rules.Policy, c rules.Case) error {
				at, err := a.past("on", on, c, p.Location)
				if err != nil {
					return err
				}
				if at.Before(c.Interview.Start) && c.Interview.Start.Before(a.now()) {
					return usagef("--on %s is before the interview, %s", stamp(at, p.Location), stamp(c.Interview.Start, p.Location))
				}
				events, err := sentEvents(c, p, a.now(), c.Unmarked(a.now()), rules.Kind(kind), to)
				if err != nil {
					return err
				}
				for i := range events {
					events[i].At = at
				}
				if err := st.Record(cmd.Context(), a.now(), events...); err != nil {
					return err
				}
				for _, e := range events {
					a.printf("Noted: you sent the %s, %s.\n", clean(note(e.Note, false, whoHas(c.Interview, e.Recipient))), stamp(at, p.Location))
					if e.Round == 0 {
						a.printf("       Its draft had not come, and does not come any more.\n")
					}
				}
				return a.nextOf(cmd, st, c, p)
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "which note: "+kinds())
	cmd.Flags().StringVar(&to, "to", "", "to whom: an address, a number as show gives it, or a name or a piece of one")
	cmd.Flags().StringVar(&on, "on", "", `when you sent it: "yesterday", "today 9:30" (default: now)`)
	return cmd
}

func kinds() string {
	var names []string
	for _, k := range rules.Kinds {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// sentEvents finds which notes "sent" is about: of the open drafts, of which nothing was said yet, newest first, those that
// came last, or, when there are none, the note that would come next.
func sentEvents(c rules.Case, p rules.Policy, now time.Time, open []rules.Reminder, kind rules.Kind, to string) ([]rules.Event, error) {
	id := c.Interview.ID
	if kind != "" && !slices.Contains(rules.Kinds, kind) {
		return nil, usagef("--kind %q is none of %s", kind, kinds())
	}
	if now.Before(c.Interview.Start) && len(open) == 0 {
		return nil, usagef("interview %d (%s) has not begun, so no note of it can be sent; `followup list` shows the numbers", id, stamp(c.Interview.Start, p.Location))
	}
	recipient, err := recipientOf(c, p, now, to)
	if err != nil {
		return nil, err
	}
	meant := func(key string) bool { return recipient == everybody || recipient == key }
	if kind == "" && len(open) > 0 {
		if kind, err = latestKind(c, open); err != nil {
			return nil, err
		}
	}
	if events := aboutDrafts(open, kind, meant); len(events) > 0 {
		return events, nil
	}
	kind, events := aboutOwn(c, p, now, kind, meant)
	switch {
	case len(events) > 0:
		return events, nil
	case to != "":
		return nil, usagef("--to %q: no draft to them is waiting for word; `followup show %d` tells what came", to, id)
	case kind.IsStatus(): // asked for news before the program would have
		return []rules.Event{{InterviewID: id, Kind: rules.Sent, Note: kind, Recipient: c.Interview.MainContact().Key()}}, nil
	case kind == "":
		return nil, usagef("no draft of interview %d is waiting for word; --kind says which note you wrote without one", id)
	}
	return nil, usagef("no %s of interview %d is waiting for word; `followup show %d` tells what came", kind, id, id)
}

// aboutDrafts says that the drafts of a kind were sent, in the order in which they came.
func aboutDrafts(open []rules.Reminder, kind rules.Kind, meant func(key string) bool) (events []rules.Event) {
	for _, r := range slices.Backward(open) {
		if r.Kind == kind && meant(r.Recipient) {
			events = append(events, rules.Event{InterviewID: r.InterviewID, Kind: rules.Sent, Note: r.Kind, Recipient: r.Recipient, Round: r.Round})
		}
	}
	return events
}

// aboutOwn says that a note was sent that the user wrote without a draft. Unless they say which, it is the one that is due,
// or the thank-you; a note that is weeks away must not be marked by typing the command twice.
func aboutOwn(c rules.Case, p rules.Policy, now time.Time, kind rules.Kind, meant func(key string) bool) (_ rules.Kind, events []rules.Event) {
	for _, s := range rules.Decide(c, p, now).Steps {
		if kind == "" && (s.Kind == rules.ThankYou || !s.Due.After(now)) {
			kind = s.Kind
		}
		if s.Kind == kind && meant(s.Recipient) {
			events = append(events, rules.Event{InterviewID: c.Interview.ID, Kind: rules.Sent, Note: s.Kind, Recipient: s.Recipient})
		}
	}
	return kind, events
}

// latestKind is the kind of the draft that came last. When another came within the same day, nobody can tell which of
// them was sent.
func latestKind(c rules.Case, open []rules.Reminder) (rules.Kind, error) {
	var commands []string
	for _, r := range open {
		if open[0].SettledAt.Sub(r.SettledAt) < 24*time.Hour {
			commands = append(commands, sentCommand(c, r))
		}
	}
	for _, r := range open[:len(commands)] {
		if r.Kind != open[0].Kind {
			return "", usagef("several drafts of interview %d wait for word; say which with --kind, as in: %s", c.Interview.ID, strings.Join(commands, ", or: "))
		}
	}
	return open[0].Kind, nil
}

// past reads the time of something that happened; "" is now, and a day without a time as onDay has it.
func (a *app) past(flag, s string, c rules.Case, loc *time.Location) (time.Time, error) {
	now := a.now()
	if s == "" {
		return now, nil
	}
	at, isDay, err := dates.TimeOrDay(s, now, loc, dates.Past)
	switch day := rules.DateOf(at, loc); {
	case err != nil:
		return at, usagef("--%s %w", flag, err)
	case isDay && day == rules.DateOf(now, loc):
		return now, nil
	case isDay:
		at = onDay(day, c, loc)
	}
	if at.After(now) {
		return at, usagef("--%s %s has not come yet", flag, stamp(at, loc))
	}
	return at, nil
}

// onDay is the moment that stands for a day: its noon, or on the day of the interview its end, but never before what was
// told of that day already. The last word is the one that counts, and who adds to what they said corrects it.
func onDay(day rules.Date, c rules.Case, loc *time.Location) time.Time {
	at := day.At(12*60, loc)
	if end := c.Interview.End(); rules.DateOf(end, loc) == day {
		at = end
	}
	for _, e := range c.History.Events {
		if rules.DateOf(e.At, loc) == day && e.At.After(at) {
			at = e.At
		}
	}
	return at
}

// nextOf says what comes next for an interview that has just been changed, from what it was before.
func (a *app) nextOf(cmd *cobra.Command, st *store.Store, before rules.Case, p rules.Policy) error {
	c, err := st.Case(cmd.Context(), before.Interview.ID)
	if err != nil {
		return fmt.Errorf("noted, but reading it back: %w", err)
	}
	a.next(c, p, rules.Decide(before, p, a.now()))
	return nil
}
