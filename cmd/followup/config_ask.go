package main

import (
	"errors"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"followup/cmd/followup/config"
	"followup/rules"
)

func (a *app) askForAccount() (acc account, err error) {
	fail := func(e error) bool { err = e; return e != nil }
	if fail(a.askUntil(&acc.name, "Your name, as you sign", "", oneLineAndSome)) ||
		fail(a.askUntil(&acc.email, "Your mail address", "", isAddress)) ||
		fail(a.askForProvider(&acc)) || fail(a.askForLogin(&acc)) ||
		fail(a.askUntil(&acc.timezone, "Your time zone", machineZone(), isZone)) ||
		fail(a.askUntil(&acc.country, `Whose public holidays are no business days, such as "DE" or "US"`, "", isCountry)) {
		return acc, err
	}
	return acc, nil
}

// askUntil asks until the answer is right.
func (a *app) askUntil(into *string, text, otherwise string, check func(string) error) error {
	for {
		answer, err := a.ask(text, otherwise)
		if err != nil {
			return err
		}
		if err := check(answer); err != nil {
			a.printf("  %s\n", clean(err.Error()))
			continue
		}
		*into = answer
		return nil
	}
}

func oneLineAndSome(s string) error {
	if s == "" {
		return errors.New("this is needed")
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

// machineZone is the name of the machine's time zone, or "" where it has none.
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

// askForProvider asks by whom the mail goes, and for the server where that is not one of those known.
func (a *app) askForProvider(acc *account) error {
	known, _ := providerOf(acc.email)
	var names []string
	for _, p := range providers {
		names = append(names, p.name)
	}
	a.entry("  Known providers: ", strings.Join(names, ", ")+".")
	name, err := a.ask("Your provider, or the name of your outgoing mail server", known.name)
	if err != nil {
		return err
	}
	var ok bool
	if acc.provider, ok = providerNamed(name); !ok {
		acc.provider = provider{name: name, host: name}
		return a.askForServer(acc)
	}
	a.printf("  %s: %s, port %d (%s).\n", acc.provider.name, acc.provider.host, acc.provider.port, acc.provider.tls)
	a.entry("  ", acc.provider.needs)
	return nil
}

// askForServer asks for what a server is that nobody knows here.
func (a *app) askForServer(acc *account) error {
	p := &acc.provider
	if !isHost(p.host) { // it was given already
		_, domain, _ := strings.Cut(acc.email, "@")
		if err := a.askUntil(&p.host, "Outgoing mail server", "smtp."+domain, oneLineAndSome); err != nil {
			return err
		}
	}
	if err := a.askUntil(&p.tls, "Encryption: starttls, implicit or none", "starttls", func(s string) error {
		return config.OneOf("it", s, "starttls", "implicit", "none")
	}); err != nil {
		return err
	}
	var port string
	usual := map[string]string{"starttls": "587", "implicit": "465", "none": "25"}[p.tls]
	err := a.askUntil(&port, "Port", usual, func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("%q is not a port, which is a number from 1 to 65535", s)
		}
		return nil
	})
	p.port, _ = strconv.Atoi(port)
	return err
}

// isHost tells the name of a server from a provider's, or from none.
func isHost(s string) bool {
	return s == "localhost" || strings.Contains(s, ".") && !strings.ContainsAny(s, " @/")
}

// askForLogin asks for the username, and for the password without showing it, or for the command that prints a token.
func (a *app) askForLogin(acc *account) error {
	if acc.provider.auth == "none" {
		return nil
	}
	if err := a.askUntil(&acc.username, "Username there (- for none)", acc.email, oneLineAndSome); err != nil {
		return err
	}
	if acc.username == "-" {
		acc.username = ""
		return nil
	}
	if acc.provider.auth == "xoauth2" {
		return a.askUntil(&acc.passwordCommand, "Command that prints an access token (empty to fill it in later)", "", func(string) error { return nil })
	}
	password, err := a.AskSecretly("Password (not shown; empty to fill it in later)")
	acc.password = password
	return err
}
