package store

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// TestMigrateFirstSchema: a database that the first release wrote is opened and says what it said then. The file is a
// dump made when that schema was frozen; it never changes.
func TestMigrateFirstSchema(t *testing.T) {
	script, err := os.ReadFile("testdata/schema-1.sql")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "followup.db")
	// A note to stay in touch of before there were occasions had a draft, and did not ask for anything.
	stayed := `INSERT INTO reminders (id, interview_id, kind, recipient, round, last_call, state, due_at, why, settled_at, draft_subject)
		SELECT 2, id, 'stay-in-touch', '', 1, 0, 'delivered', created_at, '', created_at, 'Greetings' FROM interviews;`
	// Two that one command said, and another a second later.
	skipped := `INSERT INTO events (interview_id, kind, at, recorded_at, note, recipient, round, heard_from, detail)
		SELECT id, 'skipped', created_at, created_at + second, 'thank-you', '', 0, '', ''
		FROM interviews, (SELECT 90000 AS second UNION ALL SELECT 90000 UNION ALL SELECT 90001);`
	makeDB(string(script)+stayed+skipped)(t, path)
	s := openAt(t, path)
	for _, want := range []int{1, 2, 1} { // the last is that of the dump
		if taken, err := s.TakeBack(t.Context(), noon, 1); err != nil || len(taken) != want {
			t.Errorf("took back %d events (%v), want %d", len(taken), err, want)
		}
	}
	if _, err := s.db.Exec("DELETE FROM events WHERE id > 1; UPDATE events SET taken_back_at = NULL"); err != nil {
		t.Fatal(err)
	}
	if r := reminders(t, s, 1)[1]; r.AsksForHook() || r.Message.Hook != "Greetings" {
		t.Errorf("the old note to stay in touch became %+v", r)
	}
	if _, err := s.db.Exec("DELETE FROM reminders WHERE id = 2"); err != nil {
		t.Fatal(err)
	}

	if s.InstallID() != "frozen" {
		t.Errorf("the install id became %q", s.InstallID())
	}
	want := rules.Case{
		Interview: rules.Interview{
			ID: 1, Company: "Acme", Role: "Engineer", Start: noon.Add(-time.Hour), Duration: time.Hour, Zone: "Europe/Berlin",
			Interviewers: []rules.Person{{Name: "Jana Müller", Email: "jana@acme.test", Topic: "queues"}},
			DecisionBy:   rules.Date{Year: 2026, Month: 12, Day: 4},
			Said:         "by Friday", Topic: "the outbox", Fit: "I wrote one", CreatedAt: noon,
		},
		History: rules.History{
			Events: []rules.Event{{
				ID: 1, InterviewID: 1, Kind: rules.Sent, At: noon.Add(time.Hour), RecordedAt: noon.Add(2 * time.Hour),
				Note: rules.ThankYou, Recipient: "jana@acme.test", Round: 1,
			}},
			Reminders: []rules.Reminder{{
				ID: 1, Key: rules.Key{InterviewID: 1, Kind: rules.ThankYou, Recipient: "jana@acme.test", Round: 1},
				State: rules.Delivered, Due: noon, Deadline: noon.Add(22 * time.Hour), Expires: noon.Add(70 * time.Hour),
				Why: "it ended at 12:00", NextAttempt: noon, Attempts: 1, SettledAt: noon, Reply: "250 ok",
				Message: rules.Message{ID: "<1@acme.test>", Subject: "Send today", DraftSubject: "Thank you", DraftBody: "Dear Jana,\n"},
			}},
		},
	}
	if diff := cmp.Diff(want, caseOf(t, s, 1)); diff != "" {
		t.Errorf("it reads differently now (-then +now):\n%s", diff)
	}
	add(t, s, anInterview())
}

// TestMigrateTables: the tables are made anew with all that was in them, a mail under way included, and numbers that were
// given and are gone stay given.
func TestMigrateTables(t *testing.T) {
	script, err := os.ReadFile("testdata/schema-1.sql")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "followup.db")
	gone := `INSERT INTO interviews SELECT 7, company, role, starts_at, duration, zone, interviewers, decision_by, said, topic, fit,
			no_contact, created_at, previous, next_check_at, outcome FROM interviews WHERE id = 1;
		DELETE FROM interviews WHERE id = 7;`
	underWay := `INSERT INTO reminders (id, interview_id, kind, recipient, round, last_call, state, due_at, why, next_attempt_at, uncertain)
			VALUES (5, 1, 'update-request', '', 1, 0, 'waiting', 1, '', 1, 1);
		INSERT INTO messages VALUES (5, x'6d61696c', x'` + fmt.Sprintf("%x", sha256.Sum256([]byte("mail"))) + `');`
	makeDB(string(script)+gone+underWay)(t, path)
	s := openAt(t, path)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	claimed := mustClaim(t, s, noon, send)
	if len(claimed) != 1 || claimed[0].ID != 5 || string(claimed[0].Message.Bytes) != "mail" {
		t.Errorf("under way is %+v, want the mail of reminder 5", claimed)
	}
	if id := add(t, s, anInterview()); id != 8 {
		t.Errorf("the next interview is number %d; 7 was given before, so it is to be 8", id)
	}
	if _, err := s.db.Exec("DELETE FROM interviews WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
	var left int
	err = s.db.QueryRow(`SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM reminders) + (SELECT count(*) FROM messages)`).Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("%d rows stayed behind the interview that they belonged to (%v)", left, err)
	}
}

func TestMigrate(t *testing.T) {
	names, err := fs.Glob(embedded, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	newest := len(names)
	// and are the embedded scripts with further ones, which are named by how far they are beyond the newest.
	and := func(further map[int]string) fstest.MapFS {
		scripts := fstest.MapFS{}
		for _, name := range names {
			scripts[name] = &fstest.MapFile{} // never run again
		}
		for n, script := range further {
			scripts[fmt.Sprintf("%04d_further.sql", newest+n)] = &fstest.MapFile{Data: []byte(script)}
		}
		return scripts
	}
	version := func(t *testing.T, s *Store) int {
		v, err := schemaVersion(t.Context(), s.db)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}

	t.Run("runs the scripts that a database has not seen, in order", func(t *testing.T) {
		s := open(t)
		scripts := and(map[int]string{1: "CREATE TABLE more (x INTEGER) STRICT;", 2: "ALTER TABLE more ADD COLUMN y TEXT;"})
		for range 2 { // the second time there is nothing to do
			if err := migrate(t.Context(), s.db, scripts); err != nil {
				t.Fatal(err)
			}
		}
		if v := version(t, s); v != newest+2 {
			t.Errorf("the version is %d, want %d", v, newest+2)
		}
		if _, err := s.db.Exec("INSERT INTO more (x, y) VALUES (1, 'a')"); err != nil {
			t.Error(err)
		}
	})

	t.Run("takes all back when one fails", func(t *testing.T) {
		s := open(t)
		scripts := and(map[int]string{1: "CREATE TABLE more (x INTEGER) STRICT;", 2: "CREATE TABLE most (x INTEGER); nonsense;"})
		err := migrate(t.Context(), s.db, scripts)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("to version %d", newest+2)) {
			t.Errorf("the error is %v, want it to name version %d", err, newest+2)
		}
		if v := version(t, s); v != newest {
			t.Errorf("the version is %d, want still %d", v, newest)
		}
		if _, err := s.db.Exec("SELECT * FROM more"); err == nil {
			t.Error("half of the migration stayed")
		}
	})

	t.Run("refuses a gap in the numbers", func(t *testing.T) {
		s := open(t)
		err := migrate(t.Context(), s.db, and(map[int]string{2: "SELECT 1"}))
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("numbered %04d", newest+1)) {
			t.Errorf("the error is %v, want it to miss number %d", err, newest+1)
		}
	})

	t.Run("is done once by two that start together", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		one, other := openAt(t, path), openAt(t, path)
		scripts := and(map[int]string{1: "CREATE TABLE more (x INTEGER) STRICT;", 2: "CREATE TABLE most (x INTEGER) STRICT;"})
		failed := make(chan error)
		for _, s := range []*Store{one, other} {
			go func() { failed <- migrate(t.Context(), s.db, scripts) }()
		}
		for range 2 {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
	})
}
