package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) onceCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "once",
		Short:   "Make one pass, as the daemon does on every tick, and say what it did",
		Example: "  followup once",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withPass(cmd.Context(), func(w work) error {
				if a.Interactive { // somebody who types it may have mended the mail server; a timer has not
					if err := w.tryTheChannel(cmd.Context(), a.now()); err != nil {
						return err
					}
				}
				s, err := w.pass.Run(cmd.Context())
				w.note(cmd.Context(), a.now(), err)
				if err != nil {
					return err
				}
				a.printf("Delivered %d, to be tried again %d, refused %d.\n", s.Delivered, s.Deferred, s.Refused)
				if s.Failed > 0 {
					return errors.New("something could not be decided or written, by a fault of the program or of a letter; `followup status` tells what")
				}
				if s.Channel.Failures > 0 {
					return fmt.Errorf("the mail server cannot be used: %s; tried again from %s on",
						s.Channel.LastError, stamp(s.Channel.NextTry, w.pass.Policy.Location))
				}
				if s.Refused > 0 {
					return errors.New("the mail server refused a reminder for good; `followup show` tells which and why")
				}
				return nil
			})
		},
	}
}
