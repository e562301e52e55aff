package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
	"followup/rules/outbox"
	"followup/store"
)

// TestStatusNamesTheOneAtFault: an application on which a rule panics, and a reminder on which a letter does, are
// reported, without the stack.
func TestStatusNamesTheOneAtFault(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	db := filepath.Join(t.TempDir(), "followup.db")
	st, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	add := func(company string) int64 {
		app := rules.Application{Company: company, Role: "engineer"}
		id, err := st.Begin(t.Context(), app, rules.Interview{Start: now.Add(-4 * time.Hour), Duration: time.Hour}, now)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	bad := add("Acme")
	add("Globex")
	panicked := errors.New("panic: index out of range\ngoroutine 1 [running]")
	decided, err := st.DecideBatch(t.Context(), now, 10, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
		if c.ID == bad {
			return rules.Decision{}, panicked
		}
		return rules.Decide(c, rules.DefaultPolicy(time.UTC), now), nil
	})
	if err != nil || len(decided.Failed) != 1 {
		t.Fatalf("decided %+v (%v)", decided, err)
	}
	claimed, err := st.Claim(t.Context(), now, 10,
		func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
			return outbox.Verdict{}, panicked
		})
	if err != nil || len(claimed.Failed) != 1 {
		t.Fatalf("claimed %+v (%v)", claimed, err)
	}

	status := func() string {
		var out, stderr bytes.Buffer
		a := &world{Terminal: &term.Terminal{Out: &out, Err: &stderr}, clock: func() time.Time { return now }}
		if code := a.run(context.Background(), []string{"status", "--db", db}); code != exitFailed {
			t.Errorf("exit code %d (%s)", code, stderr.String())
		}
		return out.String()
	}
	got := status()
	for _, want := range []string{
		"application 1 (Acme) cannot be decided because of a bug: panic: index out of range; please report it",
		"the thank-you to the hiring team of application 2 (Globex) cannot be written: " +
			"panic: index out of range; it is tried again",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("status does not say %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "goroutine") {
		t.Errorf("status shows a stack:\n%s", got)
	}

	// Once they could be decided, nothing is reported.
	if err := st.Recheck(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	decide := func(rules.Case, rules.Pause) (rules.Decision, error) { return rules.Decision{}, nil }
	if _, err := st.DecideBatch(t.Context(), now, 10, decide); err != nil {
		t.Fatal(err)
	}
	if got := status(); strings.Contains(got, "cannot be") {
		t.Errorf("status still says:\n%s", got)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestClockIsReadOnce checks that a command reads the clock once. Otherwise "now" could be a time in the past.
func TestClockIsReadOnce(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	reads := 0
	tick := func() time.Time { reads++; now = now.Add(time.Second); return now }
	db := filepath.Join(t.TempDir(), "followup.db")
	for _, args := range [][]string{
		{"add", "--company", "Acme", "--role", "engineer", "--at", "today 9:00", "--db", db},
		{"snooze", "1", "now", "--db", db},
	} {
		var out, stderr bytes.Buffer
		a := &world{Terminal: &term.Terminal{Out: &out, Err: &stderr}, clock: tick}
		if code := a.run(context.Background(), args); code != 0 {
			t.Errorf("%v: exit code %d: %s", args, code, stderr.String())
		}
		if reads != 1 {
			t.Errorf("%v read the clock %d times", args, reads)
		}
		reads = 0
	}
}

// TestAddUnderADoubtedClock checks that add warns of a doubted clock, and adds the interview.
func TestAddUnderADoubtedClock(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	db := filepath.Join(t.TempDir(), "followup.db")
	for _, tt := range []struct {
		lastPass time.Time
		warns    bool
	}{{now, false}, {now.Add(2 * time.Hour), true}} {
		lock, err := store.AcquireLock(db, now)
		if err == nil {
			err = errors.Join(lock.Note(store.Passes{LastPass: tt.lastPass}), lock.Release())
		}
		if err != nil {
			t.Fatal(err)
		}
		var out, stderr bytes.Buffer
		a := &world{Terminal: &term.Terminal{Out: &out, Err: &stderr}, clock: func() time.Time { return now }}
		args := []string{"add", "--company", "Acme", "--role", "engineer", "--at", "today 9:00", "--again", "--db", db}
		if code := a.run(context.Background(), args); code != 0 {
			t.Errorf("exit code %d", code)
		}
		if warns := strings.Contains(stderr.String(), "if the clock is wrong, set it right first"); warns != tt.warns {
			t.Errorf("with a last pass at %s it says %q", tt.lastPass, stderr.String())
		}
	}
}
