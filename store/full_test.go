package store

import (
	"database/sql/driver"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"modernc.org/sqlite"

	"followup/rules"
)

// A fullDay is a day on which the disk fills up. Three interviews ended at noon; the mail server is down at first, then
// back; an answer is heard, and something is told by mail. A step that fails on the full disk is repeated, as the
// daemon's next tick or the user would.
type fullDay struct {
	*testing.T
	s     *Store
	post  *courier
	now   time.Time
	fails int    // how many steps failed on the full disk
	free  func() // frees the space
}

// live runs the day. Wherever the disk was full, each mail came once, none was sent before it was on disk, and the user
// only had to make space.
func (d *fullDay) live() {
	d.Helper()
	d.now = noon.Add(2 * time.Hour)
	d.post = newCourier(d.T, d.s.Path())
	d.post.fault = true
	pass := passOver(d.s, d.post, &d.now)
	makePass := func() error { _, err := pass.Run(d.Context()); return err }
	for i := range 3 {
		iv := anInterview()
		iv.Interviewers = []rules.Person{{Name: fmt.Sprintf("Jo %d", i), Email: fmt.Sprintf("jo%d@acme.test", i)}}
		d.step("add", func() error { _, err := d.s.Begin(d.Context(), anApplication(), iv, d.now); return err })
	}
	d.step("the first pass", makePass)
	d.step("the second pass", makePass)
	d.step("heard", func() error {
		return d.s.Record(d.Context(), d.now, rules.Event{ApplicationID: 1, Kind: rules.Undecided, At: d.now})
	})
	d.step("told by mail", func() error {
		return d.s.Telling(d.Context(), d.now, func(w *Telling) error {
			return w.Notify(rules.Message{ID: "<told@acme.test>", Bytes: []byte("Noted.")})
		})
	})
	d.step("the third pass", makePass)
	d.step("one pass more", makePass)

	want := map[string]int{
		"<1.thank-you.false.1@acme.test>": 1, "<2.thank-you.false.1@acme.test>": 1,
		"<3.thank-you.false.1@acme.test>": 1, "<1.undecided-reply.false.1@acme.test>": 1,
		"<told@acme.test>": 1,
	}
	if diff := cmp.Diff(want, d.post.times); diff != "" {
		d.Errorf("what was delivered differs (-want +got):\n%s", diff)
	}
	wantConsistent(d.T, d.s)
	cases, err := d.s.List(d.Context(), ListOptions{})
	if err != nil || len(cases) != 3 {
		d.Errorf("there are %d interviews (%v), want 3", len(cases), err)
	}
	for _, c := range cases {
		for _, r := range c.History.Reminders {
			if r.State != rules.Delivered {
				d.Errorf("%v is %s", r.Key, r.State)
			}
		}
	}
}

// step repeats do until it works. After two failures it makes space.
func (d *fullDay) step(name string, do func() error) {
	d.Helper()
	for try := 1; ; try++ {
		d.now = d.now.Add(2 * time.Minute)
		err := do()
		if err == nil {
			return
		}
		d.fails++
		if !strings.Contains(err.Error(), "no space is left for "+d.s.Path()+"; free some on its disk") {
			d.Errorf("%s: the error is %q, want advice", name, err)
		}
		if try == 2 {
			d.free()
		}
		if try == 4 {
			d.Fatalf("%s: it does not continue: %v", name, err)
		}
	}
}

// rowsUntilFull makes writes fail after a number of rows, as on a full disk.
var rowsUntilFull struct {
	written, room int
	short         int // for how many rows the disk stays full
}

func init() {
	sqlite.MustRegisterScalarFunction("disk_is_full", 0,
		func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
			f := &rowsUntilFull
			f.written++
			return f.written > f.room && f.written <= f.room+f.short, nil
		})
}

// fillAtRow makes writes fail after room rows (for short rows) with SQLite's own error: a trigger adds a row for which
// the database has no page.
func fillAtRow(t *testing.T, s *Store, room, short int) {
	t.Helper()
	rowsUntilFull.written, rowsUntilFull.room, rowsUntilFull.short = 0, room, short
	script := `CREATE TABLE filler (x); PRAGMA max_page_count = 500; PRAGMA synchronous = off;` // off for speed
	for _, table := range []string{"persons", "applications", "interviews", "interviewers", "events", "reminders",
		"drafts", "messages", "notices", "channel"} {
		for _, change := range []string{"INSERT", "UPDATE", "DELETE"} {
			script += fmt.Sprintf(`CREATE TEMP TRIGGER full_%s_%s BEFORE %s ON main.%s WHEN disk_is_full()
				BEGIN INSERT INTO filler VALUES (zeroblob(4000000)); END;`, table, change, change, table)
		}
	}
	if _, err := s.db.Exec(script); err != nil {
		t.Fatal(err)
	}
}

// TestFullDiskAtEachWrite: wherever a pass or a command runs out of disk space, nothing is sent that could not be
// stored, and all continues when there is space again.
func TestFullDiskAtEachWrite(t *testing.T) {
	t.Parallel()
	live := func(room, short int) (fails int) {
		d := fullDay{T: t, s: open(t), free: func() { rowsUntilFull.short = 0 }}
		fillAtRow(t, d.s, room, short)
		d.live()
		return d.fails
	}
	live(0, 0)
	rows := rowsUntilFull.written
	tried := 0
	for room := 0; room < rows; room += some(10, 1, 1) {
		tried++
		for _, short := range []int{1, 1000} { // for a moment, or until space is made
			if fails := live(room, short); fails == 0 || t.Failed() {
				t.Fatalf("with room for %d of %d rows, and none for %d: %d steps failed", room, rows, short, fails)
			}
		}
	}
	t.Logf("full at %d of %d rows", tried, rows)
}

// TestFullDisk is the same with a disk that is really full, at any page of a write: a small one in memory, filled
// except for some pages. With FOLLOWUP_LONG it tries each number of free pages.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes 5 s; TestFullDiskAtEachWrite checks the same without a real disk")
	}
	step := some(20, 3, 1)
	onSmallDisk(t, func(disk string) {
		pages, fails := 0, 1
		for ; fails > 0 && !t.Failed(); pages += step {
			t.Run(fmt.Sprintf("%d pages", pages), func(t *testing.T) { fails = fullDayOn(t, disk, pages) })
		}
		t.Logf("the day needs at most %d pages; it was full with each %dth number of free pages", pages-step, step)
	})
}

func fullDayOn(t *testing.T, disk string, pages int) (fails int) {
	empty, err := emptyDatabase()
	if err != nil {
		t.Fatal(err)
	}
	path, filler := filepath.Join(disk, "followup.db"), filepath.Join(disk, "filler")
	writeFile(string(empty))(t, path)
	t.Cleanup(func() { os.Remove(path); os.Remove(filler) }) // runs after the store is closed
	s := openAt(t, path)
	fillUp(t, filler, pages)
	d := fullDay{T: t, s: s, free: func() { os.Remove(filler) }}
	d.live()
	return d.fails
}

// fillUp leaves a number of free pages on the disk of the file.
func fillUp(t *testing.T, filler string, pages int) {
	t.Helper()
	writeFile("")(t, filler)
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filler, &disk); err != nil {
		t.Fatal(err)
	}
	n := int(disk.Bavail)*int(disk.Bsize) - pages*4096
	writeFile(strings.Repeat("x", n))(t, filler)
}

// onSmallDisk mounts a disk of some megabytes and calls do with it, in a process that may mount. If none may, the test
// is skipped.
func onSmallDisk(t *testing.T, do func(dir string)) {
	t.Helper()
	const inside = "STORE_TEST_SMALL_DISK"
	if dir := os.Getenv(inside); dir != "" {
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
			t.Fatal(err)
		}
		do(dir)
		return
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, namespace := range []string{"-m", "-rm"} { // that of root, or one in which anybody is root
		if exec.Command("unshare", namespace, "mount", "-t", "tmpfs", "none", t.TempDir()).Run() != nil {
			continue
		}
		cmd := exec.CommandContext(t.Context(), "unshare", namespace, self, "-test.run=^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), inside+"="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		for line := range strings.Lines(string(out)) {
			if strings.Contains(line, "_test.go:") {
				t.Log(strings.TrimSpace(line))
			}
		}
		return
	}
	t.Skip("needs root or user namespaces, to mount a small disk")
}
