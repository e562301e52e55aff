package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

func TestBackup(t *testing.T) {
	s, r := claimedOne(t)
	mustRecord(t, s, noon, rules.Event{ApplicationID: r.ApplicationID, Kind: rules.Undecided, At: noon})
	to := filepath.Join(t.TempDir(), "it's a copy?.db")
	if err := s.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}

	t.Run("is complete and readable by its owner only", func(t *testing.T) {
		info, err := os.Stat(to)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the mode is %v (%v), want 0600", info.Mode(), err)
		}
		if names := namesIn(t, filepath.Dir(to)); len(names) != 1 {
			t.Errorf("left behind %q", names)
		}
	})
	t.Run("can replace the database", func(t *testing.T) {
		restored := openAt(t, to)
		if restored.InstallID() != s.InstallID() {
			t.Error("the install id, from which Message-IDs are made, changed")
		}
		if diff := cmp.Diff(caseOf(t, s, r.ApplicationID), caseOf(t, restored, r.ApplicationID)); diff != "" {
			t.Errorf("the copy differs (-original +copy):\n%s", diff)
		}
		mustRecover(t, restored, noon)
		if again := mustClaim(t, restored, noon, send); len(again) != 1 ||
			string(again[0].Message.Bytes) != string(r.Message.Bytes) {
			t.Error("the bytes of the message are not in the copy")
		}
	})
	for name, target := range map[string]string{"a file": to, "the database itself": s.Path(),
		"a directory": t.TempDir()} {
		t.Run("does not overwrite "+name, func(t *testing.T) {
			err := s.Backup(t.Context(), target)
			if err == nil || !strings.Contains(err.Error(), "already exists and was not changed; name a new file") {
				t.Errorf("the error is %v", err)
			}
		})
	}
	t.Run("leaves nothing behind when it fails", func(t *testing.T) {
		dir := t.TempDir()
		s := open(t)
		s.Close()
		if err := s.Backup(t.Context(), filepath.Join(dir, "copy.db")); err == nil {
			t.Fatal("a closed database was copied")
		}
		if names := namesIn(t, dir); len(names) != 0 {
			t.Errorf("left behind %q", names)
		}
	})
}
