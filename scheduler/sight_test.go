package scheduler_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// contents returns what the files of the world's database hold.
func (w *world) contents() string {
	w.t.Helper()
	paths, err := filepath.Glob(w.store.Path() + "*")
	if err != nil {
		w.t.Fatal(err)
	}
	var all strings.Builder
	for _, path := range paths {
		if strings.HasSuffix(path, "-shm") {
			continue // it is memory
		}
		text, err := os.ReadFile(path)
		if err != nil {
			w.t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func (w *world) mailboxWatch() outbox.Watch {
	w.t.Helper()
	watch, err := w.store.Watch(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return watch
}

// TestALookWithoutNews writes nothing, at most for an hour: when the mailbox was seen is only shown. What is new is
// written, and so are a failure and its end, with when the mailbox was really seen before.
func TestALookWithoutNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, b, l, _ := looking(t)
		visible, shown := true, time.Time{}
		l.Shown = func(t time.Time) bool { shown = t; return visible }
		begun := time.Now()
		for _, step := range []struct {
			name   string
			at     time.Duration
			change func()
			writes bool
			seen   time.Duration // as the database has it
		}{
			{"the first look", 0, func() {}, true, 0},
			{"five minutes later", 5 * time.Minute, func() {}, false, 0},
			{"a mail that means nothing", 10 * time.Minute, func() { writes(b, "shop@shop.test", "Buy!") }, true,
				10 * time.Minute},
			{"nothing since", 15 * time.Minute, func() {}, false, 10 * time.Minute},
			{"nothing in 59 minutes", 69 * time.Minute, func() {}, false, 10 * time.Minute},
			{"nothing in an hour", 70 * time.Minute, func() {}, true, 70 * time.Minute},
			{"nothing again", 75 * time.Minute, func() {}, false, 70 * time.Minute},
			{"a failure", 80 * time.Minute, func() { b.fails = errors.New("away") }, true, 75 * time.Minute},
			{"its end", 160 * time.Minute, func() { b.fails = nil }, true, 160 * time.Minute},
			{"nothing after it", 165 * time.Minute, func() {}, false, 160 * time.Minute},
			{"a folder anew", 170 * time.Minute, func() { b.folder(rules.FolderInbox).uidValidity++ }, true,
				170 * time.Minute},
			{"a file system without such locks", 175 * time.Minute, func() { visible = false }, true,
				175 * time.Minute},
		} {
			sleep(time.Until(begun.Add(step.at)))
			step.change()
			before := w.contents()
			mustLook(t, l)
			if got := w.contents() != before; got != step.writes {
				t.Errorf("%s: writes is %v, want %v", step.name, got, step.writes)
			}
			if got := w.mailboxWatch().Seen.Sub(begun); got != step.seen {
				t.Errorf("%s: the database says that it was seen after %s, want %s", step.name, got, step.seen)
			}
			if got := shown.Sub(begun); visible && b.fails == nil && !step.writes && got != step.at {
				t.Errorf("%s: after %s is shown, want %s", step.name, got, step.at)
			}
		}
	})
}

// TestTheEndRecordsWhatWasShown: a daemon that ends leaves when the mailbox was last seen in the database, and one that
// is killed leaves what is at most an hour older.
func TestTheEndRecordsWhatWasShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _, l, _ := looking(t)
		var shown time.Time
		l.Shown = func(t time.Time) bool { shown = t; return true }
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		begun := time.Now()
		go func() { defer close(ended); l.Run(ctx) }()
		sleep(59*time.Minute + 30*time.Second)
		if got := w.mailboxWatch().Seen.Sub(begun); got != 0 {
			t.Errorf("after a kill the database says that it was seen after %s, want the first look", got)
		}
		if got := shown.Sub(begun); got != 55*time.Minute {
			t.Errorf("others see that it was seen after %s, want the last look", got)
		}
		stop()
		<-ended
		if got := w.mailboxWatch().Seen.Sub(begun); got != 55*time.Minute {
			t.Errorf("after the end the database says that it was seen after %s, want the last look", got)
		}
		if !shown.IsZero() {
			t.Error("it is still shown that it looks")
		}
	})
}
