package main

import (
	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/store"
)

func (a *app) stopCommand() *cobra.Command {
	var letter bool
	cmd := &cobra.Command{
		Use:   "stop ID",
		Short: "Have no more reminders of an application: you withdrew, or want to leave it",
		Long: `Have no more reminders of an application: you withdrew, or want to leave it. What waits
is dropped. With --letter a short letter comes that withdraws your application. What
you hear of it later, with "followup heard", takes it up again.`,
		Example:           "  followup stop 7\n  followup stop 7 --letter",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *config.Config, st *store.Store, p rules.Policy, c rules.Case) error {
				if rules.Decide(c, p, a.now()).Phase == rules.PhaseStopped && (!letter || withLetter(c)) {
					a.printf("Stopped already: %s.\n", nameOf(c))
					return nil
				}
				e := rules.Event{ApplicationID: c.ID, Kind: rules.Stopped, At: a.now()}
				if letter {
					e.Note = rules.Withdrawal
				}
				if err := st.Record(cmd.Context(), a.now(), e); err != nil {
					return err
				}
				a.printf("Noted: no more reminders of %s.\n", nameOf(c))
				return a.nextOf(cmd, st, c, p)
			})
		},
	}
	cmd.Flags().BoolVar(&letter, "letter", false, "have a letter drafted that withdraws your application")
	return cmd
}

// withLetter reports whether the last word was a withdrawal with a letter.
func withLetter(c rules.Case) bool {
	w := c.LastWord()
	return w != nil && w.Note == rules.Withdrawal
}
