package store

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestPassesLeaveNothingBehind: a daemon makes a million passes in two years without using more memory or files. With
// FOLLOWUP_LONG=1 the test makes the million.
func TestPassesLeaveNothingBehind(t *testing.T) { // not parallel: other tests need memory too
	passes := some(2000, 20_000, 1_000_000)
	s := open(t)
	addMany(t, s, 1000)
	now := noon
	post := newCourier(t, s.Path())
	pass := passOver(s, post, &now)
	makePasses := func(n int) {
		for range n {
			now = now.Add(time.Minute / 100) // nothing becomes due
			if sum, err := pass.Run(t.Context()); err != nil || sum.Checked > 0 {
				t.Fatalf("checked %d applications (%v), want none to be due", sum.Checked, err)
			}
		}
	}
	begun := time.Now()
	makePasses(passes / 10)
	early := needed(t)
	makePasses(passes - passes/10)
	if racing { // the detector's memory grows
		early.resident = math.MaxInt
	}
	// The margin is for pools that fill up; 60 bytes left behind by each pass exceed it. On a busy machine memory may
	// be freed a moment later, so the test waits.
	grown := func(n needs) bool {
		return n.heap > early.heap+1<<20 || n.resident-8<<20 > early.resident ||
			n.files > early.files || n.goroutines > early.goroutines
	}
	late := needed(t)
	for deadline := time.Now().Add(time.Minute); grown(late) && time.Now().Before(deadline); late = needed(t) {
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("%d passes of %v each; in use after a tenth: %+v; at the end: %+v", passes,
		time.Since(begun)/time.Duration(passes), early, late)
	if grown(late) {
		t.Error("more is in use at the end")
	}
}

// addMany adds applications with nothing due before next year.
func addMany(t *testing.T, s *Store, n int) {
	t.Helper()
	_, err := s.db.Exec(`
		WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
		INSERT INTO applications (id, company, role, fit, hook, no_contact, created_at, latest_start, next_check_at)
		SELECT n, 'Acme ' || n, 'Engineer', '', '', 0, ?2, ?2 + n, ?2 + 365 * 86400 FROM numbers;
		INSERT INTO interviews (id, application_id, starts_at, duration, zone, said, topic, created_at)
		SELECT id, id, latest_start, 3600, '', '', '', created_at FROM applications`,
		n, noon.Unix())
	if err != nil {
		t.Fatal(err)
	}
}

// needs are the resources in use by this process. resident is in bytes and excludes pages of files.
type needs struct{ heap, resident, files, goroutines int }

func needed(t *testing.T) (n needs) {
	t.Helper()
	debug.FreeOSMemory()
	debug.FreeOSMemory() // frees what the first call finalised
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("needs /proc:", err)
	}
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var size, resident, shared int // pages
	if _, err := fmt.Sscan(string(statm), &size, &resident, &shared); err != nil {
		t.Fatal(err)
	}
	return needs{int(m.HeapAlloc), (resident - shared) * os.Getpagesize(), len(files), runtime.NumGoroutine()}
}
