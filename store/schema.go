package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"followup/pattern"
)

// errSchema is returned when the tables are not those that the migrations create.
var errSchema = errors.New("the schema is not what its version says")

// checkSchema compares the schema with what this program's migrations create. A database that was put together by
// hand, or lost an index in a repair, works for a while and then fails or is slow for no visible reason.
func checkSchema(tx *transaction) error {
	want, err := ownSchema()
	if err != nil {
		return err
	}
	for i, query := range schemaQueries {
		got, err := definitions(tx, query)
		if err != nil {
			return err
		}
		if found := differences(got, want[i]); len(found) > 0 {
			return fmt.Errorf("%w: %s", errSchema, strings.Join(found[:min(len(found), maxFaults)], "; "))
		}
	}
	return nil
}

// ownSchema returns what each of the queries selects from a new database. Making one costs as much as the rest of a
// check of a small database.
var ownSchema = sync.OnceValues(func() (want []map[string]string, err error) {
	ctx := context.Background()
	fresh, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer fresh.Close()
	fresh.SetMaxOpenConns(1) // each connection would have a database of its own
	if err := migrate(ctx, fresh, embedded, nil); err != nil {
		return nil, err
	}
	for _, query := range schemaQueries {
		made, err := definitions(&transaction{ctx: ctx, querier: fresh}, query)
		if err != nil {
			return nil, err
		}
		want = append(want, made)
	}
	return want, nil
})

var schemaQueries = []string{schemaParts, schemaTables}

// schemaParts selects the columns of the tables, the indexes, views and so on, each with its definition.
const schemaParts = `
	SELECT 'column ' || t.name || '.' || c.name,
		c.type || ',' || c."notnull" || ',' || coalesce(c.dflt_value, '') || ',' || c.pk || ',' || c.hidden
	FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
	WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
	UNION ALL
	SELECT type || ' ' || name, sql
	FROM sqlite_schema
	WHERE type <> 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`

// schemaTables selects the whole definitions of the tables, which also have what no column shows, such as a CHECK.
const schemaTables = `
	SELECT 'table ' || name, sql
	FROM sqlite_schema
	WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`

// comment matches a comment in a definition. SQLite keeps them.
var comment = pattern.Lazy(`--[^\n]*`)

// definitions returns the definitions that a query selects, by name. They have no comments, which may be reworded,
// and no blanks and quotation marks, which SQLite may write as it likes.
func definitions(tx *transaction, query string) (map[string]string, error) {
	type part struct{ name, definition string }
	parts, err := collect(tx, func(row scanner) (p part, err error) {
		err = row.Scan(&p.name, &p.definition)
		return p, err
	}, query)
	all := map[string]string{}
	for _, p := range parts {
		definition := comment.ReplaceAllString(p.definition, "")
		all[p.name] = strings.ReplaceAll(strings.Join(strings.Fields(definition), ""), `"`, "")
	}
	return all, err
}

// differences lists what is missing, what differs, and what followup did not create.
func differences(got, want map[string]string) (found []string) {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		definition, ok := got[name]
		switch {
		case !ok:
			found = append(found, name+" is missing")
		case definition != want[name]:
			found = append(found, name+" is not as followup made it")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ours := want[name]; !ours {
			found = append(found, name+" was not made by followup")
		}
	}
	return found
}
