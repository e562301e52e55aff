package store

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

// afterABackup returns a database that was backed up and then delivered one mail, was sending another, and got
// another interview.
func afterABackup(t *testing.T) (path, backup string, delivered, under rules.Reminder) {
	t.Helper()
	s := open(t)
	add(t, s, anInterview())
	add(t, s, anInterview())
	mustDecide(t, s, noon, thankEverybody)
	backup = filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	claimed := mustClaim(t, s, noon, send)
	mustSave(t, s, noon, outbox.After(claimed[0], outbox.Reply{Outcome: outbox.Accepted, Text: "250 ok"}, noon, ""))
	add(t, s, anInterview())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Path(), backup, claimed[0], claimed[1]
}

func restore(t *testing.T, path, backup string) (*Store, Restored) {
	t.Helper()
	done, err := Restore(t.Context(), path, backup, noon)
	if err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".followup-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("it left %v behind (%v)", left, err)
	}
	return openAt(t, path), done
}

func TestRestore(t *testing.T) {
	t.Run("what was sent since the backup is not sent again", func(t *testing.T) {
		path, backup, delivered, under := afterABackup(t)
		s, done := restore(t, path, backup)
		want := Restored{Interviews: 2, Kept: path + ".before-" + noon.Format("20060102-150405"), Known: true,
			SentSince: 2}
		if diff := cmp.Diff(want, done); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
		r := reminders(t, s, delivered.ApplicationID)[0]
		if r.State != rules.Delivered || r.Message.ID != delivered.Message.ID ||
			!cmp.Equal(r.Message.Drafts, delivered.Message.Drafts) {
			t.Errorf("the delivered one became %+v", r)
		}
		if lost := mustRecover(t, s, noon); len(lost) != 1 {
			t.Fatalf("recovered %v, want the one that was being sent", lost)
		}
		again := mustClaim(t, s, noon, send)
		if len(again) != 1 || string(again[0].Message.Bytes) != string(under.Message.Bytes) {
			t.Errorf("sent again is %+v, want the bytes of %+v", again, under)
		}
	})
	t.Run("of a claim, only the mail that may have been sent is sent as the same bytes", func(t *testing.T) {
		s := open(t)
		for range 3 {
			add(t, s, anInterview())
		}
		mustDecide(t, s, noon, thankEverybody)
		claimed := mustClaim(t, s, noon, send)
		backup := filepath.Join(t.TempDir(), "backup.db") // during the batch
		if err := s.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
		mustSave(t, s, noon, outbox.After(claimed[0], outbox.Reply{Outcome: outbox.Lost}, noon, ""))
		mustSave(t, s, noon, outbox.After(claimed[1], outbox.Reply{Outcome: outbox.ChannelFault}, noon, ""),
			outbox.After(claimed[2], outbox.Reply{Outcome: outbox.ChannelFault}, noon, ""))
		claimed = mustClaim(t, s, noon.Add(48*time.Hour), send) // the lost one comes last because it was tried before
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}

		s, done := restore(t, s.Path(), backup)
		if done.SentSince != 2 {
			t.Errorf("%d were sent or being sent, want the lost one and the first of the batch", done.SentSince)
		}
		if lost := mustRecover(t, s, noon); len(lost) != 1 || lost[0].ApplicationID != claimed[0].ApplicationID {
			t.Errorf("recovered %+v, want the first of the batch", lost)
		}
		want := map[int64]bool{claimed[0].ApplicationID: true, claimed[1].ApplicationID: false,
			claimed[2].ApplicationID: true}
		got := map[int64]bool{}
		for _, r := range mustClaim(t, s, noon.Add(48*time.Hour), send) {
			got[r.ApplicationID] = r.Uncertain
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("uncertain, by interview (-want +got):\n%s", diff)
		}
	})
	t.Run("a hook that was used up since does not come back", func(t *testing.T) {
		s := open(t)
		app := anApplication()
		app.Hook = "a new clinic"
		id := begun(t, s, app, anInterview())
		other := begun(t, s, app, anInterview())
		backup := backupOf(t, s)
		touch := rules.Step{Key: rules.Key{ApplicationID: id, Kind: rules.StayInTouch, Round: 1},
			To: []rules.Person{{}}, Due: noon, Hook: app.Hook}
		mustDecide(t, s, noon, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
			if c.ID == id {
				return rules.Decision{Steps: []rules.Step{touch}}, nil
			}
			return rules.Decision{}, nil
		})
		claimed := mustClaim(t, s, noon, func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
			v, err := send(c, rules.Pause{}, r)
			v.Message.Hook = app.Hook
			return v, err
		})
		mustSave(t, s, noon, outbox.After(claimed[0], outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s, _ = restore(t, s.Path(), backup)
		if hook := caseOf(t, s, id).Hook; hook != "" {
			t.Errorf("the hook is %q", hook)
		}
		if hook := caseOf(t, s, other).Hook; hook != app.Hook {
			t.Errorf("the hook of another application is %q", hook)
		}
	})
	t.Run("a note is taken over, but not a thank-you for an interview that is not in the backup", func(t *testing.T) {
		s := open(t)
		id := add(t, s, anInterview())
		key := rules.Key{ApplicationID: id, Kind: rules.UpdateRequest, Round: 1}
		ask := rules.Step{Key: key, To: []rules.Person{{}}, Due: noon}
		backup := backupOf(t, s)
		thank := step(id)
		thank.InterviewID = joined(t, s, id, anInterview())
		mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{thank, ask}}))
		claimed := mustClaim(t, s, noon, send)
		mustSave(t, s, noon, outbox.After(claimed[0], outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s, done := restore(t, s.Path(), backup)
		if done.SentSince != 1 {
			t.Errorf("%d were sent or being sent, want the request", done.SentSince)
		}
		mustRecover(t, s, noon)
		again := mustClaim(t, s, noon, send)
		if len(again) != 1 || again[0].Key != key ||
			string(again[0].Message.Bytes) != string(claimed[1].Message.Bytes) {
			t.Errorf("sent again is %+v, want the bytes of %+v", again, claimed[1])
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("the bytes of a mail stay with its interview, even if two have one Message-ID", func(t *testing.T) {
		s := open(t)
		id := add(t, s, anInterview())
		one, other := step(id), step(id)
		other.InterviewID = joined(t, s, id, tomorrow())
		backup := backupOf(t, s)
		mustDecide(t, s, noon, always(rules.Decision{Steps: []rules.Step{one, other}}))
		sameID := func(c rules.Case, _ rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
			v, err := send(c, rules.Pause{}, r)
			v.Message.ID = "<same@acme.test>"
			return v, err
		}
		want := map[int64]string{}
		for _, r := range mustClaim(t, s, noon, sameID) {
			want[r.InterviewID] = string(r.Message.Bytes)
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Lost}, noon, ""))
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s, _ = restore(t, s.Path(), backup)
		got := map[int64]string{}
		for _, r := range mustClaim(t, s, noon.Add(48*time.Hour), send) {
			got[r.InterviewID] = string(r.Message.Bytes)
		}
		if diff := cmp.Diff(want, got); diff != "" || len(want) != 2 {
			t.Errorf("sent again, by interview (-want +got):\n%s", diff)
		}
	})
	t.Run("no id is reused", func(t *testing.T) {
		path, backup, _, _ := afterABackup(t)
		s, _ := restore(t, path, backup)
		if id := add(t, s, anInterview()); id != 4 {
			t.Errorf("the next interview is number %d, want 4: there was a third", id)
		}
	})
	t.Run("the old database is kept, complete", func(t *testing.T) {
		path, backup, delivered, _ := afterABackup(t)
		_, done := restore(t, path, backup)
		old := openAt(t, done.Kept)
		if len(states(t, old, delivered.ApplicationID)) != 1 || old.Check(t.Context()) != nil {
			t.Error("it is not")
		}
	})
	t.Run("a damaged old database is kept too, and ids that it may have used are skipped", func(t *testing.T) {
		path, backup, _, _ := afterABackup(t)
		if err := os.WriteFile(path, []byte(strings.Repeat("rubbish ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
		s, done := restore(t, path, backup)
		if done.Known || done.Kept == "" {
			t.Errorf("restored %+v", done)
		}
		if id := add(t, s, anInterview()); id <= skippedIDs {
			t.Errorf("the next interview is number %d", id)
		}
		if text, err := os.ReadFile(done.Kept); err != nil || !strings.HasPrefix(string(text), "rubbish") {
			t.Errorf("%s has changed (%v)", done.Kept, err)
		}
	})
	t.Run("two restores within a second keep both old databases", func(t *testing.T) {
		path, backup, _, _ := afterABackup(t)
		var kept []string
		for range 3 {
			s, done := restore(t, path, backup)
			kept = append(kept, done.Kept)
			add(t, s, anInterview())
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		name := path + ".before-" + noon.Format("20060102-150405")
		if diff := cmp.Diff([]string{name, name + "-2", name + "-3"}, kept); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		for i, name := range kept {
			caseOf(t, openAt(t, name), int64(3+i)) // which is not in the backup
		}
	})
	t.Run("nor is the log of one that was kept within the same second overwritten", func(t *testing.T) {
		_, backup, _, _ := afterABackup(t)
		path := filepath.Join(t.TempDir(), "followup.db")
		name := path + ".before-" + noon.Format("20060102-150405")
		writeFile("the first")(t, name+"-wal")
		writeFile("the second")(t, path+"-wal")
		restore(t, path, backup)
		for log, want := range map[string]string{name + "-wal": "the first", name + "-2-wal": "the second"} {
			if text, err := os.ReadFile(log); err != nil || string(text) != want {
				t.Errorf("%s holds %q (%v), want %q", log, text, err, want)
			}
		}
	})
	t.Run("without an old database the backup is put in place", func(t *testing.T) {
		_, backup, _, _ := afterABackup(t)
		_, done := restore(t, filepath.Join(t.TempDir(), "followup.db"), backup)
		if done.Interviews != 2 || done.Kept != "" {
			t.Errorf("restored %+v", done)
		}
	})
	t.Run("the log of a missing database is not played into it", func(t *testing.T) {
		path, backup, _, _ := afterABackup(t)
		busy := openAt(t, path)
		add(t, busy, anInterview())
		log, err := os.ReadFile(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		lost := filepath.Join(t.TempDir(), "followup.db")
		if err := os.WriteFile(lost+"-wal", log, 0o600); err != nil {
			t.Fatal(err)
		}
		s, _ := restore(t, lost, backup)
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("a log that another program reads cannot be emptied, which is an error", func(t *testing.T) {
		s := open(t)
		reader, err := openAt(t, s.Path()).db.BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer reader.Rollback()
		var n int
		if err := reader.QueryRow("SELECT count(*) FROM interviews").Scan(&n); err != nil {
			t.Fatal(err)
		}
		add(t, s, anInterview())
		impatient(t, s)
		if err := s.emptyLog(t.Context()); err == nil || !strings.Contains(err.Error(), "another program uses it") {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("what was taken over is decided again", func(t *testing.T) {
		path, backup, delivered, _ := afterABackup(t)
		s, _ := restore(t, path, backup)
		if at := nextCheck(t, s, delivered.ApplicationID); !at.Equal(noon) {
			t.Errorf("the next check is %s, want now", at)
		}
	})
	t.Run("another installation's database does not tell what was sent", func(t *testing.T) {
		_, backup, _, _ := afterABackup(t)
		other := openAt(t, filepath.Join(t.TempDir(), "other.db"))
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		if _, done := restore(t, other.Path(), backup); done.Known {
			t.Errorf("restored %+v", done)
		}
	})
	t.Run("the log of a copy made with cp is played in", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		copied := filepath.Join(t.TempDir(), "copy.db")
		for _, suffix := range []string{"", "-wal"} {
			text, err := os.ReadFile(s.Path() + suffix)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(copied+suffix, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, done := restore(t, filepath.Join(t.TempDir(), "followup.db"), copied); done.Interviews != 1 {
			t.Errorf("restored %+v", done)
		}
	})
	for name, backup := range map[string]string{
		"is not there": "", "is empty": "\x00", "is rubbish": strings.Repeat("rubbish ", 1000),
	} {
		t.Run("a backup that "+name+" is refused, and nothing changes", func(t *testing.T) {
			path, _, _, _ := afterABackup(t)
			file := filepath.Join(t.TempDir(), "backup.db")
			if backup != "" {
				if err := os.WriteFile(file, []byte(strings.Trim(backup, "\x00")), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := Restore(t.Context(), path, file, time.Now()); err == nil {
				t.Fatal("it was restored")
			}
			s := openAt(t, path)
			for id := range int64(3) {
				caseOf(t, s, id+1)
			}
		})
	}
}
