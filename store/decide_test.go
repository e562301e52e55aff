package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

func TestDecideApplies(t *testing.T) {
	t.Parallel()
	later := noon.Add(time.Hour)
	future := func(id int64) rules.Step {
		st := step(id)
		st.Due = later
		return st
	}
	due := func(id int64) rules.Step { return step(id) }
	type decision = func(id int64) rules.Decision
	steps := func(f func(int64) rules.Step) decision {
		return func(id int64) rules.Decision { return rules.Decision{Steps: []rules.Step{f(id)}} }
	}
	missed := func(id int64) rules.Decision { return rules.Decision{Missed: []rules.Step{due(id)}} }
	nothing := func(int64) rules.Decision { return rules.Decision{} }

	for _, tt := range []struct {
		name      string
		decisions []decision
		want      []rules.State
	}{
		{"a due step waits", []decision{steps(due)}, []rules.State{rules.Waiting}},
		{"a future step is not stored", []decision{steps(future)}, nil},
		{"deciding the same again changes nothing", []decision{steps(due), steps(due)}, []rules.State{rules.Waiting}},
		{"a missed step is recorded", []decision{missed}, []rules.State{rules.Expired}},
		{"once", []decision{missed, missed}, []rules.State{rules.Expired}},
		{"a waiting reminder whose time has passed expires",
			[]decision{steps(due), missed}, []rules.State{rules.Expired}},
		{"a waiting reminder that no longer applies is cancelled", []decision{steps(due), nothing},
			[]rules.State{rules.Cancelled}},
		{"a waiting reminder whose step moved still waits", []decision{steps(due), steps(future)},
			[]rules.State{rules.Waiting}},
		{
			"a cancelled one was never handed over, so the step may come back",
			[]decision{steps(due), nothing, steps(due)},
			[]rules.State{rules.Cancelled, rules.Waiting},
		},
		{"an expired reminder does not come back", []decision{missed, steps(due)}, []rules.State{rules.Expired}},
		{
			"a step named twice is stored once",
			[]decision{func(id int64) rules.Decision { return rules.Decision{Steps: []rules.Step{due(id), due(id)}} }},
			[]rules.State{rules.Waiting},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := add(t, s, anInterview())
			decide := func(d decision) {
				if err := s.Recheck(t.Context(), noon); err != nil {
					t.Fatal(err)
				}
				if done := mustDecide(t, s, noon, always(d(id))); done.Checked != 1 || len(done.Failed) > 0 {
					t.Errorf("deciding one application gave %+v", done)
				}
			}
			for _, d := range tt.decisions {
				decide(d)
			}
			if diff := cmp.Diff(tt.want, states(t, s, id)); diff != "" {
				t.Errorf("the states differ (-want +got):\n%s", diff)
			}
			before := reminders(t, s, id)
			decide(tt.decisions[len(tt.decisions)-1])
			if diff := cmp.Diff(before, reminders(t, s, id)); diff != "" {
				t.Errorf("deciding the same again changed something (-before +after):\n%s", diff)
			}
		})
	}

	for state, outcome := range map[rules.State]outbox.Outcome{rules.Delivered: outbox.Accepted,
		rules.Refused: outbox.Denied, rules.Sending: 0} {
		t.Run("a reminder that is "+string(state)+" is not changed", func(t *testing.T) {
			s, r := claimedOne(t)
			if outcome != 0 {
				mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outcome, Text: "reply"}, noon, ""))
			}
			before := reminders(t, s, r.ApplicationID)
			for _, d := range []decision{nothing, missed, steps(due)} {
				if err := s.Recheck(t.Context(), later); err != nil {
					t.Fatal(err)
				}
				mustDecide(t, s, later, always(d(r.ApplicationID)))
			}
			for _, r := range before {
				if diff := cmp.Diff(r, reminders(t, s, r.ApplicationID)[0]); diff != "" {
					t.Errorf("it changed (-before +after):\n%s", diff)
				}
			}
		})
	}
}

// TestDecideReschedules: if an interview is moved, its unsent reminders move with it.
func TestDecideReschedules(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	mustDecide(t, s, noon, thankEverybody)
	moved := step(id)
	moved.Due, moved.Why = noon.Add(24*time.Hour), "it ends tomorrow"
	moved.Deadline, moved.Expires = moved.Due.Add(time.Hour), moved.Due.Add(2*time.Hour)
	if err := s.Recheck(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{moved}}))

	got := reminders(t, s, id)[0]
	want := rules.Reminder{
		ID: got.ID, Key: moved.Key, State: rules.Waiting, Why: moved.Why,
		Message: rules.Message{Drafts: rules.DraftsTo(moved.To)},
		Due:     moved.Due, Deadline: moved.Deadline, Expires: moved.Expires, NextAttempt: moved.Due,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the reminder differs (-want +got):\n%s", diff)
	}
}

func TestDecideNext(t *testing.T) {
	for _, tt := range []struct {
		name string
		next time.Time
		want time.Time
	}{
		{"never if nothing is left to do", time.Time{}, time.Time{}},
		{"when the decision says", noon.Add(time.Hour), noon.Add(time.Hour)},
		{"not before that time, so a fraction is rounded up",
			noon.Add(1500 * time.Millisecond), noon.Add(2 * time.Second)},
		{"later than now in any case, or a pass would never end", noon, noon.Add(time.Second)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := add(t, s, anInterview())
			mustDecide(t, s, noon, always(rules.Decision{Next: tt.next}))
			if got := nextCheck(t, s, id); !got.Equal(tt.want) {
				t.Errorf("it is decided again at %v, want %v", got, tt.want)
			}
			if again := mustDecide(t, s, noon, always(rules.Decision{})); again.Checked != 0 {
				t.Error("it was decided twice at the same moment")
			}
		})
	}
}

func TestDecideLimit(t *testing.T) {
	s := open(t)
	for range 5 {
		add(t, s, anInterview())
	}
	var order []int64
	for range 3 {
		_, err := s.DecideBatch(t.Context(), noon, 2, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
			order = append(order, c.ID)
			return rules.Decision{}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]int64{1, 2, 3, 4, 5}, order); diff != "" {
		t.Errorf("the order differs (-want +got):\n%s", diff)
	}
}

// TestDecideFailure: a failure of one application does not prevent decisions about the others.
func TestDecideFailure(t *testing.T) {
	for _, tt := range []struct {
		name   string
		decide func(c rules.Case, _ rules.Pause) (rules.Decision, error)
	}{
		{"a rule that fails",
			func(rules.Case, rules.Pause) (rules.Decision, error) { return rules.Decision{}, errBroken }},
		{"a decision the database rejects, even in its second half",
			func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
				impossible := step(c.ID)
				impossible.Round = 0
				return rules.Decision{Steps: []rules.Step{step(c.ID), impossible}}, nil
			}},
		{"a step without people", func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
			toNobody := step(c.ID)
			toNobody.To = nil
			return rules.Decision{Steps: []rules.Step{toNobody}}, nil
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			bad, good := add(t, s, anInterview()), add(t, s, anInterview())
			done, err := s.DecideBatch(t.Context(), noon, 10,
				func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
					if c.ID == bad {
						return tt.decide(c, rules.Pause{})
					}
					return thankEverybody(c, rules.Pause{})
				})
			if err != nil {
				t.Fatal(err)
			}
			if len(done.Failed) != 1 || done.Failed[bad] == nil || done.Checked != 2 {
				t.Errorf("it did %+v, want one failed", done)
			}
			if n := len(reminders(t, s, bad)); n != 0 {
				t.Errorf("half of the failed decision remained: %d reminders", n)
			}
			if n := len(reminders(t, s, good)); n != 1 {
				t.Errorf("the other interview has %d reminders, want 1", n)
			}
			if at := nextCheck(t, s, bad); !at.Equal(noon.Add(time.Hour)) {
				t.Errorf("it is tried again at %v, want in an hour", at)
			}
		})
	}
}

// TestDecideMeanwhile: the next decision sees a change that the command line makes during a decision.
func TestDecideMeanwhile(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	commandLine := openAt(t, s.Path())
	recorded := make(chan error, 1)
	mustDecide(t, s, noon, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
		go func() {
			recorded <- commandLine.Record(t.Context(), noon,
				rules.Event{ApplicationID: id, Kind: rules.Stopped, At: noon})
		}()
		time.Sleep(50 * time.Millisecond) // so that the change comes while this transaction is open
		return thankEverybody(c, rules.Pause{})
	})
	if err := <-recorded; err != nil {
		t.Fatal(err)
	}
	mustDecide(t, s, noon, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
		if len(c.History.Events) != 1 {
			t.Error("the decision does not know of the change")
		}
		return rules.Decision{}, nil
	})
	if diff := cmp.Diff([]rules.State{rules.Cancelled}, states(t, s, id)); diff != "" {
		t.Errorf("the states differ (-want +got):\n%s", diff)
	}
}

func TestDecideWithNothingDueNeedsNoLock(t *testing.T) {
	s := open(t)
	writer := openAt(t, s.Path())
	tx, err := writer.db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	impatient(t, s)
	if _, err := s.DecideBatch(t.Context(), noon, 10, thankEverybody); err != nil {
		t.Error(err)
	}
	if err := s.Recover(t.Context(), noon, func(rules.Reminder) {}); err != nil {
		t.Error(err)
	}
	if _, err := s.Waiting(t.Context(), noon); err != nil {
		t.Error(err)
	}
	if err := s.SetMeta(t.Context(), "a", "b"); err == nil {
		t.Error("the lock was not held, so nothing was tested")
	}
}
