package view

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/term"
	"followup/rules"
)

// forecastFor is how far ahead Show looks.
const forecastFor = 400 * 24 * time.Hour

// Show prints the facts of an application, its past, and what comes next.
func (v Printer) Show(c rules.Case) {
	v.Printf("Application %d (%s)\n", c.ID, phrase.Phase(rules.Decide(c, v.Policy, v.Now).Phase))
	v.Facts(c)
	if isSnoozed(c, v.Now) {
		v.printFacts([]fact{{"snoozed", "until " + phrase.Stamp(c.SnoozedUntil(), v.Policy.Location)}})
	}
	v.thankedOnce(c, c.People())

	if happened := chronicle(c, v.Now, v.Policy.Location); len(happened) > 0 {
		v.Printf("\nWhat happened:\n")
		for _, h := range happened {
			v.Entry(fmt.Sprintf("  %-21s ", phrase.Brief(h.at, v.Now, v.Policy.Location)), h.text)
			for _, line := range h.below { // each on its own, to be copied
				v.Printf("  %-21s %s\n", "", term.Clean(line))
			}
		}
	}
	v.Printf("\n")
	v.Next(c, rules.Decision{})
	coming := rules.Forecast(c, v.Policy, v.Now, v.Now.Add(forecastFor))
	if len(coming) > 1 {
		v.Printf("\nWhat comes if nobody says anything:\n")
		for _, s := range coming {
			v.Printf("  %-21s %s\n", phrase.Brief(s.Due, v.Now, v.Policy.Location),
				term.Clean(phrase.Note(s.Key, s.To...)+phrase.ForInterview(c, s.InterviewID)))
		}
	}
}

// A happening is something in an application's past.
type happening struct {
	at    time.Time
	text  string
	below []string // further lines: commands to copy and, for a panel, the state of each draft
}

// chronicle returns everything that happened, both what the user told and what the program sent, the oldest first.
func chronicle(c rules.Case, now time.Time, loc *time.Location) []happening {
	var all []happening
	for _, e := range c.History.Events {
		all = append(all, happening{at: e.At, text: phrase.Event(c, e, loc)})
	}
	for _, e := range c.History.TakenBack {
		all = append(all, happening{at: e.At, text: phrase.Event(c, e, loc) + " (you took that back)"})
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

// addDrafts adds the commands that mark the open drafts of a reminder as sent and, for a panel, the state of each
// draft.
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
	if len(open) > 1 || len(open) == 1 && !ofPanel { // else it is below the name
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
		to := "  to " + phrase.WhoAmong(r.To(), p) + ": "
		switch e := thanksMark(c, r, p); {
		case slices.ContainsFunc(open, p.Is): // the name is text from elsewhere, so not on the line to copy
			h.below = append(h.below, to+"not marked as sent yet",
				"    "+phrase.SentCommand(c, r.Key, []rules.Person{p}))
		case e != nil:
			h.below = append(h.below, fmt.Sprintf("%s%s %s", to, e.Kind, phrase.Brief(e.At, now, loc)))
		case again(p):
			h.below = append(h.below, to+"reminded once more")
		default:
			h.below = append(h.below, to+"no longer asked about")
		}
	}
}

// thanksMark returns the last event that marks a person's thank-you of a reminder as sent or skipped, or nil.
func thanksMark(c rules.Case, r rules.Reminder, to rules.Person) *rules.Event {
	for i, e := range slices.Backward(c.History.Events) {
		about := e.Note == r.Kind && (e.InterviewID == 0 || e.InterviewID == r.InterviewID) && roster.Means(e.To, to)
		if about && (e.Kind == rules.Sent || e.Kind == rules.Skipped) {
			return &c.History.Events[i]
		}
	}
	return nil
}

// tellReminder returns what became of a reminder.
func tellReminder(c rules.Case, r rules.Reminder, loc *time.Location) string {
	s := phrase.Note(r.Key, r.To()...) + phrase.ForInterview(c, r.InterviewID) + ": "
	switch r.State {
	case rules.Waiting:
		s += "waiting to be sent to you"
		if r.Reply != "" {
			s += fmt.Sprintf(" (%s; again %s)", r.Reply, phrase.Stamp(r.NextAttempt, loc))
		}
		return s
	case rules.Sending:
		return s + "being sent to you"
	case rules.Delivered:
		if r.AsksForHook() {
			return s + "in your inbox, asking for an occasion"
		}
		if !r.Kind.HasLetter() && !r.Kind.IsQuestion() {
			return s + "in your inbox, as a reminder"
		}
		return s + "in your inbox"
	case rules.Refused:
		return s + "your mail server refused it: " + r.Reply
	case rules.Expired:
		return s + "missed (" + r.Why + ")"
	}
	return s + "cancelled, " + r.Reply
}
