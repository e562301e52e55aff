package setup

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"followup/cmd/followup/config"
)

// An account holds the answers of the dialogue. It begins with what the config says, which an answer may keep.
type account struct {
	was *config.Config // the config; the default one if there was none

	name, email     string
	provider        provider // what is kept of the config is in it
	kept            bool     // the provider is that of the config
	username        string
	password        string // goes to a file of its own; "" keeps what there is
	passwordCommand string // "" keeps what there is
	clientID        string // for a login in the browser
	mailbox         bool   // it is looked at
	timezone        string
	country         string
	background      string
}

// accountOf returns the account of a config.
func accountOf(cfg *config.Config) account {
	return account{
		was: cfg, name: cfg.User.Name, email: cfg.User.Email, background: cfg.User.Background,
		username: cfg.SMTP.Username, clientID: cfg.OAuth.ClientID, mailbox: cfg.Mailbox.IsOn(),
		timezone: cfg.Schedule.Timezone, country: cfg.Schedule.Country,
	}
}

// isNew reports whether there was no account yet.
func (c account) isNew() bool { return c.was.SMTP.Host == "" }

// complete reports whether the account has everything that a login needs.
func (c account) complete() bool {
	return c.username == "" || c.password != "" || c.passwordCommand != "" || c.clientID != "" || c.oldPassword() != ""
}

// oldPassword says where the config has its password, or returns "".
func (c account) oldPassword() string {
	switch s := c.was.SMTP; {
	case s.PasswordFile != "":
		return "the one in " + s.PasswordFile
	case s.PasswordCommand != "":
		return "password_command"
	case s.Password != "":
		return "the one in the config"
	}
	return ""
}

// tokens are the logins that take no password.
var tokens = []string{"oauth", "xoauth2"}

// auth returns how to log in. A provider that takes only tokens takes them from another program as well.
func (c account) auth() string {
	if c.provider.auth == "oauth" && c.clientID == "" {
		return "xoauth2"
	}
	return c.provider.auth
}

// settings returns what the answers mean for the config.
func (c account) settings(passwordFile string) (list []setting) {
	set := func(table, key string, value any) { list = append(list, setting{table, key, value}) }
	server := func(table string, s server) {
		set(table, "host", s.host)
		set(table, "port", s.port)
		set(table, "tls", s.tls)
	}
	set("user", "name", c.name)
	set("user", "email", c.email)
	set("user", "background", c.background)
	server("smtp", c.provider.smtp)
	set("smtp", "username", c.username)
	list = append(list, c.login(passwordFile)...)
	set("smtp", "auth", c.auth())
	switch {
	case !c.mailbox:
		set("mailbox", "host", "")
		set("mailbox", "write_drafts", false) // it would be refused
	case c.kept && c.was.Mailbox.IsOn(): // it stays as it is
	default:
		server("mailbox", c.provider.imap)
		own, _, _ := strings.Cut(c.username, "@")
		if c.provider.short != "imap" || own == c.username {
			own = ""
		}
		set("mailbox", "username", own)
		for _, key := range []string{"password_file", "password_command", "password"} { // that of another account
			set("mailbox", key, nil)
		}
	}
	if slices.Contains(tokens, c.auth()) && c.clientID != "" {
		set("oauth", "client_id", c.clientID)
		set("oauth", "tenant", c.provider.tenant)
	}
	set("schedule", "timezone", c.timezone)
	set("schedule", "country", c.country)
	return list
}

// login returns the settings of the password: it has at most one place.
func (c account) login(passwordFile string) []setting {
	file, command, text := setting{"smtp", "password_file", nil}, setting{"smtp", "password_command", nil},
		setting{"smtp", "password", nil}
	switch {
	case c.password != "":
		file.value = passwordFile
	case c.passwordCommand != "":
		command.value = c.passwordCommand
	case c.username == "", c.auth() == "oauth": // a password would be refused
	default:
		return nil
	}
	return []setting{file, command, text}
}

// quoteTOML returns a string as TOML writes it, which is the same as in JSON.
func quoteTOML(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can be encoded
	return strings.TrimSpace(b.String())
}
