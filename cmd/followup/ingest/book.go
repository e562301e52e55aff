package ingest

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/store"
)

// A Book is the database as a look at the mailbox sees it: what the user told by mail is done at the desk, in the same
// transaction as everything else that the look has found.
type Book struct {
	*store.Store
	Desk Desk
	Log  *slog.Logger
}

// Notice implements scheduler.LookStore.
func (b Book) Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark, watch outbox.Watch,
	told []rules.Mail, match func([]rules.Case) []rules.Finding,
) ([]rules.Event, error) {
	var results []Result
	var offered map[rules.MailHash]int64
	tells, invites := divide(told)
	tell := func(t *store.Telling) (err error) {
		if results, err = b.Desk.Do(t, now, tells...); err != nil {
			return err
		}
		var faults []Result
		offered, faults, err = b.Desk.Offer(t, now, invites...)
		results = append(results, faults...)
		return err
	}
	others := match
	if match != nil && len(invites) > 0 {
		others = func(cases []rules.Case) []rules.Finding { return unasked(match(cases), offered) }
	}
	events, err := b.Store.Notice(ctx, now, account, marks, watch, tell, others)
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		b.log(r)
	}
	return events, nil
}

// unasked returns what was found, so that the user is not asked what a mail says whose invitation was offered. What is
// surely theirs is an answer all the same, and holds the requests for news as any other: adding the interview, or
// saying what they wrote, releases them. What holds nothing would only be asked about, so it is left out.
func unasked(found []rules.Finding, offered map[rules.MailHash]int64) (kept []rules.Finding) {
	for _, f := range found {
		application, ok := offered[f.Event.Mail.Hash]
		if ok && f.Event.Certainty == rules.Perhaps {
			continue
		}
		if ok && f.Event.ApplicationID == application && f.Event.Kind == rules.Answered {
			f.Event.Note = rules.AnswerSeen
		}
		kept = append(kept, f)
	}
	return kept
}

// divide returns the mails in which the user tells something, and those that may invite them.
func divide(mails []rules.Mail) (tells, invites []rules.Mail) {
	for _, m := range mails {
		if m.Folder == rules.FolderSent {
			tells = append(tells, m)
		} else {
			invites = append(invites, m)
		}
	}
	return tells, invites
}

// log logs what became of a mail. Of one without a token of this database nothing is logged.
func (b Book) log(r Result) {
	refusal := Refusal{}
	switch {
	case !errors.As(r.Err, &refusal):
		b.Log.Info("told by mail", "what", r.Done)
	case refusal.Fault:
		b.Log.Error("a fault of the program; please report it", "error", refusal.Reason)
	case refusal.Of != 0:
		b.Log.Warn("what was told by mail is not done", "application", refusal.Of)
	}
}
