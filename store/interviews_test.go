package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

func TestUnknownNumber(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	asItIs := func(c rules.Case) (rules.Case, rules.Event, error) { return c, rules.Event{Detail: "nothing"}, nil }
	for name, f := range map[string]func() error{
		"Case":              func() error { _, err := s.Case(ctx, 7); return err },
		"Join":              func() error { _, err := s.Join(ctx, 7, anInterview(), noon); return err },
		"Update":            func() error { return s.Update(ctx, 7, noon, asItIs) },
		"RemoveApplication": func() error { return s.RemoveApplication(ctx, 7) },
		"RemoveInterview":   func() error { return s.RemoveInterview(ctx, 7) },
		"Record": func() error {
			return s.Record(ctx, noon,
				rules.Event{ApplicationID: 7, Kind: rules.Sent, At: noon})
		},
		"Retry": func() error { _, err := s.Retry(ctx, noon, 7); return err },
		"Advance": func() error {
			_, err := s.Advance(ctx, noon, rules.Event{ApplicationID: 7, Kind: rules.Advanced, At: noon}, anInterview())
			return err
		},
	} {
		if err := f(); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "no such interview: 7") {
			t.Errorf("%s: the error is %v, want ErrNotFound and the id", name, err)
		}
	}
	cases, err := s.List(ctx, ListOptions{Closed: true})
	if err != nil || len(cases) != 0 {
		t.Errorf("%d applications were left behind (%v)", len(cases), err)
	}
}

func TestRemoveApplication(t *testing.T) {
	s, r := claimedOne(t)
	mustRecord(t, s, noon, rules.Event{ApplicationID: r.ApplicationID, Kind: rules.Sent, At: noon})
	if err := s.RemoveApplication(t.Context(), r.ApplicationID); err != nil {
		t.Fatal(err)
	}

	t.Run("removes everything about it", func(t *testing.T) {
		for _, table := range []string{"applications", "interviews", "events", "reminders", "messages"} {
			var n int
			if err := s.db.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil || n != 0 {
				t.Errorf("%s has %d rows (%v), want none", table, n, err)
			}
		}
	})
	t.Run("an attempt that is being sent saves nothing", func(t *testing.T) {
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
	})
	t.Run("does not reuse its number", func(t *testing.T) {
		if id := add(t, s, anInterview()); id <= r.ApplicationID {
			t.Errorf("the next application got number %d again", id)
		}
	})
}

// update edits an application.
func update(t *testing.T, s *Store, number int64, now time.Time, detail string, change func(*rules.Case)) {
	t.Helper()
	err := s.Update(t.Context(), number, now, func(c rules.Case) (rules.Case, rules.Event, error) {
		change(&c)
		return c, rules.Event{Detail: detail}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestUpdate(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	second := joined(t, s, id, tomorrow())
	mustDecide(t, s, noon, always(rules.Decision{}))
	later := noon.Add(time.Hour)
	rename := func(c *rules.Case) { c.Company, c.Interviews[1].Topic = "Acme Ltd", "queues" }

	update(t, s, id, later, "", rename)
	if c := caseOf(t, s, id); c.Company == "Acme Ltd" || c.Interviews[1].Topic != "" || len(c.History.Events) > 0 {
		t.Errorf("an empty change changed it: %+v", c)
	}
	for name, change := range map[string]func(rules.Case) (rules.Case, rules.Event, error){
		"a refused one": func(c rules.Case) (rules.Case, rules.Event, error) {
			rename(&c)
			return c, rules.Event{Detail: "company"}, errBroken
		},
		"one that leaves an interview out": func(c rules.Case) (rules.Case, rules.Event, error) {
			rename(&c)
			c.Interviews = c.Interviews[:1]
			return c, rules.Event{Detail: "company"}, nil
		},
		"one about another application's interview": func(c rules.Case) (rules.Case, rules.Event, error) {
			rename(&c)
			return c, rules.Event{InterviewID: 99, Detail: "company"}, nil
		},
	} {
		if err := s.Update(t.Context(), id, later, change); err == nil || caseOf(t, s, id).Company == "Acme Ltd" {
			t.Errorf("%s: %v", name, err)
		}
	}

	update(t, s, second, later, "company Acme Ltd", rename) // any of its numbers works
	c := caseOf(t, s, id)
	if c.Company != "Acme Ltd" || c.Interviews[0].Topic != "" || c.Interviews[1].Topic != "queues" {
		t.Errorf("it became %+v", c)
	}
	want := []rules.Event{{ID: 1, ApplicationID: id, Kind: rules.Edited, At: later, RecordedAt: later,
		Detail: "company Acme Ltd"}}
	if diff := cmp.Diff(want, c.History.Events); diff != "" {
		t.Errorf("the events differ (-want +got):\n%s", diff)
	}
	if at := nextCheck(t, s, id); !at.Equal(later) {
		t.Errorf("it is decided again at %s, want at once", at)
	}
}

// TestTwoEditsAtOnceBothStand: each edit reads and writes in one transaction.
func TestTwoEditsAtOnceBothStand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	one, other := openAt(t, path), openAt(t, path)
	id := add(t, one, anInterview())
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			update(t, one, id, noon, "topic", func(c *rules.Case) { c.Interviews[0].Topic += "x" })
		})
		wg.Go(func() {
			update(t, other, id, noon, "fit", func(c *rules.Case) { c.Fit += "x" })
		})
	}
	wg.Wait()
	c := caseOf(t, one, id)
	if n, m := len(c.Interviews[0].Topic), len(c.Fit); n != 20 || m != 20 {
		t.Errorf("of 20 edits each, %d and %d remain", n, m)
	}
}

// TestAHookIsUsedUp: a hook is used up only by the note that mentions it.
func TestAHookIsUsedUp(t *testing.T) {
	// delivered stores an application with a hook and a delivered note that mentions another, or none.
	delivered := func(t *testing.T, built string) (*Store, int64) {
		s := open(t)
		app := anApplication()
		app.Hook = built
		id := begun(t, s, app, anInterview())
		key := rules.Key{ApplicationID: id, Kind: rules.StayInTouch, Round: 1}
		mustDecide(t, s, noon,
			always(rules.Decision{Steps: []rules.Step{{Key: key, To: []rules.Person{{}}, Due: noon}}}))
		for _, r := range mustClaim(t, s, noon, func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
			return outbox.Verdict{State: rules.Sending,
				Message: rules.Message{ID: "<1@x>", Bytes: []byte("b"), Drafts: []rules.Draft{{}}, Hook: built}}, nil
		}) {
			r.State, r.SettledAt = rules.Delivered, noon
			mustSave(t, s, noon, r)
		}
		return s, id
	}
	hookOf := func(t *testing.T, s *Store, id int64) string { return caseOf(t, s, id).Hook }
	next := func(c *rules.Case) { c.Hook = "the next" }
	sent := func(id int64, kind rules.EventKind, note rules.Kind, round int) rules.Event {
		return rules.Event{ApplicationID: id, Kind: kind, At: noon, Note: note, Round: round}
	}

	t.Run("by a delivered draft", func(t *testing.T) {
		s, id := delivered(t, "a prize")
		if got := hookOf(t, s, id); got != "" {
			t.Errorf("it is still %q", got)
		}
	})
	for _, tt := range []struct {
		name  string
		built string
		event rules.Event
		want  string
	}{
		{"by a note of the user's own, in answer to the question", "", sent(0, rules.Sent, rules.StayInTouch, 1), ""},
		{"by a note written without a draft", "a prize", sent(0, rules.Sent, rules.StayInTouch, 0), ""},
		{"not by a sent draft that mentions another", "a prize", sent(0, rules.Sent, rules.StayInTouch, 1),
			"the next"},
		{"not by skipping the question", "", sent(0, rules.Skipped, rules.StayInTouch, 1), "the next"},
		{"by skipping a draft before it comes",
			"", rules.Event{Kind: rules.Skipped, At: noon, Note: rules.StayInTouch, Round: 2, Detail: "the next"}, ""},
		{"not by skipping a draft that mentions another",
			"", rules.Event{Kind: rules.Skipped, At: noon, Note: rules.StayInTouch, Round: 2, Detail: "a prize"},
			"the next"},
		{"not by another note", "", sent(0, rules.Sent, rules.RejectionThanks, 1), "the next"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, id := delivered(t, tt.built)
			update(t, s, id, noon, "hook", next)
			tt.event.ApplicationID = id
			mustRecord(t, s, noon, tt.event)
			if got := hookOf(t, s, id); got != tt.want {
				t.Errorf("it is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRedraft(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{{Key: rules.Key{ApplicationID: id,
		Kind: rules.UpdateRequest, Round: 1}, To: []rules.Person{{}}, Due: noon}}}))
	r := reminders(t, s, id)[0]
	for _, state := range []rules.State{rules.Waiting, rules.Delivered} {
		if state == rules.Delivered {
			r = mustClaim(t, s, noon, func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
				return outbox.Verdict{State: rules.Sending, Message: message(r)}, nil
			})[0]
			r.State = rules.Delivered
			mustSave(t, s, noon, r)
		}
		if err := s.Redraft(t.Context(), r.ID, "new subject", "new body"); err != nil {
			t.Fatal(err)
		}
		changed := reminders(t, s, id)[0].Message.Drafts[0].Body == "new body"
		if changed != (state == rules.Delivered) {
			t.Errorf("%s: changed is %v", state, changed)
		}
	}
}

func TestList(t *testing.T) {
	s := open(t)
	starting := func(d time.Duration) int64 {
		iv := anInterview()
		iv.Start = noon.Add(d)
		return begun(t, s, rules.Application{Company: fmt.Sprint("Acme ", d), Role: "Engineer"}, iv)
	}
	middle, oldest, newest, twin := starting(0), starting(-time.Hour), starting(time.Hour), starting(time.Hour)
	rejected := starting(2 * time.Hour)
	mustRecord(t, s, noon, rules.Event{ApplicationID: rejected, Kind: rules.Rejected, At: noon})
	mustDecide(t, s, noon, always(rules.Decision{})) // none of them gets another note
	touched := starting(-2 * time.Hour)
	mustRecord(t, s, noon, rules.Event{ApplicationID: touched, Kind: rules.Rejected, At: noon}) // this one may

	for _, tt := range []struct {
		name string
		opts ListOptions
		want []int64
	}{
		{"those that may get a note, latest start first, then highest number", ListOptions{},
			[]int64{twin, newest, middle, oldest, touched}},
		{"no more than asked for", ListOptions{Limit: 2}, []int64{twin, newest}},
		{"with the closed ones", ListOptions{Closed: true}, []int64{rejected, twin, newest, middle, oldest, touched}},
		{"with the closed ones, no more than asked for", ListOptions{Closed: true, Limit: 1}, []int64{rejected}},
		{"in another order, without one", ListOptions{By: func(c rules.Case) (Place, bool) {
			return Place{Rank: int(c.ID % 2)}, c.ID != middle
		}}, inOrder(func(id int64) int { return int(id % 2) }, twin, newest, oldest, touched)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cases, err := s.List(t.Context(), tt.opts)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, c := range cases {
				got = append(got, c.ID)
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

func inOrder(rank func(int64) int, ids ...int64) []int64 {
	slices.SortStableFunc(ids, func(a, b int64) int { return rank(a) - rank(b) })
	return ids
}

// TestEach: applications come a few at a time, all of them and in order, whatever is written meanwhile; and a loop may
// end early.
func TestEach(t *testing.T) {
	s := open(t)
	n := 2*casesAtOnce + 3
	var list []Import
	for i := range n {
		iv := anInterview()
		iv.Start = noon.Add(time.Duration(-i) * time.Minute)
		list = append(list, Import{Application: rules.Application{Company: fmt.Sprint("Firm ", i), Role: "nurse"},
			Interview: iv})
	}
	if _, err := s.Import(t.Context(), noon, list, ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	other := openAt(t, s.Path())
	var got []string
	for c, err := range s.Each(t.Context(), ListOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if len(got) == 0 {
			iv := anInterview()
			iv.Start = noon.Add(time.Hour)
			app := rules.Application{Company: "New", Role: "nurse"}
			if _, err := other.Begin(t.Context(), app, iv, noon); err != nil {
				t.Fatal(err)
			}
		}
		got = append(got, c.Company)
	}
	if len(got) != n || got[0] != "Firm 0" || got[n-1] != fmt.Sprint("Firm ", n-1) {
		t.Errorf("%d came, from %q to %q, want %d", len(got), got[0], got[len(got)-1], n)
	}
	for c, err := range s.Each(t.Context(), ListOptions{}) {
		if err != nil || c.Company != "New" {
			t.Errorf("%q comes first (%v)", c.Company, err)
		}
		break
	}
	if cases, err := s.List(t.Context(), ListOptions{Limit: 1}); err != nil || len(cases) != 1 { // it is free again
		t.Errorf("after that, %d are listed (%v)", len(cases), err)
	}
}

// TestListOfClosed: of the ended applications the latest come first, not those with the soonest check.
func TestListOfClosed(t *testing.T) {
	s := open(t)
	var ids []int64
	for hour := range 3 {
		iv := anInterview()
		iv.Start = noon.Add(time.Duration(hour) * time.Hour)
		ids = append(ids, add(t, s, iv))
	}
	for hour, id := range ids { // the earliest are checked soonest
		mustRecord(t, s, noon.Add(time.Duration(hour)*time.Hour),
			rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon})
	}
	cases, err := s.List(t.Context(), ListOptions{Limit: 2})
	if err != nil || len(cases) != 2 || cases[0].ID != ids[2] || cases[1].ID != ids[1] {
		t.Errorf("listed %+v (%v), want applications %d and %d", cases, err, ids[2], ids[1])
	}
}

func TestRecheck(t *testing.T) {
	s := open(t)
	quiet, rejected, stopped := add(t, s, anInterview()), add(t, s, anInterview()), add(t, s, anInterview())
	mustRecord(t, s, noon,
		rules.Event{ApplicationID: rejected, Kind: rules.Rejected, At: noon},
		rules.Event{ApplicationID: stopped, Kind: rules.Stopped, At: noon})
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
		{"one without notes may get one again", quiet, later},
		{"a rejected one has stay-in-touch notes to come", rejected, later},
		{"a stopped one has nothing to come", stopped, time.Time{}},
	} {
		if got := nextCheck(t, s, tt.id); !got.Equal(tt.want) {
			t.Errorf("%s: decided again at %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSearch(t *testing.T) {
	s := open(t)
	named := func(company string, started time.Duration) int64 {
		iv := anInterview()
		iv.Start = noon.Add(started)
		return begun(t, s, rules.Application{Company: company, Role: "Engineer"}, iv)
	}
	first, second, third := named("Acme Ltd", 0), named("The ACME Group", time.Hour), named("100% Søren_Å", 0)
	mustRecord(t, s, noon, rules.Event{ApplicationID: first, Kind: rules.Rejected, At: noon})
	for piece, want := range map[string][]int64{"acme": {second, first}, "group": {second}, "SØREN": nil,
		"søren": {third}, "%": {third}, "_": {third}, "0\\": nil, "'": nil} {
		found, err := s.Search(t.Context(), piece, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, f := range found {
			got = append(got, f.ID)
		}
		if !cmp.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", piece, got, want)
		}
	}
	found, err := s.Search(t.Context(), "acme", 1)
	if err != nil || len(found) != 1 {
		t.Errorf("at most one: %v, %v", found, err)
	}
	open, err := s.OpenFor(t.Context(), "The ACME Group", anApplication().Role)
	if err != nil || len(open) != 1 || open[0].ID != second || open[0].Company != "The ACME Group" {
		t.Errorf("the open one is %v (%v)", open, err)
	}
}
