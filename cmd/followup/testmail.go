package main

import (
	"github.com/spf13/cobra"

	"followup/cmd/followup/setup"
)

func testMailCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:     "test-mail",
		Short:   "Send yourself a short mail, to test the mail account",
		Example: "  followup test-mail",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := loadConfig(w)
			if err != nil {
				return err
			}
			return setup.TestMail(cmd.Context(), w.Terminal, cfg, w.clock())
		},
	}
}
