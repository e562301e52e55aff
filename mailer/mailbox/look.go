package mailbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"followup/mailer/budget"
	"followup/rules"
)

// maxDials is how many connections one look opens: a mail that ends one is found by halving the chunk.
const maxDials = 12

// A look is one look at the mailbox.
type look struct {
	*Client
	ctx   context.Context
	since time.Time
	take  func(rules.Mail) bool

	session *session
	dials   int
	bytes   int // that the server may still say
	found   rules.Sighting
}

// Look implements scheduler.Mailbox.
func (c *Client) Look(
	ctx context.Context, marks []rules.MailMark, since time.Time, take func(rules.Mail) bool,
) (rules.Sighting, error) {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.LookTimeout)
	defer cancel()
	l := &look{Client: c, ctx: ctx, since: since, take: take, bytes: c.cfg.LookBytes}
	err := l.dial()
	if err == nil {
		err = l.all(marks)
	}
	if l.session != nil {
		l.session.hangup()
	}
	switch {
	case err != nil && errors.Is(context.Cause(ctx), context.DeadlineExceeded):
		err = l.cut(marks, fmt.Sprintf("the look took longer than %s", c.cfg.LookTimeout))
	case errors.Is(err, budget.ErrExceeded):
		err = l.cut(marks, fmt.Sprintf("the look has read %d MB", c.cfg.LookBytes>>20))
	}
	return l.found, err
}

// cut returns the error for a look that did not come to the end. If it has read something, it is an [Unfinished].
func (l *look) cut(before []rules.MailMark, why string) error {
	for _, m := range l.found.Marks {
		if !slices.Contains(before, m) {
			return Unfinished{l.server() + ": " + why + ", and the next one goes on from there"}
		}
	}
	return fmt.Errorf("%s: %s, and nothing was read", l.server(), why)
}

// Unfinished is the error of a look that has read something, but not all that is new.
type Unfinished struct{ what string }

func (u Unfinished) Error() string { return u.what }

// Unwrap returns [context.DeadlineExceeded]: the look has used up what it may take.
func (Unfinished) Unwrap() error { return context.DeadlineExceeded }

// dial opens a session, and closes the one before.
func (l *look) dial() (err error) {
	if l.session != nil {
		l.session.close()
		l.bytes = l.session.raw.Left()
	}
	if l.bytes < answerBudget {
		l.session = nil
		return fault{"cannot go on", budget.ErrExceeded}
	}
	if l.dials++; l.dials > maxDials {
		l.session = nil
		return fmt.Errorf("%s closed the connection %d times", l.server(), maxDials)
	}
	if l.session, err = l.open(l.ctx, l.bytes); err != nil {
		l.session = nil
	}
	return err
}

// all reads the folders. One that cannot be opened does not hide the others, unless it is the INBOX. Without Sent it is
// not seen what the user sends and tells, so the look fails at it, but at the end.
func (l *look) all(marks []rules.MailMark) (unsent error) {
	folders, err := l.session.folders(l.since)
	if err != nil {
		return l.told(err)
	}
	for _, f := range folders {
		if err := l.ctx.Err(); err != nil {
			return l.told(err)
		}
		mark := markOf(f, marks)
		if old, err := l.session.isAsBefore(mark); err != nil {
			return l.told(err)
		} else if old {
			l.found.Marks = append(l.found.Marks, mark)
			continue
		}
		at, err := l.session.examine(f.Name)
		if refused := new(imap.Error); errors.As(err, &refused) && f.Role != rules.FolderInbox {
			l.found.Skipped = append(l.found.Skipped, fmt.Sprintf("%s: %s", f.Name, words(refused)))
			if f.Role == rules.FolderSent {
				unsent = l.told(err)
			}
			continue
		}
		if err != nil {
			return l.told(err)
		}
		if mark.UIDValidity != at.validity || at.validity == 0 {
			mark = rules.MailMark{Name: f.Name, UIDValidity: at.validity}
		}
		r := &reading{look: l, folder: f, at: at, mark: mark}
		err = r.all()
		if r.mark.UIDNext != 0 && r.mark.UIDValidity != 0 { // else the next look searches again
			l.found.Marks = append(l.found.Marks, r.mark)
		}
		if err != nil {
			return l.told(err)
		}
	}
	return unsent
}

// markOf returns how far a folder was read before.
func markOf(f Folder, marks []rules.MailMark) rules.MailMark {
	for _, m := range marks {
		if m.Name == f.Name {
			return m
		}
	}
	return rules.MailMark{Name: f.Name}
}

// told names the server in an error of the dialogue.
func (l *look) told(err error) error { return fmt.Errorf("%s: %w", l.server(), err) }

// Check logs in and opens the folders that a look would read. It returns them.
func (c *Client) Check(ctx context.Context, since time.Time) ([]Folder, error) {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.LookTimeout)
	defer cancel()
	s, err := c.open(ctx, c.cfg.LookBytes)
	if err != nil {
		return nil, err
	}
	defer s.hangup()
	folders, err := s.folders(since)
	for _, f := range folders {
		if _, err = s.examine(f.Name); err != nil {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.server(), err)
	}
	return folders, nil
}
