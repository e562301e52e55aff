package store

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// seen returns a finding about an application: an answer that was read from the n-th mail.
func seen(id int64, n int) rules.Finding {
	return rules.Finding{Event: rules.Event{
		ApplicationID: id, Kind: rules.Answered, At: noon, Certainty: rules.Sure,
		Mail: rules.SeenMail{
			Hash: rules.HashMessageID(fmt.Sprint(n)), MessageID: fmt.Sprintf("<%d@acme.test>", n),
			From: "Jo <jo@acme.test>", Subject: "Re: Thank you", Text: "We decided.",
		},
	}}
}

func mustNotice(t *testing.T, s *Store, marks []rules.MailMark, found ...rules.Finding) []rules.Event {
	t.Helper()
	events, err := s.Notice(t.Context(), noon, "sam", marks, outbox.Watch{}.Saw(noon), nil,
		func([]rules.Case) []rules.Finding { return found })
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func mustLookFrom(t *testing.T, s *Store, account string) ([]rules.MailMark, time.Time) {
	t.Helper()
	marks, since, _, err := s.LookFrom(t.Context(), noon, account)
	if err != nil {
		t.Fatal(err)
	}
	return marks, since
}

func storedMails(t *testing.T, s *Store) (n int) {
	t.Helper()
	if err := s.db.QueryRow(`SELECT count(*) FROM mails`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestWhatWasSeenComesBack, once however often it is found, and its application is decided again.
func TestWhatWasSeenComesBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	settleAll(t, s)
	f := seen(id, 1)
	if events := mustNotice(t, s, nil, f, f); len(events) != 2 {
		t.Errorf("recorded %v, want the two of one mail", events)
	}
	if events := mustNotice(t, s, nil, f); len(events) != 0 {
		t.Errorf("recorded again: %v", events)
	}
	got := caseOf(t, s, id).History.Events
	f.Event.Mail.ID = 1
	if len(got) != 2 || got[0].Mail != f.Event.Mail || got[0].Certainty != rules.Sure {
		t.Errorf("it came back as %+v", got)
	}
	if at := nextCheck(t, s, id); !at.Equal(noon) {
		t.Errorf("it is decided again %s, want now", at)
	}
	taken, err := s.TakeBack(t.Context(), noon, id)
	if err != nil || len(taken) != 2 {
		t.Fatalf("taken back %v, %v; want both", taken, err)
	}
	if events := mustNotice(t, s, nil, f); len(events) != 0 {
		t.Errorf("what was taken back is recorded again: %v", events)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestNothingStaysOfAMail whose application was removed.
func TestNothingStaysOfAMail(t *testing.T) {
	t.Parallel()
	s := open(t)
	id, other := add(t, s, anInterview()), add(t, s, anInterview())
	both := []rules.Finding{seen(id, 1), seen(other, 1)}
	mustNotice(t, s, nil, both...)
	mustNotice(t, s, nil, seen(id, 2))
	for _, step := range []struct {
		remove int64
		left   int
	}{{id, 1}, {other, 0}} {
		if err := s.RemoveApplication(t.Context(), step.remove); err != nil {
			t.Fatal(err)
		}
		if n := storedMails(t, s); n != step.left {
			t.Errorf("after the removal of %d %d mails are left, want %d", step.remove, n, step.left)
		}
	}
}

// TestMarksAndFindingsAreOne: what fails leaves nothing.
func TestMarksAndFindingsAreOne(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	marks := []rules.MailMark{{Name: "INBOX", UIDValidity: 1<<32 - 1, UIDNext: 7}}
	_, err := s.Notice(t.Context(), noon, "sam", marks, outbox.Watch{}, nil, func([]rules.Case) []rules.Finding {
		return []rules.Finding{seen(id, 1), seen(id+100, 2)}
	})
	if err == nil {
		t.Fatal("an application that is not there was no error")
	}
	if got, _ := mustLookFrom(t, s, "sam"); len(got) != 0 || storedMails(t, s) != 0 {
		t.Errorf("it left the marks %v and %d mails", got, storedMails(t, s))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Notice(ctx, noon, "sam", marks, outbox.Watch{}, nil, nil); err == nil {
		t.Error("no error although it was cancelled")
	}
}

// TestMarksBelongToOneMailbox: those of another say nothing.
func TestMarksBelongToOneMailbox(t *testing.T) {
	t.Parallel()
	s := open(t)
	marks := []rules.MailMark{
		{Name: "INBOX", UIDValidity: 1<<32 - 1, UIDNext: 7}, {Name: "Sent", UIDValidity: 1, UIDNext: 1},
	}
	mustNotice(t, s, marks)
	marks[0].UIDNext = 9
	mustNotice(t, s, marks[:1])
	got, since := mustLookFrom(t, s, "sam")
	if diff := cmp.Diff(marks, got); diff != "" || !since.IsZero() {
		t.Errorf("since %s (-want +got):\n%s", since, diff)
	}
	if got, _ := mustLookFrom(t, s, "other"); len(got) != 0 {
		t.Errorf("another mailbox has the marks %v", got)
	}
	if _, err := s.Notice(t.Context(), noon, "other", nil, outbox.Watch{}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if got, _ := mustLookFrom(t, s, "sam"); len(got) != 0 {
		t.Errorf("the marks %v of the mailbox before are left", got)
	}
}

// TestTheWatchComesBack, whole.
func TestTheWatchComesBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	if w, err := s.Watch(t.Context()); err != nil || w != (outbox.Watch{}) {
		t.Errorf("at first it is %+v, %v", w, err)
	}
	want := outbox.Watch{}.Saw(noon).Missed(noon.Add(time.Hour), "seed", "wrong password")
	if _, err := s.Notice(t.Context(), noon, "sam", nil, want, nil, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Watch(t.Context()); err != nil || got != want {
		t.Errorf("it came back as %+v, %v; want %+v", got, err, want)
	}
}

// TestFromWhenOnAMailboxIsRead: from the first interview of an open application on; not at all if no mail can mean
// anything.
func TestFromWhenOnAMailboxIsRead(t *testing.T) {
	t.Parallel()
	s := open(t)
	if _, since := mustLookFrom(t, s, "sam"); !since.IsZero() {
		t.Errorf("without applications it is read from %s on", since)
	}
	iv := anInterview()
	iv.Start = noon.Add(-100 * 24 * time.Hour)
	id := add(t, s, iv)
	iv.Start = noon.Add(100 * 24 * time.Hour)
	add(t, s, iv)
	if _, since := mustLookFrom(t, s, "sam"); !since.Equal(noon.Add(-100 * 24 * time.Hour)) {
		t.Errorf("it is read from %s on, want the first interview", since)
	}
	mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Stopped, At: noon})
	if _, since := mustLookFrom(t, s, "sam"); !since.Equal(noon) {
		t.Errorf("with an interview ahead alone it is read from %s on, want now", since)
	}
	cases, err := s.Correspondence(t.Context(), noon)
	if err != nil || len(cases) != 2 {
		t.Errorf("%d applications correspond, %v; want the one that has just ended, which is decided again, too",
			len(cases), err)
	}
}
