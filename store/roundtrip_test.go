package store

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"followup/rules"
	"followup/rules/outbox"
)

// What is stored is read back unchanged.

var (
	text = rapid.StringN(0, 40, -1).Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
	// Whole seconds from 1990 to 2199.
	instants = rapid.Map(rapid.Int64Range(631152000, 7258118399),
		func(s int64) time.Time { return time.Unix(s, 0).UTC() })
	days = rapid.Map(instants, func(t time.Time) rules.Date { return rules.DateOf(t, time.UTC) })
	// All people are different, some without an address. They are counted, because drawn numbers may repeat.
	people = rapid.Custom(func(t *rapid.T) rules.Person {
		of := fmt.Sprint(drawn.Add(1))
		p := rules.Person{Name: text.Draw(t, "name") + of}
		if rapid.Bool().Draw(t, "has an address") {
			p.Email = text.Draw(t, "email") + of
		}
		return rules.Application{Contact: p}.Vetted().Contact // as it is read
	})
)

// drawn counts the people that were drawn.
var drawn atomic.Int64

// byNumber ignores the numbers of people, which the store assigns.
var byNumber = cmpopts.IgnoreFields(rules.Person{}, "ID")

// orNone returns a generator that may also give the zero value.
func orNone[T any](g *rapid.Generator[T]) *rapid.Generator[T] {
	var none T
	return rapid.OneOf(rapid.Just(none), g)
}

var applications = rapid.Custom(func(t *rapid.T) rules.Application {
	return rules.Application{
		Company: text.Draw(t, "company"), Role: text.Draw(t, "role"), Contact: orNone(people).Draw(t, "contact"),
		Fit: text.Draw(t, "fit"), Hook: text.Draw(t, "hook"), NoContact: rapid.Bool().Draw(t, "no contact"),
		CreatedAt: instants.Draw(t, "created"),
	}.Vetted() // as it is read
})

var interviews = rapid.Custom(func(t *rapid.T) rules.Interview {
	iv := rules.Interview{
		Start:    instants.Draw(t, "start"),
		Duration: time.Duration(rapid.IntRange(1, 24*60*60).Draw(t, "duration")) * time.Second,
		Zone:     text.Draw(t, "zone"), DecisionBy: orNone(days).Draw(t, "decision by"),
		Said: text.Draw(t, "said"), Topic: text.Draw(t, "topic"),
		CreatedAt: instants.Draw(t, "created"),
	}
	for range rapid.IntRange(0, 4).Draw(t, "panel") {
		p := people.Draw(t, "interviewer")
		p.Topic = text.Draw(t, "topic")
		iv.Interviewers = append(iv.Interviewers, p)
	}
	return iv.Vetted() // as it is read
})

var events = rapid.Custom(func(t *rapid.T) rules.Event {
	return rules.Event{
		Kind: rapid.SampledFrom(rules.EventKinds).Draw(t, "kind"),
		At:   instants.Draw(t, "at"), RecordedAt: instants.Draw(t, "recorded"),
		Note: orNone(rapid.SampledFrom(rules.Kinds)).Draw(t, "note"),
		To:   orNone(people).Draw(t, "to"), Round: rapid.IntRange(0, 9).Draw(t, "round"),
		Until: orNone(days).Draw(t, "until"), SnoozeUntil: orNone(instants).Draw(t, "snooze until"),
		From: orNone(people).Draw(t, "from"), Next: rapid.Int64Range(0, 1<<40).Draw(t, "next"),
		FromCalendar: rapid.Bool().Draw(t, "from calendar"), Detail: text.Draw(t, "detail"),
	}
})

func TestApplicationsComeBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(label string) rules.Case {
			c := rules.Case{Application: applications.Draw(rt, label)}
			for range 3 {
				c.Interviews = append(c.Interviews, interviews.Draw(rt, label+" interview"))
			}
			return c
		}
		c := draw("added")
		c.ID = begun(t, s, c.Application, c.Interviews[0])
		c.Interviews[0].ID = c.ID
		for i := range c.Interviews[1:] {
			c.Interviews[i+1].ID = joined(t, s, c.ID, c.Interviews[i+1])
		}
		rules.SortInterviews(c.Interviews)
		was := caseOf(t, s, c.ID)
		was.Elsewhere = nil // earlier ones may share the company
		if diff := cmp.Diff(c, was, byNumber); diff != "" {
			rt.Fatalf("added (-) and read (+) differ:\n%s", diff)
		}

		changed := draw("changed")
		changed.ID, changed.CreatedAt = c.ID, c.CreatedAt
		for i, was := range c.Interviews {
			changed.Interviews[i].ID, changed.Interviews[i].CreatedAt = was.ID, was.CreatedAt
		}
		update(t, s, c.ID, noon, "all", func(was *rules.Case) {
			if diff := cmp.Diff(c, *was, byNumber); diff != "" {
				rt.Fatalf("added (-) and to be changed (+) differ:\n%s", diff)
			}
			*was = changed
		})
		rules.SortInterviews(changed.Interviews)
		got := caseOf(t, s, c.ID)
		got.History, got.Elsewhere = rules.History{}, nil
		if diff := cmp.Diff(changed, got, byNumber); diff != "" {
			rt.Fatalf("changed (-) and read (+) differ:\n%s", diff)
		}
		if err := s.Check(t.Context()); err != nil {
			rt.Fatal(err)
		}
	})
}

// TestOldRowsAreReadVetted: older rows were not vetted when they were stored.
func TestOldRowsAreReadVetted(t *testing.T) {
	t.Parallel()
	s := open(t)
	app, iv := anApplication(), anInterview()
	app.Company = "\u202eAcme"
	app.Contact = rules.Person{Name: "A\u200bnn"}
	iv.Interviewers = []rules.Person{{Name: "jo@acme.test", Email: "jo@evil.test"}, {Name: "A\u200bnn"}}
	got := caseOf(t, s, begun(t, s, app, iv))
	ann := rules.Person{Name: "Ann"}
	if got.Company != "Acme" || !cmp.Equal(got.Contact, ann, byNumber) ||
		!cmp.Equal(got.Interviews[0].Interviewers, []rules.Person{{Email: "jo@evil.test"}, ann}, byNumber) {
		t.Errorf("%+q with %+q and %+q", got.Company, got.Contact, got.Interviews[0].Interviewers)
	}
}

func TestEventsComeBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	second := joined(t, s, id, tomorrow())
	rapid.Check(t, func(rt *rapid.T) {
		e := events.Draw(rt, "event")
		e.ApplicationID, e.InterviewID = id, rapid.SampledFrom([]int64{0, id, second}).Draw(rt, "interview")
		mustRecord(t, s, e.RecordedAt, e)
		all := caseOf(t, s, id).History.Events
		last := all[len(all)-1]
		e.ID = last.ID
		if diff := cmp.Diff(e, last, byNumber); diff != "" {
			rt.Fatalf("recorded (-) and read (+) differ:\n%s", diff)
		}
	})
}

// TestEveryWordIsStored: the schema accepts every kind of event, note and outcome, and every state of a reminder. One
// that it refused would fail only in the user's database.
func TestEveryWordIsStored(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, kind := range rules.EventKinds {
		for _, note := range notes {
			id := add(t, s, anInterview())
			mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: kind, At: noon, Note: note})
			if events := caseOf(t, s, id).History.Events; len(events) != 1 || events[0].Kind != kind ||
				events[0].Note != note {
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
				INSERT INTO reminders (application_id, kind, last_call, round, state, due_at, why,
					next_attempt_at, settled_at)
				VALUES (?1, ?2, 0, 1, ?3, 1, '', 1, ?4);
				INSERT INTO drafts (reminder_id, place) SELECT max(id), 0
				FROM reminders`, id, string(kind), string(state), settledAt)
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
				ApplicationID: id, InterviewID: rapid.SampledFrom([]int64{0, id}).Draw(rt, "interview"),
				Kind:     rapid.SampledFrom(rules.Kinds).Draw(rt, "kind"),
				LastCall: rapid.Bool().Draw(rt, "last call"), Round: rapid.IntRange(1, 9).Draw(rt, "round"),
			},
			To:       rapid.SliceOfN(orNone(people), 1, 4).Draw(rt, "to"),
			Due:      noon.Add(-time.Duration(rapid.IntRange(0, 1e6).Draw(rt, "due")) * time.Second),
			Deadline: orNone(instants).Draw(rt, "deadline"), Expires: orNone(instants).Draw(rt, "expires"),
			Why: text.Draw(rt, "why"),
		}
		mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{st}}))
		want := rules.Reminder{
			Key: st.Key, State: rules.Waiting, Message: rules.Message{Drafts: rules.DraftsTo(st.To)},
			Due: st.Due, Deadline: st.Deadline, Expires: st.Expires, Why: st.Why, NextAttempt: noon,
		}
		want.ID = expectReminder(rt, t, s, want)

		want.Message = rules.Message{
			ID: "<" + text.Draw(rt, "message id") + ">", Subject: text.Draw(rt, "subject"),
			Bytes: rapid.SliceOfN(rapid.Byte(), 1, 100).Draw(rt, "bytes"), Hook: text.Draw(rt, "hook"),
		}
		for _, p := range rapid.SliceOfN(orNone(people), 1, 4).Draw(rt, "to now") { // perhaps other people than before
			want.Message.Drafts = append(want.Message.Drafts,
				rules.Draft{To: p, Subject: text.Draw(rt, "draft subject"), Body: text.Draw(rt, "draft body")})
		}
		want.State = rules.Sending
		claimed := mustClaim(t, s, noon, func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
			return outbox.Verdict{State: rules.Sending, Message: want.Message}, nil
		})
		if diff := cmp.Diff([]rules.Reminder{want}, claimed, byNumber); diff != "" {
			rt.Fatalf("judged (-) and claimed (+) differ:\n%s", diff)
		}
		expectReminder(rt, t, s, want)

		// Waiting with Uncertain is the state that keeps every field.
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

// expectReminder compares the only reminder of an application, except for its id and bytes, and returns the id.
func expectReminder(rt *rapid.T, t *testing.T, s *Store, want rules.Reminder) int64 {
	got := reminders(t, s, want.ApplicationID)
	if len(got) != 1 {
		rt.Fatalf("the application has %d reminders, want 1", len(got))
	}
	want.ID, want.Message.Bytes = got[0].ID, nil // histories have none
	if diff := cmp.Diff(want, got[0], byNumber); diff != "" {
		rt.Fatalf("stored (-) and read (+) differ:\n%s", diff)
	}
	return want.ID
}
