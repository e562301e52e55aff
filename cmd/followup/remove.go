package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

type removeOptions struct {
	named string // the application or the interview
	yes   bool   // without asking
	one   bool   // only the interview with that number
}

func removeCommand(w *world) *cobra.Command {
	var o removeOptions
	cmd := &cobra.Command{
		Use:   "remove ID",
		Short: "Remove an application or an interview, with its history",
		Long: `Remove an application with its interviews and its history. The number of a later
interview removes only that interview. The first interview has the same number as its
application; to remove only the first interview, add --interview. The command asks
first, unless --yes is given. Importing the calendar again does not bring an interview
back until its event changes. To keep the record and only stop the reminders, use
"followup stop".`,
		Example:           "  followup remove 7\n  followup remove 9 --yes",
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.named = args[0]
			return runRemove(cmd.Context(), w, o)
		},
	}
	cmd.Flags().BoolVar(&o.yes, "yes", false, "do not ask for confirmation")
	cmd.Flags().BoolVar(&o.one, "interview", false,
		"remove only the interview with that number, if the application has several")
	return cmd
}

func runRemove(ctx context.Context, w *world, o removeOptions) error {
	return w.withSubject(ctx, o.named, nil, func(_ *config.Config, st *store.Store, p rules.Policy,
		s find.Subject) error {
		if o.one || s.OfLater() {
			return removeInterview(ctx, w, st, p, s, o)
		}
		w.view(p).Facts(s.Case)
		if ok, err := mayRemove(w, phrase.Application(s.Case)+phrase.Record(s.Case), o.yes); !ok {
			return err
		}
		if err := st.RemoveApplication(ctx, s.ID); err != nil {
			return err
		}
		w.Printf("Removed %s.\n", phrase.Application(s.Case))
		return nil
	})
}

// removeInterview removes one interview of several.
func removeInterview(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, s find.Subject, o removeOptions,
) error {
	iv, ok := s.Interview(s.Number)
	if !ok {
		return usage.Errorf("%s is not the number of an interview of %s: %s",
			o.named, phrase.Application(s.Case), phrase.Interviews(s.Interviews, w.now(), p.Location))
	}
	if len(s.Interviews) == 1 {
		return usage.Errorf("interview %d is the only one of %s; to remove both: %s",
			iv.ID, phrase.Application(s.Case), command.Remove(s.ID))
	}
	w.view(p).FactsOf(s.Case, iv)
	name := fmt.Sprintf("%s, of %s", phrase.Interview(iv, w.now(), p.Location), phrase.Application(s.Case))
	if ok, err := mayRemove(w, name+phrase.RecordOf(s.Case, iv), o.yes); !ok {
		return err
	}
	if err := st.RemoveInterview(ctx, iv.ID); err != nil {
		return err
	}
	w.Printf("Removed %s.\n", name)
	return w.view(p).NextOf(ctx, st, s.Case)
}

// mayRemove asks whether to remove what is named, unless yes is set.
func mayRemove(w *world, named string, yes bool) (bool, error) {
	switch {
	case yes:
		return true, nil
	case !w.Interactive:
		return false, usage.Errorf("cannot ask for confirmation without a terminal; add --yes to remove %s", named)
	case w.Confirm("Remove %s?", named):
		return true, nil
	}
	w.Printf("Nothing was removed.\n")
	return false, nil
}
