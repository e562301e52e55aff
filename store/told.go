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

// A Telling is a transaction in which mails of the user tell things: what they tell, that it was told, and the notice
// about it are stored together or not at all.
type Telling struct {
	tx  *transaction
	now time.Time
}

// Telling calls do in one transaction, which is undone if do returns an error. It must use the telling and not the
// store.
func (s *Store) Telling(ctx context.Context, now time.Time, do func(*Telling) error) error {
	return s.write(ctx, "recording what was told by mail", func(tx *transaction) error {
		return do(&Telling{tx, now})
	})
}

// What keeps something from being told by mail.
var (
	ErrTold    = errors.New("it was told before")
	ErrSince   = errors.New("something else was said since, or it was taken back already")
	ErrTooMuch = fmt.Errorf("%d mails were sent today about what was told by mail, and it needs another", maxNotices)
)

// maxNotices is how many notices are sent in 24 hours. Nobody presses that many buttons; a program that goes round in
// circles does.
const maxNotices = 20

// Pause returns the pause, which may be over.
func (t *Telling) Pause() (rules.Pause, error) { return findPause(t.tx) }

// Case is like [Store.Case].
func (t *Telling) Case(number int64) (rules.Case, error) { return findCase(t.tx, number) }

// Once calls do, unless what the ticket stands for was told before: then it returns [ErrTold]. If do returns an error,
// what it stored is undone, and the ticket is not used up.
func (t *Telling) Once(ticket [sha256.Size]byte, do func() error) error {
	return t.Attempt(func() error {
		if err := useUp(t.tx, t.now, ticket); err != nil {
			return err
		}
		return do()
	})
}

// ToldAt returns when a ticket was used, or zero if it was not.
func (t *Telling) ToldAt(ticket [sha256.Size]byte) (at time.Time, err error) {
	err = t.tx.get(`SELECT max(told_at) FROM told WHERE hash = ?`, ticket[:]).Scan(instant{&at})
	return at, err
}

// Attempt calls do. If do returns an error, what it stored is undone. If nothing can be undone, because SQLite has
// rolled the whole telling back, as it does on a full disk, nothing of the telling is stored any more, and it fails.
func (t *Telling) Attempt(do func() error) error {
	return t.tx.attempt(do)
}

// Record is like [Store.Record]. It returns the number of the batch.
func (t *Telling) Record(events ...rules.Event) (batch int64, err error) {
	if err := t.tx.get(nextBatch).Scan(&batch); err != nil {
		return 0, err
	}
	return batch, record(t.tx, t.now, events...)
}

// TakeBack is like [Store.TakeBack]. Unless the batch is 0 it must be the last that the user told, else the error is
// [ErrSince]: that something was seen in the mailbox since is no reason against it.
func (t *Telling) TakeBack(applicationID, batch int64) ([]rules.Event, error) {
	taken, err := takeBackLast(t.tx, t.now, applicationID, batch != 0)
	if err == nil && batch != 0 && (len(taken) == 0 || taken[0].ID != batch) {
		err = ErrSince
	}
	return taken, err
}

// useUp notes that a ticket is used, or returns [ErrTold]. It is noted for ever, in some forty bytes: when a clock that
// was ahead is set back, a token that had become too old is good again.
func useUp(tx *transaction, now time.Time, ticket [sha256.Size]byte) error {
	added, err := tx.change(`INSERT INTO told (hash, told_at) VALUES (?, ?) ON CONFLICT DO NOTHING`,
		ticket[:], seconds(now))
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
		if key, err := findMeta(&transaction{ctx: ctx, querier: db}, commandKeyKey); err != nil || key == "" {
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
