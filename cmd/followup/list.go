package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

func (a *app) listCommand() *cobra.Command {
	var all, asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the interviews, and what comes next for each",
		Example: "  followup list\n  followup list --all --json",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 1 {
				return usagef("--limit is %d; expected at least 1", limit)
			}
			return a.withStore(cmd.Context(), func(cfg *Config, st *store.Store) error {
				p, err := cfg.policy()
				if err != nil {
					return configError{err}
				}
				cases, err := st.List(cmd.Context(), store.ListOptions{Closed: all, Limit: limit})
				if err != nil {
					return err
				}
				if asJSON {
					out := make([]interviewJSON, len(cases))
					for i, c := range cases {
						out[i] = describe(c, p, a.now())
					}
					return printJSON(a.stdout, out)
				}
				a.list(cases, p, all, limit)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those that ended: rejected, an offer, a next round, stopped")
	cmd.Flags().IntVar(&limit, "limit", 100, "show at most so many, the latest first")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (a *app) list(cases []rules.Case, p rules.Policy, all bool, limit int) {
	switch {
	case len(cases) == 0 && all:
		a.printf("No interviews yet; `followup add --help` shows how to add one.\n")
		return
	case len(cases) == 0:
		a.printf("No open interviews; --all shows those that ended, `followup add --help` how to add one.\n")
		return
	}
	now := a.now()
	rows := [][]string{{"ID", "WHEN", "COMPANY", "ROLE", "NEXT"}}
	for _, c := range cases {
		rows = append(rows, []string{
			fmt.Sprint(c.Interview.ID), brief(c.Interview.Start, now, p.Location),
			cut(c.Interview.Company, 16), cut(c.Interview.Role, 16), nextInBrief(c, p, now),
		})
	}
	a.table(rows)
	if len(cases) == limit {
		a.printf("These are the latest %d; --limit shows more.\n", limit)
	}
}

// nextInBrief is the next step in a few words, or where the interview stands when there is none.
func nextInBrief(c rules.Case, p rules.Policy, now time.Time) string {
	d := rules.Decide(c, p, now)
	switch {
	case d.AwaitsSent != nil:
		return "was the draft sent?"
	case len(d.Steps) == 0:
		return string(d.Phase)
	case refused(c, d.Steps[0].Key) != nil:
		return fmt.Sprintf("%s refused!", d.Steps[0].Kind)
	case !d.Steps[0].Due.After(now):
		return fmt.Sprintf("%s now", d.Steps[0].Kind)
	}
	return fmt.Sprintf("%s %s", d.Steps[0].Kind, brief(d.Steps[0].Due, now, p.Location))
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
