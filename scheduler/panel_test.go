package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
)

// panel lists four people who interview the user together.
var panel = []rules.Person{
	{Name: "Ann Lee", Email: "ann@acme.test"}, {Name: "Bo Li", Email: "bo@acme.test"},
	{Name: "Cy Day", Email: "cy@acme.test"}, {Name: "Di Fox"}, // whose address is unknown
}

// draftsTo returns the recipients of an application's reminders, "thank-you: Ann Lee, Bo Li".
func (w *world) draftsTo(id int64) []string {
	w.t.Helper()
	return w.ofReminders(id, func(note string, r rules.Reminder) string {
		var names []string
		for _, p := range r.To() {
			names = append(names, p.Name)
		}
		return note + ": " + strings.Join(names, ", ")
	})
}

// thanked marks a thank-you to each of these people as sent.
func (w *world) thanked(id int64, people ...rules.Person) {
	w.t.Helper()
	for _, p := range people {
		w.tell(rules.Event{ApplicationID: id, InterviewID: id, Kind: rules.Sent, Note: rules.ThankYou, To: p})
	}
}

// TestAnOnSiteDay: an interview with four people is one mail with four drafts; the last call is for those who were not
// marked; and one of them is asked for news.
func TestAnOnSiteDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.begin("Acme", "engineer", "2000-01-04 14:00", panel...)
		stop := w.runOn("*/30 * * * *")
		w.sleepUntil("2000-01-04 20:00")
		want(t, "one mail", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you")
		raw := string(w.srv.came()[0].raw)
		for _, p := range panel {
			if !strings.Contains(raw, "Dear "+p.Name) {
				t.Errorf("no letter to %s", p.Name)
			}
		}
		w.thanked(id, panel[0], panel[3])
		w.sleepUntil("2000-01-18 12:00")
		stop()
		want(t, "the last call is one mail, and so is each request", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you",
			"Wed 5 Jan 13:00 thank-you", "Tue 11 Jan 09:00 update-request", "Tue 18 Jan 09:00 second-request")
		want(t, "and their recipients", w.draftsTo(id),
			"thank-you: Ann Lee, Bo Li, Cy Day, Di Fox", "last-call: Bo Li, Cy Day",
			"update-request: Ann Lee", "second-request: Ann Lee")
		const line = "msg=delivered application=1 interview=1 kind=thank-you round=1 last_call=true"
		if log := w.log.String(); !strings.Contains(log, line) {
			t.Error("the log does not tell the last call from the first thank-yous")
		}
		for _, p := range panel {
			if log := w.log.String(); strings.Contains(log, p.Name) || p.Email != "" && strings.Contains(log, p.Email) {
				t.Errorf("the log names %s", p)
			}
		}
	})
}

// TestAPanelThatIsAllMarked needs no last call.
func TestAPanelThatIsAllMarked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.begin("Acme", "engineer", "2000-01-04 14:00", panel...)
		stop := w.runOn("*/30 * * * *")
		w.sleepUntil("2000-01-04 20:00")
		w.thanked(id, panel...)
		w.sleepUntil("2000-01-10 12:00")
		stop()
		want(t, "one mail", w.srv.got(w.loc), "Tue 4 Jan 17:00 thank-you")
	})
}

// TestThePanelChangesBeforeTheMailGoes: while the server is down, one of the four is thanked by hand and another is
// removed. The mail that comes has the other drafts.
func TestThePanelChangesBeforeTheMailGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		id := w.begin("Acme", "engineer", "2000-01-04 14:00", panel...)
		w.srv.set(true, nil)
		stop := w.runOn("*/10 * * * *")
		w.sleepUntil("2000-01-04 17:05")
		want(t, "it waits, for all", w.draftsTo(id),
			"thank-you: Ann Lee, Bo Li, Cy Day, Di Fox")
		w.thanked(id, panel[1])
		err := w.store.Update(t.Context(), id, time.Now(), func(c rules.Case) (rules.Case, rules.Event, error) {
			c.Interviews[0].Interviewers = slices.Delete(slices.Clone(c.Interviews[0].Interviewers), 2, 3)
			return c, rules.Event{Kind: rules.Edited, InterviewID: id, Detail: "without Cy Day"}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		w.srv.set(false, nil)
		w.sleepUntil("2000-01-04 19:00")
		stop()
		want(t, "one mail", w.reminders(id), "thank-you 1 delivered")
		want(t, "to the others", w.draftsTo(id),
			"thank-you: Ann Lee, Di Fox")
		if raw := string(w.srv.came()[0].raw); strings.Contains(raw, "Dear Bo Li") ||
			strings.Contains(raw, "Dear Cy Day") {
			t.Errorf("it has a draft to somebody who is thanked, or gone:\n%s", raw)
		}
	})
}
