// Package mailer turns a step that an application calls for into a reminder email to the user, and hands the email to
// their SMTP server.
//
// The two halves never overlap: [Mailer.Compose] makes the finished bytes without a connection, [Mailer.Deliver] sends
// bytes without looking into them. So a broken letter can not become half a mail, and a mail can be sent again exactly
// as it was.
package mailer

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"time"

	"followup/mailer/letters"
	"followup/rules"
)

// TLSMode is how the connection to the server is encrypted.
type TLSMode string

// The modes.
const (
	StartTLS    TLSMode = "starttls" // begins in the clear and must be upgraded, usually on port 587
	ImplicitTLS TLSMode = "implicit" // encrypted from the first byte, usually on port 465
	NoTLS       TLSMode = "none"     // for a server on the same machine
)

// Config is all that the mailer needs to know.
type Config struct {
	// User is who the letters are from. The reminders go from User.Email to User.Email.
	User letters.User

	Host string
	Port int
	TLS  TLSMode

	// AllowUnencrypted permits TLS "none" to a server on another machine, where anybody on the way reads along.
	AllowUnencrypted bool

	// Username "" is a server that wants no login. Password is asked for at each dial, so a token can be fresh; it is
	// the access token where Auth is "xoauth2".
	Username string
	Password func(ctx context.Context) (string, error)

	// Auth names the login mechanism (plain, login, scram-sha-1, scram-sha-256, xoauth2, none). Empty is the best one
	// that the server offers, which is never xoauth2, as nothing tells a password from a token.
	Auth string

	// TLSConfig replaces the default, for instance to trust another root; Dial replaces the network; both are for
	// tests. StepTimeout is how long the server may take for one answer, 30 seconds if zero.
	TLSConfig   *tls.Config
	Dial        func(ctx context.Context, network, addr string) (net.Conn, error)
	StepTimeout time.Duration

	// TemplatesDir holds letters that replace the built-in ones; "" is none.
	TemplatesDir string

	// InstallID tells this installation's Message-IDs from those of others.
	InstallID string

	// Policy has the user's zone, and what comes next.
	Policy rules.Policy
}

// Composer writes drafts and the reminders that carry them. It opens no connection, and may be used by several
// goroutines.
type Composer struct {
	cfg     Config
	from    mail.Address
	domain  string // of the user's address
	letters *letters.Letters
}

// Mailer composes reminders and delivers them. It may be used by several goroutines; they take turns on its one
// connection.
type Mailer struct {
	*Composer

	mu   sync.Mutex
	conn *conn // kept from one message to the next; nil when there is none
}

// defaultStepTimeout is for a server that thinks; a dead one is noticed by the system much later.
const defaultStepTimeout = 30 * time.Second

// New reads the letters and checks the configuration. It opens no connection.
func New(cfg Config) (*Mailer, error) {
	if cfg.StepTimeout == 0 {
		cfg.StepTimeout = defaultStepTimeout
	}
	c, err := NewComposer(cfg)
	if err != nil {
		return nil, err
	}
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	return &Mailer{Composer: c}, nil
}

// NewComposer reads the letters. Of the configuration it needs User and Policy.Location, and checks nothing else.
func NewComposer(cfg Config) (*Composer, error) {
	if letters.OneLine(cfg.User.Name) == "" {
		return nil, errors.New("user.name is empty; the letters are signed with it")
	}
	address, ok := safeAddress(cfg.User.Email)
	if !ok {
		return nil, fmt.Errorf("user.email %q is not an address like sam@example.org", cfg.User.Email)
	}
	if cfg.Policy.Location == nil {
		return nil, errors.New("the mailer's policy has no time zone")
	}
	l, err := letters.Load(cfg.TemplatesDir)
	if err != nil {
		return nil, err
	}
	return &Composer{
		cfg:     cfg,
		from:    mail.Address{Name: letters.OneLine(cfg.User.Name), Address: address},
		domain:  strings.ToLower(address[strings.LastIndexByte(address, '@')+1:]),
		letters: l,
	}, nil
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
		return fmt.Errorf("smtp.auth is %q; expected nothing or one of %s", cfg.Auth, strings.Join(mechanismNames(), ", "))
	case cfg.needsLogin() && cfg.Password == nil:
		return errors.New("smtp.username is set, but no password; set one of password_file, password_command or password")
	}
	return nil
}

func (cfg *Config) needsLogin() bool { return cfg.Username != "" && cfg.Auth != authNone }

func isLoopback(host string) bool {
	return strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback()
}
