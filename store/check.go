package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// Check reads all of the database and says what is damaged and what to do, or nil. It takes no lock that anybody waits
// for.
//
// It sees what does not fit together: the pages, the rows with their indexes and constraints, the tables with what the
// migrations make, applications with what belongs to them and whom it refers to, the messages under way with their hashes. It
// cannot see a changed letter in a text, or another digit in a number that no index holds: nothing says what they were.
func (s *Store) Check(ctx context.Context) error {
	return s.read(ctx, "checking the database", func(tx *transaction) error {
		if err := noneOf(ctx, tx, misfits); err != nil {
			return err
		}
		if err := checkSchema(ctx, tx); err != nil { // without which the others could not be asked
			return err
		}
		return noneOf(ctx, tx, orphans, unmetPersons, unknownWords, wrongSummaries, damagedMessages)
	})
}

// noneOf looks for misfits until some are found.
func noneOf(ctx context.Context, tx *transaction, searches ...func(context.Context, *transaction) ([]string, error)) error {
	for _, find := range searches {
		found, err := find(ctx, tx)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("%w: %s", errMisfit, strings.Join(found, "; "))
		}
	}
	return nil
}

// mostFaults is how many faults are told: whoever has that many has enough of them.
const mostFaults = 5

// misfits asks SQLite. quick_check takes two thirds of the time, but it does not compare rows with their indexes.
func misfits(ctx context.Context, tx *transaction) ([]string, error) {
	found, err := collect(ctx, tx, scanText, fmt.Sprintf("PRAGMA integrity_check(%d)", mostFaults))
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	return found, err
}

func orphans(ctx context.Context, tx *transaction) ([]string, error) {
	return collect(ctx, tx, func(row scanner) (string, error) {
		var table, parent string
		var id sql.NullInt64
		err := row.Scan(&table, &id, &parent)
		return fmt.Sprintf("row %d of %s belongs to nothing in %s", id.Int64, table, parent), err
	}, `SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT ?`, mostFaults)
}

// unmetPersons are those whom nothing refers to, and who should have gone with the last that did.
func unmetPersons(ctx context.Context, tx *transaction) ([]string, error) {
	return collect(ctx, tx, func(row scanner) (string, error) {
		id, err := scanID(row)
		return fmt.Sprintf("nothing refers to person %d", id), err
	}, `SELECT id FROM persons WHERE `+unmet+` LIMIT ?`, mostFaults)
}

// unknownWords are the values of columns that hold one of a few words, as far as the program does not know them.
func unknownWords(ctx context.Context, tx *transaction) (found []string, err error) {
	for _, c := range []struct {
		table, column string
		known         []string
	}{
		{"events", "kind", texts(rules.EventKinds)},
		{"events", "note", texts(notes)},
		{"reminders", "kind", texts(rules.Kinds)},
		{"reminders", "state", texts(rules.States)},
	} {
		words, err := collect(ctx, tx, scanText, fmt.Sprintf("SELECT DISTINCT %s FROM %s", c.column, c.table))
		if err != nil {
			return nil, err
		}
		for _, word := range words {
			if !slices.Contains(c.known, word) {
				found = append(found, fmt.Sprintf("%s.%s has a %q, which this followup does not know", c.table, c.column, word))
			}
		}
	}
	return found, nil
}

func texts[T ~string](words []T) (list []string) {
	for _, w := range words {
		list = append(list, string(w))
	}
	return list
}

// casesAtOnce is how many applications are read together where all are.
const casesAtOnce = 1000

// wrongSummaries are the applications of which a list would not say what their events and interviews say.
func wrongSummaries(ctx context.Context, tx *transaction) (wrong []string, err error) {
	type noted struct {
		id      int64
		outcome string
		latest  time.Time
	}
	scan := func(row scanner) (n noted, err error) {
		err = row.Scan(&n.id, &n.outcome, instant{&n.latest})
		return n, err
	}
	for last := int64(0); len(wrong) < mostFaults; {
		list, err := collect(ctx, tx, scan, `
			SELECT id, outcome, latest_start FROM applications WHERE id > ? ORDER BY id LIMIT ?`, last, casesAtOnce)
		if err != nil || len(list) == 0 {
			return wrong, err
		}
		var ids []int64
		for _, n := range list {
			ids = append(ids, n.id)
		}
		cases, err := loadCases(ctx, tx, ids)
		if err != nil {
			return wrong, err
		}
		for _, n := range list {
			c := cases[n.id]
			if is := string(c.Ending()); n.outcome != is {
				wrong = append(wrong, fmt.Sprintf("application %d is noted as %q, and its events say %q", n.id, n.outcome, is))
			}
			if is := c.Latest().Start; !n.latest.Equal(is) {
				wrong = append(wrong, fmt.Sprintf("application %d is noted to begin last at %s, and its interviews say %s",
					n.id, n.latest.Format(time.RFC3339), is.Format(time.RFC3339)))
			}
		}
		last = ids[len(ids)-1]
	}
	return wrong[:mostFaults], nil
}

func damagedMessages(ctx context.Context, tx *transaction) (found []string, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT reminder_id, bytes, sha256 FROM messages`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() && len(found) < mostFaults {
		var id int64
		var bytes, stored sql.RawBytes
		if err := rows.Scan(&id, &bytes, &stored); err != nil {
			return nil, err
		}
		if sum := sha256.Sum256(bytes); string(sum[:]) != string(stored) {
			found = append(found, fmt.Sprintf("the stored message of reminder %d is not what was stored", id))
		}
	}
	return found, rows.Err()
}

func scanText(row scanner) (text string, err error) {
	err = row.Scan(&text)
	return text, err
}
