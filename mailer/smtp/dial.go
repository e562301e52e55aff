package smtp

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail/smtp"

	"followup/mailer/budget"
)

// helloName is how the program introduces itself: RFC 5321's address literal, as mail programs behind a home router
// send it. The machine's own name is nobody's business.
const helloName = "[127.0.0.1]"

// The budgets of what the server says, in bytes. A line has 512 at most (RFC 5321, 4.5.3.1.5), the answer to EHLO
// some dozens of lines, a chain of certificates some kilobytes. The session's budget is from the first byte to the
// first mail that the server takes, and from there to the next.
const (
	answerBudget  = 256 << 10
	sessionBudget = 1 << 20
)

// conn is a session with the server, logged in and ready for a message.
type conn struct {
	client  *gomail.Client
	replies *replies
	raw     *budget.Conn // below the encryption; closing it ends whatever the client waits for
	timeout time.Duration
	expiry  *time.Timer // of the step that the server is at
	used    bool        // a message went over it, so the server may have closed it since
}

// dial opens a session. It goes through go-mail's smtp client step by step, not through its DialToSMTPClient, to give
// each step its own time, to say which step failed, and to close the connection when one does.
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

// secret is the password or token, or "" where none is needed.
func (cl *Client) secret(ctx context.Context) (string, error) {
	if !cl.cfg.needsLogin() {
		return "", nil
	}
	ctx, cancel := context.WithTimeout(ctx, cl.cfg.StepTimeout) // a command that asks a person would wait forever
	defer cancel()
	secret, err := cl.cfg.Password(ctx)
	if err != nil {
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
		return nil, fmt.Errorf("cannot reach %s (%s); check smtp.host, smtp.port and the network", cl.server(), words(err))
	}
	return raw, nil
}

// open brings a fresh connection to where messages can be sent.
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

// greet encrypts if the mode asks for it at once, waits for the greeting and says hello.
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
	client.SkipSMTPUTF8(true) // the reminders need it not, and a server further on may refuse it
	c.nextStep()
	if err := c.cause(client.Hello(helloName)); err != nil {
		return fmt.Errorf("%s did not answer EHLO (%s)", cl.server(), words(err))
	}
	return nil
}

// upgrade encrypts a connection that began in the clear. There is no going on without.
func (cl *Client) upgrade(c *conn) error {
	if offered, _ := c.client.Extension("STARTTLS"); !offered {
		return fmt.Errorf(`%s does not offer STARTTLS; check smtp.port, or set smtp.tls = "implicit" if it is `+
			`encrypted from the start`, cl.server())
	}
	c.nextStep()
	if err := c.cause(c.client.StartTLS(cl.tlsConfig())); err != nil {
		return cl.tlsFault(err)
	}
	c.listen() // anew: whatever was said in the clear is forgotten
	return nil
}

func (cl *Client) tlsFault(err error) error {
	return fmt.Errorf("the encryption with %s failed (%s); check smtp.host, smtp.port and smtp.tls", cl.server(), words(err))
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

// nextStep gives the server its full time and its full budget for one more answer.
func (c *conn) nextStep() { c.patience(c.timeout) }

// past is a deadline that has passed on any clock.
var past = time.Unix(1, 0)

// patience gives the server that long, by a timer rather than a deadline of its own: then it does not matter what the
// clock says, or that somebody sets it. An error would show in the next read or write as well.
func (c *conn) patience(d time.Duration) {
	if c.expiry != nil {
		c.expiry.Stop()
	}
	_ = c.raw.SetDeadline(time.Time{})
	c.raw.NextAnswer()
	c.expiry = time.AfterFunc(d, func() { _ = c.raw.SetDeadline(past) })
}

// cause is what ended a step whose answer was cut off. The client takes such a piece of a line for the whole, and says
// that it is too short, or makes what it can of it. A code in it counts all the same.
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

// hangup takes leave of the server and closes the connection, whatever it answers.
func (c *conn) hangup() {
	c.patience(min(quitTimeout, c.timeout))
	_ = c.client.Quit()
	c.close()
}

// close ends the connection without a word.
func (c *conn) close() {
	if c.expiry != nil {
		c.expiry.Stop()
	}
	_ = c.raw.Close()
}
