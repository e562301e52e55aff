package daemon

import (
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// TestStatusText checks that the status says what waits and why, without names.
func TestStatusText(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	db := filepath.Join(t.TempDir(), "followup.db")
	st, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	n := &notifier{Daemon: &Daemon{
		store: st, pass: &scheduler.Pass{Policy: rules.DefaultPolicy(time.UTC)},
		host: Host{Now: func() time.Time { return now }},
	}}
	want := func(want string) {
		t.Helper()
		if got, err := n.waiting(t.Context(), now); err != nil || got != want {
			t.Errorf("it says %q (%v), want %q", got, err, want)
		}
	}
	want("0 waiting")

	greylisted := "450 <sam@example.test>: greylisted\nsecond line " + strings.Repeat("x", 100)
	sendThankYou(t, st, now, outbox.Reply{Outcome: outbox.Deferred, Text: greylisted})
	want("1 waiting")

	sendThankYou(t, st, now, outbox.Reply{Outcome: outbox.Denied, Text: "554 spam"})
	want("1 waiting; 1 refused")

	failure := "450 <sam@example.test>: login refused " + strings.Repeat("x", 100) + "\nsecond line"
	c := outbox.Channel{}.Failed(now.Add(-20*time.Minute), "", failure)
	if err := st.SetChannel(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	want("1 waiting for the mail server since Tue 1 Dec 17:40: 450 … login refused " + strings.Repeat("x", 59) +
		"…; 1 refused")
}

// TestOutlook checks that what comes next is worked out anew whenever it may be something else, and only then.
func TestOutlook(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	db := filepath.Join(t.TempDir(), "followup.db")
	open := func() *store.Store {
		st, err := store.Open(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		return st
	}
	st, other := open(), open()
	n := &notifier{Daemon: &Daemon{
		store: st, pass: &scheduler.Pass{Policy: rules.DefaultPolicy(time.UTC)},
		host: Host{Now: func() time.Time { return now }},
	}}
	add := func(st *store.Store, in time.Duration) {
		t.Helper()
		iv := rules.Interview{Start: now.Add(in), Duration: time.Hour}
		if _, err := st.Begin(t.Context(), rules.Application{Company: "Acme", Role: "engineer"}, iv, now); err != nil {
			t.Fatal(err)
		}
	}
	add(st, 0)
	for _, step := range []struct {
		name string
		do   func()
		anew bool
	}{
		{"at first", func() {}, true},
		{"again", func() {}, false},
		{"a minute later", func() { now = now.Add(time.Minute) }, false},
		{"after a write of its own", func() { add(st, time.Hour) }, true},
		{"after a write of another process", func() { add(other, time.Hour) }, true},
		{"after it was read there", func() { _, _ = other.AllWaiting(t.Context()) }, false},
		{"after the clock was set back", func() { now = now.Add(-2 * time.Minute) }, true},
		{"an hour later", func() { now = now.Add(time.Hour) }, true},
		{"under another policy", n.forget, true},
		{"when the next is due", func() { now = now.Add(2 * time.Hour) }, true},
		{"and again", func() {}, false},
	} {
		n.last.text = "as before"
		step.do()
		if got := n.outlook(t.Context()); (got != "as before") != step.anew {
			t.Errorf("%s it says %q", step.name, got)
		}
	}
}

// sendThankYou adds an interview whose thank-you is due, and records the mail server's answer to it.
func sendThankYou(t *testing.T, st *store.Store, now time.Time, reply outbox.Reply) {
	t.Helper()
	app := rules.Application{Company: "Acme", Role: "engineer"}
	iv := rules.Interview{Start: now.Add(-4 * time.Hour), Duration: time.Hour}
	if _, err := st.Begin(t.Context(), app, iv, now); err != nil {
		t.Fatal(err)
	}
	p := rules.DefaultPolicy(time.UTC)
	decide := func(c rules.Case, _ rules.Pause) (rules.Decision, error) { return rules.Decide(c, p, now), nil }
	if _, err := st.DecideBatch(t.Context(), now, 10, decide); err != nil {
		t.Fatal(err)
	}
	claimed, err := st.Claim(t.Context(), now, 10,
		func(_ rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
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

// TestStatusIsSaidOnce: systemd is told what it does not know yet, and no more.
func TestStatusIsSaidOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "notify")
	systemd, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer systemd.Close()
	t.Setenv("NOTIFY_SOCKET", name)
	n := newNotifier(&Daemon{pass: &scheduler.Pass{Log: slog.New(slog.DiscardHandler)}})
	n.status("0 waiting")
	n.status("0 waiting")
	n.status("1 waiting")
	n.wrong.Store(true)
	n.status("1 waiting")
	n.status("1 waiting")
	n.wrong.Store(false)
	n.status("1 waiting")
	n.stopping()
	var told []string
	for text := make([]byte, 1024); len(told) == 0 || told[len(told)-1] != "STOPPING=1"; {
		length, err := systemd.Read(text)
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, string(text[:length]))
	}
	want := []string{
		"STATUS=0 waiting", "STATUS=1 waiting", "STATUS=the new config is not in force, see the log; 1 waiting",
		"STATUS=1 waiting", "STOPPING=1",
	}
	if !slices.Equal(told, want) {
		t.Errorf("systemd was told %q", told)
	}
}
