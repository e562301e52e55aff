package store

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// TestMigrate9: a database of the last schema before the first release is migrated without loss, including a mail that
// is being sent. The file is a dump made when that schema was frozen; it never changes.
func TestMigrate9(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	oldDatabase(t, path, 0)
	s := openAt(t, path)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if s.InstallID() != "frozen" {
		t.Errorf("the install id became %q", s.InstallID())
	}
	jana := rules.Person{ID: 1, Name: "Jana Müller", Email: "jana@acme.test"}
	want := []rules.Case{{
		Application: rules.Application{ID: 2, Company: "Globex", Role: "Nurse", NoContact: true, CreatedAt: noon},
		Interviews: []rules.Interview{{ID: 2,
			Start: noon.Add(-time.Hour), Duration: 30 * time.Minute, CreatedAt: noon}},
		History: rules.History{
			Events: []rules.Event{{ID: 3, ApplicationID: 2, Kind: rules.Rejected, At: noon.Add(100 * time.Second),
				RecordedAt: noon.Add(100 * time.Second)}},
			Reminders: []rules.Reminder{{
				ID: 2, Key: rules.Key{ApplicationID: 2, Kind: rules.RejectionThanks, Round: 1}, State: rules.Waiting,
				Uncertain: true,
				Due:       noon.Add(100 * time.Second), NextAttempt: noon.Add(100 * time.Second), Why: "they said no",
				Attempts: 1,
				Reply:    "no answer",
				Message: rules.Message{ID: "<2@acme.test>", Subject: "Thank them",
					Drafts: []rules.Draft{{Subject: "Thanks", Body: "Dear hiring team,\n"}}},
			}},
		},
	}, {
		Application: rules.Application{ID: 1, Company: "Acme", Role: "Engineer", Fit: "I wrote one",
			Hook: "Congratulations", CreatedAt: noon},
		Interviews: []rules.Interview{{
			ID: 1, Start: noon.Add(-time.Hour), Duration: time.Hour, Zone: "Europe/Berlin",
			Interviewers: []rules.Person{{ID: 1, Name: "Jana Müller", Email: "jana@acme.test", Topic: "queues"}},
			DecisionBy:   rules.Date{Year: 2026, Month: 12, Day: 4},
			Said:         "by Friday", Topic: "the outbox", CreatedAt: noon,
		}},
		History: rules.History{
			Events: []rules.Event{{
				ID: 1, ApplicationID: 1, InterviewID: 1, Kind: rules.Sent, At: noon.Add(time.Hour),
				RecordedAt: noon.Add(2 * time.Hour),
				Note:       rules.ThankYou, To: jana, Round: 1,
			}},
			TakenBack: []rules.Event{{
				ID: 2, ApplicationID: 1, Kind: rules.Undecided, At: noon.Add(2 * time.Hour),
				RecordedAt: noon.Add(2 * time.Hour),
				From:       jana, Detail: "give us a week",
			}},
			Reminders: []rules.Reminder{{
				ID: 1, Key: rules.Key{ApplicationID: 1, InterviewID: 1, Kind: rules.ThankYou, Round: 1},
				State: rules.Delivered, Due: noon, Deadline: noon.Add(22 * time.Hour),
				Expires: noon.Add(70 * time.Hour),
				Why:     "it ended at 12:00", NextAttempt: noon, Attempts: 1, SettledAt: noon, Reply: "250 ok",
				Message: rules.Message{ID: "<1@acme.test>", Subject: "Send today",
					Drafts: []rules.Draft{{To: jana, Subject: "Thank you", Body: "Dear Jana,\n"}}},
			}},
		},
	}}
	is, err := everything(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	channel := outbox.Channel{Failures: 2, Since: noon, LastTry: noon.Add(time.Minute),
		NextTry: noon.Add(2 * time.Minute), LastError: "no answer in time"}
	if diff := cmp.Diff(contents{want, channel}, is); diff != "" {
		t.Errorf("it reads differently now (-then +now):\n%s", diff)
	}

	for id := range int64(2) {
		if at := nextCheck(t, s, id+1); !at.Equal(time.Unix(1, 0)) {
			t.Errorf("application %d is decided again at %s, want by the next pass", id+1, at)
		}
	}
	claimed := mustClaim(t, s, noon.Add(time.Hour), send)
	if len(claimed) != 1 || claimed[0].ID != 2 || string(claimed[0].Message.Bytes) != "mail" {
		t.Errorf("being sent is %+v, want the mail of reminder 2", claimed)
	}
	for _, row := range []struct {
		name string
		item Import
		want ImportOutcome
	}{
		{
			"the event read last",
			Import{Application: anApplication(), Interview: want[1].Interviews[0], UID: "abc@calendar.test",
				Sequence: 3},
			ImportUnchanged,
		},
		{
			"the one the user removed",
			Import{Application: anApplication(), Interview: want[1].Interviews[0], UID: "gone@calendar.test",
				Sequence: 1},
			ImportLeftOut,
		},
	} {
		if got := imports(t, s, false, row.item)[0]; got.Outcome != row.want {
			t.Errorf("%s is %s, want %s", row.name, got.Outcome, row.want)
		}
	}
	if id := add(t, s, anInterview()); id != 8 {
		t.Errorf("the next interview is number %d; 7 was given before, so want 8", id)
	}
	if _, err := s.db.Exec("DELETE FROM applications"); err != nil {
		t.Fatal(err)
	}
	var left int
	err = s.db.QueryRow(`SELECT (SELECT count(*) FROM interviews) + (SELECT count(*) FROM events) + (SELECT count(*)
		FROM reminders) + (SELECT count(*) FROM messages)`).Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("%d rows were left behind without the applications they belonged to (%v)", left, err)
	}
}

// TestMigrate9JoinsInterviews: interviews join one application if they are rounds of one another, or for one role at
// one company on one day.
func TestMigrate9JoinsInterviews(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	oldDatabase(t, path, 0)
	script, err := os.ReadFile("testdata/schema-9-rounds.sql")
	if err != nil {
		t.Fatal(err)
	}
	makeDB(string(script))(t, path)
	s := openAt(t, path)
	if err := s.Check(t.Context()); err != nil { // including foreign keys, indexes and summaries
		t.Error(err)
	}
	before := openPool(s.Before())
	defer before.Close()
	rows := func(t *testing.T, q querier, query string) (rows []string) {
		t.Helper()
		rows, err := collect(&transaction{ctx: t.Context(), querier: q}, scanText, query)
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}

	t.Run("into one application with the number of the first", func(t *testing.T) {
		want := []string{
			"1 Acme, Engineer: 1", "2 Globex, Nurse: 2", "10 INITECH, developer: 10 11 12", "13 Initech, Developer: 13",
			"14 Hooli, Designer: 14 15", "16 Hooli, Design Lead: 16", "20 Umbrella, Chemist: 20 21 22",
			"23 Soylent, Chemist: 23",
		}
		got := rows(t, s.db, `
			SELECT a.id || ' ' || company || ', ' || role || ': ' || (
				SELECT group_concat(id, ' ') FROM (SELECT id FROM interviews WHERE application_id = a.id ORDER BY id))
			FROM applications AS a ORDER BY a.id`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("with the latest facts that are not empty", func(t *testing.T) {
		want := rules.Application{
			ID: 10, Company: "INITECH", Role: "developer", Fit: "compilers", Hook: "a prize", NoContact: true,
			CreatedAt: time.Date(2026, time.November, 10, 8, 0, 0, 0, time.UTC),
		}
		if diff := cmp.Diff(want, caseOf(t, s, 12).Application); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("without changing a number, a Message-ID, or a byte of a mail that is being sent", func(t *testing.T) {
		for _, query := range []string{
			`SELECT id || uid || starts_at FROM interviews ORDER BY id`,
			`SELECT id || kind || at || coalesce(next, '') || detail || coalesce(taken_back_at, '') || batch FROM events
				ORDER BY id`,
			`SELECT id || kind || state || message_id || uncertain || attempts FROM reminders
				WHERE id NOT IN (15, 21) ORDER BY id`, // those had not been tried, and are decided again
			`SELECT reminder_id || hex(bytes) || hex(sha256) FROM messages ORDER BY reminder_id`,
			`SELECT name || seq FROM sqlite_sequence WHERE name <> 'persons' ORDER BY name`,
		} {
			if diff := cmp.Diff(rows(t, before, query), rows(t, s.db, query)); diff != "" {
				t.Errorf("%s (-before +after):\n%s", query, diff)
			}
		}
		if n := rows(t, s.db, `SELECT count(*) FROM reminders WHERE id IN (15, 21)`)[0]; n != "0" {
			t.Errorf("%s are left that had not been tried", n)
		}
	})
	t.Run("with the rounds of its notes in order of use, and the events about each", func(t *testing.T) {
		want := []string{
			"10 of 10: thank-you 1", "11 of -: update-request 1", "12 of -: update-request 2",
			"13 of -: update-request 4",
			"14 of -: update-request 5", "16 of -: update-request 6", "17 of 11: thank-you 1", "18 of 12: thank-you 1",
			"19 of -: second-request 1",
		}
		got := rows(t, s.db, `SELECT id || ' of ' || coalesce(interview_id, '-') || ': ' || kind || ' ' || round
			FROM reminders
			WHERE application_id = 10 ORDER BY id`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the reminders (-want +got):\n%s", diff)
		}
		want = []string{
			"10 of 10: sent thank-you 1", "11 of -: rejected  0", "12 of -: next-round  0", "13 of 11: edited  0",
			"14 of 11: skipped thank-you 0",
			"15 of -: sent update-request 2", "16 of -: skipped update-request 3", "17 of -: sent update-request 4",
			"18 of -: sent second-request 0", "19 of -: stopped  0", "20 of -: undecided  0",
		}
		got = rows(t, s.db, `SELECT id || ' of ' || coalesce(interview_id, '-') || ': ' || kind || ' ' || note || ' ' ||
			round FROM events
			WHERE application_id = 10 ORDER BY id`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the events (-want +got):\n%s", diff)
		}
		if r := reminders(t, s, 16); len(r) != 1 || r[0].Round != 3 || r[0].State != rules.Waiting {
			t.Errorf("those of a single interview became %+v", r)
		}
	})
	t.Run("to be decided by the next pass if it was due or has several interviews, and ended by its last word",
		func(t *testing.T) {
			want := []string{"1 1 ", "2 1 rejected", "10 1 ", "13 1 offer", "14 1 rejected", "16 1 ", "20 1 ",
				"23 - stopped"}
			got := rows(t, s.db, `SELECT id || ' ' || coalesce(next_check_at, '-') || ' ' || outcome FROM applications
				ORDER BY id`)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	t.Run("without a cancelled interview", func(t *testing.T) {
		if c := caseOf(t, s, 20); !c.CalledOff(22) || c.CalledOff(20) || c.CalledOff(21) || c.Latest().ID != 21 {
			t.Errorf("it is %+v", c)
		}
	})
	t.Run("with one request for news, as the mail that may have arrived", func(t *testing.T) {
		now := time.Date(2026, time.December, 9, 12, 0, 0, 0, time.UTC)
		mustRecover(t, s, now)
		mustDecide(t, s, now, byTheRules(now))
		var asked []rules.Reminder
		for _, r := range mustClaim(t, s, now, send) {
			if r.ApplicationID == 20 && r.Kind.IsRequest() {
				asked = append(asked, r)
			}
		}
		if len(asked) != 1 || asked[0].ID != 20 || asked[0].Message.ID != "<20@acme.test>" ||
			string(asked[0].Message.Bytes) != "a mail about the day" {
			t.Errorf("asked with %+v, want the bytes of reminder 20", asked)
		}
	})
}

// oldDatabase creates a database of the last schema before the first release. If size is not 0, the first interview
// has a text of that many bytes.
func oldDatabase(t *testing.T, path string, size int) {
	t.Helper()
	script, err := os.ReadFile("testdata/schema-9.sql")
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	if size > 0 {
		text = fmt.Sprintf("UPDATE interviews SET said = '%s' WHERE id = 1;", strings.Repeat("x", size))
	}
	makeDB(string(script)+text)(t, path)
}

// TestACopyIsMadeBeforeAMigration: the copy can replace the database.
func TestACopyIsMadeBeforeAMigration(t *testing.T) {
	suffix := fmt.Sprintf(".before-schema-%d", newestOf(embedded))
	versionOf := func(t *testing.T, path string) (version int) {
		t.Helper()
		db := openPool(path)
		defer db.Close()
		for query, to := range map[string]any{"PRAGMA user_version": &version, "PRAGMA integrity_check": new(string)} {
			if err := db.QueryRow(query).Scan(to); err != nil {
				t.Fatal(err)
			}
		}
		return version
	}
	t.Run("is next to the database, complete, and with the same permissions", func(t *testing.T) {
		notRoot(t)
		for dir, mode := range map[fs.FileMode]fs.FileMode{0o700: 0o600, os.ModeSetgid | 0o770: 0o660} {
			path := filepath.Join(t.TempDir(), "followup.db")
			chmod(t, filepath.Dir(path), dir)
			oldDatabase(t, path, 10)
			s := &Store{db: openPool(path), path: path}
			t.Cleanup(func() { s.db.Close() })
			if err := useWAL(t.Context(), s.db); err != nil {
				t.Fatal(err)
			}
			if _, err := s.db.Exec("UPDATE interviews SET company = 'in the log'"); err != nil { // not yet in the file
				t.Fatal(err)
			}
			if err := s.upgrade(t.Context(), embedded); err != nil {
				t.Fatal(err)
			}
			if s.Before() != path+suffix {
				t.Errorf("the copy is %q, want %s", s.Before(), path+suffix)
			}
			if info, err := os.Stat(s.Before()); err != nil || info.Mode().Perm() != mode {
				t.Errorf("its mode is %v (%v), want %v", info.Mode(), err, mode)
			}
			if v := versionOf(t, s.Before()); v != lastUnreleased {
				t.Errorf("its version is %d, want the old one", v)
			}
			if c := caseOf(t, openAt(t, s.Before()), 1); c.Company != "in the log" {
				t.Errorf("it has %+v", c)
			}
		}
	})
	t.Run("is made once, and not of a new or up-to-date database", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		oldDatabase(t, path, 10)
		for i, want := range []string{path + suffix, ""} {
			if before := openAt(t, path).Before(); before != want {
				t.Errorf("opened %d times, the copy is %q, want %q", i+1, before, want)
			}
		}
		if before := openAt(t, filepath.Join(t.TempDir(), "new.db")).Before(); before != "" {
			t.Errorf("the copy of a new one is %q", before)
		}
	})
	t.Run("does not overwrite a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		oldDatabase(t, path, 10)
		writeFile("somebody's")(t, path+suffix)
		if before := openAt(t, path).Before(); before != path+suffix+"-2" {
			t.Errorf("the copy is %q", before)
		}
		if text, err := os.ReadFile(path + suffix); err != nil || string(text) != "somebody's" {
			t.Errorf("what was there is %q (%v)", text, err)
		}
	})
	t.Run("is made by one of several processes that start together", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		oldDatabase(t, path, 10)
		runTogether(t, func() {}, "add", []string{path, "1"}, []string{path, "1"}, []string{path, "1"})
		copies, err := filepath.Glob(path + ".before-*")
		if err != nil || len(copies) != 1 || versionOf(t, copies[0]) != lastUnreleased {
			t.Errorf("there are %q (%v)", copies, err)
		}
	})
	t.Run("is removed if the migration fails, which changes nothing", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		oldDatabase(t, path, 10)
		s := &Store{db: openPool(path), path: path}
		defer s.db.Close()
		err := s.upgrade(t.Context(), fstest.MapFS{
			"0010_first.sql": {},
			"from-9.sql":     {Data: []byte("CREATE TABLE half (x);\n.read 0010_first.sql\nnonsense;")},
		})
		if err == nil || s.Before() != "" || versionOf(t, path) != lastUnreleased {
			t.Errorf("the error is %v, the copy %q, and the version %d", err, s.Before(), versionOf(t, path))
		}
		if names := namesIn(t, filepath.Dir(path)); len(names) != 1 {
			t.Errorf("left behind %q", names)
		}
	})
}

// TestNoMigrationWithoutACopy: without space for a copy the database stays as it is.
func TestNoMigrationWithoutACopy(t *testing.T) {
	onSmallDisk(t, func(disk string) {
		path, filler := filepath.Join(disk, "followup.db"), filepath.Join(disk, "filler")
		oldDatabase(t, path, 1<<20)
		fillUp(t, filler, 100) // enough for the log, but not for the copy
		s, err := Open(t.Context(), path)
		if err == nil {
			s.Close()
			t.Fatal("it was opened")
		}
		for _, want := range []string{"no space is left for " + path + "; free some on its disk",
			"must be copied before it is migrated"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("the error is %q, want it to say %q", err, want)
			}
		}
		db := openPool(path)
		defer db.Close()
		if version, err := schemaVersion(t.Context(), db); err != nil || version != lastUnreleased {
			t.Errorf("the version is %d (%v), want %d", version, err, lastUnreleased)
		}
		for _, name := range namesIn(t, disk) {
			if strings.Contains(name, "before") || strings.Contains(name, ".followup") {
				t.Errorf("left behind %s", name)
			}
		}
		os.Remove(filler)
		if before := openAt(t, path).Before(); before == "" {
			t.Error("there is no copy even with space")
		}
	})
}

// TestACopyIsWholeOrNotThere: whenever the program is killed, a copy is complete or does not exist.
func TestACopyIsWholeOrNotThere(t *testing.T) {
	t.Parallel()
	for range some(1, 2, 30) {
		dir := t.TempDir()
		path := filepath.Join(dir, "followup.db")
		oldDatabase(t, path, 8<<20)
		cmd := helper(t, "add", path, "1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		for begun := false; !begun; { // the copy
			select {
			case <-ended:
				begun = true
			default:
				half, err := filepath.Glob(filepath.Join(dir, ".followup-*.tmp"))
				begun = err != nil || len(half) > 0
			}
		}
		_ = cmd.Process.Kill()
		copies, err := filepath.Glob(path + ".before-*")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range copies {
			if iv := caseOf(t, openAt(t, name), 1).Interviews[0]; len(iv.Said) != 8<<20 {
				t.Errorf("%s has %d bytes of text", name, len(iv.Said))
			}
		}
		if iv := caseOf(t, openAt(t, path), 1).Interviews[0]; len(iv.Said) != 8<<20 {
			t.Errorf("the database has %d bytes of text", len(iv.Said))
		}
	}
}

func TestMigrate(t *testing.T) {
	names, err := fs.Glob(embedded, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	newest := newestOf(embedded)
	// and are the embedded scripts with further ones, which are named by how far they are beyond the newest.
	and := func(further map[int]string) fstest.MapFS {
		scripts := fstest.MapFS{}
		for _, name := range names {
			scripts[name] = &fstest.MapFile{} // is not run again
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

	t.Run("runs the scripts that a database lacks, in order", func(t *testing.T) {
		s := open(t)
		scripts := and(map[int]string{1: "CREATE TABLE more (x INTEGER) STRICT;",
			2: "ALTER TABLE more ADD COLUMN y TEXT;"})
		for range 2 { // nothing is run the second time
			if err := migrate(t.Context(), s.db, scripts, nil); err != nil {
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

	t.Run("rolls all of them back if one fails", func(t *testing.T) {
		s := open(t)
		scripts := and(map[int]string{1: "CREATE TABLE more (x INTEGER) STRICT;",
			2: "CREATE TABLE most (x INTEGER); nonsense;"})
		err := migrate(t.Context(), s.db, scripts, nil)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("to version %d", newest+2)) {
			t.Errorf("the error is %v, want it to name version %d", err, newest+2)
		}
		if v := version(t, s); v != newest {
			t.Errorf("the version is %d, want still %d", v, newest)
		}
		if _, err := s.db.Exec("SELECT * FROM more"); err == nil {
			t.Error("half of the migration remained")
		}
	})

	t.Run("refuses a gap in the numbers", func(t *testing.T) {
		s := open(t)
		err := migrate(t.Context(), s.db, and(map[int]string{2: "SELECT 1"}), nil)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("numbered %04d", newest+1)) {
			t.Errorf("the error is %v, want it to name the missing number %d", err, newest+1)
		}
	})

	t.Run("runs once if two start together", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		one, other := openAt(t, path), openAt(t, path)
		scripts := and(map[int]string{1: "CREATE TABLE more (x INTEGER) STRICT;",
			2: "CREATE TABLE most (x INTEGER) STRICT;"})
		failed := make(chan error)
		for _, s := range []*Store{one, other} {
			go func() { failed <- migrate(t.Context(), s.db, scripts, nil) }()
		}
		for range 2 {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
	})
}

// migrated9 returns a migrated database of schema 9 with some more rows.
func migrated9(t *testing.T, script string) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "followup.db")
	oldDatabase(t, path, 0)
	makeDB(script)(t, path)
	s := openAt(t, path)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	return s
}

// old inserts an interview of schema 9 with that number that begins some time after noon; set names further columns.
func old(id int, after time.Duration, set string) string {
	script := fmt.Sprintf(`INSERT INTO interviews (id, company, role, starts_at, duration, zone, interviewers,
			said, topic,
			fit, no_contact, created_at)
		VALUES (%d, 'Initech', 'Developer', %d, 3600, '', '[]', '', '', '', 0, 1794297600);`, id,
		noon.Add(after).Unix())
	if set != "" {
		script += fmt.Sprintf("UPDATE interviews SET %s WHERE id = %d;", set, id)
	}
	return script
}

// oldEvent inserts an event of an interview of schema 9, some time after noon.
func oldEvent(id, interview int, kind string, after time.Duration, next string) string {
	at := noon.Add(after).Unix()
	return fmt.Sprintf(`INSERT INTO events (id, interview_id, kind, at, recorded_at, note, recipient, round, heard_from,
			next, detail, batch)
		VALUES (%d, %d, '%s', %d, %d, '', '', 0, '', %s, '', %[1]d);`, id, interview, kind, at, at, next)
}

func TestMigrate9DecidesWhatItJoined(t *testing.T) {
	s := migrated9(t, old(10, 0, "")+old(11, time.Hour, "")+`INSERT INTO reminders
		(id, interview_id, kind, recipient, round, last_call, state, due_at, why, next_attempt_at)
		VALUES (10, 11, 'second-request', '', 1, 1, 'waiting', 1797066000, 'it was so', 1797066000);`)
	if at := nextCheck(t, s, 10); !at.Equal(longAgo) {
		t.Errorf("it is decided again at %s, want by the next pass: the note that waited was the last step", at)
	}
}

func TestMigrate9KeepsThatTheyAskedNotToBeContacted(t *testing.T) {
	if s := migrated9(t, old(10, 0, "no_contact = 1")+old(11, time.Hour, "")); !caseOf(t, s, 10).NoContact {
		t.Error("the first of two asked for no contact, and that is lost")
	}
}

// TestMigrate9JoinsOneDay: the day is that in the zone of the interviews.
func TestMigrate9JoinsOneDay(t *testing.T) {
	from := func(clock string) time.Duration { // in Los Angeles, as the time since noon in UTC
		at, err := time.Parse(time.RFC3339, "2026-12-02T"+clock+":00-08:00")
		if err != nil {
			t.Fatal(err)
		}
		return at.Sub(noon)
	}
	s := migrated9(t, old(10, from("15:00"), "")+old(11, from("16:30"), "")+old(12, from("16:30")+12*time.Hour, "")+
		old(13, from("16:30")+25*time.Hour, ""))
	for id, want := range map[int64]int64{10: 10, 11: 10, 12: 10, 13: 13} {
		if got := caseOf(t, s, id).ID; got != want {
			t.Errorf("interview %d belongs to application %d, want %d", id, got, want)
		}
	}
}

// TestMigrate9StopsWhatWasStopped: an open interview of the same application stays open.
func TestMigrate9StopsWhatWasStopped(t *testing.T) {
	for _, row := range []struct {
		name      string
		stopped   time.Duration // after the first interview
		open      bool          // whether the other was open
		want      rules.EventKind
		calledOff bool
		takenBack int
	}{
		{"a stopped interview that was ahead is cancelled", -time.Hour, true, "", true, 0},
		{"the stop of one that had begun is taken back", 2 * time.Hour, true, "", false, 1},
		{"a stop ends the application if no other is open", 2 * time.Hour, false, rules.Stopped, false, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			script := old(10, 0, "outcome = 'stopped'") + oldEvent(10, 10, "stopped", row.stopped, "NULL")
			if row.open {
				script += old(11, time.Hour, "next_check_at = 1797757200")
			} else {
				script += old(11, time.Hour, "outcome = 'stopped'") + oldEvent(11, 11, "stopped", row.stopped, "NULL")
			}
			s := migrated9(t, script)
			c := caseOf(t, s, 10)
			if c.Ending() != row.want || c.CalledOff(10) != row.calledOff || len(c.History.TakenBack) != row.takenBack {
				t.Errorf("the outcome is %q, cancelled %v, taken back %+v", c.Ending(), c.CalledOff(10),
					c.History.TakenBack)
			}
		})
	}
}

// Schema 9 marked a cancelled calendar event only by its text. A later version of the event restores the interview.
func TestMigrate9KeepsWhatTheCalendarCalledOff(t *testing.T) {
	s := migrated9(t, old(10, 0, "outcome = 'stopped'")+oldEvent(10, 10, "stopped", -time.Hour, "NULL")+
		"UPDATE events SET detail = 'the calendar event was called off';"+
		old(11, 0, "outcome = 'stopped'")+oldEvent(11, 11, "stopped", -time.Hour, "NULL"))
	for id, want := range map[int64]bool{10: true, 11: false} {
		c := caseOf(t, s, id)
		i := slices.IndexFunc(c.History.Events, func(e rules.Event) bool { return e.ID == id })
		if i < 0 || c.History.Events[i].FromCalendar != want {
			t.Errorf("the events of %d are %+v, want one from the calendar: %v", id, c.History.Events, want)
		}
	}
}

// TestMigrate9EndsWhatHadNoNextRound: nothing came after an invitation to an interview that was removed, and nothing
// does, even if the policy changes.
func TestMigrate9EndsWhatHadNoNextRound(t *testing.T) {
	now := noon.Add(30 * 24 * time.Hour)
	asks := func(t *testing.T, s *Store) bool {
		t.Helper()
		if err := s.Recheck(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		mustDecide(t, s, now, byTheRules(now))
		for _, r := range reminders(t, s, 30) {
			if r.Kind.IsRequest() {
				return true
			}
		}
		return false
	}
	invited := old(30, 0, "outcome = 'next-round'")
	t.Run("an undo takes it back", func(t *testing.T) {
		s := migrated9(t, invited+oldEvent(30, 30, "next-round", 2*time.Hour, "31"))
		if asks(t, s) {
			t.Error("it asks for news, although the next round was removed")
		}
		if taken, err := s.TakeBack(t.Context(), now, 30); err != nil || len(taken) != 1 ||
			taken[0].Detail != "the next round was removed" {
			t.Errorf("taken back is %+v (%v)", taken, err)
		}
		if !asks(t, s) {
			t.Error("it does not ask for news after that")
		}
	})
	for name, script := range map[string]string{
		"unless it waits for its date": old(30, 0, "") + oldEvent(30, 30, "next-round", 2*time.Hour, "NULL"),
		"unless another is open": invited + oldEvent(30, 30, "next-round", 2*time.Hour, "31") + old(32,
			time.Hour, ""),
	} {
		t.Run(name, func(t *testing.T) {
			if !asks(t, migrated9(t, script)) {
				t.Error("it does not ask for news")
			}
		})
	}
}
