package scheduler_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

// errDies ends the process at a line of the pass.
var errDies = errors.New("the program dies here")

// dying is a store in which the process dies at the n-th write, just before or just after it.
type dying struct {
	scheduler.Store
	n      int
	behind bool
}

// write writes, and counts the write if it changed anything.
func (d *dying) write(write func() (something bool, err error)) error {
	if d.n == 1 && !d.behind {
		d.n = 0
		return errDies
	}
	something, err := write()
	if !something || d.n == 0 {
		return err
	}
	if d.n--; d.n == 0 {
		err = errDies
	}
	return err
}

func (d *dying) DecideBatch(ctx context.Context, now time.Time, limit int,
	decide func(rules.Case, rules.Pause) (rules.Decision, error),
) (done outbox.Decided, err error) {
	err = d.write(func() (bool, error) {
		done, err = d.Store.DecideBatch(ctx, now, limit, decide)
		return done.Checked > 0, err
	})
	return done, err
}

func (d *dying) Claim(ctx context.Context, now time.Time, limit int,
	judge func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error),
) (done outbox.Claimed, err error) {
	err = d.write(func() (judged bool, err error) {
		done, err = d.Store.Claim(ctx, now, limit,
			func(c rules.Case, p rules.Pause, r rules.Reminder) (outbox.Verdict, error) {
				judged = true
				return judge(c, p, r)
			})
		return judged, err
	})
	return done, err
}

func (d *dying) Recover(ctx context.Context, now time.Time, announce func(rules.Reminder)) error {
	return d.write(func() (found bool, err error) {
		err = d.Store.Recover(ctx, now, func(r rules.Reminder) {
			found = true
			announce(r)
		})
		return found, err
	})
}

func (d *dying) Save(ctx context.Context, now time.Time, r ...rules.Reminder) error {
	return d.write(func() (bool, error) { return true, d.Store.Save(ctx, now, r...) })
}

// A life is what came of a panel and of a second application of one of its people.
type life struct {
	came   []received // all that reached the server
	record []string
	died   bool
}

// live lets both run their course, in passes one of which dies at the n-th write.
func live(t *testing.T, n int, behind bool) (l life) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ids := []int64{
			w.begin("Acme", "engineer", "2000-01-04 10:00", panel...),
			w.begin("Acme", "designer", "2000-01-04 14:00", panel[0]),
		}
		w.pass.Store = &dying{w.store, n, behind}
		for _, at := range []string{
			"2000-01-04 13:00", "2000-01-04 17:00", "2000-01-05 09:00", "2000-01-05 13:00",
			"2000-01-11 09:00", "2000-01-18 09:00", "2000-01-25 09:00", "2000-02-01 09:00",
		} {
			w.sleepUntil(at)
			for range 3 { // a minute apart
				if _, err := w.pass.Run(t.Context()); errors.Is(err, errDies) {
					l.died = true
					w.restart()
				} else if err != nil {
					t.Fatal(err)
				}
				sleep(time.Minute)
			}
			if at == "2000-01-04 17:00" {
				w.thanked(ids[0], panel[2])
			}
		}
		for _, id := range ids {
			l.record = append(l.record, append(w.reminders(id), w.draftsTo(id)...)...)
		}
		l.came = w.srv.came()
	})
	return l
}

// once returns the mails that came, and how many of them were followed by an identical copy.
func (l life) once() (ids []string, again int) {
	for i, m := range l.came {
		if i > 0 && bytes.Equal(m.raw, l.came[i-1].raw) {
			again++
			continue
		}
		ids = append(ids, m.id)
	}
	return ids, again
}

// TestDeathAtEveryStep: wherever the process dies, every mail comes once, to the same people. Only the one that was
// being sent comes again, byte for byte, if the server's answer was not recorded.
func TestDeathAtEveryStep(t *testing.T) {
	t.Parallel()
	mails := live(t, 0, false)
	wanted, _ := mails.once()
	if len(wanted) != 8 {
		t.Fatalf("%d mails came from a program that does not die, want 8", len(wanted))
	}
	step := 1
	if testing.Short() {
		step = 11
	}
	deaths, copies := 0, 0
	for n := 1; ; n += step {
		before, behind := live(t, n, false), live(t, n, true)
		if !before.died && !behind.died {
			break
		}
		for place, l := range map[string]life{"before": before, "behind": behind} {
			got, again := l.once()
			want(t, fmt.Sprintf("mails, dead %s write %d", place, n), got, wanted...)
			want(t, fmt.Sprintf("the record, dead %s write %d", place, n), l.record, mails.record...)
			if again > 1 || again > 0 && place == "behind" {
				t.Errorf("dead %s write %d, %d mails came again", place, n, again)
			}
			copies += again
		}
		deaths++
	}
	if step == 1 && (deaths < 3*len(wanted) || copies != len(wanted)) {
		t.Errorf("%d deaths and %d copies, want one at each decision, claim and answer, and a copy of each mail",
			deaths, copies)
	}
}

// recovering is a store that reports when what was interrupted is stored as waiting again.
type recovering struct {
	scheduler.Store
	stored func()
}

func (r recovering) Recover(ctx context.Context, now time.Time, announce func(rules.Reminder)) error {
	err := r.Store.Recover(ctx, now, announce)
	r.stored()
	return err
}

// TestCopyIsAnnouncedFirst: a process that dies over the recovery of a mail has logged that a copy may arrive. The next
// one finds nothing to recover and sends it.
func TestCopyIsAnnouncedFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.add("2000-01-04 10:00")
		w.sleepUntil("2000-01-04 17:00")
		w.pass.Store = &flaky{Store: w.store, saveFails: 1}
		if _, err := w.pass.Run(t.Context()); err == nil {
			t.Fatal("the pass did not report that it could not record the answer")
		}
		w.restart()
		announced := false
		w.pass.Store = recovering{w.store, func() { announced = strings.Contains(w.log.String(), "may arrive twice") }}
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !announced {
			t.Errorf("a copy may arrive, and nothing says so when the recovery is stored")
		}
	})
}
