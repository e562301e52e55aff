package main

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

type retryOptions struct {
	named string // the application
	all   bool   // every application
}

func retryCommand(w *world) *cobra.Command {
	var o retryOptions
	cmd := &cobra.Command{
		Use:   "retry ID|--all",
		Short: "Send reminders again that your mail server refused for good",
		Long: `Send reminders again that your mail server refused for good, after you have fixed the
cause: those of one application, or with --all those of every application. Their drafts
are written again, for the current date.`,
		Example: "  followup retry 7\n  followup retry --all",
		Args: func(cmd *cobra.Command, given []string) error {
			if o.all && len(given) > 0 {
				return usage.Errorf("--all means every application; leave out %q", given[0])
			}
			if o.all {
				return nil
			}
			return exactArgs("ID")(cmd, given)
		},
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.all {
				return runRetryAll(cmd.Context(), w)
			}
			o.named = args[0]
			return runRetry(cmd.Context(), w, o)
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false,
		"all applications, for example after a mail server refused everything")
	return cmd
}

func runRetry(ctx context.Context, w *world, o retryOptions) error {
	return w.withCase(ctx, o.named, nil, func(st *store.Store, _ rules.Policy, c rules.Case) error {
		n, err := st.Retry(ctx, w.now(), c.ID)
		if err != nil {
			return err
		}
		tellRetried(w, n, "No reminder for "+phrase.Application(c)+" was refused.")
		return nil
	})
}

func runRetryAll(ctx context.Context, w *world) error {
	return w.withStore(ctx, func(_ *config.Config, st *store.Store, _ rules.Policy) error {
		n, err := retryAll(ctx, st, w.now())
		if err != nil {
			return err
		}
		tellRetried(w, n, "No reminder was refused.")
		return nil
	})
}

func tellRetried(w *world, n int, nothing string) {
	if n == 0 {
		w.Printf("%s\n", nothing)
		return
	}
	w.Printf("The next pass sends again: %s.\n", phrase.Count(n, "reminder"))
}

// retryAll makes every refused reminder wait again, and returns how many there were.
func retryAll(ctx context.Context, st *store.Store, now time.Time) (total int, err error) {
	troubles, err := st.Troubles(ctx, now, 0)
	if err != nil {
		return 0, err
	}
	refused := func(r rules.Reminder) bool { return r.State == rules.Refused }
	for _, t := range troubles {
		if !slices.ContainsFunc(t.History.Reminders, refused) {
			continue // Retry would only decide it again
		}
		n, err := st.Retry(ctx, now, t.ID)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}
