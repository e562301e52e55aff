package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// confirm returns the mail of the button of the question whether the user told something, after an event.
func (u *user) confirm(id, after int64, words string) string {
	return fmt.Sprintf("From: sam@example.org\nTo: sam@example.org\nSubject: [fu %d-%s %s]\n\nSend this.\n",
		id, u.Signer.Token(command.ConfirmKey(id, after), words, now), words)
}

// TestWhatEndsIsAskedAbout if nobody vouches for the mail, because whoever has the reminder has its token. The button
// of the question does it; nothing else does.
func TestWhatEndsIsAskedAbout(t *testing.T) {
	yesterday := rules.DateOf(now.AddDate(0, 0, -1), time.UTC).String()
	for _, row := range []struct{ why, mail, words, events string }{
		{"a button", "no", "no", "rejected"},
		{"a reply", "\n\nno\n", "no", "rejected"},
		{"a day", "\n\nno on yesterday\n", "no on " + yesterday, "rejected"},
		{"the end", "\n\nstop\n", "stop", "stopped"},
		{"a withdrawal", "\n\nstop letter\n", "stop letter", "stopped"},
	} {
		t.Run(row.why, func(t *testing.T) {
			u := newUser(t)
			mail := u.button(1, row.mail)
			if strings.HasPrefix(row.mail, "\n") {
				mail = u.reply(1, row.mail)
			}
			if got := u.ingest(mail); !strings.HasSuffix(got, "is asked about") || u.events(1) != "" {
				t.Fatalf("%s; events %q", got, u.events(1))
			}
			if n := u.notices(); n != 1 {
				t.Errorf("%d questions", n)
			}
			text := string(u.mails[len(u.mails)-1].Bytes)
			if !strings.Contains(text, "It was me") || !strings.Contains(text, "nothing was noted yet") {
				t.Errorf("the question is\n%s", text)
			}
			if got := u.ingest(mail); got != store.ErrTold.Error() {
				t.Errorf("the same mail again: %s", got)
			}
			if got := u.ingest(u.confirm(2, 0, row.words)); got == "" || u.events(2) == "" {
				t.Errorf("the question about another application: %s", got)
			}
			if got := u.ingest(strings.Replace(u.confirm(1, 0, row.words), row.words+"]", "stop accepted]", 1)); got !=
				command.ErrForged.Error() {
				t.Errorf("with other words: %s", got)
			}
			got := u.ingest(u.confirm(1, 0, row.words))
			if !strings.HasSuffix(got, "is noted") || u.events(1) != row.events {
				t.Errorf("the button: %s; events %q", got, u.events(1))
			}
			if n := u.notices(); n != 3 {
				t.Errorf("%d notices, want the question and two that take it back", n)
			}
		})
	}
}

// TestWhatEndsIsNoted at once if the mail is surely the user's, and again after an undo.
func TestWhatEndsIsNoted(t *testing.T) {
	u := newUser(t)
	if got := u.ingest(vouched + u.button(1, "no")); !strings.HasSuffix(got, "is noted") {
		t.Error(got)
	}
	sent := rules.Mail{
		From: []rules.Person{{Email: "sam@example.org"}}, To: []rules.Person{{Email: "sam@example.org"}},
		Subject: fmt.Sprintf("[fu 2-%s no]", u.Signer.Token(u.key(2), "no", now)), Folder: rules.FolderSent,
		Plain: true, Date: now, ID: "<no@example.org>", HasText: true,
	}
	if got := u.tell(sent)[0]; !strings.HasSuffix(got, "is noted") {
		t.Error(got)
	}
	last := int64(0)
	for range 2 { // each question has a token of its own
		c, err := u.st.Case(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		last = c.History.Events[len(c.History.Events)-1].ID
		if _, err := u.st.TakeBack(t.Context(), now, 1); err != nil {
			t.Fatal(err)
		}
		if got := u.ingest(u.confirm(1, last, "no")); !strings.HasSuffix(got, "is noted") || u.events(1) != "rejected" {
			t.Errorf("after %d: %s; events %q", last, got, u.events(1))
		}
	}
}
