package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
	"followup/rules"
	"followup/store"
)

func (a *app) listCommand() *cobra.Command {
	var all, asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the applications, what needs you first, and what comes next for each",
		Example: "  followup list\n  followup list --all --json",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 1 {
				return usagef("--limit is %d; expected at least 1", limit)
			}
			return a.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, p rules.Policy) error {
				cases, err := st.List(cmd.Context(), store.ListOptions{Closed: all, Limit: limit})
				if err != nil {
					return err
				}
				cut := len(cases) == limit
				if !all {
					cases = slices.DeleteFunc(cases, func(c rules.Case) bool { return over(c, p, a.now()) })
				}
				byNeed(cases, p, a.now())
				if asJSON {
					out := make([]applicationJSON, len(cases))
					for i, c := range cases {
						out[i] = describe(c, p, a.now())
					}
					return a.PrintJSON(out)
				}
				a.list(cases, p, all)
				if cut {
					a.printf("Only the latest %d were looked at; --limit %d looks at more.\n", limit, 10*limit)
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those that ended, and of which nothing more comes")
	cmd.Flags().IntVar(&limit, "limit", 100, "look at no more than so many, the latest")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (a *app) list(cases []rules.Case, p rules.Policy, all bool) {
	if p.Pause.Holds(a.now()) {
		a.printf("Paused until %s; `followup resume` ends it.\n", pauseInWords(p))
	}
	switch {
	case len(cases) == 0 && all:
		a.printf("No applications yet; `followup add --help` shows how to add an interview.\n")
		return
	case len(cases) == 0:
		a.printf("No open applications; --all shows those that ended, `followup add --help` how to add an interview.\n")
		return
	}
	now := a.now()
	rows, urgent := [][]string{{"ID", "WHEN", "COMPANY", "ROLE", "NEXT"}}, []bool{false}
	for _, c := range cases {
		next := needOf(c, p, now)
		rows = append(rows, []string{
			fmt.Sprint(c.ID), brief(interviewAtHand(c, now).Start, now, p.Location), c.Company, c.Role, next.words,
		})
		urgent = append(urgent, next.rank <= toDo)
	}
	a.table(a.fitList(rows), urgent...)
}

// interviewAtHand returns the interview of an application that matters now: the next one that is not over, else the latest.
func interviewAtHand(c rules.Case, now time.Time) rules.Interview {
	for _, iv := range c.Standing() {
		if iv.End().After(now) {
			return iv
		}
	}
	return c.Latest()
}

// fitList makes room on a terminal for what is to be done, and by when: company and role are cut, and where that is not
// enough, when it was is left out, and then the role.
func (a *app) fitList(rows [][]string) [][]string {
	cuttable := func() []int { return []int{slices.Index(rows[0], "COMPANY"), len(rows[0]) - 2} } // and the role, if it is there
	for _, name := range []string{"WHEN", "ROLE"} {
		if a.Width == 0 || term.LeastWidth(rows, cuttable()...) <= a.Width {
			break
		}
		i := slices.Index(rows[0], name)
		for n := range rows {
			rows[n] = slices.Delete(rows[n], i, i+1)
		}
	}
	return a.Fit(rows, cuttable()...)
}

// over reports whether the application ended, and nothing more comes of it or is to be sent in time.
func over(c rules.Case, p rules.Policy, now time.Time) bool {
	d := decideOne(c, p, now)
	ended := slices.Contains([]rules.Phase{rules.PhaseRejected, rules.PhaseOffer, rules.PhaseStopped}, d.Phase)
	toSend := slices.ContainsFunc(c.Unmarked(now), func(r rules.Reminder) bool { return sendBy(c, r).After(now) })
	return ended && len(d.Steps) == 0 && !toSend && !isSilent(d)
}

// isSilent reports whether notes to stay in touch come once another application has ended.
func isSilent(d rules.Decision) bool {
	return d.SilentFor != nil && d.SilentFor.Ending() != rules.Rejected
}

// need is what an application needs of the user: how pressing it is, and in a few words what.
type need struct {
	rank  int
	at    time.Time // of two of one rank, the sooner comes first
	words string
}

// The ranks, in the order of the list.
const (
	sendInTime = iota // a draft that can still be sent by its deadline
	toDo              // something else to be done now
	unmarked          // a draft came, and it was never said what became of it
	toCome            // something comes by itself
	atRest
)

// needOf judges what an application needs.
func needOf(c rules.Case, p rules.Policy, now time.Time) need {
	d := foreseen(c, p, now)
	waiting := toMark(c, now)
	if i := slices.IndexFunc(waiting, func(r rules.Reminder) bool { return stillToSend(c, r, now) }); i >= 0 {
		r, rank := waiting[i], toDo
		at := sendBy(c, r)
		if at.After(now) {
			rank = sendInTime
		}
		return need{rank, cmp.Or(at, r.SettledAt), toSend(c, waiting[i:], p, now)}
	}
	if len(d.Steps) > 0 {
		switch s := d.Steps[0]; {
		case refused(c, s.Key) != nil:
			return need{toDo, s.Due, short(s.Key, len(s.To)) + " refused!"}
		case !s.Due.After(now):
			return need{toDo, s.Due, shortOf(firstDue(d.Steps)) + " now"}
		}
	}
	switch {
	case len(waiting) > 0:
		return need{unmarked, soonest(c, waiting), toSend(c, waiting, p, now)}
	case d.AwaitsSent != nil:
		return need{unmarked, d.AwaitsSent.SettledAt, short(d.AwaitsSent.Key, 1) + " sent?"}
	case len(d.Steps) > 0:
		s := d.Steps[0]
		return need{toCome, s.Due, shortOf(firstDue(d.Steps)) + " " + brief(s.Due, now, p.Location)}
	}
	rest := string(d.Phase)
	if isSilent(d) {
		rest += fmt.Sprintf("; quiet while %d is open", d.SilentFor.ID)
	}
	return need{atRest, now.Add(now.Sub(c.Latest().Start)), rest} // the latest first
}

// stillToSend reports whether a draft that came should be sent now: one by its deadline, a thank-you as long as one makes
// sense, and one without a deadline on the day on which it came. Of the others it was merely not said what became of them.
func stillToSend(c rules.Case, r rules.Reminder, now time.Time) bool {
	iv, ok := c.Interview(r.InterviewID)
	switch by := sendBy(c, r); {
	case by.After(now):
		return true
	case ok && r.Kind == rules.ThankYou:
		return now.Before(iv.ThankBy())
	default:
		return by.IsZero() && now.Sub(r.SettledAt) < 24*time.Hour
	}
}

// toMark are the drafts that came and wait for word: those whose deadline is to come, the soonest first, then the others as
// they came, the last first.
func toMark(c rules.Case, now time.Time) []rules.Reminder {
	waiting := c.Unmarked(now)
	slices.SortStableFunc(waiting, func(x, y rules.Reminder) int {
		a, b := sendBy(c, x), sendBy(c, y)
		switch {
		case a.After(now) && b.After(now):
			return a.Compare(b)
		case a.After(now):
			return -1
		case b.After(now):
			return 1
		}
		return 0
	})
	return waiting
}

// sendBy returns by when the draft of a reminder should be sent, or zero.
func sendBy(c rules.Case, r rules.Reminder) time.Time {
	if iv, ok := c.Interview(r.InterviewID); ok {
		return iv.SendBy(r)
	}
	return r.Deadline
}

// toSend is what the user should do about the first of the drafts that came, and the others that press as much.
func toSend(c rules.Case, waiting []rules.Reminder, p rules.Policy, now time.Time) string {
	r := waiting[0]
	by, n := sendBy(c, r), 0
	for _, other := range waiting {
		if other.Kind == r.Kind && sendBy(c, other).After(now) == by.After(now) &&
			stillToSend(c, other, now) == stillToSend(c, r, now) {
			n += len(other.Message.Drafts)
		}
	}
	notes := short(r.Key, n)
	switch {
	case r.AsksForHook():
		return "an occasion to write?"
	case r.Kind.IsWordOnly() && by.After(now):
		return "answer them by " + by.In(p.Location).Format("Mon 2 Jan")
	case r.Kind.IsWordOnly():
		return "answered them?"
	case by.After(now):
		return "send " + notes + " by " + by.In(p.Location).Format("Mon 2 Jan 15:04")
	case !by.IsZero() && stillToSend(c, r, now):
		return notes + " overdue!"
	}
	return notes + " sent?"
}

// shortOf names the notes of steps that come at one time and are of the kind of the first, as short does.
func shortOf(steps []rules.Step) string {
	n := 0
	for _, s := range steps {
		if s.Kind == steps[0].Kind {
			n += len(s.To)
		}
	}
	return short(steps[0].Key, n)
}

// short names notes, of which there are n, in as few words as will do: beside them, the list has to fit the company and
// the role on a terminal.
func short(k rules.Key, n int) string {
	if n > 1 {
		return count(n, k.Kind.Noun())
	}
	return strings.TrimSuffix(k.Kind.Noun(), " note")
}

// byNeed orders applications by what needs the user first.
func byNeed(cases []rules.Case, p rules.Policy, now time.Time) {
	needs := map[int64]need{}
	for _, c := range cases {
		needs[c.ID] = needOf(c, p, now)
	}
	slices.SortStableFunc(cases, func(x, y rules.Case) int {
		a, b := needs[x.ID], needs[y.ID]
		return cmp.Or(cmp.Compare(a.rank, b.rank), a.at.Compare(b.at))
	})
}

// soonest is by when the first of the drafts should be sent.
func soonest(c rules.Case, waiting []rules.Reminder) time.Time {
	var first time.Time
	for _, r := range waiting {
		by := sendBy(c, r)
		if by.IsZero() {
			by = r.SettledAt // a request, which was to go out on the day it came
		}
		if first.IsZero() || by.Before(first) {
			first = by
		}
	}
	return first
}

// refused is the reminder of a step that the mail server refused for good, or nil. The step stays due until it is
// retried, so it is not to be shown as coming.
func refused(c rules.Case, k rules.Key) *rules.Reminder {
	for i, r := range c.History.Reminders {
		if r.Key == k && r.State == rules.Refused {
			return &c.History.Reminders[i]
		}
	}
	return nil
}
