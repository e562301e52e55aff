package setup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
	"followup/mailer/smtp"
)

// tryIfComplete tries the account of the config that was just written, or says what is missing.
func (i Init) tryIfComplete(ctx context.Context, path, passwordFile string, acc account) error {
	if !acc.complete() {
		i.Printf("Fill in the password there, then run:\n  %s\n", i.command("test-mail", path))
		return nil
	}
	err := i.try(ctx, path, passwordFile, acc)
	if err != nil {
		return fmt.Errorf("%w; the config is written; to correct it: %s; to try it again: %s", err,
			i.command("config init", path), i.command("test-mail", path))
	}
	return nil
}

// try tries an account: it logs in with a browser, if that is how, and sends a test mail, each if the user wants.
func (i Init) try(ctx context.Context, path, passwordFile string, acc account) error {
	cfg, err := i.load(path)
	if err != nil {
		return err
	}
	if acc.auth() == "oauth" {
		isSame := acc.clientID == acc.was.OAuth.ClientID && cfg.CheckPassword(ctx) == nil
		if done, err := i.login(ctx, cfg, isSame); err != nil || !done {
			return err
		}
	}
	yes, err := askWhether(i.Terminal, "Send yourself a test mail now?", "yes")
	if err != nil || !yes {
		return nil // no answer is none
	}
	if cfg, err = i.untilAccepted(ctx, cfg, passwordFile); err != nil {
		return err
	}
	err = TestMail(ctx, i.Terminal, cfg, i.Now())
	if errors.As(err, new(mailboxError)) {
		i.Warnf("%s; everything else works; once it is mended, run: %s", err, i.command("config check", path))
		return nil
	}
	return err
}

func (i Init) load(path string) (*config.Config, error) {
	source := i.Source
	source.File = path
	return source.Load()
}

// login has the user log in with a browser, unless that was done before. done reports whether there is a login.
func (i Init) login(ctx context.Context, cfg *config.Config, before bool) (done bool, err error) {
	if cfg.MayLogIn() != nil {
		i.Printf("Log in with a browser; the login belongs to the service:\n  %s\n", cfg.LoginCommand())
		return false, nil
	}
	if before {
		return true, nil
	}
	if yes, err := askWhether(i.Terminal, "Log in with a browser now?", "yes"); err != nil || !yes {
		i.Printf("Log in before the daemon needs it:\n  %s\n", cfg.LoginCommand())
		return false, nil
	}
	return true, Login(ctx, i.Terminal, cfg)
}

// untilAccepted logs in to the outgoing server, and returns the config with which that succeeded. As long as the server
// refuses the password, or has a certificate of its own, it asks for another one, and writes that.
func (i Init) untilAccepted(ctx context.Context, cfg *config.Config, passwordFile string) (*config.Config, error) {
	for {
		m, _, err := cfg.NewPost(ctx, "test")
		if err != nil {
			return nil, err
		}
		err = m.Check(ctx)
		typed := cfg.SMTP.PasswordFile == passwordFile && passwordFile != ""
		var again []setting
		switch {
		case err == nil:
			return cfg, nil
		case errors.As(err, new(smtp.AuthorityError)):
			i.Printf("  %s\n", term.Clean(err.Error()))
			again, err = i.askForCertificate(cfg, err)
		case errors.As(err, new(smtp.LoginError)) && typed:
			i.Printf("  %s\n", term.Clean(err.Error()))
			again, err = i.askForLoginAgain(cfg, err)
		}
		if err != nil {
			return nil, err
		}
		if cfg, err = i.set(cfg.Path, again); err != nil {
			return nil, err
		}
	}
}

// askForLoginAgain asks for the username and the password that a server refused, and puts the password in its file. If
// there is no other password, it returns the refusal.
func (i Init) askForLoginAgain(cfg *config.Config, refusal error) ([]setting, error) {
	username := ""
	if err := askUntil(i.Terminal, &username, "Username", cfg.SMTP.Username, notEmpty); err != nil {
		return nil, refusal
	}
	password, err := i.AskSecretly("Another password (not shown; empty to leave it)")
	if err != nil || password == "" && username == cfg.SMTP.Username {
		return nil, refusal
	}
	if password != "" {
		if err := rewrite(cfg.SMTP.PasswordFile, password+"\n"); err != nil {
			return nil, err
		}
	}
	return []setting{{"smtp", "username", username}}, nil
}

// askForCertificate asks for the file with the certificate of a server that has its own. Without one, it returns the
// refusal.
func (i Init) askForCertificate(cfg *config.Config, refusal error) ([]setting, error) {
	for {
		path, err := i.Ask("File with that certificate, or with the one of your company (empty to leave it)", "")
		if err != nil || path == "" {
			return nil, refusal
		}
		if rest, ok := strings.CutPrefix(path, "~/"); ok {
			if home, err := os.UserHomeDir(); err == nil {
				path = filepath.Join(home, rest)
			}
		}
		if path, err = filepath.Abs(path); err != nil {
			return nil, err
		}
		trial := *cfg
		trial.SMTP.CAFile = path
		if _, _, err := trial.NewPost(context.Background(), "test"); err != nil {
			i.Printf("  %s\n", term.Clean(err.Error()))
			continue
		}
		return []setting{{"smtp", "ca_file", path}}, nil
	}
}

// set changes keys of the config that was written, and reads it again.
func (i Init) set(path string, settings []setting) (*config.Config, error) {
	text, _, err := i.read(path)
	if err != nil {
		return nil, err
	}
	edited, changes, err := edit(text, settings)
	if err == nil && len(changes) > 0 {
		err = rewrite(path, edited)
	}
	if err != nil {
		return nil, err
	}
	return i.load(path)
}
