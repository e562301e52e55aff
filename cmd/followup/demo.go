package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"followup/cmd/followup/demo"
	"followup/cmd/followup/term"
	"followup/cmd/followup/usage"
)

type demoOptions struct{ dir string }

func demoCommand(t *term.Terminal) *cobra.Command {
	var opts demoOptions
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show what the program does, without a config or an account",
		Long: `Show what the program does. The demo adds a few interviews to a database of its own
and plays the following weeks, moving its clock from one reminder to the next. It
delivers the mails to a mail server of its own on this machine and keeps them as .eml
files, which any mail program opens. Nothing leaves the machine.`,
		Example: "  followup demo\n  followup demo --dir demo",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runDemo(cmd.Context(), t, opts)
		},
	}
	cmd.Flags().StringVar(&opts.dir, "dir", "",
		"a new folder for the database and the mails (default: a temporary folder)")
	return cmd
}

func runDemo(ctx context.Context, t *term.Terminal, opts demoOptions) error {
	err := demo.Run(ctx, t, opts.dir)
	if errors.Is(err, demo.ErrDatabaseThere) {
		return usage.Errorf("--dir %s: %w", opts.dir, err)
	}
	return err
}
