package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/rules"
	"followup/store"
)

func (a *app) removeCommand() *cobra.Command {
	var yes, one bool
	cmd := &cobra.Command{
		Use:   "remove ID",
		Short: "Remove an application or an interview, with all that happened to it",
		Long: `Remove an application with its interviews, or by the number of a later interview that
one alone, with all that happened to it, as if it had never been told. The first
interview has the number of its application; --interview means that one alone. It asks
first, unless --yes is given. The calendar that an interview came from does not bring
it back until its event changes. To keep the record and only have no more reminders,
there is "followup stop".`,
		Example:           "  followup remove 7\n  followup remove 9 --yes",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withSubject(cmd.Context(), args[0], func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
				if one || s.OfLater() {
					return a.removeInterview(cmd, st, p, s, yes)
				}
				a.facts(s.Case, p.Location)
				if ok, err := a.mayRemove(nameOf(s.Case)+itsRecord(s.Case), yes); !ok {
					return err
				}
				if err := st.RemoveApplication(cmd.Context(), s.ID); err != nil {
					return err
				}
				a.printf("Removed %s.\n", nameOf(s.Case))
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	cmd.Flags().BoolVar(&one, "interview", false, "only the interview of that number, of an application with several")
	return cmd
}

// removeInterview removes one interview of several.
func (a *app) removeInterview(cmd *cobra.Command, st *store.Store, p rules.Policy, s find.Subject, yes bool) error {
	iv, ok := s.Interview(s.Number)
	if !ok {
		return usagef("%s is no number of an interview of %s: %s",
			cmd.Flags().Arg(0), nameOf(s.Case), interviewNames(s.Interviews, a.now(), p.Location))
	}
	if len(s.Interviews) == 1 {
		return usagef("interview %d is the only one of %s; to remove both: followup remove %d", iv.ID, nameOf(s.Case), s.ID)
	}
	a.printFacts(factsOf(s.Case, p.Location, iv))
	name := fmt.Sprintf("%s, of %s", nameOfInterview(iv, a.now(), p.Location), nameOf(s.Case))
	if ok, err := a.mayRemove(name+itsRecord(only(s.Case, iv)), yes); !ok {
		return err
	}
	if err := st.RemoveInterview(cmd.Context(), iv.ID); err != nil {
		return err
	}
	a.printf("Removed %s.\n", name)
	return a.nextOf(cmd, st, s.Case, p)
}

// mayRemove asks whether to remove what is named, unless the answer is yes.
func (a *app) mayRemove(named string, yes bool) (bool, error) {
	switch {
	case yes:
		return true, nil
	case !a.Interactive:
		return false, usagef("nobody can be asked here; add --yes to remove %s", named)
	case a.confirm("Remove %s?", named):
		return true, nil
	}
	a.printf("Nothing was removed.\n")
	return false, nil
}

// only returns an application with what is of one of its interviews.
func only(c rules.Case, iv rules.Interview) rules.Case {
	one := rules.Case{Application: c.Application, Interviews: []rules.Interview{iv}}
	for _, r := range c.History.Reminders {
		if r.InterviewID == iv.ID {
			one.History.Reminders = append(one.History.Reminders, r)
		}
	}
	for _, e := range c.History.Events {
		if e.InterviewID == iv.ID {
			one.History.Events = append(one.History.Events, e)
		}
	}
	return one
}

// itsRecord is what goes with an application: ", with 3 interviews, 2 reminders and 1 note of yours", or "". A single
// interview goes without saying.
func itsRecord(c rules.Case) string {
	var parts []string
	for _, of := range []struct {
		n, least  int
		one, more string
	}{
		{len(c.Interviews), 2, "", "interviews"},
		{len(c.History.Reminders), 1, "reminder", "reminders"},
		{len(c.History.Events), 1, "note of yours", "notes of yours"},
	} {
		switch {
		case of.n < of.least:
		case of.n == 1:
			parts = append(parts, "1 "+of.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", of.n, of.more))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	last := len(parts) - 1
	if last == 0 {
		return ", with " + parts[0]
	}
	return ", with " + strings.Join(parts[:last], ", ") + " and " + parts[last]
}
