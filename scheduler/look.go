package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// A Mailbox is the user's own mailbox. It is only read.
type Mailbox interface {
	// Look reads the headers of what came into the folders since the marks, in the order of [rules.Folders] and within
	// a folder from the lowest UID on. A folder without a mark, or whose UIDVALIDITY is another, is read from a day
	// on. take is called once for each mail, with its headers, and reports whether its text is wanted. It does not
	// keep the mail. A mail that take wants is fetched, and is in the sighting.
	//
	// The sighting counts even if there is an error: it has what was read before, with marks that go no further, so
	// that the next look goes on from there. A mail that cannot be read is skipped and named. Look ends with ctx.
	Look(ctx context.Context, marks []rules.MailMark, since time.Time, take func(rules.Mail) bool) (
		rules.Sighting, error)
}

// A LookStore is the part of the database that a look needs. Each method is one transaction.
type LookStore interface {
	// LookFrom returns how far the folders were read, from when on to read those without a mark, and the state of the
	// looks. The time is zero if no mail could mean anything.
	LookFrom(ctx context.Context, now time.Time, account string) (
		marks []rules.MailMark, since time.Time, watch outbox.Watch, err error)

	// Correspondence returns the applications that a mail may be about.
	Correspondence(ctx context.Context, now time.Time) ([]rules.Case, error)

	// Notice does what the user says in the mails of told, offers the invitations among them, calls match with these
	// applications, unless it is nil, and records what it returns together with how far the mailbox was read. It
	// returns the events that match found.
	Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark, watch outbox.Watch,
		told []rules.Mail, match func([]rules.Case) []rules.Finding) ([]rules.Event, error)
}

const (
	// lookFor is how long one look may take. What it has read by then counts, and the next one goes on from there.
	lookFor = time.Minute

	// firstInvited is how far back invitations are looked for if there is no application.
	firstInvited = 7 * 24 * time.Hour
)

// A Looker looks at the user's mailbox now and then. It is one more writer beside the command line: it records what it
// has seen as events, and the next pass decides with them. It never runs inside a pass, and no pass waits for it: a
// status note that asks for a look is put off, and the looker says when it has looked.
type Looker struct {
	Store   LookStore
	Mailbox Mailbox
	Account string   // names the mailbox
	Own     []string // the user's addresses
	Every   time.Duration
	Now     func() time.Time
	Log     *slog.Logger

	// Tells, if set, reports by its headers whether a mail is one in which the user tells something.
	Tells func(rules.Mail) bool

	// Invites, if set, reports by its subject whether a mail may be an invitation to an interview. Such a mail, and
	// one from whoever is part of an application, is fetched; if it has a calendar, it is among those in which
	// something is told.
	Invites func(subject string) bool

	// Shown, if set, lets other processes see when the mailbox was last seen, as long as this one runs, and reports
	// whether they can. Then a look without news is not recorded more often than every hour, and at the end of Run.
	Shown func(seen time.Time) (visible bool)

	// Seed spreads the retries of different installations.
	Seed string

	looking sync.Mutex   // one look at a time
	shown   outbox.Watch // after looks that were shown and not recorded; zero if there is none

	mu      sync.Mutex
	watch   outbox.Watch
	askedAt time.Time     // when a note asked for a look that has not ended yet, or zero
	asked   chan struct{} // wakes Run; made by wake
	looked  chan struct{} // wakes the daemon; made by wake
}

// Run looks at once and then now and then until ctx is done. After a failure it takes its time. It wakes up often
// enough to notice that the machine was suspended, or its clock set.
func (l *Looker) Run(ctx context.Context) {
	l.mu.Lock()
	asked, looked := l.wake()
	l.mu.Unlock()
	defer l.recordShown(ctx)
	timer := time.NewTimer(0)
	defer timer.Stop()
	wanted := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-asked:
			wanted = true
		case <-timer.C:
		}
		wait := min(maxSleep, l.Every)
		if l.isTime(wanted) {
			if more := l.lookLogged(ctx); more {
				wait = time.Second
			}
		}
		if wanted {
			wanted = false
			select {
			case looked <- struct{}{}:
			default:
			}
		}
		timer.Reset(wait)
	}
}

// isTime reports whether to look now. A look that somebody wants is not needed if another has just ended.
func (l *Looker) isTime(wanted bool) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	return l.watch.IsTime(now, l.Every) || wanted && !l.watch.IsFresh(now, l.Every)
}

func (l *Looker) now() time.Time { return l.Now().Truncate(time.Second) }

// lookLogged looks and logs an error of the database. more reports that the look did not come to the end of the
// mailbox in its time.
func (l *Looker) lookLogged(ctx context.Context) (more bool) {
	more, err := l.look(ctx)
	if err != nil && ctx.Err() == nil {
		l.Log.Error("what was seen in the mailbox cannot be recorded", "error", err)
	}
	return more
}

// Look looks once, for a minute at most. It returns an error for trouble with the database. Trouble with the mailbox
// is noted, and a later look tries again.
func (l *Looker) Look(ctx context.Context) error {
	_, err := l.look(ctx)
	return err
}

func (l *Looker) look(ctx context.Context) (more bool, err error) {
	l.looking.Lock()
	defer l.looking.Unlock()
	now := l.now()
	marks, since, watch, err := l.Store.LookFrom(ctx, now, l.Account)
	recorded := watch.Seen
	if seen := l.shown.Seen; seen.After(recorded) && !seen.After(now) {
		watch.Seen = seen
	}
	if err != nil {
		l.end(watch.Missed(now, l.Seed, "the database cannot be read"), false)
		return false, err
	}
	if since.IsZero() && l.Invites != nil { // the first interview may come by invitation
		since = now.Add(-firstInvited)
	}
	if since.IsZero() { // nothing was sent that could be answered
		l.end(watch.Saw(now), false)
		return false, nil
	}
	found, failure := l.read(ctx, now, marks, since)
	if ctx.Err() != nil { // the program ends; the next one goes on from the old marks
		return false, nil
	}
	more = errors.Is(failure, context.DeadlineExceeded) && !slices.Equal(found.Marks, marks)
	was := watch
	switch now = l.now(); {
	case failure == nil:
		watch = watch.Saw(now)
	case more:
		watch.Channel = outbox.Channel{LastTry: now}
	default:
		watch = watch.Missed(now, l.Seed, rules.Clip(rules.OneLine(failure.Error()), maxReason))
	}
	l.logWatch(was, watch, found)
	if failure == nil && was.Failures == 0 && isOld(found, marks) && l.isShown(watch, recorded) {
		l.end(watch, false)
		return false, nil
	}
	told, seen := l.divide(found.Mails)
	events, err := l.Store.Notice(ctx, now, l.Account, found.Marks, watch, told, l.matchOf(seen, now))
	if err != nil {
		watch = watch.Missed(now, l.Seed, "the database cannot be written")
	} else {
		l.shown = outbox.Watch{}
	}
	for _, e := range events {
		l.Log.Info("seen in the mailbox", "application", e.ApplicationID, "kind", e.Kind, "note", e.Note,
			"certainty", e.Certainty)
	}
	l.end(watch, more)
	return more, err
}

// maxReason is how many characters of an error are kept.
const maxReason = 300

// read reads the mailbox. A look that panics or takes too long fails.
func (l *Looker) read(ctx context.Context, now time.Time, marks []rules.MailMark, since time.Time) (
	found rules.Sighting, err error,
) {
	defer recoverInto(&err)
	ctx, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	var m *rules.Matcher // made when there is a mail: mostly there is none
	var noCases error
	found, err = l.Mailbox.Look(ctx, marks, since, func(mail rules.Mail) bool {
		if l.tells(mail) {
			return true
		}
		if m == nil && noCases == nil {
			var cases []rules.Case
			cases, noCases = l.Store.Correspondence(ctx, now)
			m = rules.NewMatcher(cases, l.Own, now)
		}
		if noCases != nil {
			return false
		}
		wanted := m.Wants(mail)
		return wanted || l.invites(m, mail)
	})
	if noCases != nil { // no mail was looked at, so none was read
		return rules.Sighting{}, fmt.Errorf("reading what was sent: %w", noCases)
	}
	return found, err
}

func (l *Looker) tells(mail rules.Mail) bool { return l.Tells != nil && l.Tells(mail) }

// invites reports whether a mail may be an invitation, by its headers alone.
func (l *Looker) invites(m *rules.Matcher, mail rules.Mail) bool {
	return l.Invites != nil && (mail.Folder == rules.FolderInbox || mail.Folder == rules.FolderArchive) &&
		(l.Invites(mail.Subject) || m.MayInvite(mail))
}

// divide returns the mails in which the user tells something or is invited, and those in which something may be seen.
// An invitation may be an answer as well, and a mail that was fetched for nothing is seen as nothing.
func (l *Looker) divide(mails []rules.Mail) (told, seen []rules.Mail) {
	for _, mail := range mails {
		tells := l.tells(mail)
		if tells || l.Invites != nil && mail.Calendar != "" && mail.Folder != rules.FolderSent {
			told = append(told, mail)
		}
		if !tells {
			seen = append(seen, mail)
		}
	}
	return told, seen
}

// matchOf returns what to make of the mails, or nil if there is none.
func (l *Looker) matchOf(mails []rules.Mail, now time.Time) func([]rules.Case) []rules.Finding {
	if len(mails) == 0 {
		return nil
	}
	return func(cases []rules.Case) []rules.Finding {
		return rules.NewMatcher(cases, l.Own, now).Match(mails)
	}
}

// end notes how a look ended. A note that asked for it still waits if there is more to see.
func (l *Looker) end(w outbox.Watch, more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.watch = w; !more {
		l.askedAt = time.Time{}
	}
}

// logWatch logs what has changed since the look before. It names no mail but by its folder and number.
func (l *Looker) logWatch(was, is outbox.Watch, found rules.Sighting) {
	switch {
	case is.Failures > 0 && is.LastError != was.LastError:
		l.Log.Warn("the mailbox cannot be read; reminders come all the same", "reason", is.LastError,
			"again_at", is.NextTry)
	case is.Failures == 0 && was.Failures > 0:
		l.Log.Info("the mailbox can be read again", "after_failures", was.Failures)
	}
	for _, mail := range found.Skipped {
		l.Log.Warn("a mail in the mailbox cannot be read, and is left out", "mail", rules.Clip(mail, maxReason))
	}
}
