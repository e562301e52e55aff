package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

func TestCheck(t *testing.T) {
	t.Run("finds nothing wrong with a sound database", func(t *testing.T) {
		s, _ := lived(t)
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	})
	for _, tt := range []struct{ name, damage, want string }{
		{"a message that does not match its hash", `UPDATE messages SET bytes = x'00'`,
			"the stored message of reminder 1 does not match its hash"},
		{"an event without an application", `PRAGMA foreign_keys = off; DELETE FROM applications WHERE id = 1`,
			"of events belongs to nothing in applications"},
		{"a thank-you for a missing interview", `PRAGMA foreign_keys = off; DELETE FROM interviews WHERE id = 1`,
			"of reminders belongs to nothing in interviews"},
		{"a thank-you for another application's interview",
			`PRAGMA foreign_keys = off; UPDATE reminders SET interview_id = 2 WHERE id = 1`,
			"of reminders belongs to nothing in interviews"},
		{"an application without an interview", `INSERT INTO applications (id, company, role, fit, hook,
			no_contact, created_at, latest_start)
			VALUES (99, 'Globex', 'Nurse', '', '', 0, 1, 1)`, "application 99 has no interview"},
		{"a missing contact", `PRAGMA foreign_keys = off; UPDATE applications SET contact_id = 99 WHERE id = 1`,
			"of applications belongs to nothing in persons"},
		{"a missing interviewer", `PRAGMA foreign_keys = off; DELETE FROM persons WHERE id IN (SELECT person_id
			FROM interviewers)`,
			"of interviewers belongs to nothing in persons"},
		{"a person nothing refers to", `INSERT INTO persons (id, name, email) VALUES (99, 'Li', '')`,
			"nothing refers to person 99"},
		{"a reminder without drafts", `DELETE FROM drafts WHERE reminder_id = 2`, "reminder 2 has no draft"},
		{"an index that differs from its table", `PRAGMA writable_schema = on;
			UPDATE sqlite_schema SET sql = 'CREATE INDEX events_of ON events (round)' WHERE name = 'events_of';
			PRAGMA writable_schema = reset`, "missing from index events_of"},
		{"an impossible value", `PRAGMA ignore_check_constraints = on; UPDATE events SET round = -1;
			PRAGMA ignore_check_constraints = off`, "CHECK constraint failed in events"},
		{"a word the program does not know", `UPDATE events SET kind = 'gone'`,
			`events.kind has a "gone", which this followup does not know`},
		{"an outcome that differs from the events", `UPDATE applications SET outcome = 'rejected' WHERE id = 1`,
			`application 1 is noted as "rejected", and its events say ""`},
		{"a latest start that differs from the interviews",
			`UPDATE applications SET latest_start = 1796130000 WHERE id = 1`,
			"application 1 is noted to begin last at 2026-12-01T13:00:00Z, " +
				"and its interviews say 2026-12-01T11:00:00Z"},
	} {
		t.Run("finds "+tt.name, func(t *testing.T) {
			s, _ := lived(t)
			if _, err := s.db.Exec(tt.damage); err != nil {
				t.Fatal(err)
			}
			err := s.Check(t.Context())
			advice := "stop followup and restore a backup, or try: sqlite3 " + s.Path() + " .recover"
			for _, want := range []string{tt.want, advice} {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("the error is %v, want it to say %q", err, want)
				}
			}
		})
	}
}

// TestCheckLooksAtTheSchema: the schema is what the migrations make, or the error names the differences.
func TestCheckLooksAtTheSchema(t *testing.T) {
	for _, tt := range []struct{ name, change, want string }{
		{"a table is missing", `DROP TABLE removed_events`, "column removed_events.sequence is missing"},
		{"a column is missing", `ALTER TABLE applications DROP COLUMN hook`, "column applications.hook is missing"},
		{"a column has another type",
			`DROP TABLE removed_events; CREATE TABLE removed_events (uid TEXT NOT NULL PRIMARY KEY,
			sequence TEXT NOT NULL, told_at INTEGER, told_duration INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
			"column removed_events.sequence is not as followup made it"},
		{"a constraint is missing",
			`DROP TABLE removed_events; CREATE TABLE removed_events (uid TEXT NOT NULL PRIMARY KEY,
			sequence INTEGER NOT NULL, told_at INTEGER, told_duration INTEGER NOT NULL)`,
			"table removed_events is not as followup made it"},
		{"an index is missing", `DROP INDEX events_of`, "index events_of is missing"},
		{"an index has other columns", `DROP INDEX events_of; CREATE INDEX events_of ON events (round)`,
			"index events_of is not as followup made it"},
		{"an index is not unique", `DROP INDEX interviews_uid; CREATE INDEX interviews_uid ON interviews (uid)
			WHERE uid <> ''`, "index interviews_uid is not as followup made it"},
		{"an added column", `ALTER TABLE interviews ADD COLUMN salary INTEGER`,
			"column interviews.salary was not made by followup"},
		{"an added trigger", `CREATE TRIGGER keep AFTER DELETE ON interviews BEGIN SELECT 1; END`,
			"trigger keep was not made by followup"},
		{"an added table", `CREATE TABLE theirs (x)`, "column theirs.x was not made by followup"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			if _, err := s.db.Exec(tt.change); err != nil {
				t.Fatal(err)
			}
			err := s.Check(t.Context())
			advice := s.Path() +
				" was changed by a program other than followup; stop followup and restore an earlier backup"
			for _, want := range []string{tt.want, advice} {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("the error is %v, want it to say %q", err, want)
				}
			}
		})
	}
	t.Run("ignores what SQLite adds, the spelling of names, and comments", func(t *testing.T) {
		s := open(t)
		_, err := s.db.Exec("ANALYZE; DROP INDEX events_of; " +
			"CREATE INDEX \"events_of\"  ON -- of one application\n events(\"application_id\", \"interview_id\")")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// TestMissingRows: rows of a missing application or interview are reported as damage.
func TestMissingRows(t *testing.T) {
	for name, use := range map[string]func(s *Store) error{
		"list": func(s *Store) error { _, err := s.List(t.Context(), ListOptions{}); return err },
		"decide": func(s *Store) error {
			_, err := s.DecideBatch(t.Context(), noon.Add(time.Hour), 100, thankEverybody)
			return err
		},
		"claim": func(s *Store) error { _, err := s.Claim(t.Context(), noon.Add(time.Hour), 100, send); return err },
		"look ahead": func(s *Store) error {
			return s.Checks(t.Context(), func(rules.Case, time.Time) bool { return true })
		},
	} {
		for _, table := range []string{"applications", "interviews"} {
			t.Run(name+" without "+table, func(t *testing.T) {
				s := open(t)
				mustRecord(t, s, noon,
					rules.Event{ApplicationID: add(t, s, anInterview()), Kind: rules.Undecided, At: noon})
				mustDecide(t, s, noon, thankEverybody)
				// To be decided again.
				mustRecord(t, s, noon, rules.Event{ApplicationID: 1, Kind: rules.Undecided, At: noon})
				lose(t, s, table)
				err := use(s)
				if err == nil || !strings.Contains(err.Error(), "stop followup and restore a backup") {
					t.Errorf("the error is %v, want advice", err)
				}
			})
		}
	}
}

// lose removes the rows of a table, but not those of its indexes.
func lose(t *testing.T, s *Store, table string) {
	t.Helper()
	_, err := s.db.Exec(`PRAGMA foreign_keys = off; PRAGMA writable_schema = on;
		CREATE TABLE spare (id INTEGER PRIMARY KEY);
		UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'spare')
		WHERE name = '` + table + `';
		PRAGMA writable_schema = reset`)
	if err != nil {
		t.Fatal(err)
	}
}

// aLongMail fills several pages.
var aLongMail = []byte(strings.Repeat("Dear hiring team,\r\n", 500))

// lived returns a store with a bit of everything, and its contents. One message is being sent.
func lived(t *testing.T) (*Store, contents) {
	t.Helper()
	s := open(t)
	for i := range 12 {
		iv := anInterview()
		iv.Start = iv.Start.Add(time.Duration(i) * time.Hour)
		iv.Interviewers = []rules.Person{{Name: "Jo Smith", Email: fmt.Sprintf("jo%d@acme.test", i)}}
		iv.Said, iv.Topic = "by Friday", "queues"
		iv.DecisionBy = rules.Date{Year: 2026, Month: time.December, Day: 4}
		app := anApplication()
		app.Fit, app.Contact = "ten years of queues", rules.Person{Name: "Ann Lee", Email: "ann@acme.test"}
		id := begun(t, s, app, iv)
		mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon,
			From: rules.Person{Name: "Jo"}})
	}
	mustDecide(t, s, noon, thankEverybody)
	claimed := mustClaim(t, s, noon, func(_ rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
		m := message(r)
		if r.ID == 1 {
			m.Bytes = aLongMail
		}
		return outbox.Verdict{State: rules.Sending, Message: m}, nil
	})
	for _, r := range claimed[1:] {
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted, Text: "250 OK"}, noon, ""))
	}
	if err := s.SetChannel(t.Context(), outbox.Channel{}.Failed(noon, "", "connection refused")); err != nil {
		t.Fatal(err)
	}
	c, err := everything(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

// contents is all that can be read from a store, except for the bytes of messages.
type contents struct {
	Cases   []rules.Case
	Channel outbox.Channel
}

func everything(ctx context.Context, s *Store) (c contents, err error) {
	if c.Cases, err = s.List(ctx, ListOptions{Closed: true}); err != nil {
		return c, err
	}
	for i := range c.Cases {
		c.Cases[i].Elsewhere = nil
	}
	c.Channel, err = s.Channel(ctx)
	return c, err
}

// fileOf closes a store and returns its file.
func fileOf(t *testing.T, s *Store) []byte {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// mayDiffer lists the fields that a flipped bit can change unnoticed: texts and numbers that are in no index,
// constraint or hash. All else that is read from a damaged file without an error is as it was written.
var mayDiffer = []string{
	"Application.Company", "Application.Role", "Contact.Name",
	"Application.Fit", "Application.Hook", "Application.NoContact", "Application.CreatedAt",
	"Interviews.Duration", "Interviews.Zone", "Interviewers.Name", "Interviewers.Topic",
	"Interviews.DecisionBy", "DecisionBy.Year", "DecisionBy.Month", "DecisionBy.Day",
	"Interviews.Said", "Interviews.Topic", "Interviews.CreatedAt",
	"Events.At", "Events.RecordedAt", "Events.Round", "Events.Until", "Events.SnoozeUntil", "From.Name", "To.Name",
	"Events.Next",
	"Events.FromCalendar", "Events.Detail",
	"History.Events", "History.TakenBack", // whether an event was taken back
	"Reminders.LastCall", "Reminders.Due", "Reminders.Deadline", "Reminders.Expires", "Reminders.Why",
	"Reminders.NextAttempt",
	"Reminders.Attempts", "Reminders.SettledAt", "Reminders.Reply", "Reminders.Uncertain",
	"Message.ID", "Message.Subject", "Drafts.Subject", "Drafts.Body", "Message.Hook",
	"Channel.Failures", "Channel.Since", "Channel.LastTry", "Channel.NextTry", "Channel.LastError",
}

// TestFlippedBits flips single bits of a database. Nearly all are noticed. An unnoticed one changes one field of one
// row, and never a mail that is being sent.
func TestFlippedBits(t *testing.T) {
	t.Parallel()
	trials := some(50, 1000, 50_000)
	s, before := lived(t)
	sound := fileOf(t, s)
	path := filepath.Join(t.TempDir(), "followup.db")
	classes, fields := map[string]int{}, map[string]int{}
	random := rand.New(rand.NewPCG(1, 2))
	for range trials {
		file, bit := slices.Clone(sound), random.IntN(len(sound)*8)
		file[bit/8] ^= 1 << (bit % 8)
		class, after := readDamaged(t, path, file)
		if class == "" {
			class = "reads the same"
			if changed := differing(before, after); len(changed) > 0 {
				class = "silently different"
				for _, f := range changed {
					fields[f]++
					if !slices.Contains(mayDiffer, f) {
						t.Errorf("bit %d changes %s, which nobody noticed:\n%s", bit, f, cmp.Diff(before, after))
					}
				}
			}
		}
		classes[class]++
	}
	t.Logf("%d of %d bits flipped: %v", trials, len(sound)*8, classes)
	t.Logf("fields that changed unnoticed: %v", slices.Sorted(maps.Keys(fields)))
}

// readDamaged opens, checks and reads a file, then sends what was being sent. It returns what noticed the damage, or ""
// and what was read.
func readDamaged(t *testing.T, path string, file []byte) (noticed string, c contents) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	writeFile(string(file))(t, path)
	defer func() {
		os.Remove(path + "-wal")
		os.Remove(path + "-shm")
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			t.Error("it hung")
		}
	}()
	s, err := Open(ctx, path)
	if err != nil {
		return "refused", c
	}
	defer s.Close()
	checked := s.Check(ctx)
	c, err = everything(ctx, s)
	if _, err := s.db.Exec("PRAGMA synchronous = off"); err != nil { // for speed
		t.Fatal(err)
	}
	sendUncertain(ctx, t, s)
	switch {
	case checked != nil:
		return "found by Check", c
	case err != nil:
		return "an error while reading", c
	}
	return "", c
}

// sendUncertain sends what was being sent, as the daemon does at start. Despite any damage, it sends the same mail or
// one that was composed again.
func sendUncertain(ctx context.Context, t *testing.T, s *Store) {
	t.Helper()
	if err := s.Recover(ctx, noon, func(rules.Reminder) {}); err != nil {
		return
	}
	done, err := s.Claim(ctx, noon, 100, send)
	if err != nil {
		return
	}
	for _, r := range done.Reminders {
		if r.Uncertain && string(r.Message.Bytes) != string(aLongMail) {
			t.Errorf("a damaged mail is sent (%x)", sha256.Sum256(r.Message.Bytes))
		}
	}
}

// differing returns the names of the fields in which two values differ, each with the name of the enclosing field.
func differing(a, b contents) []string {
	if reflect.DeepEqual(a, b) { // the usual case, and much faster
		return nil
	}
	r := reporter{}
	cmp.Equal(a, b, cmp.Reporter(&r))
	return r.names
}

type reporter struct {
	path  cmp.Path
	names []string
}

func (r *reporter) PushStep(p cmp.PathStep) { r.path = append(r.path, p) }
func (r *reporter) PopStep()                { r.path = r.path[:len(r.path)-1] }
func (r *reporter) Report(result cmp.Result) {
	if result.Equal() {
		return
	}
	parent, name := "", ""
	for _, step := range r.path {
		if f, ok := step.(cmp.StructField); ok {
			parent, name = name, f.Name()
		}
	}
	r.names = append(r.names, parent+"."+name)
}
