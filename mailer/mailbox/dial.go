package mailbox

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2/imapclient"

	"followup/mailer/budget"
)

// A session is a connection to the server, logged in.
type session struct {
	*wire
	imap *imapclient.Client
	stop func() bool // stops watching the context
}

// open opens a session in which the server may say so many bytes. It ends with the context.
func (c *Client) open(ctx context.Context, bytes int) (*session, error) {
	secret, err := c.secret(ctx)
	if err != nil {
		return nil, err
	}
	raw, err := c.connect(ctx)
	if err != nil {
		return nil, err
	}
	s := &session{wire: newWire(budget.New(raw, answerBudget, bytes), c.cfg.StepTimeout)}
	s.stop = context.AfterFunc(ctx, func() { _ = raw.Close() })
	if err := c.begin(s, secret); err != nil {
		s.close()
		if ctx.Err() != nil {
			return nil, fmt.Errorf("the connection to %s was given up: %w", c.server(), context.Cause(ctx))
		}
		return nil, err
	}
	return s, nil
}

// secret returns the password or the token.
func (c *Client) secret(ctx context.Context) (string, error) {
	const patience = 30 * time.Second // a command that prompts would wait for ever
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	secret, err := c.cfg.Password(ctx)
	if err != nil {
		if c.cfg.Auth == authXOAuth2 {
			return "", fmt.Errorf("cannot get an access token for the mailbox: %w", err)
		}
		return "", fmt.Errorf("cannot get the password of the mailbox: %w", err)
	}
	if secret == "" {
		return "", errors.New("the password of the mailbox is empty; check where it comes from")
	}
	return secret, nil
}

func (c *Client) server() string { return net.JoinHostPort(c.cfg.Host, strconv.Itoa(c.cfg.Port)) }

func (c *Client) connect(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.StepTimeout)
	defer cancel()
	dial := c.cfg.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	raw, err := dial(ctx, "tcp", c.server())
	if err != nil {
		return nil, fmt.Errorf("cannot reach %s (%s); check mailbox.host, mailbox.port and the network",
			c.server(), words(err))
	}
	return raw, nil
}

// begin makes a new connection ready for a look.
func (c *Client) begin(s *session, secret string) error {
	if c.cfg.TLS == ImplicitTLS {
		if err := c.encrypt(s.wire); err != nil {
			return err
		}
	}
	greeting, err := c.greeting(s.wire)
	if err != nil {
		return err
	}
	if c.cfg.TLS == StartTLS {
		if err := c.upgrade(s.wire); err != nil {
			return err
		}
		greeting = line("* OK ready") // what it said before the encryption is forgotten
	}
	s.out = greeting
	s.imap = imapclient.New(s.wire, nil)
	return c.login(s, secret)
}

// greeting reads the first response, and returns it for the library. Somebody who is logged in before the encryption is
// in the hands of whoever sent that: the mails that follow could be anybody's.
func (c *Client) greeting(w *wire) ([]byte, error) {
	r, err := w.next()
	if err != nil {
		return nil, fmt.Errorf("%s did not greet as an IMAP server does (%s); check mailbox.host, mailbox.port and "+
			"mailbox.tls", c.server(), words(err))
	}
	found := status.FindSubmatch(r.text)
	what := ""
	if found != nil && string(found[1]) == "*" {
		what = strings.ToUpper(string(found[2]))
	}
	switch {
	case what == "OK" && bytes.EqualFold(found[3], []byte("CAPABILITY")):
		return line("* OK [CAPABILITY %s] ready", capabilities(found[4])), nil
	case what == "OK", what == "PREAUTH" && c.cfg.TLS != StartTLS:
		return line("* %s ready", what), nil
	case what == "PREAUTH":
		return nil, fmt.Errorf("%s says before the encryption that the login is done, which an attacker could say as "+
			"well; "+
			`if it is encrypted from the start, set mailbox.tls = "implicit"`, c.server())
	case what == "BYE":
		return nil, fmt.Errorf("%s turned the connection away (%s)", c.server(), short(string(found[5])))
	}
	return nil, fmt.Errorf("%s did not greet as an IMAP server does (%s); check mailbox.host, mailbox.port and "+
		"mailbox.tls", c.server(), short(string(r.text)))
}

// upgrade encrypts a connection that began in the clear. Without encryption nothing more is said.
func (c *Client) upgrade(w *wire) error {
	const tag = "S1"
	if _, err := w.Write([]byte(tag + " STARTTLS\r\n")); err != nil {
		return c.tlsFault(err)
	}
	for {
		r, err := w.next()
		if err != nil {
			return c.tlsFault(err)
		}
		found := status.FindSubmatch(r.text)
		if found == nil || string(found[1]) != tag {
			continue
		}
		if !bytes.EqualFold(found[2], []byte("OK")) {
			return fmt.Errorf(`%s does not offer STARTTLS (%s); check mailbox.port, or set mailbox.tls = "implicit" `+
				`if it is encrypted from the start`, c.server(), short(string(r.text[len(tag)+1:])))
		}
		break
	}
	if w.in.Buffered() > 0 {
		return c.tlsFault(errors.New("something was said before it"))
	}
	return c.encrypt(w)
}

func (c *Client) encrypt(w *wire) error {
	cfg := &tls.Config{}
	if c.cfg.TLSConfig != nil {
		cfg = c.cfg.TLSConfig.Clone()
	}
	cfg.MinVersion = max(cfg.MinVersion, tls.VersionTLS12)
	if cfg.ServerName == "" {
		cfg.ServerName = c.cfg.Host
	}
	secure := tls.Client(w.raw, cfg)
	w.expiry.Reset(w.patience)
	if err := secure.Handshake(); err != nil {
		if w.raw.Exceeded() {
			err = budget.ErrExceeded
		}
		return c.tlsFault(err)
	}
	w.expiry.Reset(w.patience)
	w.encrypt(secure)
	return nil
}

func (c *Client) tlsFault(err error) error {
	hint := ""
	if errors.As(err, new(x509.UnknownAuthorityError)) {
		hint = ", or name the certificate of that authority in mailbox.ca_file"
	}
	return fmt.Errorf("the encryption with %s failed (%s); check mailbox.host, mailbox.port and mailbox.tls%s",
		c.server(), words(err), hint)
}

// quitTimeout is short: nothing depends on the answer.
const quitTimeout = 2 * time.Second

// hangup says LOGOUT and closes the connection, whatever the answer.
func (s *session) hangup() {
	impatient := time.AfterFunc(quitTimeout, func() { _ = s.raw.Close() })
	defer impatient.Stop()
	_ = s.imap.Logout().Wait()
	s.close()
}

// close ends the connection without LOGOUT, and waits until the library has noticed.
func (s *session) close() {
	s.stop()
	_ = s.wire.Close()
	if s.imap != nil {
		_ = s.imap.Close()
	}
}
