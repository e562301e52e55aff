package view

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// List prints applications in the given order. all means that the list includes those that have ended.
func (v Printer) List(cases []rules.Case, all bool) {
	if v.Policy.Pause.IsOn(v.Now) {
		v.Printf("Paused until %s; `followup resume` ends it.\n", pausedUntil(v.Policy))
	}
	switch {
	case len(cases) == 0 && all:
		v.Printf("No applications yet; `%s` shows how to add an interview.\n", command.Add("--help"))
		return
	case len(cases) == 0:
		v.Printf("No open applications; --all shows those that ended, `%s` how to add an interview.\n",
			command.Add("--help"))
		return
	}
	rows, urgent := [][]string{{"ID", "INTERVIEW", "COMPANY", "ROLE", "NEXT"}}, []bool{false}
	for _, c := range cases {
		next := needOf(c, v.Policy, v.Now)
		if isSnoozed(c, v.Now) {
			next.words += "; snoozed"
		}
		rows = append(rows, []string{
			fmt.Sprint(c.ID), phrase.Brief(interviewAtHand(c, v.Now).Start, v.Now, v.Policy.Location),
			c.Company, c.Role, next.words,
		})
		urgent = append(urgent, next.rank <= toDo)
	}
	v.Table(v.fitList(rows), urgent...)
}

// fitList makes room on a terminal for what to do and by when. It cuts company and role and, where that is not enough,
// leaves out the time of the interview, and then the role.
func (v Printer) fitList(rows [][]string) iter.Seq[[]string] {
	// The company, and the role unless it has been left out.
	cuttable := func() []int { return []int{slices.Index(rows[0], "COMPANY"), len(rows[0]) - 2} }
	for _, name := range []string{"INTERVIEW", "ROLE"} {
		if v.Width == 0 || term.LeastWidth(slices.Values(rows), cuttable()...) <= v.Width {
			break
		}
		i := slices.Index(rows[0], name)
		for n := range rows {
			rows[n] = slices.Delete(rows[n], i, i+1)
		}
	}
	return v.Fit(slices.Values(rows), cuttable()...)
}

// interviewAtHand returns the interview that matters now: the first one that is not over, or the latest if all are.
func interviewAtHand(c rules.Case, now time.Time) rules.Interview {
	for _, iv := range c.Standing() {
		if iv.End().After(now) {
			return iv
		}
	}
	return c.Latest()
}

// Place returns the place of an application in a list of those that need the user most, the most urgent first.
func Place(c rules.Case, p rules.Policy, now time.Time) store.Place {
	n := needOf(c, p, now)
	return store.Place{Rank: n.rank, At: n.at}
}
