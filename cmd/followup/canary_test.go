package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"followup/cmd/followup/term"
)

// TestThePasswordIsSeenNowhere checks, for each source of the password and each stage at which the mail server may
// fail, that no command prints the password at any log level, and that no file but its own contains it.
func TestThePasswordIsSeenNowhere(t *testing.T) {
	stages := []string{"greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "none"}
	for _, source := range []string{"password", "password_file", "password_command", "credential"} {
		for i, stage := range stages {
			if source != "password" && stage != "AUTH" && stage != "none" {
				continue // once it is there, its source is unknown
			}
			t.Run(source+", fails at "+stage, func(t *testing.T) {
				server := newRefusingServer(t, stage)
				format := []string{"text", "json"}[i%2]
				a, out, flags := canaryApp(t, source, format, server.port)
				for _, command := range []string{
					"config check", "config show", "add --company Acme --role x --at 2026-12-01T14:00", "test-mail",
					"once",
					"status", "status --json", "show 1", "show 1 --json", "list --json", "export",
				} {
					fmt.Fprintf(out, "\n$ followup %s\n", command)
					a.run(t.Context(), append(strings.Fields(command), flags...))
				}
				says := []string{"did not accept the mail", "Delivered 0,"}
				if stage == "none" {
					says = []string{"accepted the mail", "Delivered 1,"}
				}
				for _, want := range says {
					if !strings.Contains(out.String(), want) {
						t.Errorf("nothing says %q", want)
					}
				}
				if said := server.heard(); !strings.Contains(said, plainLogin) && stage != "greeting" &&
					stage != "EHLO" {
					t.Errorf("the password was not used:\n%s", said)
				}
				checkNoCanary(t, "what is printed", out.String())
				files, err := filepath.Glob(filepath.Join(filepath.Dir(flags[3]), "*"))
				if err != nil || len(files) == 0 {
					t.Fatalf("no files: %v", err)
				}
				for _, name := range files {
					text, err := os.ReadFile(name)
					if err != nil {
						t.Fatal(err)
					}
					checkNoCanary(t, name, string(text))
				}
				if t.Failed() {
					t.Log(out)
				}
			})
		}
	}
}

// plainLogin is the password as AUTH PLAIN encodes it.
// canary is a password that must not appear anywhere.
const canary = "c4n4ry-pa55"

var plainLogin = base64.StdEncoding.EncodeToString([]byte("\x00sam\x00" + canary))

func checkNoCanary(t *testing.T, where, s string) {
	t.Helper()
	for _, form := range []string{canary, plainLogin, base64.StdEncoding.EncodeToString([]byte(canary)),
		fmt.Sprintf("%x", canary)} {
		if strings.Contains(s, form) {
			t.Errorf("the password is in %s as %q", where, form)
		}
	}
}

// canaryApp is the program with a config whose password is the canary, and with a database in a folder of its own.
func canaryApp(t *testing.T, source, logFormat string, port int) (a *world, out *bytes.Buffer, flags []string) {
	t.Helper()
	dir := t.TempDir()
	secret := filepath.Join(dir, "smtp_password")
	if err := os.WriteFile(secret, []byte(canary+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	line := map[string]string{
		"password":         fmt.Sprintf("password = %q", canary),
		"password_file":    fmt.Sprintf("password_file = %q", secret),
		"password_command": fmt.Sprintf("password_command = \"cat '%s'\"", secret),
		"credential":       "",
	}[source]
	config := fmt.Sprintf("[user]\nname = \"Sam\"\nemail = \"sam@example.org\"\n"+
		"[smtp]\nhost = \"127.0.0.1\"\nport = %d\ntls = \"none\"\nusername = \"sam\"\n%s\n"+
		"[schedule]\ntimezone = \"Europe/Berlin\"\n[monitor]\nlog_level = \"debug\"\nlog_format = %q\n",
		port, line, logFormat)
	path := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	if source == "credential" {
		t.Setenv("CREDENTIALS_DIRECTORY", dir)
	}
	now := time.Date(2026, 12, 1, 17, 0, 0, 0, time.UTC)
	out = new(bytes.Buffer)
	a = &world{Terminal: &term.Terminal{In: strings.NewReader(""), Out: out, Err: out},
		clock: func() time.Time { return now }}
	return a, out, []string{"--config", path, "--db", filepath.Join(t.TempDir(), "followup.db")}
}

// A refusingServer is a mail server that refuses everything at one stage.
type refusingServer struct {
	port int

	mu   sync.Mutex
	said strings.Builder // by the clients
}

func newRefusingServer(t *testing.T, stage string) *refusingServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &refusingServer{port: l.Addr().(*net.TCPAddr).Port}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.talk(c, stage)
			_ = c.Close()
		}
	}()
	t.Cleanup(func() { _ = l.Close(); <-done })
	return s
}

func (s *refusingServer) talk(c net.Conn, stage string) {
	answer := func(verb string) {
		reply := map[string]string{"greeting": "220 ready", "EHLO": "250-fake\r\n250 AUTH PLAIN", "AUTH": "235 ok",
			"DATA": "354 go"}[verb]
		if reply == "" {
			reply = "250 ok"
		}
		if verb == stage {
			reply = "550 5.6.0 no"
		}
		_, _ = c.Write([]byte(reply + "\r\n"))
	}
	answer("greeting")
	for inData, in := false, bufio.NewScanner(c); in.Scan(); {
		s.mu.Lock()
		s.said.WriteString(in.Text() + "\n")
		s.mu.Unlock()
		verb, _, _ := strings.Cut(in.Text(), " ")
		if inData && in.Text() != "." {
			continue
		}
		inData = verb == "DATA" && stage != "DATA"
		if verb == "HELO" {
			verb = "EHLO"
		}
		answer(verb)
		if verb == "QUIT" {
			return
		}
	}
}

func (s *refusingServer) heard() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said.String()
}
