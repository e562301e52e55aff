package setup

import (
	"context"
	"errors"
	"os"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
	"followup/mailer/smtp"
)

// try tries the account of the config that was just written: it logs in with a browser, if that is how, and sends a
// test mail, each if the user wants.
func (i Init) try(ctx context.Context, path, passwordFile string, acc account) error {
	source := i.Source
	source.File = path
	cfg, err := source.Load()
	if err != nil {
		return err
	}
	if acc.clientID != "" {
		if done, err := i.login(ctx, cfg); err != nil || !done {
			return err
		}
	}
	yes, err := askWhether(i.Terminal, "Send yourself a test mail now?", "yes")
	if err != nil || !yes {
		return nil // no answer is none
	}
	if err := i.untilAccepted(ctx, cfg, passwordFile, acc.password != ""); err != nil {
		return err
	}
	err = TestMail(ctx, i.Terminal, cfg, i.Now())
	if errors.As(err, new(mailboxError)) {
		i.Warnf("%s; everything else works; once it is mended, run: %s", err, i.command("config check", path))
		return nil
	}
	return err
}

// login has the user log in with a browser. done reports whether that was done.
func (i Init) login(ctx context.Context, cfg *config.Config) (done bool, err error) {
	if cfg.MayLogIn() != nil {
		i.Printf("Log in with a browser; the login belongs to the service:\n  %s\n", cfg.LoginCommand())
		return false, nil
	}
	if yes, err := askWhether(i.Terminal, "Log in with a browser now?", "yes"); err != nil || !yes {
		i.Printf("Log in before the daemon needs it:\n  %s\n", cfg.LoginCommand())
		return false, nil
	}
	return true, Login(ctx, i.Terminal, cfg)
}

// untilAccepted logs in to the outgoing server. As long as that refuses the password, it asks for another one, and
// replaces the old one by it.
func (i Init) untilAccepted(ctx context.Context, cfg *config.Config, passwordFile string, isTyped bool) error {
	for {
		m, _, err := cfg.NewPost(ctx, "test")
		if err != nil {
			return err
		}
		err = m.Check(ctx)
		if !isTyped || !errors.As(err, new(smtp.LoginError)) {
			return err
		}
		i.Printf("  %s\n", term.Clean(err.Error()))
		password, again := i.AskSecretly("Another password (not shown; empty to leave it)")
		if again != nil || password == "" {
			return err
		}
		if err := replace(passwordFile, password+"\n"); err != nil {
			return err
		}
	}
}

// replace writes a file anew. It keeps its owner and its mode.
func replace(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
