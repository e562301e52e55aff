package store

import (
	"context"
	"database/sql"
)

// write runs f in one immediate transaction. f must not use the store, only tx: there is one connection, and tx has it.
func (s *Store) write(ctx context.Context, doing string, f func(tx *transaction) error) error {
	return s.transact(ctx, doing, nil, nil, f)
}

// writeMany is write for a part of the daemon's pass, which runs the same few statements again and again.
func (s *Store) writeMany(ctx context.Context, doing string, f func(tx *transaction) error) error {
	prepared, err := s.prepareHot(ctx) // before the transaction, which has the one connection
	if err != nil {
		return explain(s.path, doing, err)
	}
	return s.transact(ctx, doing, nil, prepared, f)
}

// read runs f on one snapshot of the database; it neither waits for a writer nor keeps one waiting.
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
	defer tx.Rollback() // a no-op once it is committed
	if err := f(&transaction{tx, prepared}); err != nil {
		return explain(s.path, doing, err)
	}
	if err := tx.Commit(); err != nil {
		return explain(s.path, doing, err)
	}
	return nil
}

// transaction is an [sql.Tx] that has some statements prepared.
type transaction struct {
	*sql.Tx
	prepared map[string]*sql.Stmt
}

// ExecContext is that of sql.Tx, but does not compile a prepared statement again.
func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if stmt := t.prepared[query]; stmt != nil {
		return t.StmtContext(ctx, stmt).ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}

// hot are the statements that a pass runs for every application or every mail. Compiling them each time was a third of
// its work.
var hot = []string{
	sqlSavepoint, sqlRelease, sqlInsertReminder, sqlNextCheck, sqlDecided,
	sqlUpdateReminder, sqlInsertMessage, sqlWriteDraft, sqlReschedule, sqlRecheckRelated,
}

// prepareHot prepares them, the first time.
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
