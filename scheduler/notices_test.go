package scheduler_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// notify lets a notice wait to be sent.
func (w *world) notify(name string) {
	w.t.Helper()
	id := fmt.Sprintf("<%s.told@example.test>", name)
	text := "From: sam@example.test\r\nMessage-ID: " + id + "\r\n\r\nNoted.\r\n"
	err := w.store.Telling(w.t.Context(), time.Now(), func(t *store.Telling) error {
		return t.Notify(rules.Message{ID: id, Bytes: []byte(text)})
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestNotices: a notice goes once, after the reminders, and waits while the mail server is away.
func TestNotices(t *testing.T) {
	for _, tt := range []struct {
		name  string
		reply outbox.Reply
	}{
		{"the server is up", outbox.Reply{}},
		{"nothing can be sent for two hours",
			outbox.Reply{Outcome: outbox.ChannelFault, Text: "connection refused"}},
		{"the account is refused for two hours",
			outbox.Reply{Outcome: outbox.AccountFault, Text: "550 no"}},
		{"greylisted for two hours", outbox.Reply{Outcome: outbox.Deferred, Text: "450 later"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.sleepUntil("2000-01-04 13:00")
				w.add("2000-01-04 14:00")
				w.sleepUntil("2000-01-04 17:30")
				down := &outage{Courier: w.pass.Courier, reply: tt.reply}
				if tt.reply.Text != "" {
					down.until = time.Now().Add(2 * time.Hour)
				}
				w.pass.Courier = down
				stop := w.start(scheduler.Daemon{Pass: w.pass, Log: w.pass.Log}, tick("* * * * *", "*/5 * * * *"))
				w.notify("a")
				sleep(time.Minute)
				w.notify("b")
				sleep(6 * time.Hour)
				stop()
				came := map[string]int{}
				for _, mail := range w.srv.got(w.loc) {
					came[mail[strings.LastIndexByte(mail, ' ')+1:]]++
				}
				if want := map[string]int{"thank-you": 1, "a": 1, "b": 1}; !maps.Equal(came, want) {
					t.Errorf("it sent %v", came)
				}
			})
		})
	}
}

// TestNoticeOnAFullDisk: the server took the notice, but the database cannot record it. The process remembers it while
// it lives.
func TestNoticeOnAFullDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 13:00")
		w.notify("a")
		w.pass.Store = &flaky{Store: w.store, saveFails: 60}
		stop := w.run()
		sleep(30 * time.Minute)
		w.notify("b")
		if n, _, err := w.store.WaitingNotices(t.Context()); n != 2 || err != nil {
			t.Errorf("meanwhile %d wait, %v", n, err)
		}
		sleep(time.Hour)
		stop()
		want(t, "each is sent once", w.srv.got(w.loc), "Tue 4 Jan 13:00 a", "Tue 4 Jan 14:00 b")
		if n, _, err := w.store.WaitingNotices(t.Context()); n != 0 || err != nil {
			t.Errorf("when there is space again %d wait, %v", n, err)
		}
	})
}
