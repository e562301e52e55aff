package store

import (
	"context"
	"database/sql"
)

// A transaction runs statements with the context of one call of a method of [Store]; it lives no longer than that.
type transaction struct {
	ctx context.Context
	querier
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
	if err := f(&transaction{ctx, tx}); err != nil {
		return err
	}
	return tx.Commit()
}

// single makes each statement a transaction of its own.
func (s *Store) single(ctx context.Context) *transaction {
	return &transaction{ctx: ctx, querier: s.db}
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

func (t *transaction) get(query string, args ...any) *sql.Row {
	return t.QueryRowContext(t.ctx, query, args...)
}
