package config

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCheckServer(t *testing.T) {
	const only = "; write only the name of the server"
	for _, tt := range []struct{ host, want string }{
		{"", ""},
		{"smtp.example.org", ""},
		{"smtp.example.org.", ""},
		{"mail_1", ""},
		{"localhost", ""},
		{"192.0.2.1", ""},
		{"::1", ""},
		{"fe80::1%eth0", ""},
		{"smtp.example.org:465", only + `: smtp.host = "smtp.example.org" and smtp.port = 465`},
		{"smtps://smtp.example.org:465/", only + `: smtp.host = "smtp.example.org" and smtp.port = 465`},
		{"smtps://sam:secret@smtp.example.org", only + `: smtp.host = "smtp.example.org"`},
		{"https://mail.example.org/inbox?a=b#c", only + `: smtp.host = "mail.example.org"`},
		{"smtp.example.org/", only + `: smtp.host = "smtp.example.org"`},
		{" smtp.example.org", only + `: smtp.host = "smtp.example.org"`},
		{"smtp.example.org\n", only + `: smtp.host = "smtp.example.org"`},
		{"[::1]", only + `: smtp.host = "::1"`},
		{"[::1]:25", only + `: smtp.host = "::1" and smtp.port = 25`},
		{"smtp example org", only + ", such as mail.example.org"},
		{"sam@example.org", only + ", such as mail.example.org"},
		{"smtp.example.org:smtps", only + ", such as mail.example.org"},
		{"bücher.example", only + ", such as mail.example.org"},
		{"-x", only + ", such as mail.example.org"},
		{"https://", only + ", such as mail.example.org"},
	} {
		err := CheckServer("smtp", tt.host)
		if tt.want == "" && err != nil || tt.want != "" &&
			(err == nil || err.Error() != fmt.Sprintf("smtp.host is %q%s", tt.host, tt.want)) {
			t.Errorf("%q: %v, want %s", tt.host, err, tt.want)
		}
	}
}

func TestCheckHello(t *testing.T) {
	for hello, want := range map[string]bool{
		"": true, "host.example.org": true, "laptop": true, "[192.0.2.1]": true, "[IPv6:2001:db8::1]": true,
		"a b": false, "host\r\nMAIL": false, "192.0.2.1]": false, "[]": false, "-": false, "hôte": false,
	} {
		if got := checkHello(hello) == nil; got != want {
			t.Errorf("%q: %t, want %t", hello, got, want)
		}
	}
}

// ownCertificate returns a certificate for 127.0.0.1 that nobody but itself vouches for, as a mail bridge makes one.
func ownCertificate(t *testing.T) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key},
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// turnAway starts a server that says one line inside the encryption, and hangs up.
func turnAway(t *testing.T, cert tls.Certificate, line string) (port int) {
	t.Helper()
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { _ = l.Close(); <-done })
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = fmt.Fprintf(c, "%s\r\n", line)
			_ = c.Close()
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

// TestOwnCertificate has servers whose certificate is their own. A login is tried only if a key names it.
func TestOwnCertificate(t *testing.T) {
	cert, text := ownCertificate(t)
	_, other := ownCertificate(t)
	smtpPort, imapPort := turnAway(t, cert, "421 too busy"), turnAway(t, cert, "* BYE too busy")
	dir := t.TempDir()
	file := func(name string, text []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	own, another := file("own.pem", append([]byte("# the bridge\n"), text...)), file("other.pem", other)
	for _, tt := range []struct{ name, smtp, mailbox, wantSMTP, wantMailbox string }{
		{"no file", "", "", "unknown authority); check smtp.host, smtp.port and smtp.tls, or name the certificate of " +
			"that authority in smtp.ca_file", "that authority in mailbox.ca_file"},
		{"the certificate itself, for both", own, "", "too busy", "too busy"},
		{"for the mailbox alone", "", own, "in smtp.ca_file", "too busy"},
		{"one of somebody else", another, another, "in smtp.ca_file", "in mailbox.ca_file"},
		{"each its own", own, another, "too busy", "in mailbox.ca_file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cfg := testAccount()
			cfg.SMTP.Port, cfg.SMTP.TLS, cfg.SMTP.CAFile = smtpPort, "implicit", tt.smtp
			cfg.Mailbox.Port, cfg.Mailbox.CAFile = imapPort, tt.mailbox
			post, _, err := cfg.NewPost(t.Context(), "test")
			if err != nil {
				t.Fatal(err)
			}
			if err := post.Check(t.Context()); err == nil || !strings.Contains(err.Error(), tt.wantSMTP) {
				t.Errorf("sending: %v, want %s", err, tt.wantSMTP)
			}
			box, err := cfg.NewMailbox(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := box.Check(t.Context(), time.Now()); err == nil ||
				!strings.Contains(err.Error(), tt.wantMailbox) {
				t.Errorf("the mailbox: %v, want %s", err, tt.wantMailbox)
			}
		})
	}
	key := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")})
	broken := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")})
	writable := file("writable.pem", text)
	if err := os.Chmod(writable, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, path, want string }{
		{"a missing file", filepath.Join(dir, "none.pem"), "no such file"},
		{"an empty file", file("empty.pem", nil), "has no certificate; it must have lines from"},
		{"a key", file("key.pem", key), "has no certificate, but a private key"},
		{"a broken certificate", file("broken.pem", broken), "a certificate in " + dir + "/broken.pem cannot be read"},
		{"a file that everybody can write", writable, "everybody on this machine can write"},
		{"a file without an end", file("long.pem", make([]byte, maxCertificates+1)), "is too large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cfg := testAccount()
			cfg.SMTP.CAFile = tt.path
			_, _, err := cfg.NewPost(t.Context(), "test")
			_, boxErr := cfg.NewMailbox(t.Context())
			for _, err := range []error{err, boxErr} {
				if err == nil || !strings.Contains(err.Error(), "smtp.ca_file: ") ||
					!strings.Contains(err.Error(), tt.want) {
					t.Errorf("got %v, want %s", err, tt.want)
				}
			}
		})
	}
}

// testAccount returns the config of an account on this machine.
func testAccount() *Config {
	cfg := Default()
	cfg.User.Name, cfg.User.Email = "Sam Weber", "sam@example.org"
	cfg.SMTP.Host, cfg.SMTP.Username, cfg.SMTP.PasswordCommand = "127.0.0.1", "sam", "echo secret"
	cfg.Mailbox.Host = "127.0.0.1"
	return cfg
}
