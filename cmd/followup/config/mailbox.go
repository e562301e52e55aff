package config

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/mailer/mailbox"
	"followup/rules"
)

// MailboxConfig describes the user's mailbox, where it is seen what they sent and who answered, and says how the user
// tells by mail what happened. Without a host, it is not looked at.
type MailboxConfig struct {
	Host            string   `toml:"host"`
	Port            int      `toml:"port"`
	TLS             string   `toml:"tls"`
	Username        string   `toml:"username"`
	PasswordFile    string   `toml:"password_file,omitempty"`
	PasswordCommand string   `toml:"password_command,omitempty"`
	Password        Secret   `toml:"password,omitempty"`
	Auth            string   `toml:"auth"`
	CAFile          string   `toml:"ca_file"`
	Every           Duration `toml:"every"`
	Ingest          bool     `toml:"ingest"`
	AuthservID      string   `toml:"authserv_id"`
	WriteDrafts     bool     `toml:"write_drafts"`
}

// IsOn reports whether the mailbox is looked at.
func (c MailboxConfig) IsOn() bool { return c.Host != "" }

// validate checks the keys by themselves. The username may be that of smtp.
func (c MailboxConfig) validate(username string) error {
	every := time.Duration(c.Every)
	var errs []error
	if c.Port < 1 || c.Port > 65535 {
		errs = append(errs, fmt.Errorf("mailbox.port is %d; expected 1 to 65535, usually 993 or 143", c.Port))
	}
	if every < time.Minute || every > 24*time.Hour {
		errs = append(errs, fmt.Errorf("mailbox.every is %s; expected 1m to 24h", c.Every))
	}
	if c.WriteDrafts && !c.IsOn() {
		errs = append(errs, errors.New("mailbox.write_drafts is true, but mailbox.host is empty; it is your mail "+
			"provider's IMAP server, such as imap.example.org"))
	}
	return errors.Join(append(errs,
		OneOf("mailbox.tls", c.TLS, "implicit", "starttls", "none"),
		OneOf("mailbox.auth", c.Auth, "", "plain", "login", "xoauth2", authOAuth),
		c.passwordSource().check(cmp.Or(c.Username, username)),
		OneLine("mailbox.username", c.Username),
		authservID(c.AuthservID),
	)...)
}

// authservID refuses what cannot be the name of a server in Authentication-Results, and so would never be found there.
func authservID(s string) error {
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`()<>;,"`, r) }) {
		return fmt.Errorf("mailbox.authserv_id is %q; write only the name that stands before the first semicolon of "+
			"Authentication-Results", s)
	}
	return nil
}

// MailboxPassword returns how to get the password of the mailbox, or nil if no key says how. It is that of smtp unless
// the mailbox has its own.
func (c *Config) MailboxPassword() func(context.Context) (string, error) {
	if c.mailboxAuth() == authOAuth {
		return c.token
	}
	if read := c.passwordOf(c.Mailbox.passwordSource()); read != nil {
		return read
	}
	return c.Password()
}

// mailboxAuth returns how to log in. A token for smtp is one for the mailbox as well.
func (c *Config) mailboxAuth() string {
	isToken := c.SMTP.Auth == "xoauth2" || c.SMTP.Auth == authOAuth
	if isToken && c.Mailbox.Auth == "" && len(c.Mailbox.passwordSource().keys()) == 0 {
		return c.SMTP.Auth
	}
	return c.Mailbox.Auth
}

// NewMailbox returns the mailbox that the config describes, or nil if it is not looked at. A mistake in the config is
// an [Error].
func (c *Config) NewMailbox(ctx context.Context) (*mailbox.Client, error) {
	if !c.Mailbox.IsOn() {
		return nil, nil
	}
	c.findCredential(ctx)
	if err := c.checkServers(); err != nil {
		return nil, Errorf("%s: %w", c.Where(), err)
	}
	trusted, err := c.trustOfMailbox()
	if err != nil {
		return nil, c.explain(err)
	}
	m, err := mailbox.New(mailbox.Config{
		Host: c.Mailbox.Host, Port: c.Mailbox.Port, TLS: mailbox.TLSMode(c.Mailbox.TLS),
		Username: cmp.Or(c.Mailbox.Username, c.SMTP.Username), Password: c.MailboxPassword(),
		Auth: mechanism(c.mailboxAuth()), TokenAdvice: c.tokenAdvice(c.mailboxAuth()), AuthServ: c.Mailbox.AuthservID,
		TLSConfig: trusted,
	})
	if err != nil {
		return nil, Errorf("%s: %w", c.Where(), err)
	}
	return m, nil
}

// trustOfMailbox returns which certificates are trusted. Those that are trusted for sending are trusted here as well.
func (c *Config) trustOfMailbox() (*tls.Config, error) {
	if c.Mailbox.CAFile == "" {
		return c.trust("smtp.ca_file", c.SMTP.CAFile)
	}
	return c.trust("mailbox.ca_file", c.Mailbox.CAFile)
}

// CheckMailboxPassword is like [Config.CheckPassword] for the password of the mailbox.
func (c *Config) CheckMailboxPassword(ctx context.Context) error {
	if _, reads := c.oauthFor(); reads && c.SMTP.Auth != authOAuth {
		return c.checkLogin()
	}
	read := c.passwordOf(c.Mailbox.passwordSource())
	if !c.Mailbox.IsOn() || read == nil {
		return nil // that of smtp is checked for itself
	}
	if c.Mailbox.PasswordCommand != "" {
		return c.Mailbox.passwordSource().checkShell()
	}
	_, err := read(ctx)
	return err
}

// Account names the mailbox. What was read of another one says nothing about it.
func (c MailboxConfig) Account(s SMTPConfig) string {
	return fmt.Sprintf("%s at %s", cmp.Or(c.Username, s.Username), c.Host)
}

// OwnAddresses returns the addresses that are surely the user's.
func (c *Config) OwnAddresses() []string {
	own := []string{c.User.Email}
	for _, name := range []string{c.SMTP.From, c.SMTP.Username, c.Mailbox.Username} {
		if address, err := rules.ParseAddress(name); err == nil && !slices.Contains(own, address) {
			own = append(own, address)
		}
	}
	return own
}
