package store

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// helpers are functions that a test can run in another process: this test binary, started again with the name in the
// environment.
var helpers = map[string]func(ctx context.Context, args []string) error{}

const helperVar = "STORE_TEST_HELPER"

func TestMain(m *testing.M) {
	if name := os.Getenv(helperVar); name != "" {
		if err := helpers[name](context.Background(), os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	flag.Parse()
	if !given("rapid.checks") {
		flag.Set("rapid.checks", "20") // a check commits several times, and the race detector slows SQLite down tenfold
	}
	os.Exit(m.Run())
}

// long reports whether FOLLOWUP_LONG is set, to try all cases rather than a sample. A number below 1 is the share to
// try.
func long() bool { return os.Getenv("FOLLOWUP_LONG") != "" }

// racing reports whether the race detector is on, which makes SQLite ten times as slow.
var racing bool

// brief reports whether a test tries only a few of many similar cases: with -short and under the race detector.
func brief() bool { return !long() && (racing || testing.Short()) }

// some returns how many of many similar cases a test tries.
func some(few, usual, many int) int {
	switch {
	case long():
		part, err := strconv.ParseFloat(os.Getenv("FOLLOWUP_LONG"), 64)
		if err != nil {
			return many
		}
		return max(usual, int(part*float64(many)))
	case brief():
		return few
	}
	return usual
}

func given(name string) (found bool) {
	flag.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}

// helper returns a process that will run the named helper.
func helper(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), helperVar+"="+name)
	return cmd
}

// noon is the current time in most tests.
var noon = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)

// open returns a new store, a copy of one that was created once: creating each would take most of the time of all
// tests.
func open(t testing.TB) *Store {
	t.Helper()
	empty, err := emptyDatabase()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "followup.db")
	if err := os.WriteFile(path, empty, 0o600); err != nil {
		t.Fatal(err)
	}
	return openAt(t, path)
}

var emptyDatabase = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "followup-store-test-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "followup.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// anInterview returns an interview that ended at noon.
func anInterview() rules.Interview {
	return rules.Interview{Start: noon.Add(-time.Hour), Duration: time.Hour}
}

// anApplication returns the application of most tests.
func anApplication() rules.Application { return rules.Application{Company: "Acme", Role: "Engineer"} }

// add stores an application with an interview and returns the number of both.
func add(t *testing.T, s *Store, iv rules.Interview) int64 {
	t.Helper()
	return begun(t, s, anApplication(), iv)
}

func begun(t *testing.T, s *Store, app rules.Application, iv rules.Interview) int64 {
	t.Helper()
	id, err := s.Begin(t.Context(), app, iv, noon)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// joined adds an interview to an application and returns its number.
func joined(t *testing.T, s *Store, application int64, iv rules.Interview) int64 {
	t.Helper()
	id, err := s.Join(t.Context(), application, iv, noon)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func mustRecord(t *testing.T, s *Store, now time.Time, events ...rules.Event) {
	t.Helper()
	if err := s.Record(t.Context(), now, events...); err != nil {
		t.Fatal(err)
	}
}

func caseOf(t *testing.T, s *Store, id int64) rules.Case {
	t.Helper()
	c, err := s.Case(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// reminders returns the reminders of an application, oldest first.
func reminders(t *testing.T, s *Store, id int64) []rules.Reminder {
	t.Helper()
	return caseOf(t, s, id).History.Reminders
}

// states returns the states of an application's reminders, oldest first.
func states(t *testing.T, s *Store, id int64) (found []rules.State) {
	t.Helper()
	for _, r := range reminders(t, s, id) {
		found = append(found, r.State)
	}
	return found
}

// step returns a thank-you to the hiring team for an application's first interview, due at noon.
func step(id int64) rules.Step {
	return rules.Step{
		Key: rules.Key{ApplicationID: id, InterviewID: id, Kind: rules.ThankYou, Round: 1}, To: []rules.Person{{}},
		Due: noon, Deadline: noon.Add(22 * time.Hour), Expires: noon.Add(70 * time.Hour), Why: "it ended at 12:00",
	}
}

// always returns the same decision for every application.
func always(d rules.Decision) decider {
	return func(rules.Case, rules.Pause) (rules.Decision, error) { return d, nil }
}

type (
	decider = func(rules.Case, rules.Pause) (rules.Decision, error)
	judge   = func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error)
)

// thankEverybody decides to thank the interviewers of the first interview, or the team.
func thankEverybody(c rules.Case, _ rules.Pause) (rules.Decision, error) {
	thanks := step(c.ID)
	if panel := c.Interviews[0].Interviewers; len(panel) > 0 {
		thanks.To = panel
	}
	return rules.Decision{Steps: []rules.Step{thanks}}, nil
}

// byTheRules decides like the daemon.
func byTheRules(now time.Time) decider {
	return func(c rules.Case, pause rules.Pause) (rules.Decision, error) {
		policy := rules.DefaultPolicy(time.UTC)
		policy.Pause = pause
		return rules.Decide(c, policy, now), nil
	}
}

func mustDecide(t *testing.T, s *Store, now time.Time, f decider) outbox.Decided {
	t.Helper()
	done, err := s.DecideBatch(t.Context(), now, 100, f)
	if err != nil {
		t.Fatal(err)
	}
	for id, err := range done.Failed {
		t.Errorf("application %d: %v", id, err)
	}
	return done
}

func mustClaim(t *testing.T, s *Store, now time.Time, f judge) []rules.Reminder {
	t.Helper()
	done, err := s.Claim(t.Context(), now, 100, f)
	if err != nil {
		t.Fatal(err)
	}
	for id, err := range done.Failed {
		t.Errorf("reminder %d: %v", id, err)
	}
	return done.Reminders
}

func mustSave(t *testing.T, s *Store, now time.Time, r ...rules.Reminder) {
	t.Helper()
	if err := s.Save(t.Context(), now, r...); err != nil {
		t.Fatal(err)
	}
}

// send judges that every reminder is to be sent.
func send(_ rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
	return outbox.Verdict{State: rules.Sending, Message: message(r)}, nil
}

// sendWhatApplies judges like the daemon.
func sendWhatApplies(now time.Time) judge {
	return func(c rules.Case, pause rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		d, _ := byTheRules(now)(c, pause)
		step, applies := d.Step(r.Key)
		switch {
		case !applies:
			return outbox.Verdict{State: rules.Cancelled}, nil
		case step.Due.After(now):
			return outbox.Verdict{State: rules.Waiting, NextAttempt: step.Due}, nil
		case !r.Uncertain:
			r.Message.Drafts = rules.DraftsTo(step.To)
		}
		return send(c, pause, r)
	}
}

// message returns a message that names its reminder, with a draft to each person.
func message(r rules.Reminder) rules.Message {
	m := rules.Message{
		ID: fmt.Sprintf("<%d@acme.test>", r.ID), Subject: "Send today", Bytes: fmt.Appendf(nil, "mail %d\r\n", r.ID),
		Hook: "a prize",
	}
	for _, p := range r.To() {
		m.Drafts = append(m.Drafts, rules.Draft{To: p, Subject: "Thank you", Body: fmt.Sprintf("Dear %s,\n", p)})
	}
	return m
}

// claimedOne returns a store with one application, whose only reminder was just claimed.
func claimedOne(t *testing.T) (*Store, rules.Reminder) {
	t.Helper()
	s := open(t)
	add(t, s, anInterview())
	mustDecide(t, s, noon, thankEverybody)
	claimed := mustClaim(t, s, noon, send)
	if len(claimed) != 1 {
		t.Fatalf("claimed %d reminders, want 1", len(claimed))
	}
	return s, claimed[0]
}

// nextCheck returns when the application will be decided again, or the zero time.
func nextCheck(t *testing.T, s *Store, id int64) (at time.Time) {
	t.Helper()
	err := s.db.QueryRow(`SELECT next_check_at FROM applications WHERE id = ?`, id).Scan(instant{&at})
	if err != nil {
		t.Fatal(err)
	}
	return at
}

var errBroken = errors.New("broken")
