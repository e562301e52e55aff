package smtp

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"followup/rules/outbox"
)

// The server's certificate, and clients that trust it.
var serverTLS, clientTLS = mustCertificate()

func mustCertificate() (server, client *tls.Config) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	server = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	return server, &tls.Config{RootCAs: roots}
}

// realServer is a server by emersion/go-smtp, an independent implementation of SMTP.
type realServer struct {
	mechanisms []string

	mu       sync.Mutex
	used     []string // the mechanisms that led to a login
	messages []string
	envelope []string
}

type session struct {
	*realServer
	loggedIn bool
}

func (s *realServer) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &session{realServer: s}, nil
}

func (s *session) AuthMechanisms() []string { return s.mechanisms }
func (s *session) Reset()                   {}
func (s *session) Logout() error            { return nil }

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if len(s.mechanisms) > 0 && !s.loggedIn {
		return smtp.ErrAuthRequired
	}
	s.note(&s.envelope, from)
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.note(&s.envelope, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	s.note(&s.messages, string(b))
	return err
}

func (s *realServer) note(list *[]string, what string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*list = append(*list, what)
}

func (s *session) Auth(mech string) (sasl.Server, error) {
	check := func(user, secret string) error {
		if user != "sam" || secret != canary {
			return smtp.ErrAuthFailed
		}
		s.loggedIn = true
		s.note(&s.used, mech)
		return nil
	}
	switch mech {
	case sasl.Plain:
		return sasl.NewPlainServer(func(_, user, password string) error { return check(user, password) }), nil
	case sasl.Login:
		return &loginServer{check: check}, nil
	case "XOAUTH2":
		return &tokenServer{check: check}, nil
	case "SCRAM-SHA-256":
		return &scramServer{password: canary, ok: func() error { return check("sam", canary) }}, nil
	}
	return nil, smtp.ErrAuthUnknownMechanism
}

// loginServer is the server side of LOGIN.
type loginServer struct {
	check func(user, password string) error
	user  *string
	asked bool
}

func (s *loginServer) Next(response []byte) ([]byte, bool, error) {
	switch said := string(response); {
	case !s.asked:
		s.asked = true
		return []byte("Username:"), false, nil
	case s.user == nil:
		s.user = &said
		return []byte("Password:"), false, nil
	default:
		return nil, true, s.check(*s.user, said)
	}
}

// tokenServer is the server side of XOAUTH2, as Google and Microsoft implement it.
type tokenServer struct {
	check func(user, token string) error
}

func (s *tokenServer) Next(response []byte) ([]byte, bool, error) {
	user, rest, _ := strings.Cut(strings.TrimPrefix(string(response), "user="), "\x01auth=Bearer ")
	token, end, _ := strings.Cut(rest, "\x01")
	if end != "\x01" {
		return nil, true, errors.New("malformed")
	}
	return nil, true, s.check(user, token)
}

// scramServer is the server side of RFC 7677, as far as one exchange needs it.
type scramServer struct {
	password            string
	ok                  func() error
	clientBare, ownPart string
	step                int
}

func (s *scramServer) Next(response []byte) ([]byte, bool, error) {
	s.step++
	said := string(response)
	switch s.step {
	case 1:
		return []byte{}, false, nil
	case 2:
		s.clientBare = strings.TrimPrefix(said, "n,,")
		_, nonce, _ := strings.Cut(s.clientBare, "r=")
		s.ownPart = "r=" + nonce + "server,s=" + base64.StdEncoding.EncodeToString([]byte("salt")) + ",i=4096"
		return []byte(s.ownPart), false, nil
	case 3:
		return s.verify(said)
	}
	return nil, true, s.ok()
}

func (s *scramServer) verify(said string) ([]byte, bool, error) {
	final, proof, _ := strings.Cut(said, ",p=")
	salted, err := pbkdf2.Key(sha256.New, s.password, []byte("salt"), 4096, sha256.Size)
	if err != nil {
		return nil, true, err
	}
	mac := func(key []byte, text string) []byte {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(text))
		return h.Sum(nil)
	}
	auth := s.clientBare + "," + s.ownPart + "," + final
	clientKey := mac(salted, "Client Key")
	stored := sha256.Sum256(clientKey)
	want := mac(stored[:], auth)
	for i := range want {
		want[i] ^= clientKey[i]
	}
	if proof != base64.StdEncoding.EncodeToString(want) {
		return nil, true, smtp.ErrAuthFailed
	}
	signature := mac(mac(salted, "Server Key"), auth)
	return []byte("v=" + base64.StdEncoding.EncodeToString(signature)), false, nil
}

func (s *realServer) start(t testing.TB, mode TLSMode) (port int) {
	t.Helper()
	return serve(t, s, mode)
}

// serve listens on a free port until the test is over.
func serve(t testing.TB, backend smtp.Backend, mode TLSMode) (port int) {
	t.Helper()
	server := smtp.NewServer(backend)
	server.Domain = "localhost"
	server.AllowInsecureAuth = mode == NoTLS
	server.ErrorLog = log.New(io.Discard, "", 0)
	if mode != NoTLS {
		server.TLSConfig = serverTLS
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port = l.Addr().(*net.TCPAddr).Port
	if mode == ImplicitTLS {
		l = tls.NewListener(l, serverTLS)
	}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return port
}

func TestARealServer(t *testing.T) {
	all := []string{"SCRAM-SHA-256", "PLAIN", "LOGIN", "XOAUTH2"}
	for _, mode := range []TLSMode{StartTLS, ImplicitTLS, NoTLS} {
		for _, tt := range []struct {
			name    string
			offered []string
			auth    string
			want    string // the mechanism used
		}{
			{"the best mechanism offered", all, "", "SCRAM-SHA-256"},
			{"PLAIN before LOGIN", []string{"LOGIN", "PLAIN"}, "", "PLAIN"},
			{"LOGIN if nothing else is offered", []string{"XOAUTH2", "LOGIN"}, "", "LOGIN"},
			{"a token, named in the config", all, "xoauth2", "XOAUTH2"},
			{"PLAIN, named in the config", all, "plain", "PLAIN"},
			{"no login", nil, "none", ""},
		} {
			t.Run(fmt.Sprintf("%s, %s", mode, tt.name), func(t *testing.T) {
				t.Parallel()
				server := &realServer{mechanisms: tt.offered}
				cfg := withLogin(config())
				cfg.Port, cfg.TLS, cfg.TLSConfig, cfg.Auth = server.start(t, mode), mode, clientTLS, tt.auth
				m, msg := mustNew(t, cfg), message(1)
				for range 2 {
					if r := m.Deliver(t.Context(), msg); r.Outcome != outbox.Accepted {
						t.Fatalf("%+v", r)
					}
				}
				m.Hangup()

				server.mu.Lock()
				defer server.mu.Unlock()
				if tt.want != "" && !slices.Equal(server.used, []string{tt.want}) {
					t.Errorf("logged in with %v, want %s once", server.used, tt.want)
				}
				if len(server.messages) != 2 || server.messages[0] != string(msg.Bytes) {
					t.Errorf("%d messages, or other bytes than were handed over", len(server.messages))
				}
				if want := slices.Repeat([]string{"sam@example.org"}, 4); !slices.Equal(server.envelope, want) {
					t.Errorf("the envelope was %v", server.envelope)
				}
			})
		}
	}
}

func TestAWrongPassword(t *testing.T) {
	for _, mechanism := range []string{"PLAIN", "LOGIN", "SCRAM-SHA-256", "XOAUTH2"} {
		t.Run(mechanism, func(t *testing.T) {
			server := &realServer{mechanisms: []string{mechanism}}
			cfg := withLogin(config())
			cfg.Port, cfg.TLS, cfg.TLSConfig, cfg.Auth = server.start(t,
				StartTLS), StartTLS, clientTLS, strings.ToLower(mechanism)
			cfg.Password = func(context.Context) (string, error) { return "wrong", nil }
			m := mustNew(t, cfg)
			r := m.Deliver(t.Context(), message(1))
			want := "refused the username or password"
			if mechanism == "XOAUTH2" {
				want = "refused the access token (535 5.7.8 Authentication failed); check smtp.username, whether the " +
					"account may use SMTP, and the command that prints the token"
			}
			if r.Outcome != outbox.ChannelFault || !strings.Contains(r.Text, want) {
				t.Errorf("got %+v", r)
			}
			if err := m.Check(t.Context()); err == nil || err.Error() != r.Text {
				t.Errorf("Check says %v", err)
			}
		})
	}
}

func TestCheckSendsNothing(t *testing.T) {
	server := &realServer{mechanisms: []string{"PLAIN"}}
	cfg := withLogin(config())
	cfg.Port, cfg.TLS, cfg.TLSConfig = server.start(t, StartTLS), StartTLS, clientTLS
	if err := mustNew(t, cfg).Check(t.Context()); err != nil {
		t.Error(err)
	}
	if want := slices.Repeat([]string{"sam@example.org"}, 2); len(server.used) != 1 ||
		!slices.Equal(server.envelope, want) || len(server.messages) != 0 {
		t.Errorf("logins %v, envelope %v, %d messages; want one login, up to the recipient", server.used,
			server.envelope, len(server.messages))
	}
}

func TestTheCertificateMustBeRight(t *testing.T) {
	for _, mode := range []TLSMode{StartTLS, ImplicitTLS} {
		t.Run(string(mode), func(t *testing.T) {
			server := &realServer{mechanisms: []string{"PLAIN"}}
			cfg := withLogin(config())
			cfg.Port, cfg.TLS = server.start(t, mode), mode // without the root
			if r := mustNew(t, cfg).Deliver(t.Context(), message(1)); r.Outcome != outbox.ChannelFault ||
				!strings.Contains(r.Text, "certificate") {
				t.Errorf("got %+v", r)
			}
			cfg.TLSConfig, cfg.Host = clientTLS, "localhost" // which the certificate does not name
			if r := mustNew(t, cfg).Deliver(t.Context(), message(1)); r.Outcome != outbox.ChannelFault {
				t.Errorf("got %+v", r)
			}
			if len(server.used) > 0 {
				t.Error("the password was sent")
			}
		})
	}
}

// TestWithoutEncryptionNothingIsTold: a server, or an attacker in between, hides STARTTLS to get the password.
func TestWithoutEncryptionNothingIsTold(t *testing.T) {
	server := &fakeServer{offers: "250-AUTH PLAIN LOGIN XOAUTH2\r\n"}
	port := server.start(t)
	for _, auth := range []string{"", "plain", "login", "xoauth2"} {
		cfg := withLogin(config())
		cfg.Port, cfg.TLS, cfg.Auth = port, StartTLS, auth
		if r := mustNew(t, cfg).Deliver(t.Context(), message(1)); r.Outcome != outbox.ChannelFault ||
			!strings.Contains(r.Text, `does not offer STARTTLS; check smtp.port, or set smtp.tls = "implicit"`) {
			t.Errorf("auth %q: %+v", auth, r)
		}
	}
	wire, _, _, _ := server.state()
	checkNoSecret(t, "the wire", wire)
	if strings.Contains(wire, "AUTH") || strings.Contains(wire, "MAIL") {
		t.Errorf("it said more than hello:\n%s", wire)
	}
}

func TestWhatAServerOffersDoesNotFit(t *testing.T) {
	for _, tt := range []struct{ name, offers, auth, want string }{
		{"no login is offered", "", "", "offers no login"},
		{"none that can be read is offered", "250-AUTH \x7f\r\n", "", "offers no login"},
		{"a very long list is offered", "250-AUTH " + strings.Repeat("X", 1000) + "\r\n", "", "XXX…)"},
		{"only tokens are offered", "250-AUTH XOAUTH2\r\n", "", `set smtp.auth = "xoauth2"`},
		{"only CRAM-MD5", "250-AUTH CRAM-MD5\r\n", "", "does not use by itself (CRAM-MD5); send by another server"},
		{"only Windows logins are offered",
			"250-AUTH NTLM GSSAPI\r\n", "", "(NTLM GSSAPI); send by another server, such as one on this machine"},
		{"the configured one is not offered",
			"250-AUTH PLAIN\r\n", "scram-sha-256", `does not offer smtp.auth = "scram-sha-256", only PLAIN`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := &fakeServer{offers: tt.offers}
			cfg := withLogin(config())
			cfg.Port, cfg.Auth = server.start(t), tt.auth
			if err := mustNew(t, cfg).Check(t.Context()); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			server.waitClosed(t)
		})
	}
}

func TestAServerThatSaysThePasswordBack(t *testing.T) {
	plain := base64.StdEncoding.EncodeToString([]byte("\x00sam\x00" + canary))
	server := &fakeServer{offers: "250-AUTH PLAIN\r\n", script: script{"AUTH": "535 no " + canary + " or " + plain}}
	cfg := withLogin(config())
	cfg.Port = server.start(t)
	r := mustNew(t, cfg).Deliver(t.Context(), message(1))
	if strings.Contains(r.Text, canary) || strings.Contains(r.Text, plain) ||
		!strings.Contains(r.Text, "535 no … or …") {
		t.Errorf("got %+v", r)
	}
	t.Run("if the reply is cut short", func(t *testing.T) {
		for n := range len(canary) {
			server := &fakeServer{offers: "250-AUTH PLAIN\r\n",
				script: script{"AUTH": "535 " + strings.Repeat("x", maxWords-6-n) + " " + canary}}
			cfg.Port = server.start(t)
			if r := mustNew(t, cfg).Deliver(t.Context(), message(1)); strings.Contains(r.Text, canary[:3]) {
				t.Errorf("got %+v", r)
			}
		}
	})
}

func TestThePasswordIsFetchedAtEachDial(t *testing.T) {
	server := &realServer{mechanisms: []string{"PLAIN"}}
	cfg := withLogin(config())
	cfg.Port = server.start(t, NoTLS)
	fetched := 0
	cfg.Password = func(context.Context) (string, error) {
		if fetched++; fetched == 1 {
			return "", errors.New("vault is locked")
		}
		return canary, nil
	}
	m := mustNew(t, cfg)
	if r := m.Deliver(t.Context(), message(1)); r.Outcome != outbox.ChannelFault ||
		!strings.Contains(r.Text, "cannot get the SMTP password: vault is locked") {
		t.Errorf("got %+v", r)
	}
	for range 2 {
		if r := m.Deliver(t.Context(), message(1)); r.Outcome != outbox.Accepted {
			t.Errorf("got %+v", r)
		}
	}
	m.Hangup()
	if fetched != 2 {
		t.Errorf("fetched %d times for two dials", fetched)
	}
}
