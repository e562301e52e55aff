package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// wantConsistent checks that each reminder has drafts, and that these have text if and only if it has a message.
func wantConsistent(t *testing.T, s *Store) {
	t.Helper()
	odd, err := collect(s.single(t.Context()), scanText, `
		SELECT r.id || ' is ' || state || ' with the message "' || message_id || '" and ' ||
		coalesce(group_concat(d.person_id || ' "' || d.body || '"'), 'no drafts')
		FROM reminders AS r LEFT JOIN drafts AS d ON d.reminder_id = r.id
		GROUP BY r.id
		HAVING min(place) IS NOT 0 OR max(place) <> count(*) - 1 OR sum((message_id = '') <> (d.body = '')) > 0
			OR state = 'sending' AND NOT EXISTS (SELECT 1 FROM messages WHERE reminder_id = r.id)
			OR state = 'waiting' AND uncertain = 1 AND NOT EXISTS (SELECT 1 FROM messages WHERE reminder_id = r.id)`)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range odd {
		t.Errorf("reminder %s", r)
	}
}

// TestAPanel: one reminder has a draft to each interviewer. The people are known while it waits; the texts come and go
// with the message, wherever the program dies.
func TestAPanel(t *testing.T) {
	panel := []rules.Person{as(1, jo), as(2, ann)}
	addressed := rules.Message{Drafts: rules.DraftsTo(panel)}
	worded := message(rules.Reminder{ID: 1, Message: addressed})
	worded.Bytes = nil // as histories are
	claimed := func(t *testing.T) (*Store, rules.Reminder) {
		t.Helper()
		s := open(t)
		add(t, s, with(jo, ann))
		mustDecide(t, s, noon, thankEverybody)
		return s, mustClaim(t, s, noon, send)[0]
	}
	saved := func(o outbox.Outcome) func(t *testing.T) *Store {
		return func(t *testing.T) *Store {
			s, r := claimed(t)
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: o}, noon, ""))
			return s
		}
	}
	recovered := func(t *testing.T) *Store {
		s, _ := claimed(t)
		mustRecover(t, s, noon)
		return s
	}
	for _, tt := range []struct {
		name  string
		life  func(t *testing.T) *Store
		state rules.State
		want  rules.Message
	}{
		{"decided", func(t *testing.T) *Store {
			s := open(t)
			add(t, s, with(jo, ann))
			mustDecide(t, s, noon, thankEverybody)
			return s
		}, rules.Waiting, addressed},
		{"missed", func(t *testing.T) *Store {
			s := open(t)
			id := add(t, s, with(jo, ann))
			missed := step(id)
			missed.To = panel
			mustDecide(t, s, noon, always(rules.Decision{Missed: []rules.Step{missed}}))
			return s
		}, rules.Expired, addressed},
		{"claimed", func(t *testing.T) *Store { s, _ := claimed(t); return s }, rules.Sending, worded},
		{"delivered", saved(outbox.Accepted), rules.Delivered, worded},
		{"refused", saved(outbox.Denied), rules.Refused, worded},
		{"deferred by the server", saved(outbox.Deferred), rules.Waiting, addressed},
		{"given back", saved(outbox.ChannelFault), rules.Waiting, addressed},
		{"perhaps delivered", saved(outbox.Lost), rules.Waiting, worded},
		{"being sent when the program died", recovered, rules.Waiting, worded},
		{"refused, and to be sent again", func(t *testing.T) *Store {
			s := saved(outbox.Denied)(t)
			if _, err := s.Retry(t.Context(), noon, 1); err != nil {
				t.Fatal(err)
			}
			return s
		}, rules.Waiting, addressed},
		{"perhaps delivered, and damaged", func(t *testing.T) *Store {
			s := recovered(t)
			if _, err := s.db.Exec(`UPDATE messages SET bytes = x'00'`); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Claim(t.Context(), noon, 1, send); err != nil {
				t.Fatal(err)
			}
			return s
		}, rules.Waiting, addressed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.life(t)
			r := reminders(t, s, 1)[0]
			if r.State != tt.state {
				t.Errorf("it is %s, want %s", r.State, tt.state)
			}
			if diff := cmp.Diff(tt.want, r.Message); diff != "" {
				t.Errorf("the message (-want +got):\n%s", diff)
			}
			wantConsistent(t, s)

			// The program dies here and is started again.
			again := openAt(t, backupOf(t, s))
			mustRecover(t, again, noon)
			wantConsistent(t, again)
			if diff := cmp.Diff(r.To(), reminders(t, again, 1)[0].To()); diff != "" {
				t.Errorf("after a crash it is to others (-before +after):\n%s", diff)
			}
			for _, r := range mustClaim(t, again, noon.Add(48*time.Hour), send) {
				if diff := cmp.Diff(worded.Drafts, r.Message.Drafts); diff != "" {
					t.Errorf("sent again are other drafts (-want +got):\n%s", diff)
				}
			}
			wantConsistent(t, again)
			if err := again.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}

	t.Run("of a batch that is being sent, all but the first lose their texts", func(t *testing.T) {
		s := open(t)
		for range 3 {
			add(t, s, with(jo, ann))
		}
		mustDecide(t, s, noon, thankEverybody)
		batch := mustClaim(t, s, noon, send)
		mustSave(t, s, noon, outbox.After(batch[0], outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		mustRecover(t, s, noon)
		wantConsistent(t, s)
		for i, worded := range []bool{true, true, false} {
			r := reminders(t, s, batch[i].ApplicationID)[0]
			if (r.Message.ID != "") != worded || len(r.Message.Drafts) != 2 {
				t.Errorf("%d. of the batch became %+v", i+1, r)
			}
		}
	})
}

// TestAPanelThatChanges: if the panel changes while the reminder waits, the drafts change too, unless they may have
// been sent.
func TestAPanelThatChanges(t *testing.T) {
	li := rules.Person{Name: "Li"}
	change := func(t *testing.T, s *Store) {
		t.Helper()
		update(t, s, 1, noon, "panel", func(c *rules.Case) {
			c.Interviews[0].Interviewers = []rules.Person{c.Interviews[0].Interviewers[1], li}
		})
	}
	to := func(t *testing.T, s *Store) (names []string) {
		t.Helper()
		for _, p := range reminders(t, s, 1)[0].To() {
			names = append(names, p.Name)
		}
		wantConsistent(t, s)
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
		return names
	}
	begin := func(t *testing.T) *Store {
		t.Helper()
		s := open(t)
		add(t, s, with(jo, ann))
		mustDecide(t, s, noon, thankEverybody)
		return s
	}
	t.Run("before it is claimed", func(t *testing.T) {
		s := begin(t)
		change(t, s)
		mustDecide(t, s, noon, thankEverybody)
		if diff := cmp.Diff([]string{ann.Name, li.Name}, to(t, s)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if all := persons(t, s); len(all) != 2 {
			t.Errorf("known are %v", all)
		}
	})
	t.Run("between the decision and the claim", func(t *testing.T) {
		s := begin(t)
		change(t, s)
		mustClaim(t, s, noon, func(c rules.Case, p rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
			r.Message.Drafts = rules.DraftsTo(c.Interviews[0].Interviewers[1:]) // fewer than before
			return send(c, p, r)
		})
		if diff := cmp.Diff([]string{li.Name}, to(t, s)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("after it may have been sent", func(t *testing.T) {
		s := begin(t)
		r := mustClaim(t, s, noon, send)[0]
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Lost}, noon, ""))
		change(t, s)
		mustDecide(t, s, noon, thankEverybody)
		if diff := cmp.Diff([]string{jo.Name, ann.Name}, to(t, s)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		mustClaim(t, s, noon.Add(24*time.Hour), send)
		if diff := cmp.Diff([]string{jo.Name, ann.Name}, to(t, s)); diff != "" {
			t.Errorf("claimed again (-want +got):\n%s", diff)
		}
	})
	t.Run("before its time passes", func(t *testing.T) {
		s := begin(t)
		change(t, s)
		mustDecide(t, s, noon, func(c rules.Case, p rules.Pause) (rules.Decision, error) {
			d, err := thankEverybody(c, p)
			return rules.Decision{Missed: d.Steps}, err
		})
		if diff := cmp.Diff([]string{ann.Name, li.Name}, to(t, s)); diff != "" {
			t.Errorf("missed is the note (-want +got):\n%s", diff)
		}
	})
}
