package ingest

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"testing"
	"time"

	"followup/rules"
	"followup/store"
)

// lastMail returns the last mail that was sent.
func (u *user) lastMail() rules.Message {
	u.Helper()
	u.pass()
	return u.mails[len(u.mails)-1]
}

// answer returns a reply to a mail of the program, in Sent.
func (u *user) answer(to rules.Message, line string, at time.Time) rules.Mail {
	u.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(to.Bytes))
	if err != nil {
		u.Fatal(err)
	}
	return u.inSent(fmt.Sprintf("Message-ID: <%d@example.org>\nFrom: sam@example.org\nTo: sam@example.org\n"+
		"Subject: Re: it\nReferences: %s %s\n\n%s\n", at.Unix(), m.Header.Get("References"), to.ID, line), at)
}

// says tells mails and compares what was done, or why not, with the beginning of want.
func (u *user) says(want string, mails ...rules.Mail) {
	u.Helper()
	if got := strings.Join(u.tell(mails...), "; "); !strings.Contains(got, want) {
		u.Errorf("it said %q, want %q", got, want)
	}
}

// notice expects that the last mail has these words.
func (u *user) notice(words string) {
	u.Helper()
	text := strings.Join(strings.Fields(strings.ReplaceAll(string(u.lastMail().Bytes), "=\r\n", "")), " ")
	if !strings.Contains(text, words) {
		u.Errorf("the last mail does not say %q:\n%s", words, text)
	}
}

func (u *user) undo(id int64) {
	u.Helper()
	if _, err := u.st.TakeBack(u.Context(), u.now, id); err != nil {
		u.Fatal(err)
	}
}

// TestToldAgain: what is told again by another mail is done, and the same mail is not.
func TestToldAgain(t *testing.T) {
	u := newUser(t)
	for day, line := range []string{"undecided until friday", "undecided until friday", "snooze 2d", "snooze 2d"} {
		u.now = now.AddDate(0, 0, 3*day)
		id := int64(1 + day/2)
		reply := u.inSent(u.reply(id, "\n\n"+line+"\n"), u.now)
		reply.ID = fmt.Sprintf("<%d@example.org>", day)
		u.says("is noted", reply)
		copied := reply
		copied.ID = "<of-the-server@example.org>"
		u.says(store.ErrTold.Error(), reply)
		u.says(store.ErrTold.Error(), copied)
		if day == 0 {
			u.undo(1)
			u.says(store.ErrTold.Error(), reply)
		}
	}
	if u.events(1) != "undecided" || u.events(2) != "snoozed snoozed" {
		t.Errorf("the events are %s and %s", u.events(1), u.events(2))
	}
}

// TestNotDoneLater: a mail that was answered with why it is not done is not done later either.
func TestNotDoneLater(t *testing.T) {
	u := newUser(t)
	reply := u.inSent(u.reply(1, "\n\nstop accepted\n"), now)
	u.says("no offer", reply)
	if err := u.st.Record(t.Context(), now, rules.Event{ApplicationID: 1, Kind: rules.Offered, At: now}); err != nil {
		t.Fatal(err)
	}
	u.says(store.ErrTold.Error(), reply)
	if got := u.events(1); got != "offer" {
		t.Errorf("the events are %s", got)
	}
}

// TestPressedAgain: a button is good for one time. Whoever presses it after an undo is told so.
func TestPressedAgain(t *testing.T) {
	u := newUser(t)
	press := func(after time.Duration) rules.Mail {
		u.now = now.Add(after)
		return u.inSent(u.button(1, "undecided"), u.now)
	}
	u.says("is noted", press(0))
	before := u.notices()
	u.says(store.ErrTold.Error(), press(time.Hour)) // which is no news
	if n := u.notices(); n != before {
		t.Errorf("%d notices, want %d", n, before)
	}
	u.undo(1)
	again := press(2 * time.Hour)
	u.says("told already on Tue 1 Dec 2026", again)
	u.notice("answer the reminder with the line")
	before = u.notices()
	u.says(store.ErrTold.Error(), again)
	if n := u.notices(); n != before || u.events(1) != "" {
		t.Errorf("the same mail: %d notices, want %d; events %q", n, before, u.events(1))
	}
	u.says("is noted", u.inSent(u.reply(1, "\n\nundecided\n"), u.now))
	u.says("told already on", press(72*time.Hour))
}

// TestRepliesToNotices: a reply to the mail that says what was noted is read like one to the reminder.
func TestRepliesToNotices(t *testing.T) {
	u := newUser(t)
	at := func(minutes time.Duration) time.Time {
		u.now = now.Add(minutes * time.Minute)
		return u.now
	}
	u.says("is noted", u.inSent(u.button(1, "undecided"), at(0)))
	noted := u.lastMail()
	if !u.Wants(u.answer(noted, "undo", at(1))) {
		t.Error("a reply to a notice is not wanted")
	}
	u.says("heard is noted", u.answer(noted, "offer until 18 Dec", at(2)))
	u.says("something else was said since", u.answer(noted, "undo", at(3)))
	u.notice("Nothing was changed for nurse at Jo Smith Ltd")
	u.says("heard is noted", u.inSent(u.reply(1, "\n\nno\n"), at(4)))
	byIngest := u.answer(u.lastMail(), "undo", at(5))
	byIngest.Folder = ""
	u.says("rejected is taken back", byIngest)
	u.says("is no command", u.answer(u.lastMail(), "thanks!", at(6)))
	u.says("offer is taken back", u.inSent(u.reply(1, "\n\nundo\n"), at(7)))
	if got := u.events(1); got != "undecided" {
		t.Errorf("the events are %s", got)
	}

	// Of several applications, none is meant.
	u.says("is noted", u.inSent(u.reply(1, "\n\noffer\n"), at(8)), u.inSent(u.reply(2, "\n\nno\n"), at(8)))
	u.says("several things", u.answer(u.lastMail(), "undo", at(9)))
	u.notice("Nothing was changed: the mail that you answered is about several things")
	if u.events(1) != "undecided offer" || u.events(2) != "rejected" {
		t.Errorf("the events are %s and %s", u.events(1), u.events(2))
	}
}

// TestRepliesAboutInvitations: they say what the buttons say, or tell something of the application.
func TestRepliesAboutInvitations(t *testing.T) {
	u := newUser(t)
	u.look(event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}.mail())
	offered := u.lastMail()
	minute := time.Duration(0)
	at := func() time.Time {
		minute++
		u.now = now.Add(minute * time.Minute)
		return u.now
	}
	u.says("“no” is no answer to an invitation", u.answer(offered, "No.", at()))
	add := u.answer(offered, "Add it", at())
	u.says("an invitation is added", add)
	u.says(store.ErrTold.Error(), add)
	u.says("an interview is removed", u.answer(u.lastMail(), "undo", at()))
	u.says("`followup add --at", u.answer(offered, "add", at()))
	u.says("heard is noted", u.answer(offered, "offer until 18 Dec", at()))
	u.says("is no command", u.answer(offered, "see you there", at()))
	u.notice("Nothing was changed for nurse at Jo Smith Ltd")
	if got := u.events(1); got != "offer" {
		t.Errorf("the events are %s", got)
	}

	// The button that was used is good for one time.
	u = newUser(t)
	u.look(event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}.mail())
	u.says("an invitation is added", u.pressing(1, "add"))
	u.says("an interview is removed", u.pressing(1, "undo add"))
	again := u.pressing(1, "add")
	again.Date = now.Add(time.Hour)
	again.ID = "<again@example.org>"
	u.now = now.Add(time.Hour)
	u.says("it was told already on", again)
	u.notice("to do it again: `followup add --at")
}
