package scheduler_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

// These tests run the real daemon with its database, and months of a bubble's clock in a second. The bubble begins on
// Saturday 1 January 2000; the interviews are in Berlin.

func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestMonths(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		stop := w.runOn("@hourly")
		w.sleepUntil("2000-03-01 00:00")
		stop()
		want(t, "each comes at its minute", w.srv.got(w.loc),
			"Tue 4 Jan 17:00 thank-you", "Wed 5 Jan 13:00 thank-you",
			"Tue 11 Jan 09:00 update-request", "Tue 18 Jan 09:00 second-request")
		want(t, "the outbox keeps the record", w.reminders(id),
			"thank-you 1 delivered", "last-call 1 delivered", "update-request 1 delivered",
			"second-request 1 delivered")
		if n := w.srv.dialled(); n != 4 {
			t.Errorf("%d connections in two months, want one for each mail", n)
		}
	})
}

// TestFourConversationsOnADay: four people met on one day are thanked one by one, and one is asked for news. The log
// names the application, and for a thank-you the interview.
func TestFourConversationsOnADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 10:00")
		for i, name := range []string{"Ann Lee", "Bo Li", "Cy Day"} {
			_, err := w.store.Join(t.Context(), id, rules.Interview{
				Start: w.at("2000-01-04 11:00").Add(time.Duration(i) * time.Hour), Duration: time.Hour,
				Interviewers: []rules.Person{{Name: name}},
			}, time.Now())
			if err != nil {
				t.Fatal(err)
			}
		}
		stop := w.runOn("*/30 * * * *")
		w.sleepUntil("2000-01-04 17:00")
		want(t, "each is thanked", w.srv.got(w.loc),
			"Tue 4 Jan 13:00 thank-you", "Tue 4 Jan 14:00 thank-you", "Tue 4 Jan 15:00 thank-you",
			"Tue 4 Jan 16:00 thank-you")
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Sent, Note: rules.ThankYou}) // all of them
		w.srv.forget()
		w.sleepUntil("2000-02-01 00:00")
		stop()
		want(t, "and one is asked for news", w.srv.got(w.loc),
			"Tue 11 Jan 09:00 update-request", "Tue 18 Jan 09:00 second-request")
		for _, line := range []string{
			"msg=delivered application=1 interview=1 kind=thank-you round=1",
			"msg=delivered application=1 interview=4 kind=thank-you round=1",
			"msg=delivered application=1 kind=update-request round=1",
		} {
			if !strings.Contains(w.log.String(), line) {
				t.Errorf("no %q in the log", line)
			}
		}
	})
}

func TestChangesAreSeenByTheNextTick(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 07:30")
		w.sleepUntil("2000-01-04 17:30")
		stop := w.runOn("*/10 * * * *")
		sleep(30 * time.Second)
		id := w.add("2000-01-04 14:00")
		sleep(10 * time.Minute)
		want(t, "an interview added late is thanked for at once", w.srv.got(w.loc), "Tue 4 Jan 17:40 thank-you")

		w.sleepUntil("2000-01-11 08:00")
		sleep(30 * time.Second) // between two ticks
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Rejected})
		w.sleepUntil("2000-01-12 00:00")
		stop()
		want(t, "a no changes what comes", w.srv.got(w.loc),
			"Tue 4 Jan 17:40 thank-you", "Wed 5 Jan 13:00 thank-you", "Tue 11 Jan 08:10 rejection-thanks")
	})
}

func TestRestartSendsNothingAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		w.add("2000-01-04 14:00")
		stop := w.run()
		w.sleepUntil("2000-01-04 18:00")
		stop()
		for range 5 {
			w.restart()
			stop := w.run()
			sleep(10 * time.Minute)
			stop()
		}
		want(t, "one thank-you", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you")
	})
}

func TestServerGoneForTenHours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 10:30")
		id := w.add("2000-01-04 08:00")
		w.add("2000-01-04 08:30")
		w.srv.set(true, nil)
		stop := w.runOn("*/3 * * * *")
		w.sleepUntil("2000-01-04 20:50")
		if n := w.srv.dialled(); n < 10 || n > 20 {
			t.Errorf("%d dials in ten hours, want 5 in the first and one in each after", n)
		}
		want(t, "nothing is lost", w.reminders(id), "thank-you 1 waiting")
		w.srv.set(false, nil)
		w.sleepUntil("2000-01-05 09:00")
		stop()
		want(t, "each is delivered once, and so late without a last call", w.reminders(id), "thank-you 1 delivered")
		want(t, "when the waking hours begin", w.srv.got(w.loc),
			"Wed 5 Jan 08:00 thank-you", "Wed 5 Jan 08:00 thank-you")
	})
}

// TestLastTry: a thank-you is tried once more before its deadline, whatever the retry schedule.
func TestLastTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		w.add("2000-01-04 14:00") // its 24 hours end on Wednesday at 15:00
		w.srv.set(true, nil)
		stop := w.runOn("*/10 * * * *")
		w.sleepUntil("2000-01-05 14:49")
		before := w.srv.dialled()
		w.srv.set(false, nil)
		w.sleepUntil("2000-01-05 14:52")
		stop()
		if got := w.srv.got(w.loc); len(got) != 1 {
			t.Errorf("got %v after %d dials, want the thank-you ten minutes before its deadline", got, before)
		}
	})
}

// TestAfterARefusal: a refused note waits for the user, but later notes do not wait for it.
func TestAfterARefusal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		stop := w.runOn(tick("@hourly", "0 */3 * * *"))
		w.sleepUntil("2000-01-11 08:30")
		w.srv.forget()
		w.srv.set(false, func(int, []byte) error {
			return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "malformed"}
		})
		w.sleepUntil("2000-01-12 10:30")
		w.srv.set(false, nil)
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Undecided, Until: rules.Date{Year: 2000, Month: 1, Day: 21}})
		w.sleepUntil("2000-04-01 00:00")
		stop()
		want(t, "their answer calls for new requests", w.srv.got(w.loc),
			tick("Wed 12 Jan 11:00", "Wed 12 Jan 12:00")+" undecided-reply",
			"Tue 25 Jan 09:00 update-request", "Tue 1 Feb 09:00 second-request")
		want(t, "the refused one stays on record", w.reminders(id), "thank-you 1 delivered", "last-call 1 delivered",
			"update-request 1 refused", "undecided-reply 1 delivered",
			"update-request 2 delivered", "second-request 1 delivered")
	})
}

func TestTemporaryRefusal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		id := w.add("2000-01-04 14:00")
		greylisted := w.at("2000-01-04 18:00")
		w.srv.set(false, func(int, []byte) error {
			if time.Now().Before(greylisted) {
				return &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 0}, Message: "greylisted"}
			}
			return nil
		})
		stop := w.runOn("*/10 * * * *")
		w.sleepUntil("2000-01-05 12:00")
		stop()
		got := w.srv.got(w.loc)
		if len(got) != 1 || !strings.HasPrefix(got[0], "Tue 4 Jan 18:") {
			t.Errorf("got %v, want one thank-you soon after 18:00", got)
		}
		want(t, "and it is delivered", w.reminders(id), "thank-you 1 delivered")
	})
}

func TestRefusedForGood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		first, second := w.add("2000-01-04 14:00"), w.add("2000-01-04 14:00")
		w.srv.set(false, func(n int, _ []byte) error {
			if n == 1 {
				return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "malformed"}
			}
			return nil
		})
		stop := w.runOn("*/10 * * * *")
		w.sleepUntil("2000-01-05 12:00")
		stop()
		want(t, "the refused one is not tried again", w.reminders(first), "thank-you 1 refused")
		want(t, "the other is sent", w.reminders(second), "thank-you 1 delivered")
	})
}

// TestStopFinishesTheMailInFlight: SIGTERM arrives while a slow server takes a mail.
func TestStopFinishesTheMailInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		first, second := w.add("2000-01-04 14:00"), w.add("2000-01-04 14:00")
		w.srv.set(false, func(int, []byte) error { time.Sleep(10 * time.Second); return nil })
		stop := w.run()
		w.sleepUntil("2000-01-04 17:00")
		sleep(5 * time.Second)
		stop()
		want(t, "the mail being sent is finished", w.reminders(first), "thank-you 1 delivered")
		want(t, "the other is given back", w.reminders(second), "thank-you 1 waiting")
		w.restart()
		stop = w.run()
		sleep(time.Minute)
		stop()
		want(t, "and is sent after the restart", w.reminders(second), "thank-you 1 delivered")
		want(t, "each once", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you", "Tue 4 Jan 17:00 thank-you")
	})
}

// TestStopGivesUpOnAServerThatHangs: the server may have the mail, so the same bytes are sent again.
func TestStopGivesUpOnAServerThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		id := w.add("2000-01-04 14:00")
		w.srv.set(false, func(int, []byte) error { time.Sleep(50 * time.Second); return nil })
		stop := w.run()
		w.sleepUntil("2000-01-04 17:00")
		sleep(5 * time.Second)
		began := time.Now()
		stop()
		if took := time.Since(began); took != 20*time.Second {
			t.Errorf("stopping took %s, want 20 s", took)
		}
		want(t, "it waits", w.reminders(id), "thank-you 1 waiting")

		w.srv.set(false, nil)
		w.restart()
		stop = w.run()
		sleep(20 * time.Minute)
		stop()
		want(t, "it is delivered", w.reminders(id), "thank-you 1 delivered")
		if came := w.srv.came(); len(came) != 2 || !bytes.Equal(came[0].raw, came[1].raw) {
			t.Error("the second copy differs from the first")
		}
		sleep(time.Minute) // the server's own slow session ends
	})
}

// TestAMailThatNoServerLivesThrough: if the connection always breaks over one mail, the others do not wait behind it.
func TestAMailThatNoServerLivesThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		poisoned := []int64{w.add("2000-01-04 13:50"), w.add("2000-01-04 13:55")} // with the earlier deadlines
		healthy := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 16:59")
		w.pass.Courier = &poison{Courier: w.pass.Courier, over: poisoned}
		stop := w.run()
		w.sleepUntil("2000-01-04 17:10")
		stop()
		want(t, "the healthy one is delivered", w.reminders(healthy), "thank-you 1 delivered")
		want(t, "a poisoned one waits", w.reminders(poisoned[0]), "thank-you 1 waiting")
	})
}

// TestAServerThatNeverAnswers takes every mail, but its 250 is always lost. The user gets some copies, not a hundred,
// and the log says why; once it answers, no more come.
func TestAServerThatNeverAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 15:30")
		w.tell(rules.Event{
			ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou,
			To: rules.Person{Email: "jo@acme-1.test"},
		})
		m := &mute{Courier: w.pass.Courier, until: w.at("2000-01-16 12:00")}
		w.pass.Courier = m
		stop := w.runOn(tick("*/5 * * * *", "*/15 * * * *"))
		w.sleepUntil("2000-01-11 18:00")
		if n := len(w.srv.got(w.loc)); n < 3 || n > 4 {
			t.Errorf("%d copies in nine hours, want one at 09:00, 09:15, 10:15 and about 16:15", n)
		}
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Edited, Detail: "topic"}) // causes a new decision
		w.sleepUntil("2000-01-14 18:00")
		if n := len(w.srv.got(w.loc)); n < 5 || n > 8 {
			t.Errorf("%d copies in three days, want one a day after the first", n)
		}
		log := w.log.String()
		if !strings.Contains(log, "the server takes the mail but does not answer") ||
			!strings.Contains(log, "copies may arrive") {
			t.Error("the log does not say that copies may arrive")
		}
		w.sleepUntil("2000-01-18 08:00")
		stop()
		want(t, "delivered once it answers", w.reminders(id), "update-request 1 delivered")
	})
}

// mute is a courier that loses every 250 of its server until a given time.
type mute struct {
	scheduler.Courier
	until time.Time
}

func (m *mute) Deliver(ctx context.Context, msg rules.Message) outbox.Reply {
	reply := m.Courier.Deliver(ctx, msg)
	if reply.Outcome == outbox.Accepted && time.Now().Before(m.until) {
		return outbox.Reply{Outcome: outbox.Lost,
			Text: "the server takes the mail but does not answer (no answer in time)"}
	}
	return reply
}

// poison is a courier whose connection breaks over the mails of some interviews.
type poison struct {
	scheduler.Courier
	over []int64
}

func (p *poison) Deliver(ctx context.Context, m rules.Message) outbox.Reply {
	for _, id := range p.over {
		if strings.Contains(m.ID, fmt.Sprintf(".%d@", id)) {
			return outbox.Reply{Outcome: outbox.Broken, Text: "the connection broke"}
		}
	}
	return p.Courier.Deliver(ctx, m)
}

// TestAPanicWhileSending: the pass ends in the middle, and the next one continues.
func TestAPanicWhileSending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ids := []int64{w.add("2000-01-04 14:00"), w.add("2000-01-04 14:00")}
		w.sleepUntil("2000-01-04 17:00")
		w.pass.Courier = &panicsOnce{Courier: w.pass.Courier}
		var failed []error
		stop := w.start(scheduler.Daemon{Pass: w.pass, Log: w.pass.Log,
			AfterPass: func(_ scheduler.Summary, err error) {
				failed = append(failed, err)
			}}, "* * * * *")
		sleep(5 * time.Minute)
		stop()
		if failed[0] == nil || !strings.Contains(failed[0].Error(), "a fault of the program") || failed[1] != nil {
			t.Errorf("the passes ended with %v, want the first one to fail", failed)
		}
		for _, id := range ids {
			want(t, "both are delivered", w.reminders(id), "thank-you 1 delivered")
		}
		want(t, "each once", w.srv.got(w.loc), "Tue 4 Jan 17:01 thank-you", "Tue 4 Jan 17:01 thank-you")
	})
}

type panicsOnce struct {
	scheduler.Courier
	done bool
}

func (p *panicsOnce) Deliver(ctx context.Context, m rules.Message) outbox.Reply {
	if !p.done {
		p.done = true
		panic("a fault of the program")
	}
	return p.Courier.Deliver(ctx, m)
}

// TestOneProbeAtATime: while the server is down, a tick tries one mail, however many wait.
func TestOneProbeAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for range 5 {
			w.add("2000-01-04 14:00")
		}
		w.sleepUntil("2000-01-04 17:00")
		w.srv.set(true, nil)
		for range 3 {
			sum, err := w.pass.Run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			sleep(time.Until(sum.Channel.NextTry))
		}
		if n := w.srv.dialled(); n != 3 {
			t.Errorf("three passes dialled %d times", n)
		}
		w.srv.set(false, func(int, []byte) error { return &smtp.SMTPError{Code: 451, Message: "later"} })
		if sum, err := w.pass.Run(t.Context()); err != nil || sum.Channel.Failures != 0 || sum.Deferred != 5 {
			t.Errorf("a server that answers is up, even if it wants none of the mails now: %+v, %v", sum, err)
		}
	})
}

// TestTheServerIsBackWithNothingToSend: the reminder on which it failed no longer applies. The server is still checked,
// on its own schedule, and no mail is sent for that.
func TestTheServerIsBackWithNothingToSend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 17:00")
		w.srv.set(true, nil)
		mustRun := func() scheduler.Summary {
			t.Helper()
			sum, err := w.pass.Run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return sum
		}
		mustRun()
		w.tell(rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou})
		for range 120 { // two hours
			sleep(time.Minute)
			if sum := mustRun(); sum.Channel.Failures == 0 {
				t.Fatalf("the server is down, but is taken to be up at %s", sum.At)
			}
		}
		if n := w.srv.dialled(); n < 6 || n > 9 {
			t.Errorf("%d dials in two hours, want those after 1, 2, 5, 15, 30 minutes and an hour", n)
		}
		w.srv.set(false, nil)
		sleep(time.Until(w.channel().NextTry) - time.Second)
		before := w.srv.dialled()
		if sum := mustRun(); sum.Channel.Failures == 0 || w.srv.dialled() != before {
			t.Error("it was checked before its time")
		}
		sleep(time.Second)
		if sum := mustRun(); sum.Channel.Failures != 0 || w.channel().Failures != 0 {
			t.Errorf("the server is up, and the channel is %+v", sum.Channel)
		}
		want(t, "no mail", w.srv.got(w.loc))
		sleep(time.Hour)
		before = w.srv.dialled()
		if mustRun(); w.srv.dialled() != before {
			t.Error("a healthy server is checked")
		}
	})
}

// TestAServerThatTakesTheLoginAndNoMail: a server that accepts the login is not up as long as it refuses mail.
func TestAServerThatTakesTheLoginAndNoMail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ids := []int64{w.add("2000-01-04 14:00"), w.add("2000-01-04 14:00")}
		w.sleepUntil("2000-01-04 16:59")
		w.pass.Courier = &poison{Courier: w.pass.Courier, over: ids}
		stop := w.run()
		w.sleepUntil("2000-01-04 17:05")
		// One mail is left to try it with.
		w.tell(rules.Event{ApplicationID: ids[1], InterviewID: ids[1], Kind: rules.Sent, Note: rules.ThankYou})
		for time.Now().Before(w.at("2000-01-05 02:00")) {
			sleep(30 * time.Second)
			if w.channel().Failures == 0 {
				t.Fatalf("it is taken to be up at %s", time.Now().In(w.loc))
			}
		}
		stop()
	})
}

// TestSnoozeTakenBack: a snoozed mail comes earlier once the snooze is taken back.
func TestSnoozeTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 16:59")
		w.srv.set(true, nil)
		stop := w.run()
		sleep(90 * time.Second)
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Snoozed, SnoozeUntil: w.at("2000-01-05 10:00")})
		sleep(10 * time.Minute)
		w.srv.set(false, nil)
		w.tell(rules.Event{ApplicationID: id, Kind: rules.Snoozed, SnoozeUntil: time.Now()})
		w.sleepUntil("2000-01-04 18:00")
		stop()
		want(t, "it is delivered today", w.reminders(id), "thank-you 1 delivered")
	})
}

// flaky is a store that fails when told to.
type flaky struct {
	scheduler.Store
	saveFails int
}

func (f *flaky) SaveNotice(ctx context.Context, n outbox.Notice) error {
	if f.saveFails > 0 {
		f.saveFails--
		return errors.New("disk full")
	}
	return f.Store.SaveNotice(ctx, n)
}

func (f *flaky) Save(ctx context.Context, now time.Time, r ...rules.Reminder) error {
	if f.saveFails > 0 {
		f.saveFails--
		return errors.New("disk full")
	}
	return f.Store.Save(ctx, now, r...)
}

// TestDiskFullAfter250: the server took the mail, but the database cannot record it. The process remembers it while it
// lives.
func TestDiskFullAfter250(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		id := w.add("2000-01-04 14:00")
		w.pass.Store = &flaky{Store: w.store, saveFails: 30}
		stop := w.run()
		w.sleepUntil("2000-01-04 17:20")
		want(t, "meanwhile it is recorded as being sent", w.reminders(id), "thank-you 1 sending")
		w.sleepUntil("2000-01-04 18:00")
		stop()
		want(t, "when there is space again it is delivered", w.reminders(id), "thank-you 1 delivered")
		want(t, "once", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you")
	})
}

// TestCrashBeforeTheAnswerWasRecorded: the process dies between the server's 250 and the commit. The second copy is the
// same, byte for byte, and the log says so.
func TestCrashBeforeTheAnswerWasRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 07:30")
		id := w.add("2000-01-04 14:00")
		w.pass.Store = &flaky{Store: w.store, saveFails: 1}
		w.sleepUntil("2000-01-04 17:00")
		if _, err := w.pass.Run(t.Context()); err == nil {
			t.Fatal("the pass did not report that it could not record the answer")
		}
		w.restart() // the new process does not know the answer
		sleep(3 * time.Hour)
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "delivered in the end", w.reminders(id), "thank-you 1 delivered")
		if len(w.srv.mails) != 2 || string(w.srv.mails[0].raw) != string(w.srv.mails[1].raw) {
			t.Errorf("%d mails, want two that are the same", len(w.srv.mails))
		}
		if !strings.Contains(w.log.String(), "may arrive twice") {
			t.Error("the log does not say that it may arrive twice")
		}
	})
}

// TestCrashInABatch: the process dies over the first of three mails, and starts again two days later. Only that one may
// have arrived, so only that one is sent again as it was; the others are worded for the day.
func TestCrashInABatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for range 3 {
			w.add("2000-01-04 14:00")
		}
		w.pass.Store = &flaky{Store: w.store, saveFails: 2}
		w.sleepUntil("2000-01-04 17:00")
		if _, err := w.pass.Run(t.Context()); err == nil {
			t.Fatal("the pass did not report that it could not record the answer")
		}
		w.restart()
		w.sleepUntil("2000-01-06 10:00")
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, mail := range w.srv.got(w.loc) {
			got = append(got, mail+", "+wording(string(w.srv.mails[i].raw)))
		}
		want(t, "what came, by its wording", got, "Tue 4 Jan 17:00 thank-you, on Tuesday",
			"Thu 6 Jan 10:00 thank-you, on Tuesday, late", "Thu 6 Jan 10:00 thank-you, on Tuesday, late",
			"Thu 6 Jan 10:00 thank-you, on Tuesday")
		if n := strings.Count(w.log.String(), "may arrive twice"); n != 1 {
			t.Errorf("the log says %d times that a mail may arrive twice, want once", n)
		}
	})
}

// TestAMailThatMayHaveArrivedIsNotSentForAnotherDay: its bytes name the day from which the interview was moved.
func TestAMailThatMayHaveArrivedIsNotSentForAnotherDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 07:30")
		id := w.add("2000-01-04 14:00")
		w.pass.Store = &flaky{Store: w.store, saveFails: 1}
		w.sleepUntil("2000-01-04 17:00")
		if _, err := w.pass.Run(t.Context()); err == nil {
			t.Fatal("the pass did not report that it could not record the answer")
		}
		err := w.store.Update(t.Context(), id, w.pass.Now(), func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Interviews[0].Start = c.Interviews[0].Start.Add(48 * time.Hour)
			return c, rules.Event{Kind: rules.Edited, InterviewID: id, Detail: "when"}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		w.restart()
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(w.srv.mails) != 1 {
			t.Fatalf("%d mails before the interview, want only the one that may have arrived", len(w.srv.mails))
		}
		w.sleepUntil("2000-01-06 17:00")
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "after the interview", w.reminders(id), "thank-you 1 cancelled", "thank-you 2 delivered")
		if len(w.srv.mails) != 2 || string(w.srv.mails[0].raw) == string(w.srv.mails[1].raw) {
			t.Errorf("%d mails, want a second one with its own wording", len(w.srv.mails))
		}
	})
}

// panicky is a composer that panics over one application, as a broken template might.
type panicky struct {
	scheduler.Composer
	over atomic.Int64
}

func (p *panicky) Compose(c rules.Case, s rules.Step, following []rules.Step, now time.Time) (rules.Message, error) {
	if c.ID == p.over.Load() {
		panic("a broken letter")
	}
	return p.Composer.Compose(c, s, following, now)
}

func TestOnePanicLetsTheOthersGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		bad, good := w.add("2000-01-04 14:00"), w.add("2000-01-04 14:00")
		p := &panicky{Composer: w.pass.Composer}
		p.over.Store(bad)
		w.pass.Composer = p
		stop := w.run()
		w.sleepUntil("2000-01-04 17:30")
		want(t, "the good one is sent", w.reminders(good), "thank-you 1 delivered")
		want(t, "the bad one waits", w.reminders(bad), "thank-you 1 waiting")
		p.over.Store(0)
		w.sleepUntil("2000-01-04 18:30")
		stop()
		want(t, "and is sent within an hour of the repair", w.reminders(bad), "thank-you 1 delivered")
	})
}

// TestClockBeforeTheLastPass: a machine that wakes up in 1970, or at any time before the last pass, sends nothing.
func TestClockBeforeTheLastPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 07:30")
		w.add("2000-01-04 14:00")
		sleep(time.Until(w.at("2000-01-04 17:00")))
		w.pass.Last = w.at("2000-01-04 18:00")
		var wrong *scheduler.ClockError
		if _, err := w.pass.Run(t.Context()); !errors.As(err, &wrong) {
			t.Fatalf("the pass ended with %v, want a ClockError", err)
		}
		want(t, "nothing is sent", w.srv.got(w.loc))
		sleep(54 * time.Minute) // six minutes before the last pass
		if _, err := w.pass.Run(t.Context()); !errors.As(err, &wrong) {
			t.Fatalf("the pass ended with %v, want a ClockError", err)
		}
		sleep(2 * time.Minute) // four minutes: a time server's correction
		if _, err := w.pass.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		want(t, "it is sent when the clock is right", w.srv.got(w.loc), "Tue 4 Jan 17:56 thank-you")
	})
}

// TestClockThatInsists: a clock that once ran a year ahead must not silence the daemon for a year.
func TestClockThatInsists(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.add("2000-01-04 14:00")
		w.sleepUntil("2000-01-04 15:30")
		w.pass.Last = w.at("2001-01-04 14:00")
		stop := w.run()
		w.sleepUntil("2000-01-04 17:01")
		stop()
		want(t, "it is believed after an hour", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you")
	})
}
