package store

import (
	"context"
	"database/sql/driver"
	"errors"
)

// A connector opens connections that keep their statements.
type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{opened.(driverConn), map[string]driver.Stmt{}}, nil
}

// A driverConn is what [database/sql] uses of a connection of the driver, which prepares all that it is to run.
type driverConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.SessionResetter
	driver.Validator
}

// A conn keeps each statement that it has run prepared until it is closed: compiling them anew took a third of the
// daemon's time. SQLite itself compiles one again if the schema has changed.
//
// The rows of a query must be closed before the same query is run again. A text must not contain values, of which each
// would be a statement of its own.
type conn struct {
	driverConn
	prepared map[string]driver.Stmt // by their text
}

func (c *conn) prepare(ctx context.Context, query string) (driver.Stmt, error) {
	if stmt := c.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := c.PrepareContext(ctx, query)
	if err == nil {
		c.prepared[query] = stmt
	}
	return stmt, err
}

// ExecContext is part of [driver.ExecerContext].
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	stmt, err := c.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

// QueryContext is part of [driver.QueryerContext].
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	stmt, err := c.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
}

// Close closes the statements first, without which SQLite would keep the file open.
func (c *conn) Close() error {
	var err error
	for _, stmt := range c.prepared {
		err = errors.Join(err, stmt.Close())
	}
	return errors.Join(err, c.driverConn.Close())
}
