package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"

	"followup/mailer/oauth"
)

// scriptIssuer returns who gives the tokens of a script: the server at $ISSUER.
func scriptIssuer() oauth.Issuer {
	m, at := oauth.Microsoft(), os.Getenv("ISSUER")
	if at == "" {
		return m
	}
	m.Device, m.Token = at+"/{tenant}/code", at+"/{tenant}/token"
	m.Servers = append(m.Servers, "127.0.0.1")
	return m
}

// A guarded is a provider that takes tokens alone: who gives them, and its mail servers.
type guarded struct {
	dir string // of the script; a file "issuer" there is what the issuer says instead, with its status

	mu sync.Mutex
	n  int // of the tokens that were given; the last one is good
}

// tokens starts the servers of a provider that takes tokens alone, and writes a $WORK/config.toml that uses them. The
// IMAP server knows OAUTHBEARER, the SMTP server XOAUTH2.
func tokens(ts *testscript.TestScript, _ bool, _ []string) {
	g := &guarded{dir: ts.MkAbs(".")}
	issuer := httptest.NewServer(g)
	ts.Defer(issuer.Close)
	ts.Setenv("ISSUER", issuer.URL)

	sends := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &sender{g: g}, nil }))
	sends.AllowInsecureAuth = true
	sending := listen(ts, sends.Serve, sends.Close)

	user := imapmemserver.NewUser("sam@example.test", "")
	for _, name := range []string{"INBOX", "Sent"} {
		ts.Check(user.Create(name, nil))
	}
	reads := imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &reader{g: g, user: user}, nil, nil
		},
		InsecureAuth: true,
	})
	reading := listen(ts, reads.Serve, reads.Close)
	ts.Check(os.WriteFile(ts.MkAbs("config.toml"), []byte(testConfig(sending, fmt.Sprintf(
		"username = \"sam@example.test\"\nauth = \"oauth\"\n[mailbox]\nhost = \"127.0.0.1\"\nport = %d\n"+
			"tls = \"none\"\n[oauth]\nclient_id = \"app-1\"\n[schedule]\ntimezone = \"Europe/Berlin\"\n"+
			"[store]\npath = %q\n",
		reading, ts.MkAbs("state/followup.db")))), 0o600))
	ts.Setenv("FOLLOWUP_CONFIG", ts.MkAbs("config.toml"))
	ts.Setenv("SMTP_PORT", strconv.Itoa(sending))
	ts.Setenv("IMAP_PORT", strconv.Itoa(reading))
}

// listen starts a server on a port of its own.
func listen(ts *testscript.TestScript, serve func(net.Listener) error, stop func() error) (port int) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	go func() { _ = serve(l) }()
	ts.Defer(func() { _ = stop() })
	return l.Addr().(*net.TCPAddr).Port
}

// ServeHTTP gives a code, and for the code or the last refresh token the next token.
func (g *guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	_ = r.ParseForm()
	w.Header().Set("Content-Type", "application/json")
	if said, err := os.ReadFile(g.dir + "/issuer"); err == nil {
		status, body, _ := strings.Cut(string(said), " ")
		code := http.StatusOK
		_, _ = fmt.Sscan(status, &code)
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
		return
	}
	switch last := fmt.Sprintf("refresh-%d-s3cret", g.n); {
	case strings.HasSuffix(r.URL.Path, "/code"):
		_, _ = io.WriteString(w, `{"device_code": "device-s3cret", "user_code": "ABCD-EFGH", "expires_in": 60, `+
			`"interval": 1, "verification_uri": "https://microsoft.com/devicelogin"}`)
	case r.Form.Get("device_code") == "device-s3cret", r.Form.Get("refresh_token") == last:
		g.n++
		_, _ = fmt.Fprintf(w, `{"token_type": "Bearer", "expires_in": 3600, "access_token": %q, "refresh_token": `+
			`"refresh-%d-s3cret"}`, g.access(), g.n)
	default:
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error": "invalid_grant", "error_description": "AADSTS70008: used"}`)
	}
}

func (g *guarded) access() string { return fmt.Sprintf("access-%d-s3cret", g.n) }

// check checks a login with a token.
func (g *guarded) check(user, token string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if user != "sam@example.test" || token != g.access() {
		return errors.New("not " + token) // as a server may say it
	}
	return nil
}

// xoauth2 is the server's side of XOAUTH2.
type xoauth2 struct {
	check func(user, token string) error
	err   error
}

func (x *xoauth2) Next(response []byte) (challenge []byte, done bool, err error) {
	if x.err != nil {
		return nil, true, x.err
	}
	user, rest, _ := strings.Cut(strings.TrimPrefix(string(response), "user="), "\x01auth=Bearer ")
	if x.err = x.check(user, strings.TrimSuffix(rest, "\x01\x01")); x.err != nil {
		return []byte(`{"status":"401"}`), false, nil // the client must ask for the refusal
	}
	return nil, true, nil
}

// rightPassword is the password that the servers take for those who have no token.
const rightPassword = "right"

// A sender is a session of the SMTP server. It takes mail after a login.
type sender struct {
	g        *guarded
	loggedIn bool
}

func (*sender) AuthMechanisms() []string { return []string{"XOAUTH2", sasl.Plain} }
func (*sender) Reset()                   {}
func (*sender) Logout() error            { return nil }

func (s *sender) Auth(mechanism string) (sasl.Server, error) {
	if mechanism == sasl.Plain {
		return sasl.NewPlainServer(func(_, _, password string) error {
			if password != rightPassword {
				return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "not " + password}
			}
			s.loggedIn = true
			return nil
		}), nil
	}
	return &xoauth2{check: func(user, token string) error {
		if err := s.g.check(user, token); err != nil {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 3}, Message: err.Error()}
		}
		s.loggedIn = true
		return nil
	}}, nil
}

func (s *sender) Mail(string, *smtp.MailOptions) error {
	if !s.loggedIn {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (*sender) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (*sender) Data(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}

// A reader is a session of the IMAP server.
type reader struct {
	imapmemserver.UserSession
	g    *guarded
	user *imapmemserver.User
}

func (*reader) Close() error { return nil }

// Login takes the password.
func (s *reader) Login(_, password string) error {
	if password != rightPassword {
		return &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeAuthenticationFailed}
	}
	s.UserSession = *imapmemserver.NewUserSession(s.user)
	return nil
}

func (*reader) AuthenticateMechanisms() []string { return []string{sasl.OAuthBearer} }

func (s *reader) Authenticate(string) (sasl.Server, error) {
	return sasl.NewOAuthBearerServer(func(o sasl.OAuthBearerOptions) *sasl.OAuthBearerError {
		if err := s.g.check(o.Username, o.Token); err != nil {
			return &sasl.OAuthBearerError{Status: cmp.Or(err.Error(), "invalid_token")}
		}
		s.UserSession = *imapmemserver.NewUserSession(s.user)
		return nil
	}), nil
}

var _ imapserver.SessionSASL = (*reader)(nil)
var _ imapserver.Session = (*reader)(nil)
