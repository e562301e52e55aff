package store

import (
	"cmp"
	"context"
	"database/sql"
)

// A transaction runs statements with the context of one call of a method of [Store]; it lives no longer than that.
type transaction struct {
	ctx context.Context
	querier

	// broken is why SQLite has rolled all of it back, or nil. What came after that would be stored without what came
	// before, so nothing runs any more.
	broken error
}

// A querier is a [sql.DB] or a [sql.Tx].
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// write runs f in one immediate transaction. f must use tx and not the store: there is one connection, and tx has it.
func (s *Store) write(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.explain(doing, s.transact(ctx, nil, f))
}

// read runs f on one snapshot of the database. It neither waits for a writer nor makes one wait.
func (s *Store) read(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.explain(doing, s.transact(ctx, &sql.TxOptions{ReadOnly: true}, f))
}

func (s *Store) transact(ctx context.Context, opts *sql.TxOptions, f func(tx *transaction) error) error {
	tx, err := s.db.BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	defer tx.Rollback() // a no-op after Commit
	t := &transaction{ctx: ctx, querier: tx}
	if err := f(t); err != nil {
		return err
	}
	if t.broken != nil { // f need not have noticed
		return t.broken
	}
	return tx.Commit()
}

// single makes each statement a transaction of its own.
func (s *Store) single(ctx context.Context) *transaction {
	return &transaction{ctx: ctx, querier: s.db}
}

// brief is single for a question of some microseconds, which does not end with ctx. For one that may, database/sql and
// the driver each start a goroutine, and each of these wakes a thread, as if there were more to do.
func (s *Store) brief(ctx context.Context) *transaction { return s.single(context.WithoutCancel(ctx)) }

// attempt calls do within a savepoint. If do returns an error, what it stored is undone.
func (t *transaction) attempt(do func() error) error {
	if err := t.exec(`SAVEPOINT attempt`); err != nil {
		return err
	}
	err := do()
	if err != nil {
		if failed := t.exec(`ROLLBACK TO attempt`); failed != nil {
			return t.breaks(err, failed)
		}
	}
	if failed := t.exec(`RELEASE attempt`); failed != nil {
		return t.breaks(err, failed)
	}
	return err
}

// breaks notes that a savepoint is gone, and with it the transaction. It returns the cause: err if that can be it, or
// else failed.
func (t *transaction) breaks(err, failed error) error {
	if !endsTransaction(err) {
		err = failed
	}
	t.broken = cmp.Or(t.broken, err)
	return t.broken
}

// ExecContext implements querier.
func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if t.broken != nil {
		return nil, t.broken
	}
	return t.querier.ExecContext(ctx, query, args...)
}

// QueryContext implements querier.
func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if t.broken != nil {
		return nil, t.broken
	}
	return t.querier.QueryContext(ctx, query, args...)
}

func (t *transaction) exec(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// change returns how many rows a statement changed.
func (t *transaction) change(query string, args ...any) (rows int, err error) {
	result, err := t.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// insert returns the id of the row that a statement added.
func (t *transaction) insert(query string, args ...any) (id int64, err error) {
	result, err := t.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

func (t *transaction) get(query string, args ...any) scanner {
	if t.broken != nil {
		return noRow{t.broken}
	}
	return t.QueryRowContext(t.ctx, query, args...)
}

// A noRow has an error for a row.
type noRow struct{ error }

func (r noRow) Scan(...any) error { return r.error }
