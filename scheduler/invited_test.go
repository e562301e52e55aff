package scheduler_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
	"followup/store"
)

// invitedStore notes in which mails something is told.
type invitedStore struct {
	*store.Store
	told *[]string
}

func (s invitedStore) Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark,
	watch outbox.Watch, told []rules.Mail, match func([]rules.Case) []rules.Finding,
) ([]rules.Event, error) {
	for _, m := range told {
		*s.told = append(*s.told, m.Subject)
	}
	return s.Store.Notice(ctx, now, account, marks, watch, nil, match)
}

// TestInvitationsAreTold: a mail with a calendar is one in which something is told, if it lies where others put mail
// and its subject or its sender fits. Without an application the mailbox is looked at as well.
func TestInvitationsAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, b := newWorld(t), newMailbox()
		var told []string
		l := w.looker(b)
		l.Store = invitedStore{w.store, &told}
		l.Invites = func(subject string) bool { return strings.Contains(subject, "interview") }
		put := func(folder rules.Folder, from, subject, calendar string) {
			b.put(folder, rules.Mail{
				ID: "<" + string(folder) + subject + "@x.test>", From: []rules.Person{{Email: from}}, Subject: subject,
				Date: time.Now(), HasText: true, Calendar: calendar,
			})
		}
		look := func() {
			if err := l.Look(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		put(rules.FolderInbox, "x@y.test", "an interview", "C")
		put(rules.FolderInbox, "x@y.test", "a party", "C")
		put(rules.FolderJunk, "x@y.test", "an interview for a prize", "C")
		look()
		w.add("2000-01-03 10:00")
		put(rules.FolderArchive, "jo@acme-1.test", "second round", "C")
		put(rules.FolderInbox, "jo@acme-1.test", "hello", "")
		put(rules.FolderSent, me, "my interview", "C")
		look()
		if want := []string{"an interview", "second round"}; !slices.Equal(told, want) {
			t.Errorf("told is %q, want %q", told, want)
		}
	})
}

var _ scheduler.LookStore = invitedStore{}
