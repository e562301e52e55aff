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
	"followup/cmd/followup/form"
	"followup/cmd/followup/term"
	"followup/mailer/letters/fact"
	"followup/mailer/mailbox"
	"followup/mailer/oauth"
	"followup/rules"
)

// askForAccount asks for everything that the config needs.
func askForAccount(t *term.Terminal) (acc account, err error) {
	fail := func(e error) bool { err = e; return e != nil }
	if fail(askUntil(t, &acc.name, "Your name, as you sign it", "", notEmpty)) ||
		fail(askUntil(t, &acc.email, "Your mail address", "", isAddress)) ||
		fail(askForProvider(t, &acc)) || fail(askForLogin(t, &acc)) || fail(askForMailbox(t, &acc)) ||
		fail(askUntil(t, &acc.timezone, "Your time zone", machineZone(), isZone)) ||
		fail(askUntil(t, &acc.country, `Country whose public holidays you have off, such as "DE" or "US"`, "",
			isCountry)) ||
		fail(askUntil(t, &acc.background, `Why you fit, such as "ten years of planning shifts" (empty to add it later)`,
			"", isBackground)) {
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

// isBackground returns an error unless s can stand in a draft.
func isBackground(s string) error { return form.CheckFact("it", fact.Fit, s) }

func isZone(s string) error {
	if s == "" {
		return nil
	}
	_, err := rules.LoadLocation(s)
	return err
}

func isCountry(s string) error {
	if s == "" {
		return nil
	}
	_, err := config.FindPlace(s)
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
	proposed := known.name
	for {
		name, err := t.Ask("Your provider, or the name of your outgoing mail server", proposed)
		if err != nil {
			return err
		}
		p, near, ok := providerNamed(name)
		if !ok && near != "" && !isHost(name) && proposed != near {
			t.Printf("  %s is not known; did you mean %s?\n", term.Clean(name), near)
			proposed = near
			continue
		}
		if !ok {
			acc.provider = provider{name: name, smtp: server{host: name}}
			return askForServer(t, acc)
		}
		acc.provider = p
		t.Printf("  %s: %s, port %d (%s).\n", p.name, p.smtp.host, p.smtp.port, p.smtp.tls)
		t.Entry("  ", p.needs)
		return nil
	}
}

// askForServer asks for the server of an unknown provider.
func askForServer(t *term.Terminal, acc *account) error {
	p := &acc.provider.smtp
	if !isHost(p.host) { // it was given already
		if err := askUntil(t, &p.host, "Outgoing mail server", "smtp."+domainOf(acc.email), isServer); err != nil {
			return err
		}
	}
	return askHow(t, p, map[string]string{"starttls": "587", "implicit": "465", "none": "25"}, "starttls")
}

// askHow asks for the encryption and the port of a server.
func askHow(t *term.Terminal, s *server, usual map[string]string, encryption string) error {
	host := s.host
	if err := askUntil(t, &s.tls, "Encryption: starttls, implicit or none", encryption, func(s string) error {
		if s == "none" && !mailbox.IsLoopback(host) {
			return fmt.Errorf("%s is another machine, and everybody on the way could read along without it", host)
		}
		return config.OneOf("it", s, "starttls", "implicit", "none")
	}); err != nil {
		return err
	}
	var port string
	err := askUntil(t, &port, "Port", usual[s.tls], func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("%q is not a port, which is a number from 1 to 65535", s)
		}
		return nil
	})
	s.port, _ = strconv.Atoi(port)
	return err
}

// askForMailbox asks whether to look at the mailbox, and for its server if it does not know that. It is off by default.
func askForMailbox(t *term.Terminal, acc *account) error {
	if acc.username == "" { // a mailbox wants a login
		return nil
	}
	t.Entry("  ", "followup can look into your mailbox to see what you sent and who answered. It changes nothing "+
		"there; SECURITY.md says what is read and kept.")
	yes, err := askWhether(t, "Look into your mailbox?", "no")
	if acc.mailbox = yes; err != nil || !yes {
		return err
	}
	p := &acc.provider.imap
	if p.host != "" {
		t.Printf("  %s, port %d (%s).\n", p.host, p.port, p.tls)
		return nil
	}
	if err := askUntil(t, &p.host, "Incoming mail server (IMAP)", "imap."+domainOf(acc.email), isServer); err != nil {
		return err
	}
	return askHow(t, p, map[string]string{"starttls": "143", "implicit": "993", "none": "143"}, "implicit")
}

// askWhether asks a question that is answered by yes or no.
func askWhether(t *term.Terminal, question, otherwise string) (yes bool, err error) {
	var answer string
	err = askUntil(t, &answer, question+" yes or no", otherwise, func(s string) error {
		return config.OneOf("it", strings.ToLower(s), "yes", "no", "y", "n")
	})
	return strings.HasPrefix(strings.ToLower(answer), "y"), err
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}

// isServer returns an error unless s can be the name or the address of a server.
func isServer(s string) error {
	if s == "" || strings.ContainsAny(s, " /@") {
		return errors.New("this is not the name of a server, such as mail.example.org")
	}
	return config.OneLine("it", s)
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
	proposed := acc.email
	if acc.provider.short == "both" {
		proposed, _, _ = strings.Cut(acc.email, "@")
	}
	if err := askUntil(t, &acc.username, "Username (- for none)", proposed, notEmpty); err != nil {
		return err
	}
	if acc.username == "-" {
		acc.username = ""
		return nil
	}
	if acc.provider.auth == "oauth" {
		return askForToken(t, acc)
	}
	acc.password, err = t.AskSecretly("Password (not shown; empty to fill it in later)")
	return err
}

// askForToken asks how to get a token where no password is taken.
func askForToken(t *term.Terminal, acc *account) (err error) {
	const question = "Client id of your application, for a login in the browser (empty for another way)"
	err = askUntil(t, &acc.clientID, question, "", func(s string) error {
		if s == "" {
			return nil
		}
		return oauth.CheckClient(s, acc.provider.tenant)
	})
	if err != nil || acc.clientID != "" {
		return err
	}
	acc.passwordCommand, err = t.Ask("Command that prints an access token (empty to fill it in later)", "")
	return err
}
