package store

import (
	"context"
	"database/sql"
)

// A transaction runs statements with the context of one call of a method of [Store]; it lives no longer than that.
type transaction struct {
	ctx context.Context
	querier
	prepared map[string]*sql.Stmt // if any, querier is a [sql.Tx]
}

// A querier is a [sql.DB] or a [sql.Tx].
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// write runs f in one immediate transaction. f must use tx and not the store: there is one connection, and tx has it.
func (s *Store) write(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.explain(doing, s.transact(ctx, nil, nil, f))
}

// writeMany is like write, for a part of the daemon's pass that runs the same few statements again and again.
func (s *Store) writeMany(ctx context.Context, doing string, f func(tx *transaction) error) error {
	prepared, err := s.prepareHot(ctx) // before the transaction, which takes the one connection
	if err == nil {
		err = s.transact(ctx, nil, prepared, f)
	}
	return s.explain(doing, err)
}

// read runs f on one snapshot of the database. It neither waits for a writer nor makes one wait.
func (s *Store) read(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.explain(doing, s.transact(ctx, &sql.TxOptions{ReadOnly: true}, nil, f))
}

func (s *Store) transact(
	ctx context.Context, opts *sql.TxOptions, prepared map[string]*sql.Stmt, f func(tx *transaction) error,
) error {
	tx, err := s.db.BeginTx(ctx, opts)
	if err != nil {
		return err
	}
	defer tx.Rollback() // a no-op after Commit
	if err := f(&transaction{ctx, tx, prepared}); err != nil {
		return err
	}
	return tx.Commit()
}

// single makes each statement a transaction of its own.
func (s *Store) single(ctx context.Context) *transaction {
	return &transaction{ctx: ctx, querier: s.db}
}

// run runs a statement, which may be a prepared one.
func (t *transaction) run(query string, args ...any) (sql.Result, error) {
	if stmt := t.prepared[query]; stmt != nil {
		return t.querier.(*sql.Tx).StmtContext(t.ctx, stmt).ExecContext(t.ctx, args...)
	}
	return t.ExecContext(t.ctx, query, args...)
}

func (t *transaction) exec(query string, args ...any) error {
	_, err := t.run(query, args...)
	return err
}

// change returns how many rows a statement changed.
func (t *transaction) change(query string, args ...any) (rows int, err error) {
	result, err := t.run(query, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// insert returns the id of the row that a statement added.
func (t *transaction) insert(query string, args ...any) (id int64, err error) {
	result, err := t.run(query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

func (t *transaction) get(query string, args ...any) *sql.Row {
	return t.QueryRowContext(t.ctx, query, args...)
}

// hot lists the statements that a pass runs for every application or every mail. Compiling them each time took a
// third of a pass.
var hot = []string{
	sqlSavepoint, sqlRelease, sqlInsertReminder, sqlNextCheck, sqlDecided,
	sqlUpdateReminder, sqlInsertMessage, sqlWriteDraft, sqlRecheckRelated,
}

// prepareHot returns the hot statements, prepared on the first call.
func (s *Store) prepareHot(ctx context.Context) (map[string]*sql.Stmt, error) {
	s.preparing.Lock()
	defer s.preparing.Unlock()
	if s.prepared != nil {
		return s.prepared, nil
	}
	prepared := make(map[string]*sql.Stmt, len(hot))
	for _, query := range hot {
		stmt, err := s.db.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		prepared[query] = stmt
	}
	s.prepared = prepared
	return prepared, nil
}
