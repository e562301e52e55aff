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
		Short:   "Make one pass, as the daemon does on every tick, and say what it did",
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
			return errors.New("something could not be decided or written, by a fault of the program or of a letter; " +
				"`followup status` tells what")
		case s.Channel.Failures > 0:
			return fmt.Errorf("the mail server cannot be used: %s; tried again from %s on",
				s.Channel.LastError, phrase.Stamp(s.Channel.NextTry, d.Location()))
		case s.Refused > 0:
			return errors.New("the mail server refused a reminder for good; `followup show` tells which and why")
		}
		return nil
	})
}
