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
	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// TestReadyBeforeDelivering: the daemon is ready when all is open and right. The mail server does not even greet.
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
		a := &app{Terminal: &term.Terminal{Out: &out, Err: &stderr}, clock: func() time.Time { return time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC) }}
		if code := a.run(ctx, append(args, "--config", configPath)); code != 0 {
			t.Errorf("%v: exit code %d: %s", args, code, stderr.String())
		}
	}
	run(t.Context(), "add", "--company", "Acme", "--role", "engineer", "--at", "today 9:00", "--with", "Jo Smith <jo@acme.test>")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); run(ctx, "run") }()
	conn, err := server.Accept() // the first pass has begun, and waits
	if err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 1024)
	n, err := systemd.Read(said)
	if want := "READY=1\nSTATUS=0 waiting; next: "; err != nil || !strings.HasPrefix(string(said[:n]), want) {
		t.Errorf("systemd is told %q (%v), want it to begin with %q", said[:n], err, want)
	}
	stop()
	conn.Close()
	<-ended
}

// TestStatusText says what waits and why, in numbers.
func TestStatusText(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	db := filepath.Join(t.TempDir(), "followup.db")
	st, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	n := &notifier{work: work{store: st, pass: &scheduler.Pass{Policy: rules.DefaultPolicy(time.UTC)}}, now: func() time.Time { return now }}
	want := func(want string) {
		t.Helper()
		if got, err := n.waiting(t.Context(), now); err != nil || got != want {
			t.Errorf("it says %q (%v), want %q", got, err, want)
		}
	}
	want("0 waiting")

	sendThankYou(t, st, now, outbox.Reply{Outcome: outbox.Deferred, Text: "450 <sam@example.test>: greylisted\nsecond line " + strings.Repeat("x", 100)})
	want("1 waiting, such as the thank-you of application 1 until Tue 1 Dec 18:00: 450 … greylisted")

	sendThankYou(t, st, now, outbox.Reply{Outcome: outbox.Denied, Text: "554 spam"})
	want("1 waiting, such as the thank-you of application 1 until Tue 1 Dec 18:00: 450 … greylisted; 1 refused")

	c := outbox.Channel{}.Failed(now.Add(-20*time.Minute), "", "login refused "+strings.Repeat("x", 100))
	if err := st.SetChannel(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	want("1 waiting for the mail server since Tue 1 Dec 17:40: login refused " + strings.Repeat("x", 65) + "…; 1 refused")
}

// sendThankYou adds an interview whose thank-you is due, and records what the mail server said of that.
func sendThankYou(t *testing.T, st *store.Store, now time.Time, reply outbox.Reply) {
	t.Helper()
	app := rules.Application{Company: "Acme", Role: "engineer"}
	if _, err := st.Begin(t.Context(), app, rules.Interview{Start: now.Add(-4 * time.Hour), Duration: time.Hour}, now); err != nil {
		t.Fatal(err)
	}
	p := rules.DefaultPolicy(time.UTC)
	if _, err := st.Decide(t.Context(), now, 10, func(c rules.Case, _ rules.Pause) (rules.Decision, error) { return rules.Decide(c, p, now), nil }); err != nil {
		t.Fatal(err)
	}
	claimed, err := st.Claim(t.Context(), now, 10, func(_ rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		msg := rules.Message{ID: "<1@acme.test>", Bytes: []byte("x"), Drafts: rules.DraftsTo(r.To())}
		return outbox.Verdict{State: rules.Sending, Message: msg}, nil
	})
	if err != nil || len(claimed.Reminders) != 1 {
		t.Fatalf("claimed %+v (%v)", claimed, err)
	}
	if err := st.Save(t.Context(), now, outbox.After(claimed.Reminders[0], reply, now, "")); err != nil {
		t.Fatal(err)
	}
}
