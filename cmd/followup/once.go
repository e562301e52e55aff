package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/daemon"
	"followup/cmd/followup/phrase"
)

func onceCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:     "once",
		Short:   "Make one pass, as the daemon does on every tick",
		Example: "  followup once",
		Args:    exactArgs(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runOnce(cmd.Context(), w) },
	}
}

func runOnce(ctx context.Context, w *world) error {
	return withDaemon(ctx, w, func(d *daemon.Daemon) error {
		s, err := d.Once(ctx, w.Interactive)
		if err != nil {
			return err
		}
		w.Printf("Delivered %d, to be tried again %d, refused %d.\n", s.Delivered, s.Deferred, s.Refused)
		switch {
		case s.Failed > 0:
			return errors.New("an application or a letter failed because of an error in the program or the letter; " +
				"`followup status` says which")
		case s.Channel.Failures > 0:
			return fmt.Errorf("the mail server cannot be used: %s; the next try is at %s",
				s.Channel.LastError, phrase.Stamp(s.Channel.NextTry, d.Location()))
		case s.Refused > 0:
			return errors.New("the mail server refused a reminder for good; `followup status` says which and why")
		}
		return nil
	})
}
