package store

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

func TestSave(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		outcome outbox.Outcome
		want    rules.State
		kept    bool // whether the next claim keeps the bytes, to send them again
		recheck bool // whether the application is decided again
	}{
		{"accepted", outbox.Accepted, rules.Delivered, false, true},
		{"denied", outbox.Denied, rules.Refused, false, true},
		{"deferred: the server does not have it, so it is composed again",
			outbox.Deferred, rules.Waiting, false, false},
		{"lost: the server may have it, so these bytes are sent again", outbox.Lost, rules.Waiting, true, false},
		{"a fault of the channel", outbox.ChannelFault, rules.Waiting, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, r := claimedOne(t)
			saved := outbox.After(r, outbox.Reply{Outcome: tt.outcome, Text: "reply"}, noon, "seed")
			mustSave(t, s, noon, saved)
			mustSave(t, s, noon, saved) // as after a commit whose result is unknown

			got := reminders(t, s, r.ApplicationID)[0]
			saved.Message.Bytes = nil
			if diff := cmp.Diff(saved, got); diff != "" {
				t.Errorf("saved (-) and read (+) differ:\n%s", diff)
			}
			if got.State != tt.want {
				t.Errorf("it is %s, want %s", got.State, tt.want)
			}
			if at := nextCheck(t, s, r.ApplicationID); at.Equal(noon) != tt.recheck {
				t.Errorf("the interview is decided again at %v", at)
			}
			if _, err := s.Claim(t.Context(), noon.Add(-time.Hour), 10, send); err != nil {
				t.Fatal(err)
			}
			if n := messages(t, s); (n == 1) != tt.kept {
				t.Errorf("%d messages are kept", n)
			}
		})
	}

	t.Run("keeps the first result of a settled reminder", func(t *testing.T) {
		s, r := claimedOne(t)
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		err := s.Save(t.Context(), noon, outbox.After(r, outbox.Reply{Outcome: outbox.Denied}, noon, ""))
		if err == nil || !strings.Contains(err.Error(), "it is delivered for good") {
			t.Errorf("the error is %v, want it to say that it was delivered", err)
		}
	})

	t.Run("continues when the program is told to stop", func(t *testing.T) {
		s, r := claimedOne(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Save(ctx, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, "")); err != nil {
			t.Error(err)
		}
	})
}

func TestWaiting(t *testing.T) {
	s := open(t)
	tried := 0
	check := func(t *testing.T, at time.Time, n int, deadline time.Time) {
		t.Helper()
		got, err := s.Waiting(t.Context(), at)
		if err != nil || got.Ready != n || got.Tried != tried || !got.Deadline.Equal(deadline) {
			t.Errorf("%+v (%v), want %d ready, %d tried and %v", got, err, n, tried, deadline)
		}
	}
	check(t, noon, 0, time.Time{})

	id := add(t, s, anInterview())
	soon, late, none := step(id), step(id), step(id)
	soon.Round, late.Round, none.Round = 1, 2, 3
	soon.Deadline, late.Deadline, none.Deadline = noon.Add(time.Hour), noon.Add(2*time.Hour), time.Time{}
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{late, soon, none}}))

	check(t, noon, 3, soon.Deadline)
	for at, want := range map[time.Time]time.Time{noon.Add(-time.Second): {}, noon.Add(time.Hour): noon} {
		if got, err := s.Waiting(t.Context(), at); err != nil || !got.Fresh.Equal(want) {
			t.Errorf("at %s the reminder that became due last did so at %s (%v), want %s", at, got.Fresh, err, want)
		}
	}
	check(t, noon.Add(-time.Second), 0, soon.Deadline) // a deadline counts even before its reminder's turn
	check(t, soon.Deadline.Add(time.Second), 3, late.Deadline)
	check(t, late.Deadline.Add(time.Second), 3, time.Time{})
	mustClaim(t, s, noon, send)
	check(t, noon, 0, time.Time{})
}

func TestRetry(t *testing.T) {
	s, r := claimedOne(t)
	mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Denied, Text: "550 no such user"}, noon, ""))
	later := noon.Add(time.Hour)
	for _, want := range []int{1, 0} { // the second time none is refused
		if n, err := s.Retry(t.Context(), later, r.ApplicationID); err != nil || n != want {
			t.Errorf("%d are sent again (%v), want %d", n, err, want)
		}
	}
	got := mustClaim(t, s, later, func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		if !cmp.Equal(r.Message, rules.Message{Drafts: rules.DraftsTo([]rules.Person{{}})}) || r.Uncertain ||
			r.Attempts != 1 || r.Reply != "550 no such user" {
			t.Errorf("judge was given %+v, want what happened so far and no message", r)
		}
		return send(c, rules.Pause{}, r)
	})
	if len(got) != 1 {
		t.Error("it was not claimed again")
	}
}

func TestMeta(t *testing.T) {
	s := open(t)
	for _, want := range []string{"", "one", "two"} {
		if want != "" {
			if err := s.SetMeta(t.Context(), "policy", want); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.Meta(t.Context(), "policy"); err != nil || got != want {
			t.Errorf("it is %q (%v), want %q", got, err, want)
		}
	}
}

func TestChannel(t *testing.T) {
	s := open(t)
	broken := outbox.Channel{}.Failed(noon, "seed", "dial: refused")
	for _, want := range []outbox.Channel{{}, broken, broken.Failed(noon.Add(time.Hour), "seed", "dial: timeout"), {}} {
		if err := s.SetChannel(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		got, err := s.Channel(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("set (-) and read (+) differ:\n%s", diff)
		}
	}
}

// TestNothingIsClaimedUnlessCommitted: if the claim cannot be written, its reminders do not reach the mailer.
func TestNothingIsClaimedUnlessCommitted(t *testing.T) {
	s := open(t)
	add(t, s, anInterview())
	mustDecide(t, s, noon, thankEverybody)
	ctx, cancel := context.WithCancel(t.Context())
	done, err := s.Claim(ctx, noon, 10, func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		cancel()
		return send(c, rules.Pause{}, r)
	})
	if !errors.Is(err, context.Canceled) || len(done.Reminders) != 0 {
		t.Errorf("claimed %v (%v), want nothing and context.Canceled", done.Reminders, err)
	}
	if got := mustClaim(t, s, noon, send); len(got) != 1 {
		t.Error("the reminder no longer waits")
	}
}
