// Package smtp delivers finished messages to the user's mail server and reports what became of each one.
//
// It sends the bytes it is given and never looks into them, so a message can be sent again exactly as it was.
package smtp

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"followup/rules"
)

// TLSMode is how the connection to the server is encrypted.
type TLSMode string

const (
	// StartTLS begins in the clear and must be upgraded, usually on port 587.
	StartTLS TLSMode = "starttls"
	// ImplicitTLS is encrypted from the first byte, usually on port 465.
	ImplicitTLS TLSMode = "implicit"
	// NoTLS is for a server on the same machine.
	NoTLS TLSMode = "none"
)

// Config is the account that messages are sent with.
type Config struct {
	// Address is the user's own. Every message goes to it, and comes from it unless From is another one.
	Address, From string

	// Hello is the name in EHLO; "" is the connection's own address.
	Hello string

	Host string
	Port int
	TLS  TLSMode

	// AllowUnencrypted permits NoTLS to a server on another machine, where anybody on the way can read the mail.
	AllowUnencrypted bool

	// Username is empty if the server wants no login.
	Username string

	// Password is called at each dial, so that a token can be fresh. It returns the access token if Auth is "xoauth2".
	Password func(ctx context.Context) (string, error)

	// Auth names the login mechanism: plain, login, scram-sha-1, scram-sha-256, xoauth2 or none. If it is empty,
	// the best one that the server offers is used, but never xoauth2: nothing tells a password from a token.
	Auth string

	// TokenAdvice is what to do about a token that is refused, after "check … and"; "" is about a command.
	TokenAdvice string

	// StepTimeout is how long the server may take for one answer; zero means 30 seconds.
	StepTimeout time.Duration

	// TLSConfig says which authorities are trusted; nil is those that the machine knows.
	TLSConfig *tls.Config

	// Dial replaces the default in tests.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// A Client delivers messages. Several goroutines may use it; they take turns on its one connection.
type Client struct {
	cfg Config

	mu   sync.Mutex
	conn *conn // kept from one message to the next; nil if there is none
}

// defaultStepTimeout is for a server that is slow to answer; the system notices a dead one much later.
const defaultStepTimeout = 30 * time.Second

// New checks the configuration. It opens no connection.
func New(cfg Config) (*Client, error) {
	if cfg.StepTimeout == 0 {
		cfg.StepTimeout = defaultStepTimeout
	}
	address, err := rules.ParseAddress(cfg.Address)
	if err != nil {
		return nil, fmt.Errorf("user.email %q is not an address like sam@example.org", cfg.Address)
	}
	cfg.Address = address
	if cfg.From, err = rules.ParseAddress(cmp.Or(cfg.From, address)); err != nil {
		return nil, fmt.Errorf("smtp.from %q is not an address like sam@example.org", cfg.From)
	}
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	return &Client{cfg: cfg}, nil
}

func (cfg *Config) validate() error {
	switch {
	case cfg.Host == "":
		return errors.New("smtp.host is empty; it is your mail provider's outgoing server, such as smtp.example.org")
	case cfg.Port < 1 || cfg.Port > 65535:
		return fmt.Errorf("smtp.port is %d; expected 1 to 65535, usually 587 or 465", cfg.Port)
	case !slices.Contains([]TLSMode{StartTLS, ImplicitTLS, NoTLS}, cfg.TLS):
		return fmt.Errorf(`smtp.tls is %q; expected "starttls", "implicit" or "none"`, cfg.TLS)
	case cfg.TLS == NoTLS && !isLoopback(cfg.Host) && !cfg.AllowUnencrypted:
		return fmt.Errorf(`smtp.tls is "none", but %s is another machine and everybody on the way could read along; `+
			`use "starttls" or "implicit"`, cfg.Host)
	case cfg.Auth != "" && cfg.Auth != authNone && !slices.Contains(mechanismNames(), cfg.Auth):
		return fmt.Errorf("smtp.auth is %q; expected nothing or one of %s",
			cfg.Auth, strings.Join(mechanismNames(), ", "))
	case cfg.needsLogin() && cfg.Password == nil:
		return errors.New("smtp.username is set, but no password; " +
			"set one of password_file, password_command or password, or give the credential smtp_password, " +
			"in a container as a secret")
	}
	return nil
}

func (cfg *Config) needsLogin() bool { return cfg.Username != "" && cfg.Auth != authNone }

func isLoopback(host string) bool {
	return strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback()
}
