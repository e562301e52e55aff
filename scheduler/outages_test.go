package scheduler_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/scheduler"
)

// outage is a mailer whose every delivery ends in the same way until it is over.
type outage struct {
	scheduler.Mailer
	until time.Time
	reply rules.Reply
	tries []time.Time
}

func (o *outage) Deliver(ctx context.Context, m rules.Message) rules.Reply {
	if time.Now().Before(o.until) {
		o.tries = append(o.tries, time.Now())
		return o.reply
	}
	return o.Mailer.Deliver(ctx, m)
}

func (o *outage) Check(ctx context.Context) error {
	if time.Now().Before(o.until) && o.reply.Outcome == rules.ChannelFault {
		o.tries = append(o.tries, time.Now())
		return errors.New(o.reply.Text)
	}
	return o.Mailer.Check(ctx)
}

// TestOutages: the mail server wants nothing for hours or days after an interview on Tuesday 4 January at 14:00. What still
// makes sense when it is back comes once, in the wording of that day; what does not is recorded as missed; and meanwhile
// the server is asked now and then, and once more before the deadline.
func TestOutages(t *testing.T) {
	var (
		password = rules.Reply{Outcome: rules.ChannelFault, Text: "refused the username or password (535)"}
		grey     = rules.Reply{Outcome: rules.Deferred, Text: "450 greylisted"}
		gone     = rules.Reply{Outcome: rules.ChannelFault, Text: "connection refused"}
	)
	for _, tt := range []struct {
		name  string
		reply rules.Reply
		until string
		want  []string // with a word of each mail's wording
		state string   // of the reminders
		tries [2]int   // at least and at most
	}{
		{"greylisted for an hour", grey, "2000-01-04 18:00", []string{
			"Tue 4 Jan 18: thank-you, me today", "Wed 5 Jan 13: thank-you, yesterday", "Tue 11 Jan 09: update-request, on Tuesday, 4 January"},
			"thank-you 1 delivered, thank-you 2 delivered, update-request 1 delivered", [2]int{5, 6}},
		{"a wrong password for two days", password, "2000-01-06 17:00", []string{
			"Thu 6 Jan 17: thank-you, on Tuesday", "Tue 11 Jan 09: update-request, on Tuesday, 4 January"},
			"thank-you 1 delivered, update-request 1 delivered", [2]int{30, 60}},
		{"a server that is gone for a week", gone, "2000-01-11 17:00", []string{
			"Tue 11 Jan 17: update-request, on Tuesday, 4 January"},
			"thank-you 1 expired, update-request 1 delivered", [2]int{50, 200}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				w.sleepUntil("2000-01-04 16:30")
				id := w.add("2000-01-04 14:00")
				o := &outage{Mailer: w.pass.Mailer, until: w.at(tt.until), reply: tt.reply}
				w.pass.Mailer = o
				stop := w.runOn("*/5 * * * *")
				w.sleepUntil("2000-01-12 12:00")
				stop()

				var got []string
				for i, mail := range w.srv.got(w.loc) {
					hour, kind, _ := strings.Cut(mail, ":")
					_, kind, _ = strings.Cut(kind, " ")
					got = append(got, hour+": "+kind+", "+wording(string(w.srv.mails[i].raw)))
				}
				want(t, "what came, worded for", got, tt.want...)
				want(t, "what is on record", []string{strings.Join(w.reminders(id), ", ")}, tt.state)
				if n := len(o.tries); n < tt.tries[0] || n > tt.tries[1] {
					t.Errorf("%d tries, want %d to %d", n, tt.tries[0], tt.tries[1])
				}
				if deadline := w.at("2000-01-05 15:00"); o.until.After(deadline) && !tried(o.tries, deadline.Add(-10*time.Minute), deadline) {
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

// wording is how a mail calls the day of the interview.
func wording(mail string) string {
	_, mail, _ = strings.Cut(strings.ReplaceAll(mail, "=\r\n", ""), "Dear Jo Smith")
	for _, day := range []string{"me today", "yesterday", "on Tuesday, 4 January", "on Tuesday"} {
		if strings.Contains(mail, " "+day) {
			return day
		}
	}
	return "?"
}
