package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	"modernc.org/sqlite"
)

// pragmas are set on every connection. SQLite silently ignores a misspelled one, so a test reads them back.
var pragmas = []string{
	"busy_timeout(10000)", // how long a writer waits for another, in milliseconds
	"foreign_keys(on)",
	"synchronous(full)",           // a commit survives a power cut
	"journal_size_limit(4194304)", // a big batch does not leave a big -wal file behind
	"trusted_schema(off)",
	// In kB, a quarter of the default: a pass reads a few pages, and a daily backup fills a cache of any size.
	"cache_size(-500)",
}

// openPool returns a pool for the database file at path, which must exist. It opens nothing before the first use.
//
// The pool has one connection: the daemon works through its pass step by step, a command line does one thing, and each
// further connection would need a page cache of its own.
func openPool(path string) *sql.DB {
	driver, err := sqlite.NewConnector(dataSource(path))
	if err != nil {
		panic(err) // dataSource has encoded the name
	}
	db := sql.OpenDB(connector{driver})
	db.SetMaxOpenConns(1)
	return db
}

// dataSource names the file as a URI, so that no character of the path is taken for the beginning of the options.
func dataSource(path string) string {
	options := url.Values{
		"mode":      {"rw"}, // never create: an empty database must not take the place of a lost one
		"_txlock":   {"immediate"},
		"_dqs":      {"0"}, // "x" is a name, never a string
		"_error_rc": {"1"}, // no stale message of another operation in an error
		"_pragma":   pragmas,
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}
	return u.String()
}

// useWAL switches the file to a write-ahead log, so that readers and the writer never wait for each other.
//
// This is not among the pragmas because it is written to the file, where it stays, and a connection sets the pragmas
// before we can check whose file it is. The switch is needed only after a backup was put in place by hand.
func useWAL(ctx context.Context, db *sql.DB) error {
	var mode string
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil || mode == "wal" {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode = wal").Scan(&mode); err != nil {
		return fmt.Errorf("switching to a write-ahead log: %w", err)
	}
	if mode != "wal" {
		return fmt.Errorf("%w (journal_mode stays %q)", errNoLog, mode)
	}
	return nil
}
