package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/phrase"
)

func onceCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "once",
		Short:   "Make one pass, as the daemon does on every tick, and say what it did",
		Example: "  followup once",
		Args:    args(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runOnce(cmd.Context(), a) },
	}
}

func runOnce(ctx context.Context, a *app) error {
	return a.withPass(ctx, func(w work) error {
		if a.Interactive { // a person who types it may have mended the mail server; a timer has not
			if err := w.tryTheChannel(ctx, a.now()); err != nil {
				return err
			}
		}
		s, err := w.pass.Run(ctx)
		w.note(ctx, a.now(), err)
		if err != nil {
			return err
		}
		a.Printf("Delivered %d, to be tried again %d, refused %d.\n", s.Delivered, s.Deferred, s.Refused)
		switch {
		case s.Failed > 0:
			return errors.New("something could not be decided or written, by a fault of the program or of a letter; `followup status` tells what")
		case s.Channel.Failures > 0:
			return fmt.Errorf("the mail server cannot be used: %s; tried again from %s on",
				s.Channel.LastError, phrase.Stamp(s.Channel.NextTry, w.pass.Policy.Location))
		case s.Refused > 0:
			return errors.New("the mail server refused a reminder for good; `followup show` tells which and why")
		}
		return nil
	})
}
