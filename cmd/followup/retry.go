package main

import (
	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

func (a *app) retryCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "retry ID",
		Short: "Have reminders sent again that your mail server refused for good",
		Long: `Have reminders sent again that your mail server refused for good, once you have
mended what it said. They are written anew, worded for the day.`,
		Example:           "  followup retry 7",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *Config, st *store.Store, _ rules.Policy, c rules.Case) error {
				n, err := st.Retry(cmd.Context(), a.now(), c.Interview.ID)
				if err != nil {
					return err
				}
				if n == 0 {
					a.printf("Nothing of interview %d was refused.\n", c.Interview.ID)
					return nil
				}
				a.printf("To be sent again by the next pass: %d.\n", n)
				return nil
			})
		},
	}
}
