package mailbox

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// certificates returns a certificate for a host with its key, in PEM, and a config that trusts it.
func certificates(t testing.TB, host string) (cert, key string, trust *tls.Config) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.ParseIP(host)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	trust = &tls.Config{RootCAs: x509.NewCertPool()}
	parsed, _ := x509.ParseCertificate(der)
	trust.RootCAs.AddCert(parsed)
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: bare})), trust
}

// serverTLS returns the config of a server at a host, and that of a client that trusts it.
func serverTLS(t testing.TB, host string) (server, client *tls.Config) {
	t.Helper()
	cert, key, trust := certificates(t, host)
	pair, err := tls.X509KeyPair([]byte(cert), []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}}, trust
}

func TestLogins(t *testing.T) {
	plain := base64.StdEncoding.EncodeToString([]byte("\x00me\x00secret"))
	token := base64.StdEncoding.EncodeToString([]byte("user=me\x01auth=Bearer secret\x01\x01"))
	bearer := base64.StdEncoding.EncodeToString([]byte("n,a=me,\x01auth=Bearer secret\x01\x01"))
	for _, tt := range []struct {
		name, offers, auth string
		want               string // the commands of the login
		err                string
	}{
		{"plain at once", "IMAP4rev1 AUTH=PLAIN SASL-IR", "", "AUTHENTICATE PLAIN " + plain, ""},
		{"plain in two steps", "IMAP4rev1 AUTH=PLAIN LOGINDISABLED", "", "AUTHENTICATE PLAIN|" + plain, ""},
		{"no mechanism", "IMAP4rev1", "", `LOGIN "me" "secret"`, ""},
		{"login by choice", "IMAP4rev1 AUTH=PLAIN", "login", `LOGIN "me" "secret"`, ""},
		{"a token", "IMAP4rev1 AUTH=XOAUTH2 SASL-IR", "xoauth2", "AUTHENTICATE XOAUTH2 " + token, ""},
		{"a token by the standard", "IMAP4rev1 AUTH=OAUTHBEARER AUTH=PLAIN SASL-IR", "xoauth2",
			"AUTHENTICATE OAUTHBEARER " + bearer, ""},
		{"a token in two steps", "IMAP4rev1 AUTH=OAUTHBEARER", "xoauth2", "AUTHENTICATE OAUTHBEARER|" + bearer, ""},
		{"a token where both are known", "IMAP4rev1 AUTH=OAUTHBEARER AUTH=XOAUTH2 SASL-IR", "xoauth2",
			"AUTHENTICATE XOAUTH2 " + token, ""},
		{"no token where a password is taken", "IMAP4rev1 AUTH=PLAIN", "xoauth2", "",
			`does not offer mailbox.auth = "xoauth2"`},
		{"the standard for tokens, and no choice", "IMAP4rev1 AUTH=OAUTHBEARER LOGINDISABLED", "", "",
			`set mailbox.auth = "xoauth2"`},
		{"a token, and no choice", "IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED", "", "",
			`set mailbox.auth = "xoauth2"`},
		{"no login at all", "IMAP4rev1 LOGINDISABLED", "", "", "offers no login"},
		{"another than the one wanted", "IMAP4rev1", "plain", "", `does not offer mailbox.auth = "plain"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{boxes: usualBoxes(), offers: tt.offers}
			_, _, err := lookAt(t, f.client(t, func(c *Config) { c.Auth = tt.auth }), nil)
			commands, _ := f.said()
			commands = slices.DeleteFunc(commands, func(c string) bool {
				return !strings.Contains(c, "LOGIN") && !strings.Contains(c, "AUTH") && c != plain && c != bearer
			})
			if got := strings.Join(commands, "|"); got != tt.want {
				t.Errorf("said %s, want %s", got, tt.want)
			}
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Errorf("error: %v", err)
			}
		})
	}
}

// TestRefusedLogins: what a server says is told, but never the password that it may repeat.
func TestRefusedLogins(t *testing.T) {
	reason := base64.StdEncoding.EncodeToString([]byte(`{"status":"401"}`))
	plain := base64.StdEncoding.EncodeToString([]byte("\x00me\x00secret"))
	for _, tt := range []struct {
		name, auth, answer, err string
	}{
		{"a wrong password", "", "<tag> NO [AUTHENTICATIONFAILED] secret " + plain + " is wrong\r\n",
			"refused the username or password (NO [AUTHENTICATIONFAILED] … … is wrong)"},
		{"not now", "", "<tag> NO [UNAVAILABLE] later\r\n", "the login to "},
		{"a stale token", "xoauth2", "+ " + reason + "\r\n", `refused the access token ({"status":"401"})`},
		{"a stale token in full", "xoauth2", "<tag> NO user=me\x01auth=Bearer secret\r\n",
			"refused the access token (NO user=me auth=Bearer …); check mailbox.username, and the command that prints"},
		{"a challenge that is none", "", "+ no base64\r\n", "the login to "},
		{"a second challenge without text", "", "+ \r\n", "the login to "},
		{"a goodbye", "", "* BYE too many\r\n<drop>", "the login to 127.0.0.1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{offers: "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR",
				odd: map[string]string{"AUTH": tt.answer}}
			_, _, err := lookAt(t, f.client(t, func(c *Config) { c.Auth = tt.auth }), nil)
			if err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "secret") {
				t.Errorf("error: %v", err)
			}
			if commands, _ := f.said(); slices.Contains(commands, "=") {
				t.Error(`"=" is sent for an empty line`)
			}
		})
	}
}

// TestALongRefusalKeepsNoHalfOfASecret: the secret goes before the answer is cut short.
func TestALongRefusalKeepsNoHalfOfASecret(t *testing.T) {
	plain := base64.StdEncoding.EncodeToString([]byte("\x00me\x00secret"))
	answer := "<tag> NO " + strings.Repeat("x", maxWords-len("NO ")-len(plain)/2) + plain + "\r\n"
	f := &fakeServer{offers: "IMAP4rev1 AUTH=PLAIN SASL-IR", odd: map[string]string{"AUTH": answer}}
	_, _, err := lookAt(t, f.client(t, func(*Config) {}), nil)
	if err == nil || !strings.Contains(err.Error(), "xxx") || strings.Contains(err.Error(), plain[:4]) {
		t.Errorf("error: %v", err)
	}
}

// TestARefusedBearerToken: the standard for tokens has its own form, which a server may repeat as well.
func TestARefusedBearerToken(t *testing.T) {
	bearer := base64.StdEncoding.EncodeToString([]byte("n,a=m=3De,\x01auth=Bearer secret\x01\x01"))
	f := &fakeServer{offers: "IMAP4rev1 AUTH=OAUTHBEARER SASL-IR", odd: map[string]string{
		"AUTH": "<tag> NO [AUTHENTICATIONFAILED] not " + bearer + "\r\n"}}
	_, _, err := lookAt(t, f.client(t, func(c *Config) {
		c.Auth, c.Username, c.TokenAdvice = "xoauth2", "m=e", "run `followup login`"
	}), nil)
	want := "refused the access token (NO [AUTHENTICATIONFAILED] not …); check mailbox.username, and run " +
		"`followup login`"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error: %v", err)
	}
	if commands, _ := f.said(); !slices.Contains(commands, "AUTHENTICATE OAUTHBEARER "+bearer) {
		t.Errorf("said %q", commands)
	}
}

// TestTokenThatCannotBeHad: what to do about it is in the error of whoever gets the token.
func TestTokenThatCannotBeHad(t *testing.T) {
	f := &fakeServer{}
	_, _, err := lookAt(t, f.client(t, func(c *Config) {
		c.Auth, c.Password = "xoauth2", func(context.Context) (string, error) { return "", errors.New("do log in") }
	}), nil)
	commands, _ := f.said()
	if err == nil || err.Error() != "cannot get an access token for the mailbox: do log in" || len(commands) > 0 {
		t.Errorf("%v, %q", err, commands)
	}
}

func TestPasswordThatCannotBeHad(t *testing.T) {
	for _, password := range []func(context.Context) (string, error){
		func(context.Context) (string, error) { return "", nil },
		func(context.Context) (string, error) { return "", errors.New("no such file") },
	} {
		f := &fakeServer{}
		_, _, err := lookAt(t, f.client(t, func(c *Config) { c.Password = password }), nil)
		if commands, _ := f.said(); err == nil || !strings.Contains(err.Error(), "password of the mailbox") ||
			len(commands) > 0 {
			t.Errorf("%v, %q", err, commands)
		}
	}
}

// TestEncryption: the password is not sent unless the connection is encrypted, and the server is the right one.
func TestEncryption(t *testing.T) {
	ours, trust := serverTLS(t, "127.0.0.1")
	other, trustOther := serverTLS(t, "127.0.0.2")
	for _, tt := range []struct {
		name         string
		server       *tls.Config
		trust        *tls.Config
		mode         TLSMode
		isImplicit   bool
		odd          map[string]string
		err          string
		saidStartTLS bool
	}{
		{"implicit", ours, trust, ImplicitTLS, true, nil, "", false},
		{"starttls", ours, trust, StartTLS, false, nil, "", true},
		{"of an unknown authority", ours, trustOther, ImplicitTLS, true, nil, "the encryption with ", false},
		{"of another host", other, trustOther, StartTLS, false, nil, "the encryption with ", true},
		{"not offered", nil, trust, StartTLS, false, map[string]string{"STARTTLS": "<tag> BAD what\r\n"},
			"does not offer STARTTLS (BAD what)", true},
		{"taken away", nil, trust, StartTLS, false, map[string]string{"STARTTLS": "<drop>"}, "the encryption with ",
			true},
		{"implicit where it begins in the clear", nil, trust, ImplicitTLS, false, nil, "the encryption with ", false},
		{"starttls where it is encrypted", ours, trust, StartTLS, true, map[string]string{"greeting": ""},
			"did not greet", false},
		{"logged in before it", ours, trust, StartTLS, false, map[string]string{"greeting": "* PREAUTH welcome\r\n"},
			"before the encryption", false},
		{"something said before it", ours, trust, StartTLS, false,
			map[string]string{"STARTTLS": "<usual>* OK [CAPABILITY AUTH=PLAIN] evil\r\n"},
			"something was said before it", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{boxes: usualBoxes(), tls: tt.server, implicit: tt.isImplicit, odd: tt.odd}
			c := f.client(t, briefly, func(c *Config) { c.TLS, c.TLSConfig = tt.mode, tt.trust })
			got, _, err := lookAt(t, c, nil)
			if tt.err == "" && (err != nil || len(got) != 4) ||
				tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Errorf("%v, %v", got, err)
			}
			commands, _ := f.said()
			if slices.Contains(commands, "STARTTLS") != tt.saidStartTLS || tt.err != "" && len(commands) > 1 &&
				tt.mode != ImplicitTLS {
				t.Errorf("said %q", commands)
			}
		})
	}
}

func TestGreetings(t *testing.T) {
	for _, tt := range []struct{ name, greeting, err string }{
		{"none", "<stall>", "did not greet as an IMAP server does (no answer in time)"},
		{"of a mail server", "220 ready\r\n", "did not greet as an IMAP server does (220 ready)"},
		{"goodbye", "* BYE [UNAVAILABLE] too many connections\r\n<drop>",
			"turned the connection away (too many connections)"},
		{"closed", "<drop>", "(the connection was closed)"},
		{"a line without end", strings.Repeat("x", 3<<20), "it sent a line without end"},
		{"logged in already", "* PREAUTH hello\r\n", ""},
		{"another line before", "* OK wait\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeServer{boxes: usualBoxes(), odd: map[string]string{"greeting": tt.greeting}}
			_, _, err := lookAt(t, f.client(t, briefly), nil)
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Errorf("error: %v", err)
			}
		})
	}
}

func TestConfigMistakes(t *testing.T) {
	good := Config{Host: "imap.example.test", Port: 993, TLS: ImplicitTLS, Username: "me",
		Password: func(context.Context) (string, error) { return "", nil }}
	if _, err := New(good); err != nil {
		t.Error(err)
	}
	for want, change := range map[string]func(*Config){
		"mailbox.host is empty":               func(c *Config) { c.Host = "" },
		"write only the name of the server":   func(c *Config) { c.Host = "imaps://imap.example.test" },
		"mailbox.port is 0":                   func(c *Config) { c.Port = 0 },
		`mailbox.tls is "ssl"`:                func(c *Config) { c.TLS = "ssl" },
		"is another machine":                  func(c *Config) { c.TLS = NoTLS },
		`mailbox.auth is "cram-md5"`:          func(c *Config) { c.Auth = "cram-md5" },
		"mailbox.username is empty":           func(c *Config) { c.Username = "" },
		"mailbox.username has no password; s": func(c *Config) { c.Password = nil },
	} {
		cfg := good
		change(&cfg)
		if _, err := New(cfg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
