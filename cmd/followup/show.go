package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/mailer"
	"followup/rules"
	"followup/store"
)

func (a *app) showCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "show ID",
		Short:             "Show an application: its interviews, what came, what comes next, when, and why",
		Example:           "  followup show 7",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *Config, _ *store.Store, p rules.Policy, c rules.Case) error {
				if asJSON {
					return printJSON(a.stdout, describe(c, p, a.now()))
				}
				a.show(c, p)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// forecastFor is how far ahead show looks.
const forecastFor = 400 * 24 * time.Hour

func (a *app) show(c rules.Case, p rules.Policy) {
	now := a.now()
	a.printf("Application %d (%s)\n", c.ID, stands(rules.Decide(c, p, now).Phase))
	a.facts(c, p.Location)

	if happened := chronicle(c, now, p.Location); len(happened) > 0 {
		a.printf("\nWhat happened:\n")
		for _, h := range happened {
			a.entry(fmt.Sprintf("  %-20s  ", brief(h.at, now, p.Location)), h.text)
			if h.command != "" { // on a line of its own, to be copied
				a.printf("  %-20s  %s\n", "", h.command)
			}
		}
	}
	a.printf("\n")
	a.next(c, p, rules.Decision{})
	coming := rules.Forecast(c, p, now, now.Add(forecastFor))
	if len(coming) > 1 {
		a.printf("\nWhat comes if nobody says anything:\n")
		for _, s := range coming {
			a.printf("  %-20s  %s\n", brief(s.Due, now, p.Location), clean(note(s.Kind, s.LastCall, who(s.To))+forInterview(c, s.InterviewID)))
		}
	}
}

// A happening is a line of an application's past.
type happening struct {
	at      time.Time
	text    string
	command string // what the user may want to answer
}

// chronicle is all that happened until now, told and delivered alike, in order.
func chronicle(c rules.Case, now time.Time, loc *time.Location) []happening {
	var all []happening
	for _, e := range c.History.Events {
		all = append(all, happening{at: e.At, text: tell(c, e, loc)})
	}
	for _, e := range c.History.TakenBack {
		all = append(all, happening{at: e.At, text: tell(c, e, loc) + " (you took that back)"})
	}
	for _, r := range c.History.Reminders {
		at := r.SettledAt
		if at.IsZero() {
			at = r.Due
		}
		h := happening{at: at, text: tellReminder(c, r, loc)}
		if slices.ContainsFunc(c.Unmarked(now), func(u rules.Reminder) bool { return u.ID == r.ID && !u.AsksForHook() }) {
			h.text += "; sent? then say:"
			h.command = sentCommand(c, r)
		}
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(x, y happening) int { return cmp.Compare(x.at.Unix(), y.at.Unix()) })
	return all
}

// forInterview returns " for interview 9" where an application has several, and one is meant.
func forInterview(c rules.Case, id int64) string {
	if id == 0 || len(c.Interviews) < 2 {
		return ""
	}
	return fmt.Sprintf(" for interview %d", id)
}

func tell(c rules.Case, e rules.Event, loc *time.Location) string {
	switch e.Kind {
	case rules.Sent, rules.Skipped:
		return fmt.Sprintf("you %s the %s", e.Kind, note(e.Note, false, whoHas(c, e.Recipient))) + forInterview(c, e.InterviewID)
	case rules.Undecided:
		return tellAnswer(c, e, "they answered: not decided yet", ", by ")
	case rules.Rejected:
		return tellAnswer(c, e, "they said no", "")
	case rules.Offered:
		return tellAnswer(c, e, "they made an offer", ", to be answered by ")
	case rules.Advanced:
		if e.Next == 0 {
			return tellAnswer(c, e, "they want to meet again, date to follow", " by ")
		}
		return tellAnswer(c, e, fmt.Sprintf("they invited you to a next round: interview %d", e.Next), "")
	case rules.NoShow:
		return "they did not turn up" + forInterview(c, e.InterviewID)
	case rules.Snoozed:
		return "you wanted nothing sent until " + stamp(e.SnoozeUntil, loc)
	case rules.Stopped:
		if e.InterviewID != 0 && len(c.Interviews) > 1 {
			return fmt.Sprintf("interview %d does not take place: %s", e.InterviewID, cmp.Or(e.Detail, "you said so"))
		}
		if e.Note == rules.Withdrawal {
			return "you withdrew, with a letter"
		}
		if e.Detail != "" {
			return "no more reminders: " + e.Detail
		}
		return "you wanted no more reminders"
	}
	if e.InterviewID != 0 && len(c.Interviews) > 1 {
		return fmt.Sprintf("you changed interview %d: %s", e.InterviewID, e.Detail)
	}
	return "you changed: " + e.Detail
}

// tellAnswer is what was heard, with the day that was named, who said so, and their words.
func tellAnswer(c rules.Case, e rules.Event, what, by string) string {
	if !e.Until.IsZero() {
		what += by + e.Until.Long()
	}
	if e.From != "" {
		what += " (" + answered(c, e.From) + ")"
	}
	if e.Detail != "" {
		what += ": “" + e.Detail + "”"
	}
	return what
}

// sentCommand says that the draft of a reminder was sent.
func sentCommand(c rules.Case, r rules.Reminder) string {
	s := rules.Step{Key: r.Key}
	if to, known := c.Who(r.Recipient); known {
		s.To = to
	}
	return mailer.SentCommand(c, s)
}

// answered names who answered, as they are known now.
func answered(c rules.Case, from string) string {
	if p, known := c.Who(from); known {
		return who(p)
	}
	return from
}

func tellReminder(c rules.Case, r rules.Reminder, loc *time.Location) string {
	s := note(r.Kind, r.LastCall, whoHas(c, r.Recipient)) + forInterview(c, r.InterviewID) + ": "
	switch r.State {
	case rules.Waiting:
		s += "waiting to be sent to you"
		if r.Reply != "" {
			s += fmt.Sprintf(" (%s; again %s)", r.Reply, stamp(r.NextAttempt, loc))
		}
		return s
	case rules.Sending:
		return s + "being sent to you"
	case rules.Delivered:
		if r.AsksForHook() {
			return s + "in your inbox, asking for an occasion"
		}
		if r.Kind.IsWordOnly() {
			return s + "called to mind in your inbox"
		}
		return s + "in your inbox"
	case rules.Refused:
		return s + "your mail server refused it: " + r.Reply
	case rules.Expired:
		return s + "missed (" + r.Why + ")"
	}
	return s + "cancelled, " + r.Reply
}
