package ingest

import (
	"strings"
	"testing"

	"followup/rules"
)

// TestTypedCommandsDoNoMore: a command in a mail about an invitation changes what the mail is about, and nothing else.
func TestTypedCommandsDoNoMore(t *testing.T) {
	u := newUser(t)
	second := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}
	u.look(second.mail())
	u.tell(u.pressing(1, "add"))
	c, err := u.st.Case(t.Context(), 1)
	if err != nil || len(c.Interviews) != 2 {
		t.Fatal(c.Interviews, err)
	}
	id := c.Latest().ID
	edited := rules.Event{ApplicationID: 1, InterviewID: id, Kind: rules.Edited, At: now, Detail: "topic"}
	if err := u.st.Record(t.Context(), now, edited); err != nil {
		t.Fatal(err)
	}
	u.tell(u.pressing(1, "undo add"))
	u.notice("`followup remove 3 --interview` removes it all the same")
}

// TestTypedTimes: --at is read by the clock of the interview's place, so it is printed so.
func TestTypedTimes(t *testing.T) {
	u := newUser(t)
	inNewYork := func(e event) rules.Mail {
		m := e.mail()
		m.Calendar = strings.ReplaceAll(m.Calendar, "DTSTART:", "DTSTART;TZID=America/New_York:")
		return m
	}
	second := event{uid: "1", start: "20261208T100000", title: "Second round", organizer: "jo@acme.test"}
	u.look(inNewYork(second))
	u.tell(u.pressing(1, "add"))
	u.pass()
	second.sequence, second.start = 1, "20261209T110000"
	u.look(inNewYork(second))
	u.notice(`followup edit 3 --at "2026-12-09 11:00"`)
	u.tell(u.pressing(2, "add"))
	u.notice(`followup edit 3 --at "2026-12-08 10:00"`)
}
