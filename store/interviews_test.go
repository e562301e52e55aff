package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

func TestUnknownInterview(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	unknown := anInterview()
	unknown.ID = 7
	for name, f := range map[string]func() error{
		"Case":            func() error { _, err := s.Case(ctx, 7); return err },
		"UpdateInterview": func() error { return s.UpdateInterview(ctx, unknown, nil, "", noon) },
		"RemoveInterview": func() error { return s.RemoveInterview(ctx, 7) },
		"Record":          func() error { return s.Record(ctx, noon, rules.Event{InterviewID: 7, Kind: rules.Sent, At: noon}) },
		"Retry":           func() error { _, err := s.Retry(ctx, noon, 7); return err },
		"Advance": func() error {
			_, err := s.Advance(ctx, noon, rules.Event{InterviewID: 7, Kind: rules.Advanced, At: noon}, anInterview())
			return err
		},
	} {
		if err := f(); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "no such interview: 7") {
			t.Errorf("%s: the error is %v, want ErrNotFound and the id", name, err)
		}
	}
	cases, err := s.List(ctx, ListOptions{Closed: true})
	if err != nil || len(cases) != 0 {
		t.Errorf("%d interviews were left behind (%v)", len(cases), err)
	}
}

func TestRemoveInterview(t *testing.T) {
	s, r := claimedOne(t)
	mustRecord(t, s, noon, rules.Event{InterviewID: r.InterviewID, Kind: rules.Sent, At: noon})
	if err := s.RemoveInterview(t.Context(), r.InterviewID); err != nil {
		t.Fatal(err)
	}

	t.Run("takes everything about it along", func(t *testing.T) {
		for _, table := range []string{"interviews", "events", "reminders", "messages"} {
			var n int
			if err := s.db.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil || n != 0 {
				t.Errorf("%s has %d rows (%v), want none", table, n, err)
			}
		}
	})
	t.Run("leaves nothing to save of an attempt that was under way", func(t *testing.T) {
		mustSave(t, s, noon, r.After(rules.Reply{Outcome: rules.Accepted}, noon, ""))
	})
	t.Run("gives its id to nobody else", func(t *testing.T) {
		if id := add(t, s, anInterview()); id <= r.InterviewID {
			t.Errorf("the next interview got id %d again", id)
		}
	})
}

func TestUpdateInterview(t *testing.T) {
	s := open(t)
	iv := anInterview()
	iv.ID = add(t, s, iv)
	mustDecide(t, s, noon, always(rules.Decision{}))

	iv.Company = "Acme Ltd"
	later := noon.Add(time.Hour)
	if err := s.UpdateInterview(t.Context(), iv, nil, "company: Acme -> Acme Ltd", later); err != nil {
		t.Fatal(err)
	}
	want := []rules.Event{{
		ID: 1, InterviewID: iv.ID, Kind: rules.Edited, At: later, RecordedAt: later, Detail: "company: Acme -> Acme Ltd",
	}}
	if diff := cmp.Diff(want, caseOf(t, s, iv.ID).History.Events); diff != "" {
		t.Errorf("the events differ (-want +got):\n%s", diff)
	}
	if at := nextCheck(t, s, iv.ID); !at.Equal(later) {
		t.Errorf("it is decided again at %s, want at once", at)
	}
}

func TestWhatWasMarkedStaysMarkedWhenAPersonIsRenamed(t *testing.T) {
	s := open(t)
	iv := anInterview()
	iv.ID = add(t, s, iv)
	other := add(t, s, iv)
	for _, id := range []int64{iv.ID, other} {
		mustRecord(t, s, noon, rules.Event{InterviewID: id, Kind: rules.Sent, At: noon, Note: rules.ThankYou, Recipient: "Jo"})
		mustRecord(t, s, noon, rules.Event{InterviewID: id, Kind: rules.Sent, At: noon, Note: rules.ThankYou, Recipient: "Ann"})
	}
	if err := s.UpdateInterview(t.Context(), iv, map[string]string{"Jo": "jo@acme.test"}, "", noon); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[int64][]string{iv.ID: {"jo@acme.test", "Ann", ""}, other: {"Jo", "Ann"}} {
		var got []string
		for _, e := range caseOf(t, s, id).History.Events {
			got = append(got, e.Recipient)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("interview %d (-want +got):\n%s", id, diff)
		}
	}
}

func TestList(t *testing.T) {
	s := open(t)
	starting := func(d time.Duration) int64 {
		iv := anInterview()
		iv.Start = noon.Add(d)
		return add(t, s, iv)
	}
	middle, oldest, newest, twin := starting(0), starting(-time.Hour), starting(time.Hour), starting(time.Hour)
	rejected := starting(2 * time.Hour)
	mustRecord(t, s, noon, rules.Event{InterviewID: rejected, Kind: rules.Rejected, At: noon})

	for _, tt := range []struct {
		name string
		opts ListOptions
		want []int64
	}{
		{"the open ones, the newest start first, then the newest told", ListOptions{}, []int64{twin, newest, middle, oldest}},
		{"no more than asked for", ListOptions{Limit: 2}, []int64{twin, newest}},
		{"the closed ones as well", ListOptions{Closed: true}, []int64{rejected, twin, newest, middle, oldest}},
		{"the closed ones as well, no more than asked for", ListOptions{Closed: true, Limit: 1}, []int64{rejected}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cases, err := s.List(t.Context(), tt.opts)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, c := range cases {
				got = append(got, c.Interview.ID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("the ids differ (-want +got):\n%s", diff)
			}
		})
	}

	t.Run("each with its own history", func(t *testing.T) {
		cases, err := s.List(t.Context(), ListOptions{Closed: true, Limit: 2})
		if err != nil {
			t.Fatal(err)
		}
		if len(cases[0].History.Events) != 1 || len(cases[1].History.Events) != 0 {
			t.Errorf("the histories are %v and %v, want one event and none", cases[0].History, cases[1].History)
		}
	})
}

func TestRecheck(t *testing.T) {
	s := open(t)
	quiet, rejected, stopped := add(t, s, anInterview()), add(t, s, anInterview()), add(t, s, anInterview())
	mustRecord(t, s, noon,
		rules.Event{InterviewID: rejected, Kind: rules.Rejected, At: noon},
		rules.Event{InterviewID: stopped, Kind: rules.Stopped, At: noon})
	mustDecide(t, s, noon, always(rules.Decision{}))

	later := noon.Add(time.Hour)
	if err := s.Recheck(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		id   int64
		want time.Time
	}{
		{"one that was left alone may be called for again", quiet, later},
		{"a rejected one has stay-in-touch notes to come", rejected, later},
		{"a stopped one has nothing to come", stopped, time.Time{}},
	} {
		if got := nextCheck(t, s, tt.id); !got.Equal(tt.want) {
			t.Errorf("%s: decided again at %v, want %v", tt.name, got, tt.want)
		}
	}
}
