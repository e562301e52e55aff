package smtp

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"net/url"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"followup/rules/outbox"
)

// checkNoSecret fails the test if s contains the canary, plain or in an encoding that a login uses.
func checkNoSecret(t testing.TB, where, s string) {
	t.Helper()
	b64 := base64.StdEncoding.EncodeToString
	for _, form := range []string{
		canary, url.QueryEscape(canary), fmt.Sprintf("%x", canary), b64([]byte(canary)),
		b64([]byte("\x00sam\x00" + canary)),
		b64([]byte("user=sam\x01auth=Bearer " + canary + "\x01\x01")),
	} {
		if strings.Contains(s, form) {
			t.Errorf("the password is on %s as %q", where, form)
		}
	}
}

// authority signs certificates.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t testing.TB) *authority {
	t.Helper()
	a := &authority{}
	pair := a.sign(t, func(c *x509.Certificate) { c.IsCA, c.BasicConstraintsValid = true, true })
	a.key = pair.PrivateKey.(*ecdsa.PrivateKey)
	var err error
	if a.cert, err = x509.ParseCertificate(pair.Certificate[0]); err != nil {
		t.Fatal(err)
	}
	return a
}

// sign makes a certificate for 127.0.0.1, with changes. The first one is the authority's own.
func (a *authority) sign(t testing.TB, change func(*x509.Certificate)) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	if change != nil {
		change(template)
	}
	parent, signer := template, key
	if a.cert != nil {
		parent, signer = a.cert, a.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// TestNoLoginOverBadEncryption: with a bad certificate or bad TLS, no password is sent, no message is refused for it,
// and the error says what is wrong and which keys to check.
func TestNoLoginOverBadEncryption(t *testing.T) {
	ours, theirs, selfSigned := newAuthority(t), newAuthority(t), &authority{}
	good := ours.sign(t, nil)
	roots := x509.NewCertPool()
	roots.AddCert(ours.cert)

	for _, tt := range []struct {
		name   string
		server *tls.Config
		want   string // "" means a delivery
	}{
		{"nothing wrong", &tls.Config{Certificates: []tls.Certificate{good}}, ""},
		{"TLS 1.2 is enough", &tls.Config{Certificates: []tls.Certificate{good}, MaxVersion: tls.VersionTLS12}, ""},
		{"expired", &tls.Config{Certificates: []tls.Certificate{ours.sign(t, func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
		})}}, "certificate has expired"},
		{"not yet valid", &tls.Config{Certificates: []tls.Certificate{ours.sign(t, func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().Add(time.Hour), time.Now().Add(2*time.Hour)
		})}}, "not yet valid"},
		{"self-signed", &tls.Config{Certificates: []tls.Certificate{selfSigned.sign(t, nil)}}, "unknown authority"},
		{"of an unknown authority",
			&tls.Config{Certificates: []tls.Certificate{theirs.sign(t, nil)}}, "unknown authority"},
		{"for another host", &tls.Config{Certificates: []tls.Certificate{ours.sign(t, func(c *x509.Certificate) {
			c.IPAddresses = []net.IP{net.IPv4(192, 0, 2, 1)}
		})}}, "certificate is valid for 192.0.2.1, not 127.0.0.1"},
		{"for a name instead of an address",
			&tls.Config{Certificates: []tls.Certificate{ours.sign(t, func(c *x509.Certificate) {
				c.IPAddresses, c.DNSNames = nil, []string{"mail.example.org"}
			})}}, "doesn't contain any IP SANs"},
		{"not for servers", &tls.Config{Certificates: []tls.Certificate{ours.sign(t, func(c *x509.Certificate) {
			c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
		})}}, "incompatible key usage"},
		{"TLS 1.1",
			&tls.Config{Certificates: []tls.Certificate{good}, MinVersion: tls.VersionTLS10,
				MaxVersion: tls.VersionTLS11},
			"protocol version"},
		{"TLS 1.0",
			&tls.Config{Certificates: []tls.Certificate{good}, MinVersion: tls.VersionTLS10,
				MaxVersion: tls.VersionTLS10},
			"protocol version"},
	} {
		for _, mode := range []TLSMode{StartTLS, ImplicitTLS} {
			t.Run(fmt.Sprintf("%s, %s", tt.name, mode), func(t *testing.T) {
				server := &fakeServer{offers: "250-STARTTLS\r\n250-AUTH PLAIN LOGIN\r\n", tls: tt.server.Clone(),
					implicit: mode == ImplicitTLS}
				cfg := withLogin(config())
				cfg.Port, cfg.TLS, cfg.TLSConfig = server.start(t), mode, &tls.Config{RootCAs: roots}
				m := mustNew(t, cfg)
				r := m.Deliver(t.Context(), message(1))
				m.Hangup()
				server.waitClosed(t)
				wire, got, _, _ := server.state()
				checkNoSecret(t, "the wire", wire)
				if tt.want == "" {
					if r.Outcome != outbox.Accepted || len(got) != 1 {
						t.Errorf("got %+v", r)
					}
					return
				}
				if r.Outcome != outbox.ChannelFault || !strings.Contains(r.Text, tt.want) ||
					!strings.Contains(r.Text, "check smtp.host, smtp.port and smtp.tls") {
					t.Errorf("got %+v, want %s", r, tt.want)
				}
				checkReply(t, r)
				if s := strings.Join(server.commands, " "); strings.Contains(s, "AUTH") || strings.Contains(s, "MAIL") {
					t.Errorf("the client continued: %s", s)
				}
			})
		}
	}
}

// TestWhatIsSaidBeforeEncryptionIsForgotten: an attacker puts answers behind the server's "go on", hoping that they are
// taken for the server's own inside the encryption.
func TestWhatIsSaidBeforeEncryptionIsForgotten(t *testing.T) {
	server := &fakeServer{tls: serverTLS, offers: "250-STARTTLS\r\n250-AUTH PLAIN\r\n", script: script{
		"STARTTLS": "raw 220 go on\r\n250-evil\r\n250 AUTH PLAIN\r\n235 welcome\r\n" +
			"250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n",
		"EHLO 2": "250-fake\r\n250 AUTH XOAUTH2",
	}}
	cfg := withLogin(config())
	cfg.Port, cfg.TLS, cfg.TLSConfig = server.start(t), StartTLS, clientTLS
	m := mustNew(t, cfg)
	r := m.Deliver(t.Context(), message(1))
	if r.Outcome != outbox.ChannelFault ||
		!strings.Contains(r.Text, "offers only logins that followup does not use by itself (XOAUTH2)") {
		t.Errorf("got %+v, want what the server says inside the encryption", r)
	}
	if next := m.Deliver(t.Context(), message(2)); next.Outcome != outbox.Accepted {
		t.Errorf("the message after it: %+v", next)
	}
	m.Hangup()
	wire, got, _, _ := server.state()
	checkNoSecret(t, "the wire", wire)
	if len(got) != 1 || strings.Contains(strings.SplitN(strings.Join(server.commands, " "), "STARTTLS", 3)[1], "AUTH") {
		t.Errorf("%d messages, %v", len(got), server.commands)
	}
}

// TestNothingPrintsThePassword, neither with an open connection nor in a panic.
func TestNothingPrintsThePassword(t *testing.T) {
	server := &fakeServer{offers: "250-AUTH PLAIN\r\n"}
	cfg := withLogin(config())
	cfg.Port = server.start(t)
	m := mustNew(t, cfg)
	m.Deliver(t.Context(), message(1))
	login := base64.StdEncoding.EncodeToString([]byte("\x00sam\x00" + canary))
	if wire, _, _, _ := server.state(); !strings.Contains(wire, login) {
		t.Fatalf("the password was not used:\n%.200s", wire)
	}
	var out strings.Builder
	for _, v := range []any{cfg, &cfg, m, m.conn, *m.conn, m.conn.client, mechanisms} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug})).Debug("it", "v", v)
		slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug})).Debug("it", "v", v)
	}
	m.Hangup()
	checkNoSecret(t, "what is printed", out.String())

	t.Run("a panic with the password in hand", func(t *testing.T) {
		cfg.Dial = func(context.Context, string, string) (net.Conn, error) { panic(errors.New("no network")) }
		defer func() {
			said, stack := fmt.Sprint(recover()), string(debug.Stack())
			if !strings.Contains(stack, "(*Client).dial") {
				t.Errorf("not where the password is in hand:\n%s", stack)
			}
			checkNoSecret(t, "the stack", said+stack)
		}()
		mustNew(t, cfg).Deliver(t.Context(), message(1))
	})
}
