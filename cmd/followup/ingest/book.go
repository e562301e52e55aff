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
	tell := func(t *store.Telling) (err error) {
		results, err = b.Desk.Do(t, now, told...)
		return err
	}
	events, err := b.Store.Notice(ctx, now, account, marks, watch, tell, match)
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		b.log(r)
	}
	return events, nil
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
