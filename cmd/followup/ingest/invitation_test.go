package ingest

import (
	"database/sql"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"followup/mailer/command"
	"followup/rules"
	"followup/rules/outbox"
	"followup/store"
)

// An event is a calendar event for a test.
type event struct {
	method, uid, start, title, organizer string
	sequence                             int
	more                                 string // lines of the VEVENT
}

func (e event) calendar() string {
	if e.method == "" {
		e.method = "REQUEST"
	}
	return fmt.Sprintf("BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:%s\nBEGIN:VEVENT\nUID:%s\nSEQUENCE:%d\nDTSTART:%s\n"+
		"DURATION:PT1H\nSUMMARY:%s\nORGANIZER:mailto:%s\nATTENDEE:mailto:sam@example.org\n%sEND:VEVENT\n"+
		"END:VCALENDAR\n",
		e.method, e.uid, e.sequence, e.start, e.title, e.organizer, e.more)
}

// mail returns the mail with the event in the INBOX.
func (e event) mail() rules.Mail {
	return rules.Mail{
		ID: "<" + e.uid + e.method + fmt.Sprint(e.sequence) + ">", From: []rules.Person{{Email: e.organizer}},
		Subject: e.title, Date: now, Folder: rules.FolderInbox, HasText: true, Text: "You are invited.",
		Calendar: e.calendar(),
	}
}

// seen records what a look has found and what its mails are taken for, as the daemon does.
func (u *user) seen(mails ...rules.Mail) []rules.Event {
	u.Helper()
	book := Book{u.st, u.Desk, slog.New(slog.DiscardHandler)}
	events, err := book.Notice(u.Context(), now, "sam", nil, outbox.Watch{}.Saw(now), mails,
		func(cases []rules.Case) []rules.Finding {
			return rules.NewMatcher(cases, []string{"sam@example.org"}, now).Match(mails)
		})
	if err != nil {
		u.Fatal(err)
	}
	return events
}

// look records what a look has found, as the daemon does, and returns the subjects of the notices that it caused.
func (u *user) look(mails ...rules.Mail) (subjects []string) {
	u.Helper()
	var log strings.Builder
	book := Book{u.st, u.Desk, slog.New(slog.NewTextHandler(&log, nil))}
	_, err := book.Notice(u.Context(), now, "sam", nil, outbox.Watch{}.Saw(now), mails, nil)
	if err != nil {
		u.Fatal(err)
	}
	if strings.Contains(log.String(), "panic") {
		u.Error(log.String())
	}
	before := len(u.mails)
	u.pass()
	for _, m := range u.mails[before:] {
		_, subject, _ := strings.Cut(string(m.Bytes), "Subject: ")
		subject, _, _ = strings.Cut(subject, "\r\nMessage-ID")
		subjects = append(subjects, strings.ReplaceAll(subject, "\r\n", ""))
	}
	return subjects
}

// invitations returns how many invitations are kept.
func (u *user) invitations() (n int) {
	u.Helper()
	err := u.st.Telling(u.Context(), now, func(t *store.Telling) error {
		fitting, others, err := t.Offered()
		n = fitting + others
		return err
	})
	if err != nil {
		u.Fatal(err)
	}
	return n
}

// TestWhichInvitationsAreOffered, and that nothing is kept of the others.
func TestWhichInvitationsAreOffered(t *testing.T) {
	const next, soon = "20261208T100000Z", "20261209T100000Z"
	for _, tt := range []struct {
		name string
		event
		want string // the subject, or ""
	}{
		{"from an interviewer", event{uid: "1", start: next, title: "Second round", organizer: "jo@acme.test"},
			"Invitation: nurse at Jo Smith Ltd, Tue 8 Dec 2026 10:00 UTC"},
		{"from their domain", event{uid: "1", start: next, title: "A talk", organizer: "hr@mail.globex.test"},
			"Invitation: nurse at Kim Vu Ltd, Tue 8 Dec 2026 10:00 UTC"},
		{"an interviewer takes part", event{uid: "1", start: next, title: "A talk", organizer: "x@agency.test",
			more: "ATTENDEE;CN=Kim Vu:mailto:kim@globex.test\n"},
			"Invitation: nurse at Kim Vu Ltd, Tue 8 Dec 2026 10:00 UTC"},
		{"the title names the company",
			event{uid: "1", start: next, title: "Kim Vu Ltd: let's talk", organizer: "x@y.test"},
			"Invitation: nurse at Kim Vu Ltd, Tue 8 Dec 2026 10:00 UTC"},
		{"plainly an interview, of a new application",
			event{uid: "1", start: next, title: "Interview: Data Engineer at Initech", organizer: "x@y.test"},
			"Invitation: Data Engineer at Initech, Tue 8 Dec 2026 10:00 UTC"},
		{"one at another company with somebody who is known",
			event{uid: "1", start: next, title: "Interview: Data Engineer at Initech", organizer: "jo@acme.test"},
			"Invitation: Data Engineer at Initech, Tue 8 Dec 2026 10:00 UTC"},
		{"one for another role with somebody who is known",
			event{uid: "1", start: next, title: "Interview: Product Owner at Jo Smith Ltd", organizer: "jo@acme.test"},
			"Invitation: an interview, Tue 8 Dec 2026 10:00 UTC"},
		{"plainly an interview that names nothing",
			event{uid: "1", start: next, title: "Your interview", organizer: "x@y.test"},
			"Invitation: an interview, Tue 8 Dec 2026 10:00 UTC"},
		{"a stranger's party", event{uid: "1", start: next, title: "Party", organizer: "x@y.test"}, ""},
		{"a mock interview", event{uid: "1", start: next, title: "Mock interview prep", organizer: "x@y.test"}, ""},
		{"one that has begun", event{uid: "1", start: "20261201T163000Z", title: "Second round",
			organizer: "jo@acme.test"}, ""},
		{"the user's own event", event{uid: "1", start: next, title: "Interview: Nurse at Initech",
			organizer: "sam@example.org"}, ""},
		{"an answer to an invitation", event{method: "REPLY", uid: "1", start: next, title: "Second round",
			organizer: "jo@acme.test"}, ""},
		{"a published calendar", event{method: "PUBLISH", uid: "1", start: next, title: "Second round",
			organizer: "jo@acme.test"}, ""},
		{"called off before it was known", event{method: "CANCEL", uid: "1", start: next, title: "Second round",
			organizer: "jo@acme.test"}, ""},
		{"called off at no time", event{method: "CANCEL", uid: "1", start: "00010101T000000Z", title: "Interview",
			organizer: "jo@acme.test"}, ""},
		{"in the year 9999", event{uid: "1", start: "99991231T235959Z", title: "Second round",
			organizer: "jo@acme.test"}, ""},
		{"no UID", event{start: next, title: "Second round", organizer: "jo@acme.test"}, ""},
		{"no time", event{uid: "1", start: "soon", title: "Interview: Nurse at Acme", organizer: "jo@acme.test"}, ""},
		{"two events", event{uid: "1", start: next, title: "Second round", organizer: "jo@acme.test",
			more: "END:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART:" + soon + "\nSUMMARY:Interview\n"}, ""},
		{"one without end", event{uid: "1", start: next, title: strings.Repeat("x", maxCalendar),
			organizer: "jo@acme.test"}, ""},
		{"links and hidden characters in the title", event{uid: "1", start: next,
			title: "Interview: Nurse\u202e at Https://evil.test/x", organizer: "x@y.test"}, "*"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			u := newUser(t)
			got := strings.Join(u.look(tt.mail()), "; ")
			if got != tt.want && (tt.want != "*" || strings.Contains(got, "evil.test")) {
				t.Errorf("offered %q, want %q", got, tt.want)
			}
			if n := u.invitations(); n != 0 && got == "" || n != 1 && got != "" {
				t.Errorf("%d are kept", n)
			}
			for _, m := range u.mails {
				if text := string(m.Bytes); strings.Contains(text, "https://evil") || strings.Contains(text, "\u202e") {
					t.Error("what is in the title does something")
				}
			}
			if again := u.look(tt.mail()); len(again) > 0 {
				t.Errorf("offered again: %q", again)
			}
			if err := u.st.Check(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestInvitationCommands: the command in an offer does what the button does, and has nothing that others wrote but
// plain addresses.
func TestInvitationCommands(t *testing.T) {
	second := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test",
		more: "ATTENDEE;CN=Ann Lee:mailto:ann@acme.test\nATTENDEE;CN=Bo:mailto:bo$x@acme.test\n"}
	other, off := second, second
	other.uid, other.more, other.title = "3", "", "Interview: Product Owner at Jo Smith Ltd"
	off.method, off.sequence = "CANCEL", 1
	u := newUser(t)
	command := func() string {
		text := strings.ReplaceAll(string(u.mails[len(u.mails)-1].Bytes), "=\r\n", "")
		_, typed, _ := strings.Cut(strings.ReplaceAll(text, "=E2=80=A6", "…"), "On the command line: ")
		typed, _, _ = strings.Cut(typed, "\r\n")
		return typed
	}
	u.look(second.mail())
	if got, want := command(), `followup add --at "2026-12-08 10:00" --for 1 --with ann@acme.test `+
		`--with "…"`; got != want {
		t.Errorf("it says\n%s, want\n%s", got, want)
	}
	u.tell(u.pressing(1, "add"))
	half := event{uid: "2", start: "20261209T100000Z", title: "Third round", organizer: "jo@acme.test"}.mail()
	half.Calendar = strings.Replace(half.Calendar, "PT1H", "PT30M", 1)
	u.look(half)
	if got, want := command(), `followup add --at "2026-12-09 10:00" --for 1 --duration 30m `+
		`--with jo@acme.test`; got != want {
		t.Errorf("it says\n%s, want\n%s", got, want)
	}
	u.look(other.mail())
	if got, want := command(), `followup add --at "2026-12-08 10:00" --company "…" --role "…" `+
		`--with jo@acme.test`; got != want {
		t.Errorf("it says\n%s, want\n%s", got, want)
	}
	u.look(off.mail())
	if got, want := command(), `followup import …`; got != want {
		t.Errorf("it says\n%s, want\n%s", got, want)
	}
}

// TestInvitationPeople: who came and who went is said before and after the button, also if nothing else has changed.
func TestInvitationPeople(t *testing.T) {
	u := newUser(t)
	first := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test",
		more: "ATTENDEE;CN=Ann Lee:mailto:ann@acme.test\n"}
	u.look(first.mail())
	u.tell(u.pressing(1, "add"))
	u.pass()
	changed := first
	changed.more = "ATTENDEE;CN=Max Kay:mailto:max@acme.test\n"
	moved := first
	moved.sequence, moved.start = 1, "20261209T100000Z"
	for i, tt := range []struct {
		event
		subject, came, went, done string
	}{
		{changed, "Other people? nurse at Jo Smith Ltd", "Max Kay", "Ann Lee", "changed"},
		{moved, "Moved? nurse at Jo Smith Ltd", "Ann Lee", "Max Kay", "moved"},
	} {
		mail := tt.mail()
		mail.ID += fmt.Sprint(i)
		if said := u.look(mail); len(said) != 1 || !strings.HasPrefix(said[0], tt.subject) {
			t.Fatalf("offered %q, want %s", said, tt.subject)
		}
		names := func() {
			text := strings.ReplaceAll(string(u.mails[len(u.mails)-1].Bytes), "=\r\n", "")
			if !strings.Contains(text, "New in it: "+tt.came) || !strings.Contains(text, "No longer in it: "+tt.went) {
				t.Errorf("it does not say who came and went:\n%s", text)
			}
		}
		names()
		if got := u.tell(u.pressing(int64(i+2), "add")); got[0] != "application 1: an invitation is "+tt.done {
			t.Errorf("it said %q", got)
		}
		u.pass()
		names()
		c, err := u.st.Case(t.Context(), 1)
		if err != nil || len(c.Latest().Interviewers) != 1 || c.Latest().Interviewers[0].Name != tt.came {
			t.Errorf("%+v, %v", c.Latest(), err)
		}
	}
}

// pressing returns the mail of the button of an invitation, in Sent.
func (u *user) pressing(id int64, words string) rules.Mail {
	token := u.Signer.Token(command.InvitationKey(id), words, now)
	return u.inSent(fmt.Sprintf("From: sam@example.org\nTo: sam@example.org\n"+
		"Subject: To followup [fu %d-%s %s]\n\nSend.\n", id, token, words), now)
}

// TestInvitationButtons are good for what they say, once.
func TestInvitationButtons(t *testing.T) {
	u := newUser(t)
	second := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}
	u.look(second.mail())
	forged := u.pressing(1, "add")
	forged.Subject = strings.Replace(forged.Subject, "[fu 1-", "[fu 2-", 1)
	other := u.pressing(1, "undo add")
	other.Subject = strings.Replace(other.Subject, "undo add]", "add]", 1)
	got := u.tell(forged, other, u.pressing(1, "undo add"))
	if got[0] != command.ErrForged.Error() || got[1] != command.ErrForged.Error() ||
		!strings.Contains(got[2], "no interview was added") {
		t.Errorf("it said %q", got)
	}
	got = u.tell(u.pressing(1, "add"), u.pressing(1, "add"))
	if got[0] != "application 1: an invitation is added" || got[1] != "it was told before" {
		t.Errorf("it said %q", got)
	}
	c, err := u.st.Case(t.Context(), 1)
	if err != nil || len(c.Interviews) != 2 || !c.Latest().Start.Equal(time.Date(2026, 12, 8, 10, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v, %v", c.Interviews, err)
	}

	// A change by somebody else says whose interview it is, and is not made by itself.
	moved := second
	moved.organizer, moved.sequence, moved.start = "eve@evil.test", 1, "20261209T100000Z"
	u.pass()
	if said := u.look(moved.mail()); len(said) != 1 || !strings.HasPrefix(said[0], "Moved? nurse at Jo Smith Ltd") {
		t.Errorf("offered %q", said)
	}
	last := strings.ReplaceAll(string(u.mails[len(u.mails)-1].Bytes), "=\r\n", "")
	if !strings.Contains(last, "anybody could have sent it") {
		t.Errorf("it does not say whose it is:\n%s", last)
	}
	if c, _ := u.st.Case(t.Context(), 1); !c.Latest().Start.Equal(time.Date(2026, 12, 8, 10, 0, 0, 0, time.UTC)) {
		t.Error("it was moved by itself")
	}
	if got := u.tell(u.pressing(2, "add")); got[0] != "application 1: an invitation is moved" {
		t.Errorf("it said %q", got)
	}
}

// TestInvitationUndo takes back what was added, and no more than that.
func TestInvitationUndo(t *testing.T) {
	u := newUser(t)
	new := event{uid: "1", start: "20261208T100000Z", organizer: "x@y.test",
		title: "Interview: Data Engineer at Initech"}
	u.look(new.mail())
	if got := u.tell(u.pressing(1, "add")); got[0] != "application 3: an invitation is added" {
		t.Fatalf("it said %q", got)
	}
	if got := u.tell(u.pressing(1, "undo add")); got[0] != "application 3: an interview is removed" {
		t.Errorf("it said %q", got)
	}
	if _, err := u.st.Case(t.Context(), 3); err == nil {
		t.Error("the application is left")
	}
	u = newUser(t)
	u.look(new.mail())
	u.tell(u.pressing(1, "add"))
	err := u.st.Record(t.Context(), now, rules.Event{ApplicationID: 3, Kind: rules.Undecided, At: now})
	if err != nil {
		t.Fatal(err)
	}
	got := u.tell(u.pressing(1, "undo add"))
	if !strings.Contains(got[0], "`followup remove 3` removes it all the same") {
		t.Errorf("it said %q", got)
	}
	if _, err := u.st.Case(t.Context(), 3); err != nil {
		t.Error("it was removed although something was said")
	}
}

// TestInvitationsAreBounded: a thousand of them leave room for the notices about what the user tells.
func TestInvitationsAreBounded(t *testing.T) {
	u := newUser(t)
	var mails []rules.Mail
	for i := range 1000 {
		e := event{uid: fmt.Sprint(i), start: "20261208T100000Z", organizer: "x@y.test",
			title: fmt.Sprintf("Interview: Nurse at Initech%d", i)}
		mails = append(mails, e.mail())
	}
	if n := len(u.look(mails...)); n != maxOffered || u.invitations() != maxOffered {
		t.Errorf("%d notices, %d are kept", n, u.invitations())
	}
	second := event{uid: "second", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}
	if said := u.look(second.mail()); len(said) != 1 {
		t.Errorf("after those of strangers, the one of an interviewer is offered as %q", said)
	}
	if got := u.tell(u.inSent(u.button(1, "no"), now)); got[0] != "application 1: heard is noted" {
		t.Errorf("it said %q", got)
	}
}

// TestOfferedIsNoAnswer: the user is not asked what a mail says that was offered.
func TestOfferedIsNoAnswer(t *testing.T) {
	u := newUser(t)
	mail := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}.mail()
	party := event{method: "PUBLISH", uid: "1", start: "20261208T100000Z", title: "x",
		organizer: "kim@globex.test"}.mail()
	if events := u.seen(mail, party); len(events) != 1 || events[0].ApplicationID != 2 {
		t.Errorf("seen were %+v; want an answer of application 2", events)
	}
}

// TestOfferedHolds: an invitation that is surely theirs holds the requests for news until it is added or told, without
// a question of its own.
func TestOfferedHolds(t *testing.T) {
	second := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}.mail()
	other := event{uid: "1", start: "20261208T100000Z", title: "Interview: Data Engineer at Initech",
		organizer: "jo@acme.test"}.mail()
	second.Authentic, other.Authentic = true, true
	later := now.AddDate(0, 0, 30)
	for _, tt := range []struct {
		why   string
		mail  rules.Mail
		asked bool
		tell  func(*user)
	}{
		{"added", second, false, func(u *user) { u.tell(u.pressing(1, "add")) }},
		{"told", second, false, func(u *user) { u.tell(u.inSent(u.button(1, "undecided"), now)) }},
		{"of another application", other, true, func(u *user) { u.tell(u.inSent(u.button(1, "undecided"), now)) }},
	} {
		u := newUser(t)
		if events := u.seen(tt.mail); len(events) != 1 || events[0].Invites() == tt.asked {
			t.Fatalf("%s: seen were %+v", tt.why, events)
		}
		steps := func() (kinds []rules.Kind) {
			c, err := u.st.Case(t.Context(), 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range rules.Decide(c, u.Policy, later).Steps {
				kinds = append(kinds, s.Kind)
			}
			return kinds
		}
		if got := steps(); slices.Contains(got, rules.AnswerSeen) != tt.asked || len(got) > 1 ||
			len(got) == 1 && !tt.asked {
			t.Errorf("%s: before, there come %q", tt.why, got)
		}
		tt.tell(u)
		if c, err := u.st.Case(t.Context(), 1); err != nil || c.Untold(later) != nil {
			t.Errorf("%s: it holds still, %v", tt.why, err)
		}
		if got := steps(); len(got) == 0 {
			t.Errorf("%s: nothing comes after it", tt.why)
		}
	}
}

// breakWrites has the database do something else before a row is added to a table.
func (u *user) breakWrites(table, do string) (repair func()) {
	u.Helper()
	db, err := sql.Open("sqlite", u.st.Path())
	if err != nil {
		u.Fatal(err)
	}
	run := func(query string) {
		if _, err := db.ExecContext(u.Context(), query); err != nil {
			u.Error(err)
		}
	}
	run(fmt.Sprintf("CREATE TRIGGER broken BEFORE INSERT ON %s BEGIN %s; END", table, do))
	return func() { run("DROP TRIGGER broken"); db.Close() }
}

// TestMachineFailsAtAnInvitation: what the user told in the same look is not lost, and the mails are read again.
func TestMachineFailsAtAnInvitation(t *testing.T) {
	marks := []rules.MailMark{{Name: "Sent", UIDValidity: 1, UIDNext: 9}}
	for name, do := range map[string]string{
		"and all is rolled back, as on a full disk": "SELECT RAISE(ROLLBACK, 'full')",
		"and one statement is rolled back":          "SELECT json('{')",
	} {
		t.Run(name, func(t *testing.T) {
			u := newUser(t)
			repair := u.breakWrites("invitations", do)
			word := u.inSent(u.button(2, "undecided"), now)
			mail := event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}.mail()
			book := Book{u.st, u.Desk, slog.New(slog.DiscardHandler)}
			look := func() error {
				_, err := book.Notice(t.Context(), now, "sam", marks, outbox.Watch{}.Saw(now),
					[]rules.Mail{word, mail}, nil)
				return err
			}
			err := look()
			kept, _, _, failed := u.st.LookFrom(t.Context(), now, "sam")
			if failed != nil || err == nil || len(kept) > 0 || u.events(2) != "" {
				t.Errorf("the look: %v; %d marks, %v; %q is told", err, len(kept), failed, u.events(2))
			}
			repair()
			if err := look(); err != nil || u.events(2) != "undecided" || u.invitations() != 1 {
				t.Errorf("the next: %v; %q is told, %d invitations", err, u.events(2), u.invitations())
			}
		})
	}
}

// TestRefusedInvitation: what the database does not take of one mail does not hold up the look.
func TestRefusedInvitation(t *testing.T) {
	u := newUser(t)
	defer u.breakWrites("invitations", "SELECT RAISE(ABORT, 'no such value')")()
	u.look(u.inSent(u.button(2, "undecided"), now),
		event{uid: "1", start: "20261208T100000Z", title: "Second round", organizer: "jo@acme.test"}.mail())
	if u.events(2) != "undecided" || u.invitations() != 0 {
		t.Errorf("%q is told, %d invitations", u.events(2), u.invitations())
	}
}

// TestMachineFailsAtAButton: the look fails and is made again, and the button is as good as before. What the database
// does not take is told.
func TestMachineFailsAtAButton(t *testing.T) {
	u := newUser(t)
	mail := event{uid: "1", start: "20261208T100000Z", organizer: "x@evil.test",
		title: "Interview: Data Engineer at Https://evil.test/x"}.mail()
	u.look(mail)
	repair := u.breakWrites("interviews", "SELECT json('{')")
	book := Book{u.st, u.Desk, slog.New(slog.DiscardHandler)}
	_, err := book.Notice(t.Context(), now, "sam", nil, outbox.Watch{}.Saw(now),
		[]rules.Mail{u.pressing(1, "add")}, nil)
	if n := u.notices(); err == nil || n != 1 {
		t.Errorf("the look: %v; %d notices", err, n)
	}
	repair()
	if got := u.tell(u.pressing(1, "add")); got[0] != "application 3: an invitation is added" {
		t.Errorf("then it said %q", got)
	}

	u = newUser(t)
	u.look(mail)
	defer u.breakWrites("interviews", "SELECT RAISE(ABORT, 'no such value')")()
	said := u.look(u.pressing(1, "add"))
	text := string(u.mails[len(u.mails)-1].Bytes)
	if len(said) != 1 || said[0] != "Not done: the invitation" || strings.Contains(strings.ToLower(text), "evil.test") {
		t.Errorf("it said %q:\n%s", said, text)
	}
}
