package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/fields"
)

// edit stores an edited draft of the thank-you to a person.
func edit(t *testing.T, s *Store, id int64, to rules.Person, subject string) {
	t.Helper()
	e := rules.EditedDraft{
		Key: rules.Key{ApplicationID: id, InterviewID: id, Kind: rules.ThankYou, Round: 1},
		To:  to, At: noon, Subject: subject, Body: "Dear Jo,\n\nthanks.", Origin: "{}",
	}
	if err := s.EditDraft(t.Context(), e, "the thank-you"); err != nil {
		t.Fatal(err)
	}
}

// subjects returns the subjects of an application's edited drafts, each with the number of the person.
func subjects(t *testing.T, s *Store, id int64) (list []string) {
	t.Helper()
	for _, e := range caseOf(t, s, id).History.EditedDrafts {
		list = append(list, e.Subject+" to "+string(rune('0'+e.To.ID)))
	}
	return list
}

func TestEveryFieldOfAnEditedDraftIsStored(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	e := fields.Filled[rules.EditedDraft](t)
	e.ApplicationID, e.InterviewID = id, id
	if err := s.EditDraft(t.Context(), e, "the thank-you"); err != nil {
		t.Fatal(err)
	}
	comesBack(t, "an edited draft", e, caseOf(t, s, id).History.EditedDrafts[0], map[string]string{
		"LastCall": "the last call brings the same draft", "To.Name": "the number says who it is",
		"To.Email": "the number says who it is", "To.Greeting": "the number says who it is",
		"To.Topic": "the number says who it is",
	})
}

func TestAnEditOfADraftIsTakenBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, at("Acme"), with(jo))
	edit(t, s, id, as(1, jo), "first")
	edit(t, s, id, as(1, jo), "second")
	for _, want := range []string{"first to 1,second to 1", "first to 1", ""} {
		if got := strings.Join(subjects(t, s, id), ","); got != want {
			t.Errorf("the edited drafts are %q, want %q", got, want)
		}
		if _, err := s.TakeBack(t.Context(), noon, id); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnEditedDraftFollowsItsPerson: they may leave and be brought back, or be merged with another and separated.
func TestAnEditedDraftFollowsItsPerson(t *testing.T) {
	t.Parallel()
	s := open(t)
	begun(t, s, at("Globex"), with(jo))
	id := begun(t, s, at("Acme"), with(ann))
	edit(t, s, id, as(2, ann), "mine")
	update(t, s, id, noon, "left", func(c *rules.Case) { c.Interviews[0].Interviewers = nil })
	if _, err := s.TakeBack(t.Context(), noon, id); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"mine to 2"}, subjects(t, s, id)); diff != "" {
		t.Errorf("after the person is brought back (-want +got):\n%s", diff)
	}
	update(t, s, id, noon, "merged", func(c *rules.Case) { c.Interviews[0].Interviewers[0].Email = jo.Email })
	if diff := cmp.Diff([]string{"mine to 1"}, subjects(t, s, id)); diff != "" {
		t.Errorf("after the merger (-want +got):\n%s", diff)
	}
	if _, err := s.TakeBack(t.Context(), noon, id); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"mine to 2"}, subjects(t, s, id)); diff != "" {
		t.Errorf("after the merger was taken back (-want +got):\n%s", diff)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestAnEditedDraftGoesWithItsInterview, or with the whole application.
func TestAnEditedDraftGoesWithItsInterview(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, at("Acme"), with(jo))
	later := joined(t, s, id, with(jo))
	edit(t, s, id, as(1, jo), "of the application")
	e := rules.EditedDraft{
		Key: rules.Key{ApplicationID: id, InterviewID: later, Kind: rules.ThankYou, Round: 1},
		To:  as(1, jo), At: noon, Subject: "of the later interview", Body: "thanks", Origin: "{}",
	}
	if err := s.EditDraft(t.Context(), e, "the thank-you"); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveInterview(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"of the application to 1"}, subjects(t, s, id)); diff != "" {
		t.Errorf("without the interview (-want +got):\n%s", diff)
	}
	if err := s.RemoveApplication(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if left := rowsOf(t, s, `SELECT subject FROM edited_drafts`); len(left) != 0 {
		t.Errorf("without the application these are left: %v", left)
	}
}

// TestMigrate11 gives a database with a history a place for edited drafts. Nothing else changes.
func TestMigrate11(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db := openPool(path)
	defer db.Close()
	if err := migrate(t.Context(), db, scriptsUpTo(t, "0011"), nil); err != nil {
		t.Fatal(err)
	}
	_, err := db.Exec(`
		INSERT INTO persons VALUES (1, 'Jo Smith', 'jo@acme.test', 'Dear Jo');
		INSERT INTO applications VALUES (7, 'Acme', 'planner', 1, '', '', 0, 1700000000, 1790000000, '', NULL, '');
		INSERT INTO interviews (id, application_id, starts_at, duration, zone, said, topic, created_at)
		VALUES (7, 7, 1790000000, 3600, '', '', 'the rota', 1700000000);
		INSERT INTO interviewers VALUES (7, 7, 0, 1, '');
		INSERT INTO events (application_id, kind, at, recorded_at, note, round, detail, former, batch)
		VALUES (7, 'edited', 1790000000, 1790000000, '', 0, 'topic', '[{"table": "interviews", "id": 7,
			"was": {"topic": "a rota"}}]', 1);
		INSERT INTO reminders (application_id, interview_id, kind, last_call, round, state, due_at, why, settled_at)
		VALUES (7, 7, 'thank-you', 0, 1, 'delivered', 1790007200, 'over', 1790007200);
		INSERT INTO drafts VALUES (1, 0, 1, 'Thanks', 'Dear Jo,');`)
	if err != nil {
		t.Fatal(err)
	}
	old := &Store{db: db}
	columns := map[string][]string{} // those of then; a later version may have more
	for _, table := range []string{
		"persons", "applications", "interviews", "interviewers", "events", "reminders", "drafts",
	} {
		columns[table] = rowsOf(t, old, `SELECT 'quote(' || name || ')' FROM pragma_table_info('`+table+`')`)
	}
	dump := func(s *Store) map[string][]string {
		rows := map[string][]string{}
		for table, names := range columns {
			rows[table] = rowsOf(t, s, "SELECT "+strings.Join(names, " || ', ' || ")+" FROM "+table)
		}
		return rows
	}
	before := dump(old)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if diff := cmp.Diff(before, dump(s)); diff != "" {
		t.Errorf("the migration changed what was there (-before +after):\n%s", diff)
	}
	edit(t, s, 7, rules.Person{ID: 1}, "mine")
	for range 2 {
		if _, err := s.TakeBack(t.Context(), noon.Add(time.Hour), 7); err != nil {
			t.Fatal(err)
		}
	}
	if c := caseOf(t, s, 7); len(c.History.EditedDrafts) > 0 || c.Interviews[0].Topic != "a rota" {
		t.Errorf("taken back to %+v", c)
	}
}
