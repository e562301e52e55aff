package smtp

import (
	"cmp"
	"errors"
	"fmt"
	"net/textproto"
	"slices"
	"strings"

	gomail "github.com/wneessen/go-mail/smtp"

	"followup/mailer/redact"
	"followup/rules"
)

// mechanism is a way to log in.
type mechanism struct {
	name   string // as in smtp.auth
	byName bool   // used only if smtp.auth names it
	start  func(cfg *Config, secret string) gomail.Auth
}

// mechanisms are in the order of preference. Those that do not show the password to the server come first.
var mechanisms = []mechanism{
	{name: "scram-sha-256", start: func(cfg *Config, secret string) gomail.Auth {
		return &scram{Auth: gomail.ScramSHA256Auth(cfg.Username, secret)}
	}},
	{name: "scram-sha-1", start: func(cfg *Config, secret string) gomail.Auth {
		return &scram{Auth: gomail.ScramSHA1Auth(cfg.Username, secret)}
	}},
	{name: "plain", start: func(cfg *Config, secret string) gomail.Auth {
		return gomail.PlainAuth("", cfg.Username, secret, cfg.Host, cfg.mayShowPassword())
	}},
	{name: "login", start: func(cfg *Config, secret string) gomail.Auth {
		return gomail.LoginAuth(cfg.Username, secret, cfg.Host, cfg.mayShowPassword())
	}},
	{name: authXOAuth2, byName: true, start: func(cfg *Config, token string) gomail.Auth {
		return gomail.XOAuth2Auth(cfg.Username, token)
	}},
}

// The smtp.auth that is a token, and the one that does not log in.
const (
	authXOAuth2 = "xoauth2"
	authNone    = "none"
)

func mechanismNames() []string {
	var names []string
	for _, mech := range mechanisms {
		names = append(names, mech.name)
	}
	return append(names, authNone)
}

// mayShowPassword reports whether the password may go over an unencrypted connection. With NoTLS it may: validate
// allows that mode only for this machine or with AllowUnencrypted. In the other modes no login is unencrypted.
func (cfg *Config) mayShowPassword() bool { return cfg.TLS == NoTLS }

func (cl *Client) login(c *conn, secret string) error {
	if !cl.cfg.needsLogin() {
		return nil
	}
	mech, err := cl.choose(c)
	if err != nil {
		return err
	}
	c.nextStep()
	if err := c.cause(c.client.Auth(mech.start(&cl.cfg, secret))); err != nil {
		return cl.loginFault(redacted(err, cl.cfg.Username, secret))
	}
	return nil
}

// choose returns the best mechanism that the server offers and the configuration permits.
func (cl *Client) choose(c *conn) (mechanism, error) {
	_, list := c.client.Extension("AUTH")
	list = rules.OneLine(list)
	offered := strings.Fields(strings.ToLower(list))
	for _, mech := range mechanisms {
		wanted := mech.name == cl.cfg.Auth || cl.cfg.Auth == "" && !mech.byName
		if wanted && slices.Contains(offered, mech.name) {
			return mech, nil
		}
	}
	switch {
	case len(offered) == 0:
		return mechanism{}, fmt.Errorf("%s offers no login; check smtp.port and smtp.tls, or leave smtp.username "+
			"empty if it wants none", cl.server())
	case cl.cfg.Auth != "":
		return mechanism{}, fmt.Errorf("%s does not offer smtp.auth = %q, only %s",
			cl.server(), cl.cfg.Auth, short(list))
	}
	do := `set smtp.auth = "xoauth2" and have smtp.password_command print an access token`
	if !slices.Contains(offered, "xoauth2") {
		do = "send by another server, such as one on this machine that passes the mail on to this one"
	}
	return mechanism{}, fmt.Errorf("%s offers only logins that followup does not use by itself (%s); %s",
		cl.server(), short(list), do)
}

// A LoginError says that the server refused the login for good.
type LoginError struct{ text string }

func (e LoginError) Error() string { return e.text }

// loginFault distinguishes a refused login from a server that cannot decide just now.
func (cl *Client) loginFault(err error) error {
	reply := replyIn(err)
	switch {
	case reply.Code/100 != 5:
		return fmt.Errorf("the login to %s failed (%s)", cl.server(), words(err))
	case cl.cfg.Auth == authXOAuth2:
		advice := cmp.Or(cl.cfg.TokenAdvice, "the command that prints the token")
		return LoginError{fmt.Sprintf("%s refused the access token (%s); check smtp.username, whether the account may "+
			"use SMTP, and %s", cl.server(), words(err), advice)}
	}
	return LoginError{fmt.Sprintf("%s refused the username or password (%s); %s", cl.server(), words(err),
		whatToDo(atLogin, reply))}
}

// redacted returns the error without the secret, which a server may repeat. This must happen before the error is
// cut short, which could leave half of a password.
func redacted(err error, username, secret string) error {
	if reply := new(textproto.Error); errors.As(err, &reply) {
		return &textproto.Error{Code: reply.Code, Msg: redact.Login(reply.Msg, username, secret)}
	}
	if clean := redact.Login(err.Error(), username, secret); clean != err.Error() {
		return errors.New(clean)
	}
	return err
}
