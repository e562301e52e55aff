package store

import (
	"context"
	"database/sql"
)

// write runs f in one immediate transaction. f must use tx and not the store: there is one connection, and tx has it.
func (s *Store) write(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.transact(ctx, doing, nil, nil, f)
}

// writeMany is like write, for a part of the daemon's pass that runs the same few statements again and again.
func (s *Store) writeMany(ctx context.Context, doing string, f func(tx *transaction) error) error {
	prepared, err := s.prepareHot(ctx) // before the transaction, which takes the one connection
	if err != nil {
		return explain(s.path, doing, err)
	}
	return s.transact(ctx, doing, nil, prepared, f)
}

// read runs f on one snapshot of the database. It neither waits for a writer nor makes one wait.
func (s *Store) read(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.transact(ctx, doing, &sql.TxOptions{ReadOnly: true}, nil, f)
}

func (s *Store) transact(ctx context.Context, doing string, opts *sql.TxOptions, prepared map[string]*sql.Stmt,
	f func(tx *transaction) error,
) error {
	tx, err := s.db.BeginTx(ctx, opts)
	if err != nil {
		return explain(s.path, doing, err)
	}
	defer tx.Rollback() // a no-op after Commit
	if err := f(&transaction{tx, prepared}); err != nil {
		return explain(s.path, doing, err)
	}
	if err := tx.Commit(); err != nil {
		return explain(s.path, doing, err)
	}
	return nil
}

// A transaction is a [sql.Tx] that may have prepared statements.
type transaction struct {
	*sql.Tx
	prepared map[string]*sql.Stmt
}

// ExecContext is like that of [sql.Tx], but uses a prepared statement if there is one.
func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if stmt := t.prepared[query]; stmt != nil {
		return t.StmtContext(ctx, stmt).ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}

// hot lists the statements that a pass runs for every application or every mail. Compiling them each time took a
// third of a pass.
var hot = []string{
	sqlSavepoint, sqlRelease, sqlInsertReminder, sqlNextCheck, sqlDecided,
	sqlUpdateReminder, sqlInsertMessage, sqlWriteDraft, sqlReschedule, sqlRecheckRelated,
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
