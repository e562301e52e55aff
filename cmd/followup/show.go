package main

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
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
			return a.withCase(cmd.Context(), args[0], func(_ *config.Config, _ *store.Store, p rules.Policy, c rules.Case) error {
				if asJSON {
					return a.PrintJSON(describe(c, p, a.now()))
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
	a.sayThankedOnce(c, p, c.People())

	if happened := chronicle(c, now, p.Location); len(happened) > 0 {
		a.printf("\nWhat happened:\n")
		for _, h := range happened {
			a.entry(fmt.Sprintf("  %-21s ", brief(h.at, now, p.Location)), h.text)
			for _, line := range h.below { // each on its own, to be copied
				a.printf("  %-21s %s\n", "", clean(line))
			}
		}
	}
	a.printf("\n")
	a.next(c, p, rules.Decision{})
	coming := rules.Forecast(c, p, now, now.Add(forecastFor))
	if len(coming) > 1 {
		a.printf("\nWhat comes if nobody says anything:\n")
		for _, s := range coming {
			a.printf("  %-21s %s\n", brief(s.Due, now, p.Location), clean(note(s.Key, s.To...)+forInterview(c, s.InterviewID)))
		}
	}
}

// A happening is a line of an application's past.
type happening struct {
	at    time.Time
	text  string
	below []string // what the user may want to answer; of a panel, what became of each draft
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
		h.addDrafts(c, r, now, loc)
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(x, y happening) int { return cmp.Compare(x.at.Unix(), y.at.Unix()) })
	return all
}

// addDrafts adds how to say that the drafts of a reminder were sent which wait for word, and of a panel what became of
// the others.
func (h *happening) addDrafts(c rules.Case, r rules.Reminder, now time.Time, loc *time.Location) {
	var open []rules.Person
	for _, u := range c.Unmarked(now) {
		if u.ID == r.ID && !u.AsksForHook() {
			open = u.To()
		}
	}
	ofPanel := len(r.Message.Drafts) > 1 && r.State == rules.Delivered
	if len(open) > 0 {
		h.text += "; sent? then say:"
	}
	if len(open) > 1 || len(open) == 1 && !ofPanel { // else it stands below the name
		h.below = append(h.below, phrase.SentCommand(c, r.Key, open))
	}
	if !ofPanel {
		return
	}
	again := func(p rules.Person) bool {
		return slices.ContainsFunc(c.History.Reminders, func(call rules.Reminder) bool {
			return call.LastCall && !r.LastCall && call.InterviewID == r.InterviewID &&
				call.State == rules.Delivered && call.IsTo(p)
		})
	}
	for _, p := range r.To() {
		to := "  to " + whoAmong(r.To(), p) + ": "
		switch e := thanksMark(c, r, p); {
		case slices.ContainsFunc(open, p.Is): // a name is somebody else's text, and stands on no line to copy
			h.below = append(h.below, to+"waits for word", "    "+phrase.SentCommand(c, r.Key, []rules.Person{p}))
		case e != nil:
			h.below = append(h.below, fmt.Sprintf("%s%s %s", to, e.Kind, brief(e.At, now, loc)))
		case again(p):
			h.below = append(h.below, to+"called to mind once more")
		default:
			h.below = append(h.below, to+"not waited for any more")
		}
	}
}

// thanksMark returns the last that the user said of the thank-you of a reminder to a person, or nil.
func thanksMark(c rules.Case, r rules.Reminder, to rules.Person) *rules.Event {
	for i, e := range slices.Backward(c.History.Events) {
		about := e.Note == r.Kind && (e.InterviewID == 0 || e.InterviewID == r.InterviewID) && roster.Means(e.To, to)
		if about && (e.Kind == rules.Sent || e.Kind == rules.Skipped) {
			return &c.History.Events[i]
		}
	}
	return nil
}

func tellReminder(c rules.Case, r rules.Reminder, loc *time.Location) string {
	s := note(r.Key, r.To()...) + forInterview(c, r.InterviewID) + ": "
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
