package store

import (
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
	makeDB(string(script))(t, path)
	s := openAt(t, path)

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

func TestMigrate(t *testing.T) {
	first, err := fs.ReadFile(embedded, "0001_first.sql")
	if err != nil {
		t.Fatal(err)
	}
	scripts := fstest.MapFS{"0001_first.sql": {Data: first}}
	version := func(t *testing.T, s *Store) int {
		v, err := schemaVersion(t.Context(), s.db)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}

	t.Run("runs the scripts that a database has not seen, in order", func(t *testing.T) {
		s := open(t)
		scripts["0002_more.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE more (x INTEGER) STRICT;")}
		scripts["0003_most.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE more ADD COLUMN y TEXT;")}
		for range 2 { // the second time there is nothing to do
			if err := migrate(t.Context(), s.db, scripts); err != nil {
				t.Fatal(err)
			}
		}
		if v := version(t, s); v != 3 {
			t.Errorf("the version is %d, want 3", v)
		}
		if _, err := s.db.Exec("INSERT INTO more (x, y) VALUES (1, 'a')"); err != nil {
			t.Error(err)
		}
	})

	t.Run("takes all back when one fails", func(t *testing.T) {
		s := open(t)
		scripts["0002_more.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE more (x INTEGER) STRICT;")}
		scripts["0003_most.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE most (x INTEGER); nonsense;")}
		err := migrate(t.Context(), s.db, scripts)
		if err == nil || !strings.Contains(err.Error(), "to version 3") {
			t.Errorf("the error is %v, want it to name version 3", err)
		}
		if v := version(t, s); v != 1 {
			t.Errorf("the version is %d, want still 1", v)
		}
		if _, err := s.db.Exec("SELECT * FROM more"); err == nil {
			t.Error("half of the migration stayed")
		}
	})

	t.Run("refuses a gap in the numbers", func(t *testing.T) {
		s := open(t)
		scripts := fstest.MapFS{"0001_first.sql": {Data: first}, "0003_most.sql": {Data: []byte("SELECT 1")}}
		if err := migrate(t.Context(), s.db, scripts); err == nil || !strings.Contains(err.Error(), "numbered 0002") {
			t.Errorf("the error is %v, want it to miss number 2", err)
		}
	})

	t.Run("is done once by two that start together", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		one, other := openAt(t, path), openAt(t, path)
		scripts["0002_more.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE more (x INTEGER) STRICT;")}
		scripts["0003_most.sql"] = &fstest.MapFile{Data: []byte("CREATE TABLE most (x INTEGER) STRICT;")}
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
