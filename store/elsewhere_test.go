package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// elsewhere returns the related applications of one, after checking that Case and List agree.
func elsewhere(t *testing.T, s *Store, id int64) (ids []int64) {
	t.Helper()
	c := caseOf(t, s, id)
	for _, other := range c.Elsewhere {
		ids = append(ids, other.ID)
		if other.Elsewhere != nil {
			t.Errorf("application %d comes with others of its own", other.ID)
		}
		if len(other.Interviews) == 0 {
			t.Errorf("application %d comes without an interview", other.ID)
		}
	}
	list, err := s.List(t.Context(), ListOptions{Closed: true})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(l rules.Case) bool { return l.ID == id })
	if diff := cmp.Diff(c, list[i]); diff != "" {
		t.Errorf("the list has another (-case +list):\n%s", diff)
	}
	return ids
}

// TestElsewhere: an application comes with those that share its employer or a person, latest first.
func TestElsewhere(t *testing.T) {
	contact := func(company string, p rules.Person) rules.Application {
		app := at(company)
		app.Contact = p
		return app
	}
	begin := func(t *testing.T, s *Store, app rules.Application, people ...rules.Person) int64 {
		return begun(t, s, app, with(people...))
	}
	heard := func(from rules.Person) func(t *testing.T, s *Store, id int64) {
		return func(t *testing.T, s *Store, id int64) {
			mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon, From: from})
		}
	}
	for _, tt := range []struct {
		name  string
		other rules.Application
		panel []rules.Person
		then  func(t *testing.T, s *Store, id int64)
		want  bool
	}{
		{"one with the same contact", contact("Globex", jo), nil, nil, true},
		{"one whose interviewer is the contact", at("Globex"), []rules.Person{ann, jo}, nil, true},
		{"one in which the contact answered", at("Globex"), nil, heard(jo), true},
		{"one at the employer, in either case", at("ACME"), nil, nil, true},
		{"one at the employer, with an article", at("The Acme"), nil, nil, true},
		{"not one with a person of the same name", at("Globex"), []rules.Person{{Name: jo.Name}}, nil, false},
		{"not one with nobody in common", contact("Globex", ann), []rules.Person{ann}, heard(ann), false},
		{"not one whose answer was taken back", at("Globex"), nil, func(t *testing.T, s *Store, id int64) {
			heard(jo)(t, s, id)
			takeBack(t, s, id, rules.Undecided)
		}, false},
		{"one whose former contact got a note", contact("Globex", jo), nil, func(t *testing.T, s *Store, id int64) {
			mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Sent, At: noon, To: jo})
			update(t, s, id, noon, "contact", func(c *rules.Case) { c.Contact = ann })
		}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, is := range []struct {
				name  string
				begin func(t *testing.T, s *Store) int64
			}{
				{"contact", func(t *testing.T, s *Store) int64 { return begin(t, s, contact("Acme", jo)) }},
				{"interviewer", func(t *testing.T, s *Store) int64 { return begin(t, s, at("Acme"), jo) }},
				{"who answered", func(t *testing.T, s *Store) int64 {
					id := begin(t, s, at("Acme"))
					heard(jo)(t, s, id)
					return id
				}},
			} {
				s := open(t)
				begin(t, s, at("Initech"), rules.Person{Name: "Li"}) // which is not related to them
				id, other := is.begin(t, s), begin(t, s, tt.other, tt.panel...)
				if tt.then != nil {
					tt.then(t, s, other)
				}
				var want, back []int64
				if tt.want {
					want, back = []int64{other}, []int64{id}
				}
				if diff := cmp.Diff(want, elsewhere(t, s, id)); diff != "" {
					t.Errorf("where the contact is the %s (-want +got):\n%s", is.name, diff)
				}
				if diff := cmp.Diff(back, elsewhere(t, s, other)); diff != "" {
					t.Errorf("where the contact is the %s, the other way (-want +got):\n%s", is.name, diff)
				}
			}
		})
	}

	t.Run("an application with an offer comes with all open ones", func(t *testing.T) {
		s := open(t)
		offered, open := begin(t, s, at("Acme")), begin(t, s, at("Globex"))
		quiet, ended := begin(t, s, at("Initech")), begin(t, s, at("Hooli"))
		mustRecord(t, s, noon, rules.Event{ApplicationID: ended, Kind: rules.Rejected, At: noon})
		if got := elsewhere(t, s, offered); got != nil {
			t.Errorf("before the offer it comes with %v", got)
		}
		mustRecord(t, s, noon, rules.Event{ApplicationID: offered, Kind: rules.Offered, At: noon})
		if diff := cmp.Diff([]int64{quiet, open}, elsewhere(t, s, offered)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})

	t.Run("only the latest 20, and with an offer the latest 100 open ones", func(t *testing.T) {
		const many = 250
		s := atOneEmployer(t, many)
		var latest []int64
		for id := int64(many); id > many-100; id-- {
			latest = append(latest, id)
		}
		if diff := cmp.Diff(latest[:20], elsewhere(t, s, 1)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		_, err := s.db.Exec(`
			UPDATE applications SET company = 'Acme ' || id, contact_id = NULL; UPDATE events SET from_id = NULL; DELETE
			FROM interviewers;
			UPDATE applications SET outcome = 'offer' WHERE id = 1`)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(latest, elsewhere(t, s, 1)); diff != "" {
			t.Errorf("those that are open, where there is an offer (-want +got):\n%s", diff)
		}
	})
}

// TestDecidingKnowsWhatWasDecided: decisions and verdicts see what was just decided about a related application in the
// same transaction.
func TestDecidingKnowsWhatWasDecided(t *testing.T) {
	s := open(t)
	first, second := begun(t, s, at("Acme"), with(jo)), begun(t, s, at("Globex"), with(jo))
	stateElsewhere := func(c rules.Case) (states []rules.State) {
		for _, r := range c.Elsewhere[0].History.Reminders {
			states = append(states, r.State)
		}
		return states
	}
	seen := map[int64][]rules.State{}
	mustDecide(t, s, noon, func(c rules.Case, pause rules.Pause) (rules.Decision, error) {
		seen[c.ID] = stateElsewhere(c)
		return thankEverybody(c, pause)
	})
	if diff := cmp.Diff(map[int64][]rules.State{first: nil, second: {rules.Waiting}}, seen); diff != "" {
		t.Errorf("deciding (-want +got):\n%s", diff)
	}
	clear(seen)
	mustClaim(t, s, noon, func(c rules.Case, pause rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		seen[c.ID] = stateElsewhere(c)
		if c.ID == first {
			return outbox.Verdict{State: rules.Cancelled}, nil
		}
		return send(c, pause, r)
	})
	if diff := cmp.Diff(map[int64][]rules.State{first: {rules.Waiting}, second: {rules.Cancelled}}, seen); diff != "" {
		t.Errorf("claiming (-want +got):\n%s", diff)
	}
}

// TestRelatedAreDecidedAgain: applications are decided again if a related one changes in a way that may matter to them,
// and not otherwise.
func TestRelatedAreDecidedAgain(t *testing.T) {
	later := noon.Add(time.Hour)
	// thanks adds a waiting thank-you, sending one that is being sent.
	thanks := func(t *testing.T, s *Store, id int64) {
		t.Helper()
		settleAll(t, s)
		recheckOne(t, s, id, noon)
		mustDecide(t, s, noon, thankEverybody)
	}
	sending := func(t *testing.T, s *Store, id int64) rules.Reminder {
		t.Helper()
		thanks(t, s, id)
		return mustClaim(t, s, noon, send)[0]
	}
	refused := func(t *testing.T, s *Store, id int64) rules.Reminder {
		t.Helper()
		r := sending(t, s, id)
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Denied}, noon, ""))
		return r
	}
	decides := func(d rules.Decision) func(t *testing.T, s *Store, id int64) {
		return func(t *testing.T, s *Store, id int64) {
			recheckOne(t, s, id, later)
			mustDecide(t, s, later, always(d))
		}
	}
	thank := step(1)
	thank.To = []rules.Person{as(1, jo)}
	moved, toOthers := thank, thank
	toOthers.To = []rules.Person{{}}
	moved.Due = later.Add(time.Hour)
	for _, tt := range []struct {
		name   string
		before func(t *testing.T, s *Store, id int64)
		change func(t *testing.T, s *Store, id int64)
		want   time.Time // zero means never
	}{
		{"an event is recorded", nil, func(t *testing.T, s *Store, id int64) {
			mustRecord(t, s, later, rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon})
		}, later},
		{"an event is taken back", func(t *testing.T, s *Store, id int64) {
			mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon})
		}, func(t *testing.T, s *Store, id int64) { takeBack(t, s, id, rules.Undecided) }, later},
		{"the answer that relates them is taken back", func(t *testing.T, s *Store, id int64) {
			update(t, s, id, noon, "without", func(c *rules.Case) { c.Interviews[0].Interviewers = nil })
			mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon, From: jo})
		}, func(t *testing.T, s *Store, id int64) { takeBack(t, s, id, rules.Undecided) }, later},
		{"an application is begun", nil, func(t *testing.T, s *Store, _ int64) {
			if _, err := s.Begin(t.Context(), at("Initech"), with(jo), later); err != nil {
				t.Fatal(err)
			}
		}, later},
		{"an interview joins", nil, func(t *testing.T, s *Store, id int64) {
			if _, err := s.Join(t.Context(), id, tomorrow(), later); err != nil {
				t.Fatal(err)
			}
		}, later},
		{"an import adds an interview", nil, func(t *testing.T, s *Store, _ int64) {
			if _, err := s.Import(t.Context(), later, []Import{{Application: at("Acme"), Interview: tomorrow()}},
				ImportOptions{}); err != nil {
				t.Fatal(err)
			}
		}, later},
		{"an edit ends the relation", nil, func(t *testing.T, s *Store, id int64) {
			update(t, s, id, later, "without", func(c *rules.Case) { c.Interviews[0].Interviewers = nil })
		}, later},
		{"an edit makes the relation", func(t *testing.T, s *Store, id int64) {
			update(t, s, id, noon, "without", func(c *rules.Case) { c.Interviews[0].Interviewers = nil })
		}, func(t *testing.T, s *Store, id int64) {
			update(t, s, id, later, "with", func(c *rules.Case) { c.Contact = jo })
		}, later},
		{"an interview is removed", func(t *testing.T, s *Store, id int64) { joined(t, s, id, tomorrow()) },
			func(t *testing.T, s *Store, id int64) {
				if err := s.RemoveInterview(t.Context(), id); err != nil {
					t.Fatal(err)
				}
			}, longAgo.UTC()},
		{"the application is removed", nil, func(t *testing.T, s *Store, id int64) {
			if err := s.RemoveApplication(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}, longAgo.UTC()},
		{"a reminder is delivered", nil, func(t *testing.T, s *Store, id int64) {
			mustSave(t, s, later, outbox.After(sending(t, s, id), outbox.Reply{Outcome: outbox.Accepted}, later, ""))
		}, later},
		{"a reminder is refused", nil, func(t *testing.T, s *Store, id int64) {
			mustSave(t, s, later, outbox.After(sending(t, s, id), outbox.Reply{Outcome: outbox.Denied}, later, ""))
		}, later},
		{"refused reminders are sent again", func(t *testing.T, s *Store, id int64) { refused(t, s, id) },
			func(t *testing.T, s *Store, id int64) {
				if n, err := s.Retry(t.Context(), later, id); err != nil || n != 1 {
					t.Fatal(n, err)
				}
			}, later},
		{"a reminder no longer applies when its turn comes", thanks, func(t *testing.T, s *Store, _ int64) {
			mustClaim(t, s, later, func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
				return outbox.Verdict{State: rules.Cancelled}, nil
			})
		}, later},
		{"a waiting reminder no longer applies", thanks, decides(rules.Decision{}), later.Add(time.Second)},
		{"a waiting reminder was missed", thanks, decides(rules.Decision{Missed: []rules.Step{thank}}),
			later.Add(time.Second)},
		{"a waiting reminder is postponed", thanks, decides(rules.Decision{Steps: []rules.Step{moved}}),
			later.Add(time.Second)},
		{"a waiting reminder gets other people", thanks, decides(rules.Decision{Steps: []rules.Step{toOthers}}),
			later.Add(time.Second)},

		{"but not when a reminder starts to wait",
			nil, decides(rules.Decision{Steps: []rules.Step{thank}}), time.Time{}},
		{"nor if nothing changes", thanks, decides(rules.Decision{Steps: []rules.Step{thank}}), time.Time{}},
		{"nor when a reminder is retried later", nil, func(t *testing.T, s *Store, id int64) {
			mustSave(t, s, later, outbox.After(sending(t, s, id), outbox.Reply{Outcome: outbox.Deferred}, later, ""))
		}, time.Time{}},
		{"nor when another application changes", nil, func(t *testing.T, s *Store, _ int64) {
			begun(t, s, at("Initech"), with(ann))
		}, time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			id, other := begun(t, s, at("Acme"), with(jo)), begun(t, s, at("Globex"), with(jo))
			over := begun(t, s, at("Hooli"), with(jo))
			mustRecord(t, s, noon, rules.Event{ApplicationID: over, Kind: rules.Stopped, At: noon})
			if tt.before != nil {
				tt.before(t, s, id)
			}
			settleAll(t, s)
			tt.change(t, s, id)
			if got := nextCheck(t, s, other); !got.Equal(tt.want) {
				t.Errorf("the other is decided again at %v, want %v", got, tt.want)
			}
			if got := nextCheck(t, s, over); !got.IsZero() {
				t.Errorf("one without notes is decided again at %v", got)
			}
		})
	}
}

// TestACheckIsNotPutOff: an earlier check is kept if a related application changes later.
func TestACheckIsNotPutOff(t *testing.T) {
	s := open(t)
	id, other := begun(t, s, at("Acme"), with(jo)), begun(t, s, at("Globex"), with(jo))
	mustRecord(t, s, noon.Add(time.Hour), rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon})
	if got := nextCheck(t, s, other); !got.Equal(noon) {
		t.Errorf("the other is decided at %s, want %s as before", got, noon)
	}
}

// recheckOne marks an application to be decided at a time.
func recheckOne(t *testing.T, s *Store, id int64, at time.Time) {
	t.Helper()
	if _, err := s.db.Exec(`UPDATE applications SET next_check_at = ? WHERE id = ?`, seconds(at), id); err != nil {
		t.Fatal(err)
	}
}

// settleAll marks no application to be decided again.
func settleAll(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.db.Exec(`UPDATE applications SET next_check_at = NULL`); err != nil {
		t.Fatal(err)
	}
}

// TestTwoDoNotWakeEachOtherForever: related applications are not decided twice at one moment, and settle down after a
// change.
func TestTwoDoNotWakeEachOtherForever(t *testing.T) {
	s := open(t)
	var ids []int64
	for _, company := range []string{"Acme", "Globex", "Initech"} {
		app := at(company)
		app.Contact = jo
		ids = append(ids, begun(t, s, app, with(jo)))
	}
	post := newCourier(t, s.Path())
	now := noon
	pass := passOver(s, post, &now)
	decisions := 0
	const day = 24 * time.Hour
	every := time.Duration(some(60, 10, 10)) * time.Minute
	for since := time.Duration(0); since < 60*day; since += every {
		now = noon.Add(since)
		if since == 20*day {
			mustRecord(t, s, now, rules.Event{ApplicationID: ids[0], Kind: rules.Rejected, At: now, From: jo})
		}
		sum, err := pass.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if sum.Checked > len(ids) {
			t.Fatalf("at %s there were %d decisions about %d applications", now, sum.Checked, len(ids))
		}
		decisions += sum.Checked
	}
	t.Logf("%d decisions, %d mails", decisions, len(post.times))
	if len(post.times) < 6 || decisions > 20*len(post.times) {
		t.Errorf("%d decisions in two months for the mails %v", decisions, post.times)
	}
}

// TestThePauseIsReadWithTheRest: deciding and claiming read the pause in their own transaction.
func TestThePauseIsReadWithTheRest(t *testing.T) {
	s := open(t)
	add(t, s, anInterview())
	for _, want := range []rules.Pause{{}, {Until: noon.Add(time.Hour), All: true}, {}} {
		mustPause(t, s, noon, want)
		var got []rules.Pause
		mustDecide(t, s, noon, func(c rules.Case, p rules.Pause) (rules.Decision, error) {
			got = append(got, p)
			return thankEverybody(c, p)
		})
		mustClaim(t, s, noon, func(_ rules.Case, p rules.Pause, _ rules.Reminder) (outbox.Verdict, error) {
			got = append(got, p)
			return outbox.Verdict{State: rules.Cancelled}, nil
		})
		if !slices.Equal(got, []rules.Pause{want, want}) {
			t.Errorf("they know %+v, want %+v", got, want)
		}
	}
}

// BenchmarkOneEmployer: adding and deciding one more application at an employer does not take longer the more there
// are.
func BenchmarkOneEmployer(b *testing.B) {
	for _, n := range []int{10, 100, 10_000} {
		b.Run(fmt.Sprintf("add to %d", n), func(b *testing.B) {
			s := atOneEmployer(b, n)
			for b.Loop() {
				if _, err := s.Begin(b.Context(), anApplication(), anInterview(), noon); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("decide one of %d", n), func(b *testing.B) {
			s := atOneEmployer(b, n)
			now := noon
			for b.Loop() {
				now = now.Add(time.Minute)
				e := rules.Event{ApplicationID: int64(n), Kind: rules.Snoozed, At: noon, SnoozeUntil: now}
				if err := s.Record(b.Context(), now, e); err != nil {
					b.Fatal(err)
				}
				if _, err := s.DecideBatch(b.Context(), now, 1, byTheRules(now)); err != nil {
					b.Fatal(err)
				}
				if _, err := s.TakeBack(b.Context(), now, int64(n)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// atOneEmployer returns a store with n applications at one employer, with one contact and one interviewer, who
// answered each.
func atOneEmployer(t testing.TB, n int) *Store {
	t.Helper()
	s := open(t)
	_, err := s.db.Exec(`
		PRAGMA synchronous = off;
		INSERT INTO persons (name, email) VALUES ('Pat Lee', 'pat@agency.test'), ('Jo Smith', 'jo@acme.test');
		WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
		INSERT INTO applications (id, company, role, contact_id, fit, hook, no_contact, created_at, latest_start,
		next_check_at)
		SELECT n, 'Acme', 'Engineer ' || n, 1, '', '', 0, ?2, ?2 + n, ?2 + 365 * 86400 FROM numbers;
		INSERT INTO interviews (id, application_id, starts_at, duration, zone, said, topic, created_at)
		SELECT id, id, latest_start, 3600, '', '', '', created_at FROM applications;
		INSERT INTO interviewers (application_id, interview_id, place, person_id, topic) SELECT id, id, 0, 2, ''
		FROM applications;
		INSERT INTO events (application_id, kind, at, recorded_at, note, round, from_id, detail)
		SELECT id, 'undecided', created_at, created_at, '', 0, 2, '' FROM applications`,
		n, noon.Unix())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestTheOldestIsDecidedAgain: of many applications at one employer each sees the latest, so the oldest sees one that
// does not see it. If that one changes, the oldest is decided again.
func TestTheOldestIsDecidedAgain(t *testing.T) {
	const many = 30
	s := atOneEmployer(t, many)
	if _, err := s.db.Exec(`UPDATE applications SET next_check_at = NULL`); err != nil {
		t.Fatal(err)
	}
	mustRecord(t, s, noon, rules.Event{ApplicationID: many, Kind: rules.Undecided, At: noon})
	if got := nextCheck(t, s, 1); got.IsZero() {
		t.Error("the oldest is not decided again")
	}
}
