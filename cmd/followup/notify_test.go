package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
)

// TestReadyBeforeDelivering checks that the daemon reports ready before it delivers: the mail server never even
// greets.
func TestReadyBeforeDelivering(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	socket := filepath.Join(dir, "notify")
	systemd, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer systemd.Close()
	t.Setenv("NOTIFY_SOCKET", socket)
	config := testConfig(server.Addr().(*net.TCPAddr).Port,
		fmt.Sprintf("[schedule]\ntimezone = \"UTC\"\n[store]\npath = %q\n", filepath.Join(dir, "followup.db")))
	configPath := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(configPath, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}

	run := func(ctx context.Context, args ...string) {
		var out, stderr bytes.Buffer
		a := &world{Terminal: &term.Terminal{Out: &out, Err: &stderr},
			clock: func() time.Time { return time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC) }}
		if code := a.run(ctx, append(args, "--config", configPath)); code != 0 {
			t.Errorf("%v: exit code %d: %s", args, code, stderr.String())
		}
	}
	run(t.Context(), "add", "--company", "Acme", "--role", "engineer", "--at", "today 9:00", "--with",
		"Jo Smith <jo@acme.test>")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); run(ctx, "run") }()
	conn, err := server.Accept() // the first pass has begun, and waits
	if err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 1024)
	for _, want := range []string{"READY=1", "STATUS=0 waiting; next: "} {
		n, err := systemd.Read(said)
		if err != nil || !strings.HasPrefix(string(said[:n]), want) {
			t.Errorf("systemd is told %q (%v), want it to begin with %q", said[:n], err, want)
		}
	}
	stop()
	conn.Close()
	<-ended
}
