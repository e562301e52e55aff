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
	timezone        string
	country         string
}

// complete reports whether the account has everything that a login needs.
func (c account) complete() bool {
	return c.username == "" || c.password != "" || c.passwordCommand != ""
}

// config returns the example config with the account filled in.
func (c account) config(passwordFile string) string {
	text := config.Example
	set := func(key, value string) {
		if value != "" {
			text = setKey(text, key, quoteTOML(value))
		}
	}
	set("name", c.name)
	set("email", c.email)
	set("host", c.provider.host)
	text = setKey(text, "port", strconv.Itoa(c.provider.port))
	set("tls", c.provider.tls)
	set("username", c.username)
	set("auth", c.provider.auth)
	if c.password != "" {
		set("password_file", passwordFile)
	}
	set("password_command", c.passwordCommand)
	set("timezone", c.timezone)
	set("country", c.country)
	return text
}

// setKey sets a key of the example, which may be commented out. Of several with one name the first is meant: a key of
// smtp comes before that of mailbox.
func setKey(text, key, value string) string {
	line := regexp.MustCompile(`(?m)^(# )?` + regexp.QuoteMeta(key) + ` = .*$`)
	at := line.FindStringIndex(text)
	return text[:at[0]] + key + " = " + value + text[at[1]:]
}

// quoteTOML returns a string as TOML writes it, which is the same as in JSON.
func quoteTOML(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string can be encoded
	return strings.TrimSpace(b.String())
}
