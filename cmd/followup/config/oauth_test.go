package config

import (
	"strings"
	"testing"
)

// withLogin returns a config with a login in the browser.
func withLogin() *Config {
	cfg := Default()
	cfg.User.Name, cfg.User.Email = "Sam", "sam@outlook.com"
	cfg.SMTP.Host, cfg.SMTP.Username, cfg.SMTP.Auth = "smtp-mail.outlook.com", "sam@outlook.com", authOAuth
	cfg.Mailbox.Host, cfg.OAuth.ClientID, cfg.Store.Path = "outlook.office365.com", "app", "/nowhere/followup.db"
	return cfg
}

func TestLoginMistakes(t *testing.T) {
	for want, change := range map[string]func(*Config){
		"": func(*Config) {},
		`smtp.password is set, but smtp.auth = "oauth" uses no password`: func(c *Config) { c.SMTP.Password = "x" },
		`mailbox.password is set, but mailbox.auth = "oauth" uses no pa`: func(c *Config) {
			c.Mailbox.Auth, c.Mailbox.Password = authOAuth, "x"
		},
		`smtp.auth is "oauth", but smtp.username is not set`: func(c *Config) { c.SMTP.Username = "" },
		"oauth.client_id is": func(c *Config) { c.OAuth.ClientID = "" },
		"oauth.tenant is":    func(c *Config) { c.OAuth.Tenant = "a/b" },
		"logs in one user":   func(c *Config) { c.Mailbox.Username = "eve@outlook.com" },
		`smtp.host: "smtp.gmail.com" is not a mail server of Microsoft`: func(c *Config) {
			c.SMTP.Host = "smtp.gmail.com"
		},
		`mailbox.host: "imap.gmail.com" is not a mail server of Micros`: func(c *Config) {
			c.Mailbox.Host = "imap.gmail.com"
		},
	} {
		cfg := withLogin()
		change(cfg)
		err := cfg.Validate()
		if err == nil {
			_, _, err = cfg.NewPost(t.Context(), "test")
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// TestWhatALoginIsFor: it asks for what is used.
func TestWhatALoginIsFor(t *testing.T) {
	for _, tt := range []struct {
		name         string
		change       func(*Config)
		sends, reads bool
	}{
		{"both", func(*Config) {}, true, true},
		{"no mailbox", func(c *Config) { c.Mailbox.Host = "" }, true, false},
		{"a mailbox with its own password", func(c *Config) { c.Mailbox.Password = "x" }, true, false},
		{"a mailbox with another login", func(c *Config) { c.Mailbox.Auth = "xoauth2" }, true, false},
		{"only the mailbox", func(c *Config) {
			c.SMTP.Auth, c.SMTP.Password, c.Mailbox.Auth = "", "x", authOAuth
		}, false, true},
		{"none", func(c *Config) { c.SMTP.Auth, c.SMTP.Password = "", "x" }, false, false},
	} {
		cfg := withLogin()
		tt.change(cfg)
		if sends, reads := cfg.oauthFor(); sends != tt.sends || reads != tt.reads {
			t.Errorf("%s: sends %v, reads %v", tt.name, sends, reads)
		}
		if account, file := cfg.Login(); (account != nil) != (tt.sends || tt.reads) ||
			account != nil && file != "/nowhere/oauth_token" {
			t.Errorf("%s: %v, %s", tt.name, account, file)
		}
		if err := cfg.Validate(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
