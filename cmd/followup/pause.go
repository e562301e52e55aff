package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/said"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

type pauseOptions struct {
	until string
	all   bool
}

func pauseCommand(w *world) *cobra.Command {
	var o pauseOptions
	cmd := &cobra.Command{
		Use:   "pause --until DATE",
		Short: "Pause the reminders of all applications until a day or time",
		Long: `Pause the reminders of all applications until a day or time, for example while you
are away. A reminder that would be too late after the pause is still sent, such as a
thank-you whose 24 hours end during it; --all holds back even those. After the pause you
get the one reminder of each application that then applies. Pausing again replaces the
pause.`,
		Example: "  followup pause --until \"2 weeks\"\n  followup pause --until \"in 10 days 9:00\" --all",
		Args: func(_ *cobra.Command, given []string) error {
			if len(given) == 0 {
				return nil
			}
			until := strings.Join(given, " ")
			return usage.Errorf("%q belongs to --until; write: followup pause %s", until, command.With("until", until))
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runPause(cmd.Context(), w, o)
		},
	}
	cmd.Flags().StringVar(&o.until, "until", "", "the day or time when the pause ends")
	cmd.Flags().BoolVar(&o.all, "all", false, "also hold back reminders that would be too late after the pause")
	return cmd
}

func resumeCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:     "resume",
		Short:   "End a pause",
		Long:    "End a pause. Reminders that waited and still apply are sent at once.",
		Example: "  followup resume",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runResume(cmd.Context(), w)
		},
	}
}

func runPause(ctx context.Context, w *world, o pauseOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) (err error) {
		w.view(p).WarnOfClock(st)
		switch {
		case o.until != "":
		case !w.Interactive:
			return usage.Errorf("--until is missing: the day or time when the pause ends")
		default:
			const question = "Until when? The first day or time at which reminders may come again"
			if o.until, err = w.Ask(question, ""); err != nil {
				return err
			}
		}
		pause, err := said.Pause(o.until, p, w.now())
		if err != nil {
			return err
		}
		pause.All = o.all
		if err := st.SetPause(ctx, w.now(), pause); err != nil {
			return err
		}
		return w.view(p).Paused(ctx, st, pause)
	})
}

// runResume ends the pause, and prints what comes at once.
func runResume(ctx context.Context, w *world) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		w.view(p).WarnOfClock(st)
		if !p.Pause.IsOn(w.now()) {
			w.Printf("There is no pause.\n")
			return nil
		}
		if err := st.SetPause(ctx, w.now(), rules.Pause{}); err != nil {
			return err
		}
		return w.view(p).Resumed(ctx, st)
	})
}
