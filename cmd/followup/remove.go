package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

func (a *app) removeCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "remove ID",
		Short: "Remove an interview, with all that happened to it",
		Long: `Remove an interview, with all that happened to it, as if it had never been told. It
asks first, unless --yes is given. The calendar that it came from does not bring it
back until its event changes. To keep the record and only have no more reminders,
there is "followup stop".`,
		Example:           "  followup remove 7\n  followup remove 7 --yes",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *Config, st *store.Store, p rules.Policy, c rules.Case) error {
				a.facts(c.Interview, p.Location)
				if !yes {
					if !a.interactive {
						return usagef("nobody can be asked here; add --yes to remove interview %d", c.Interview.ID)
					}
					if !a.confirm("Remove interview %d%s?", c.Interview.ID, itsRecord(c.History)) {
						a.printf("Nothing was removed.\n")
						return nil
					}
				}
				if err := st.RemoveInterview(cmd.Context(), c.Interview.ID); err != nil {
					return err
				}
				a.printf("Removed interview %d.\n", c.Interview.ID)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// itsRecord is what goes with an interview: ", with 2 reminders and 1 note of yours", or "".
func itsRecord(h rules.History) string {
	var parts []string
	for _, of := range []struct {
		n         int
		one, more string
	}{{len(h.Reminders), "reminder", "reminders"}, {len(h.Events), "note of yours", "notes of yours"}} {
		switch {
		case of.n == 1:
			parts = append(parts, "1 "+of.one)
		case of.n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", of.n, of.more))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return ", with " + strings.Join(parts, " and ")
}
