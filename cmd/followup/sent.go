package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/rules"
	"followup/store"
)

func (a *app) sentCommand() *cobra.Command {
	var kind, to, on string
	cmd := &cobra.Command{
		Use:   "sent ID",
		Short: "Say that you sent a draft",
		Long: `Say that you sent the draft that came last, or a note of your own when none came
yet. For a panel it means all of their thank-yous; --to names one of them. The number
of a later interview means the thank-yous for that one.`,
		Example:           "  followup sent 7\n  followup sent 7 --to jo@acme.test\n  followup sent 7 --kind update-request --on yesterday",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withSubject(cmd.Context(), args[0], func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
				events, err := a.sent(s, p, rules.Kind(kind), to, on)
				if err != nil {
					return err
				}
				if err := st.Record(cmd.Context(), a.now(), events...); err != nil {
					return err
				}
				a.printf("Noted for %s: you sent the %s, %s.\n",
					nameOf(s.Case), noteOf(s.Case, events), stamp(events[0].At, p.Location))
				if events[0].Round == 0 {
					a.printf("       %s any more.\n", plural(len(events),
						"Its draft had not come, and does not come", "Their drafts had not come, and do not come"))
				}
				return a.nextOf(cmd, st, s.Case, p)
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "which note: "+kinds())
	cmd.Flags().StringVar(&to, "to", "", "to whom: an address, a number as show gives it, or a name or a piece of one")
	cmd.Flags().StringVar(&on, "on", "", `when you sent it: "yesterday", "today 9:30" (default: now)`)
	return cmd
}

// sent returns which notes were sent, at the time that --on names.
func (a *app) sent(s find.Subject, p rules.Policy, kind rules.Kind, to, on string) ([]rules.Event, error) {
	at, err := a.past("on", on, s.Case, p.Location)
	if err != nil {
		return nil, err
	}
	events, err := sentEvents("sent", s, p, a.now(), s.Unmarked(a.now()), kind, to)
	if err != nil {
		return nil, err
	}
	for i, e := range events {
		iv := s.Interviews[0]
		if e.InterviewID != 0 {
			iv, _ = s.Interview(e.InterviewID)
		}
		if at.Before(iv.Start) && iv.Start.Before(a.now()) {
			return nil, usagef("--on %s is before the interview, %s", stamp(at, p.Location), stamp(iv.Start, p.Location))
		}
		events[i].At = at
	}
	return events, nil
}

// noteOf names the note that events are about, to whom, and for which interview.
func noteOf(c rules.Case, events []rules.Event) string {
	var to []rules.Person
	for _, e := range events {
		to = append(to, e.To)
	}
	k := rules.Key{Kind: events[0].Note}
	return clean(noun(k, len(to)) + " to " + names(to, len(to)) + forInterview(c, events[0].InterviewID))
}

// sentEvents finds which notes "sent" is about: of the open drafts, of which nothing was said yet, newest first, those that
// came last, or, when there are none, the note that would come next. The word is that of the command.
func sentEvents(
	word string, s find.Subject, p rules.Policy, now time.Time, open []rules.Reminder, kind rules.Kind, to string,
) ([]rules.Event, error) {
	if kind != "" && !slices.Contains(rules.Kinds, kind) {
		return nil, usagef("--kind %q is none of %s", kind, kinds())
	}
	named, err := find.Addressee(s, now, to)
	if err != nil {
		return nil, err
	}
	all := open
	open = slices.DeleteFunc(draftsTo(named, open), func(r rules.Reminder) bool {
		return kind != "" && kind != r.Kind || !maybeAbout(s, r.Key, kind)
	})
	if len(open) > 0 {
		return aboutDrafts(word, s, open, kind)
	}
	if iv := begins(s, kind); now.Before(iv.Start) {
		return nil, usagef("interview %d (%s) has not begun, so no note of it can be sent; `followup list` shows the numbers",
			iv.ID, stamp(iv.Start, p.Location))
	}
	switch events, err := aboutOwn(s, p, now, kind, named); {
	case err != nil || len(events) > 0:
		return events, err
	case to != "":
		return nil, usagef("--to %q: no draft to them is waiting for word; `followup show %d` tells what came", to, s.ID)
	case kind.IsStatus(): // asked for news before the program would have
		return []rules.Event{{ApplicationID: s.ID, Kind: rules.Sent, Note: kind, To: s.MainContact()}}, nil
	case kind == "":
		return nil, usagef("no draft of %s is waiting for word; --kind says which note you wrote without one", s.Name())
	}
	if others := thankedElsewhere(s, all); kind == rules.ThankYou && len(others) > 0 {
		return nil, usagef("no %s of %s is waiting for word; those for other interviews are: %s",
			kind, s.Name(), interviewNames(others, now, p.Location))
	}
	return nil, usagef("no %s of %s is waiting for word; `followup show %d` tells what came", kind, s.Name(), s.ID)
}

// draftsTo returns the reminders that have drafts to who is named, with those alone.
func draftsTo(named rules.Person, reminders []rules.Reminder) (list []rules.Reminder) {
	for _, r := range reminders {
		r.Message.Drafts = slices.DeleteFunc(slices.Clone(r.Message.Drafts), func(d rules.Draft) bool {
			return !roster.Means(named, d.To)
		})
		if len(r.Message.Drafts) > 0 {
			list = append(list, r)
		}
	}
	return list
}

// thankedElsewhere returns the interviews whose thank-yous are open.
func thankedElsewhere(s find.Subject, open []rules.Reminder) (list []rules.Interview) {
	for _, iv := range s.Interviews {
		if slices.ContainsFunc(open, func(r rules.Reminder) bool { return r.InterviewID == iv.ID }) {
			list = append(list, iv)
		}
	}
	return list
}

// aboutDrafts says that the drafts that came last were sent, in the order in which they came: those of one kind, thank-yous
// those for one interview. When others came within the same day, nobody can tell which of them were sent.
func aboutDrafts(word string, s find.Subject, open []rules.Reminder, kind rules.Kind) (events []rules.Event, err error) {
	last := open[0]
	together := func(r rules.Reminder) bool { return r.Kind == last.Kind && r.InterviewID == last.InterviewID }
	var commands []string
	several := false
	for _, r := range open {
		if kind != "" || last.SettledAt.Sub(r.SettledAt) < 24*time.Hour {
			commands = append(commands, strings.Replace(sentCommand(s.Case, r.Key, r.To()), "sent", word, 1))
			several = several || !together(r)
		}
	}
	if several {
		return nil, usagef("several drafts of %s wait for word, and the number alone does not say which; "+
			"each of these does: %s", s.Name(), strings.Join(commands, ", or: "))
	}
	for _, r := range slices.Backward(open) {
		if together(r) {
			events = append(events, sentTo(r.Key, r.To())...)
		}
	}
	return events, nil
}

// sentTo says of the note of a key that it was sent, to each of these people.
func sentTo(k rules.Key, people []rules.Person) (events []rules.Event) {
	for _, to := range people {
		events = append(events, rules.Event{
			ApplicationID: k.ApplicationID, InterviewID: k.InterviewID, Kind: rules.Sent, Note: k.Kind, To: to, Round: k.Round,
		})
	}
	return events
}

// aboutOwn says that a note was sent that the user wrote without a draft. Unless they say which, it is the one that is due,
// or the thank-you; a note that is weeks away must not be marked by typing the command twice, nor one for another interview.
func aboutOwn(
	s find.Subject, p rules.Policy, now time.Time, kind rules.Kind, named rules.Person,
) (events []rules.Event, err error) {
	var interviews []rules.Interview
	for _, step := range rules.Decide(s.Case, p, now).Steps {
		to := slices.DeleteFunc(slices.Clone(step.To), func(p rules.Person) bool { return !roster.Means(named, p) })
		if len(to) == 0 || !maybeAbout(s, step.Key, step.Kind) {
			continue
		}
		if kind == "" && (step.Kind == rules.ThankYou || !step.Due.After(now)) {
			kind = step.Kind
		}
		if step.Kind != kind {
			continue
		}
		step.Round = 0
		events = append(events, sentTo(step.Key, to)...)
		iv, there := s.Interview(step.InterviewID)
		if there && !slices.ContainsFunc(interviews, func(other rules.Interview) bool { return other.ID == iv.ID }) {
			interviews = append(interviews, iv)
		}
	}
	if len(interviews) > 1 {
		return nil, usagef("%s has several interviews; name the one that the thank-you is for by its number: %s",
			s.Name(), interviewNames(interviews, now, p.Location))
	}
	return events, nil
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

// onDay is the moment that stands for a day: its noon, or on the day of an interview its end, but never before what was
// told of that day already. The last word is the one that counts, and who adds to what they said corrects it.
func onDay(day rules.Date, c rules.Case, loc *time.Location) time.Time {
	at := day.At(12*60, loc)
	for _, iv := range c.Interviews {
		if end := iv.End(); rules.DateOf(end, loc) == day {
			at = end
		}
	}
	for _, e := range c.History.Events {
		if rules.DateOf(e.At, loc) == day && e.At.After(at) {
			at = e.At
		}
	}
	return at
}

// nextOf says what comes next for an application that has just been changed, from what it was before.
func (a *app) nextOf(cmd *cobra.Command, st *store.Store, before rules.Case, p rules.Policy) error {
	c, err := st.Case(cmd.Context(), before.ID)
	if err != nil {
		return fmt.Errorf("noted, but reading it back: %w", err)
	}
	a.next(c, p, rules.Decide(before, p, a.now()))
	return nil
}

// maybeAbout reports whether a command with that --kind may be about the note. A thank-you must be for the interview that
// is named, if the number is that of a later one or the kind says so.
func maybeAbout(s find.Subject, k rules.Key, kind rules.Kind) bool {
	iv, ok := s.Named()
	return k.Kind != rules.ThankYou || !ok || k.InterviewID == iv.ID || kind == "" && !s.OfLater()
}

// begins returns the interview before which no note of that kind, or of any if kind is "", can be sent.
func begins(s find.Subject, kind rules.Kind) rules.Interview {
	if iv, ok := s.Named(); ok && s.OfLater() && (kind == "" || kind == rules.ThankYou) {
		return iv
	}
	return s.Interviews[0]
}
