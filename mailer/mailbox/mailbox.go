// Package mailbox looks into the user's mailbox over IMAP. It opens folders read-only, so it changes nothing there. The
// one exception is [Drafts]: it adds drafts to the Drafts folder, and takes these away again.
//
// The library, go-imap v2.0.0-beta.8, is kept at arm's length; what was learned about it stands beside the file where
// it can be seen. It ends the connection at anything unexpected, also in what nobody asked for: unknown types of
// responses, an odd capability, flag or folder name (imapclient/client.go, readResponseData; internal/utf7). It waits
// for the next response without a deadline, sets its deadlines by itself (readResponse), and bounds neither lines nor
// literals (imapwire/decoder.go, Text and Literal). It takes a literal that was cut short for a whole one
// (LiteralReader.Read), drops a mail whose UID comes after its text (fetch.go, handleFetch), and loses the cause of an
// error (%v everywhere). So [wire] stands between it and the server, and hands on only what it surely reads. Its
// StartTLS passes what came before the encryption to the encryption, and takes the client's word for the greeting, so
// that step is made here. Its SASL answers a challenge with "=" where an empty line belongs (internal/sasl.go), so a
// login here never has anything empty to say. It writes folder names in UTF-8 as soon as the server can do IMAP4rev2,
// although nobody has enabled that (beginCommand), so it is not told. ENVELOPE, BODYSTRUCTURE, FLAGS and INTERNALDATE
// are never asked for: one odd answer to them costs the connection, and the header of a mail has all of it.
package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"
)

// TLSMode is how the connection to the server is encrypted.
type TLSMode string

const (
	// ImplicitTLS is encrypted from the first byte, usually on port 993.
	ImplicitTLS TLSMode = "implicit"
	// StartTLS begins in the clear and must be upgraded, usually on port 143.
	StartTLS TLSMode = "starttls"
	// NoTLS is for a server on the same machine.
	NoTLS TLSMode = "none"
)

// Config is the account whose mailbox is looked at.
type Config struct {
	Host string
	Port int
	TLS  TLSMode

	Username string

	// Password is called at each look, so that a token can be fresh. It returns the access token if Auth is "xoauth2".
	Password func(ctx context.Context) (string, error)

	// Auth names the login: plain, login or xoauth2. If it is empty, it is plain or login, as the server offers. The
	// standard for tokens, OAUTHBEARER (RFC 7628), is used where a server does not know its forerunner XOAUTH2.
	Auth string

	// TokenAdvice is what to do about a token that is refused, after "check … and"; "" is about a command.
	TokenAdvice string

	// AuthServ is the name by which the mail server signs its Authentication-Results; "" if none is known.
	AuthServ string

	// StepTimeout is how long the server may be silent; zero means 20 seconds. LookTimeout is how long a look may
	// take; zero means 60 seconds.
	StepTimeout, LookTimeout time.Duration

	// LookBytes is how much the server may say in a look; zero means 64 MB.
	LookBytes int

	// TLSConfig says which authorities are trusted; nil is those that the machine knows.
	TLSConfig *tls.Config

	// Dial replaces the default in tests.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

const (
	defaultStepTimeout = 20 * time.Second
	defaultLookTimeout = 60 * time.Second
	defaultLookBytes   = 64 << 20
)

// The names of logins in mailbox.auth.
const (
	authPlain   = "plain"
	authLogin   = "login"
	authXOAuth2 = "xoauth2"

	authOAuthBearer = "oauthbearer" // not by name
)

// A Client looks into one mailbox. Only one goroutine at a time may use it.
type Client struct {
	cfg Config

	// Where mails cannot be read, by folder: the size of a chunk, until the mail is found, and in how many looks the
	// last ones could not.
	sizes, stuck map[string]int
}

// New checks the configuration. It opens no connection.
func New(cfg Config) (*Client, error) {
	if cfg.StepTimeout == 0 {
		cfg.StepTimeout = defaultStepTimeout
	}
	if cfg.LookTimeout == 0 {
		cfg.LookTimeout = defaultLookTimeout
	}
	if cfg.LookBytes == 0 {
		cfg.LookBytes = defaultLookBytes
	}
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	return &Client{cfg: cfg, sizes: map[string]int{}, stuck: map[string]int{}}, nil
}

func (cfg *Config) validate() error {
	auths := []string{authPlain, authLogin, authXOAuth2}
	switch {
	case cfg.Host == "":
		return errors.New("mailbox.host is empty; it is your mail provider's IMAP server, such as imap.example.org")
	case strings.ContainsAny(cfg.Host, " /@"):
		return fmt.Errorf("mailbox.host is %q; write only the name of the server, such as imap.example.org", cfg.Host)
	case cfg.Port < 1 || cfg.Port > 65535:
		return fmt.Errorf("mailbox.port is %d; expected 1 to 65535, usually 993 or 143", cfg.Port)
	case !slices.Contains([]TLSMode{StartTLS, ImplicitTLS, NoTLS}, cfg.TLS):
		return fmt.Errorf(`mailbox.tls is %q; expected "implicit", "starttls" or "none"`, cfg.TLS)
	case cfg.TLS == NoTLS && !IsLoopback(cfg.Host):
		return fmt.Errorf(`mailbox.tls is "none", but %s is another machine and everybody on the way could read `+
			`along; use "implicit" or "starttls"`, cfg.Host)
	case cfg.Auth != "" && !slices.Contains(auths, cfg.Auth):
		return fmt.Errorf("mailbox.auth is %q; expected nothing or one of %s", cfg.Auth, strings.Join(auths, ", "))
	case cfg.Username == "":
		return errors.New("mailbox.username is empty, and so is smtp.username; it is the name that you log in with")
	case cfg.Password == nil:
		return errors.New("mailbox.username has no password; set one of mailbox.password_file, " +
			"mailbox.password_command and mailbox.password, or one of those of smtp")
	}
	return nil
}

// IsLoopback reports whether a host is this machine, to which a connection needs no encryption.
func IsLoopback(host string) bool {
	return strings.EqualFold(host, "localhost") || net.ParseIP(host).IsLoopback()
}
