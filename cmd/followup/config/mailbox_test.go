package config

import (
	"strings"
	"testing"
	"time"
)

func TestMailboxMistakes(t *testing.T) {
	for want, change := range map[string]func(*MailboxConfig){
		"":                           func(*MailboxConfig) {},
		"mailbox.port is 0":          func(m *MailboxConfig) { m.Port = 0 },
		`mailbox.tls is "ssl"`:       func(m *MailboxConfig) { m.TLS = "ssl" },
		`mailbox.auth is "cram-md5"`: func(m *MailboxConfig) { m.Auth = "cram-md5" },
		"mailbox.every is 30s":       func(m *MailboxConfig) { m.Every = Duration(30 * time.Second) },
		"mailbox.every is 25h":       func(m *MailboxConfig) { m.Every = Duration(25 * time.Hour) },
		"keep one": func(m *MailboxConfig) {
			m.Username, m.Password, m.PasswordCommand = "me", "x", "y"
		},
		"mailbox.password is set, but mailbox.username is not": func(m *MailboxConfig) { m.Password = "x" },
		`mailbox.password_file is "x"; write an absolute path`: func(m *MailboxConfig) {
			m.Username, m.PasswordFile = "me", "x"
		},
		"mailbox.write_drafts is true, but mailbox.host is empty": func(m *MailboxConfig) { m.WriteDrafts = true },
		`only the name of the server: mailbox.host = "imap.example.org"`: func(m *MailboxConfig) {
			m.Host = "imap.example.org\n"
		},
	} {
		cfg := Default()
		change(&cfg.Mailbox)
		err := cfg.Validate()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

// TestMailboxLogin: the login is that of smtp, unless the mailbox has its own.
func TestMailboxLogin(t *testing.T) {
	for _, tt := range []struct {
		name          string
		smtp          SMTPConfig
		mailbox       MailboxConfig
		account, auth string
		password      string
	}{
		{"that of smtp", SMTPConfig{Username: "sam", PasswordCommand: "echo a"}, MailboxConfig{}, "sam at h", "", "a"},
		{"a token of smtp", SMTPConfig{Username: "sam", PasswordCommand: "echo a", Auth: "xoauth2"}, MailboxConfig{},
			"sam at h", "xoauth2", "a"},
		{"another name", SMTPConfig{Username: "sam@x.test", PasswordCommand: "echo a"}, MailboxConfig{Username: "sam"},
			"sam at h", "", "a"},
		{"its own", SMTPConfig{Username: "sam", PasswordCommand: "echo a", Auth: "xoauth2"},
			MailboxConfig{Username: "eve", PasswordCommand: "echo b"}, "eve at h", "", "b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cfg := Default()
			cfg.SMTP, cfg.Mailbox = tt.smtp, tt.mailbox
			cfg.Mailbox.Host = "h"
			if got := cfg.Mailbox.Account(cfg.SMTP); got != tt.account || cfg.mailboxAuth() != tt.auth {
				t.Errorf("%s, %s", got, cfg.mailboxAuth())
			}
			if got, err := cfg.MailboxPassword()(t.Context()); got != tt.password || err != nil {
				t.Errorf("%s, %v", got, err)
			}
		})
	}
}

func TestMailboxOffByDefault(t *testing.T) {
	if m, err := Default().NewMailbox(t.Context()); m != nil || err != nil {
		t.Errorf("%v, %v", m, err)
	}
}

func TestOwnAddresses(t *testing.T) {
	cfg := Default()
	cfg.User.Email, cfg.SMTP.Username, cfg.Mailbox.Username = "sam@x.test", "sam@x.test", "s.weber@y.test"
	cfg.SMTP.From = "relay@z.test"
	if got := strings.Join(cfg.OwnAddresses(), " "); got != "sam@x.test relay@z.test s.weber@y.test" {
		t.Error(got)
	}
}
