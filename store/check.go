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

// Check reads the whole database and returns nil, or an error that says what is damaged and what to do. It blocks no
// one.
//
// It compares the pages, the rows with their indexes and constraints, the tables with what the migrations create,
// applications with what belongs to them and the people they refer to, and the messages under way with their hashes.
// It cannot see a changed letter in a text, or another digit in a number that is in no index: nothing says what they
// were.
func (s *Store) Check(ctx context.Context) error {
	return s.read(ctx, "checking the database", func(tx *transaction) error {
		if err := noneOf(tx, brokenPages); err != nil {
			return err
		}
		if err := checkSchema(tx); err != nil { // the queries below need it
			return err
		}
		return noneOf(tx, orphans, unusedPersons, unknownWords, wrongSummaries, damagedMessages)
	})
}

// noneOf runs the searches until one finds faults, and returns these as an error.
func noneOf(tx *transaction, searches ...func(*transaction) ([]string, error)) error {
	for _, find := range searches {
		found, err := find(tx)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("%w: %s", errMisfit, strings.Join(found, "; "))
		}
	}
	return nil
}

// maxFaults is how many faults are listed.
const maxFaults = 5

// brokenPages asks SQLite. quick_check takes two thirds of the time, but it does not compare rows with their indexes.
func brokenPages(tx *transaction) ([]string, error) {
	found, err := collect(tx, scanText, fmt.Sprintf("PRAGMA integrity_check(%d)", maxFaults))
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	return found, err
}

func orphans(tx *transaction) ([]string, error) {
	return collect(tx, func(row scanner) (string, error) {
		var table, parent string
		var id sql.NullInt64
		err := row.Scan(&table, &id, &parent)
		return fmt.Sprintf("row %d of %s belongs to nothing in %s", id.Int64, table, parent), err
	}, `SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT ?`, maxFaults)
}

// unusedPersons finds people to whom nothing refers. They should have been deleted with the last reference.
func unusedPersons(tx *transaction) ([]string, error) {
	return collect(tx, func(row scanner) (string, error) {
		id, err := scanID(row)
		return fmt.Sprintf("nothing refers to person %d", id), err
	}, `SELECT id FROM persons WHERE `+unused+` LIMIT ?`, maxFaults)
}

// unknownWords finds values that the program does not know in the columns that hold one of a fixed set of words.
func unknownWords(tx *transaction) (found []string, err error) {
	for _, c := range []struct {
		table, column string
		known         []string
	}{
		{"events", "kind", texts(rules.EventKinds)},
		{"events", "note", texts(notes)},
		{"events", "certainty", texts(certainties)},
		{"reminders", "kind", texts(rules.Kinds)},
		{"reminders", "state", texts(rules.States)},
		{"edited_drafts", "kind", texts(rules.Kinds)},
		{"draft_copies", "state", texts(rules.CopyStates)},
	} {
		words, err := collect(tx, scanText, fmt.Sprintf("SELECT DISTINCT %s FROM %s", c.column, c.table))
		if err != nil {
			return nil, err
		}
		for _, word := range words {
			if !slices.Contains(c.known, word) {
				found = append(found, fmt.Sprintf("%s.%s has a %q, which this followup does not know", c.table,
					c.column, word))
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

// A summary is what the row of an application says of its events and interviews.
type summary struct {
	id      int64
	outcome string
	latest  time.Time
}

func scanSummary(row scanner) (s summary, err error) {
	err = row.Scan(&s.id, &s.outcome, instant{&s.latest})
	return s, err
}

const selectSummaries = `SELECT id, outcome, latest_start FROM applications WHERE id > ? ORDER BY id LIMIT ?`

// summariesAtOnce is how many applications wrongSummaries reads together.
const summariesAtOnce = 1000

// wrongSummaries finds applications whose row, which lists use, does not agree with their events and interviews.
func wrongSummaries(tx *transaction) (wrong []string, err error) {
	for last := int64(0); len(wrong) < maxFaults; {
		list, err := collect(tx, scanSummary, selectSummaries, last, summariesAtOnce)
		if err != nil || len(list) == 0 {
			return wrong, err
		}
		var ids []int64
		for _, s := range list {
			ids = append(ids, s.id)
		}
		cases, err := loadCases(tx, ids)
		if err != nil {
			return wrong, err
		}
		for _, s := range list {
			wrong = append(wrong, s.compare(cases[s.id])...)
		}
		last = ids[len(ids)-1]
	}
	return wrong[:maxFaults], nil
}

func (s summary) compare(c *rules.Case) (wrong []string) {
	if outcome := string(c.Ending()); s.outcome != outcome {
		wrong = append(wrong, fmt.Sprintf("application %d is noted as %q, and its events say %q", s.id, s.outcome,
			outcome))
	}
	if start := c.Latest().Start; !s.latest.Equal(start) {
		wrong = append(wrong, fmt.Sprintf("application %d is noted to begin last at %s, and its interviews say %s",
			s.id, s.latest.Format(time.RFC3339), start.Format(time.RFC3339)))
	}
	return wrong
}

func damagedMessages(tx *transaction) ([]string, error) {
	found, err := collect(tx, func(row scanner) (fault string, err error) {
		var id int64
		var bytes, stored sql.RawBytes
		err = row.Scan(&id, &bytes, &stored)
		if sum := sha256.Sum256(bytes); string(sum[:]) != string(stored) {
			fault = fmt.Sprintf("the stored message of reminder %d does not match its hash", id)
		}
		return fault, err
	}, `SELECT reminder_id, bytes, sha256 FROM messages`)
	return slices.DeleteFunc(found, func(fault string) bool { return fault == "" }), err
}

func scanText(row scanner) (text string, err error) {
	err = row.Scan(&text)
	return text, err
}
