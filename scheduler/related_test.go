package scheduler_test

import (
	"testing"
	"testing/synctest"

	"followup/rules"
	"followup/scheduler"
)

// watched is a daemon that counts the passes in which it decided anything.
func (w *world) watched(busy *int) scheduler.Daemon {
	inARow := 0
	return scheduler.Daemon{Pass: w.pass, Log: w.pass.Log, AfterPass: func(sum scheduler.Summary, err error) {
		if err != nil {
			w.t.Error(err)
		}
		if inARow++; sum.Checked == 0 {
			inARow = 0
			return
		}
		*busy++
		if inARow > 3 { // a decision may wake related applications, for which nothing has changed
			w.t.Errorf("at %s the %dth pass in a row decides something: %+v", sum.At.In(w.loc), inARow, sum)
		}
	}}
}

// TestTwoRolesOneContact: a person who decides about two roles is asked about one, and about the other five business
// days later. While one waits for the other, no pass decides anything.
func TestTwoRolesOneContact(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ann := rules.Person{Name: "Ann Lee", Email: "ann@acme.test"}
		engineer := w.begin("Acme", "engineer", "2000-01-04 10:00", ann)
		designer := w.begin("Acme", "designer", "2000-01-04 14:00", ann)
		busy := 0
		stop := w.start(w.watched(&busy), tick("*/5 * * * *", "@hourly"))
		w.sleepUntil("2000-02-20 12:00")
		stop()
		mails := w.srv.got(w.loc)
		want(t, "the requests are a week apart", mails,
			"Tue 4 Jan 13:00 thank-you", "Tue 4 Jan 17:00 thank-you", "Wed 5 Jan 09:00 thank-you",
			"Wed 5 Jan 13:00 thank-you",
			"Tue 11 Jan 09:00 update-request", "Tue 18 Jan 09:00 update-request",
			"Tue 25 Jan 09:00 second-request", "Tue 1 Feb 09:00 second-request")
		for _, id := range []int64{engineer, designer} {
			want(t, "each role is asked about twice", w.reminders(id), "thank-you 1 delivered", "last-call 1 delivered",
				"update-request 1 delivered", "second-request 1 delivered")
		}
		if busy > 3*len(mails) {
			t.Errorf("%d passes decided something, for %d mails", busy, len(mails))
		}
	})
}

// TestRelatedApplicationsLetTheDaemonRest: a rejection, an offer, an open application and one with an interview ahead,
// all with one person, are decided again when something happens, and not all the time.
func TestRelatedApplicationsLetTheDaemonRest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ann := rules.Person{Name: "Ann Lee", Email: "ann@acme.test"}
		no := w.begin("Acme", "engineer", "2000-01-04 10:00", ann)
		offer := w.begin("Acme", "designer", "2000-01-04 14:00", ann)
		w.begin("Acme", "clerk", "2000-01-05 14:00", ann)
		w.begin("Acme", "driver", "2000-03-05 14:00", ann)
		busy := 0
		stop := w.start(w.watched(&busy), "@hourly")
		w.sleepUntil("2000-01-06 09:30")
		w.tell(rules.Event{ApplicationID: no, Kind: rules.Rejected})
		w.tell(rules.Event{ApplicationID: offer, Kind: rules.Offered, Until: rules.Date{Year: 2000, Month: 1, Day: 20}})
		w.sleepUntil("2000-04-03 09:30")
		want(t, "no note to stay in touch while they talk", w.reminders(no),
			"thank-you 1 delivered", "last-call 1 delivered",
			"rejection-thanks 1 delivered")
		w.tell(rules.Event{ApplicationID: offer, Kind: rules.Stopped})
		w.sleepUntil("2000-05-04 12:00")
		stop()
		mails := w.srv.got(w.loc)
		want(t, "a month after they last talked", mails[len(mails)-1:], "Wed 3 May 09:00 stay-in-touch")
		if busy > 3*len(mails) {
			t.Errorf("%d passes decided something, for %d mails", busy, len(mails))
		}
	})
}
