package daemon

import (
	"path/filepath"
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
