package smtp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail/smtp"

	"followup/mailer/budget"
)

// The budgets, in bytes, of what the server may say. A line has at most 512 (RFC 5321, 4.5.3.1.5), the answer to
// EHLO some dozens of lines, a chain of certificates some kilobytes. The session's budget begins anew with each
// mail that the server accepts.
const (
	answerBudget  = 256 << 10
	sessionBudget = 1 << 20
)

// conn is a session with the server, logged in and ready for a message.
type conn struct {
	client  *gomail.Client
	replies *replies
	raw     *budget.Conn // below the encryption; closing it ends every wait
	timeout time.Duration
	expiry  *time.Timer // of the current step
	used    bool        // by an earlier message, so the server may have closed it since
}

// dial opens a session. It takes go-mail's client through each step instead of calling DialToSMTPClient, so that
// each step has its own time, a failure names its step, and the connection is closed after one.
func (cl *Client) dial(ctx context.Context) (*conn, error) {
	secret, err := cl.secret(ctx)
	if err != nil {
		return nil, err
	}
	raw, err := cl.connect(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
	defer stop()

	c := &conn{raw: budget.New(raw, answerBudget, sessionBudget), timeout: cl.cfg.StepTimeout}
	if err := cl.open(c, secret); err != nil {
		c.close()
		if ctx.Err() != nil {
			return nil, fmt.Errorf("the connection to %s was given up: %w", cl.server(), context.Cause(ctx))
		}
		return nil, err
	}
	return c, nil
}

// secret returns the password or the token, or "" if no login is needed.
func (cl *Client) secret(ctx context.Context) (string, error) {
	if !cl.cfg.needsLogin() {
		return "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, cl.cfg.StepTimeout) // a command that prompts would wait forever
	defer cancel()
	secret, err := cl.cfg.Password(ctx)
	if err != nil {
		if cl.cfg.Auth == authXOAuth2 {
			return "", fmt.Errorf("cannot get an access token for SMTP: %w", err)
		}
		return "", fmt.Errorf("cannot get the SMTP password: %w", err)
	}
	if secret == "" {
		return "", errors.New("the SMTP password is empty; check where it comes from")
	}
	return secret, nil
}

func (cl *Client) server() string { return net.JoinHostPort(cl.cfg.Host, strconv.Itoa(cl.cfg.Port)) }

func (cl *Client) connect(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, cl.cfg.StepTimeout)
	defer cancel()
	dial := cl.cfg.Dial
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	raw, err := dial(ctx, "tcp", cl.server())
	if err != nil {
		return nil, fmt.Errorf("cannot reach %s (%s); check smtp.host, smtp.port and the network",
			cl.server(), words(err))
	}
	return raw, nil
}

// open makes a new connection ready for messages.
func (cl *Client) open(c *conn, secret string) error {
	if err := cl.greet(c); err != nil {
		return err
	}
	if cl.cfg.TLS == StartTLS {
		if err := cl.upgrade(c); err != nil {
			return err
		}
	}
	return cl.login(c, secret)
}

// greet begins with TLS if the mode is ImplicitTLS, waits for the greeting and says EHLO.
func (cl *Client) greet(c *conn) error {
	var stream net.Conn = c.raw
	if cl.cfg.TLS == ImplicitTLS {
		secure := tls.Client(c.raw, cl.tlsConfig())
		c.nextStep()
		if err := c.cause(secure.Handshake()); err != nil {
			return cl.tlsFault(err)
		}
		stream = secure
	}
	c.nextStep()
	client, err := gomail.NewClient(stream, cl.cfg.Host)
	if err := c.cause(err); err != nil {
		return fmt.Errorf("%s did not greet as a mail server does (%s); check smtp.host, smtp.port and smtp.tls",
			cl.server(), words(err))
	}
	c.client = client
	c.listen()
	client.SkipSMTPUTF8(true) // reminders do not need it, and a later server may refuse it
	c.nextStep()
	if err := c.cause(client.Hello(cl.hello(c.raw.LocalAddr()))); err != nil {
		return fmt.Errorf("%s did not answer EHLO (%s)", cl.server(), words(err))
	}
	return nil
}

// hello returns the name in EHLO: by default the address that the connection is from, as a literal of RFC 5321, 4.1.3.
// It does not reveal the machine's name, and a server that looks it up finds it right.
func (cl *Client) hello(own net.Addr) string {
	if cl.cfg.Hello != "" {
		return cl.cfg.Hello
	}
	tcp, ok := own.(*net.TCPAddr)
	switch {
	case !ok: // not over TCP, in a test
		return "[127.0.0.1]"
	case tcp.IP.To4() != nil:
		return "[" + tcp.IP.To4().String() + "]"
	}
	return "[IPv6:" + tcp.IP.String() + "]"
}

// upgrade encrypts a connection that began in the clear. Without encryption nothing more is said.
func (cl *Client) upgrade(c *conn) error {
	if offered, _ := c.client.Extension("STARTTLS"); !offered {
		return fmt.Errorf(`%s does not offer STARTTLS; check smtp.port, or set smtp.tls = "implicit" if it is `+
			`encrypted from the start`, cl.server())
	}
	c.nextStep()
	if err := c.cause(c.client.StartTLS(cl.tlsConfig())); err != nil {
		return cl.tlsFault(err)
	}
	c.listen() // again: anything said before the encryption is forgotten
	return nil
}

// An AuthorityError says that the server's certificate is its own, or of an authority that is not known.
type AuthorityError struct{ text string }

func (e AuthorityError) Error() string { return e.text }

func (cl *Client) tlsFault(err error) error {
	text := fmt.Sprintf("the encryption with %s failed (%s); check smtp.host, smtp.port and smtp.tls",
		cl.server(), words(err))
	if errors.As(err, new(x509.UnknownAuthorityError)) {
		return AuthorityError{text + ", or name the certificate of that authority in smtp.ca_file"}
	}
	return errors.New(text)
}

func (cl *Client) tlsConfig() *tls.Config {
	cfg := &tls.Config{}
	if cl.cfg.TLSConfig != nil {
		cfg = cl.cfg.TLSConfig.Clone()
	}
	cfg.MinVersion = max(cfg.MinVersion, tls.VersionTLS12)
	if cfg.ServerName == "" {
		cfg.ServerName = cl.cfg.Host
	}
	return cfg
}

// nextStep gives the server the full time and the full budget for one more answer.
func (c *conn) nextStep() { c.patience(c.timeout) }

// past is a deadline that has passed on any clock.
var past = time.Unix(1, 0)

// patience gives the server that long to answer. A timer sets the deadline when it fires, so a clock that is wrong
// or set meanwhile does not matter. Errors are ignored, because they show in the next read or write.
func (c *conn) patience(d time.Duration) {
	if c.expiry != nil {
		c.expiry.Stop()
	}
	_ = c.raw.SetDeadline(time.Time{})
	c.raw.NextAnswer()
	c.expiry = time.AfterFunc(d, func() { _ = c.raw.SetDeadline(past) })
}

// cause returns what ended a step: the budget, the time, or err. The client takes an answer that was cut off for a
// whole one, so its own error would mislead. A code in the answer counts nevertheless.
func (c *conn) cause(err error) error {
	switch {
	case codeOf(err) != 0:
		return err
	case c.raw.Exceeded():
		return budget.ErrExceeded
	case err != nil && !c.expiry.Stop():
		return os.ErrDeadlineExceeded
	}
	return err
}

// quitTimeout is short: nothing depends on the answer.
const quitTimeout = 2 * time.Second

// hangup says QUIT and closes the connection, whatever the answer.
func (c *conn) hangup() {
	c.patience(min(quitTimeout, c.timeout))
	_ = c.client.Quit()
	c.close()
}

// close ends the connection without QUIT.
func (c *conn) close() {
	if c.expiry != nil {
		c.expiry.Stop()
	}
	_ = c.raw.Close()
}
