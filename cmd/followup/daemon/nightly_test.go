package daemon

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// TestNightly checks that each day's first pass makes a backup, that the latest are kept, and that no other file
// changes.
func TestNightly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "[odd] *", "followup.db")
	st, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	cfg := config.Default()
	cfg.Store.Path, cfg.Store.BackupKeep = path, 3
	var log bytes.Buffer
	pass := &scheduler.Pass{Policy: rules.DefaultPolicy(time.UTC), Log: slog.New(slog.NewTextHandler(&log, nil))}
	n := &nightly{Daemon: &Daemon{cfg: cfg, pass: pass, store: st}}
	kept := func() (names []string) {
		t.Helper()
		entries, err := os.ReadDir(backupDir(cfg.Store.Path))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}

	// A backup from a clock that was ahead does not count, and an unfinished backup is removed.
	for _, name := range []string{"followup-2099-01-01.db", ".followup-123.tmp"} {
		err := errors.Join(os.MkdirAll(backupDir(cfg.Store.Path), 0o700),
			os.WriteFile(filepath.Join(backupDir(cfg.Store.Path), name), nil, 0o600))
		if err != nil {
			t.Fatal(err)
		}
	}
	day := time.Date(2026, 12, 1, 0, 0, 30, 0, time.UTC)
	for range 5 {
		for _, minutes := range []int{0, 1, 600} {
			n.backUp(t.Context(), day.Add(time.Duration(minutes)*time.Minute))
		}
		day = day.AddDate(0, 0, 1)
	}
	want := []string{"followup-2026-12-03.db", "followup-2026-12-04.db", "followup-2026-12-05.db",
		"followup-2099-01-01.db"}
	if !slices.Equal(kept(), want) {
		t.Errorf("kept are %v, want %v", kept(), want)
	}
	restored, err := store.Open(t.Context(), filepath.Join(backupDir(cfg.Store.Path), "followup-2026-12-05.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := restored.Check(t.Context()); err != nil || restored.InstallID() != st.InstallID() {
		t.Errorf("the backup is not one: %v", err)
	}
	if err := restored.Close(); err != nil {
		t.Fatal(err)
	}

	// After a restart on the same day the backup exists. A file with another name stays.
	mine := filepath.Join(backupDir(cfg.Store.Path), "before the move.db")
	if err := os.WriteFile(mine, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	n = &nightly{Daemon: n.Daemon}
	n.backUp(t.Context(), day.AddDate(0, 0, -1))
	// with or without a log left by looking into one
	if names := kept(); len(names) != 5 && len(names) != 7 || log.Len() > 0 {
		t.Errorf("kept are %v; the log says %s", names, &log)
	}

	// A failure is logged, and tried again after an hour, not every minute.
	cfg.Store.Path = filepath.Join(mine, "followup.db")
	for minutes := range 61 {
		n.backUp(t.Context(), day.Add(time.Duration(minutes)*time.Minute))
	}
	if told := strings.Count(log.String(), "the nightly backup failed"); told != 2 {
		t.Errorf("a failure is told %d times in an hour, want twice:\n%s", told, &log)
	}

	// One that the end of the daemon interrupts is no failure: it is made when the daemon starts again.
	cfg.Store.Path = path
	log.Reset()
	n = &nightly{Daemon: n.Daemon}
	if made := n.backUp(&ending{Context: t.Context()}, day.AddDate(0, 0, 8)); made || log.Len() > 0 {
		t.Errorf("made: %v; the log says %s", made, &log)
	}

	// With backup_keep = 0, none is made.
	n = &nightly{Daemon: n.Daemon}
	cfg.Store.BackupKeep, cfg.Store.Path = 0, path
	n.backUp(t.Context(), day.AddDate(0, 0, 9))
	if slices.Contains(kept(), "followup-2026-12-15.db") {
		t.Error("one was made")
	}
}

// An ending context ends right after it was asked whether it has.
type ending struct {
	context.Context
	asked bool
}

func (c *ending) Err() error {
	if !c.asked {
		c.asked = true
		return nil
	}
	return context.Canceled
}

func (c *ending) Done() <-chan struct{} {
	ended := make(chan struct{})
	close(ended)
	return ended
}
