package setup

import (
	"errors"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"followup/cmd/followup/config"
	"followup/cmd/followup/term"
	"followup/rules"
)

// askForAccount asks for everything that the config needs.
func askForAccount(t *term.Terminal) (acc account, err error) {
	fail := func(e error) bool { err = e; return e != nil }
	if fail(askUntil(t, &acc.name, "Your name, as you sign it", "", notEmpty)) ||
		fail(askUntil(t, &acc.email, "Your mail address", "", isAddress)) ||
		fail(askForProvider(t, &acc)) || fail(askForLogin(t, &acc)) ||
		fail(askUntil(t, &acc.timezone, "Your time zone", machineZone(), isZone)) ||
		fail(askUntil(t, &acc.country, `Country whose public holidays you have off, such as "DE" or "US"`, "",
			isCountry)) {
		return acc, err
	}
	return acc, nil
}

// askUntil asks until the answer passes the check.
func askUntil(t *term.Terminal, into *string, text, otherwise string, check func(string) error) error {
	for {
		answer, err := t.Ask(text, otherwise)
		if err != nil {
			return err
		}
		if err := check(answer); err != nil {
			t.Printf("  %s\n", term.Clean(err.Error()))
			continue
		}
		*into = answer
		return nil
	}
}

// notEmpty returns an error if an answer is empty or has a control character.
func notEmpty(s string) error {
	if s == "" {
		return errors.New("this is required")
	}
	return config.OneLine("it", s)
}

func isAddress(s string) error {
	address, err := mail.ParseAddress(s)
	if err != nil || address.Address != s || !strings.Contains(s[strings.LastIndexByte(s, '@'):], ".") {
		return fmt.Errorf("%q is not an address like sam@example.org", s)
	}
	return nil
}

func isZone(s string) error {
	if s == "" {
		return nil
	}
	_, err := rules.LoadLocation(s)
	return err
}

func isCountry(s string) error {
	_, err := rules.NewCalendar(rules.CalendarConfig{Country: s})
	return err
}

// machineZone returns the name of the machine's time zone, or "" if it has none.
func machineZone() string {
	if name := os.Getenv("TZ"); name != "" && isZone(name) == nil {
		return name
	}
	target, err := filepath.EvalSymlinks("/etc/localtime")
	if _, name, found := strings.Cut(target, "zoneinfo/"); err == nil && found && isZone(name) == nil {
		return name
	}
	return ""
}

// askForProvider asks for the mail provider, and for the server if it does not know the provider.
func askForProvider(t *term.Terminal, acc *account) error {
	known, _ := providerOf(acc.email)
	var names []string
	for _, p := range providers {
		names = append(names, p.name)
	}
	t.Entry("  Known providers: ", strings.Join(names, ", ")+".")
	name, err := t.Ask("Your provider, or the name of your outgoing mail server", known.name)
	if err != nil {
		return err
	}
	var ok bool
	if acc.provider, ok = providerNamed(name); !ok {
		acc.provider = provider{name: name, host: name}
		return askForServer(t, acc)
	}
	t.Printf("  %s: %s, port %d (%s).\n", acc.provider.name, acc.provider.host, acc.provider.port, acc.provider.tls)
	t.Entry("  ", acc.provider.needs)
	return nil
}

// askForServer asks for the server of an unknown provider.
func askForServer(t *term.Terminal, acc *account) error {
	p := &acc.provider
	if !isHost(p.host) { // it was given already
		_, domain, _ := strings.Cut(acc.email, "@")
		if err := askUntil(t, &p.host, "Outgoing mail server", "smtp."+domain, notEmpty); err != nil {
			return err
		}
	}
	if err := askUntil(t, &p.tls, "Encryption: starttls, implicit or none", "starttls", func(s string) error {
		return config.OneOf("it", s, "starttls", "implicit", "none")
	}); err != nil {
		return err
	}
	var port string
	usual := map[string]string{"starttls": "587", "implicit": "465", "none": "25"}[p.tls]
	err := askUntil(t, &port, "Port", usual, func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("%q is not a port, which is a number from 1 to 65535", s)
		}
		return nil
	})
	p.port, _ = strconv.Atoi(port)
	return err
}

// isHost reports whether s is the name of a server rather than of a provider.
func isHost(s string) bool {
	return s == "localhost" || strings.Contains(s, ".") && !strings.ContainsAny(s, " @/")
}

// askForLogin asks for the username, and for the password, which is not shown, or the command that prints a token.
func askForLogin(t *term.Terminal, acc *account) (err error) {
	if acc.provider.auth == "none" {
		return nil
	}
	if err := askUntil(t, &acc.username, "Username (- for none)", acc.email, notEmpty); err != nil {
		return err
	}
	if acc.username == "-" {
		acc.username = ""
		return nil
	}
	if acc.provider.auth == "xoauth2" {
		const question = "Command that prints an access token (empty to fill it in later)"
		acc.passwordCommand, err = t.Ask(question, "")
		return err
	}
	acc.password, err = t.AskSecretly("Password (not shown; empty to fill it in later)")
	return err
}
