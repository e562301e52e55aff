package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// errSchema: the tables are not those that the migrations make.
var errSchema = errors.New("the schema is not what its version says")

// checkSchema compares the schema with what this program's migrations make. A database that somebody put together by hand,
// or that lost an index to a repair, works for a while and then fails, or is slow, at who knows what.
func checkSchema(ctx context.Context, tx *transaction) error {
	fresh, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer fresh.Close()
	fresh.SetMaxOpenConns(1) // each connection would have a database of its own
	if err := migrate(ctx, fresh, embedded, nil); err != nil {
		return err
	}
	for _, query := range []string{schemaParts, schemaTables} {
		is, err := definitions(ctx, tx, query)
		if err != nil {
			return err
		}
		want, err := definitions(ctx, fresh, query)
		if err != nil {
			return err
		}
		if found := differences(is, want); len(found) > 0 {
			return fmt.Errorf("%w: %s", errSchema, strings.Join(found[:min(len(found), mostFaults)], "; "))
		}
	}
	return nil
}

// schemaParts are the tables with their columns, the indexes and whatever else there is, each with its definition.
const schemaParts = `
	SELECT 'column ' || t.name || '.' || c.name, c.type || ',' || c."notnull" || ',' || coalesce(c.dflt_value, '') || ',' || c.pk || ',' || c.hidden
	FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
	WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
	UNION ALL
	SELECT type || ' ' || name, sql FROM sqlite_schema WHERE type <> 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`

// schemaTables are the tables with all that a column cannot tell, such as a CHECK.
const schemaTables = `
	SELECT 'table ' || name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`

// comment is one in a definition, which SQLite keeps.
var comment = regexp.MustCompile(`--[^\n]*`)

// definitions are what a query names, each without comments, which may be put into better words, and without blanks and
// quotation marks, which SQLite may write as it likes.
func definitions(ctx context.Context, q querier, query string) (map[string]string, error) {
	type part struct{ name, definition string }
	parts, err := collect(ctx, q, func(row scanner) (p part, err error) {
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

// differences says what is missing, what is another, and what nobody made.
func differences(is, want map[string]string) (found []string) {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		definition, there := is[name]
		switch {
		case !there:
			found = append(found, name+" is missing")
		case definition != want[name]:
			found = append(found, name+" is not as followup made it")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if _, ours := want[name]; !ours {
			found = append(found, name+" was not made by followup")
		}
	}
	return found
}
