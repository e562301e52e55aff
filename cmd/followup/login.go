package main

import (
	"github.com/spf13/cobra"

	"followup/cmd/followup/setup"
)

func loginCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "login",
		Short: "Log in to the mail account in a browser, instead of with a password",
		Long: `Log in to the mail account in a browser, instead of with a password. It is for
auth = "oauth" in the config: Outlook.com and Microsoft 365. It prints an address and a
code, and waits until you have entered the code there, on any device. The token that it
gets is kept in a file that only you can read, beside the database. Do it again when
` + "`followup status`" + ` says that the login has ended. To log out, remove the file.

The login of the service belongs to its user: sudo -u followup followup login`,
		Example: "  followup login",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := loadConfig(w)
			if err != nil {
				return err
			}
			return setup.Login(cmd.Context(), w.Terminal, cfg)
		},
	}
}
