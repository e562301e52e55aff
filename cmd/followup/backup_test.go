package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
)

// TestAnOlderDatabaseIsKept checks that a migration keeps the old database and says so once, on standard error.
func TestAnOlderDatabaseIsKept(t *testing.T) {
	t.Setenv("FOLLOWUP_CONFIG", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	script, err := os.ReadFile("../../store/testdata/schema-9.sql")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "followup.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(string(script)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	upgraded := "followup: the database was upgraded; the old one is kept as " + path + ".before-schema-"
	for _, want := range []string{upgraded, ""} {
		var out, errs bytes.Buffer
		a := &world{Terminal: &term.Terminal{In: strings.NewReader(""), Out: &out, Err: &errs}, clock: time.Now}
		code := a.run(t.Context(), []string{"list", "--json", "--db", path})
		if code != 0 || !strings.HasPrefix(errs.String(), want) || want == "" && errs.Len() > 0 ||
			!strings.HasPrefix(out.String(), "[") {
			t.Errorf("exit code %d, it says %q and prints %q; want that it says %q", code, errs.String(), out.String(),
				want)
		}
	}
}
