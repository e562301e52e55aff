package store

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"followup/rules"
)

// Whatever is stored comes back as it was.

var (
	text = rapid.StringN(0, 40, -1).Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
	// Seconds from 1990 to 2199.
	instants = rapid.Map(rapid.Int64Range(631152000, 7258118399), func(s int64) time.Time { return time.Unix(s, 0).UTC() })
	days     = rapid.Map(instants, func(t time.Time) rules.Date { return rules.DateOf(t, time.UTC) })
	people   = rapid.Custom(func(t *rapid.T) rules.Person {
		return rules.Person{Name: text.Draw(t, "name"), Email: text.Draw(t, "email"), Topic: text.Draw(t, "topic"), FixedKey: text.Draw(t, "id")}
	})
)

// orNone is a generator that may also give the zero value.
func orNone[T any](g *rapid.Generator[T]) *rapid.Generator[T] {
	var none T
	return rapid.OneOf(rapid.Just(none), g)
}

var interviews = rapid.Custom(func(t *rapid.T) rules.Interview {
	iv := rules.Interview{
		Company: text.Draw(t, "company"), Role: text.Draw(t, "role"),
		Start:    instants.Draw(t, "start"),
		Duration: time.Duration(rapid.IntRange(1, 24*60*60).Draw(t, "duration")) * time.Second,
		Zone:     text.Draw(t, "zone"), DecisionBy: orNone(days).Draw(t, "decision by"),
		Said: text.Draw(t, "said"), Topic: text.Draw(t, "topic"), Fit: text.Draw(t, "fit"), Hook: text.Draw(t, "hook"),
		NoContact: rapid.Bool().Draw(t, "no contact"),
		CreatedAt: instants.Draw(t, "created"), Previous: rapid.Int64Range(0, 1<<40).Draw(t, "previous"),
	}
	for range rapid.IntRange(0, 4).Draw(t, "panel") {
		iv.Interviewers = append(iv.Interviewers, people.Draw(t, "interviewer"))
	}
	return iv.Vetted() // as it is read
})

var events = rapid.Custom(func(t *rapid.T) rules.Event {
	return rules.Event{
		Kind: rapid.SampledFrom(rules.EventKinds).Draw(t, "kind"),
		At:   instants.Draw(t, "at"), RecordedAt: instants.Draw(t, "recorded"),
		Note:      orNone(rapid.SampledFrom(rules.Kinds)).Draw(t, "note"),
		Recipient: text.Draw(t, "recipient"), Round: rapid.IntRange(0, 9).Draw(t, "round"),
		Until: orNone(days).Draw(t, "until"), SnoozeUntil: orNone(instants).Draw(t, "snooze until"),
		From: text.Draw(t, "from"), Next: rapid.Int64Range(0, 1<<40).Draw(t, "next"), Detail: text.Draw(t, "detail"),
	}
})

func TestInterviewsComeBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		iv := interviews.Draw(rt, "interview")
		iv.ID = add(t, s, iv)
		if diff := cmp.Diff(iv, caseOf(t, s, iv.ID).Interview); diff != "" {
			rt.Fatalf("added (-) and read (+) differ:\n%s", diff)
		}

		changed := interviews.Draw(rt, "changed")
		changed.ID, changed.CreatedAt, changed.Previous = iv.ID, iv.CreatedAt, iv.Previous
		update(t, s, iv.ID, noon, "all", func(was rules.Interview) rules.Interview {
			if diff := cmp.Diff(iv, was); diff != "" {
				rt.Fatalf("added (-) and to be changed (+) differ:\n%s", diff)
			}
			return changed
		})
		if diff := cmp.Diff(changed, caseOf(t, s, iv.ID).Interview); diff != "" {
			rt.Fatalf("changed (-) and read (+) differ:\n%s", diff)
		}
	})
}

// TestOldInterviewsAreReadVetted: those of a time when nobody looked at what others had written.
func TestOldInterviewsAreReadVetted(t *testing.T) {
	t.Parallel()
	s := open(t)
	iv := anInterview()
	iv.Company = "\u202eAcme"
	iv.Interviewers = []rules.Person{{Name: "jo@acme.test", Email: "jo@evil.test"}, {Name: "A\u200bnn"}}
	iv.ID = add(t, s, iv)
	got := caseOf(t, s, iv.ID).Interview
	if want := []rules.Person{{Email: "jo@evil.test"}, {Name: "Ann", FixedKey: "A\u200bnn"}}; got.Company != "Acme" || !cmp.Equal(got.Interviewers, want) {
		t.Errorf("%+q with %+q, want %+q", got.Company, got.Interviewers, want)
	}
}

func TestEventsComeBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	rapid.Check(t, func(rt *rapid.T) {
		e := events.Draw(rt, "event")
		e.InterviewID = id
		mustRecord(t, s, e.RecordedAt, e)
		all := caseOf(t, s, id).History.Events
		last := all[len(all)-1]
		e.ID = last.ID
		if diff := cmp.Diff(e, last); diff != "" {
			rt.Fatalf("recorded (-) and read (+) differ:\n%s", diff)
		}
	})
}

// TestEveryWordIsStored holds that the schema takes every kind of event, note and outcome, and every state of a reminder:
// what it did not take would fail in the user's database alone.
func TestEveryWordIsStored(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, kind := range rules.EventKinds {
		for _, note := range notes {
			id := add(t, s, anInterview())
			mustRecord(t, s, noon, rules.Event{InterviewID: id, Kind: kind, At: noon, Note: note})
			if events := caseOf(t, s, id).History.Events; len(events) != 1 || events[0].Kind != kind || events[0].Note != note {
				t.Errorf("%q about %q came back as %+v", kind, note, events)
			}
		}
	}
	for _, kind := range rules.Kinds {
		for _, state := range rules.States {
			settledAt := any(noon.Unix())
			if state == rules.Waiting || state == rules.Sending {
				settledAt = nil
			}
			id := add(t, s, anInterview())
			_, err := s.db.Exec(`
				INSERT INTO reminders (interview_id, kind, recipient, round, last_call, state, due_at, why, next_attempt_at, settled_at)
				VALUES (?, ?, '', 1, 0, ?, 1, '', 1, ?)`, id, string(kind), string(state), settledAt)
			if err != nil {
				t.Fatalf("a %s that is %s: %v", kind, state, err)
			}
			if r := reminders(t, s, id); len(r) != 1 || r[0].Kind != kind || r[0].State != state {
				t.Errorf("a %s that is %s came back as %+v", kind, state, r)
			}
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestRemindersComeBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		iv := anInterview()
		id := add(t, s, iv)
		st := rules.Step{
			Key: rules.Key{
				InterviewID: id, Kind: rapid.SampledFrom(rules.Kinds).Draw(rt, "kind"),
				Recipient: text.Draw(rt, "recipient"), Round: rapid.IntRange(1, 9).Draw(rt, "round"),
			},
			LastCall: rapid.Bool().Draw(rt, "last call"),
			Due:      noon.Add(-time.Duration(rapid.IntRange(0, 1e6).Draw(rt, "due")) * time.Second),
			Deadline: orNone(instants).Draw(rt, "deadline"), Expires: orNone(instants).Draw(rt, "expires"),
			Why: text.Draw(rt, "why"),
		}
		mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{st}}))
		want := rules.Reminder{
			Key: st.Key, LastCall: st.LastCall, State: rules.Waiting,
			Due: st.Due, Deadline: st.Deadline, Expires: st.Expires, Why: st.Why, NextAttempt: noon,
		}
		want.ID = expectReminder(rt, t, s, want)

		want.Message = rules.Message{
			ID: text.Draw(rt, "message id"), Subject: text.Draw(rt, "subject"),
			Bytes:        rapid.SliceOfN(rapid.Byte(), 1, 100).Draw(rt, "bytes"),
			DraftSubject: text.Draw(rt, "draft subject"), DraftBody: text.Draw(rt, "draft body"), Hook: text.Draw(rt, "hook"),
		}
		want.State = rules.Sending
		claimed := mustClaim(t, s, noon, func(rules.Case, rules.Reminder) (rules.Verdict, error) {
			return rules.Verdict{State: rules.Sending, Message: want.Message}, nil
		})
		if diff := cmp.Diff([]rules.Reminder{want}, claimed); diff != "" {
			rt.Fatalf("judged (-) and claimed (+) differ:\n%s", diff)
		}
		expectReminder(rt, t, s, want)

		// Waiting with Uncertain is the case that keeps every field.
		want.State = rapid.SampledFrom([]rules.State{rules.Waiting, rules.Delivered, rules.Refused}).Draw(rt, "state")
		want.Uncertain = want.State == rules.Waiting
		want.Attempts = rapid.IntRange(0, 99).Draw(rt, "attempts")
		want.NextAttempt = noon.Add(time.Hour)
		want.Reply = text.Draw(rt, "reply")
		if want.State != rules.Waiting {
			want.SettledAt = instants.Draw(rt, "settled")
		}
		mustSave(t, s, noon, want)
		expectReminder(rt, t, s, want)
	})
}

// expectReminder compares the one reminder of an interview, but for its id and bytes, and returns the id.
func expectReminder(rt *rapid.T, t *testing.T, s *Store, want rules.Reminder) int64 {
	got := reminders(t, s, want.InterviewID)
	if len(got) != 1 {
		rt.Fatalf("the interview has %d reminders, want 1", len(got))
	}
	want.ID, want.Message.Bytes = got[0].ID, nil // a history comes without them
	if diff := cmp.Diff(want, got[0]); diff != "" {
		rt.Fatalf("stored (-) and read (+) differ:\n%s", diff)
	}
	return want.ID
}
