package store

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// holdWriteLock takes the write lock, prints a line, and holds the lock for a while. Arguments: the path, how long.
func holdWriteLock(ctx context.Context, args []string) error {
	d, err := time.ParseDuration(args[1])
	if err != nil {
		return err
	}
	s, err := Open(ctx, args[0])
	if err != nil {
		return err
	}
	err = s.write(ctx, "holding the lock", func(*transaction) error {
		fmt.Println("locked")
		time.Sleep(d)
		return nil
	})
	if err != nil {
		return err
	}
	return s.Close()
}

func init() { helpers["hold the write lock"] = holdWriteLock }

// whileLocked calls a function while another process holds the write lock.
func whileLocked(t *testing.T, s *Store, d time.Duration, do func()) {
	t.Helper()
	cmd := helper(t, "hold the write lock", s.Path(), d.String())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "locked\n" {
		t.Fatalf("the other process says %q (%v)", line, err)
	}
	do()
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// TestLockedForSeconds: if another program holds the write lock for less than ten seconds, writers wait.
func TestLockedForSeconds(t *testing.T) {
	t.Parallel()
	lock := 3 * time.Second
	if long() {
		// A longer lock could leave four writers on a busy machine too little of their ten seconds.
		lock = 6 * time.Second
	}
	s := open(t)
	whileLocked(t, s, lock, func() {
		begun := time.Now()
		args := []string{s.Path(), "2"}
		runTogether(t, func() {}, "add", args, args, args, args)
		t.Logf("four writers were done %.1f s after the lock of %v was found", time.Since(begun).Seconds(), lock)
	})
	if cases, err := s.List(t.Context(), ListOptions{}); err != nil || len(cases) != 8 {
		t.Errorf("found %d interviews (%v), want the 8 that were added", len(cases), err)
	}
}

// TestLockedForAMinute: a pass that cannot write says what to do and sends nothing, and the next one that can write
// continues. With FOLLOWUP_LONG it waits for the lock as long as the daemon does.
func TestLockedForAMinute(t *testing.T) {
	t.Parallel()
	s := open(t)
	lock := time.Second
	if long() {
		lock = time.Minute
	} else {
		impatient(t, s)
	}
	iv := anInterview()
	iv.Interviewers = []rules.Person{{Name: "Jo", Email: "jo@acme.test"}}
	add(t, s, iv)
	post := newCourier(t, s.Path())
	now := noon.Add(2 * time.Hour)
	pass := passOver(s, post, &now)
	whileLocked(t, s, lock, func() {
		begun := time.Now()
		_, err := pass.Run(t.Context())
		if err == nil || !strings.Contains(err.Error(),
			"stayed locked by another program for 10 seconds; try again, or see who holds it") {
			t.Errorf("the pass says %v", err)
		}
		t.Logf("the pass gave up after %.1f s of a lock of %v", time.Since(begun).Seconds(), lock)
	})
	if len(post.times) != 0 {
		t.Errorf("sent %v, which could not be stored", post.times)
	}
	for range 3 {
		now = now.Add(time.Minute)
		if _, err := pass.Run(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if n := post.times["<1.thank-you.false.1@acme.test>"]; n != 1 || len(post.times) != 1 {
		t.Errorf("sent %v, want the thank-you once", post.times)
	}
}
