package rules

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// due returns an interview lived up to the moment at which a note of the kind is due, and that moment.
func due(t *testing.T, kind Kind) (*story, time.Time) {
	t.Helper()
	s := newStory(t, DefaultPolicy(zone(t, "Europe/Berlin")), "2026-12-01 14:00", time.Hour)
	s.tell("2026-12-01 16:00", Event{Kind: Skipped, Note: ThankYou})
	switch kind {
	case ThankYou:
		s.c.History.Events = nil
		return s, s.at("2026-12-01 17:00")
	case UpdateRequest:
		return s, s.at("2026-12-08 09:00")
	case SecondRequest:
		s.tell("2026-12-08 10:00", Event{Kind: Sent, Note: UpdateRequest})
		return s, s.at("2026-12-15 09:00")
	case UndecidedReply:
		s.tell("2026-12-07 10:00", Event{Kind: Undecided, Until: date(t, "2027-03-01")})
		return s, s.at("2026-12-07 10:00")
	case RejectionThanks:
		s.tell("2026-12-07 10:00", Event{Kind: Rejected})
		return s, s.at("2026-12-07 10:00")
	case NoShowNote:
		s.tell("2026-12-01 14:20", Event{Kind: NoShow})
		return s, s.at("2026-12-01 14:20")
	case OfferThanks:
		s.tell("2026-12-07 10:00", Event{Kind: Offered})
		return s, s.at("2026-12-07 10:00")
	case OfferAnswer:
		s.tell("2026-12-07 10:00", Event{Kind: Offered, Until: date(t, "2026-12-18")})
		s.tell("2026-12-07 11:00", Event{Kind: Sent, Note: OfferThanks})
		return s, s.at("2026-12-16 09:00")
	case Withdrawal:
		s.tell("2026-12-07 10:00", Event{Kind: Stopped, Note: Withdrawal})
		return s, s.at("2026-12-07 10:00")
	case AnswerSeen:
		s.tell("2026-12-07 10:00", Event{Kind: Answered, Certainty: Likely, From: jo})
		return s, s.at("2026-12-07 10:00")
	case StayInTouch:
		s.c.Hook = "Congratulations"
		s.tell("2026-11-01 10:00", Event{Kind: Sent, Note: RejectionThanks})
		s.iv().Start = s.at("2026-10-01 14:00")
		s.tell("2026-10-31 10:00", Event{Kind: Rejected})
		return s, s.at("2026-12-01 09:00")
	}
	t.Fatalf("the test does not know how a %s becomes due", kind)
	return nil, time.Time{}
}

// The table says what each state of a reminder means for its kind: the next step of the kind, or of the kind that
// follows it, a minute after the reminder of a due step reached the state.
func TestKindsAndStates(t *testing.T) {
	type key struct {
		kind  Kind
		state State
	}
	const (
		same = "now, in the same round" // the step is the reminder's
		anew = "now, in another round"
		done = "never" // of its kind, or of the one that follows
	)
	// A reminder that is waiting, being sent, or cancelled without being sent changes nothing.
	want := map[key]string{
		// these have rounds of their own
		{ThankYou, Delivered}: "thank-you (last call) to jo@acme.test Wed 2 Dec 13:00, in the same round",
		{ThankYou, Refused}:   same,
		{ThankYou, Expired}:   done,

		{UpdateRequest, Delivered}: "second-request to jo@acme.test Tue 15 Dec 09:00, in the same round",
		{UpdateRequest, Refused}:   same,
		{UpdateRequest, Expired}:   anew, // nobody was asked

		{UndecidedReply, Delivered}: done,
		{UndecidedReply, Refused}:   same,
		{UndecidedReply, Expired}:   done,

		{SecondRequest, Delivered}: done,
		{SecondRequest, Refused}:   same,
		{SecondRequest, Expired}:   anew,

		{RejectionThanks, Delivered}: done,
		{RejectionThanks, Refused}:   same,
		{RejectionThanks, Expired}:   done,

		{NoShowNote, Delivered}: done,
		{NoShowNote, Refused}:   same,
		{NoShowNote, Expired}:   done,

		{OfferThanks, Delivered}: done,
		{OfferThanks, Refused}:   same,
		{OfferThanks, Expired}:   done,

		{OfferAnswer, Delivered}: done,
		{OfferAnswer, Refused}:   same,
		{OfferAnswer, Expired}:   done,

		{Withdrawal, Delivered}: done,
		{Withdrawal, Refused}:   same,
		{Withdrawal, Expired}:   done,

		// as many as are asked: the next question does not wait for one that was refused
		{AnswerSeen, Delivered}: "answer-seen to jo@acme.test Wed 9 Dec 09:00, in another round",
		{AnswerSeen, Refused}:   "answer-seen to jo@acme.test Wed 9 Dec 09:00, in another round",
		{AnswerSeen, Expired}:   "answer-seen to jo@acme.test Wed 9 Dec 09:00, in another round",

		{StayInTouch, Delivered}: "stay-in-touch (on an occasion) to jo@acme.test Mon 1 Mar 09:00, in another round",
		{StayInTouch, Refused}:   "stay-in-touch (on an occasion) to jo@acme.test Mon 1 Mar 09:00, in another round",
		{StayInTouch, Expired}:   "stay-in-touch (on an occasion) to jo@acme.test Mon 1 Mar 09:00, in another round",
	}
	follows := map[Kind]Kind{UpdateRequest: SecondRequest}

	next := func(t *testing.T, kind Kind, state State, uncertain bool) string {
		s, now := due(t, kind)
		d := Decide(s.c, s.p, now)
		i := slices.IndexFunc(d.Steps, func(st Step) bool { return st.Kind == kind && st.Due.Equal(now) })
		if i < 0 {
			t.Fatalf("the %s is not due: %v", kind, s.lines(d.Steps))
		}
		r := Reminder{Key: d.Steps[i].Key, State: state, Uncertain: uncertain, Message: mailTo(d.Steps[i].To...)}
		r.Expires, r.Message.Hook = d.Steps[i].Expires, d.Steps[i].Hook
		if state != Waiting && state != Sending {
			r.SettledAt = now
		}
		s.c.History.Reminders = append(s.c.History.Reminders, r)
		now = now.Add(time.Minute)
		for _, st := range Decide(s.c, s.p, now).Steps {
			if st.Kind != kind && st.Kind != follows[kind] {
				continue
			}
			round := "in another round"
			if st.Round == r.Round {
				round = "in the same round"
			}
			if st.Due.Equal(now) {
				return "now, " + round
			}
			return s.line(st) + ", " + round
		}
		return done
	}
	for _, kind := range Kinds {
		for _, state := range States {
			t.Run(fmt.Sprintf("%s %s", kind, state), func(t *testing.T) {
				want, told := want[key{kind, state}]
				if !told {
					if state == Delivered || state == Refused || state == Expired {
						t.Fatal("the table does not say what it means")
					}
					want = same
				}
				if got := next(t, kind, state, false); got != want {
					t.Errorf("the next comes %s; want %s", got, want)
				}
			})
		}
		t.Run(fmt.Sprintf("%s cancelled after the server may have taken it", kind), func(t *testing.T) {
			if got := next(t, kind, Cancelled, true); got != anew {
				t.Errorf("the next comes %s; want %s", got, anew)
			}
		})
	}
}

// Skipping a due note has the same effect as skipping a delivered draft, whatever the state of its reminder.
func TestSkippedBeforeItCame(t *testing.T) {
	const done = "never"
	want := map[Kind]string{
		ThankYou:        done,
		UpdateRequest:   "update-request to jo@acme.test Tue 15 Dec 09:00, in round 2",
		SecondRequest:   "update-request to jo@acme.test Tue 22 Dec 09:00, in round 1",
		UndecidedReply:  done,
		RejectionThanks: done,
		NoShowNote:      done,
		OfferThanks:     done,
		OfferAnswer:     done,
		Withdrawal:      done,
		AnswerSeen:      done,
		StayInTouch:     "stay-in-touch to jo@acme.test Mon 1 Mar 09:00, in round 2",
	}
	follows := map[Kind]Kind{SecondRequest: UpdateRequest}
	for _, kind := range Kinds {
		for _, r := range []Reminder{
			{State: Waiting}, {State: Waiting, Uncertain: true}, {State: Sending}, {State: Refused},
			{State: Cancelled}, {State: Cancelled, Uncertain: true}, {State: Delivered},
		} {
			if (kind == StayInTouch || kind == AnswerSeen) && r.State == Refused {
				continue // it had its turn, and is not due
			}
			t.Run(fmt.Sprintf("%s %s, uncertain %v", kind, r.State, r.Uncertain), func(t *testing.T) {
				s, now := due(t, kind)
				steps := Decide(s.c, s.p, now).Steps
				r.Key, r.Message = steps[slices.IndexFunc(steps, func(st Step) bool { return st.Kind == kind })].Key,
					mailTo(jo)
				if r.State == Refused || r.State == Cancelled || r.State == Delivered {
					r.SettledAt = now.Add(2 * time.Minute)
				}
				s.c.History.Reminders = append(s.c.History.Reminders, r)
				told := now.Add(time.Minute)
				s.c.History.Events = append(s.c.History.Events,
					Event{ID: 9, ApplicationID: 1, InterviewID: r.InterviewID, Kind: Skipped, At: told,
						RecordedAt: told,
						Note:       kind, To: jo, Round: r.Round, Detail: s.c.Hook})
				s.c.Hook = ""

				got := done
				for _, st := range Decide(s.c, s.p, told.Add(2*time.Minute)).Steps {
					if st.Kind == kind || st.Kind == follows[kind] {
						got = fmt.Sprintf("%s, in round %d", s.line(st), st.Round)
					}
				}
				if got != want[kind] {
					t.Errorf("the next comes %s; want %s", got, want[kind])
				}
			})
		}
	}
}

// A refusal from before the step is possible, or from before the last word, does not belong to the step.
func TestOldRefusal(t *testing.T) {
	s, now := due(t, UndecidedReply)
	s.c.History.Reminders = []Reminder{{
		Key: Key{ApplicationID: 1, Kind: UndecidedReply, Round: 1}, State: Refused, SettledAt: now,
		Message: mailTo(jo),
	}}
	s.tell("2026-12-08 10:00", Event{Kind: Undecided, Until: date(t, "2027-03-01")})
	d := Decide(s.c, s.p, s.at("2026-12-08 10:00"))
	if _, ok := d.Step(Key{ApplicationID: 1, Kind: UndecidedReply, Round: 2}); !ok {
		t.Errorf("the second answer is not answered in a round of its own: %v", s.lines(d.Steps))
	}
}

// Every kind has all that a sentence about it needs.
func TestKindTable(t *testing.T) {
	for _, row := range kindTable {
		if row.noun == "" || row.means == nil {
			t.Errorf("the row of %s is incomplete", row.kind)
		}
	}
	if noun := Kind("none").Noun(); noun != "none" {
		t.Errorf("an unknown kind is called %q", noun)
	}
}

// "What happens next" names only the noun, so two kinds with the same noun could not be told apart.
func TestNounsAreDistinct(t *testing.T) {
	kinds := map[string]Kind{}
	for _, k := range Kinds {
		if other, found := kinds[k.Noun()]; found {
			t.Errorf("%s and %s are both called %q", other, k, k.Noun())
		}
		kinds[k.Noun()] = k
	}
}
