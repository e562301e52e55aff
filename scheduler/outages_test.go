package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-smtp"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

// outage is a courier whose every delivery ends in the same way until the outage is over.
type outage struct {
	scheduler.Courier
	until time.Time
	reply outbox.Reply
	tries []time.Time
}

func (o *outage) Deliver(ctx context.Context, m rules.Message) outbox.Reply {
	if time.Now().Before(o.until) {
		o.tries = append(o.tries, time.Now())
		return o.reply
	}
	return o.Courier.Deliver(ctx, m)
}

func (o *outage) Check(ctx context.Context) error {
	if time.Now().Before(o.until) && o.reply.Outcome == outbox.ChannelFault {
		o.tries = append(o.tries, time.Now())
		return errors.New(o.reply.Text)
	}
	return o.Courier.Check(ctx)
}

// TestOutages: the mail server takes nothing for hours or days after an interview on Tuesday 4 January at 14:00. What
// still makes sense when it is up again comes once, in the wording of that day; the rest is recorded as missed.
// Meanwhile the server is tried now and then, and once more before the deadline.
func TestOutages(t *testing.T) {
	var (
		password = outbox.Reply{Outcome: outbox.ChannelFault, Text: "refused the username or password (535)"}
		grey     = outbox.Reply{Outcome: outbox.Deferred, Text: "450 greylisted"}
		gone     = outbox.Reply{Outcome: outbox.ChannelFault, Text: "connection refused"}
	)
	for _, tt := range []struct {
		name  string
		reply outbox.Reply
		until string
		want  []string // with a mark of each mail's wording
		state string   // of the reminders
		tries [2]int   // at least and at most
	}{
		{"greylisted for an hour", grey, "2000-01-04 18:00", []string{
			"Tue 4 Jan 18: thank-you, on Tuesday", "Wed 5 Jan 13: thank-you, yesterday",
			"Tue 11 Jan 09: update-request, on Tuesday, 4 January"},
			"thank-you 1 delivered, last-call 1 delivered, update-request 1 delivered", [2]int{5, 6}},
		{"a wrong password for two days", password, "2000-01-06 17:00", []string{
			"Thu 6 Jan 17: thank-you, on Tuesday, late", "Tue 11 Jan 09: update-request, on Tuesday, 4 January"},
			"thank-you 1 delivered, update-request 1 delivered", [2]int{30, 60}},
		{"a server down for a week", gone, "2000-01-11 17:00", []string{
			"Tue 11 Jan 17: update-request, on Tuesday, 4 January"},
			"thank-you 1 expired, update-request 1 delivered", [2]int{50, 200}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.sleepUntil("2000-01-04 16:30")
				id := w.add("2000-01-04 14:00")
				o := &outage{Courier: w.pass.Courier, until: w.at(tt.until), reply: tt.reply}
				w.pass.Courier = o
				stop := w.runOn("*/5 * * * *")
				w.sleepUntil("2000-01-12 12:00")
				stop()

				var got []string
				for i, mail := range w.srv.got(w.loc) {
					hour, kind, _ := strings.Cut(mail, ":")
					_, kind, _ = strings.Cut(kind, " ")
					got = append(got, hour+": "+kind+", "+wording(string(w.srv.mails[i].raw)))
				}
				want(t, "what came, by its wording", got, tt.want...)
				want(t, "what is recorded", []string{strings.Join(w.reminders(id), ", ")}, tt.state)
				if n := len(o.tries); n < tt.tries[0] || n > tt.tries[1] {
					t.Errorf("%d tries, want %d to %d", n, tt.tries[0], tt.tries[1])
				}
				deadline := w.at("2000-01-05 15:00")
				if o.until.After(deadline) && !tried(o.tries, deadline.Add(-10*time.Minute), deadline) {
					t.Error("no last try before the deadline")
				}
			})
		})
	}
}

func tried(tries []time.Time, from, to time.Time) bool {
	for _, at := range tries {
		if !at.Before(from) && at.Before(to) {
			return true
		}
	}
	return false
}

// wording returns how a mail calls the day of the interview, and whether it is a late thank-you.
func wording(mail string) string {
	_, mail, _ = strings.Cut(strings.ReplaceAll(mail, "=\r\n", ""), "Dear Jo Smith")
	late := ""
	if strings.Contains(mail, "Thank you again for our conversation") {
		late = ", late"
	}
	for _, day := range []string{"me today", "yesterday", "on Tuesday, 4 January", "on Tuesday"} {
		if strings.Contains(strings.ToLower(mail), strings.ToLower(day)) { // it may begin a sentence
			return day + late
		}
	}
	return "?"
}

// no returns a refusal as a server words it.
func no(code, subject, detail int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, subject, detail}, Message: text}
}

// strictly makes the server answer a command, or the final dot, with a refusal until the fault is mended. It returns
// when it was tried.
func (s *server) strictly(command string, answer error, until time.Time) (tries func() []time.Time) {
	var times []time.Time
	refuse := func(said string) error {
		if said != command || !time.Now().Before(until) {
			return nil
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		times = append(times, time.Now())
		return answer
	}
	s.set(false, func(int, []byte) error { return refuse(".") })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = refuse
	return func() []time.Time { s.mu.Lock(); defer s.mu.Unlock(); return times }
}

// TestTheAccountsFault: eight thank-yous wait while the account may not send, from before they are due until after
// their deadline. None is given up; they are tried one at a time, in turn; the reason is reported; and all eight come
// once the fault is mended, each once.
func TestTheAccountsFault(t *testing.T) {
	last := ""
	for _, tt := range []struct {
		command string
		answer  error
		advice  string
	}{
		{"MAIL", no(553, 7, 1, "not owned by user"), "user.email must be an address that this account may send from"},
		{"RCPT", no(552, 2, 2, "over quota"), "make room in the mailbox"},
		{"RCPT", no(550, 4, 5, "daily limit"), "wait until the provider lets the account send again"},
		{"RCPT", no(550, 7, 1, "client host rejected"), "check user.email, smtp.host and smtp.username"},
		{".", no(554, 7, 1, "refused by policy"), "ask the provider why"},
		{".", no(550, 7, 60, "may not send as"), "user.email must be an address that this account may send from"},
		{".", no(552, 2, 2, "over quota"), "make room in the mailbox"},
		{".", &smtp.SMTPError{Code: 550, EnhancedCode: smtp.NoEnhancedCode, Message: "administrative prohibition"},
			"ask the provider why"},
	} {
		if testing.Short() && tt.command == last {
			continue // one answer to each command
		}
		last = tt.command
		t.Run(fmt.Sprintf("%s %v", tt.command, tt.answer), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				var ids []int64
				for range 8 {
					ids = append(ids, w.add("2000-01-04 14:00"))
				}
				w.sleepUntil("2000-01-04 16:30")
				tries := w.srv.strictly(tt.command, tt.answer, w.at("2000-01-05 16:00"))
				stop := w.run()
				all := func(what, state string) {
					t.Helper()
					for _, id := range ids {
						want(t, fmt.Sprintf("%s, reminder %d", what, id), w.reminders(id), state)
					}
				}

				w.sleepUntil("2000-01-04 17:00")
				sleep(30 * time.Second)
				all("after the first pass", "thank-you 1 waiting")
				if n := len(tries()); n != 1 {
					t.Errorf("the first pass tried %d times, want one probe", n)
				}
				w.sleepUntil("2000-01-05 15:30")
				all("after the deadline", "thank-you 1 waiting")
				if c := w.channel(); c.Failures == 0 || !strings.Contains(c.LastError, tt.advice) {
					t.Errorf("the channel is %+v, want it to say: %s", c, tt.advice)
				}
				deadline := w.at("2000-01-05 15:00")
				if n := len(tries()); n < 10 || n > 32 {
					t.Errorf("%d tries in 22 hours, want five in the first and one in each (waking) hour after",
						n)
				}
				if !tried(tries(), deadline.Add(-10*time.Minute), deadline) {
					t.Error("no last try before the deadline")
				}
				w.sleepUntil("2000-01-05 17:30")
				stop()
				all("when it is mended", "thank-you 1 delivered")
				if n := len(w.srv.got(w.loc)); n != len(ids) {
					t.Errorf("%d mails, want %d", n, len(ids))
				}
				if c := w.channel(); c.Failures != 0 {
					t.Errorf("it is mended, and the channel is %+v", c)
				}
			})
		})
	}
}

// TestAMailThatAFilterDislikes: the server refuses one of eight mails after its text, with the words for a blocked
// account. The others come a minute later, and one that is due during the long waits at night comes at its own time.
// The one that waits is reported all along, and comes once the filter accepts it.
func TestAMailThatAFilterDislikes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		disliked := w.add("2000-01-04 13:55") // with the earliest deadline, so that it is the first
		var liked []int64
		for range 7 {
			liked = append(liked, w.add("2000-01-04 14:00"))
		}
		until := w.at("2000-01-05 14:00")
		w.srv.set(false, func(_ int, raw []byte) error {
			if time.Now().Before(until) && strings.Contains(string(raw), fmt.Sprintf(".%d@", disliked)) {
				return no(550, 7, 1, "this looks like spam")
			}
			return nil
		})
		w.sleepUntil("2000-01-04 16:30")
		stop := w.run()
		w.sleepUntil("2000-01-04 17:05")
		for _, id := range liked {
			want(t, "the others do not wait for it", w.reminders(id), "thank-you 1 delivered")
		}
		w.sleepUntil("2000-01-05 07:00")
		fresh := w.add("2000-01-05 07:27")
		sleep(30 * time.Second)
		for time.Now().Before(w.at("2000-01-05 10:30")) {
			sleep(time.Minute)
			if w.channel().Failures == 0 {
				t.Fatalf("at %s the waiting mail is not reported", time.Now().In(w.loc))
			}
		}
		got := w.srv.got(w.loc)
		want(t, "a new one comes at its minute", got[len(got)-1:], "Wed 5 Jan 10:27 thank-you")
		want(t, "it waits", w.reminders(disliked), "thank-you 1 waiting")
		if tries := len(w.srv.came()) - len(got); tries > 30 {
			t.Errorf("it was sent %d times in 21 hours", tries)
		}
		w.sleepUntil("2000-01-05 15:30")
		stop()
		want(t, "it comes once it is accepted", w.reminders(disliked), "thank-you 1 delivered")
		want(t, "the new one came", w.reminders(fresh), "thank-you 1 delivered")
		if c := w.channel(); c.Failures != 0 {
			t.Errorf("nothing is wrong, and the channel is %+v", c)
		}
	})
}

// forgetful is a store that fails at the n-th write of a mail's result, or of the channel.
type forgetful struct {
	scheduler.Store
	save, channel int
}

func (f *forgetful) Save(ctx context.Context, now time.Time, r ...rules.Reminder) error {
	if f.save--; f.save == 0 {
		return errors.New("the program dies here")
	}
	return f.Store.Save(ctx, now, r...)
}

func (f *forgetful) SetChannel(ctx context.Context, c outbox.Channel) error {
	if f.channel--; f.channel == 0 {
		return errors.New("the program dies here")
	}
	return f.Store.SetChannel(ctx, c)
}

// TestCrashOverTheAccountsFault: the program dies before it has recorded a refusal, what it gave back, or the state of
// the channel. Nothing is given up because of that, and nothing comes twice.
func TestCrashOverTheAccountsFault(t *testing.T) {
	commands := []string{"MAIL", "RCPT", "."}
	for i, crash := range []struct {
		name string
		forgetful
	}{
		{"before the refusal is recorded", forgetful{save: 1}},
		{"before the channel is recorded", forgetful{channel: 1}},
		{"before the others are given back", forgetful{save: 2}},
		{"at the second probe, before its refusal is recorded", forgetful{save: 3}},
		{"at the second probe, before the channel is recorded", forgetful{channel: 2}},
	} {
		for j, command := range commands {
			if testing.Short() && i%len(commands) != j {
				continue // one command for each crash
			}
			t.Run(crash.name+", "+command, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t)
					var ids []int64
					for range 3 {
						ids = append(ids, w.add("2000-01-04 14:00"))
					}
					w.srv.strictly(command, no(554, 7, 1, "refused by policy"), w.at("2000-01-04 17:30"))
					f := crash.forgetful
					f.Store = w.store
					w.pass.Store = &f
					w.sleepUntil("2000-01-04 17:00")
					for died := false; !died; time.Sleep(time.Minute) {
						if time.Now().After(w.at("2000-01-04 17:20")) {
							t.Fatal("it did not die")
						}
						_, err := w.pass.Run(t.Context())
						died = err != nil
					}
					w.restart()
					stop := w.run()
					w.sleepUntil("2000-01-04 19:30")
					stop()
					for _, id := range ids {
						want(t, "in the end", w.reminders(id), "thank-you 1 delivered")
					}
					if n := len(w.srv.got(w.loc)); n != len(ids) {
						t.Errorf("%d mails, want %d", n, len(ids))
					}
				})
			})
		}
	}
}

// TestPutOffForLong: a server may defer a mail for an hour. After that it is reported.
func TestPutOffForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:30")
		id := w.add("2000-01-04 14:00")
		w.srv.strictly("RCPT", no(450, 2, 2, "mailbox full"), w.at("2000-01-04 20:00"))
		stop := w.run()
		w.sleepUntil("2000-01-04 17:30")
		if c := w.channel(); c.Failures != 0 {
			t.Errorf("within the hour the channel is %+v", c)
		}
		w.sleepUntil("2000-01-04 18:30")
		if c := w.channel(); c.Failures == 0 || !strings.Contains(c.LastError, "450 4.2.2 mailbox full") {
			t.Errorf("after the hour the channel is %+v", c)
		}
		w.sleepUntil("2000-01-05 10:00")
		stop()
		want(t, "it comes", w.reminders(id), "thank-you 1 delivered")
		if c := w.channel(); c.Failures != 0 {
			t.Errorf("it is delivered, and the channel is %+v", c)
		}
	})
}

// TestAStopInAProbe: if the server hangs when the daemon is told to stop, that says nothing about whether it is up.
func TestAStopInAProbe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:59")
		w.add("2000-01-04 14:00")
		w.srv.set(true, nil)
		stop := w.run()
		w.sleepUntil("2000-01-04 17:01")
		stop()
		before := w.channel()
		if before.Failures == 0 {
			t.Fatal("the server is down, but that is not reported")
		}
		w.srv.set(false, nil)
		w.srv.mu.Lock()
		w.srv.refuse = func(string) error { time.Sleep(50 * time.Second); return nil }
		w.srv.mu.Unlock()
		w.restart()
		stop = w.run()
		sleep(5 * time.Second)
		dialled := w.srv.dialled()
		stop()
		if after := w.channel(); dialled != 2 || after != before {
			t.Errorf("after %d dials, the second cut short, the channel is %+v; before it was %+v", dialled, after,
				before)
		}
		sleep(5 * time.Minute) // the server's own slow sessions end
	})
}

// TestBackUpToTheRecipient: a server that refuses the recipient is not up because it accepts the login, even if there
// is no mail to try.
func TestBackUpToTheRecipient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 16:59")
		id := w.add("2000-01-04 14:00")
		w.srv.strictly("RCPT", no(552, 2, 2, "over quota"), w.at("2000-01-04 20:00"))
		stop := w.run()
		w.sleepUntil("2000-01-04 17:01")
		w.tell(rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou})
		w.sleepUntil("2000-01-04 19:55")
		if w.channel().Failures == 0 {
			t.Error("it is taken to be up while it refuses the recipient")
		}
		w.sleepUntil("2000-01-04 21:30")
		stop()
		if c := w.channel(); c.Failures != 0 {
			t.Errorf("it is up, and the channel is %+v", c)
		}
		want(t, "no mail", w.srv.got(w.loc))
	})
}
