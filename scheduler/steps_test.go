package scheduler_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/scheduler"
)

// clockWorld is a world whose wall clock can be set without changing how time passes.
func clockWorld(t *testing.T) (w *world, set func(by time.Duration)) {
	w = newWorld(t)
	var offset atomic.Int64
	w.pass.Now = func() time.Time { return time.Now().Add(time.Duration(offset.Load())) }
	return w, func(by time.Duration) {
		sleep(30 * time.Second) // between two ticks
		offset.Add(int64(by))
	}
}

// delivered returns the reminders of an interview that were delivered, with the time on the clock of the pass.
func (w *world) delivered(id int64) (rows []rules.Reminder) {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range c.History.Reminders {
		if r.State == rules.Delivered {
			rows = append(rows, r)
		}
	}
	return rows
}

// earliest has for each note about the interview on Tuesday 4 January 2000 at 14:00 the earliest time it may come, on
// any clock.
var earliest = map[rules.Kind]string{
	rules.ThankYou: "2000-01-04 17:00", rules.UpdateRequest: "2000-01-11 09:00",
	rules.SecondRequest: "2000-01-18 09:00",
}

// TestClockSteps: the clock is set forward or back, by a minute or by days, or the machine sleeps, at every stage of an
// interview. Nothing comes before its time on the clock, no pass sends a burst, and once the clock has caught up, each
// request came once.
func TestClockSteps(t *testing.T) {
	steps := []time.Duration{time.Minute, time.Hour, 24 * time.Hour, 5 * 24 * time.Hour}
	if testing.Short() {
		steps = []time.Duration{time.Hour, 5 * 24 * time.Hour}
	}
	moments := []string{"2000-01-04 16:59", "2000-01-04 17:30", "2000-01-11 08:59"}
	tried := 0
	for _, at := range moments {
		for _, by := range steps {
			for _, by := range []time.Duration{by, -by} {
				tried++
				t.Run(fmt.Sprintf("%s by %s", at, by), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) { stepTheClock(t, at, by) })
				})
			}
		}
	}
	t.Logf("%d steps of the clock", tried)
}

func stepTheClock(t *testing.T, at string, by time.Duration) {
	w, set := clockWorld(t)
	w.sleepUntil("2000-01-04 12:00")
	id := w.add("2000-01-04 14:00")
	d := scheduler.Daemon{Log: w.pass.Log, Pass: w.pass, Wake: time.Hour}
	d.AfterPass = func(sum scheduler.Summary, _ error) {
		if sum.Delivered > 1 {
			t.Errorf("a burst of %d at %s", sum.Delivered, sum.At)
		}
	}
	stop := w.start(d, "@hourly")
	w.sleepUntil(at)
	set(by)
	w.sleepUntil("2000-01-25 12:00")
	stop()

	count := map[rules.Kind]int{}
	for _, r := range w.delivered(id) {
		count[r.Kind]++
		if early := w.at(earliest[r.Kind]); r.SettledAt.Before(early) {
			t.Errorf("%s came at %s, before %s", r.Kind, r.SettledAt.In(w.loc), early)
		}
	}
	// The thank-you is too late once its three days have passed, the last call is not sent by itself, and a second
	// request still comes if the clock skipped its day.
	skipped := by >= 3*24*time.Hour && w.at(at).Before(w.at("2000-01-04 17:00"))
	if count[rules.ThankYou] == 0 && !skipped || count[rules.ThankYou] > 2 {
		t.Errorf("%d thank-yous", count[rules.ThankYou])
	}
	if count[rules.UpdateRequest] != 1 || count[rules.SecondRequest] != 1 {
		t.Errorf("%d update requests, %d second requests", count[rules.UpdateRequest], count[rules.SecondRequest])
	}
	if t.Failed() {
		t.Log(strings.Join(w.reminders(id), "\n"))
	}
}

// TestTheClockIsRightAgain: the clock is wrong when the daemon starts, or becomes wrong later, and is corrected after
// two minutes or after more than an hour. The same daemon then sends what is due within two minutes, though its next
// tick may be an hour away, and nothing came early by its clock.
func TestTheClockIsRightAgain(t *testing.T) {
	const day = 24 * time.Hour
	offsets := []time.Duration{7 * time.Minute, 2 * time.Hour, 26 * time.Hour, 10 * day}
	if testing.Short() {
		offsets = []time.Duration{7 * time.Minute, 10 * day}
	}
	for _, tick := range []string{"* * * * *", "@hourly"} {
		for _, by := range offsets {
			for _, by := range []time.Duration{by, -by} {
				for _, wrongFor := range []time.Duration{2 * time.Minute, 70 * time.Minute} {
					name := fmt.Sprintf("%s by %s for %s", tick, by, wrongFor)
					t.Run("later "+name, func(t *testing.T) {
						t.Parallel()
						synctest.Test(t, func(t *testing.T) { wrongForAWhile(t, tick, by, wrongFor, 25*time.Minute) })
					})
					t.Run("at start "+name, func(t *testing.T) {
						t.Parallel()
						synctest.Test(t, func(t *testing.T) { wrongForAWhile(t, tick, by, wrongFor, 0) })
					})
				}
			}
		}
	}
}

// wrongForAWhile runs a daemon for a while, then makes the clock wrong by a given amount for a given time.
func wrongForAWhile(t *testing.T, tick string, by, wrongFor, right time.Duration) {
	w, set := clockWorld(t)
	w.sleepUntil("2000-01-04 16:34")
	due := w.add("2000-01-04 14:00") // its thank-you is due at 17:00
	var signs atomic.Int64
	d := scheduler.Daemon{Log: w.pass.Log, Pass: w.pass, Alive: func() { signs.Add(1) }}
	var stop func()
	if right > 0 {
		stop = w.start(d, tick)
		sleep(right)
		set(by)
	} else {
		set(by)
		stop = w.start(d, tick)
	}
	sleep(wrongFor + 11*time.Second) // so that it is not corrected at the very moment of a check
	if n, minutes := signs.Load(), int64(wrongFor/time.Minute); n < minutes {
		t.Errorf("%d signs of life in %d minutes of a wrong clock", n, minutes)
	}
	set(-by)
	since := time.Now()
	late := w.add("2000-01-04 13:00") // what is due now
	sleep(2 * time.Minute)
	if got := w.reminders(late); len(got) != 1 || got[0] != "thank-you 1 delivered" {
		t.Errorf("two minutes after the correction, what is due is %v", got)
	}
	if since.After(w.at("2000-01-04 17:00")) && len(w.thankYous(due)) == 0 {
		t.Error("the thank-you of 17:00 has not come")
	}
	w.sleepUntil("2000-01-04 20:00")
	stop()
	if n := len(w.thankYous(due)); n != 1 {
		t.Errorf("the thank-you of 17:00 came %d times: %s", n, w.reminders(due))
	}
	for _, r := range w.thankYous(due) {
		if r.SettledAt.Before(w.at(earliest[rules.ThankYou])) {
			t.Errorf("the thank-you of 17:00 came at %s", r.SettledAt.In(w.loc))
		}
	}
}

// TestTheClockIsSetDuringAPass: a clock two hours ahead is corrected while a mail is being sent.
func TestTheClockIsSetDuringAPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, set := clockWorld(t)
		w.sleepUntil("2000-01-04 16:34")
		w.add("2000-01-04 14:00")
		set(2 * time.Hour)
		w.srv.set(false, func(n int, _ []byte) error {
			if n == 1 {
				set(-2 * time.Hour)
			}
			return nil
		})
		stop := w.run()
		sleep(time.Minute)
		late := w.add("2000-01-04 13:00")
		sleep(2 * time.Minute)
		stop()
		want(t, "what is due comes", w.reminders(late), "thank-you 1 delivered")
	})
}

// thankYous returns the delivered thank-yous of an interview.
func (w *world) thankYous(id int64) []rules.Reminder {
	w.t.Helper()
	return slices.DeleteFunc(w.delivered(id), func(r rules.Reminder) bool { return r.Kind != rules.ThankYou })
}

// TestOneClock: timers measure the time that passes, and the time of day comes only from [scheduler.Pass.Now], which a
// test can set, through the pass's now, which drops the monotonic reading. No test here would notice another source:
// none can make a time whose two readings differ.
func TestOneClock(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source: %v", err)
	}
	asks := regexp.MustCompile(`time\.(Now|Since|Until)\(|cron\.New|Pass\.Now\(\)`)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := asks.Find(source); found != nil {
			t.Errorf("%s has a clock of its own, %s", file, found)
		}
	}
}

// TestAClockThatRanAhead: after an hour ahead the clock is corrected. What only looked missed is not, and what was
// postponed comes on time.
func TestAClockThatRanAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, set := clockWorld(t)
		w.sleepUntil("2000-01-04 12:00")
		id := w.add("2000-01-04 14:00")
		other := w.add("2000-01-04 15:30")
		w.srv.set(true, nil)
		d := scheduler.Daemon{Log: w.pass.Log, Pass: w.pass}
		stop := w.start(d, "* * * * *")
		w.sleepUntil("2000-01-04 16:30")
		set(80 * time.Hour)
		w.sleepUntil("2000-01-04 17:30")
		want(t, "by that clock it is too late", w.reminders(id), "thank-you 1 expired")
		set(-80 * time.Hour)
		w.srv.set(false, nil)
		w.sleepUntil("2000-01-04 18:45")
		stop()
		want(t, "the right clock is believed at once", w.srv.got(w.loc),
			"Tue 4 Jan 17:31 thank-you", "Tue 4 Jan 18:30 thank-you")
		want(t, "and what was recorded as missed is delivered", w.reminders(id), "thank-you 1 expired",
			"thank-you 2 delivered")
		want(t, "so is the other", w.reminders(other), "thank-you 1 expired", "thank-you 2 delivered")
	})
}

// TestAClockIn1970: such a clock sends nothing and misses nothing; once it is corrected, all is as if it had never
// been.
func TestAClockIn1970(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, set := clockWorld(t)
		w.sleepUntil("2000-01-04 15:30")
		id := w.add("2000-01-04 14:00")
		right := time.Since(time.Unix(60, 0))
		set(-right)
		d := scheduler.Daemon{Log: w.pass.Log, Pass: w.pass}
		stop := w.start(d, "* * * * *")
		w.sleepUntil("2000-01-04 19:30") // longer than it takes to be believed
		want(t, "nothing came, nothing is missed", w.reminders(id))
		set(right)
		sleep(2 * time.Minute)
		stop()
		want(t, "then it comes", w.srv.got(w.loc), "Tue 4 Jan 19:31 thank-you")
	})
}
