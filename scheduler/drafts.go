package scheduler

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// A DraftStore is the part of the database that the copies of drafts need. Each method is one transaction.
type DraftStore interface {
	// Copies returns the copies that are in the user's Drafts folder or are to come there, with the state of the
	// folder.
	Copies(ctx context.Context, now time.Time) ([]rules.Copy, outbox.Drawer, error)

	// CopiedMessage returns a reminder as it was sent; ok is false if its bytes are not kept any more.
	CopiedMessage(ctx context.Context, reminderID int64) (m rules.Message, ok bool, err error)

	SaveCopy(ctx context.Context, c rules.Copy) error
	ForgetCopy(ctx context.Context, id int64) error
	SetDrawer(ctx context.Context, d outbox.Drawer) error
}

// A DraftsFolder is the user's Drafts folder.
type DraftsFolder interface {
	// Open logs in and finds the folder. If there is no error, it must be closed. It ends with ctx.
	Open(ctx context.Context) error
	Close()

	// Takes reports whether the server can take away a single mail.
	Takes() bool

	// Find returns the mails with that Message-ID.
	Find(id string) ([]rules.FoundCopy, error)

	// Put adds a mail. The UID of its place is 0 if the server does not say it. maybe reports, with an error, that the
	// mail may be there all the same.
	Put(mail []byte, at time.Time) (place rules.CopyPlace, maybe bool, err error)

	// Take takes a copy away and reports true, unless what lies in its place is not that copy, or not as it was put
	// there.
	Take(c rules.Copy) (ours bool, err error)
}

// A Copyist makes the copies of drafts.
type Copyist interface {
	// Copy returns the draft in that place of a reminder, as a mail with a Message-ID that is always the same, and
	// what anybody sees of it. ok is false if there is none.
	Copy(m rules.Message, place int, at time.Time) (c rules.Message, digest rules.MailHash, ok bool)
}

// A Keeper puts copies of the drafts into the user's Drafts folder when their reminders have gone out, and takes them
// away when they are sent or obsolete. Like a [Looker] it is one more writer beside the passes, which know nothing of
// it and never wait for it.
//
// It may be interrupted at any line. What it is about to put there is recorded before, and looked for by its
// Message-ID when it is not known whether it got there; it is put there twice at most. What it takes away is what it
// has put there and nobody has changed; whatever else it finds belongs to the user. What it has taken away comes back
// if it is worth sending again, as after an undo; what the user has deleted does not.
type Keeper struct {
	Store   DraftStore
	Folder  DraftsFolder
	Copyist Copyist
	Now     func() time.Time
	Log     *slog.Logger

	// Seed spreads the retries of different installations.
	Seed string

	// Wake, if set, receives when reminders were delivered, so that their drafts need not wait for a minute.
	Wake chan struct{}
}

const (
	// maxPuts is how often a copy may be put into the folder without an answer. Each may be one too many.
	maxPuts = 2

	// keepFor is how long all that is done at once may take.
	keepFor = time.Minute
)

// Run keeps the folder up to date until ctx is done.
func (k *Keeper) Run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.Wake:
		case <-timer.C:
		}
		if err := k.Keep(ctx); err != nil && ctx.Err() == nil {
			k.Log.Error("what was done in the Drafts folder cannot be recorded", "error", err)
		}
		timer.Reset(maxSleep)
	}
}

// Keep does what is to be done in the folder, and opens it only for that. It returns an error for trouble with the
// database. Trouble with the folder is noted, and tried again later.
func (k *Keeper) Keep(ctx context.Context) (err error) {
	defer recoverInto(&err)
	now := k.Now().Truncate(time.Second)
	copies, drawer, err := k.Store.Copies(ctx, now)
	if err != nil {
		return err
	}
	todo, err := k.sort(ctx, copies, now)
	switch {
	case err == nil && len(todo) == 0 && drawer.Failures > 0: // it failed at what is not needed any more
		return k.Store.SetDrawer(ctx, drawer.Opened(now))
	case err != nil, len(todo) == 0, !drawer.IsTime(now):
		return err
	}
	was := drawer
	failure, err := k.open(ctx, todo, &drawer)
	if ctx.Err() != nil && err == nil { // the program ends; the next one goes on
		return nil
	}
	now = k.Now().Truncate(time.Second)
	if failure != nil {
		drawer = drawer.Missed(now, k.Seed, rules.Clip(rules.OneLine(failure.Error()), maxReason))
	} else if err == nil {
		drawer = drawer.Opened(now)
	}
	k.log(was, drawer)
	return errors.Join(err, k.Store.SetDrawer(ctx, drawer))
}

// sort returns the copies for which the folder must be opened: those that are to come, and those that are to go. What
// is not there and will not come is forgotten.
func (k *Keeper) sort(ctx context.Context, copies []rules.Copy, now time.Time) (todo []rules.Copy, err error) {
	for _, c := range copies {
		switch {
		case c.State == rules.CopyDue && !c.Stands:
			if !c.IsOver(now) {
				continue
			}
			if err := k.Store.ForgetCopy(ctx, c.ID); err != nil {
				return nil, err
			}
		case c.State == rules.CopyThere && c.Stands:
		default:
			todo = append(todo, c)
		}
	}
	return todo, nil
}

// open opens the folder and deals with the copies. failure is what went wrong there, and err what went wrong with the
// database. One copy that fails does not hold up the others; if the connection is lost, they fail as well.
func (k *Keeper) open(ctx context.Context, todo []rules.Copy, drawer *outbox.Drawer) (failure, err error) {
	ctx, cancel := context.WithTimeout(ctx, keepFor)
	defer cancel()
	if err := k.Folder.Open(ctx); err != nil {
		return err, nil
	}
	defer k.Folder.Close()
	drawer.Stays = !k.Folder.Takes()
	for _, c := range todo {
		var failed error
		if c.Stands {
			failed, err = k.put(ctx, c)
		} else {
			failed, err = k.take(ctx, c)
		}
		if err != nil {
			return failure, err
		}
		failure = cmp.Or(failure, failed)
	}
	return failure, nil
}

// put puts a copy into the folder, unless it is there.
func (k *Keeper) put(ctx context.Context, c rules.Copy) (failure, err error) {
	m, ok, err := k.Store.CopiedMessage(ctx, c.ReminderID)
	if err != nil {
		return nil, err
	}
	var mail rules.Message
	var digest rules.MailHash
	if ok {
		mail, digest, ok = k.Copyist.Copy(m, c.Place, c.Delivered)
	}
	if !ok {
		return nil, k.Store.ForgetCopy(ctx, c.ID)
	}
	if c.State == rules.CopyDue { // else it may be there as it was then
		c.MessageID, c.Digest = mail.ID, digest
	}
	if there, failure, err := k.adopt(ctx, c); there || failure != nil || err != nil {
		return failure, err
	}
	if c.Attempts >= maxPuts {
		k.Log.Warn("a draft may be in the Drafts folder and is not found there; it is not put there again",
			"application", c.ApplicationID)
		return nil, k.Store.ForgetCopy(ctx, c.ID)
	}
	c.State, c.Attempts, c.MessageID, c.Digest = rules.CopyPutting, c.Attempts+1, mail.ID, digest
	if err := k.Store.SaveCopy(ctx, c); err != nil {
		return nil, err
	}
	place, maybe, failure := k.Folder.Put(mail.Bytes, c.Delivered)
	switch {
	case failure != nil && maybe:
		return failure, nil
	case failure != nil: // it is surely not there
		c.State, c.Attempts = rules.CopyDue, c.Attempts-1
	case place.UID == 0:
		_, failure, err := k.adopt(ctx, c)
		return failure, err
	default:
		c.State, c.At = rules.CopyThere, place
	}
	return failure, k.Store.SaveCopy(ctx, c)
}

// adopt looks for a copy in the folder, and notes where it lies. One that was changed is the user's own now.
func (k *Keeper) adopt(ctx context.Context, c rules.Copy) (there bool, failure, err error) {
	found, failure := k.Folder.Find(c.MessageID)
	if failure != nil || len(found) == 0 {
		return false, failure, nil
	}
	for _, f := range found {
		if f.Digest == c.Digest {
			c.State, c.At = rules.CopyThere, f.CopyPlace
			return true, nil, k.Store.SaveCopy(ctx, c)
		}
	}
	return true, nil, k.Store.ForgetCopy(ctx, c.ID)
}

// take takes a copy out of the folder. If it was not there as it had been put there, it is forgotten: the user has
// sent, changed or deleted it. In between it is noted that it may be there, so that after a crash it is looked for, and
// is neither taken for one that the user has deleted nor left to be one too many.
func (k *Keeper) take(ctx context.Context, c rules.Copy) (failure, err error) {
	if c.State == rules.CopyPutting {
		there, failure, err := k.adopt(ctx, c)
		if !there && failure == nil && err == nil {
			c.State, c.At = rules.CopyDue, rules.CopyPlace{} // it counts as one attempt
			return nil, k.Store.SaveCopy(ctx, c)
		}
		return failure, err // if it is there, the next time takes it away
	}
	if !k.Folder.Takes() {
		return nil, k.Store.ForgetCopy(ctx, c.ID)
	}
	perhaps := c
	perhaps.State, perhaps.Attempts = rules.CopyPutting, max(c.Attempts-1, 0)
	if err := k.Store.SaveCopy(ctx, perhaps); err != nil {
		return nil, err
	}
	ours, failure := k.takeAll(c)
	switch {
	case failure != nil:
		return failure, nil
	case !ours:
		return nil, k.Store.ForgetCopy(ctx, c.ID)
	}
	c.State, c.Attempts, c.At = rules.CopyDue, 0, rules.CopyPlace{}
	return nil, k.Store.SaveCopy(ctx, c)
}

// takeAll takes away a copy, and if it was put there more than once, whichever others there are. ours reports whether
// it was there, and nothing of it is left.
func (k *Keeper) takeAll(c rules.Copy) (ours bool, failure error) {
	ours, failure = k.Folder.Take(c)
	if failure != nil || c.Attempts <= 1 {
		return ours, failure
	}
	found, failure := k.Folder.Find(c.MessageID)
	changed := false
	for _, f := range found {
		if f.Digest != c.Digest {
			changed = true
		} else if failure == nil {
			var one bool
			c.At = f.CopyPlace
			one, failure = k.Folder.Take(c)
			ours = ours || one
		}
	}
	return ours && !changed, failure
}

// log logs what has changed since the folder was opened before.
func (k *Keeper) log(was, is outbox.Drawer) {
	switch {
	case is.Failures > 0 && is.LastError != was.LastError:
		k.Log.Warn("drafts cannot be put into the Drafts folder, or taken away; reminders come all the same, with "+
			"their drafts", "reason", is.LastError, "again_at", is.NextTry)
	case is.Failures == 0 && was.Failures > 0:
		k.Log.Info("the Drafts folder can be used again", "after_failures", was.Failures)
	}
	if is.Stays && !was.Stays {
		k.Log.Warn("the mail server cannot take a single mail away (it has no UIDPLUS), so drafts that are done stay " +
			"in the Drafts folder until you delete them")
	}
}
