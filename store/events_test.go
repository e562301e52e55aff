package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// TestOutcome: the list shows an application until its last word is final.
func TestOutcome(t *testing.T) {
	t.Parallel()
	at := func(k rules.EventKind, hour int) rules.Event {
		return rules.Event{Kind: k, At: noon.Add(time.Duration(hour) * time.Hour)}
	}
	dated := func(e rules.Event) rules.Event { e.Next = 99; return e }
	for _, tt := range []struct {
		name   string
		events []rules.Event
		want   string
	}{
		{"nothing happened", nil, ""},
		{"a note was sent", []rules.Event{at(rules.Sent, 1)}, ""},
		{"they have not decided", []rules.Event{at(rules.Undecided, 1)}, ""},
		{"they said no", []rules.Event{at(rules.Rejected, 1)}, "rejected"},
		{"they made an offer", []rules.Event{at(rules.Offered, 1)}, "offer"},
		{"they want to meet again, without a date", []rules.Event{at(rules.Advanced, 1)}, ""},
		{"they want to meet again on a date", []rules.Event{dated(at(rules.Advanced, 1))}, ""},
		{"the date of the next round follows", []rules.Event{at(rules.Advanced, 1), dated(at(rules.Advanced, 2))}, ""},
		{"a no-show", []rules.Event{at(rules.NoShow, 1)}, ""},
		{"a no-show after a no", []rules.Event{at(rules.Rejected, 1), at(rules.NoShow, 2)}, ""},
		{"a no-show at a time from which the interview was moved",
			[]rules.Event{at(rules.Rejected, -72), at(rules.NoShow, -48)}, "rejected"},
		{"the user stopped", []rules.Event{at(rules.Stopped, 1)}, "stopped"},
		{"a no, then an offer", []rules.Event{at(rules.Rejected, 1), at(rules.Offered, 2)}, "offer"},
		{"a no, then undecided", []rules.Event{at(rules.Rejected, 1), at(rules.Undecided, 2)}, ""},
		{"an older answer recorded later", []rules.Event{at(rules.Rejected, 2), at(rules.Undecided, 1)}, "rejected"},
		{"of two answers at one time, the one recorded last counts",
			[]rules.Event{at(rules.Rejected, 1), at(rules.Undecided, 1)}, ""},
		{"an edit after the answer", []rules.Event{at(rules.Offered, 1), at(rules.Edited, 2)}, "offer"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := add(t, s, anInterview())
			for i := range tt.events {
				tt.events[i].ApplicationID = id
				if tt.events[i].Kind == rules.NoShow {
					tt.events[i].InterviewID = id
				}
			}
			mustRecord(t, s, noon, tt.events...)
			var got string
			if err := s.db.QueryRow("SELECT outcome FROM applications").Scan(&got); err != nil || got != tt.want {
				t.Errorf("the outcome is %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

func TestRecord(t *testing.T) {
	t.Run("marks the application to be decided at once", func(t *testing.T) {
		s := open(t)
		id := add(t, s, anInterview())
		mustDecide(t, s, noon, always(rules.Decision{}))
		later := noon.Add(time.Hour)
		mustRecord(t, s, later, rules.Event{ApplicationID: id, Kind: rules.Sent, At: noon})
		if at := nextCheck(t, s, id); !at.Equal(later) {
			t.Errorf("it is decided again at %v, want %v", at, later)
		}
	})

	t.Run("adds all or none", func(t *testing.T) {
		s := open(t)
		id, other := add(t, s, anInterview()), add(t, s, anInterview())
		good := rules.Event{ApplicationID: id, Kind: rules.Sent, At: noon}
		for name, bad := range map[string]rules.Event{
			"an unknown kind": {InterviewID: id, Kind: "moved", At: noon},
			"no time":         {ApplicationID: id, Kind: rules.Sent},
			"an interview of another application": {ApplicationID: id,
				InterviewID: other, Kind: rules.NoShow, At: noon},
		} {
			if err := s.Record(t.Context(), noon, good, bad); err == nil {
				t.Errorf("%s was recorded", name)
			}
		}
		if events := caseOf(t, s, id).History.Events; len(events) != 0 {
			t.Errorf("%d events were left behind", len(events))
		}
	})
}

func TestAdvance(t *testing.T) {
	s := open(t)
	first := add(t, s, anInterview())
	mustDecide(t, s, noon, always(rules.Decision{}))
	e := rules.Event{ApplicationID: first, Kind: rules.Advanced, At: noon}
	second, err := s.Advance(t.Context(), noon, e, anInterview())
	if err != nil {
		t.Fatal(err)
	}
	old, next := caseOf(t, s, first), caseOf(t, s, second)
	if got := old.History.Events[0].Next; got != second {
		t.Errorf("the event leads to interview %d, want %d", got, second)
	}
	if diff := cmp.Diff(old, next); diff != "" || len(old.Interviews) != 2 {
		t.Errorf("the new interview is of another application (-that +its):\n%s", diff)
	}
	if decided := mustDecide(t, s, noon, always(rules.Decision{})); decided.Checked != 1 {
		t.Errorf("%d applications are decided again, want one", decided.Checked)
	}

	if _, err := s.Advance(t.Context(), noon, rules.Event{ApplicationID: first, Kind: rules.Offered, At: noon},
		anInterview()); err == nil {
		t.Error("an offer was accepted as a next round")
	}
}

// TestTakeBack: the events of one command are taken back together, the last command first, and have no effect
// afterwards.
func TestTakeBack(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	said := func(kind rules.EventKind, to string) rules.Event {
		return rules.Event{ApplicationID: id, Kind: kind, At: noon, Note: rules.ThankYou, To: rules.Person{Name: to}}
	}
	mustRecord(t, s, noon, said(rules.Skipped, "jana"), said(rules.Skipped, "ann"))
	mustRecord(t, s, noon, said(rules.Skipped, "li")) // another command in the same second
	mustRecord(t, s, noon.Add(time.Hour), said(rules.Rejected, ""))
	for _, want := range []struct {
		taken   string
		outcome string
	}{
		{"rejected", ""},
		{"skipped li", ""},
		{"skipped jana, skipped ann", ""},
		{"", ""},
	} {
		taken, err := s.TakeBack(t.Context(), noon.Add(3*time.Hour), id)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range taken {
			got = append(got, strings.TrimSpace(string(e.Kind)+" "+e.To.Name))
		}
		if strings.Join(got, ", ") != want.taken {
			t.Errorf("took back %q, want %q", got, want.taken)
		}
		var outcome string
		if err := s.db.QueryRow("SELECT outcome FROM applications").Scan(&outcome); err != nil ||
			outcome != want.outcome {
			t.Errorf("the outcome is %q (%v), want %q", outcome, err, want.outcome)
		}
	}
	h := caseOf(t, s, id).History
	if len(h.Events) != 0 || len(h.TakenBack) != 4 {
		t.Errorf("left are %v, taken back %v", h.Events, h.TakenBack)
	}
	if at := nextCheck(t, s, id); !at.Equal(noon.Add(3 * time.Hour)) {
		t.Errorf("it is decided again at %v, not at once", at)
	}
	if _, err := s.TakeBack(t.Context(), noon, id+1); !errors.Is(err, ErrNotFound) {
		t.Errorf("of no interview: %v, want ErrNotFound", err)
	}
}
