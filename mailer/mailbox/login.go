package mailbox

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-sasl"

	"followup/mailer/redact"
)

// login logs in, unless the server says that this is done.
func (c *Client) login(s *session, secret string) error {
	caps := s.imap.Caps()
	if caps == nil {
		return fmt.Errorf("%s did not say what it can do (%s)", c.server(),
			words(s.reason(errors.New("it said nothing"))))
	}
	if s.imap.State() != imap.ConnStateNotAuthenticated {
		return nil
	}
	auth, err := c.choose(caps)
	if err != nil {
		return err
	}
	s.loggingIn.Store(true)
	switch auth {
	case authPlain:
		err = s.imap.Authenticate(&once{Client: sasl.NewPlainClient("", c.cfg.Username, secret)})
	case authXOAuth2:
		err = s.imap.Authenticate(&once{Client: xoauth2{c.cfg.Username, secret}})
	case authOAuthBearer:
		err = s.imap.Authenticate(&once{Client: sasl.NewOAuthBearerClient(&sasl.OAuthBearerOptions{
			Username: redact.SASLName(c.cfg.Username), Token: secret,
		})})
	default:
		err = s.imap.Login(c.cfg.Username, secret).Wait()
	}
	if err == nil && s.loggingIn.Swap(false) { // it has not said what it can do now
		_, err = s.imap.Capability().Wait()
	}
	if err == nil {
		return nil
	}
	refused := new(imap.Error)
	told := short(redact.Login(inFull(s.reason(err)), c.cfg.Username, secret))
	switch {
	case !errors.As(err, &refused) && !errors.As(err, new(challenge)), refused.Code == imap.ResponseCodeUnavailable:
		return fmt.Errorf("the login to %s failed (%s)", c.server(), told)
	case c.cfg.Auth == authXOAuth2:
		return fmt.Errorf("%s refused the access token (%s); check mailbox.username, and %s", c.server(), told,
			cmp.Or(c.cfg.TokenAdvice, "the command that prints the token"))
	}
	return fmt.Errorf("%s refused the username or password (%s); check mailbox.username and the password; many "+
		"providers "+
		"want an app password, or IMAP to be switched on", c.server(), told)
}

// choose returns the login that the server offers and the configuration permits.
func (c *Client) choose(caps imap.CapSet) (string, error) {
	offered := map[string]bool{
		authPlain: caps.Has(imap.AuthCap("PLAIN")), authXOAuth2: caps.Has(imap.AuthCap("XOAUTH2")),
		authLogin: !caps.Has(imap.CapLoginDisabled), authOAuthBearer: caps.Has(imap.AuthCap("OAUTHBEARER")),
	}
	switch auth := c.cfg.Auth; {
	case auth != "" && offered[auth]:
		return auth, nil
	case auth == authXOAuth2 && offered[authOAuthBearer]:
		return authOAuthBearer, nil
	case auth != "":
		return "", fmt.Errorf("%s does not offer mailbox.auth = %q", c.server(), auth)
	case offered[authPlain]:
		return authPlain, nil
	case offered[authLogin]:
		return authLogin, nil
	case offered[authXOAuth2], offered[authOAuthBearer]:
		return "", fmt.Errorf(`%s takes no password, only an access token; set mailbox.auth = "xoauth2" and have `+
			`mailbox.password_command print one`, c.server())
	}
	return "", fmt.Errorf("%s offers no login; check mailbox.port and mailbox.tls", c.server())
}

// xoauth2 is the login with an access token, as Gmail and Microsoft have it.
type xoauth2 struct{ username, token string }

// Start implements [sasl.Client].
func (a xoauth2) Start() (mechanism string, response []byte, err error) {
	return "XOAUTH2", []byte("user=" + a.username + "\x01auth=Bearer " + a.token + "\x01\x01"), nil
}

// Next implements [sasl.Client].
func (xoauth2) Next([]byte) ([]byte, error) { return nil, sasl.ErrUnexpectedServerChallenge }

// once is a login that has said everything at once. A server that asks for more has refused it; a token is answered so,
// with the reason. The empty line that would fetch the NO is one that the library cannot send.
type once struct{ sasl.Client }

// Next implements [sasl.Client].
func (*once) Next(reason []byte) ([]byte, error) { return nil, challenge(reason) }

// A challenge is what a server says instead of an answer.
type challenge string

func (c challenge) Error() string { return string(c) }
