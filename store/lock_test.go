package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

func init() { helpers["hold the lock"] = holdLock }

// holdLock takes the lock, notes two passes of which it writes only the first, prints a line, and holds the lock until
// it is killed. Arguments: the path of the database.
func holdLock(ctx context.Context, args []string) error {
	l, err := AcquireLock(args[0], noon)
	if err != nil {
		return err
	}
	for _, at := range []time.Time{noon.Add(time.Minute), noon.Add(2 * time.Minute)} {
		if err := l.Note(Passes{LastPass: at}); err != nil {
			return err
		}
	}
	fmt.Println("locked")
	time.Sleep(time.Minute) // it is killed long before that
	return l.Release()
}

func acquire(t *testing.T, dbPath string, now time.Time) *Lock {
	t.Helper()
	l, err := AcquireLock(dbPath, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Release() })
	return l
}

func TestLockOfAnotherProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	holder := helper(t, "hold the lock", path)
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}

	t.Run("is refused to a second process, which learns who has it", func(t *testing.T) {
		_, err := AcquireLock(path, noon.Add(time.Hour))
		var held *HeldError
		if !errors.As(err, &held) || held.PID != holder.Process.Pid || !held.Since.Equal(noon) {
			t.Fatalf("the error is %v, want a HeldError with pid %d", err, holder.Process.Pid)
		}
		want := fmt.Sprintf("another followup (pid %d, since 2026-12-01 12:00:00 UTC) runs on %s; stop it first",
			holder.Process.Pid, path)
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %q, want %q", err, want)
		}
	})
	t.Run("can be read", func(t *testing.T) {
		want := Holder{PID: holder.Process.Pid, Since: noon, Passes: Passes{LastPass: noon.Add(2 * time.Minute)}}
		got, held, err := ReadLock(path)
		if err != nil || !held {
			t.Errorf("held is %v (%v), want true", held, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the holder differs (-want +got):\n%s", diff)
		}
	})
	t.Run("is free after that process was killed, and the last pass that was written is known", func(t *testing.T) {
		if err := holder.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		holder.Wait()
		if _, held, err := ReadLock(path); held || err != nil {
			t.Errorf("held is %v (%v), want false", held, err)
		}
		l := acquire(t, path, noon.Add(time.Hour))
		if got := l.Passes().LastPass; !got.Equal(noon.Add(time.Minute)) {
			t.Errorf("the last pass was at %v, want %v", got, noon.Add(time.Minute))
		}
	})
}

func TestLock(t *testing.T) {
	t.Run("is a file of its own that only its owner can read", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		acquire(t, path, noon)
		if diff := cmp.Diff([]string{"followup.db.lock"}, namesIn(t, filepath.Dir(path))); diff != "" {
			t.Errorf("the files differ (-want +got):\n%s", diff)
		}
		if info, err := os.Stat(path + ".lock"); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("its mode is %v (%v), want 0600", info.Mode(), err)
		}
	})
	t.Run("is the same for every name of the database", func(t *testing.T) {
		s := open(t)
		link := filepath.Join(t.TempDir(), "link.db")
		if err := os.Symlink(s.Path(), link); err != nil {
			t.Fatal(err)
		}
		acquire(t, s.Path(), noon)
		if _, err := AcquireLock(link, noon); err == nil {
			t.Error("two hold the lock of one database")
		}
	})
	t.Run("can be taken again after it was released", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		if err := acquire(t, path, noon).Release(); err != nil {
			t.Fatal(err)
		}
		acquire(t, path, noon)
	})
	t.Run("is not held by reading it", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		acquire(t, path, noon).Release()
		ReadLock(path)
		acquire(t, path, noon).Release()

		look, mine := openFile(t, path+".lock"), openFile(t, path+".lock")
		if err := unix.Flock(int(look.Fd()), unix.LOCK_SH); err != nil { // during the attempt
			t.Fatal(err)
		}
		if err := flock(mine, func(time.Duration) { look.Close() }); err != nil {
			t.Errorf("it is not taken after the reading: %v", err)
		}
	})
	t.Run("is not waited for forever", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "followup.db")
		acquire(t, path, noon)
		var waited time.Duration
		err := flock(openFile(t, path+".lock"), func(d time.Duration) { waited += d })
		if !errors.Is(err, unix.EWOULDBLOCK) || waited > time.Second {
			t.Errorf("after %s it says %v", waited, err)
		}
	})
	t.Run("cannot be taken without a directory", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "gone", "followup.db")
		if _, err := AcquireLock(path, noon); err == nil || !strings.Contains(err.Error(), "check the path") {
			t.Errorf("the error is %v, want advice", err)
		}
		if _, held, err := ReadLock(path); held || err != nil {
			t.Errorf("held is %v (%v), want false", held, err)
		}
	})
}

func openFile(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() }) // may be the second time
	return f
}

// TestLastPass: whatever the file contains, the worst case is that the last pass is unknown.
func TestLastPass(t *testing.T) {
	written := func(lastPass string) string {
		return fmt.Sprintf(holderFormat, 7, formatStamp(noon), lastPass, formatStamp(noon), formatStamp(noon),
			maxFailure, "why")
	}
	full := written(formatStamp(noon))
	line, _, _ := strings.Cut(full, " failing ")
	for _, tt := range []struct {
		name, text string
		want       time.Time
	}{
		{"complete", full, noon},
		{"nothing", "", time.Time{}},
		{"no pass yet", written("-"), time.Time{}},
		{"torn", line[:len(line)-45], time.Time{}},
		{"cut off within the failure", full[:len(full)-45], noon},
		{"from an earlier version", line + "\n", noon},
		{"garbage", strings.Repeat("\x00\xff", 500), time.Time{}},
		{"followed by garbage", full + "garbage", noon},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "followup.db")
			writeFile(tt.text)(t, path+".lock")
			l := acquire(t, path, noon.Add(time.Hour))
			if got := l.Passes().LastPass; !got.Equal(tt.want) {
				t.Errorf("the last pass was at %v, want %v", got, tt.want)
			}
			if err := l.Note(Passes{LastPass: noon.Add(2 * time.Hour)}); err != nil {
				t.Fatal(err)
			}
			if h, _, err := ReadLock(path); err != nil || !h.LastPass.Equal(noon.Add(2*time.Hour)) {
				t.Errorf("after another pass it reads %v (%v)", h.LastPass, err)
			}
		})
	}
}

// TestNote: a note outlives the process, whatever the text of the failure, and a success removes it.
func TestNote(t *testing.T) {
	failing := Passes{LastPass: noon, Doubted: noon.Add(time.Minute), Failing: noon.Add(time.Hour)}
	for _, tt := range []struct{ name, failure, want string }{
		{"a failure", "decide: no space is left", "decide: no space is left"},
		{"none", "", ""},
		{"a stack trace", "panic: oops\n\ngoroutine 1", "panic: oops"},
		{"control characters", "a\x1b[31m\tb\xff", "a [31m b?"},
		{"a long failure", strings.Repeat("ü", 300), strings.Repeat("ü", 98) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "followup.db")
			l := acquire(t, path, noon)
			size := fileSize(t, path+".lock")
			want := failing
			want.Failure = tt.failure
			if err := l.Note(want); err != nil {
				t.Fatal(err)
			}
			if err := l.Release(); err != nil {
				t.Fatal(err)
			}
			if got := fileSize(t, path+".lock"); got != size {
				t.Errorf("the file has %d bytes, and had %d", got, size)
			}
			l = acquire(t, path, noon.Add(time.Hour))
			want.Failure = tt.want
			if diff := cmp.Diff(want, l.Passes()); diff != "" {
				t.Errorf("what was noted differs (-want +got):\n%s", diff)
			}
			want = Passes{LastPass: noon.Add(2 * time.Hour)}
			if err := l.Note(want); err != nil {
				t.Fatal(err)
			}
			if h, _, err := ReadLock(path); err != nil || h.Passes != want {
				t.Errorf("after a success it says %+v (%v)", h.Passes, err)
			}
		})
	}
}

// TestPassesLikeThoseBefore: they are seen and not written, at most for an hour. What is new is written.
func TestPassesLikeThoseBefore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	l := acquire(t, path, noon)
	for _, step := range []struct {
		name   string
		passes Passes
		writes bool
	}{
		{"the first pass", Passes{LastPass: noon}, true},
		{"the next second", Passes{LastPass: noon.Add(time.Second)}, false},
		{"the next minute", Passes{LastPass: noon.Add(time.Minute)}, false},
		{"after 59 minutes", Passes{LastPass: noon.Add(59 * time.Minute)}, false},
		{"after an hour", Passes{LastPass: noon.Add(time.Hour)}, true},
		{"a failure", Passes{LastPass: noon.Add(time.Hour), Failing: noon, Failure: "x"}, true},
		{"the same again", Passes{LastPass: noon.Add(time.Hour), Failing: noon, Failure: "x"}, false},
		{"a success", Passes{LastPass: noon.Add(61 * time.Minute)}, true},
		{"a clock set back", Passes{LastPass: noon.Add(60 * time.Minute)}, true},
		{"and on", Passes{LastPass: noon.Add(62 * time.Minute)}, false},
	} {
		before, err := os.ReadFile(path + ".lock")
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Note(step.passes); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(path + ".lock")
		if err != nil || (string(before) != string(after)) != step.writes {
			t.Errorf("%s: it says %q (%v) after %q", step.name, after, err, before)
		}
		if h, _, err := ReadLock(path); err != nil || h.Passes != step.passes {
			t.Errorf("%s: it reads as %+v (%v)", step.name, h.Passes, err)
		}
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if h, held, err := ReadLock(path); err != nil || held || !h.LastPass.Equal(noon.Add(62*time.Minute)) {
		t.Errorf("after a stop it reads as %+v (held %v, %v)", h, held, err)
	}
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// TestNoteOnAFullDisk: a note can be made on a full disk, in the space that the lock file has.
func TestNoteOnAFullDisk(t *testing.T) {
	onSmallDisk(t, func(disk string) {
		path := filepath.Join(disk, "followup.db")
		l := acquire(t, path, noon)
		fillUp(t, filepath.Join(disk, "filler"), 0)
		if err := os.WriteFile(filepath.Join(disk, "more"), []byte("x"), 0o600); err == nil {
			t.Fatal("the disk is not full")
		}
		want := Passes{Failing: noon, Failure: strings.Repeat("no space ", 20)}
		if err := l.Note(want); err != nil {
			t.Fatal(err)
		}
		if h, _, err := ReadLock(path); err != nil || h.Failure != strings.TrimSpace(want.Failure) {
			t.Errorf("it reads %+v (%v)", h, err)
		}
	})
}

// TestLockOfAContainer: a daemon that is alone in its container is process 1, which nobody is told to kill.
func TestLockOfAContainer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	l := acquire(t, path, noon)
	l.holder.PID = firstPID
	if err := l.write(); err != nil {
		t.Fatal(err)
	}
	if h, held, err := ReadLock(path); err != nil || !held || h.PID != firstPID {
		t.Errorf("the holder is %d, held is %v (%v), want process %d", h.PID, held, err, firstPID)
	}
	want := fmt.Sprintf("another followup (since 2026-12-01 12:00:00 UTC) runs on %s in a container; stop that first",
		path)
	if _, err := AcquireLock(path, noon); err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %q", err, want)
	}
}

// TestLockWithoutAName: the holder has the lock a moment before its pid is in the file, which until then has the
// previous holder's.
func TestLockWithoutAName(t *testing.T) {
	dead := exec.Command("true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		why   string
		named bool // whether the pid is written in time
		want  int
	}{
		{"the pid is written in time", true, os.Getpid()},
		{"no pid is better than that of a process that has ended", false, 0},
	} {
		t.Run(row.why, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "followup.db")
			l := acquire(t, path, noon)
			l.holder.PID = dead.Process.Pid
			if err := l.write(); err != nil {
				t.Fatal(err)
			}
			written := make(chan struct{})
			if row.named {
				time.AfterFunc(200*time.Millisecond, func() {
					defer close(written)
					l.holder.PID = os.Getpid()
					_ = l.write() // otherwise the pid stays unknown
				})
			} else {
				close(written)
			}
			_, err := AcquireLock(path, noon)
			<-written // the lock is released when the test ends
			var held *HeldError
			if !errors.As(err, &held) || held.PID != row.want {
				t.Errorf("the error is %v, want a HeldError with pid %d", err, row.want)
			}
		})
	}
}

// TestSignsOfLife: when the last pass began and when the mailbox was last seen are shown beside each other, whatever
// the clock says, and neither writes a byte. They end with the lock.
func TestSignsOfLife(t *testing.T) {
	path := filepath.Join(t.TempDir(), "followup.db")
	l := acquire(t, path, noon)
	if err := l.Note(Passes{LastPass: noon}); err != nil {
		t.Fatal(err)
	}
	before := fileSize(t, path+".lock")
	for _, seen := range []time.Time{
		noon.Add(-time.Hour), noon, noon.Add(time.Second), time.Unix(1, 0).UTC(),
		time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), {},
	} {
		if !l.ShowSeen(seen) {
			t.Fatal("it is not visible here")
		}
		if h, _, err := ReadLock(path); err != nil || !h.Seen.Equal(seen) || !h.LastPass.Equal(noon) {
			t.Errorf("it reads as seen %v, last pass %v (%v); want %v and %v", h.Seen, h.LastPass, err, seen, noon)
		}
	}
	l.ShowSeen(noon)
	if after := fileSize(t, path+".lock"); after != before {
		t.Errorf("the file grew from %d to %d bytes", before, after)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
	if h, _, err := ReadLock(path); err != nil || !h.Seen.IsZero() {
		t.Errorf("after the end it reads as seen %v (%v)", h.Seen, err)
	}
}
