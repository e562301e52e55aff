package scheduler

import (
	"context"
	"slices"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// A Sight says what is known of the mailbox when a note is about to go out.
type Sight int

// The sights.
const (
	Seen   Sight = iota // it was seen lately
	Coming              // a look has been asked for, and the note waits for it
	Unseen              // it cannot be seen now, and the note goes all the same
)

// askedFor is how long a note waits for a look that it asked for. It is longer than a look takes, and not for ever: no
// reminder depends on the mailbox.
const askedFor = 2 * time.Minute

// Ask says whether the mailbox was seen lately. If it was not, and a look may help, Ask begins one. A mailbox that
// failed and is tried now and then is not waited for.
func (l *Looker) Ask(now time.Time) Sight {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.watch.IsFresh(now, l.Every):
		return Seen
	case l.watch.Failures > 0 && now.Before(l.watch.NextTry.Add(askedFor)) && !now.Before(l.watch.LastTry):
		return Unseen
	case !l.askedAt.IsZero() && now.Sub(l.askedAt).Abs() > askedFor:
		return Unseen // whatever became of the look
	case l.askedAt.IsZero():
		l.askedAt = now
	}
	asked, _ := l.wake()
	select {
	case asked <- struct{}{}:
	default: // it is awake
	}
	return Coming
}

// Looked returns a channel that receives after a look that was asked for.
func (l *Looker) Looked() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, looked := l.wake()
	return looked
}

func (l *Looker) wake() (asked, looked chan struct{}) {
	if l.asked == nil {
		l.asked, l.looked = make(chan struct{}, 1), make(chan struct{}, 1)
	}
	return l.asked, l.looked
}

// recordEvery is how old the database's word on when the mailbox was last seen may get. A process that is killed leaves
// no other word, so after that it may be so much too early. It is never too late.
const recordEvery = time.Hour

// isShown reports whether everybody can see how a look without news has ended, so that nothing need be written to the
// disk. recorded is when the mailbox was last seen, as the database has it.
func (l *Looker) isShown(w outbox.Watch, recorded time.Time) bool {
	since := w.Seen.Sub(recorded)
	if l.Shown == nil || !l.Shown(w.Seen) || since < 0 || since >= recordEvery {
		return false
	}
	l.shown = w
	return true
}

// isOld reports whether a look has found nothing that was not known.
func isOld(found rules.Sighting, marks []rules.MailMark) bool {
	isNew := func(m rules.MailMark) bool { return !slices.Contains(marks, m) }
	return len(found.Mails) == 0 && !slices.ContainsFunc(found.Marks, isNew)
}

// recordFor is how long the end of Run may wait for the database.
const recordFor = 5 * time.Second

// recordShown records, at the end of Run, what is only shown as long as it runs.
func (l *Looker) recordShown(ctx context.Context) {
	if l.Shown == nil {
		return
	}
	l.looking.Lock()
	defer l.looking.Unlock()
	if !l.shown.Seen.IsZero() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordFor)
		defer cancel()
		if _, err := l.Store.Notice(ctx, l.shown.Seen, l.Account, nil, l.shown, nil, nil); err != nil {
			l.Log.Warn("when the mailbox was last seen cannot be recorded", "error", err)
		}
	}
	l.Shown(time.Time{})
}
