package setup

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"followup/cmd/followup/config"
)

// An account holds the answers of the dialogue.
type account struct {
	name, email     string
	provider        provider
	username        string
	password        string // goes to a file of its own
	passwordCommand string
	clientID        string // for a login in the browser
	mailbox         bool   // it is looked at
	timezone        string
	country         string
	background      string
}

// complete reports whether the account has everything that a login needs.
func (c account) complete() bool {
	return c.username == "" || c.password != "" || c.passwordCommand != "" || c.clientID != ""
}

// auth returns how to log in. A provider that takes only tokens takes them from another program as well.
func (c account) auth() string {
	if c.provider.auth == "oauth" && c.clientID == "" {
		return "xoauth2"
	}
	return c.provider.auth
}

// config returns the example config with the account filled in.
func (c account) config(passwordFile string) string {
	text := config.Example
	set := func(table, key, value string) {
		if value != "" {
			text = setKey(text, table, key, quoteTOML(value))
		}
	}
	set("user", "name", c.name)
	set("user", "email", c.email)
	set("user", "background", c.background)
	set("smtp", "host", c.provider.smtp.host)
	text = setKey(text, "smtp", "port", strconv.Itoa(c.provider.smtp.port))
	set("smtp", "tls", c.provider.smtp.tls)
	set("smtp", "username", c.username)
	set("smtp", "auth", c.auth())
	if c.password != "" {
		set("smtp", "password_file", passwordFile)
	}
	set("smtp", "password_command", c.passwordCommand)
	if c.mailbox {
		set("mailbox", "host", c.provider.imap.host)
		text = setKey(text, "mailbox", "port", strconv.Itoa(c.provider.imap.port))
		set("mailbox", "tls", c.provider.imap.tls)
		if local, _, _ := strings.Cut(c.username, "@"); c.provider.short == "imap" && local != c.username {
			set("mailbox", "username", local)
		}
	}
	if c.clientID != "" {
		set("oauth", "client_id", c.clientID)
		set("oauth", "tenant", c.provider.tenant)
	}
	set("schedule", "timezone", c.timezone)
	set("schedule", "country", c.country)
	return text
}

// setKey sets a key of a table of the example, which may be commented out.
func setKey(text, table, key, value string) string {
	begin := strings.Index(text, "["+table+"]\n")
	line := regexp.MustCompile(`(?m)^(# )?` + regexp.QuoteMeta(key) + ` = .*$`)
	at := line.FindStringIndex(text[begin:])
	return text[:begin+at[0]] + key + " = " + value + text[begin+at[1]:]
}

// quoteTOML returns a string as TOML writes it, which is the same as in JSON.
func quoteTOML(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can be encoded
	return strings.TrimSpace(b.String())
}
