package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// ticket returns a ticket with a notice.
func ticket(words string) Ticket {
	return Ticket{Hash: sha256.Sum256([]byte(words)), Notice: func(int64, []rules.Event) (rules.Message, error) {
		return rules.Message{ID: "<" + words + ">", Bytes: []byte(words)}, nil
	}}
}

// nextNotice returns the notice that waits, or "".
func nextNotice(t *testing.T, s *Store, now time.Time) string {
	t.Helper()
	n, _, err := s.NextNotice(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	return string(n.Message.Bytes)
}

// TestTellOnce: an event, its ticket and its notice are stored together, and only once.
func TestTellOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	no := rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon}
	var batch int64
	first := ticket("no")
	first.Notice = func(b int64, _ []rules.Event) (rules.Message, error) {
		batch = b
		return rules.Message{ID: "<1>", Bytes: []byte("noted")}, nil
	}
	if err := s.Tell(t.Context(), noon, first, no); err != nil {
		t.Fatal(err)
	}
	events := caseOf(t, s, id).History.Events
	if len(events) != 1 || events[0].ID != batch {
		t.Errorf("batch %d, events %+v", batch, events)
	}
	if got := nextNotice(t, s, noon); got != "noted" {
		t.Errorf("the notice is %q", got)
	}
	if err := s.Tell(t.Context(), noon, first, no); !errors.Is(err, ErrTold) {
		t.Errorf("the second time: %v", err)
	}
	if n := len(caseOf(t, s, id).History.Events); n != 1 {
		t.Errorf("%d events", n)
	}
}

// TestTellNothing: what cannot be told whole uses nothing up, as after a kill in the middle.
func TestTellNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	no := rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon}
	broken, silent := ticket("no"), ticket("no")
	broken.Notice = func(int64, []rules.Event) (rules.Message, error) {
		return rules.Message{}, errors.New("no letter")
	}
	silent.Notice, silent.Must = nil, true
	for _, bad := range []Ticket{broken, silent} {
		if err := s.Tell(t.Context(), noon, bad, no); err == nil {
			t.Error("it was told")
		}
	}
	stranger := rules.Event{ApplicationID: 99, Kind: rules.Rejected, At: noon}
	if err := s.Tell(t.Context(), noon, ticket("no"), stranger); err == nil {
		t.Error("an unknown application was told of")
	}
	if got := caseOf(t, s, id).History.Events; len(got) != 0 || nextNotice(t, s, noon) != "" {
		t.Errorf("%+v", got)
	}
	if err := s.Tell(t.Context(), noon, ticket("no"), no); err != nil {
		t.Errorf("the ticket is used up: %v", err)
	}
}

func init() {
	helpers["tell without end"] = func(ctx context.Context, args []string) error {
		s, err := Open(ctx, args[0])
		if err != nil {
			return err
		}
		told := ticket("no")
		told.Notice = func(int64, []rules.Event) (rules.Message, error) {
			fmt.Println("the event is in the database, and its notice is not")
			select {}
		}
		return s.Tell(ctx, noon, told, rules.Event{ApplicationID: 1, Kind: rules.Rejected, At: noon})
	}
}

// TestKilledWhileTelling: a program that is killed after it has recorded the event and the ticket has recorded neither.
func TestKilledWhileTelling(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	telling := helper(t, "tell without end", s.Path())
	out, err := telling.StdoutPipe()
	if err == nil {
		err = telling.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := telling.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = telling.Wait() // it was killed
	told, err := s.WasTold(t.Context(), ticket("no"))
	if n := len(caseOf(t, s, id).History.Events); told || n != 0 || err != nil {
		t.Errorf("told: %v, %d events (%v)", told, n, err)
	}
	no := rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon}
	if err := s.Tell(t.Context(), noon, ticket("no"), no); err != nil {
		t.Errorf("the same mail again: %v", err)
	}
}

func TestTellUndo(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	for _, kind := range []rules.EventKind{rules.Undecided, rules.Rejected} {
		if err := s.Record(t.Context(), noon, rules.Event{ApplicationID: id, Kind: kind, At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	events := caseOf(t, s, id).History.Events
	if _, err := s.TellUndo(t.Context(), noon, ticket("a"), id, events[0].ID); !errors.Is(err, ErrSince) {
		t.Errorf("the first of two: %v", err)
	}
	if n := len(caseOf(t, s, id).History.Events); n != 2 {
		t.Errorf("%d events are left", n)
	}
	taken, err := s.TellUndo(t.Context(), noon, ticket("a"), id, events[1].ID)
	if err != nil || len(taken) != 1 || taken[0].Kind != rules.Rejected {
		t.Errorf("%+v, %v", taken, err)
	}
	if _, err := s.TellUndo(t.Context(), noon, ticket("b"), id, events[1].ID); !errors.Is(err, ErrSince) {
		t.Errorf("once more: %v", err)
	}
	if taken, err = s.TellUndo(t.Context(), noon, ticket("c"), id, 0); err != nil || len(taken) != 1 {
		t.Errorf("whatever was last: %+v, %v", taken, err)
	}
}

// TestNotices: they wait until they are sent or given up, and there are only so many in a day.
func TestNotices(t *testing.T) {
	t.Parallel()
	s := open(t)
	for i := range maxNotices + 2 {
		if err := s.Tell(t.Context(), noon, ticket(string(rune('a'+i)))); err != nil {
			t.Fatal(err)
		}
	}
	must := ticket("must")
	must.Must = true
	if err := s.Tell(t.Context(), noon, must); !errors.Is(err, ErrTooMuch) {
		t.Errorf("one more that must be sent: %v", err)
	}
	sent := 0
	for ; sent < 100; sent++ {
		n, ok, err := s.NextNotice(t.Context(), noon)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		outcome := outbox.Accepted
		if sent == 0 && n.Attempts == 0 {
			outcome = outbox.Deferred
		}
		if err := s.SaveNotice(t.Context(), n.After(outbox.Reply{Outcome: outcome}, noon, "")); err != nil {
			t.Fatal(err)
		}
	}
	if sent != maxNotices {
		t.Errorf("%d were sent at once, want %d", sent, maxNotices)
	}
	if nextNotice(t, s, noon.Add(time.Hour)) != "a" {
		t.Error("the one that was put off does not come again")
	}
	if _, err := s.db.Exec(`UPDATE notices SET bytes = x'00' WHERE next_attempt_at IS NOT NULL`); err != nil {
		t.Fatal(err)
	}
	if nextNotice(t, s, noon.Add(time.Hour)) != "" {
		t.Error("a damaged notice is sent")
	}
	if err := s.Tell(t.Context(), noon.Add(25*time.Hour), must); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

// TestCommandKey: every process has the same key, no copy has it, and a restored database makes a new one.
func TestCommandKey(t *testing.T) {
	t.Parallel()
	s := open(t)
	key, err := s.CommandKey(t.Context(), 32)
	if err != nil || len(key) != 32 {
		t.Fatal(key, err)
	}
	again, err := openAt(t, s.Path()).CommandKey(t.Context(), 32)
	if err != nil || !bytes.Equal(again, key) {
		t.Errorf("%x and then %x (%v)", key, again, err)
	}
	if _, err := s.CommandKey(t.Context(), 16); err == nil {
		t.Error("a key of another size is taken")
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(backup)
	if err != nil || bytes.Contains(text, []byte(hex.EncodeToString(key))) {
		t.Errorf("the backup has the key (%v)", err)
	}
	if err := s.emptyLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copied.db")
	if text, err = os.ReadFile(s.Path()); err == nil {
		err = os.WriteFile(copied, text, 0o600)
	}
	if err != nil || !bytes.Contains(text, []byte(hex.EncodeToString(key))) {
		t.Fatalf("the database does not have the key (%v)", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{backup, copied} {
		restored, _ := restore(t, s.Path(), file)
		if again, err := restored.CommandKey(t.Context(), 32); err != nil || bytes.Equal(again, key) {
			t.Errorf("restored from %s, it has the old key (%v)", filepath.Base(file), err)
		}
		if err := restored.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
