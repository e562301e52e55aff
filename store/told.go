package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// A Ticket lets one thing be told by mail, once.
type Ticket struct {
	Hash [sha256.Size]byte // of what may be told only once

	// Notice composes the mail that says what came of it, or is nil. The events are those that were recorded, as the
	// batch with that number, or taken back. It must not use the store.
	Notice func(batch int64, events []rules.Event) (rules.Message, error)

	// Must says that nothing is told without the notice. Otherwise a notice too many is left out.
	Must bool
}

// What keeps something from being told by mail.
var (
	ErrTold     = errors.New("it was told before")
	ErrSince    = errors.New("something else was said since, or it was taken back already")
	ErrTooMuch  = fmt.Errorf("%d mails were sent today about what was told by mail, and it needs another", maxNotices)
	errNoNotice = errors.New("it needs a notice, and none can be composed")
)

// maxNotices is how many notices are sent in 24 hours. Nobody presses that many buttons; a program that goes round in
// circles does.
const maxNotices = 20

// keepTold is how long a ticket is kept: twice as long as any token is good, for a clock that was set back.
const keepTold = 2 * 90 * 24 * time.Hour

// Tell is like [Store.Record] for what is told by mail: the ticket is used up, and the notice waits to be sent, in the
// same transaction. There may be no events, if only a notice is to be sent. The error is [ErrTold] if the ticket was
// used before.
func (s *Store) Tell(ctx context.Context, now time.Time, t Ticket, events ...rules.Event) error {
	return s.write(ctx, "recording what was told by mail", func(tx *transaction) error {
		if err := useUp(tx, now, t); err != nil {
			return err
		}
		var batch int64
		if err := tx.get(nextBatch).Scan(&batch); err != nil {
			return err
		}
		if err := record(tx, now, events...); err != nil {
			return err
		}
		return addNotice(tx, now, t, batch, events)
	})
}

// TellUndo is like [Store.TakeBack] for what is told by mail. Unless the batch is 0 it must be the last one, else the
// error is [ErrSince].
func (s *Store) TellUndo(
	ctx context.Context, now time.Time, t Ticket, applicationID, batch int64,
) (taken []rules.Event, err error) {
	err = s.write(ctx, "taking back what was said", func(tx *transaction) error {
		if err := useUp(tx, now, t); err != nil {
			return err
		}
		if taken, err = takeBackLast(tx, now, applicationID); err != nil {
			return err
		}
		if batch != 0 && (len(taken) == 0 || taken[0].ID != batch) {
			return ErrSince
		}
		return addNotice(tx, now, t, 0, taken)
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// WasTold reports whether the ticket was used. Another process may still use it.
func (s *Store) WasTold(ctx context.Context, t Ticket) (told bool, err error) {
	err = s.single(ctx).get(`SELECT EXISTS (SELECT 1 FROM told WHERE hash = ?)`, t.Hash[:]).Scan(&told)
	return told, s.explain("looking up what was told by mail", err)
}

// useUp notes that a ticket is used, or returns [ErrTold].
func useUp(tx *transaction, now time.Time, t Ticket) error {
	if err := tx.exec(`DELETE FROM told WHERE told_at < ?`, seconds(now.Add(-keepTold))); err != nil {
		return err
	}
	added, err := tx.change(`INSERT INTO told (hash, told_at) VALUES (?, ?) ON CONFLICT DO NOTHING`,
		t.Hash[:], seconds(now))
	if err == nil && added == 0 {
		err = ErrTold
	}
	return err
}

// commandKeyKey is the key in meta of the key for tokens.
const commandKeyKey = "command_key"

// CommandKey returns the secret key for the tokens of commands by mail, of the given size. It is made when it is first
// asked for. A copy of the database does not have it, so a restored one makes another.
func (s *Store) CommandKey(ctx context.Context, size int) (key []byte, err error) {
	text, err := s.Meta(ctx, commandKeyKey)
	if err == nil && text == "" {
		err = s.write(ctx, "making the key for commands by mail", func(tx *transaction) error {
			key := make([]byte, size)
			_, _ = rand.Read(key) // never fails
			err := tx.exec(`INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING`,
				commandKeyKey, hex.EncodeToString(key))
			if err != nil {
				return err
			}
			text, err = findMeta(tx, commandKeyKey) // another process may have made one first
			return err
		})
	}
	if err != nil {
		return nil, err
	}
	if key, err = hex.DecodeString(text); err != nil || len(key) != size {
		return nil, s.explain("reading the key for commands by mail", errMisfit)
	}
	return key, nil
}

// removeKey removes the key from a copy of the database, with its traces in the file.
func removeKey(ctx context.Context, path string) error {
	db := openPool(path)
	err := func() error {
		if key, err := findMeta(&transaction{ctx, db}, commandKeyKey); err != nil || key == "" {
			return err
		}
		if _, err := db.ExecContext(ctx, `PRAGMA secure_delete = on`); err != nil {
			return err
		}
		_, err := db.ExecContext(ctx, sqlForgetKey)
		return err
	}()
	return errors.Join(err, db.Close())
}

const sqlForgetKey = `DELETE FROM meta WHERE key = '` + commandKeyKey + `'`

// forgetTold drops from a restored database what only the old one could use: its key, if the backup was made by
// copying the file, what was told with it, and the notices that it was about to send.
func (s *Store) forgetTold(ctx context.Context) error {
	return s.write(ctx, "forgetting the key for commands by mail", func(tx *transaction) error {
		for _, query := range []string{sqlForgetKey, `DELETE FROM told`, `DELETE FROM notices`} {
			if err := tx.exec(query); err != nil {
				return err
			}
		}
		return nil
	})
}
