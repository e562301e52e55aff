package scheduler_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

func (w *world) pauseUntil(s string, all bool) {
	w.t.Helper()
	if err := w.store.SetPause(w.t.Context(), time.Now(), rules.Pause{Until: w.at(s), All: all}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) resume() {
	w.t.Helper()
	if err := w.store.SetPause(w.t.Context(), time.Now(), rules.Pause{}); err != nil {
		w.t.Fatal(err)
	}
}

// TestPause: a daemon goes through pauses that are set, changed and ended while it runs.
func TestPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.add("2000-01-04 14:00")
		stop := w.runOn("@hourly")
		w.sleepUntil("2000-01-04 15:30")
		w.pauseUntil("2000-01-15 00:00", false)
		w.sleepUntil("2000-01-14 12:00")
		want(t, "the thank-you came on time, and nothing else", w.srv.got(w.loc),
			"Tue 4 Jan 17:00 thank-you", "Wed 5 Jan 13:00 thank-you")
		for _, m := range w.srv.came() {
			if raw := string(m.raw); !strings.Contains(raw, "Mon 17 Jan, 09:00") ||
				strings.Contains(raw, "Tue 11 Jan") {
				t.Errorf("it does not say that the request waits for the end of the pause:\n%s", raw)
			}
		}
		w.srv.forget()
		w.pauseUntil("2000-01-18 00:00", false)
		w.sleepUntil("2000-01-18 12:00")
		want(t, "what waited came once, after the latest pause", w.srv.got(w.loc),
			"Tue 18 Jan 09:00 update-request")
		w.srv.forget()
		w.pauseUntil("2000-02-28 00:00", true)
		w.sleepUntil("2000-02-01 00:00")
		w.add("2000-02-01 14:00")
		w.sleepUntil("2000-02-02 10:01")
		want(t, "nothing at all", w.srv.got(w.loc))
		w.resume()
		w.sleepUntil("2000-02-02 11:01")
		stop()
		want(t, "what waited comes at the next tick", w.srv.got(w.loc),
			"Wed 2 Feb 11:00 thank-you", "Wed 2 Feb 11:00 second-request")
	})
}

// TestPauseHoldsWhatWaits: a letter that waits for the mail server is held by a pause, and sent when the pause ends.
func TestPauseHoldsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 12:00")
		w.srv.set(true, nil)
		stop := w.runOn("*/10 * * * *")
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Stopped, Note: rules.Withdrawal})
		w.sleepUntil("2000-01-04 13:01") // between two ticks
		want(t, "it waits", w.reminders(id), "withdrawal 1 waiting")
		w.pauseUntil("2000-01-06 00:00", true)
		w.srv.set(false, nil)
		w.sleepUntil("2000-01-05 10:01")
		want(t, "and is held", w.srv.got(w.loc))
		w.resume()
		w.sleepUntil("2000-01-05 10:30")
		stop()
		want(t, "then it is sent", w.srv.got(w.loc), "Wed 5 Jan 10:10 withdrawal")
	})
}

// amidst is a store in which something happens once, after a pass has begun and before it decides or claims.
type amidst struct {
	scheduler.Store
	decide, claim func()
}

func (a *amidst) DecideBatch(ctx context.Context, now time.Time, limit int,
	decide func(rules.Case, rules.Pause) (rules.Decision, error),
) (outbox.Decided, error) {
	once(&a.decide)
	return a.Store.DecideBatch(ctx, now, limit, decide)
}

func (a *amidst) Claim(ctx context.Context, now time.Time, limit int,
	judge func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error),
) (outbox.Claimed, error) {
	once(&a.claim)
	return a.Store.Claim(ctx, now, limit, judge)
}

func once(happens *func()) {
	if *happens != nil {
		(*happens)()
		*happens = nil
	}
}

// TestResumedDuringAPass: a pass follows what is known of the pause when it decides, not when it began.
func TestResumedDuringAPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.pauseUntil("2000-03-01 00:00", true)
		w.sleepUntil("2000-01-04 17:30")
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "nothing even waits during the pause", w.reminders(id))
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Edited, Detail: "topic"}) // causes a new decision
		w.pass.Store = &amidst{Store: w.store, decide: w.resume}
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "after the pass", w.reminders(id), "thank-you 1 delivered")
	})
}

// TestPausedDuringAPass: what a pass decided before it knew of a pause is not sent during it.
func TestPausedDuringAPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 17:30")
		w.pass.Store = &amidst{Store: w.store, claim: func() { w.pauseUntil("2000-01-05 12:00", true) }}
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "nothing is sent", w.srv.got(w.loc))
		w.sleepUntil("2000-01-05 12:01")
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "it comes after the pause", w.reminders(id), "thank-you 1 delivered")
	})
}
