package setup

import (
	"context"
	"fmt"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
)

// Login has the user log in to the mail account in a browser, and keeps the token.
func Login(ctx context.Context, t *term.Terminal, cfg *config.Config) error {
	account, file := cfg.Login()
	if account == nil {
		return config.Errorf(`%s: neither smtp.auth nor mailbox.auth is "oauth", so there is nothing to log in to; `+
			"with a password, `followup test-mail` tries the login", cfg.Where())
	}
	if err := cfg.MayLogIn(); err != nil {
		return fmt.Errorf("the login of the service belongs to its user; run: %s", cfg.LoginCommand())
	}
	err := account.Login(ctx, func(page, code string) {
		t.Printf("Open this page in a browser, on any device:\n  %s\nEnter the code:\n  %s\n", page, code)
		t.Printf("Log in there to the account of %s. It will ask whether the application may use your mail.\n",
			cfg.LoginName())
		t.Printf("Waiting; press Ctrl-C to give up …\n")
	})
	if err != nil {
		return err
	}
	t.Printf("You are logged in. The token is in %s, which only you can read.\n", file)
	t.Printf("What waits is sent at the daemon's next try, which `followup status` names.\n")
	return nil
}
