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
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// ticket returns the ticket for words.
func ticket(words string) [sha256.Size]byte { return sha256.Sum256([]byte(words)) }

// tell tells events as the words, with a notice that says the words. It returns the batch.
func tell(t *testing.T, s *Store, words string, events ...rules.Event) (batch int64, err error) {
	t.Helper()
	return batch, s.Telling(t.Context(), noon, func(telling *Telling) error {
		return telling.Once(ticket(words), func() (err error) {
			if batch, err = telling.Record(events...); err != nil {
				return err
			}
			return telling.Notify(rules.Message{ID: "<" + words + ">", Bytes: []byte(words)})
		})
	})
}

// undoByMail takes back a batch, as the words.
func undoByMail(t *testing.T, s *Store, words string, id, batch int64) (taken []rules.Event, err error) {
	t.Helper()
	return taken, s.Telling(t.Context(), noon, func(telling *Telling) error {
		return telling.Once(ticket(words), func() (err error) {
			taken, err = telling.TakeBack(id, batch)
			return err
		})
	})
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
	batch, err := tell(t, s, "no", no)
	if err != nil {
		t.Fatal(err)
	}
	events := caseOf(t, s, id).History.Events
	if len(events) != 1 || events[0].ID != batch {
		t.Errorf("batch %d, events %+v", batch, events)
	}
	if got := nextNotice(t, s, noon); got != "no" {
		t.Errorf("the notice is %q", got)
	}
	if _, err := tell(t, s, "no", no); !errors.Is(err, ErrTold) {
		t.Errorf("the second time: %v", err)
	}
	if n := len(caseOf(t, s, id).History.Events); n != 1 {
		t.Errorf("%d events", n)
	}
}

// TestAUsedTicketStaysUsed, also after a clock that was a year ahead, when something else was told, and was set back.
func TestAUsedTicketStaysUsed(t *testing.T) {
	t.Parallel()
	s := open(t)
	at := func(now time.Time, name string) (err error) {
		told := s.Telling(t.Context(), now, func(telling *Telling) error {
			err = telling.Once(ticket(name), func() error { return nil })
			return nil
		})
		return errors.Join(err, told)
	}
	for _, step := range []struct {
		days int
		name string
		want error
	}{
		{0, "no", nil}, {365, "stop", nil}, {1, "no", ErrTold}, {365, "no", ErrTold}, {2, "stop", ErrTold},
	} {
		if err := at(noon.AddDate(0, 0, step.days), step.name); !errors.Is(err, step.want) {
			t.Errorf("%s after %d days: %v, want %v", step.name, step.days, err, step.want)
		}
	}
}

// TestTellNothing: what cannot be told whole uses nothing up, as after a kill in the middle.
func TestTellNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	no := rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon}
	err := s.Telling(t.Context(), noon, func(telling *Telling) error {
		err := telling.Once(ticket("no"), func() error {
			if _, err := telling.Record(no); err != nil {
				return err
			}
			return errors.New("no letter")
		})
		if err == nil {
			t.Error("it was told")
		}
		return nil // the mails beside it are told all the same
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tell(t, s, "no", rules.Event{ApplicationID: 99, Kind: rules.Rejected, At: noon}); err == nil {
		t.Error("an unknown application was told of")
	}
	if got := caseOf(t, s, id).History.Events; len(got) != 0 || nextNotice(t, s, noon) != "" {
		t.Errorf("%+v", got)
	}
	if _, err := tell(t, s, "no", no); err != nil {
		t.Errorf("the ticket is used up: %v", err)
	}
}

// TestToldWithTheMarks: what a look finds told is stored with how far it has read, or not at all.
func TestToldWithTheMarks(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	no := rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon}
	marks := []rules.MailMark{{Name: "Sent", UIDValidity: 1, UIDNext: 7}}
	look := func(found ...rules.Finding) error {
		_, err := s.Notice(t.Context(), noon, "sam", marks, outbox.Watch{}, func(telling *Telling) error {
			return telling.Once(ticket("no"), func() error {
				_, err := telling.Record(no)
				return errors.Join(err, telling.Notify(rules.Message{ID: "<1>", Bytes: []byte("noted")}))
			})
		}, func([]rules.Case) []rules.Finding { return found })
		return err
	}
	if err := look(seen(id+100, 1)); err == nil {
		t.Fatal("an application that is not there was no error")
	}
	got, _ := mustLookFrom(t, s, "sam")
	if events := caseOf(t, s, id).History.Events; len(got)+len(events) != 0 || nextNotice(t, s, noon) != "" {
		t.Errorf("it left %v and %+v", got, events)
	}
	if err := look(); err != nil {
		t.Fatal(err)
	}
	if got, _ = mustLookFrom(t, s, "sam"); len(got) != 1 || nextNotice(t, s, noon) != "noted" {
		t.Errorf("the marks are %v", got)
	}
	if err := look(); !errors.Is(err, ErrTold) {
		t.Errorf("once more: %v", err)
	}
}

// TestLookForWhatIsTakenBack: what was told may be taken back by mail, also once nothing else is looked for.
func TestLookForWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	stop := rules.Event{ApplicationID: id, Kind: rules.Stopped, At: noon}
	if _, err := tell(t, s, "stop", stop); err != nil {
		t.Fatal(err)
	}
	settleAll(t, s)
	if _, since := mustLookFrom(t, s, "sam"); since.IsZero() {
		t.Error("the mailbox is not looked at")
	}
	_, since, _, err := s.LookFrom(t.Context(), noon.Add(31*24*time.Hour), "sam")
	if err != nil || !since.IsZero() {
		t.Errorf("a month later it is looked at from %s on (%v)", since, err)
	}
}

func init() {
	helpers["tell without end"] = func(ctx context.Context, args []string) error {
		s, err := Open(ctx, args[0])
		if err != nil {
			return err
		}
		marks := []rules.MailMark{{Name: "Sent", UIDValidity: 1, UIDNext: 7}}
		_, err = s.Notice(ctx, noon, "sam", marks, outbox.Watch{}, func(telling *Telling) error {
			return telling.Once(ticket("no"), func() error {
				_, err := telling.Record(rules.Event{ApplicationID: 1, Kind: rules.Rejected, At: noon})
				return errors.Join(err, telling.Notify(rules.Message{ID: "<no>", Bytes: []byte("no")}))
			})
		}, func([]rules.Case) []rules.Finding {
			fmt.Println("the event, the ticket and the notice are in the database, and the marks are not")
			select {}
		})
		return err
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
	got, _ := mustLookFrom(t, s, "sam")
	if n := len(caseOf(t, s, id).History.Events); n != 0 || len(got) != 0 || nextNotice(t, s, noon) != "" {
		t.Errorf("%d events, the marks %v", n, got)
	}
	no := rules.Event{ApplicationID: id, Kind: rules.Rejected, At: noon}
	if _, err := tell(t, s, "no", no); err != nil {
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
	if _, err := undoByMail(t, s, "a", id, events[0].ID); !errors.Is(err, ErrSince) {
		t.Errorf("the first of two: %v", err)
	}
	if n := len(caseOf(t, s, id).History.Events); n != 2 {
		t.Errorf("%d events are left", n)
	}
	mustNotice(t, s, nil, seen(id, 1)) // which nobody told
	taken, err := undoByMail(t, s, "a", id, events[1].ID)
	if err != nil || len(taken) != 1 || taken[0].Kind != rules.Rejected {
		t.Errorf("%+v, %v", taken, err)
	}
	if _, err := undoByMail(t, s, "b", id, events[1].ID); !errors.Is(err, ErrSince) {
		t.Errorf("once more: %v", err)
	}
	if taken, err = undoByMail(t, s, "c", id, 0); err != nil || len(taken) != 1 || taken[0].Kind != rules.Answered {
		t.Errorf("whatever was last: %+v, %v", taken, err)
	}
}

// mayNotify reports whether another notice may be sent at a time.
func mayNotify(t *testing.T, s *Store, at time.Time) (may bool) {
	t.Helper()
	err := s.Telling(t.Context(), at, func(telling *Telling) (err error) {
		may, err = telling.MayNotify()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return may
}

// TestNotices: they wait until they are sent or given up, and there are only so many in a day.
func TestNotices(t *testing.T) {
	t.Parallel()
	s := open(t)
	for i := range maxNotices {
		if !mayNotify(t, s, noon) {
			t.Errorf("not even %d", i+1)
		}
		if _, err := tell(t, s, string(rune('a'+i))); err != nil {
			t.Fatal(err)
		}
	}
	if mayNotify(t, s, noon) {
		t.Error("one more may be sent")
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
	if !mayNotify(t, s, noon.Add(25*time.Hour)) {
		t.Error("none the next day")
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

// TestTellingOnAFullDisk: SQLite rolls the whole telling back when the disk fills up in an attempt, and whoever carries
// on after it stores nothing either.
func TestTellingOnAFullDisk(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := begun(t, s, rules.Application{Company: "Acme", Role: "clerk"}, anInterview())
	setPages := func(tx *transaction, max int) {
		t.Helper()
		if err := tx.exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, max)); err != nil {
			t.Fatal(err)
		}
	}
	big := invited("1")
	big.Calendar = strings.Repeat("x", 64<<10)
	marks := []rules.MailMark{{Name: "Sent", UIDValidity: 1, UIDNext: 9}}
	var within, after error
	look := func(pages int) error {
		_, err := s.Notice(t.Context(), noon, "sam", marks, outbox.Watch{}.Saw(noon), func(w *Telling) error {
			if _, err := w.Record(rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon}); err != nil {
				return err
			}
			setPages(w.tx, pages)
			within = w.Attempt(func() error { _, _, err := w.Offer(big); return err })
			_, after = w.Pause()
			return nil // it forgets both
		}, nil)
		return err
	}
	err := look(1) // no more than there are
	for _, err := range []error{within, after, err} {
		if !endsTransaction(err) {
			t.Errorf("on a full disk: %v", err)
		}
	}
	if err == nil || !strings.Contains(err.Error(), "no space is left for "+s.Path()) {
		t.Errorf("it failed with %v", err)
	}
	wantKept := func(events, folders int) {
		t.Helper()
		kept, _, watch, err := s.LookFrom(t.Context(), noon, "sam")
		told := caseOf(t, s, id).History.Events
		if err != nil || len(told) != events || len(kept) != folders || watch.Seen.IsZero() != (folders == 0) {
			t.Errorf("%d events, %d marks, %+v, %v", len(told), len(kept), watch, err)
		}
	}
	wantKept(0, 0)
	if err := look(1 << 20); err != nil || within != nil || after != nil {
		t.Errorf("with space again: %v, %v, %v", err, within, after)
	}
	wantKept(1, 1)
}
