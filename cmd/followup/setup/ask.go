package setup

import (
	"cmp"
	"errors"
	"fmt"
	"net/mail"
	"slices"
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

// askForAccount asks for everything that the config needs. An answer that the config has is proposed.
func askForAccount(t *term.Terminal, acc *account, machine config.Zone) error {
	for _, ask := range []func(*term.Terminal, *account) error{
		askForUser, askForProvider, askForLogin, askForMailbox,
		func(t *term.Terminal, acc *account) error { return askForZone(t, acc, machine) },
		askForCountry, askForBackground,
	} {
		if err := ask(t, acc); err != nil {
			return err
		}
	}
	return nil
}

func askForUser(t *term.Terminal, acc *account) error {
	if err := askUntil(t, &acc.name, "Your name, as you sign it", acc.name, notEmpty); err != nil {
		return err
	}
	return askUntil(t, &acc.email, "Your mail address", acc.email, isAddress)
}

// askForZone asks for the time zone. That of the machine is proposed if it says where the user may live.
func askForZone(t *term.Terminal, acc *account, machine config.Zone) error {
	text, proposed := "Your time zone", acc.timezone
	if proposed == "" && machine.Location != nil && machine.NamesPlace() && isZone(machine.String()) == nil {
		proposed = machine.String()
	}
	if proposed == "" {
		text += `, such as "Europe/Berlin" or "New York"`
	}
	for {
		answer, err := t.Ask(text, proposed)
		if err != nil {
			return err
		}
		switch err := isZone(answer); {
		case err == nil && acc.timezone == "" && !acc.isNew() && answer == machine.String(): // it follows the machine
			return nil
		case err == nil:
			acc.timezone = answer
			return nil
		case answer == "":
			t.Printf("  this is required: the clock of this machine does not say where you live\n")
		default:
			t.Printf("  %s\n", term.Clean(err.Error()))
			proposed = cmp.Or(rules.NearestZone(answer), proposed)
		}
	}
}

// askForCountry asks for the country, and lists those that are known.
func askForCountry(t *term.Terminal, acc *account) error {
	text := `Country or region whose public holidays you have off, such as "DE" or "DE-BY" (? lists them, - is none)`
	for {
		answer, err := t.Ask(text, acc.country)
		if err != nil {
			return err
		}
		switch place, err := config.FindPlace(answer); {
		case answer == "?":
			ListPlaces(t)
		case answer == "", answer == none:
			acc.country = ""
			return nil
		case answer == "no", answer == "none":
			t.Printf("  write - for none, and NO for Norway\n")
		case err == nil:
			acc.country = place.Code
			t.Printf("  %s.\n", place.Name)
			return nil
		default:
			t.Printf("  %s\n", term.Clean(err.Error()))
		}
	}
}

// none is the answer that leaves something empty.
const none = "-"

func askForBackground(t *term.Terminal, acc *account) error {
	text := `Why you fit, such as "ten years of planning shifts" (empty to add it later)`
	if acc.background != "" {
		text = "Why you fit (- for nothing)"
	}
	err := askUntil(t, &acc.background, text, acc.background, func(s string) error {
		if s == none {
			return nil
		}
		return form.CheckFact(acc.was.User.NewLanguage(), "it", fact.Fit, s) // whether it can stand in a draft
	})
	if acc.background == none {
		acc.background = ""
	}
	return err
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
	_, err := rules.LoadLocation(s)
	return err
}

// askForProvider asks for the mail provider, and for the server if it does not know the provider.
func askForProvider(t *term.Terminal, acc *account) error {
	here, proposed := providerOfConfig(acc.was), ""
	if known, ok := providerOf(acc.email); ok {
		proposed = known.name
	}
	if !acc.isNew() {
		proposed = here.name
	} else {
		t.Entry("  Known providers: ", strings.Join(providerNames(), ", ")+".")
	}
	for {
		name, err := t.Ask("Your provider, or the name of your outgoing mail server", proposed)
		if err != nil {
			return err
		}
		if !acc.isNew() && strings.EqualFold(name, here.name) {
			acc.provider, acc.kept = here, true
			break
		}
		p, near, ok := providerNamed(name)
		host, port := config.SplitServer(name)
		switch {
		case ok:
			acc.provider = p
		case isHost(host) && (near == "" || near == proposed): // whoever says it twice means it
			acc.provider = provider{name: host, smtp: server{host: host, port: port}}
		case near != "":
			t.Printf("  %s is not known; did you mean %s?\n", term.Clean(name), near)
			proposed = near
			continue
		case name == "":
			t.Printf("  this is required; if you do not know the server, look for \"SMTP\" in your provider's help\n")
			continue
		default:
			t.Printf("  %s is not known; write the name of its outgoing mail server, such as smtp.%s\n",
				term.Clean(name), domainOf(acc.email))
			continue
		}
		break
	}
	return askForServer(t, acc)
}

// askForServer says which server the provider has and what it requires. If that is not known, it asks.
func askForServer(t *term.Terminal, acc *account) error {
	p := &acc.provider
	if acc.kept || p.smtp.host != "" && p.smtp.tls != "" {
		t.Printf("  %s: %s, port %d (%s).\n", p.name, p.smtp.host, p.smtp.port, p.smtp.tls)
	}
	if p.needs != "" && !acc.kept {
		t.Entry("  ", p.needs)
	}
	if known := slices.Contains(providerNames(), p.name); known && p.smtp.host != "" {
		return nil
	}
	if p.smtp.host == "" {
		if err := askForHost(t, &p.smtp, "Outgoing mail server (SMTP)", "smtp."+domainOf(acc.email)); err != nil {
			return err
		}
	}
	return askHow(t, &p.smtp, map[string]int{"starttls": 587, "implicit": 465, "none": 25}, "starttls")
}

// askForHost asks for the name of a server. A port that comes with it is proposed later.
func askForHost(t *term.Terminal, s *server, text, otherwise string) error {
	for {
		answer, err := t.Ask(text, otherwise)
		if err != nil {
			return err
		}
		if s.host, s.port = config.SplitServer(answer); isHost(s.host) {
			return nil
		}
		t.Printf("  this is not the name of a server, such as mail.example.org\n")
	}
}

// askHow asks for the encryption and the port of a server. What is known of it is proposed.
func askHow(t *term.Terminal, s *server, usual map[string]int, encryption string) error {
	for tls, port := range usual {
		if port == s.port && tls != "none" {
			encryption = tls
		}
	}
	host, before := s.host, *s
	if s.port == 0 && mailbox.IsLoopback(host) {
		encryption = "none"
	}
	question, proposed := "Encryption: starttls, implicit or none", cmp.Or(s.tls, encryption)
	err := askUntil(t, &s.tls, question, proposed, func(s string) error {
		if s == "none" && !mailbox.IsLoopback(host) {
			return fmt.Errorf("%s is another machine, and everybody on the way could read along without it", host)
		}
		return config.OneOf("it", s, "starttls", "implicit", "none")
	})
	if err != nil {
		return err
	}
	if before.tls != "" && before.tls != s.tls || s.port == 0 {
		s.port = usual[s.tls]
	}
	var port string
	err = askUntil(t, &port, "Port", strconv.Itoa(s.port), func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("%q is not a port, which is a number from 1 to 65535", s)
		}
		return nil
	})
	if err == nil {
		s.port, _ = strconv.Atoi(port)
	}
	return err
}

// askForMailbox asks whether to look at the mailbox, and for its server if it does not know that. It is off by default.
func askForMailbox(t *term.Terminal, acc *account) error {
	if acc.username == "" { // a mailbox wants a login
		acc.mailbox = false
		return nil
	}
	otherwise := "no"
	if acc.mailbox {
		otherwise = "yes"
	} else {
		t.Entry("  ", "followup can look into your mailbox to see what you sent and who answered. It changes nothing "+
			"there; SECURITY.md says what is read and kept.")
	}
	yes, err := askWhether(t, "Look into your mailbox?", otherwise)
	if acc.mailbox = yes; err != nil || !yes {
		return err
	}
	p := &acc.provider.imap
	if p.host != "" {
		t.Printf("  %s, port %d (%s).\n", p.host, p.port, p.tls)
		return nil
	}
	if err := askForHost(t, p, "Incoming mail server (IMAP)", "imap."+domainOf(acc.email)); err != nil {
		return err
	}
	return askHow(t, p, map[string]int{"starttls": 143, "implicit": 993, "none": 143}, "implicit")
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

// isHost reports whether s is the name of a server rather than of a provider.
func isHost(s string) bool {
	return (s == "localhost" || strings.ContainsAny(s, ".:")) && config.CheckServer("smtp", s) == nil
}

// askForLogin asks for the username, and for the password, which is not shown, or the command that prints a token.
func askForLogin(t *term.Terminal, acc *account) (err error) {
	if acc.provider.auth == "none" {
		acc.username = ""
		return nil
	}
	if acc.kept && slices.Contains(tokens, acc.provider.auth) {
		return nil // `followup login`, or the command, has it
	}
	proposed := acc.email
	switch {
	case acc.kept:
		proposed = cmp.Or(acc.username, none)
	case acc.provider.short == "both":
		proposed, _, _ = strings.Cut(acc.email, "@")
	}
	if acc.kept && acc.username == acc.was.User.Email { // it goes with the address
		proposed = acc.email
	}
	if err := askUntil(t, &acc.username, "Username (- for none)", proposed, notEmpty); err != nil {
		return err
	}
	if acc.username == none {
		acc.username = ""
		return nil
	}
	if acc.provider.auth == "oauth" {
		return askForToken(t, acc)
	}
	otherwise := "empty to fill it in later"
	if old := acc.oldPassword(); old != "" {
		otherwise = "empty keeps " + old
	}
	acc.password, err = t.AskSecretly("Password (not shown; " + otherwise + ")")
	return err
}

// askForToken asks how to get a token where no password is taken.
func askForToken(t *term.Terminal, acc *account) (err error) {
	const question = "Client id of your application, for a login in the browser (empty for another way)"
	err = askUntil(t, &acc.clientID, question, acc.clientID, func(s string) error {
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
