package config

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/service"
	"followup/mailer"
	"followup/mailer/letters"
	"followup/mailer/smtp"
	"followup/rules"
)

// A Post composes reminders and delivers them.
type Post struct {
	*mailer.Composer
	*smtp.Client
}

// NewPost returns the post that the config describes, and the policy. A mistake in the config is an [Error].
func (c *Config) NewPost(ctx context.Context, installID string) (Post, rules.Policy, error) {
	c.findCredential(ctx)
	return build(c, installID, (*Config).post)
}

// NewComposer returns a composer, which needs no account. A mistake in the config is an [Error].
func (c *Config) NewComposer(installID string) (*mailer.Composer, error) {
	composer, _, err := build(c, installID, (*Config).composer)
	return composer, err
}

// build makes a post or a composer.
func build[M any](
	c *Config, installID string, make func(*Config, rules.Policy, string) (M, error),
) (m M, p rules.Policy, err error) {
	if p, err = c.Policy(); err != nil {
		return m, p, Error{err}
	}
	if err = c.checkLetters(); err == nil {
		m, err = make(c, p, installID)
	}
	if err == nil {
		return m, p, nil
	}
	return m, p, c.explain(err)
}

// explain makes an [Error] of what is wrong with the config. A file that cannot be read is none: its disk may be away.
// The service then tries again, which it does not do after an Error.
func (c *Config) explain(err error) error {
	err = fmt.Errorf("%s: %w", c.Where(), err)
	if errors.As(err, new(*fs.PathError)) {
		return fmt.Errorf("%w%s", err, service.HintIfStarted())
	}
	return Error{err}
}

// findCredential finds out whether the service has a password that is not in its config.
func (c *Config) findCredential(ctx context.Context) {
	if c.Custody.OfService() && c.SMTP.Username != "" && c.Password() == nil {
		c.serviceCredential = c.Custody.System.GivesPassword(ctx)
	}
}

func (c *Config) post(p rules.Policy, installID string) (m Post, err error) {
	if m.Composer, err = c.composer(p, installID); err != nil {
		return m, err
	}
	if err := c.checkServers(); err != nil {
		return m, err
	}
	account := c.account()
	if account.TLSConfig, err = c.trust("smtp.ca_file", c.SMTP.CAFile); err != nil {
		return m, err
	}
	m.Client, err = smtp.New(account)
	return m, err
}

// account returns what the config says about the mail account.
func (c *Config) account() smtp.Config {
	return smtp.Config{
		Address: c.User.Email, From: c.SMTP.From, Hello: c.SMTP.Hello, Host: c.SMTP.Host, Port: c.SMTP.Port,
		TLS: smtp.TLSMode(c.SMTP.TLS), AllowUnencrypted: c.SMTP.AllowUnencrypted,
		Username: c.SMTP.Username, Password: c.Password(), Auth: mechanism(c.SMTP.Auth),
		TokenAdvice: c.tokenAdvice(c.SMTP.Auth),
	}
}

func (c *Config) composer(p rules.Policy, installID string) (*mailer.Composer, error) {
	return mailer.New(mailer.Config{
		User: letters.User{
			Name: c.User.Name, Email: c.User.Email, Phone: c.User.Phone, Background: c.User.Background,
			SignOff: c.User.SignOff, Salutation: c.User.Salutation, Language: c.User.Language,
		},
		From:         c.SMTP.From,
		FromName:     c.SMTP.FromName,
		TemplatesDir: c.Letters.TemplatesDir,
		InstallID:    installID,
		Location:     p.Location,
		Country:      strings.ToUpper(c.Schedule.Country),
		Guessed: func(words string, said, day rules.Date) bool {
			return dates.Guessed(words, said, day, p.Calendar)
		},
	})
}

// StandIn fills in a placeholder for a missing name or address of the user, so that drafts can be read without a
// config. It returns a warning that says so, or "".
func (c *Config) StandIn() string {
	if c.User.Name != "" && c.User.Email != "" {
		return ""
	}
	c.User.Name, c.User.Email = cmp.Or(c.User.Name, "Your Name"), cmp.Or(c.User.Email, "you@example.org")
	return fmt.Sprintf("user.name or user.email is not set in the config, so this draft is from a placeholder, "+
		"%s <%s>; `followup config init` writes a config", c.User.Name, c.User.Email)
}
