package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// scriptsUpTo returns the migrations up to a version.
func scriptsUpTo(t *testing.T, version string) fstest.MapFS {
	t.Helper()
	scripts := fstest.MapFS{}
	names, err := fs.Glob(embedded, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		if name[0] != '0' || name[:4] <= version {
			scripts[name] = &fstest.MapFile{Data: text}
		}
	}
	return scripts
}

// TestMigrate10 gives a database of the first release, with a history, the greetings of people. Nothing else changes,
// and an edit from before can still be taken back.
func TestMigrate10(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db := openPool(path)
	defer db.Close()
	if err := migrate(t.Context(), db, scriptsUpTo(t, "0010"), nil); err != nil {
		t.Fatal(err)
	}
	_, err := db.Exec(`
		INSERT INTO persons VALUES (1, 'Jo Smyth', 'jo@acme.test'), (2, 'Ann Lee', '');
		INSERT INTO applications VALUES (7, 'Acme', 'planner', 1, '', '', 0, 1700000000, 1790000000, '', NULL, '');
		INSERT INTO interviews (id, application_id, starts_at, duration, zone, said, topic, created_at)
		VALUES (7, 7, 1790000000, 3600, '', '', 'the rota', 1700000000);
		INSERT INTO interviewers VALUES (7, 7, 0, 1, ''), (7, 7, 1, 2, 'the wards');
		INSERT INTO events (application_id, kind, at, recorded_at, note, round, detail, former, batch)
		VALUES (7, 'edited', 1780000000, 1780000000, '', 0, 'with Jo Smyth', '[{"table": "persons", "id": 1,
			"was": {"name": "Jo Smith"}, "became": {"name": "Jo Smyth"}}]', 1);`)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string][]string{} // as they were; later versions have more
	for _, table := range []string{"applications", "interviews", "interviewers", "events"} {
		columns[table] = rowsOf(t, &Store{db: db}, `SELECT 'quote(' || name || ')' FROM pragma_table_info('`+table+`')`)
	}
	dump := func(s *Store) map[string][]string {
		rows := map[string][]string{}
		for table, columns := range columns {
			rows[table] = rowsOf(t, s, "SELECT "+strings.Join(columns, " || ', ' || ")+" FROM "+table)
		}
		return rows
	}
	before := dump(&Store{db: db})
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if diff := cmp.Diff(before, dump(s)); diff != "" {
		t.Errorf("the migration changed more than persons (-before +after):\n%s", diff)
	}
	if s.Before() == "" {
		t.Error("no copy was made before the migration")
	}
	jo := rules.Person{ID: 1, Name: "Jo Smyth", Email: "jo@acme.test"}
	ann := rules.Person{ID: 2, Name: "Ann Lee", Topic: "the wards"}
	if diff := cmp.Diff([]rules.Person{jo, ann}, caseOf(t, s, 7).Interviews[0].Interviewers); diff != "" {
		t.Errorf("the people (-want +got):\n%s", diff)
	}
	if _, err := s.TakeBack(t.Context(), noon, 7); err != nil {
		t.Fatal(err)
	}
	if got := caseOf(t, s, 7).Contact.Name; got != "Jo Smith" {
		t.Errorf("the edit from before is taken back to %q", got)
	}
}
