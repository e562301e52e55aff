package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/config"
	"followup/mailer/command"
	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

var now = time.Date(2026, 12, 1, 17, 0, 0, 0, time.UTC)

// courier takes every mail.
type courier struct{ mails []rules.Message }

func (c *courier) Deliver(_ context.Context, m rules.Message) outbox.Reply {
	c.mails = append(c.mails, m)
	return outbox.Reply{Outcome: outbox.Accepted}
}
func (*courier) Check(context.Context) error { return nil }
func (*courier) Hangup()                     {}

// A user has two applications, each with a reminder in the inbox: 1 asks Jo for news, 2 asks Kim.
type user struct {
	*testing.T
	Desk
	st *store.Store
	*courier
	now time.Time
}

func newUser(t *testing.T) *user {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "followup.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	cfg := config.Default()
	cfg.User.Name, cfg.User.Email, cfg.Schedule.Timezone = "Sam Weber", "sam@example.org", "UTC"
	policy, err := cfg.Policy()
	if err != nil {
		t.Fatal(err)
	}
	desk, err := NewDesk(t.Context(), cfg, st, policy)
	if err != nil {
		t.Fatal(err)
	}
	u := &user{t, desk, st, &courier{}, now}
	for _, who := range []string{"Jo Smith <jo@acme.test>", "Kim Vu <kim@globex.test>"} {
		p, err := rules.ReadPerson(who)
		if err != nil {
			t.Fatal(err)
		}
		iv := rules.Interview{Start: now.AddDate(0, 0, -10), Duration: time.Hour, Interviewers: []rules.Person{p}}
		app := rules.Application{Company: p.Name + " Ltd", Role: "nurse"}
		if _, err := st.Begin(t.Context(), app, iv, now.AddDate(0, 0, -9)); err != nil {
			t.Fatal(err)
		}
	}
	u.pass()
	if len(u.mails) != 2 {
		t.Fatalf("%d reminders", len(u.mails))
	}
	return u
}

// pass sends what waits.
func (u *user) pass() {
	u.Helper()
	p := scheduler.Pass{
		Store: u.st, Composer: u.Composer, Courier: u.courier, Policy: u.Policy, Now: func() time.Time { return u.now },
		Log: slog.New(slog.DiscardHandler),
	}
	if _, err := p.Run(u.Context()); err != nil {
		u.Fatal(err)
	}
}

// notices returns how many notices were sent.
func (u *user) notices() (n int) {
	u.Helper()
	u.pass()
	for _, m := range u.mails {
		if strings.HasPrefix(m.ID, "<told.") {
			n++
		}
	}
	return n
}

// key returns the key of the reminder of an application.
func (u *user) key(id int64) rules.Key {
	u.Helper()
	c, err := u.st.Case(u.Context(), id)
	if err != nil {
		u.Fatal(err)
	}
	return c.History.Reminders[0].Key
}

// button returns the mail of a button of the reminder of an application.
func (u *user) button(id int64, words string) string {
	u.Helper()
	return fmt.Sprintf("From: sam@example.org\nTo: sam@example.org\nSubject: To followup [fu %d-%s %s]\n\nSend this.\n",
		id, u.Signer.Token(u.key(id), words, now), words)
}

// reply returns a reply to the reminder of an application.
func (u *user) reply(id int64, body string) string {
	u.Helper()
	reference := command.Post{Signer: u.Signer, Address: "sam@example.org"}.Reference(u.key(id), now)
	return "From: sam@example.org\nTo: sam@example.org\nSubject: Re: Send today\nReferences: " + reference + body
}

// ingest does what a mail says, as the command does, and returns what it did or why not.
func (u *user) ingest(mail string) string {
	u.Helper()
	received, err := Receive(strings.NewReader(mail))
	if err != nil {
		u.Fatal(err)
	}
	m, err := received.Read("mx.example.org")
	if err != nil {
		return "unreadable"
	}
	return u.tell(m)[0]
}

// tell does what the mails say, as a look does, and returns what it did or why not.
func (u *user) tell(mails ...rules.Mail) (said []string) {
	u.Helper()
	err := u.st.Telling(u.Context(), u.now, func(t *store.Telling) error {
		results, err := u.Do(t, u.now, mails...)
		for _, r := range results {
			if refusal := new(Refusal); errors.As(r.Err, refusal) {
				r.Done = refusal.Reason
			}
			said = append(said, r.Done)
		}
		return err
	})
	if err != nil {
		u.Fatal(err)
	}
	return said
}

// events returns the kinds of what was told of an application.
func (u *user) events(id int64) string {
	u.Helper()
	c, err := u.st.Case(u.Context(), id)
	if err != nil {
		u.Fatal(err)
	}
	var kinds []string
	for _, e := range c.History.Events {
		kinds = append(kinds, string(e.Kind))
	}
	return strings.Join(kinds, " ")
}

// TestOwnMail: only a person's mail from the user to the user alone is done, and another is not answered.
func TestOwnMail(t *testing.T) {
	u := newUser(t)
	good := u.button(1, "undecided")
	for _, row := range []struct{ why, old, by, want string }{
		{"from somebody else", "From: sam@example.org", "From: jo@acme.test", "not from your address"},
		{"from somebody with the user's name", "From: sam@example.org", "From: \"sam@example.org\" <jo@acme.test>",
			"not from your address"},
		{"from two", "From: sam@example.org", "From: sam@example.org, jo@acme.test", "not from your address"},
		{"two fields", "From: sam@example.org", "From: sam@example.org\nFrom: jo@acme.test", "not from your address"},
		{"to a second", "To: sam@example.org", "To: sam@example.org, jo@acme.test", "not to your address alone"},
		{"with a copy", "To: sam@example.org", "To: sam@example.org\nCc: jo@acme.test", "not to your address alone"},
		{"with a blind copy", "To: sam@example.org", "To: sam@example.org\nBcc: jo@acme.test", "not to your address"},
		{"as a blind copy", "To: sam@example.org", "To: jo@acme.test", "not to your address alone"},
		{"to nobody", "To: sam@example.org", "To: undisclosed-recipients:;", "not to your address alone"},
		{"to what cannot be read", "To: sam@example.org", "To: sam@example.org\nCc: jo@@acme", "cannot be read"},
		{"an out-of-office", "To: ", "Auto-Submitted: auto-replied\nTo: ", "a program wrote it"},
		{"a list", "To: ", "List-Id: <x.test>\nTo: ", "a program wrote it"},
		{"bulk", "To: ", "Precedence: bulk\nTo: ", "a program wrote it"},
		{"a bounce", "To: ", "Return-Path: <>\nTo: ", "a program wrote it"},
		{"a loop of our own", "To: ", "Auto-Submitted: auto-generated\nTo: ", "a program wrote it"},
	} {
		if got := u.ingest(strings.Replace(good, row.old, row.by, 1)); !strings.Contains(got, row.want) {
			t.Errorf("%s: %q, want %q", row.why, got, row.want)
		}
	}
	if got := u.events(1); got != "" {
		t.Errorf("it noted %s", got)
	}
	if n := u.notices(); n != 0 {
		t.Errorf("it was answered %d times", n)
	}
	if got := u.ingest(good); got != "application 1: heard is noted" {
		t.Errorf("the good one: %s", got)
	}
}

// TestTokens: a mail can say what a reminder has offered, and nothing else.
func TestTokens(t *testing.T) {
	u := newUser(t)
	good := u.button(1, "undecided")
	forged := command.ErrForged.Error()
	for why, mail := range map[string]string{
		"another application":    strings.Replace(good, "[fu 1-", "[fu 2-", 1),
		"an unknown application": strings.Replace(good, "[fu 1-", "[fu 99-", 1),
		"other words":            strings.Replace(good, "undecided]", "no]", 1),
		"the words of a reply":   strings.Replace(good, "undecided]", "reply]", 1),
		"a guessed token": strings.Replace(good, u.Signer.Token(u.key(1), "undecided", now),
			strings.Repeat("x", 24), 1),
	} {
		if got := u.ingest(mail); got != forged {
			t.Errorf("%s: %s", why, got)
		}
	}
	if u.events(1) != "" || u.events(2) != "" {
		t.Error("something was noted")
	}
	later := *u
	later.now = now.AddDate(0, 0, 91)
	if got := later.ingest(good); got != command.ErrExpired.Error() {
		t.Errorf("three months later: %s", got)
	}
	if got := u.ingest(good); !strings.HasSuffix(got, "is noted") {
		t.Error(got)
	}
	for range 2 {
		if got := u.ingest(good); got != store.ErrTold.Error() {
			t.Errorf("once more: %s", got)
		}
	}
	if n := u.notices(); u.events(1) != "undecided" || n != 1 {
		t.Errorf("%s, and %d notices", u.events(1), n)
	}
}

// TestSubjects: mail programs write a subject in many ways.
func TestSubjects(t *testing.T) {
	for why, write := range map[string]func(string) string{
		"folded": func(s string) string { return strings.Replace(s, " [fu", "\n [fu", 1) },
		"behind others": func(s string) string {
			return strings.Replace(s, ": To followup", ": Fwd: [EXTERNAL] To followup", 1)
		},
		"encoded, with a break in the tag": func(s string) string {
			before, rest, _ := strings.Cut(s, "Subject: ")
			subject, after, _ := strings.Cut(rest, "\n")
			q := func(s string) string {
				codes := strings.NewReplacer(" ", "_", "[", "=5B", "_", "=5F", "]", "=5D")
				return "=?UTF-8?Q?" + codes.Replace(s) + "?="
			}
			return before + "Subject: " + q(subject[:25]) + "\n " + q(subject[25:]) + "\n" + after
		},
	} {
		u := newUser(t)
		if got := u.ingest(write(u.button(1, "undecided"))); !strings.HasSuffix(got, "is noted") {
			t.Errorf("%s: %s", why, got)
		}
	}
}

// TestReplies: the first line that is not quoted says it, in plain text.
func TestReplies(t *testing.T) {
	for _, row := range []struct{ why, body, want, events string }{
		{"above the quote", "\n\nundecided until friday\n\nOn 1 Dec 2026, Sam wrote:\n> stop\n", "noted", "undecided"},
		{"below it", "\n\nOn 1 Dec 2026, Sam wrote:\n> stop\n\noffer\n\n-- \nSam\n", "noted", "offer"},
		{"only a quote", "\n\n> stop\n", "it is empty", ""},
		{"below the signature", "\n\n\n> x\n-- \nstop\n", "it is empty", ""},
		{"HTML and plain text", "\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nnext round\n--b\n" +
			"Content-Type: text/html\n\nstop\n--b--\n", "noted", "next-round"},
		{"only HTML", "\nContent-Type: text/html\n\n<p>stop</p>\n", "no plain text", ""},
		{"deep inside", "\n" + nested(40) + "\nstop\n", "no plain text", ""},
		{"with the number", "\n\nheard 1 no\n", "noted", "rejected"},
		{"with another number", "\n\nheard 2 no\n", "it names 2", ""},
		{"a sentence", "\n\nNo, they said.\n", `"No," is no command`, ""},
		{"a day that nobody knows", "\n\nundecided until the cows come home\n", "", ""},
		{"what was not offered to be skipped", "\n\nskip to Bo\n", "", ""},
		{"the end", "\n\nstop letter\n", "noted", "stopped"},
		{"an offer that nobody made", "\n\nstop accepted\n", "no offer", ""},
		{"a snooze", "\n\nsnooze 2d\n", "noted", "snoozed"},
		{"what was sent", "\n\nsent on yesterday\n", "noted", "sent"},
		{"what was skipped", "\n\nskip\n", "noted", "skipped"},
	} {
		t.Run(row.why, func(t *testing.T) {
			u := newUser(t)
			got := u.ingest(vouched + u.reply(1, row.body))
			if !strings.Contains(got, row.want) || u.events(1) != row.events {
				t.Errorf("%s: %s; events %q", row.why, got, u.events(1))
			}
			if n := u.notices(); n != 1 {
				t.Errorf("%d notices, want one that says what came of it", n)
			}
		})
	}
}

// vouched is what the user's server says of a sender who is surely the user.
const vouched = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\n"

// nested returns the beginning of parts within parts.
func nested(levels int) string {
	var b strings.Builder
	for i := range levels {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%[1]d\n", i)
	}
	return b.String()
}

// TestUndo: without a verdict of the user's server, only what a mail told can be taken back by mail.
func TestUndo(t *testing.T) {
	u := newUser(t)
	if err := u.st.Record(t.Context(), now, rules.Event{ApplicationID: 1, Kind: rules.Offered, At: now}); err != nil {
		t.Fatal(err)
	}
	undo := u.reply(1, "\n\nundo\n")
	forged := "Authentication-Results: mx.evil.test; dmarc=pass header.from=example.org\n" + undo
	sure := vouched + u.reply(1, "\n\nundo 1\n")
	for _, mail := range []string{undo, forged} {
		if got := u.ingest(mail); strings.Contains(got, "taken back") || u.events(1) != "offer" {
			t.Errorf("%s: %s", got, u.events(1))
		}
	}
	if got := u.ingest(sure); got != "application 1: offer is taken back" || u.events(1) != "" {
		t.Errorf("%s: %s", got, u.events(1))
	}
	if got := u.ingest(vouched + u.button(1, "no")); !strings.HasSuffix(got, "noted") {
		t.Fatal(got)
	}
	c, err := u.st.Case(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	batch := c.History.Events[0].ID
	mail := fmt.Sprintf("From: sam@example.org\nTo: sam@example.org\nSubject: [fu 1-%s undo]\n\n",
		u.Signer.Token(command.ToldKey(1, batch), "undo", now))
	if got := u.ingest(mail); got != "application 1: rejected is taken back" || u.events(1) != "" {
		t.Errorf("%s: %s", got, u.events(1))
	}
	if got := u.ingest(mail); got != store.ErrTold.Error() {
		t.Error(got)
	}
}

// TestTooManyNotices: what ends something is not noted when it cannot be confirmed.
func TestTooManyNotices(t *testing.T) {
	u := newUser(t)
	for i := range 20 {
		u.ingest(u.reply(2, fmt.Sprintf("\n\nnonsense %d\n", i)))
	}
	if got := u.ingest(u.button(1, "no")); got != store.ErrTooMuch.Error() || u.events(1) != "" {
		t.Errorf("%s: %s", got, u.events(1))
	}
	if got := u.ingest(u.button(1, "undecided")); !strings.HasSuffix(got, "noted") {
		t.Error(got)
	}
	if n := u.notices(); n != 20 {
		t.Errorf("%d notices", n)
	}
}
