package store

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

func init() {
	helpers["add"] = func(ctx context.Context, args []string) error { return addSome(ctx, args, nil) }
	helpers["add with patience"] = func(ctx context.Context,
		args []string) error {
		return addSome(ctx, args, waitForever)
	}
	helpers["write without end"] = writeWithoutEnd
}

// addSome opens the database, adds interviews, records an event about each, and then prints a line. Arguments: the
// path, how many.
func addSome(ctx context.Context, args []string, prepare func(*Store) error) error {
	s, err := Open(ctx, args[0])
	if err != nil {
		return err
	}
	if prepare != nil {
		if err := prepare(s); err != nil {
			return err
		}
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	for i := range n { // unrelated, or each would cause decisions about all others
		app, of := anApplication(), fmt.Sprintf("%d-%d", os.Getpid(), i)
		app.Company += " " + of
		id, err := s.Begin(ctx, app, with(rules.Person{Email: "jo@acme-" + of + ".test"}), noon)
		if err != nil {
			return err
		}
		err = s.Update(ctx, id, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Interviews[0].Topic = "queues"
			return c, rules.Event{Detail: "topic"}, nil
		})
		if err != nil {
			return err
		}
		heard := rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon.Add(time.Duration(i) * time.Second)}
		if err := s.Record(ctx, noon, heard, heard); err != nil {
			return err
		}
		fmt.Println(id)
	}
	return s.Close()
}

// waitForever makes a store wait for the write lock as long as it takes. SQLite has no queue for the lock: on a busy
// machine, one of many writers can miss every turn for longer than the ten seconds that suit people.
func waitForever(s *Store) error {
	_, err := s.db.Exec("PRAGMA busy_timeout = 3600000")
	return err
}

// runTogether runs the helper in several processes at once, one for each list of arguments. It calls line whenever one
// has printed a line, and returns when all have ended.
func runTogether(t *testing.T, line func(), name string, args ...[]string) {
	t.Helper()
	printed := &wakeup{c: make(chan struct{}, 1)}
	ended := make(chan error)
	for i, a := range args {
		cmd, failure := helper(t, name, a...), &bytes.Buffer{}
		cmd.Stdout, cmd.Stderr = printed, failure
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			err := cmd.Wait()
			if err != nil {
				err = fmt.Errorf("process %d: %v: %s", i+1, err, failure)
			}
			ended <- err
		}()
	}
	for running := len(args); running > 0; {
		select {
		case <-printed.c:
			line()
		case err := <-ended:
			running--
			if err != nil {
				t.Error(err)
			}
		}
	}
}

// wakeup is a writer that signals each write and drops its bytes.
type wakeup struct{ c chan struct{} }

func (w *wakeup) Write(p []byte) (int, error) {
	select {
	case w.c <- struct{}{}:
	default: // the reader has not yet seen the last signal
	}
	return len(p), nil
}

// TestFiveProcesses: four processes write to one file while a fifth, this one, decides and delivers whenever there is
// something new. None is refused, nothing is lost, and no reminder is claimed twice.
func TestFiveProcesses(t *testing.T) {
	t.Parallel()
	const writers, each = 4, 8
	s := open(t)
	if err := waitForever(s); err != nil {
		t.Fatal(err)
	}

	seen := map[int64]int{}      // events known at the last decision
	times := map[int64]int{}     // claims of each reminder
	pass := func() (more bool) { // one pass of the daemon
		decided := mustDecide(t, s, noon, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
			seen[c.ID] = len(c.History.Events)
			return thankEverybody(c, rules.Pause{})
		})
		for _, r := range mustClaim(t, s, noon, send) {
			times[r.ID]++
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Accepted}, noon, ""))
		}
		return decided.Checked > 0
	}
	args := []string{s.Path(), strconv.Itoa(each)}
	runTogether(t, func() { pass() }, "add with patience", args, args, args, args)
	for pass() {
	}

	if len(seen) != writers*each || len(times) != writers*each {
		t.Errorf("decided %d interviews and sent %d reminders, want %d of each", len(seen), len(times), writers*each)
	}
	for id, events := range seen {
		if events != 3 {
			t.Errorf("interview %d was last decided knowing %d of its 3 events", id, events)
		}
	}
	for id, n := range times {
		if n != 1 {
			t.Errorf("reminder %d was claimed %d times", id, n)
		}
	}
}

// writeWithoutEnd adds and claims until it is killed, and prints each id once it is committed. Arguments: the path.
func writeWithoutEnd(ctx context.Context, args []string) error {
	s, err := Open(ctx, args[0])
	if err != nil {
		return err
	}
	for {
		iv := with(jo, ann)
		iv.Said = strings.Repeat("long ", 1000) // makes each write several pages
		id, err := s.Begin(ctx, anApplication(), iv, noon)
		if err != nil {
			return err
		}
		fmt.Println(id)
		if _, err := s.DecideBatch(ctx, noon, 10, thankEverybody); err != nil {
			return err
		}
		if _, err := s.Claim(ctx, noon, 10, send); err != nil {
			return err
		}
	}
}

// TestKilledWriter: after a kill -9 at any moment the file is sound and has all that was committed.
func TestKilledWriter(t *testing.T) {
	t.Parallel()
	s := open(t)
	var last int64
	for round := range 3 {
		last = killAfter(t, helper(t, "write without end", s.Path()), 5+4*round, last)

		var verdict string
		if err := s.db.QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
			t.Fatalf("integrity_check says %q (%v)", verdict, err)
		}
		for id := int64(1); id <= last; id++ {
			caseOf(t, s, id)
		}
		wantConsistent(t, s)
		lost := mustRecover(t, s, noon)
		wantConsistent(t, s)
		again := mustClaim(t, openAt(t, s.Path()), noon, send)
		if len(again) < min(len(lost), 100) {
			t.Errorf("%d reminders were being sent, but %d can be sent again", len(lost), len(again))
		}
	}
}

// killAfter kills the process after it has printed some more ids, and returns the last id it printed.
func killAfter(t *testing.T, cmd *exec.Cmd, lines int, last int64) int64 {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(out)
	for n := 0; ; n++ {
		if n == lines {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		line, err := in.ReadString('\n')
		if err == io.EOF {
			break
		}
		if last, err = strconv.ParseInt(strings.TrimSpace(line), 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Error("the process ended by itself")
	}
	return last
}
