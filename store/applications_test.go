package store

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// TestAnyNumberMeansTheApplication: an application is found by its own number, which is that of its first interview,
// and by the number of each of its interviews.
func TestAnyNumberMeansTheApplication(t *testing.T) {
	s := open(t)
	begun(t, s, rules.Application{Company: "Globex", Role: "Engineer"}, anInterview())
	first := add(t, s, tomorrow())
	second := joined(t, s, first, anInterview()) // begins earlier
	want := rules.Case{Application: anApplication()}
	want.ID, want.CreatedAt = first, noon
	for _, id := range []int64{second, first} {
		iv := tomorrow()
		if id == second {
			iv = anInterview()
		}
		iv.ID, iv.CreatedAt = id, noon
		want.Interviews = append(want.Interviews, iv)
	}
	for _, number := range []int64{first, second} {
		if diff := cmp.Diff(want, caseOf(t, s, number)); diff != "" {
			t.Errorf("%d (-want +got):\n%s", number, diff)
		}
	}
}

func TestJoin(t *testing.T) {
	s := open(t)
	early, late := add(t, s, anInterview()), begun(t, s, rules.Application{Company: "Globex", Role: "Engineer"},
		tomorrow())
	mustDecide(t, s, noon, always(rules.Decision{}))
	later := noon.Add(time.Hour)
	iv := anInterview()
	iv.ID, iv.Start = late, noon.Add(72*time.Hour) // its ID is ignored
	id, err := s.Join(t.Context(), early, iv, later)
	if err != nil || id != 3 {
		t.Fatalf("it is number %d (%v), want 3", id, err)
	}
	if at := nextCheck(t, s, early); !at.Equal(later) {
		t.Errorf("the application is decided again at %s, want at once", at)
	}
	if at := nextCheck(t, s, late); !at.IsZero() {
		t.Errorf("the other is decided again at %s, want never", at)
	}
	cases, err := s.List(t.Context(), ListOptions{})
	if err != nil || len(cases) != 2 || cases[0].ID != early {
		t.Errorf("listed %+v (%v), want the application with the latest interview first", cases, err)
	}
	if found, err := s.Search(t.Context(), "acme", 0); err != nil || !found[0].Start.Equal(iv.Start) {
		t.Errorf("found %+v (%v), want the start of its latest interview", found, err)
	}
}

// twoInterviews stores an application with two interviews, a delivered thank-you for each, an event about each and one
// about neither.
func twoInterviews(t *testing.T) (s *Store, first, second int64) {
	t.Helper()
	s = open(t)
	first = add(t, s, anInterview())
	second = joined(t, s, first, tomorrow())
	other := step(first)
	other.InterviewID = second
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{step(first), other}}))
	for _, r := range mustClaim(t, s, noon, send) {
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
	}
	mustRecord(t, s, noon,
		rules.Event{ApplicationID: first, InterviewID: first, Kind: rules.NoShow, At: noon},
		rules.Event{ApplicationID: first, InterviewID: second, Kind: rules.NoShow, At: tomorrow().Start.Add(time.Hour)},
		rules.Event{ApplicationID: first, Kind: rules.Rejected, At: noon.Add(time.Hour)})
	mustDecide(t, s, noon, always(rules.Decision{}))
	return s, first, second
}

// TestAnApplicationIsFull: an application takes a hundred interviews, one by one or in an import, and no more. An
// import of more adds none.
func TestAnApplicationIsFull(t *testing.T) {
	s := open(t)
	at := func(i int) rules.Interview {
		iv := anInterview()
		iv.Start = iv.Start.AddDate(0, 0, i)
		return iv
	}
	id := add(t, s, at(0))
	var rows []Import
	for i := 1; i <= rules.MaxInterviews; i++ {
		rows = append(rows, Import{Application: anApplication(), Interview: at(i)})
	}
	if _, err := s.Import(t.Context(), noon, rows, ImportOptions{}); !errors.Is(err, ErrFull) {
		t.Errorf("a hundred more: %v, want ErrFull", err)
	}
	if c := caseOf(t, s, id); len(c.Interviews) != 1 {
		t.Errorf("after a refused import there are %d", len(c.Interviews)-1)
	}
	if _, err := s.Import(t.Context(), noon, rows[1:], ImportOptions{}); err != nil {
		t.Error(err)
	}
	if _, err := s.Join(t.Context(), id, at(-1), noon); !errors.Is(err, ErrFull) {
		t.Errorf("one more: %v, want ErrFull", err)
	}
}

// TestACalledOffInterviewThatIsMoved: a cancelled interview takes place if it gets another time, but not if another
// fact changes.
func TestACalledOffInterviewThatIsMoved(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	mustRecord(t, s, noon, rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Stopped, At: noon})
	for _, tt := range []struct {
		change    func(*rules.Interview)
		calledOff bool
	}{
		{func(iv *rules.Interview) { iv.Topic = "the rota" }, true},
		{func(iv *rules.Interview) { iv.Start = iv.Start.AddDate(0, 0, 7) }, false},
	} {
		err := s.Update(t.Context(), id, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Interviews = slices.Clone(c.Interviews)
			tt.change(&c.Interviews[0])
			return c, rules.Event{Detail: "changed"}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if c := caseOf(t, s, id); c.CalledOff(id) != tt.calledOff || (c.Ending() != "") != tt.calledOff {
			t.Errorf("called off: %v, the outcome is %q; want %v", c.CalledOff(id), c.Ending(), tt.calledOff)
		}
	}
}

func TestRemoveInterview(t *testing.T) {
	for _, tt := range []struct {
		name    string
		pick    func(first, second int64) (goes, stays int64)
		latest  time.Time
		outcome string // by the remaining events: the no-show came the day after the no
	}{
		{"the latest interview", func(first, second int64) (int64, int64) { return second, first }, anInterview().Start,
			"rejected"},
		{"the first interview, whose number the application keeps",
			func(first, second int64) (int64, int64) { return first, second }, tomorrow().Start, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, first, second := twoInterviews(t)
			goes, stays := tt.pick(first, second)
			if err := s.RemoveInterview(t.Context(), goes); err != nil {
				t.Fatal(err)
			}
			c := caseOf(t, s, first)
			if c.ID != first || len(c.Interviews) != 1 || c.Interviews[0].ID != stays {
				t.Errorf("left is %+v, want application %d with interview %d", c, first, stays)
			}
			if rs := c.History.Reminders; len(rs) != 1 || rs[0].InterviewID != stays {
				t.Errorf("the reminders are %+v, want the thank-you for interview %d", rs, stays)
			}
			if es := c.History.Events; len(es) != 2 || es[0].InterviewID != stays || es[1].Kind != rules.Rejected {
				t.Errorf("the events are %+v, want the one about interview %d and the one about neither", es, stays)
			}
			var latest time.Time
			var outcome string
			if err := s.db.QueryRow(`SELECT latest_start, outcome FROM applications`).Scan(instant{&latest},
				&outcome); err != nil ||
				!latest.Equal(tt.latest) || outcome != tt.outcome {
				t.Errorf("the latest begins %s and the outcome is %q (%v), want %s and %q", latest, outcome, err,
					tt.latest, tt.outcome)
			}
			if done := mustDecide(t, s, noon, always(rules.Decision{})); done.Checked != 1 {
				t.Error("the next pass does not decide it again")
			}
			if _, err := s.Case(t.Context(), second); tt.outcome == "rejected" && !errors.Is(err, ErrNotFound) {
				t.Errorf("the removed number still means %v", err)
			}
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}

			err := s.RemoveInterview(t.Context(), stays)
			if !errors.Is(err, ErrOnlyInterview) ||
				!strings.Contains(err.Error(), "it is the only interview of its application; remove the application") {
				t.Errorf("removing the only one: %v", err)
			}
			if len(caseOf(t, s, first).Interviews) != 1 {
				t.Error("the only one is gone")
			}
		})
	}
	t.Run("its calendar event does not bring it back", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		event := Import{Application: anApplication(), Interview: tomorrow(), UID: "abc@calendar.test"}
		id := imports(t, s, false, event)[0].ID
		if err := s.RemoveInterview(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if got := imports(t, s, false, event)[0].Outcome; got != ImportLeftOut {
			t.Errorf("it is %s", got)
		}
	})
}

// TestNumbersAreNeverReused: not even after a removal, because mails and shell histories contain them.
func TestNumbersAreNeverReused(t *testing.T) {
	s := open(t)
	remove := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	want := func(is, want int64) {
		t.Helper()
		if is != want {
			t.Fatalf("it is number %d, want %d", is, want)
		}
	}
	want(add(t, s, anInterview()), 1)
	want(joined(t, s, 1, anInterview()), 2)
	want(joined(t, s, 1, anInterview()), 3)
	remove(s.RemoveInterview(t.Context(), 1))
	remove(s.RemoveInterview(t.Context(), 3))
	want(joined(t, s, 1, anInterview()), 4)
	want(add(t, s, anInterview()), 5)
	remove(s.RemoveApplication(t.Context(), 1))
	remove(s.RemoveApplication(t.Context(), 5))
	want(add(t, s, anInterview()), 6)
	want(imports(t, s, false, Import{Application: rules.Application{Company: "Globex", Role: "Nurse"},
		Interview: anInterview()})[0].ID, 7)
	want(joined(t, s, 6, anInterview()), 8)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestOpenFor(t *testing.T) {
	s := open(t)
	app := func(company, role string) rules.Application { return rules.Application{Company: company, Role: role} }
	early := begun(t, s, app("ACME", "engineer"), anInterview())
	late := begun(t, s, app("Acme", "Engineer"), tomorrow())
	begun(t, s, app("Acme", "Nurse"), anInterview())
	begun(t, s, app("Acme Ltd", "Engineer"), anInterview())
	named := begun(t, s, app("The Acme", "Engineer"), anInterview())
	ended := begun(t, s, app("Acme", "Engineer"), anInterview())
	mustRecord(t, s, noon, rules.Event{ApplicationID: ended, Kind: rules.Rejected, At: noon})
	invited := begun(t, s, app("Acme", "Engineer"), anInterview())
	mustRecord(t, s, noon, rules.Event{ApplicationID: invited, Kind: rules.Advanced, At: noon})

	found, err := s.OpenFor(t.Context(), "the acme", "ENGINEER")
	want := []Found{
		{late, "Acme", "Engineer", tomorrow().Start},
		{invited, "Acme", "Engineer", anInterview().Start},
		{named, "The Acme", "Engineer", anInterview().Start},
		{early, "ACME", "engineer", anInterview().Start},
	}
	if diff := cmp.Diff(want, found); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestSame(t *testing.T) {
	s := open(t)
	add(t, s, tomorrow())
	second := joined(t, s, 1, anInterview())
	begun(t, s, rules.Application{Company: "Globex", Role: "Engineer"}, anInterview())
	for _, tt := range []struct {
		name, company, role string
		start               time.Time
		want                int64
	}{
		{"any interview for that role and company, in either case", "ACME", "engineer", anInterview().Start, second},
		{"any at that company, with an article", "The Acme", "Engineer", anInterview().Start, second},
		{"the one at that time", "Acme", "Engineer", noon, 0},
		{"the one for that role", "Acme", "Nurse", anInterview().Start, 0},
	} {
		id, found, err := s.Same(t.Context(), tt.company, tt.role, tt.start)
		if err != nil || id != tt.want || found != (tt.want > 0) {
			t.Errorf("%s: %d, %v (%v), want %d", tt.name, id, found, err, tt.want)
		}
	}
}

// TestBeginNew: no second application begins while one is open, even if two processes begin one at once.
func TestBeginNew(t *testing.T) {
	t.Run("once if many do it at the same time", func(t *testing.T) {
		s := open(t)
		errs := make(chan error)
		for range 8 {
			go func() {
				_, err := s.BeginNew(t.Context(), anApplication(), anInterview(), noon)
				errs <- err
			}()
		}
		begun := 0
		for range 8 {
			if err := <-errs; err == nil {
				begun++
			} else if !errors.Is(err, ErrOpen) ||
				!strings.Contains(err.Error(), "application 1, Engineer at Acme: it is open") {
				t.Errorf("the error is %v, want it to name the open one", err)
			}
		}
		if cases, err := s.List(t.Context(), ListOptions{}); err != nil || begun != 1 || len(cases) != 1 {
			t.Errorf("%d began, and there are %d (%v), want 1", begun, len(cases), err)
		}
	})
	t.Run("in either case", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		if _, err := s.BeginNew(t.Context(), rules.Application{Company: "ACME", Role: "engineer"}, anInterview(),
			noon); !errors.Is(err, ErrOpen) {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("but does if the existing one has ended", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		mustRecord(t, s, noon, rules.Event{ApplicationID: 1, Kind: rules.Rejected, At: noon})
		if id, err := s.BeginNew(t.Context(), anApplication(), anInterview(), noon); err != nil || id != 2 {
			t.Errorf("it is number %d (%v), want 2", id, err)
		}
	})
}
