package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRootLeavesNothingBehind: what root does to the database of a service, its user can go on with. It needs root to be
// tried, and a user "nobody".
func TestRootLeavesNothingBehind(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can become somebody else")
	}
	const nobody = 65534
	program := buildProgram(t)
	dir := t.TempDir()
	state := filepath.Join(dir, "state")
	for _, err := range []error{os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o755), os.Mkdir(state, 0o700), os.Chown(state, nobody, nobody)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	db := filepath.Join(state, "followup.db")
	followup := func(args ...string) (string, error) {
		cmd := exec.Command(program, append(args, "--db", db)...)
		cmd.Dir, cmd.Env = "/", append(os.Environ(), "HOME="+dir, "FOLLOWUP_CONFIG=")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	for _, args := range [][]string{
		{"add", "--company", "Acme", "--role", "engineer", "--at", "yesterday 14:00"}, {"edit", "1", "--topic", "queues"}, {"list"},
		{"heard", "1", "undecided"}, {"undo", "1"}, {"backup", filepath.Join(state, "copy.db")}, {"restore", filepath.Join(state, "copy.db"), "--yes"},
		{"list", "--all"},
	} {
		if out, err := followup(args...); err != nil {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
	err := filepath.WalkDir(state, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if uid, gid, err := ownerOf(path); err != nil || uid != nobody || gid != nobody {
			t.Errorf("%s belongs to %d:%d (%v)", path, uid, gid, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	out, err := followup("backup", filepath.Join(dir, "copy.db"))
	if err == nil || !strings.Contains(out, "this command acts as") {
		t.Errorf("a backup to where only root may write: %v\n%s", err, out)
	}
}
