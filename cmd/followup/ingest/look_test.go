package ingest

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"followup/mailer/command"
	"followup/mailer/message"
	"followup/rules"
	"followup/rules/outbox"
)

// inSent returns a mail as a look finds it in Sent, written at a time.
func (u *user) inSent(mail string, at time.Time) rules.Mail {
	u.Helper()
	m, err := message.Read(strings.NewReader("Date: "+at.Format(time.RFC1123Z)+"\n"+mail), "", message.Default)
	if err != nil {
		u.Fatal(err)
	}
	m.Folder = rules.FolderSent
	return m
}

// TestWants: the text of no mail is fetched that is not a command in Sent.
func TestWants(t *testing.T) {
	u := newUser(t)
	good := u.button(1, "undecided")
	for why, mail := range map[string]string{
		"a button": good, "a reply": u.reply(1, "\n\nno\n"),
		"a guessed token": strings.Replace(good, "[fu 1-", "[fu 2-", 1),
	} {
		m := u.inSent(mail, now)
		if !u.Wants(m) {
			t.Errorf("%s is not wanted", why)
		}
		for _, folder := range []rules.Folder{rules.FolderInbox, rules.FolderArchive, rules.FolderJunk} {
			if m.Folder = folder; u.Wants(m) {
				t.Errorf("%s is wanted in %s", why, folder)
			}
		}
	}
	for why, mail := range map[string]string{
		"a mail to an employer":    strings.Replace(good, "To: sam@example.org", "To: jo@acme.test", 1),
		"a copy to somebody":       strings.Replace(good, "To: ", "Cc: jo@acme.test\nTo: ", 1),
		"a blind copy":             strings.Replace(good, "To: ", "Bcc: jo@acme.test\nTo: ", 1),
		"from somebody":            strings.Replace(good, "From: sam@", "From: jo@", 1),
		"a reminder that was sent": strings.Replace(good, "To: ", "Auto-Submitted: auto-generated\nTo: ", 1),
		"no tag":                   strings.Replace(good, "[fu 1-", "[1-", 1),
		"half a tag":               strings.Replace(good, "undecided]", "undecided", 1),
	} {
		if u.Wants(u.inSent(mail, now)) {
			t.Errorf("%s is wanted", why)
		}
	}
}

// TestOneNotice: all that one look finds is confirmed by one mail, and what cannot be done does not hold up the rest.
func TestOneNotice(t *testing.T) {
	u := newUser(t)
	forged := strings.Replace(u.button(1, "no"), "[fu 1-", "[fu 2-", 1)
	said := u.tell(u.inSent(u.button(1, "sent"), now), u.inSent(forged, now), u.inSent(u.reply(2, "\n\nstop\n"), now),
		u.inSent(u.reply(1, "\n\nwhatever\n"), now), u.inSent(u.button(1, "sent"), now))
	want := []string{
		"application 1: sent is noted", command.ErrForged.Error(), "application 2: stop is noted",
		`application 1: not a command: "whatever" is no command`, "it was told before",
	}
	if strings.Join(said, "\n") != strings.Join(want, "\n") {
		t.Errorf("it said %q", said)
	}
	if n := u.notices(); n != 1 || u.events(1) != "sent" || u.events(2) != "stopped" {
		t.Errorf("%d notices; %s; %s", n, u.events(1), u.events(2))
	}
	text := string(u.mails[len(u.mails)-1].Bytes)
	if n := strings.Count(text, "To take it back: followup undo"); n != 2 {
		t.Errorf("%d of two things can be taken back:\n%s", n, text)
	}
}

// TestWritten: what a mail says counts from when it was written, unless that cannot be.
func TestWritten(t *testing.T) {
	for _, row := range []struct {
		why         string
		written, at time.Time
		until       string
		lookedAt    time.Duration
	}{
		{why: "days before anybody looked", written: now.Add(time.Hour), at: now.Add(time.Hour), until: "2026-12-02",
			lookedAt: 72 * time.Hour},
		{why: "in the future, as by a clock that was set back", written: now.Add(time.Hour), at: now,
			until: "2026-12-02"},
		{why: "before the reminder came", written: now.Add(-time.Hour), at: now.Add(72 * time.Hour),
			until: "2026-12-05", lookedAt: 72 * time.Hour},
	} {
		u := newUser(t)
		u.now = now.Add(row.lookedAt)
		u.tell(u.inSent(u.reply(1, "\n\nundecided until tomorrow\n"), row.written))
		c, err := u.st.Case(t.Context(), 1)
		if err != nil || len(c.History.Events) != 1 {
			t.Fatal(row.why, c.History.Events, err)
		}
		e := c.History.Events[0]
		if !e.At.Equal(row.at) || e.Until.String() != row.until || !e.RecordedAt.Equal(u.now) {
			t.Errorf("%s: at %s until %s, recorded %s", row.why, e.At, e.Until, e.RecordedAt)
		}
	}
}

// TestAnswerAfterTheWord: they wrote after the user had told how it stands, and both are found by one look. The user is
// asked about it all the same.
func TestAnswerAfterTheWord(t *testing.T) {
	for hours, told := range map[time.Duration]bool{2: true, 4: false} {
		u := newUser(t)
		u.now = now.Add(72 * time.Hour)
		word := u.inSent(u.button(1, "undecided"), now.Add(3*time.Hour))
		answered := func([]rules.Case) []rules.Finding {
			return []rules.Finding{{Event: rules.Event{
				ApplicationID: 1, Kind: rules.Answered, At: now.Add(hours * time.Hour), Certainty: rules.Sure,
				Mail: rules.SeenMail{Hash: rules.HashMessageID("a")},
			}}}
		}
		b := Book{u.st, u.Desk, slog.New(slog.DiscardHandler)}
		_, err := b.Notice(t.Context(), u.now, "sam", nil, outbox.Watch{}, []rules.Mail{word}, answered)
		if err != nil {
			t.Fatal(err)
		}
		c, err := u.st.Case(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Untold(u.now) == nil; got != told || u.events(1) != "undecided answered" {
			t.Errorf("an answer %d hours later is told: %v, events %s", hours, got, u.events(1))
		}
	}
}

// TestFaultyMail: a mail that the program fails at stores nothing and keeps nothing from the others.
func TestFaultyMail(t *testing.T) {
	u := newUser(t)
	bad := u.inSent(u.reply(1, "\n\nundecided until friday\n"), now)
	good := u.inSent(u.button(2, "undecided"), now)
	location := u.Policy.Location
	u.Policy.Location = nil
	said := u.tell(bad)
	if u.Policy.Location = location; len(said) != 1 || !strings.Contains(said[0], "panic") || u.events(1) != "" {
		t.Errorf("it said %q and noted %q", said, u.events(1))
	}
	if said := u.tell(bad, good); fmt.Sprint(said) !=
		"[application 1: heard is noted application 2: heard is noted]" {
		t.Errorf("then it said %q", said)
	}
}
