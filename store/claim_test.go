package store

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

func TestClaimVerdicts(t *testing.T) {
	t.Parallel()
	later := noon.Add(time.Hour)
	for _, tt := range []struct {
		name    string
		verdict outbox.Verdict
		want    rules.Reminder // except for what was decided
		recheck bool           // whether the application is decided again
	}{
		{
			"it is not time yet",
			outbox.Verdict{State: rules.Waiting, NextAttempt: later, Reason: "office hours begin at 09:00"},
			rules.Reminder{State: rules.Waiting, NextAttempt: later, Reply: "office hours begin at 09:00"},
			false,
		},
		{
			"it is not time yet, by an answer that would return at once",
			outbox.Verdict{State: rules.Waiting, NextAttempt: noon.Add(-time.Hour)},
			rules.Reminder{State: rules.Waiting, NextAttempt: noon.Add(time.Second)},
			false,
		},
		{
			"it no longer applies",
			outbox.Verdict{State: rules.Cancelled, Reason: "they answered"},
			rules.Reminder{State: rules.Cancelled, NextAttempt: noon, SettledAt: noon, Reply: "they answered"},
			true,
		},
		{
			"its time has passed",
			outbox.Verdict{State: rules.Expired, Reason: "72 hours are over"},
			rules.Reminder{State: rules.Expired, NextAttempt: noon, SettledAt: noon, Reply: "72 hours are over"},
			true,
		},
		{
			"it is to be sent",
			outbox.Verdict{State: rules.Sending, Message: rules.Message{ID: "<1@acme.test>", Subject: "s",
				Bytes: []byte("b"), Drafts: []rules.Draft{{Subject: "ds", Body: "db"}}}},
			rules.Reminder{
				State: rules.Sending, NextAttempt: noon,
				Message: rules.Message{ID: "<1@acme.test>", Subject: "s",
					Drafts: []rules.Draft{{Subject: "ds", Body: "db"}}},
			},
			false,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id := add(t, s, anInterview())
			mustDecide(t, s, noon, thankEverybody)
			judge := func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) { return tt.verdict, nil }
			claimed := mustClaim(t, s, noon, judge)
			if sending := tt.verdict.State == rules.Sending; sending != (len(claimed) == 1) {
				t.Errorf("%d reminders are to be sent", len(claimed))
			}

			got, st := reminders(t, s, id)[0], step(id)
			tt.want.ID, tt.want.Key, tt.want.Due, tt.want.Why = got.ID, st.Key, st.Due, st.Why
			tt.want.Deadline, tt.want.Expires = st.Deadline, st.Expires
			if tt.want.Message.Drafts == nil {
				tt.want.Message.Drafts = rules.DraftsTo(st.To)
			}
			if tt.want.State == rules.Waiting { // it is due when it is judged again
				tt.want.Due = tt.want.NextAttempt
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("the reminder differs (-want +got):\n%s", diff)
			}
			if at := nextCheck(t, s, id); at.Equal(noon) != tt.recheck {
				t.Errorf("the application is decided again at %v", at)
			}
			if again := mustClaim(t, s, noon, judge); len(again) != 0 {
				t.Error("it was judged twice at the same moment")
			}
		})
	}
}

// TestClaimOrder: the soonest deadline comes first, in any order of turns, and reminders without one come last.
func TestClaimOrder(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	var d rules.Decision
	for i, r := range []struct {
		why      string
		deadline time.Duration
	}{{"none 1", 0}, {"in 3 h", 3 * time.Hour}, {"none 2", 0}, {"in 1 h", time.Hour}, {"in 2 h", 2 * time.Hour}} {
		st := step(id)
		st.Round, st.Why = i+1, r.why
		st.Deadline = noon.Add(r.deadline)
		if r.deadline == 0 {
			st.Deadline = time.Time{}
		}
		d.Steps = append(d.Steps, st)
	}
	mustDecide(t, s, noon, always(d))

	judged := 0
	judgeAndCount := func(c rules.Case, p rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		judged++
		return send(c, p, r)
	}
	if _, err := s.Claim(t.Context(), noon.Add(-time.Second), 100, judgeAndCount); err != nil || judged != 0 {
		t.Errorf("%d were judged too early (%v)", judged, err)
	}
	var order []string
	for _, want := range []int{2, 2, 1, 0} {
		judged = 0
		done, err := s.Claim(t.Context(), noon, 2, judgeAndCount)
		if err != nil || judged != want {
			t.Errorf("judged %d (%v), want %d", judged, err, want)
		}
		for _, r := range done.Reminders {
			order = append(order, r.Why)
		}
	}
	if diff := cmp.Diff([]string{"in 1 h", "in 2 h", "in 3 h", "none 1", "none 2"}, order); diff != "" {
		t.Errorf("the order differs (-want +got):\n%s", diff)
	}
}

// TestClaimSeesSiblings: the verdict on the second of two thank-yous knows the text of the first.
func TestClaimSeesSiblings(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	first, second := step(id), step(id)
	second.LastCall = true
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{first, second}}))
	var sent []int
	mustClaim(t, s, noon, func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		n := 0
		for _, other := range c.History.Reminders {
			if other.State == rules.Sending && other.Message.Drafts[0].Body != "" {
				n++
			}
		}
		sent = append(sent, n)
		return send(c, rules.Pause{}, r)
	})
	if diff := cmp.Diff([]int{0, 1}, sent); diff != "" {
		t.Errorf("the siblings under way differ (-want +got):\n%s", diff)
	}
}

// TestClaimFailure: a failure of one reminder does not hold up the others, and nothing doubtful is sent.
func TestClaimFailure(t *testing.T) {
	for _, tt := range []struct {
		name    string
		verdict outbox.Verdict
		err     error
		want    string
	}{
		{"a broken template", outbox.Verdict{}, errBroken, "broken"},
		{"a message without drafts", outbox.Verdict{State: rules.Sending, Message: rules.Message{Bytes: []byte("b")}},
			nil, "the reminder has no draft"},
		{"an empty message", outbox.Verdict{State: rules.Sending}, nil, "its message is empty"},
		{"no verdict", outbox.Verdict{}, nil, `a waiting reminder cannot become ""`},
		{"a verdict only the server can give", outbox.Verdict{State: rules.Delivered}, nil,
			`cannot become "delivered"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			bad, good := add(t, s, anInterview()), add(t, s, anInterview())
			mustDecide(t, s, noon, thankEverybody)
			done, err := s.Claim(t.Context(), noon, 10,
				func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
					if r.ApplicationID == bad {
						return tt.verdict, tt.err
					}
					return send(c, rules.Pause{}, r)
				})
			if err != nil {
				t.Fatal(err)
			}
			if len(done.Reminders) != 1 || done.Reminders[0].ApplicationID != good {
				t.Errorf("claimed %v, want the other one", done.Reminders)
			}
			r := reminders(t, s, bad)[0]
			if err := done.Failed[r.ID].Err; err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, want %q", err, tt.want)
			}
			if r.State != rules.Waiting || !r.NextAttempt.Equal(noon.Add(time.Hour)) ||
				!strings.Contains(r.Reply, tt.want) {
				t.Errorf("it is %s until %v because %q, want it tried again in an hour", r.State, r.NextAttempt,
					r.Reply)
			}
		})
	}
}

// TestAFailedReminderIsRetriedInTime: it is tried before its deadline, and as soon as its application changes.
func TestAFailedReminderIsRetriedInTime(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	deadline := noon.Add(40 * time.Minute)
	thank := step(id)
	thank.Deadline = deadline
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{thank}}))
	nextTry := func() time.Time { return reminders(t, s, id)[0].NextAttempt }
	fail := func() {
		t.Helper()
		broken := func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
			return outbox.Verdict{}, errBroken
		}
		done, err := s.Claim(t.Context(), noon, 10, broken)
		if err != nil || len(done.Failed) != 1 {
			t.Fatalf("claimed %+v (%v), want a failure", done, err)
		}
		for _, f := range done.Failed {
			if !f.Again.Equal(nextTry()) {
				t.Errorf("it is reported to be tried again at %s, and is tried at %s", f.Again, nextTry())
			}
		}
	}

	fail()
	if want := deadline.Add(-10 * time.Minute); !nextTry().Equal(want) {
		t.Errorf("it is tried again at %s, want ten minutes before its deadline, %s", nextTry(), want)
	}
	now := noon.Add(time.Minute)
	update(t, s, id, now, "topic", func(c *rules.Case) { c.Interviews[0].Topic = "queues" })
	mustDecide(t, s, now, always(rules.Decision{Steps: []rules.Step{thank}}))
	if !nextTry().Equal(now) {
		t.Errorf("after an edit it is tried again at %s, want at once", nextTry())
	}
}

// crashed returns a store whose program died with one reminder being sent, and was started again.
func crashed(t *testing.T) (*Store, rules.Reminder) {
	t.Helper()
	s, r := claimedOne(t)
	if lost := mustRecover(t, s, noon); len(lost) != 1 || lost[0].ID != r.ID {
		t.Fatalf("recovered %v, want reminder %d", lost, r.ID)
	}
	return s, r
}

// mustRecover recovers after a crash and returns what was announced.
func mustRecover(t *testing.T, s *Store, now time.Time) (announced []rules.Reminder) {
	t.Helper()
	err := s.Recover(t.Context(), now, func(r rules.Reminder) { announced = append(announced, r) })
	if err != nil {
		t.Fatal(err)
	}
	return announced
}

// backupOf returns the path of a copy.
func backupOf(t *testing.T, s *Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRecover(t *testing.T) {
	t.Run("sends the same bytes again, whatever would be composed now", func(t *testing.T) {
		s, r := crashed(t)
		again := mustClaim(t, s, noon, func(_ rules.Case, _ rules.Pause, got rules.Reminder) (outbox.Verdict, error) {
			if diff := cmp.Diff(r.Message, got.Message); diff != "" {
				t.Errorf("judge was given another message (-sent +given):\n%s", diff)
			}
			return outbox.Verdict{State: rules.Sending,
				Message: rules.Message{ID: "<new@acme.test>", Bytes: []byte("new"),
					Drafts: []rules.Draft{{Body: "new"}}}}, nil
		})
		want := r
		want.Uncertain, want.Attempts = true, 1
		if diff := cmp.Diff([]rules.Reminder{want}, again); diff != "" {
			t.Errorf("what is sent differs (-first +again):\n%s", diff)
		}
	})

	t.Run("sends the first of a batch as the same bytes and composes the others again", func(t *testing.T) {
		s := open(t)
		for range 5 {
			add(t, s, anInterview())
		}
		mustDecide(t, s, noon, thankEverybody)
		batch := mustClaim(t, s, noon, send)
		mustSave(t, s, noon, outbox.After(batch[0], outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		found := mustRecover(t, s, noon)
		if len(found) != 1 || found[0].ID != batch[1].ID || !found[0].Uncertain {
			t.Fatalf("recovered %+v, want the second reminder, which may have been sent", found)
		}
		again := mustClaim(t, s, noon, func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
			if (r.Message.ID != "") != (r.ID == batch[1].ID) {
				t.Errorf("reminder %d has the message %q", r.ID, r.Message.ID)
			}
			return send(c, rules.Pause{}, r)
		})
		if len(again) != 4 || again[3].ID != batch[1].ID ||
			string(again[3].Message.Bytes) != string(batch[1].Message.Bytes) {
			t.Errorf("sent next is %+v, want the other three first", again)
		}
	})

	t.Run("keeps the bytes of what may have been sent before the batch", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		add(t, s, anInterview())
		mustDecide(t, s, noon, thankEverybody)
		batch := mustClaim(t, s, noon, send)
		lost, other := batch[0], batch[1]
		mustSave(t, s, noon, outbox.After(lost, outbox.Reply{Outcome: outbox.Lost}, noon, ""),
			outbox.After(other, outbox.Reply{Outcome: outbox.ChannelFault}, noon, ""))
		day := noon.Add(48 * time.Hour)
		mustClaim(t, s, day, send)
		if found := mustRecover(t, s, day); len(found) != 1 || found[0].ID != other.ID {
			t.Fatalf("recovered %+v, want the one with fewer attempts", found)
		}
		for _, r := range mustClaim(t, s, day, send) {
			if r.ID == lost.ID && (!r.Uncertain || string(r.Message.Bytes) != string(lost.Message.Bytes)) {
				t.Errorf("the lost one became %+v", r)
			}
		}
	})

	t.Run("keeps the order of the claim, whatever the ids and deadlines", func(t *testing.T) {
		s := open(t)
		for range 6 {
			add(t, s, anInterview())
		}
		mustDecide(t, s, noon, thankEverybody)
		for id, deadline := range map[int]any{1: nil, 2: noon.Unix() + 60, 3: nil, 4: noon.Unix() + 30,
			5: int64(253402300799), 6: noon.Unix() + 30} {
			if _, err := s.db.Exec(`UPDATE reminders SET deadline_at = ?, attempts = ?2 % 2 WHERE id = ?2`, deadline,
				id); err != nil {
				t.Fatal(err)
			}
		}
		var order []int64
		batch := mustClaim(t, s, noon, send)
		for _, r := range batch { // the program dies before the result of the last is known
			order = append(order, r.ID)
			copied := openAt(t, backupOf(t, s))
			if found := mustRecover(t, copied, noon); len(found) != 1 || found[0].ID != r.ID {
				t.Errorf("recovered %+v, want reminder %d", found, r.ID)
			}
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Deferred}, noon, ""))
		}
		if diff := cmp.Diff([]int64{4, 6, 2, 1, 3, 5}, order); diff != "" {
			t.Errorf("the order of the claim (-want +got):\n%s", diff)
		}
	})

	t.Run("keeps what was settled before the crash", func(t *testing.T) {
		s, r := claimedOne(t)
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		if lost := mustRecover(t, s, noon); len(lost) != 0 {
			t.Errorf("recovered %v, want nothing", lost)
		}
	})

	t.Run("lets a reminder that no longer applies be cancelled", func(t *testing.T) {
		s, r := crashed(t)
		mustClaim(t, s, noon, func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
			return outbox.Verdict{State: rules.Cancelled, Reason: "they answered"}, nil
		})
		if diff := cmp.Diff([]rules.State{rules.Cancelled}, states(t, s, r.ApplicationID)); diff != "" {
			t.Errorf("the states differ (-want +got):\n%s", diff)
		}
	})
}

// TestDamagedMessage: bytes that do not match their hash are never sent.
func TestDamagedMessage(t *testing.T) {
	for name, damage := range map[string]string{
		"one byte changed": `UPDATE messages SET bytes = x'00'`,
		"gone":             `DELETE FROM messages`,
	} {
		t.Run(name, func(t *testing.T) {
			s, r := crashed(t)
			if _, err := s.db.Exec(damage); err != nil {
				t.Fatal(err)
			}
			done, err := s.Claim(t.Context(), noon, 10, send)
			if err != nil || len(done.Reminders) != 0 {
				t.Fatalf("claimed %v (%v), want nothing", done.Reminders, err)
			}
			if err := done.Failed[r.ID].Err; err == nil || !strings.Contains(err.Error(), "damaged") {
				t.Errorf("the error is %v, want it to say damaged", err)
			}
			if again := done.Failed[r.ID].Again; again.Sub(noon) > time.Second ||
				!again.Equal(reminders(t, s, r.ApplicationID)[0].NextAttempt) {
				t.Errorf("it is reported to be tried again at %s, want at once, as stored", again)
			}

			anew := mustClaim(t, s, noon.Add(time.Minute),
				func(_ rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
					if r.Uncertain || r.Message.ID != "" {
						t.Errorf("judge was given %+v, want a reminder without a message", r)
					}
					return send(rules.Case{}, rules.Pause{}, r)
				})
			if len(anew) != 1 {
				t.Error("it was not composed again")
			}
		})
	}
}

// messages returns how many messages are stored.
func messages(t *testing.T, s *Store) (n int) {
	t.Helper()
	if err := s.db.QueryRow("SELECT count(*) FROM messages").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
