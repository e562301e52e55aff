package setup

import (
	"bufio"
	"bytes"
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
	"slices"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/service"
	"followup/cmd/followup/term"
)

// ownServer starts a mail server whose certificate is its own, and which wants no login. It returns its port and the
// certificate.
func ownServer(t *testing.T) (port int, certificate []byte) {
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
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{
		{Certificate: [][]byte{der}, PrivateKey: key},
	}})
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
			takeMail(c)
			_ = c.Close()
		}
	}()
	return l.Addr().(*net.TCPAddr).Port, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// takeMail answers a client as a mail server does, and keeps nothing.
func takeMail(c net.Conn) {
	say := func(line string) { fmt.Fprintf(c, "%s\r\n", line) }
	say("220 ready")
	in, text := bufio.NewScanner(c), false
	for in.Scan() {
		verb, _, _ := strings.Cut(in.Text(), " ")
		switch {
		case text && in.Text() != ".":
		case verb == "DATA":
			text = true
			say("354 go on")
		case verb == "QUIT":
			say("221 bye")
			return
		default:
			text = false
			say("250 ok")
		}
	}
}

// dialogue runs config init with answers, and returns what it said.
func dialogue(t *testing.T, path string, answers ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	system := service.System{Passwd: os.DevNull, Localtime: filepath.Join(t.TempDir(), "none")}
	i := Init{
		Terminal: &term.Terminal{In: strings.NewReader(strings.Join(answers, "\n") + "\n"), Out: &out, Err: &out,
			Interactive: true},
		Source: config.Source{File: path, Database: filepath.Join(t.TempDir(), "x.db"), System: system, Now: time.Now},
		Now:    time.Now,
	}
	err := i.Run(t.Context())
	return out.String(), err
}

// TestCertificateIsAskedFor: a server whose certificate is its own is no dead end.
func TestCertificateIsAskedFor(t *testing.T) {
	port, certificate := ownServer(t)
	dir := t.TempDir()
	path, file, bad := filepath.Join(dir, "config.toml"), filepath.Join(dir, "own.pem"), filepath.Join(dir, "bad.pem")
	for name, text := range map[string][]byte{file: certificate, bad: []byte("no certificate")} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	account := []string{"Sam", "sam@example.test", "127.0.0.1", "implicit", fmt.Sprint(port), "-", "Europe/Berlin", "",
		"", "yes"}
	said, err := dialogue(t, path, append(account, bad, file)...)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, want := range []string{
		"unknown authority", "File with that certificate", bad + " has no certificate",
		"accepted the mail to sam@example.test",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), fmt.Sprintf("\nca_file = %q\n", file)) {
		t.Errorf("%v\n%s", err, text)
	}
	t.Run("without one it says what to do", func(t *testing.T) {
		said, err := dialogue(t, filepath.Join(dir, "other.toml"), append(account, "")...)
		if err == nil || !strings.Contains(err.Error(), "smtp.ca_file; the config is written; to correct it: followup "+
			"config init --config ") {
			t.Errorf("%v\n%s", err, said)
		}
	})
}

// TestTheZoneIsAskedForOnServers: a machine that is in UTC, or says nothing, does not say where its user lives.
func TestTheZoneIsAskedForOnServers(t *testing.T) {
	first := []string{"Sam", "sam@example.test", "localhost", "none", "25", "-"}
	for tz, want := range map[string]string{
		"UTC": `Your time zone, such as "Europe/Berlin" or "New York": `, "Etc/UTC": "Your time zone, such as",
		"Asia/Tokyo": "Your time zone [Asia/Tokyo]: ", "Nowhere/X": "Your time zone, such as",
		"": "Your time zone, such as",
	} {
		t.Setenv("TZ", tz)
		answers := append(slices.Clone(first), "", "new yrok", "", "", "", "no")
		if tz == "Asia/Tokyo" { // which is taken
			answers = append(slices.Clone(first), "", "", "", "no")
		}
		said, err := dialogue(t, filepath.Join(t.TempDir(), "config.toml"), answers...)
		if err != nil || !strings.Contains(said, want) {
			t.Errorf("TZ=%s: it does not say %q: %v\n%s", tz, want, err, said)
		}
		if tz != "Asia/Tokyo" && (!strings.Contains(said, "this is required") ||
			!strings.Contains(said, "[America/New_York]")) {
			t.Errorf("TZ=%s: it takes nothing for an answer:\n%s", tz, said)
		}
	}
}
