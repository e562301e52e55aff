package config

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"followup/mailer/oauth"
)

// OAuthConfig describes the application that the user lets into the mail account.
type OAuthConfig struct {
	ClientID string `toml:"client_id"`
	Tenant   string `toml:"tenant"`
}

// authOAuth is the smtp.auth and the mailbox.auth that is a login in the browser.
const authOAuth = "oauth"

// logins says how to log in.
type logins struct {
	issuer  oauth.Issuer
	now     func() time.Time
	command string // what the user runs
}

// oauthFor reports whether the login in the browser is for sending, and for reading the mailbox.
func (c *Config) oauthFor() (sends, reads bool) {
	return c.SMTP.Auth == authOAuth, c.Mailbox.IsOn() && c.mailboxAuth() == authOAuth
}

// mechanism returns how a token is shown to a mail server, for an auth that is a login in the browser.
func mechanism(auth string) string {
	if auth == authOAuth {
		return "xoauth2"
	}
	return auth
}

// tokenAdvice returns what to do about a token that a mail server refuses.
func (c *Config) tokenAdvice(auth string) string {
	if auth == authOAuth {
		return "run `" + c.logins.command + "`"
	}
	return ""
}

// checkOAuth refuses keys that contradict a login in the browser. There is one login, of one user.
func (c *Config) checkOAuth() error {
	sends, reads := c.oauthFor()
	if !sends && !reads {
		return nil
	}
	err := oauth.CheckClient(c.OAuth.ClientID, c.OAuth.Tenant)
	if sends {
		err = errors.Join(err, c.SMTP.passwordSource().checkNone(c.SMTP.Username))
	}
	if reads {
		err = errors.Join(err, c.Mailbox.passwordSource().checkNone(cmp.Or(c.Mailbox.Username, c.SMTP.Username)))
	}
	if mine := c.Mailbox.Username; sends && reads && mine != "" && mine != c.SMTP.Username {
		err = errors.Join(err, errors.New(`mailbox.username is not smtp.username, and auth = "oauth" logs in one `+
			"user; leave mailbox.username empty, or have a command print the token of the other"))
	}
	return err
}

// checkNone refuses a password where a login in the browser is wanted.
func (s passwordSource) checkNone(username string) error {
	if set := s.keys(); len(set) > 0 {
		return fmt.Errorf(`%s is set, but %s.auth = "oauth" uses no password; remove one of them`, set[0], s.table)
	}
	if username == "" {
		return fmt.Errorf(`%s.auth is "oauth", but %s.username is not set`, s.table, s.table)
	}
	return nil
}

// Login returns the login in the browser, and where it is kept, or nil if the config has none.
func (c *Config) Login() (account *oauth.Account, file string) {
	sends, reads := c.oauthFor()
	if !sends && !reads {
		return nil, ""
	}
	file = filepath.Join(filepath.Dir(c.Store.Path), "oauth_token")
	return oauth.New(oauth.Config{
		Issuer: c.issuer(), ClientID: c.OAuth.ClientID, Tenant: c.OAuth.Tenant, Send: sends, Read: reads,
		File: file, Command: c.logins.command, Now: c.logins.now,
	}), file
}

// LoginCommand returns the command line of a login in the browser.
func (c *Config) LoginCommand() string { return c.logins.command }

// LoginName returns the user who logs in.
func (c *Config) LoginName() string { return cmp.Or(c.SMTP.Username, c.Mailbox.Username) }

// checkServers refuses a mail server that is not of those who give the token.
func (c *Config) checkServers() error {
	sends, reads := c.oauthFor()
	if sends {
		if err := c.issuer().Serves(c.SMTP.Host); err != nil {
			return fmt.Errorf(`smtp.host: %w; set smtp.auth = "" for a password`, err)
		}
	}
	if reads {
		if err := c.issuer().Serves(c.Mailbox.Host); err != nil {
			return fmt.Errorf(`mailbox.host: %w; set mailbox.auth for another login`, err)
		}
	}
	return nil
}

// issuer returns who gives the token.
func (c *Config) issuer() oauth.Issuer {
	if c.logins.issuer.Name == "" {
		return oauth.Microsoft()
	}
	return c.logins.issuer
}

// MayLogIn returns an error for everybody but the user whose login it would be. The service's login belongs to the
// service alone: root creates no file in a directory in which others can write, and the service could not use one of
// somebody else.
func (c *Config) MayLogIn() error {
	if c.Custody.OfService() && !c.Custody.System.IsCurrentUser() {
		return ServiceSecret{fmt.Errorf("only the service can use its login; to try it: sudo -u %s followup test-mail",
			c.Custody.System.User)}
	}
	return nil
}

// token returns an access token.
func (c *Config) token(ctx context.Context) (string, error) {
	if err := c.MayLogIn(); err != nil {
		return "", err
	}
	account, _ := c.Login()
	return account.Token(ctx)
}

// checkLogin returns an error if there was no login yet. It asks nobody.
func (c *Config) checkLogin() error {
	if err := c.MayLogIn(); err != nil {
		return err
	}
	account, _ := c.Login()
	return account.Check()
}
